"""Results returned day by day: typed in for a month, handed in as a spreadsheet; and when counters are open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from namkhong.design.components.tables import Tab
from namkhong.feedback import queries
from namkhong.feedback.actions import state_transactions, state_working_hours
from namkhong.feedback.forms.inspecting import RESULT, HoursForm, ResultsFileForm, ResultsForm
from namkhong.feedback.queries.inspecting import working_hours
from namkhong.feedback.rules.statistics import capped_weight
from namkhong.feedback.sheets.results import FaultyResults, read, workbook
from namkhong.feedback.tasks import inspect_unit
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.months import days_of, month_of
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import entered_with, person_in, require
from namkhong.people.rules import Verb
from namkhong.rosters.sheets import RowFault
from namkhong.units.models import Unit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONTHS_SHOWN = 4
FAULTS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Line:
    """A day of the month: its field, ratings by counter code that count, and what each of these weighs in per cent."""

    field: BoundField
    ratings: int
    weight: int


@entered_with(Verb.KEEP_POINTS)
def month(request: HttpRequest, unit: int) -> HttpResponse:
    """A month of a unit, day by day."""
    row, asked = _own(request, unit), _month(request)
    days, known = _days(asked), queries.transactions_of(unit, asked)
    form = ResultsForm(request.POST or None, days=days, known=known)
    if request.method == "POST" and form.is_valid():
        changed = state_transactions(unit=row, counts=form.counts(), by=person_in(request), at=now())
        _look_again(unit, changed)
        messages.success(request, f"Đã ghi số kết quả của {len(changed)} ngày.")
        return redirect(f"{reverse('feedback:transactions', args=[unit])}?thang={asked}")
    lines = _lines(form, known, queries.counter_ratings(unit, asked))
    context = {"unit": row, "form": form, "lines": lines, "month": asked, "tabs": _tabs(asked)}
    context |= {"last": days[-1], "hours": working_hours(row)}
    return render(request, "feedback/transactions.html", context, status=422 if form.errors else 200)


@entered_with(Verb.KEEP_POINTS)
def template(request: HttpRequest, unit: int) -> HttpResponse:
    """A month as a spreadsheet to fill in."""
    _own(request, unit)
    asked = _month(request)
    data = workbook(_days(asked), queries.transactions_of(unit, asked))
    name = f"ket-qua-da-tra-{asked}.xlsx"
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@entered_with(Verb.KEEP_POINTS)
def upload(request: HttpRequest, unit: int) -> HttpResponse:
    """Results from a spreadsheet: every day in it, or none and what is wrong row by row."""
    row = _own(request, unit)
    form = ResultsFileForm(request.POST or None, request.FILES or None)
    faults: Sequence[RowFault] = ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            counts = read(file.name, file, today())
            changed = state_transactions(unit=row, counts=counts, by=person_in(request), at=now())
            _look_again(unit, changed)
            messages.success(request, f"Đã đọc {len(counts)} ngày trong bảng, ghi {len(changed)} ngày có thay đổi.")
            return redirect(f"{reverse('feedback:transactions', args=[unit])}?thang={month_of(max(counts))}")
        except FaultyResults as faulty:
            faults = faulty.faults
            form.add_error("file", faulty.sentence)
        except DomainError as refused:
            form.add_error("file", refused.sentence)
    context = {"unit": row, "form": form, "faults": faults[:FAULTS_SHOWN], "month": month_of(today())}
    return render(request, "feedback/transactions_upload.html", context, status=422 if form.errors else 200)


@entered_with(Verb.KEEP_POINTS)
def hours(request: HttpRequest, unit: int) -> HttpResponse:
    """When the counters of a unit are open."""
    row = _own(request, unit)
    opens, closes = working_hours(row) or (0, 24)
    form = HoursForm(request.POST or None, initial={"opens": opens, "closes": closes})
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        state_working_hours(
            unit=row, opens=int(read["opens"]), closes=int(read["closes"]), by=person_in(request), at=now()
        )
        messages.success(request, "Đã ghi giờ mở quầy.")
        return redirect("feedback:transactions", unit)
    context = {"unit": row, "form": form}
    return render(request, "feedback/working_hours.html", context, status=422 if form.errors else 200)


def _own(request: HttpRequest, unit: int) -> Unit:
    require(request, Verb.KEEP_POINTS, unit)
    return get_object_or_404(Unit, pk=unit)


def _month(request: HttpRequest) -> int:
    """The month that was asked for as `?thang=202611`, this one where there is none such or it has not come."""
    asked, this = whole_number(request.GET.get("thang", ""), 6), month_of(today())
    return asked if asked and 200001 <= asked <= this and 1 <= asked % 100 <= 12 else this


def _days(month: int) -> list[date]:
    return [day for day in days_of(month) if day <= today()]


def _tabs(chosen: int) -> list[Tab]:
    """The last months, and the chosen one where it is older."""
    months, day = [], today()
    for _ in range(MONTHS_SHOWN):
        months.append(month_of(day))
        day = day.replace(day=1) - timedelta(days=1)
    shown = sorted({*months, chosen})
    return [Tab(f"Tháng {each % 100}/{each // 100}", f"?thang={each}", each == chosen) for each in shown]


def _lines(form: ResultsForm, known: dict[date, int], ratings: dict[date, int]) -> list[Line]:
    return [
        Line(
            form[f"{RESULT}{day.day}"],
            ratings.get(day, 0),
            round(100 * capped_weight(ratings.get(day, 0), known.get(day))),
        )
        for day in form.days
    ]


def _look_again(unit: int, days: Sequence[date]) -> None:
    """Days whose results are known only now are gone through again; today's night is still to come."""
    past = [day.isoformat() for day in days if day < today()]
    if past:
        inspect_unit.enqueue(unit, past)
