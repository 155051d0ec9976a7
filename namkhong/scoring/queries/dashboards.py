"""A round at a glance: where totals lie, which criteria are weak where, who moved, who is among the best."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count

from namkhong.criteria.rules.structure import BandDef, CriterionDef
from namkhong.criteria.rules.totals import CENT, Plan, total
from namkhong.criteria.rules.tree import Tree
from namkhong.scoring.models import Round, Sheet
from namkhong.scoring.queries.frames import frame_of
from namkhong.scoring.queries.points import cents_of
from namkhong.scoring.queries.standings import OUT, Result, bands_of, published_sheets, results_of
from namkhong.scoring.queries.weighing import Weighing
from namkhong.scoring.rules.movers import Mover, movers
from namkhong.scoring.rules.shares import LeadersShare
from namkhong.scoring.states import Scored, SheetState
from namkhong.units.models import Lineage, Unit
from namkhong.units.queries import children

BINS = 20
"""Stretches of the scale in a histogram."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many totals fall into each stretch of the scale, told by where it begins; each is `step` wide."""

    step: Decimal
    stretches: tuple[tuple[Decimal, int], ...]


def totals_counted(row: Round, weighing: Weighing | None = None) -> dict[Decimal, int]:
    """How many sheets of a round came to each total."""
    if weighing is not None:
        return dict(Counter(weighed.total for weighed in weighing.sheets))
    totals = published_sheets(row).order_by().values_list("final_total")
    return dict(totals.annotate(count=Count("pk")).order_by("final_total"))


