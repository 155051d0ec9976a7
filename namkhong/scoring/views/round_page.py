"""The page of one round: for those who run and check it all its sheets, for those who are scored their own."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from namkhong.design.components.tables import Tab
from namkhong.foundation.clock import today
from namkhong.foundation.periods import parse_period
from namkhong.journal.models import Progress
from namkhong.journal.queries import progress_of
from namkhong.people.access import entered_with, person_in, signed_in
from namkhong.people.rules import Verb
from namkhong.scoring import queries
from namkhong.scoring.models import Round
from namkhong.scoring.policies import may_decide, may_follow, may_run
from namkhong.scoring.states import RoundState, SheetState
from namkhong.scoring.views.loading import seen_round
from namkhong.scoring.views.showing import ROUND_TAGS, round_rows, sheet_rows

PAGE = 20


@signed_in
@require_safe
def round(request: HttpRequest, pk: int) -> HttpResponse:
    """How a round stands, and its sheets."""
    on, person = today(), person_in(request).pk
    row = seen_round(request, pk, on)
    rows = queries.seen_sheets(person, row, on)
    counts = queries.state_counts(rows)
    chosen, words = request.GET.get("tinh-trang", ""), request.GET.get("tim", "")
    shown = queries.named_like(rows, words) if words else rows
    if chosen in SheetState.values:
        shown = shown.filter(state=chosen)
    page = Paginator(shown, PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": sheet_rows(page.object_list, row),
        "tabs": _tabs(counts, chosen),
        "chosen": chosen,
        "words": words,
        "total": sum(counts.values()),
        "waiting": counts.get(SheetState.SUBMITTED, 0),
    }
    return render(request, "scoring/round.html", round_context(row, person) | context)


def round_context(row: Round, person: int) -> dict[str, object]:
    """What every page of a round shows at its head, and what the person may do with it."""
    on = today()
    [own] = round_rows([row], person, on)
    return {
        "round": row,
        "tag": ROUND_TAGS[RoundState(row.state)],
        "period": parse_period(row.period).label,
        "own": own.own,
        "may_run": may_run(person, row, on),
        "may_decide": may_decide(person, row, on),
        "follows": may_follow(person, row, on),
        "may_check": queries.checked_by(person, row, queries.frame_of(row.set_id), on) is not None,
        "today": on,
    }


def _tabs(counts: dict[str, int], chosen: str) -> list[Tab]:
    there = [state for state in SheetState if state in counts]
    found = [Tab(state.label, f"?tinh-trang={state}", state == chosen, counts[state]) for state in there]
    return [Tab("Tất cả", "?", not chosen, sum(counts.values())), *found]


@entered_with(Verb.RUN_SCORING, Verb.DECIDE_SCORES)
def running(request: HttpRequest, pk: int) -> HttpResponse:
    """A page that reloads itself until the work has ended, then goes on."""
    bar_row = _own_bar(request, pk)
    if bar_row.ended_at and not bar_row.failure:
        messages.success(request, "Đã làm xong.")
        return redirect(bar_row.next_url)
    return render(request, "scoring/running.html", {"bar": bar_row})


@entered_with(Verb.RUN_SCORING, Verb.DECIDE_SCORES)
def bar(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar alone, asked for every two seconds; when the work has ended the whole page is loaded again."""
    row = _own_bar(request, pk)
    response = render(request, "scoring/bar.html", {"bar": row})
    if row.ended_at:
        response.headers["HX-Redirect"] = reverse("scoring:running", args=[pk])
    return response


def _own_bar(request: HttpRequest, pk: int) -> Progress:
    row = progress_of(pk, person_in(request).pk)
    if row is None:
        raise Http404
    return row
