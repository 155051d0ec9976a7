"""Adding a sheet up: once compiled, a set adds up many sheets. Pure.

What the points of a sheet become, in this order:

1. Points are multiplied by the weight. Bonuses and minuses are first limited to the points they can give.
2. A group is the sum of its parts (minuses subtracted), times its own weight. A group of nothing but bonuses and
   minuses is limited by its own points.
3. A criterion with a cap gets no more than the capping one got. A cap that is not scored yet limits nothing.
4. The total is the sum of what stands on top, never below 0, rounded half up to two places. Nothing is rounded before.

Not scored is missing, never zero. All numbers are `Decimal` of at most two places, so that every sum is exact.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from graphlib import TopologicalSorter

from namkhong.criteria.rules.structure import CriterionDef, SetDef
from namkhong.criteria.rules.tree import EXTRAS, Tree
from namkhong.criteria.states import Scale
from namkhong.foundation.numbers import show_decimal

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class _Step:
    """One criterion in the order of adding up. `into` and `cap` are places in that order, -1 for none."""

    number: str
    leaf: bool
    into: int
    cap: int
    weight: Decimal | None
    most: Decimal | None
    minus: bool
    bonus: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A set made ready for adding up."""

    steps: tuple[_Step, ...]
    order: Mapping[str, int]
    bonuses: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sheet comes to.

    `groups`: what every group, everything on top and whatever a condition of a grade asks for got, weighted and capped,
    as it counts (a minus is negative).
    `missing`: numbers not scored yet. `capped`: numbers that got more than their cap lets through. `exact`: the total
    before rounding, for asking whether a bound is reached: 89,996 is printed as 90, but it is not 90. `base`: the same
    without bonuses; minuses still count.
    """

    total: Decimal
    groups: dict[str, Decimal]
    missing: tuple[str, ...]
    capped: tuple[str, ...]
    base: Decimal
    exact: Decimal = ZERO


def plan_of(set: SetDef) -> Plan:
    """Make a set ready. Raises: ValueError where parents or caps are unknown or go in circles (see `checking`)."""
    tree = Tree(set.criteria)
    named = tree.named
    before: dict[str, list[str]] = {row.number: [] for row in set.criteria}
    for row in set.criteria:
        if any(number and number not in named for number in (row.parent, row.cap_by)) or len(named) < len(set.criteria):
            raise ValueError(f"{row.number}: unknown parent or cap, or a number twice")
        if row.parent:
            before[row.parent].append(row.number)
        if row.cap_by:
            before[row.number].append(row.cap_by)
    order = list(TopologicalSorter(before).static_order())
    place = {number: at for at, number in enumerate(order)} | {"": -1}
    asked = frozenset(one.criterion for band in set.bands for one in band.conditions)
    steps = tuple(_step(named[number], tree, place, asked) for number in order)
    given = {row.number: at for at, row in enumerate(set.criteria)}
    return Plan(steps, given, any(step.bonus for step in steps))


def _step(row: CriterionDef, tree: Tree, place: Mapping[str, int], asked: frozenset[str]) -> _Step:
    leaf = row.scale != Scale.GROUP
    extra = leaf and row.scale in EXTRAS
    return _Step(
        number=row.number,
        leaf=leaf,
        into=place[row.parent],
        cap=place[row.cap_by],
        weight=None if row.weight == ONE else row.weight,
        most=row.most if extra or row.number in tree.only_extras else None,
        minus=row.scale == Scale.MINUS,
        bonus=row.scale == Scale.BONUS,
        shown=not leaf or not row.parent or row.number in asked,
    )


def total(plan: Plan, points: Mapping[str, Decimal | None]) -> Outcome:
    """What the points of one sheet come to; a number that is left out counts as not scored."""
    missing: list[str] = []
    capped: list[str] = []
    groups: dict[str, Decimal] = {}
    whole = _run(plan, points, missing, capped, groups)
    base = _run(plan, points, [], [], {}, bonuses=False) if plan.bonuses else whole
    missing.sort(key=plan.order.__getitem__)
    capped.sort(key=plan.order.__getitem__)
    return Outcome(rounded(whole), groups, tuple(missing), tuple(capped), base, whole)


def _run(
    plan: Plan,
    points: Mapping[str, Decimal | None],
    missing: list[str],
    capped: list[str],
    groups: dict[str, Decimal],
    bonuses: bool = True,
) -> Decimal:
    """Go through the steps once; the lists and the dict are filled on the way."""
    # The last place of both lists takes in what stands on top, whose `into` is -1.
    got = [ZERO] * (len(plan.steps) + 1)
    unknown = [False] * (len(plan.steps) + 1)
    for at, step in enumerate(plan.steps):
        value = got[at]
        if step.leaf:
            given = points.get(step.number)
            if given is None:
                missing.append(step.number)
                unknown[at] = True
            elif bonuses or not step.bonus:
                value = given
        if step.most is not None:
            value = max(-step.most, min(value, step.most))
        if step.weight is not None:
            value *= step.weight
        if step.cap >= 0 and not unknown[step.cap] and value > max(got[step.cap], ZERO):
            value = max(got[step.cap], ZERO)
            capped.append(step.number)
        if step.minus:
            value = -value
        got[at] = value
        if unknown[at]:
            unknown[step.into] = True
        got[step.into] += value
        if step.shown:
            groups[step.number] = rounded(value)
    return max(got[-1], ZERO)


def rounded(points: Decimal) -> Decimal:
    """Half up, to two places.

    >>> rounded(Decimal("2.345"))
    Decimal('2.35')
    """
    return points.quantize(CENT, ROUND_HALF_UP)


def measured_points(criterion: CriterionDef, figure: Decimal) -> Decimal:
    """What a figure of the system is worth: the level with the highest bound it reaches (below all of them nothing);
    without levels in proportion to a percentage, where more than 100 is 100.
    """
    if not criterion.levels:
        return rounded(criterion.most * min(max(figure, ZERO), HUNDRED) / HUNDRED)
    reached = [(row.at_least, row.points) for row in criterion.levels if row.at_least is not None]
    return max((row for row in reached if row[0] <= figure), default=(ZERO, ZERO))[1]


def refusal(criterion: CriterionDef, points: Decimal) -> str:
    """Why these points cannot be given for a criterion, or ""."""
    most = show_decimal(criterion.most)
    if criterion.scale == Scale.GROUP:
        return f"“{criterion.title}” là nhóm, điểm được cộng từ các mục bên trong nên không nhập trực tiếp."
    if not points.is_finite() or points < ZERO or points > criterion.most:
        return f"Điểm phải từ 0 đến {most}."
    if points != points.quantize(CENT):
        return "Điểm chỉ lấy đến hai chữ số sau dấu phẩy."
    if criterion.scale == Scale.YES_NO and points not in (ZERO, criterion.most):
        return f"Mục này chỉ có hai mức: không đạt là 0 điểm, đạt là {most} điểm."
    if criterion.scale == Scale.LEVELS and points not in {level.points for level in criterion.levels}:
        steps = "; ".join(show_decimal(level.points) for level in criterion.levels)
        return f"Mục này chỉ nhận một trong các mức điểm: {steps}."
    return ""
