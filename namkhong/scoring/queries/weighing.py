"""Every sheet of a round as it would be decided now: totals, grades, limited grades, ranks. Nothing is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.db.models import QuerySet

from namkhong.criteria.rules.grades import full_points
from namkhong.criteria.rules.structure import BandDef
from namkhong.criteria.rules.totals import total
from namkhong.criteria.rules.tree import EXTRAS
from namkhong.law.queries import NoRuleInForce, in_force
from namkhong.scoring.models import Round, Sheet
from namkhong.scoring.queries.against import Against, against, least_months
from namkhong.scoring.queries.frames import Frame, frame_of
from namkhong.scoring.queries.points import Cents, cents_of
from namkhong.scoring.queries.ties import breaks_of
from namkhong.scoring.rules.grading import Case, Verdict, Yardstick, fitting, judge, shown
from namkhong.scoring.rules.quotas import Contender, Edge, allot
from namkhong.scoring.rules.ranking import ranks
from namkhong.scoring.states import DISCIPLINE, Scored, SheetState

QUOTA = "classify.public_employee.quota"
LEADERS, STAFF = "leaders", "staff"
Subject = tuple[int, int, int | None, bool, str]
"""A sheet, its unit, its person, whether the person leads, the kind of the unit."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One sheet as it would be decided; no rank where it is not graded."""

    sheet: int
    total: Decimal
    grade: str
    held_back: str
    rank: int | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighing:
    """A whole round as it would be decided: bands from the best down, sheets, the edges of limited bands."""

    bands: tuple[BandDef, ...]
    sheets: tuple[Weighed, ...]
    edges: tuple[Edge, ...]

    @property
    def undecided(self) -> tuple[Edge, ...]:
        """Edges at which equal totals wait for the council."""
        return tuple(edge for edge in self.edges if edge.tied)


@dataclass(frozen=True, slots=True)
class Judged:
    """A sheet before limited grades are given out."""

    contender: Contender
    verdict: Verdict
    missing: tuple[str, ...]


def weigh(row: Round, on: date) -> Weighing:
    """Decide every checked sheet of a round, as of a day."""
    scales = Scales(row, on)
    judged = list(scales.judged(Sheet.objects.filter(round=row.pk, state=SheetState.CHECKED)))
    graded = [each.contender for each in judged if each.contender.open]
    allotted = allot(scales.bands, graded, breaks_of(row), raised_share(row, on))
    standing = ranks({each.contender.key: each.contender.total for each in judged if _is_ranked(each, scales.bands)})
    weighed = tuple(
        Weighed(
            sheet=(key := each.contender.key),
            total=each.contender.total,
            grade=scales.bands[allotted.places[key]].code if key in allotted.places else "",
            held_back=fitting(" ".join(filter(None, (each.verdict.held_back, allotted.held_back.get(key, ""))))),
            rank=standing.get(key),
            missing=each.missing,
        )
        for each in judged
    )
    return Weighing(scales.bands, weighed, allotted.edges)


def _is_ranked(each: Judged, bands: tuple[BandDef, ...]) -> bool:
    """Who is graded; by a set without grades everybody whose points are all there."""
    return bool(each.contender.open) if bands else not each.verdict.held_back


def raised_share(row: Round, on: date) -> Decimal | None:
    """The larger share of a limited grade, where the round takes it and the law has one."""
    if not row.quota_raised:
        return None
    try:
        return in_force(QUOTA, on).number("exceptional_percent")
    except NoRuleInForce:
        return None


class Scales:
    """What is the same for all sheets of a round, ready to judge many of them."""

    def __init__(self, row: Round, on: date, *, sheet: int | None = None) -> None:
        self.row = row
        self.frame: Frame = frame_of(row.set_id)
        self.bands = self.frame.rules.bands
        self.against: Against = against(row, self.bands, on, sheet=sheet)
        self.yardstick = Yardstick(self.bands, full_points(self.frame.rules), least_months(row, on))
        rules = {pk: leaf.rule for pk, leaf in self.frame.leaves.items()}
        self.numbers = {pk: rule.number for pk, rule in rules.items()}
        self.extras = frozenset(rule.number for rule in rules.values() if rule.scale in EXTRAS)

    def judged(self, sheets: QuerySet[Sheet]) -> Iterator[Judged]:
        """Each of these sheets, in order. Their marks are read beside them, once."""
        fields = ("pk", "unit", "person", "leads", "unit__kind")
        subjects = sheets.order_by("pk").values_list(*fields).iterator(chunk_size=5_000)
        stream = cents_of(sheets)
        pk, cents = next(stream, (0, []))
        for subject in subjects:
            if subject[0] == pk:
                yield self._judge(subject, cents)
                pk, cents = next(stream, (0, []))
            else:
                yield self._judge(subject, [])

    def _judge(self, subject: Subject, cents: Cents) -> Judged:
        points = {self.numbers[pk]: _decimal(value) for pk, value in cents if pk in self.numbers}
        found = total(self.frame.plan, points)
        missing = tuple(number for number in found.missing if number not in self.extras)
        whole, base = shown(found.exact), shown(found.base)
        verdict = judge(self.yardstick, self._case(subject, whole, base, points | found.groups, missing))
        contender = Contender(subject[0], whole, base, verdict.open, self._peer(subject))
        return Judged(contender, verdict, missing)

    def _case(
        self, subject: Subject, whole: Decimal, base: Decimal, points: dict[str, Decimal], missing: tuple[str, ...]
    ) -> Case:
        _, unit, person, leads, _ = subject
        there = self.against
        bars = there.units.get(unit, ()) if person is None else there.people.get(person, ())
        return Case(
            total=whole,
            base=base,
            points=points,
            person=person is not None,
            missing=missing,
            bars=bars,
            disciplined=any(bar.kind in DISCIPLINE for bar in bars) or (person is None and unit in there.warned),
            months=None if person is None or there.months is None else there.months[person],
            ceiling=there.ceiling if leads else None,
            waits_for_unit=leads and there.waits_for_unit,
        )

    def among_peers(self, sheets: QuerySet[Sheet], peer: str) -> QuerySet[Sheet]:
        """Of these sheets those of one group of peers."""
        if not peer:
            return sheets
        if self.row.scored != Scored.OWN_STAFF:
            return sheets.filter(unit__kind=peer)
        return sheets.filter(leads=peer == LEADERS)

    def _peer(self, subject: Subject) -> str:
        if not self.row.quota_by_peers:
            return ""
        if self.row.scored != Scored.OWN_STAFF:
            return subject[4]
        return LEADERS if subject[3] else STAFF


@lru_cache(maxsize=100_000)
def _decimal(cents: int) -> Decimal:
    """Hundredths as points; the same few thousand values come again and again."""
    return Decimal(cents) / 100
