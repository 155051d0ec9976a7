"""Proposals to inspect: the list for units above, and the decision on one of them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.feedback.rules.statistics import Share
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.policies import superior_units
from namkhong.people.rules import Verb
from namkhong.redress import actions, queries
from namkhong.redress.forms import ReasonForm
from namkhong.redress.models import InspectionFlag
from namkhong.redress.rules.standing import MONTHS_LOW, WITHIN
from namkhong.redress.states import FlagState
from namkhong.redress.views.loading import done, judged_flag
from namkhong.redress.views.showing import flag_tag

ROWS = 50


@entered_with(Verb.JUDGE_REMEDIES)
def index(request: HttpRequest) -> HttpResponse:
    """Units below that were low again and again, undecided ones first."""
    person, on = person_in(request).pk, today()
    if not superior_units(person, Verb.JUDGE_REMEDIES, on):
        raise Http404
    page = Paginator(queries.flags_seen(person, on), ROWS).get_page(request.GET.get("trang"))
    context = {"page": page, "rows": [(row, flag_tag(row)) for row in page], "least": MONTHS_LOW, "within": WITHIN}
    return render(request, "redress/flags.html", context)


@entered_with(Verb.JUDGE_REMEDIES)
def flag(request: HttpRequest, pk: int) -> HttpResponse:
    """Why an inspection is proposed; sent to, that there will be none and why."""
    row, form = judged_flag(request, pk), ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.dismiss(flag=row, reason=form.cleaned_data["reason"], by=person_in(request), at=now())
            messages.success(request, "Đã ghi: không cần kiểm tra.")
            return redirect("redress:flag", pk)
        except DomainError as refused:
            form.add_error("reason", refused.sentence)
    context = {
        "flag": row,
        "tag": flag_tag(row),
        "months": _months(row),
        "form": form,
        "decides": row.state == FlagState.RAISED,
    }
    return render(request, "redress/flag.html", context, status=422 if request.method == "POST" else 200)


def _months(row: InspectionFlag) -> list[tuple[int, int, Share]]:
    """Month, year and share as they were when the proposal was made."""
    return [(month % 100, month // 100, Share(satisfied, answered)) for month, satisfied, answered in row.figures]


@entered_with(Verb.JUDGE_REMEDIES)
@only_posted
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """It stands in the programme of inspections now."""
    row = judged_flag(request, pk)
    act, told = actions.plan_inspection, "Đã ghi: đã đưa vào chương trình kiểm tra."
    done(request, lambda: act(flag=row, by=person_in(request), at=now()), told)
    return redirect("redress:flag", pk)
