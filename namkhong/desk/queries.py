"""What waits for a person, gathered from every room, and what the journal tells of a unit and to a person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from namkhong.campaigns import queries as campaigns
from namkhong.campaigns.models import Duty
from namkhong.campaigns.rules import SOON_DAYS
from namkhong.cascade import queries as cascade
from namkhong.foundation.periods import parse_period
from namkhong.foundation.waiting import Waiting
from namkhong.journal.models import Event, Notice
from namkhong.journal.queries import events_at
from namkhong.papers import queries as papers
from namkhong.people.policies import reaching, superior_units
from namkhong.people.queries import names
from namkhong.people.rules import Verb
from namkhong.plans import queries as plans
from namkhong.pledges import queries as pledges
from namkhong.redress import queries as redress
from namkhong.registrations import queries as registrations
from namkhong.reports import queries as reports
from namkhong.reports.models import Return
from namkhong.scoring import queries as scoring
from namkhong.units.models import Headcount, Lineage, Placement, Unit
from namkhong.units.queries import find
from namkhong.units.states import Line

TO_DECIDE = ("judge", "covenant.sign", "document.issue", "orphan", "pledge.receive", "pledge.evaluate")
"""Kinds of waiting that ask for a decision, not for work of one's own."""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and the things under it, the most urgent first."""

    key: str
    title: str
    items: tuple[Waiting, ...]

    def shortened(self, most: int) -> "Group":
        """The same group with at most so many things."""
        return replace(self, items=self.items[:most])


def waiting_groups(person: int, on: date) -> list[Group]:
    """Everything that waits for a person, by urgency; empty groups are left out.

    What went overdue last comes first: it can still be saved, and old arrears must not hide it.
    """
    guided = cascade.guided_reviews(person, on)
    items = [
        *campaigns.waiting_for(person, on),
        *registrations.waiting_for(person, on),
        *reports.waiting_for(person, on),
        *scoring.waiting_for(person, on),
        *cascade.waiting_for(person, on),
        *(item for item in plans.waiting_for(person, on) if item.url not in guided),
        *papers.waiting_for(person, on),
        *pledges.waiting_for(person, on),
        *redress.waiting_for(person, on),
    ]
    items.sort(key=lambda item: (item.due_on or date.max, item.label, item.unit_name))
    soon = on + timedelta(days=SOON_DAYS)
    own = [item for item in items if item.kind not in TO_DECIDE]
    dated = [(item, item.due_on) for item in own if item.due_on]
    groups = [
        Group("qua-han", "Quá hạn", tuple(item for item, due in reversed(dated) if due < on)),
        Group("cho-toi", "Chờ tôi giải quyết", tuple(item for item in items if item.kind in TO_DECIDE)),
        Group("sap-han", f"Trong {SOON_DAYS} ngày tới", tuple(item for item, due in dated if on <= due <= soon)),
        Group("sap-toi", "Sắp tới", tuple(item for item, due in dated if due > soon)),
        Group("chua-dinh", "Chưa định ngày", tuple(item for item in own if item.due_on is None)),
    ]
    return [group for group in groups if group.items]


def gathered(person: int, on: date) -> dict[int, reports.Gathering]:
    """The yearly reports a person's units gather from below this year, by campaign; none where several units do."""
    rows = reports.gatherings(sorted(superior_units(person, Verb.READ_REPORT, on)), on.year)
    yearly = [row for row in rows if row.period.key == str(on.year)]
    campaigns_of = [row.campaign_id for row in yearly]
    return {row.campaign_id: row for row in yearly if campaigns_of.count(row.campaign_id) == 1}


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice with what its words need: names in place of numbers, days in place of texts."""

    notice: Notice
    url: str
    words: dict[str, Any]


def notice_rows(notices: Iterable[Notice]) -> list[NoticeRow]:
    """Notices ready to be worded; names of units are looked up once for all."""
    rows = list(notices)
    units = {row.facts["unit"] for row in rows if "unit" in row.facts}
    known = dict(Unit.objects.filter(pk__in=units).order_by().values_list("pk", "name"))
    return [NoticeRow(row, _url(row), _words(row.facts, known)) for row in rows]


def _url(notice: Notice) -> str:
    if notice.url or "return" not in notice.facts:
        return notice.url
    return reverse("reports:sheet", args=[notice.facts["return"]])


def _words(facts: dict[str, Any], units: dict[int, str]) -> dict[str, Any]:
    due, period = facts.get("due_on"), facts.get("period")
    return {
        "facts": facts,
        "unit_name": units.get(facts.get("unit", 0), ""),
        "due_on": date.fromisoformat(due) if due else None,
        "period": parse_period(period).label if period else "",
    }


@dataclass(frozen=True, slots=True)
class Past:
    """Something that happened at a unit, who did it (empty for the system) and which duty it was about."""

    event: Event
    by: str
    about: str


QUIET = ("report.save", "report.refresh", "score.fill")
"""Verbs too frequent to tell a story."""


def unit_history(unit: int, upto: int = 15) -> list[Past]:
    """What happened at a unit, newest first."""
    events = list(events_at(unit).exclude(verb__in=QUIET)[:upto])
    known = names({event.by_id for event in events if event.by_id})
    duties = Duty.objects.filter(pk__in=[event.subject_id for event in events if event.subject_kind == "duty"])
    titles = dict(duties.order_by().values_list("pk", "definition__title"))
    about = {"duty": titles}
    return [
        Past(event, known.get(event.by_id or 0, ""), about.get(event.subject_kind, {}).get(event.subject_id, ""))
        for event in events
    ]


def returns_of_unit(unit: int, year: int) -> dict[int, Return]:
    """The latest return of each duty of a unit in a year, by the number of the duty."""
    rows = Return.objects.filter(unit=unit, duty__year=year).select_related("campaign", "unit")
    rows = rows.order_by("duty", "revision")
    return {row.duty_id: row for row in rows}


def units_below(unit: int, person: int, words: str, on: date) -> QuerySet[Unit]:
    """Units directly below on any line that the person may read, found by words typed with or without accents."""
    below = Placement.objects.on(on).filter(parent=unit).values("unit")
    return find(words).filter(pk__in=below).filter(reaching(person, Verb.READ_UNIT, on))


@dataclass(frozen=True, slots=True)
class Superior:
    """The unit above on a line; `readable` when the person may open its page."""

    line: str
    unit: Unit
    readable: bool


def superiors(unit: int, person: int, on: date) -> list[Superior]:
    """Who stands directly above, line by line."""
    rows = Lineage.objects.on(on).filter(descendant=unit, depth=1).select_related("ancestor").order_by("line")
    found = list(rows)
    above = Unit.objects.filter(pk__in=[row.ancestor_id for row in found])
    readable = set(above.filter(reaching(person, Verb.READ_UNIT, on)).values_list("pk", flat=True))
    return [Superior(Line(row.line).label, row.ancestor, row.ancestor_id in readable) for row in found]


def headcounts(unit: int, upto: int = 5) -> list[Headcount]:
    """The staff of the last years, the latest first."""
    return list(Headcount.objects.filter(unit=unit).order_by("-year")[:upto])


def duty_years(unit: int) -> list[int]:
    """Years in which a unit has duties, the latest first."""
    return list(Duty.objects.filter(unit=unit).order_by("-year").values_list("year", flat=True).distinct())
