"""Which grade a sheet reaches by its points and side conditions, before quotas. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from namkhong.criteria.rules.structure import BandDef, Condition, CriterionDef, SetDef
from namkhong.criteria.rules.totals import HUNDRED, Outcome
from namkhong.criteria.rules.tree import Tree
from namkhong.foundation.numbers import show_decimal


@dataclass(frozen=True, slots=True)
class Reached:
    """The grade, and why the better ones that the points alone would give were not reached."""

    band: BandDef | None
    kept_from: tuple[tuple[BandDef, str], ...] = ()


def grade_of(set: SetDef, outcome: Outcome, *, disciplined: bool = False) -> Reached:
    """The best grade whose points and conditions are met; where a condition is not, the next lower one is tried."""
    kept: list[tuple[BandDef, str]] = []
    for band in set.bands:
        if outcome.exact < band.at_least:
            continue
        unmet = next((words for one in band.conditions if (words := _unmet(one, band, set, outcome, disciplined))), "")
        if not unmet:
            return Reached(band, tuple(kept))
        kept.append((band, unmet))
    return Reached(None, tuple(kept))


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


def _unmet(condition: Condition, band: BandDef, set: SetDef, outcome: Outcome, disciplined: bool) -> str:
    """What stands in the way, or ""."""
    tree = Tree(set.criteria)
    if condition.kind == "each_at_least":
        low = [row for row in tree.parts_of("") if _below(row, tree, outcome, condition.value or Decimal(0))]
        return f"mục {low[0].number} chưa đạt {show_decimal(condition.value)} % số điểm" if low else ""
    if condition.kind == "criterion_at_least":
        reached = outcome.groups[condition.criterion] >= (condition.value or 0)
        return "" if reached else f"chưa đạt điều kiện: {condition_words(condition)}"
    if condition.kind == "without_bonus":
        return "" if outcome.base >= band.at_least else "chưa đủ điểm khi không tính điểm thưởng"
    return "đang có kỷ luật" if disciplined else ""


def _below(row: CriterionDef, tree: Tree, outcome: Outcome, share: Decimal) -> bool:
    """Whether something on top got less than a share of its points; bonuses and minuses are not asked."""
    most = tree.counted(row)
    return most > 0 and outcome.groups[row.number] * HUNDRED < most * share