def spread_of(totals: Mapping[Decimal, int], most: Decimal) -> Spread:
    """Totals over the scale from 0 to `most`. Who has more, by bonuses, is in the last stretch."""
    step = most / BINS
    counts = [0] * BINS
    for total_, count in totals.items():
        counts[max(0, min(BINS - 1, int(total_ / step)))] += count
    first = next((place for place, count in enumerate(counts) if count), BINS // 2)
    first = min(first, BINS // 2)
    return Spread(step, tuple((step * place, counts[place]) for place in range(first, BINS)))


@dataclass(frozen=True, slots=True)
class Weakness:
    """The criteria of a grid and, for each sheet, what it got of each in per cent of the most there is."""

    criteria: tuple[CriterionDef, ...]
    shares: dict[int, list[Decimal | None]]


def shares_of(row: Round, sheets: Sequence[int], *, detailed: bool) -> Weakness:
    """What these sheets got of every criterion of the top level, or of every single one, bonuses and minuses apart."""
    frame = frame_of(row.set_id)
    tree = Tree(frame.rules.criteria)
    leaves = {leaf.number: leaf.rule for leaf in frame.leaves.values()}
    asked = [rule for rule in (leaves.values() if detailed else frame.groups) if tree.counted(rule) > 0]
    numbers = {pk: leaf.number for pk, leaf in frame.leaves.items()}
    points = {
        sheet: {numbers[pk]: Decimal(value) / 100 for pk, value in cents if pk in numbers}
        for sheet, cents in cents_of(Sheet.objects.filter(pk__in=sheets))
    }
    return Weakness(
        tuple(asked),
        {sheet: _shares(frame.plan, asked, points.get(sheet, {}), detailed=detailed) for sheet in sheets},
    )


def _shares(
    plan: Plan, asked: Sequence[CriterionDef], points: dict[str, Decimal], *, detailed: bool
) -> list[Decimal | None]:
    """A single criterion is told before its weight, one of the top level as it counts."""
    found = total(plan, points)
    got = points if detailed else {n: each for n, each in found.groups.items() if n not in found.missing}
    most = {rule.number: rule.most if detailed else rule.most * rule.weight for rule in asked}
    return [100 * got[rule.number] / most[rule.number] if rule.number in got else None for rule in asked]


def previous_round(row: Round) -> Round | None:
    """The round before this one of the same set, whatever its version, over the same subjects of the same unit."""
    rows = Round.objects.filter(
        set__key=row.set.key, unit=row.unit_id, line=row.line, scored=row.scored, state__in=OUT, period__lt=row.period
    )
    return rows.exclude(pk=row.pk).select_related("set").order_by("-period", "-pk").first()


_MOVES = """
SELECT sheet.id, was.final_total, sheet.final_total
FROM scoring_sheet AS sheet JOIN scoring_sheet AS was ON was.unit_id = sheet.unit_id
 AND COALESCE(was.person_id, 0) = COALESCE(sheet.person_id, 0)
WHERE sheet.round_id = %s AND sheet.state = 'published' AND was.round_id = %s AND was.state = 'published'
  AND {further} ORDER BY {change}, sheet.id LIMIT %s
"""


def movers_of(
    before: Round, row: Round, weighing: Weighing | None = None, most: int = 10
) -> tuple[tuple[Mover, ...], tuple[Mover, ...], dict[int, Sheet]]:
    """Who went up and who went down furthest against an earlier round; and their sheets of this one."""
    up, down = _moved(before, row, most) if weighing is None else _would_move(before, row, weighing, most)
    sheets = Sheet.objects.select_related("unit", "person").in_bulk([mover.key for mover in (*up, *down)])
    return up, down, sheets


def _moved(before: Round, row: Round, most: int) -> tuple[tuple[Mover, ...], tuple[Mover, ...]]:
    """Of two published rounds the database compares all sheets and hands over the furthest alone."""
    ways = (
        {"further": "sheet.final_total > was.final_total", "change": "was.final_total - sheet.final_total"},
        {"further": "sheet.final_total < was.final_total", "change": "sheet.final_total - was.final_total"},
    )
    found = []
    with connection.cursor() as cursor:
        for way in ways:
            cursor.execute(_MOVES.format(**way), [row.pk, before.pk, most])
            found.append(tuple(Mover(pk, _cents(was), _cents(now)) for pk, was, now in cursor.fetchall()))
    return found[0], found[1]


def _cents(total_: float | Decimal) -> Decimal:
    """A total as the database hands it over, with its two places."""
    return Decimal(str(total_)).quantize(CENT)


def _would_move(
    before: Round, row: Round, weighing: Weighing, most: int
) -> tuple[tuple[Mover, ...], tuple[Mover, ...]]:
    was = {(result.unit, result.person): result.total for result in results_of(before)}
    now = {result.sheet: result for result in results_of(row, weighing)}
    earlier = {pk: was[result.unit, result.person] for pk, result in now.items() if (result.unit, result.person) in was}
    return movers(earlier, {pk: result.total for pk, result in now.items()}, most)


def leaders_share(results: Iterable[Result], bands: Sequence[BandDef]) -> LeadersShare:
    """Leaders and others in a round over people, among all who were graded and among the best."""
    counts = {(leads, best): 0 for leads in (True, False) for best in (True, False)}
    for result in results:
        if result.grade and result.person is not None:
            counts[result.leads, result.grade == bands[0].code] += 1
    return _share(counts)


def leaders_share_below(row: Round, on: date) -> tuple[LeadersShare, int]:
    """The same over all published rounds over people of the units below, for the same period; and how many rounds."""
    day = row.published_on or on
    below = Lineage.objects.on(day).filter(ancestor=row.unit_id, line=row.line).order_by().values("descendant")
    rounds = Round.objects.filter(scored=Scored.OWN_STAFF, period=row.period, state__in=OUT).order_by()
    if not rounds.exists():
        return _share(dict.fromkeys(((True, True), (True, False), (False, True), (False, False)), 0)), 0
    sheets = Sheet.objects.filter(round__in=rounds.values("pk"), state=SheetState.PUBLISHED, unit__in=below)
    graded = sheets.exclude(grade="").order_by().values_list("round__set", "grade", "leads")
    best: dict[int, str] = {}
    counts = {(leads, is_best): 0 for leads in (True, False) for is_best in (True, False)}
    for set_pk, grade, leads, count in graded.annotate(count=Count("pk")).order_by("round__set"):
        if set_pk not in best:
            best[set_pk] = bands_of(Round(set_id=set_pk))[0].code
        counts[leads, grade == best[set_pk]] += count
    return _share(counts), sheets.values("round").distinct().count()


def _share(counts: dict[tuple[bool, bool], int]) -> LeadersShare:
    return LeadersShare(
        leaders=counts[True, True] + counts[True, False],
        others=counts[False, True] + counts[False, False],
        best_leaders=counts[True, True],
        best_others=counts[False, True],
    )


@dataclass(frozen=True, slots=True)
class Area:
    """A unit directly below with the results of everything scored in it: how many, the average, how many are best and
    how many good (of the second grade or better). `inner`: there are scored units below it.
    """

    unit: Unit
    scored: int
    average: Decimal | None
    best: int
    good: int
    inner: bool


Figures = tuple[int, int, Decimal, int, int, bool]
"""A unit, and what an `Area` says of it."""
_AREAS = """
SELECT line.ancestor_id, COUNT(*), AVG(sheet.final_total),
       SUM(CASE WHEN sheet.grade = %s THEN 1 ELSE 0 END), SUM(CASE WHEN sheet.grade IN (%s, %s) THEN 1 ELSE 0 END),
       MAX(line.depth)
FROM units_lineage AS line JOIN scoring_sheet AS sheet ON sheet.unit_id = line.descendant_id
WHERE line.ancestor_id IN ({places}) AND line.line = %s AND line.valid_from <= %s
  AND (line.valid_to IS NULL OR line.valid_to >= %s)
  AND sheet.round_id = %s AND sheet.state = 'published'
GROUP BY line.ancestor_id
"""


def areas_of(row: Round, under: int, on: date, results: Sequence[Result] | None = None) -> list[Area]:
    """The units directly below one, by name; from `results` where the round is not published."""
    day = row.published_on or on
    units = list(children(under, row.line, day))
    if not units:
        return []
    codes = [band.code for band in bands_of(row)][:2]
    codes += ["-"] * (2 - len(codes))
    rows = _stored(row, units, day, codes) if results is None else _reckoned(row, units, day, codes, results)
    found = {figures[0]: figures[1:] for figures in rows}
    nothing = (0, None, 0, 0, False)
    return [Area(unit, *found.get(unit.pk, nothing)) for unit in units]


def _stored(row: Round, units: Sequence[Unit], day: date, codes: Sequence[str]) -> list[Figures]:
    statement = _AREAS.format(places=", ".join(["%s"] * len(units)))
    values: list[Any] = [codes[0], *codes, *(unit.pk for unit in units), row.line, day, day, row.pk]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [
            (unit, count, round(Decimal(average), 2), best, good, depth > 0)
            for unit, count, average, best, good, depth in cursor.fetchall()
        ]


def _reckoned(
    row: Round, units: Sequence[Unit], day: date, codes: Sequence[str], results: Sequence[Result]
) -> list[Figures]:
    lineage = Lineage.objects.on(day).filter(line=row.line, ancestor__in=[unit.pk for unit in units])
    above = {unit: (upper, depth) for unit, upper, depth in lineage.values_list("descendant", "ancestor", "depth")}
    groups: dict[int, list[tuple[Result, int]]] = {}
    for result in results:
        if result.unit in above:
            upper, depth = above[result.unit]
            groups.setdefault(upper, []).append((result, depth))
    return [
        (
            unit,
            len(found),
            round(sum((result.total for result, _ in found), Decimal(0)) / len(found), 2),
            sum(result.grade == codes[0] for result, _ in found),
            sum(result.grade in codes for result, _ in found),
            any(depth for _, depth in found),
        )
        for unit, found in groups.items()
    ]
