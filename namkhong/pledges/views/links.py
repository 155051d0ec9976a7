"""Handing personal links out, and taking all of them back."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, person_in
from namkhong.people.models import Employment
from namkhong.people.policies import may
from namkhong.people.rules import Verb
from namkhong.pledges.actions.links import revoke_links
from namkhong.pledges.queries.links import link_path
from namkhong.pledges.queries.signing import unsigned_at
from namkhong.pledges.states import RoundState
from namkhong.pledges.views.entering import round_at, run_round

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class Handed:
    """One person with the address to send."""

    work: Employment
    address: str


@entered_with(Verb.KEEP_PLEDGES)
def hand_out(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """The link of everybody at a unit who has not signed, to be sent to that person and nobody else."""
    round, row = round_at(request, pk, unit, Verb.KEEP_PLEDGES)
    page = Paginator(unsigned_at(round, unit, today()), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "round": round,
        "unit": row,
        "page": page,
        "rows": [Handed(work, request.build_absolute_uri(link_path(round, work.person_id))) for work in page],
        "open": round.state == RoundState.OPEN,
        "may_revoke": may(person_in(request).pk, Verb.RUN_PLEDGES, round.campaign.unit_id, today()),
    }
    response = render(request, "pledges/links/hand_out.html", context)
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@entered_with(Verb.RUN_PLEDGES)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """What taking the links back means; then do it."""
    round = run_round(request, pk)
    if request.method == "POST":
        seen = request.POST.get("ban", "")
        try:
            number = int(seen) if seen.isdecimal() and len(seen) < 5 else 0
            revoke_links(round=round, seen=number, by=person_in(request), at=now())
            messages.success(request, "Mọi đường dẫn đã gửi không còn dùng được. Có thể gửi đường dẫn mới ngay.")
        except DomainError as refused:
            messages.error(request, refused.sentence)
        return redirect("pledges:revoke_links", pk)
    return render(request, "pledges/links/revoke.html", {"round": round})
