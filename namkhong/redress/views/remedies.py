"""Duties to explain and mend: the list, one of them with the figures before and after, judging, the threshold."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from namkhong.design.components.tables import Tab
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in, signed_in
from namkhong.people.policies import superior_units
from namkhong.people.rules import Verb
from namkhong.redress import actions, policies, queries
from namkhong.redress.forms import ExplanationForm, ReasonForm, ThresholdForm
from namkhong.redress.models import Remedy
from namkhong.redress.queries.days import is_open
from namkhong.redress.rules.standing import THRESHOLD
from namkhong.redress.states import OWED, RemedyState
from namkhong.redress.views.loading import done, judged_remedy, seen_remedy
from namkhong.redress.views.showing import remedy_tag
from namkhong.units.models import Unit

ROWS = 50
FILTERS = {"can-viet": OWED, "cho-xem": (RemedyState.SUBMITTED,)}


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """What is owed and what was explained, of my units and those below."""
    person, on = person_in(request).pk, today()
    rows = queries.remedies_seen(person, on)
    counts, part = queries.remedy_counts(rows), request.GET.get("phan", "")
    found = rows.filter(state__in=FILTERS[part]) if part in FILTERS else rows
    page = Paginator(found, ROWS).get_page(request.GET.get("trang"))
    above = superior_units(person, Verb.JUDGE_REMEDIES, on)
    context = {
        "tabs": [
            Tab("Tất cả", "?", part not in FILTERS),
            Tab("Cần giải trình", "?phan=can-viet", part == "can-viet", counts["owed"]),
            Tab("Chờ cấp trên xem", "?phan=cho-xem", part == "cho-xem", counts["sent"]),
        ],
        "page": page,
        "rows": [(row, remedy_tag(row, on)) for row in page],
        "above": Unit.objects.filter(pk__in=above).order_by("sort_name", "pk"),
        "today": on,
    }
    return render(request, "redress/remedies.html", context)


@entered_with(Verb.READ_CONCERNS)
def remedy(request: HttpRequest, pk: int) -> HttpResponse:
    """One month that must be explained; sent to, the explanation."""
    row, on = seen_remedy(request, pk), today()
    if request.method != "POST":
        return _page(request, row, ExplanationForm(on=on, initial=_written(row)))
    if not policies.may_answer(person_in(request).pk, row, on):
        raise Http404
    form = ExplanationForm(request.POST, on=on)
    if form.is_valid():
        try:
            actions.explain(remedy=row, explanation=form.explanation(), by=person_in(request), at=now())
            messages.success(request, "Đã gửi giải trình lên cấp trên.")
            return redirect("redress:remedy", pk)
        except DomainError as refused:
            form.add_error("mend_by" if isinstance(refused, actions.MendDayOutOfReach) else None, refused.sentence)
    return _page(request, row, form)


def _written(row: Remedy) -> dict[str, object]:
    """What was written before, to be mended."""
    return {"causes": row.causes, "measures": row.measures, "mend_by": row.mend_by} if row.mend_by else {}


def _page(request: HttpRequest, row: Remedy, form: ExplanationForm, refusal: ReasonForm | None = None) -> HttpResponse:
    person, on = person_in(request).pk, today()
    refusal = refusal or ReasonForm()
    context = {
        "remedy": row,
        "tag": remedy_tag(row, on),
        "months": queries.before_and_after(row, on),
        "bursts": queries.bursts_of(row),
        "form": form,
        "refusal": refusal,
        "writes": row.state in OWED and policies.may_answer(person, row, on),
        "judges": row.state == RemedyState.SUBMITTED and policies.may_judge(person, row, on),
        "today": on,
    }
    wrong = bool(form.errors or refusal.errors)
    return render(request, "redress/remedy.html", context, status=422 if wrong else 200)


@entered_with(Verb.JUDGE_REMEDIES)
@only_posted
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """The explanation is accepted."""
    row = judged_remedy(request, pk)
    done(request, lambda: actions.approve(remedy=row, by=person_in(request), at=now()), "Đã chấp nhận giải trình.")
    return redirect("redress:remedy", pk)


@entered_with(Verb.JUDGE_REMEDIES)
@only_posted
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """It is sent back, and why."""
    row, form = judged_remedy(request, pk), ReasonForm(request.POST)
    if form.is_valid():
        why = form.cleaned_data["reason"]
        try:
            actions.return_(remedy=row, reason=why, is_working_day=is_open, by=person_in(request), at=now())
            messages.success(request, "Đã trả lại để đơn vị viết thêm.")
            return redirect("redress:remedy", pk)
        except DomainError as refused:
            form.add_error("reason", refused.sentence)
    return _page(request, row, ExplanationForm(on=today()), form)


@entered_with(Verb.JUDGE_REMEDIES)
def threshold(request: HttpRequest, unit: int) -> HttpResponse:
    """The share of satisfied people that a unit expects of those below it."""
    if not policies.may_set_threshold(person_in(request).pk, unit, today()):
        raise Http404
    row, held = get_object_or_404(Unit, pk=unit), queries.threshold_set_by(unit)
    form = ThresholdForm(request.POST or None, initial={"percent": held.percent if held else THRESHOLD})
    if request.method == "POST" and form.is_valid():
        percent = form.cleaned_data["percent"]
        told = "Đã đặt ngưỡng. Ngưỡng mới dùng từ lần xét tháng tới."
        act = lambda: actions.set_threshold(unit=row, percent=percent, by=person_in(request), at=now())  # noqa: E731
        done(request, act, told)
        return redirect("redress:remedies")
    context = {"unit": row, "held": held, "form": form, "usual": THRESHOLD}
    return render(request, "redress/threshold.html", context, status=422 if form.errors else 200)
