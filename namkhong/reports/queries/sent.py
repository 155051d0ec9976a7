"""What has been sent under a unit, level by level, for a total that is not final yet."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from namkhong.foundation.periods import parse_period
from namkhong.reports.models import Addend, Form
from namkhong.reports.states import SENT
from namkhong.units.models import Lineage


class _Sent(NamedTuple):
    """A return that was sent: the number of its period; `above`: units have ever stood below its sender."""

    number: int
    pk: int
    duty: int
    revision: int
    unit: int
    above: bool


def sent_under(
    unit: int, line: str, campaigns: Iterable[int], form_key: str, periods: Sequence[str], on: date
) -> dict[str, list[int]]:
    """What was sent under a unit in each period, without what a sent return of a middle unit contains.

    Under it: on a day; of units that left the line in the period, who stood under it at the end, or under one that
    ended in that time and that the unit alone succeeds. And what was led to it because its receiver had ended.
    """
    spans = [(whole.starts_on, min(on, whole.ends_on)) for whole in map(parse_period, periods)]
    latest: dict[int, _Sent] = {}
    for row in _found(unit, line, list(campaigns), form_key, periods, spans):
        if row.duty not in latest or latest[row.duty].revision < row.revision:
            latest[row.duty] = row
    middle = {row.unit for row in latest.values() if row.above}
    totals = [row.pk for row in latest.values() if row.above]
    inside = set(Addend.objects.filter(total__in=totals).order_by().values_list("part", flat=True)) if totals else ()
    below: dict[int, list[tuple[int, date, date]]] = {}
    lineage = Lineage.objects.filter(line=line, depth__gt=0, ancestor__in=middle).order_by()
    for upper, lower, first, last in lineage.values_list("ancestor", "descendant", "valid_from", "valid_to"):
        below.setdefault(lower, []).append((upper, first, last or date.max))
    senders = {(row.number, row.unit) for row in latest.values()}
    groups: list[list[int]] = [[] for _ in periods]
    for row in latest.values():
        starts, day = spans[row.number]
        above = (upper for upper, first, last in below.get(row.unit, ()) if first <= day and last >= starts)
        if row.pk not in inside and not any((row.number, upper) in senders for upper in above):
            groups[row.number].append(row.pk)
    return {key: sorted(found) for key, found in zip(periods, groups, strict=True)}


def _found(
    unit: int,
    line: str,
    campaigns: list[int],
    form_key: str,
    periods: Sequence[str],
    spans: Sequence[tuple[date, date]],
) -> list[_Sent]:
    """Every sent return under the unit, the same one perhaps more than once."""
    forms = Form.objects.filter(key=form_key).order_by().values_list("pk", flat=True)
    values: dict[str, Any] = {"unit": unit, "line": line}
    rows = []
    for number, (key, (starts, day)) in enumerate(zip(periods, spans, strict=True)):
        values |= {f"key{number}": key, f"starts{number}": starts, f"day{number}": day}
        rows.append(
            f"SELECT {number} AS number, %(key{number})s AS period,"
            f" CAST(%(starts{number})s AS {_day()}) AS starts, CAST(%(day{number})s AS {_day()}) AS day"
        )
    sheet = _SHEET.format(
        campaigns=", ".join(str(pk) for pk in campaigns),
        forms=", ".join(str(pk) for pk in forms),
        states=", ".join(f"'{state}'" for state in SENT),
    )
    with connection.cursor() as cursor:
        cursor.execute(_under(" UNION ALL ".join(rows), sheet), values)
        return list(map(_Sent._make, cursor.fetchall()))


def _under(asked: str, sheet: str) -> str:
    return _UNDER.format(asked=asked, columns=_COLUMNS, sheet=sheet, later=_LATER)


def _day() -> str:
    """SQLite keeps days as text; a cast to DATE would make a number of them."""
    return "TEXT" if connection.vendor == "sqlite" else "DATE"


_COLUMNS = """asked.number, sheet.id, sheet.duty_id, sheet.revision, sheet.unit_id, EXISTS (
    SELECT 1 FROM units_lineage AS lower
    WHERE lower.ancestor_id = sheet.unit_id AND lower.line = %(line)s AND lower.depth > 0
)"""

_SHEET = """sheet.period = asked.period AND sheet.campaign_id IN ({campaigns}) AND sheet.form_id IN ({forms})
AND sheet.state IN ({states})"""

# A unit that stood on the line longer than below that superior has only moved: it did not leave.
_LATER = """
    SELECT 1 FROM units_lineage AS itself
    WHERE itself.line = %(line)s AND itself.descendant_id = under.descendant_id AND itself.depth = 0
    AND itself.valid_from <= asked.day AND (itself.valid_to IS NULL OR itself.valid_to > under.valid_to)"""

# Each way is led by the rows that are few: those below the unit, those of units it succeeds, those led to it.
_UNDER = """
WITH asked AS ({asked})
SELECT {columns}
FROM asked
CROSS JOIN units_lineage AS under
JOIN reports_return AS sheet ON sheet.unit_id = under.descendant_id AND {sheet}
WHERE under.ancestor_id = %(unit)s AND under.line = %(line)s AND under.depth > 0 AND (
    (under.valid_from <= asked.day AND (under.valid_to IS NULL OR under.valid_to >= asked.day))
    OR (under.valid_to >= asked.starts AND under.valid_to < asked.day AND NOT EXISTS ({later})))
UNION ALL
SELECT {columns}
FROM asked
CROSS JOIN units_heir AS before
JOIN units_lineage AS under ON under.ancestor_id = before.unit_id AND under.line = %(line)s AND under.depth > 0
 AND under.valid_to >= asked.starts AND under.valid_to < asked.day
JOIN reports_return AS sheet ON sheet.unit_id = under.descendant_id AND {sheet}
WHERE before.heir_id = %(unit)s AND before.share = 1 AND NOT EXISTS ({later})
  AND before.valid_from <= asked.day AND (before.valid_to IS NULL OR before.valid_to >= asked.day)
UNION ALL
SELECT {columns}
FROM asked
CROSS JOIN reports_rerouting AS led
JOIN reports_return AS sheet ON sheet.id = led.sheet_id AND {sheet}
WHERE led.to_unit_id = %(unit)s AND NOT led.moved
"""
