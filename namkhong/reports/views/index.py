"""The front page of reports: what I must write, what I have sent, what I must judge, whom I gather from."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from namkhong.campaigns.queries import duty_view
from namkhong.design.components.tables import PAGE, Tab
from namkhong.foundation.clock import today
from namkhong.foundation.numbers import whole_number
from namkhong.foundation.periods import parse_period
from namkhong.people.access import entered_with, person_in
from namkhong.people.policies import own_units, superior_units
from namkhong.people.rules import Verb
from namkhong.reports.queries import duties_to_report, gatherings, sent_by, to_judge, years_of_duties
from namkhong.reports.views.sheet_page import STATUS
from namkhong.reports.wording import duty_words

PER_PAGE = 50
WRITE, SENT, JUDGE, GATHER = "can-lam", "da-gui", "cho-xem", "tong-hop"


@entered_with(Verb.READ_REPORT)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Reports of a person's units, one list at a time."""
    person, on = person_in(request).pk, today()
    own, below = own_units(person, Verb.READ_REPORT, on), superior_units(person, Verb.READ_REPORT, on)
    write = duties_to_report(own_units(person, Verb.WRITE_REPORT, on), on)
    judge = to_judge(superior_units(person, Verb.JUDGE_REPORT, on))
    years = years_of_duties(sorted({*own, *below}))
    year = _year(request, on, years)
    lists: dict[str, Any] = {WRITE: write, SENT: sent_by(own, year), JUDGE: judge, GATHER: gatherings(below, year)}
    chosen = request.GET.get("muc", WRITE)
    chosen = chosen if chosen in lists else WRITE
    page = Paginator(lists[chosen], PER_PAGE).get_page(request.GET.get(PAGE))
    counts = {WRITE: write.count(), JUDGE: judge.count() if below else 0}
    context = {
        "tabs": _tabs(chosen, counts, superior=bool(below)),
        "chosen": chosen,
        "page": page,
        "rows": [_ROWS[chosen](row, on) for row in page],
        "today": on,
        "year": year,
        "year_note": f"Năm {year}",
        "years": years if chosen in (SENT, GATHER) else [],
    }
    return render(request, "reports/index.html", context)


def _tabs(chosen: str, counts: dict[str, int], *, superior: bool) -> list[Tab]:
    words = {WRITE: "Cần làm", SENT: "Đã gửi"}
    if superior:
        words |= {JUDGE: "Chờ tiếp nhận", GATHER: "Theo dõi đơn vị"}
    here = reverse("reports:index")
    return [Tab(label, f"{here}?muc={key}", key == chosen, counts.get(key)) for key, label in words.items()]


def _year(request: HttpRequest, on: date, years: list[int]) -> int:
    """The year asked for, else this year, else the latest in which there was something to report."""
    given = whole_number(request.GET.get("nam", ""), most_digits=4)
    if given and given >= 1900:
        return given
    return on.year if on.year in years or not years else years[0]


def _to_write(duty: Any, on: date) -> dict[str, Any]:
    view = duty_view(duty, on)
    begun = duty.return_id is not None
    return {
        "title": duty_words(duty.definition.title, view.period),
        "campaign": duty.campaign.name,
        "unit": duty.unit.brief,
        "due_on": view.due_on,
        "url": reverse("reports:sheet", args=[duty.return_id]) if begun else reverse("reports:begin", args=[duty.pk]),
        "state": STATUS[duty.return_state] if begun else "todo",
    }


def _returned(row: Any, on: date) -> dict[str, Any]:
    return {"sheet": row, "period": parse_period(row.period), "state": STATUS[row.state]}


def _gathered(row: Any, on: date) -> dict[str, Any]:
    return {
        "row": row,
        "awaited": row.obliged - row.accepted - row.submitted,
        "units_url": reverse("reports:units", args=[row.campaign_id, row.period.key, row.unit_id]),
        "total_url": reverse("reports:total", args=[row.campaign_id, row.period.key, row.unit_id]),
    }


_ROWS = {WRITE: _to_write, SENT: _returned, JUDGE: _returned, GATHER: _gathered}
