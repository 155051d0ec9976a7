"""Counting a round: one unit as it is this moment, and what the worker has added up of everything below."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import OuterRef, Subquery
from django.urls import reverse

from namkhong.campaigns.models import Enrolment
from namkhong.foundation.periods import Period, parse_period
from namkhong.foundation.waiting import Figure
from namkhong.pledges.models import Coverage, Round
from namkhong.pledges.queries import counting_sql as sql
from namkhong.pledges.rules.counting import NAMES, Count
from namkhong.units.models import Lineage, Unit


@dataclass(frozen=True, slots=True)
class Row:
    """A unit directly below with everybody under it."""

    unit: Unit
    count: Count
    has_below: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """A part of a whole, and the page that shows where both come from."""

    part: int
    whole: int
    url: str


def values_of(round: Round, on: date) -> dict[str, Any]:
    """What the statements of counting ask for."""
    campaign = round.campaign
    enrolled = Enrolment.objects.on(on).filter(campaign=campaign.pk).exists()
    return {
        "round": round.pk,
        "campaign": campaign.pk,
        "organiser": campaign.unit_id,
        "line": campaign.line,
        "enrolled": enrolled,
        "day": connection.ops.adapt_datefield_value(on),
    }


def coverage_now(round: Round, unit: int, on: date) -> Count:
    """One unit counted this moment, without those below."""
    return own_counts(round, [unit], on).get(unit, Count())


def own_counts(round: Round, units: Collection[int], on: date) -> dict[int, Count]:
    """Units counted this moment, each without those below; units that the round does not reach are left out."""
    touched = sql.TOUCHED.format(listed=sql.LISTED[connection.vendor])
    statement = sql.FRESH.format(touched=touched, own=sql.own(touched, sql.UNDERSTOOD_ONE_BY_ONE))
    with connection.cursor() as cursor:
        cursor.execute(statement, values_of(round, on) | {"units": json.dumps(sorted(units))})
        return {row[0]: Count(*row[1:]) for row in cursor.fetchall()}


def coverage_at(round: int, unit: int) -> tuple[Count, Count]:
    """What the worker knew at `Round.counted_at`: of the unit itself, and of everything under it, itself included."""
    row = Coverage.objects.filter(round=round, unit=unit).first()
    return (own_of(row), all_of(row)) if row else (Count(), Count())


def own_of(row: Coverage) -> Count:
    """The unit itself."""
    return Count(*(getattr(row, f"own_{name}") for name in NAMES))


def all_of(row: Coverage) -> Count:
    """Everything under it, itself included."""
    return Count(*(getattr(row, f"all_{name}") for name in NAMES))


def rows_below(round: Round, unit: int, on: date) -> list[Row]:
    """The units directly below on the campaign's line that the round reaches, the smallest share first; those without
    any list at the end.
    """
    line = round.campaign.line
    below = Lineage.objects.on(on).filter(ancestor=unit, line=line, depth=1).values_list("descendant", flat=True)
    lower = Lineage.objects.on(on).filter(ancestor=OuterRef("unit"), line=line, depth=1).values("descendant")[:1]
    rows = Coverage.objects.filter(round=round, unit__in=list(below)).select_related("unit")
    found = [
        Row(row.unit, all_of(row), row.first_below is not None) for row in rows.annotate(first_below=Subquery(lower))
    ]
    return sorted(found, key=_order)


def _order(row: Row) -> tuple[bool, int, str]:
    share = row.count.per_cent
    return share is None, share or 0, row.unit.sort_name


def figures(unit: int, period: Period) -> list[Figure]:
    """What the latest round of a year tells of a unit and everybody under it."""
    row = _latest([unit], period.year).get(unit)
    told = all_of(row) if row else Count()
    known = row is not None and told.known
    source = "sổ ký cam kết"
    return [
        Figure("pledge_obliged", "Số người phải ký cam kết", Decimal(told.obliged) if known else None, source),
        Figure("pledge_signed", "Số người đã ký cam kết", Decimal(told.signed) if known else None, source),
        Figure("pledge_understood", "Số người hiểu rõ nội dung", Decimal(told.understood) if known else None, source),
    ]


def coverage_of(units: Iterable[int], period_key: str, on: date) -> dict[int, Shared]:
    """Signed of obliged, by unit with everybody under it, in the latest round of the year that had begun on a day."""
    return _shared(units, period_key, on, "signed")


def understanding_of(units: Iterable[int], period_key: str, on: date) -> dict[int, Shared]:
    """Understood of obliged, likewise."""
    return _shared(units, period_key, on, "understood")


def _shared(units: Iterable[int], period_key: str, on: date, part: str) -> dict[int, Shared]:
    found = _latest(units, parse_period(period_key).year, on)
    return {
        unit: Shared(
            getattr(row, f"all_{part}"), row.all_obliged, reverse("pledges:coverage", args=[row.round_id, unit])
        )
        for unit, row in found.items()
    }


def _latest(units: Iterable[int], year: int, on: date | None = None) -> dict[int, Coverage]:
    """Of each unit the row of the latest round of a year."""
    asked, found = sorted(set(units)), dict[int, Coverage]()
    rounds = Round.objects.filter(year=year, **({"opens_on__lte": on} if on else {}))
    numbers = list(rounds.order_by("opens_on", "pk").values_list("pk", flat=True))
    for number in numbers if asked else []:
        for start in range(0, len(asked), 5000):
            rows = Coverage.objects.filter(round=number, unit__in=asked[start : start + 5000]).order_by("unit")
            found |= {row.unit_id: row for row in rows}
    return found
