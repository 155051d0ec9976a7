"""Receiving pledges: who waits for the reader's signature, tick or all at once, and undoing the last act."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.design.components.tables import Tab
from namkhong.foundation.clock import now, today
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.pledges import actions
from namkhong.pledges.models import Round
from namkhong.pledges.policies import receivable, signs_for
from namkhong.pledges.states import Side
from namkhong.pledges.views.loading import refusal_of, seen_round

SIDE = "ben"
_BY_WORD = {"thu-truong": Side.HEAD, "cong-doan": Side.UNION}
_WORDS = {side: word for word, side in _BY_WORD.items()}
ROWS = 100


@entered_with(Verb.SIGN_AS_HEAD, Verb.SIGN_AS_UNION)
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Pledges that wait for the reader on one side; ticked ones or all of them are received."""
    round = seen_round(request, pk)
    sides = _sides(request, round)
    side = _asked(request, sides)
    refusal = ""
    if request.method == "POST":
        refusal = _received(request, round, side)
        if not refusal:
            return redirect(f"{request.path}?{SIDE}={_WORDS[side]}")
    rows = receivable(person_in(request).pk, round, side, today()).select_related("person", "unit")
    page = Paginator(rows.order_by("unit__sort_name", "person__sort_name", "pk"), ROWS).get_page(
        request.GET.get("trang")
    )
    context = {
        "round": round,
        "page": page,
        "side": side,
        "word": _WORDS[side],
        "tabs": [Tab(each.label, f"?{SIDE}={_WORDS[each]}", each is side, count) for each, count in sides.items()],
        "refusal": refusal,
    }
    return render(request, "pledges/receive.html", context, status=422 if refusal else 200)


def _received(request: HttpRequest, round: Round, side: Side) -> str:
    ticked = {number for text in request.POST.getlist("ban") if (number := whole_number(text))}
    everything = request.POST.get("lam") == "tat-ca"
    done: list[actions.Received] = []
    who, at = person_in(request), now()
    refusal = refusal_of(
        lambda: done.append(
            actions.receive(round=round, side=side, pledges=None if everything else ticked, by=who, at=at)
        )
    )
    if not refusal:
        messages.success(request, f"Đã ký nhận {done[0].count} bản cam kết. Nếu nhầm, bạn có thể hoàn tác.")
    return refusal


@entered_with(Verb.SIGN_AS_HEAD, Verb.SIGN_AS_UNION)
@only_posted
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the reader's last act of receiving on a side."""
    round = seen_round(request, pk)
    side = _asked(request, _sides(request, round))
    counted: list[int] = []
    who = person_in(request)
    refusal = refusal_of(lambda: counted.append(actions.return_receipt(round=round, side=side, by=who, at=now())))
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, f"Đã hoàn tác: {counted[0]} bản cam kết lại chờ ký nhận.")
    return redirect("pledges:receive", pk)


def _sides(request: HttpRequest, round: Round) -> dict[Side, int]:
    """The sides on which the reader receives anything at all, with what waits there. Raises: Http404."""
    person, on = person_in(request).pk, today()
    counted = {side: receivable(person, round, side, on).count() for side in Side}
    sides = {side: count for side, count in counted.items() if count or signs_for(person, side, on)}
    if not sides:
        raise Http404
    return sides


def _asked(request: HttpRequest, sides: dict[Side, int]) -> Side:
    """The side asked for, else the one where most waits."""
    asked = _BY_WORD.get(request.POST.get(SIDE, request.GET.get(SIDE, "")))
    return asked if asked in sides else max(sides, key=lambda side: sides[side])
