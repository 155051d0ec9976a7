"""How figures derive, add up and measure against targets. Pure; every figure is a Decimal or None (not stated)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from namkhong.campaigns.states import Direction, MeasuredAs
from namkhong.reports.states import DERIVED, Aggregation

Values = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """How one indicator adds up; the keys name other indicators (see `models.Indicator.formula`)."""

    key: str
    aggregation: Aggregation
    of: str = ""
    over: str = ""
    weight: str = ""
    base_of: str = ""
    base_over: str = ""
    scale: Decimal = Decimal(1)

    @property
    def derived(self) -> bool:
        """Worked out from other figures."""
        return self.aggregation in DERIVED


def ratio(of: Decimal | None, over: Decimal | None, scale: Decimal = Decimal(1)) -> Decimal | None:
    """`of / over × scale`; nothing where either is not stated or the denominator is zero."""
    if of is None or over is None or over == 0:
        return None
    return of / over * scale


def misconduct_change(now: Decimal | None, base: Decimal | None, measured_as: MeasuredAs) -> Decimal | None:
    """How far a rate fell against the base year: per cent of the base, or percentage points; positive is a fall.

    Nothing where a rate is not stated, and for the relative measure where the base is zero: a fall from nothing
    has no percentage, such units are reported by counts.
    """
    if now is None or base is None:
        return None
    if measured_as is MeasuredAs.POINTS:
        return base - now
    return None if base == 0 else (base - now) / base * 100


def derive(rules: Iterable[Rule], values: Values, measured_as: MeasuredAs) -> dict[str, Decimal | None]:
    """All values of a sheet: those given, and those derived from them."""
    known = dict(values)
    for rule in rules:
        if rule.aggregation is Aggregation.RATIO:
            known[rule.key] = ratio(known.get(rule.of), known.get(rule.over), rule.scale)
        elif rule.aggregation is Aggregation.CHANGE:
            now = ratio(known.get(rule.of), known.get(rule.over), Decimal(100))
            base = ratio(known.get(rule.base_of), known.get(rule.base_over), Decimal(100))
            known[rule.key] = misconduct_change(now, base, measured_as)
    return known


def combine(rules: Sequence[Rule], sheets: Sequence[Values], measured_as: MeasuredAs) -> dict[str, Decimal | None]:
    """The figures of a superior from the sheets below it. What no sheet states stays not stated."""
    totals: dict[str, Decimal | None] = {}
    for rule in rules:
        if rule.aggregation is Aggregation.SUM:
            totals[rule.key] = _total([sheet.get(rule.key) for sheet in sheets])
        elif rule.aggregation is Aggregation.MAX:
            stated = [value for sheet in sheets if (value := sheet.get(rule.key)) is not None]
            totals[rule.key] = max(stated, default=None)
        elif rule.aggregation is Aggregation.WEIGHTED_MEAN:
            totals[rule.key] = _mean([(sheet.get(rule.key), sheet.get(rule.weight)) for sheet in sheets])
    return derive(rules, totals, measured_as)


def _total(values: Iterable[Decimal | None]) -> Decimal | None:
    stated = [value for value in values if value is not None]
    return sum(stated, Decimal(0)) if stated else None


def _mean(pairs: Iterable[tuple[Decimal | None, Decimal | None]]) -> Decimal | None:
    weighed = [(value, weight) for value, weight in pairs if value is not None and weight is not None]
    weight = sum((weight for _, weight in weighed), Decimal(0))
    return sum((value * weight for value, weight in weighed), Decimal(0)) / weight if weight else None


@dataclass(frozen=True, slots=True)
class Goal:
    """A target as the rules want it; bounds in per cent or points."""

    direction: Direction
    low: Decimal | None
    high: Decimal | None


def meets(goal: Goal, achieved: Decimal | None) -> bool | None:
    """Whether a year's figure meets a goal; None where there is no figure.

    For a fall or a rise the figure is the size of the change. A range "từ 5 đến 10 %" is met from its lower bound on:
    more than asked is no failure.
    """
    if achieved is None:
        return None
    if goal.direction is Direction.AT_MOST:
        bound = goal.high if goal.high is not None else goal.low
        return bound is None or achieved <= bound
    bound = goal.low if goal.low is not None else goal.high
    return bound is None or achieved >= bound


@dataclass(frozen=True, slots=True)
class Check:
    """A relation that figures of one sheet must keep: `smaller` is not above `larger`."""

    smaller: str
    larger: str
    sentence: str


def broken_checks(checks: Iterable[Check], values: Values) -> list[Check]:
    """The checks that the stated figures break; figures not stated break nothing."""
    broken = []
    for check in checks:
        small, large = values.get(check.smaller), values.get(check.larger)
        if small is not None and large is not None and small > large:
            broken.append(check)
    return broken
