"""The page on which a person reads and signs, by personal link or signed in, and the three questions after it.

Why a link page takes forms without a forgery token (`csrf_exempt`): nothing that a browser sends along by itself (no
session, no cookie) gives any right here. The unguessable token in the address is the whole authority, and a stranger's
page that knew it could sign with or without a cookie of ours. So the page sets no cookie, and a signature that waited
for a network for days does not fail for a token that has run out. Signed in, the session is the authority, and the
forgery token is asked for as everywhere. Exactly once is the work of the number that the device made (`ma`).
"""

from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from namkhong.design.templatetags.design import moment
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import open_to_all, person_in, signed_in
from namkhong.pledges.actions.signing import AnotherBody, TextChanged, sign
from namkhong.pledges.queries import links
from namkhong.pledges.queries.signing import Signing, signing_of
from namkhong.pledges.states import Way
from namkhong.pledges.views.entering import round_or_404

MOST_BYTES = 8_000
"""A signature is some hundred bytes long."""
TOO_LONG = "Nội dung gửi lên dài quá mức. Hãy mở lại trang và ký lại."
UNFIT = "Trang ký gửi thiếu thông tin. Hãy mở lại trang và ký lại."


@csrf_exempt
@open_to_all
def link(request: HttpRequest, token: str) -> HttpResponse:
    """A person's own page without an account."""
    return _answer(request, _opened(token), reverse("pledges:link", args=[token]), Way.LINK)


@signed_in
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """The same page for whoever is signed in."""
    standing = signing_of(round_or_404(pk), person_in(request), today())
    return _answer(request, standing, reverse("pledges:own", args=[pk]), Way.ACCOUNT)


@open_to_all
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps link pages readable without a network. Served from their folder, so that it reaches no
    other page; where the assets have not been built, a script that does nothing.
    """
    path = finders.find("design/pledge-worker.js")
    script = Path(path).read_bytes() if path else b""
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


def _opened(token: str) -> Signing:
    """Whose page it is. Raises: Http404, the same for what was never a link and for what no longer is one."""
    found = links.opened(token)
    if found is None:
        raise Http404
    return signing_of(*found, today())


def _answer(request: HttpRequest, standing: Signing, here: str, way: Way) -> HttpResponse:
    if request.method != "POST":
        return page(request, standing, here, way)
    status, sentence = _signed(request, standing, way)
    if "application/json" not in request.headers.get("Accept", ""):
        return redirect(here) if status == 200 else page(request, standing, here, way, status, sentence)
    if status != 200:
        return JsonResponse({"words": sentence, "renew": status == 409}, status=status)
    after = signing_of(standing.round, standing.person, today())
    return JsonResponse({"words": signed_words(after), "code": receipt(after), "told": _told(now())})


def _told(at: datetime) -> int:
    """A moment as the script compares it: pages made later know better than what the device remembers."""
    return int(at.timestamp() * 1000)


def _signed(request: HttpRequest, standing: Signing, way: Way) -> tuple[int, str]:
    """The status and, unless it is signed now, the sentence why not."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return 413, TOO_LONG
    sent = _sent(request)
    if sent is None:
        return 422, UNFIT
    client_id, text = sent
    try:
        sign(
            round=standing.round,
            person=standing.person,
            way=way,
            client_id=client_id,
            client_body=text,
            text=text,
            by=standing.person,
            at=now(),
        )
    except (AnotherBody, TextChanged) as refused:
        return 409, refused.sentence
    except DomainError as refused:
        return 422, refused.sentence
    return 200, ""


def _sent(request: HttpRequest) -> tuple[UUID, bytes] | None:
    """The number that the device made and the mark of the text that was read."""
    try:
        return UUID(request.POST.get("ma", "")), bytes.fromhex(request.POST.get("van", ""))
    except ValueError:
        return None


def page(
    request: HttpRequest, standing: Signing, here: str, way: Way, status: int = 200, sentence: str = ""
) -> HttpResponse:
    """The page as it stands. It is made without the frame of other pages, which would ask who is signed in."""
    context = {
        "signing": standing,
        "here": here,
        "by_link": way == Way.LINK,
        "forgery": "" if way == Way.LINK else get_token(request),
        "worker": reverse("pledges:worker"),
        "made": _told(now()),
        "client_id": uuid4(),
        "mark": standing.text.mark.hex() if standing.text else "",
        "reading": [part for part in standing.round.reading.splitlines() if part.strip()],
        "read": request.GET.get("buoc") == "ky" or bool(sentence),
        "refusal": sentence,
        "words": signed_words(standing),
        "code": receipt(standing),
        "questions": f"{here}hieu-ro/",
    }
    response = HttpResponse(render_to_string("pledges/signing/page.html", context), status=status)
    return kept_private(response, way)


def kept_private(response: HttpResponse, way: Way) -> HttpResponse:
    """No search engine lists the page; by link, no other site is told the address either."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    if way == Way.LINK:
        response.headers["Referrer-Policy"] = "no-referrer"
    return response


def signed_words(standing: Signing) -> str:
    """When it was signed, in words; "" before."""
    pledge = standing.pledge
    return f"Đã ký lúc {moment(pledge.signed_at)}" if pledge and pledge.signed_at else ""


def receipt(standing: Signing) -> str:
    """The code to show; "" before."""
    return links.receipt_code(standing.pledge) if standing.pledge else ""
