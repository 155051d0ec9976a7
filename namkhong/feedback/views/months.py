"""The head's screen: a unit's month, what changed, which desk and which hour, what people say; and the same as a page
to print.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from namkhong.design.components.spread import HEAT_KEY, TONES
from namkhong.design.components.tables import Tab, link
from namkhong.feedback import queries
from namkhong.feedback.drafting.months import month_pdf
from namkhong.feedback.queries.months import Slot
from namkhong.feedback.rules.counts import Counts
from namkhong.feedback.states import Evidence
from namkhong.feedback.views.screens import screens_of
from namkhong.feedback.wordlists import lexicon
from namkhong.foundation.clock import today
from namkhong.foundation.months import days_of, month_of, months_later
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import entered_with, person_in, require
from namkhong.people.policies import may, own_units
from namkhong.people.rules import Verb
from namkhong.units.models import Unit

NEWEST = 5
FIRST_MONTH = 200001


@entered_with(Verb.READ_FEEDBACK)
def month(request: HttpRequest, unit: int) -> HttpResponse:
    """A unit's month."""
    row, on = get_object_or_404(Unit, pk=unit), today()
    require(request, Verb.READ_FEEDBACK, unit)
    number = _month(request.GET.get("thang", ""), on)
    found = queries.month_of_unit(unit, number, _kind(request))
    topic = lexicon().by_key.get(request.GET.get("chude", ""))
    search = queries.Search(unit, *_span(number), topic=topic.bit if topic else None, aside=False)
    person = person_in(request).pk
    newest, _ = queries.page_of_remarks(search, own_units(person, Verb.READ_FEEDBACK, on), NEWEST)
    topics = queries.topic_months(unit, number)
    context = _read(found, number, on) | {
        "unit": row,
        "screens": screens_of(unit, "month"),
        "kinds": [Tab(kind.label, link(request.GET, loai=kind), kind == found.kind) for kind in Evidence],
        "topics": topics,
        "topic": topic,
        "newest": newest,
        "keeps": may(person, Verb.KEEP_POINTS, unit, on),
    }
    return render(request, "feedback/month.html", context)


@entered_with(Verb.READ_FEEDBACK)
def sheet(request: HttpRequest, unit: int, month: int) -> HttpResponse:
    """The month as one page of paper."""
    row, on = get_object_or_404(Unit, pk=unit), today()
    require(request, Verb.READ_FEEDBACK, unit)
    number = _month(str(month), on)
    name = f"y-kien-{unit}-{number}.pdf"
    data = month_pdf(row, queries.month_of_unit(unit, number), queries.topic_months(unit, number), on)
    return HttpResponse(
        data, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _read(found: queries.Month, month: int, on: date) -> dict[str, Any]:
    """What the page shows of the month itself."""
    return {
        "found": found,
        "strips": [("giờ", _strip(found.hours)), ("ngày trong tuần", _strip(found.weekdays))],
        "heat_key": HEAT_KEY,
        "current": month == month_of(on),
        "after": months_later(month, 1) if month < month_of(on) else None,
    }


def _month(typed: str, on: date) -> int:
    """The month of an address; this month for anything that is none, or has not come yet."""
    number = whole_number(typed, 6) or 0
    real = FIRST_MONTH <= number <= month_of(on) and 1 <= number % 100 <= 12
    return number if real else month_of(on)


def _span(month: int) -> tuple[date, date]:
    days = days_of(month)
    return days[0], days[-1]


def _kind(request: HttpRequest) -> Evidence | None:
    typed = request.GET.get("loai")
    return Evidence(typed) if typed in Evidence.values else None


def _strip(slots: Iterable[Slot]) -> list[tuple[str, Counts, str]]:
    """Each cell with the look of its share; "none" where nothing is told."""
    return [(slot.label, slot.counts, _tone(slot.counts) if slot.shown else "none") for slot in slots]


def _tone(counts: Counts) -> str:
    return next(tone for least, tone in TONES if (counts.satisfied or 0) >= least)
