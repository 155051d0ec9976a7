"""A criteria set as plain data: what the editor edits, the sheet fills in and the ranking adds up. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from namkhong.criteria.states import Scale


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a criterion: chosen by its label, or reached by a measured figure of `at_least`."""

    points: Decimal
    label: str = ""
    at_least: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CriterionDef:
    """A group, criterion or sub-criterion; `number` ("2.1") names it within its set, `parent` and `cap_by` are numbers.

    `most`: points at best before `weight` (for a minus, the most that is taken away; written as a positive number).
    """

    number: str
    title: str
    scale: Scale
    most: Decimal
    weight: Decimal = Decimal(1)
    parent: str = ""
    cap_by: str = ""
    levels: tuple[Level, ...] = ()
    measure: str = ""
    guide: str = ""
    evidence: str = ""
    day: int | None = None
    month: int | None = None
    checked_by: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A side condition of a band: "each_at_least" (every criterion of the top level reaches `value` per cent of its
    points), "criterion_at_least" (`criterion` reaches `value` points), "no_discipline", "without_bonus" (reached
    without bonuses).
    """

    kind: str
    criterion: str = ""
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class BandDef:
    """A grade: from `at_least` points on. `quota`: the largest share, in per cent, of those graded `quota_of` or up."""

    code: str
    label: str
    at_least: Decimal
    conditions: tuple[Condition, ...] = ()
    quota: Decimal | None = None
    quota_of: str = ""


@dataclass(frozen=True, slots=True)
class SetDef:
    """A whole set: criteria in order, parents before children; bands from the best down."""

    name: str
    subject: str
    total: Decimal
    criteria: tuple[CriterionDef, ...]
    bands: tuple[BandDef, ...] = ()
    source: str = ""
