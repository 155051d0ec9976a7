"""What a plan would ask that running campaigns ask already: the list, setting one aside, taking it back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from namkhong.campaigns import queries
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import entered_with, only_posted, person_in, require
from namkhong.people.kept import take_kept_form
from namkhong.people.rules import Verb
from namkhong.plans.actions import dismiss_finding, restore_finding
from namkhong.plans.models import Plan
from namkhong.plans.queries import dismissal_of, plan_of

_GONE = "Việc này không còn trùng nữa. Danh sách dưới đây là mới nhất."


@entered_with(Verb.PREPARE_PLAN)
def plan_repeats(request: HttpRequest, plan: int) -> HttpResponse:
    """What a plan would ask of units that a running campaign asks of them already."""
    row = _own_plan(request, plan)
    kept = take_kept_form(request, person_in(request).pk, reverse("campaigns:dismiss_repeat", args=[plan]))
    return _page(request, row, (kept.get("mark", ""), kept.get("reason", ""), "") if kept else ("", "", ""))


def _page(request: HttpRequest, plan: Plan, refused: tuple[str, str, str]) -> HttpResponse:
    mark, typed, sentence = refused
    on = today()
    context = {
        "plan": plan,
        "year": on.year,
        "repeats": queries.open_repeats(plan, on),
        "aside": queries.repeats_aside(plan, on),
        "refused_mark": mark,
        "typed": typed,
        "refusal": sentence,
    }
    return render(request, "campaigns/plan_repeats.html", context, status=422 if sentence else 200)


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def dismiss_repeat(request: HttpRequest, plan: int) -> HttpResponse:
    """Set one aside with a reason."""
    row, mark, reason = _own_plan(request, plan), request.POST.get("mark", ""), request.POST.get("reason", "")
    found = next((repeat for repeat in queries.open_repeats(row, today()) if repeat.mark == mark), None)
    if found is None:
        messages.warning(request, _GONE)
        return redirect("campaigns:plan_repeats", plan)
    try:
        dismiss_finding(plan=row, finding=found, reason=reason, by=person_in(request), at=now())
    except DomainError as refused:
        return _page(request, row, (mark, reason, refused.sentence))
    return redirect("campaigns:plan_repeats", plan)


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def bring_repeat_back(request: HttpRequest, plan: int) -> HttpResponse:
    """Undo setting one aside."""
    row = _own_plan(request, plan)
    dismissal = dismissal_of(row, whole_number(request.POST.get("dismissal", "")) or 0)
    if dismissal is None:
        messages.warning(request, _GONE)
    else:
        restore_finding(dismissal=dismissal, by=person_in(request), at=now())
    return redirect("campaigns:plan_repeats", plan)


def _own_plan(request: HttpRequest, pk: int) -> Plan:
    row = plan_of(pk)
    if row is None:
        raise Http404
    require(request, Verb.PREPARE_PLAN, row.unit_id)
    return row
