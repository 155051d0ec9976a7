"""Which grade a sheet reaches by its points and side conditions, before quotas. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from namkhong.criteria.rules.structure import BandDef, Condition, SetDef
from namkhong.criteria.rules.totals import HUNDRED, ZERO, Outcome
from namkhong.criteria.rules.tree import Tree
from namkhong.foundation.numbers import show_decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """What side conditions look at: the total without bonuses, the points by number of whatever they ask for, and
    whether discipline is in force.
    """

    base: Decimal
    points: Mapping[str, Decimal]
    disciplined: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """The grade, and why the better ones that the points alone would give were not reached."""

    band: BandDef | None
    kept_from: tuple[tuple[BandDef, str], ...] = ()


def grade_of(set: SetDef, outcome: Outcome, *, disciplined: bool = False) -> Reached:
    """The best grade whose points and conditions are met; where a condition is not, the next lower one is tried."""
    kept: list[tuple[BandDef, str]] = []
    full, standing = full_points(set), Standing(outcome.base, outcome.groups, disciplined)
    for band in set.bands:
        if outcome.exact < band.at_least:
            continue
        unmet = next(hindrances(band, full, standing), "")
        if not unmet:
            return Reached(band, tuple(kept))
        kept.append((band, unmet))
    return Reached(None, tuple(kept))


def full_points(set: SetDef) -> dict[str, Decimal]:
    """The most that each criterion on top can bring, bonuses and minuses apart."""
    tree = Tree(set.criteria)
    return {row.number: most for row in tree.parts_of("") if (most := tree.counted(row))}


def hindrances(band: BandDef, full: Mapping[str, Decimal], standing: Standing) -> Iterator[str]:
    """The side conditions of a grade that are not met, each in words that follow “nhưng”. `full` as `full_points`."""
    for condition in band.conditions:
        if reason := _CONDITIONS[condition.kind](band, condition, full, standing):
            yield reason


def condition_words(condition: Condition, subject: str = "") -> str:
    """A side condition as it is printed."""
    value = show_decimal(condition.value)
    if condition.kind == "each_at_least":
        return f"không mục lớn nào dưới {value} % số điểm của mục"
    if condition.kind == "criterion_at_least":
        return f"mục {condition.criterion} đạt từ {value} điểm"
    if condition.kind == "without_bonus":
        return "đủ điểm mà không cần điểm thưởng"
    return "không bị kỷ luật" if subject == "individual" else "không có người bị kỷ luật từ cảnh cáo trở lên"


def _each_at_least(band: BandDef, condition: Condition, full: Mapping[str, Decimal], standing: Standing) -> str:
    share = condition.value or ZERO
    low = [n for n, most in full.items() if standing.points.get(n, ZERO) * HUNDRED < share * most]
    return f"mục {', '.join(low)} chưa đạt {show_decimal(share)} % số điểm" if low else ""


def _criterion_at_least(band: BandDef, condition: Condition, full: Mapping[str, Decimal], standing: Standing) -> str:
    least, got = condition.value or ZERO, standing.points.get(condition.criterion, ZERO)
    if got >= least:
        return ""
    return f"mục {condition.criterion} được {show_decimal(got)} điểm, cần {show_decimal(least)} điểm"


def _no_discipline(band: BandDef, condition: Condition, full: Mapping[str, Decimal], standing: Standing) -> str:
    return "có kỷ luật đang có hiệu lực" if standing.disciplined else ""


def _without_bonus(band: BandDef, condition: Condition, full: Mapping[str, Decimal], standing: Standing) -> str:
    if standing.base >= band.at_least:
        return ""
    return f"không kể điểm thưởng được {show_decimal(standing.base)} điểm, cần {show_decimal(band.at_least)} điểm"


_CONDITIONS: Mapping[str, Callable[[BandDef, Condition, Mapping[str, Decimal], Standing], str]] = {
    "each_at_least": _each_at_least,
    "criterion_at_least": _criterion_at_least,
    "no_discipline": _no_discipline,
    "without_bonus": _without_bonus,
}
