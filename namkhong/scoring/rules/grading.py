"""Which grade one subject gets by its points, the side conditions of the bands and what stands against it. Pure.

Bands are told from the best down, and a place is the position of a band among them: 0 is the best.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from enum import Enum

from namkhong.criteria.rules.grades import Standing, hindrances
from namkhong.criteria.rules.structure import BandDef
from namkhong.scoring.states import VetoKind

NOT_YET = "Chưa đủ điều kiện xét."
"""All that is ever said of what is still being verified."""
_CENT = Decimal("0.01")
MOST_SIGNS = 300


class Effect(Enum):
    """What a veto does to a grade."""

    LOWEST = "xếp mức thấp nhất"
    NOT_BEST = "không được xếp mức cao nhất"
    NOT_NOW = "chưa xét"


@dataclass(frozen=True, slots=True)
class Bar:
    """A veto as it stands against a subject. `on_duty`: the discipline is for an act on duty."""

    kind: VetoKind
    on_duty: bool = True


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What is the same for all subjects of a round: the bands, the best first; `full_points` of its set; how many
    months a person must have worked.
    """

    bands: tuple[BandDef, ...]
    full: Mapping[str, Decimal]
    least_months: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """One subject with all that its grade depends on.

    `base` is the total without bonuses, `points` those of every criterion by number, `missing` the criteria without
    points. `disciplined`: discipline is in force, for a unit also of one of its people. `ceiling` is the place of the
    grade of the unit, for whoever leads it; `waits_for_unit` where that grade is not published yet.
    """

    total: Decimal
    base: Decimal
    points: Mapping[str, Decimal]
    person: bool = False
    missing: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()
    disciplined: bool = False
    months: int | None = None
    ceiling: int | None = None
    waits_for_unit: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The places a subject may take, the best first (none: it is not graded), and why it may not take a better one."""

    open: tuple[int, ...]
    held_back: str = ""

    @property
    def place(self) -> int | None:
        """The best place, before quotas; None where the subject is not graded."""
        return self.open[0] if self.open else None


def shown(total: Decimal) -> Decimal:
    """A total with the two decimals that are stored and printed, cut off and never rounded up: 89.996 is not 90."""
    return total.quantize(_CENT, ROUND_FLOOR)


def effect(bar: Bar, *, person: bool) -> Effect:
    """What a veto does.

    A person disciplined for an act on duty, or with a warning or worse for any act, gets the lowest grade; a reprimand
    for something else keeps from the best, as a reprimand does a unit.
    """
    if bar.kind is VetoKind.UNDER_VERIFICATION:
        return Effect.NOT_NOW
    if bar.kind is VetoKind.WARNING or (bar.kind is VetoKind.REPRIMAND and person and bar.on_duty):
        return Effect.LOWEST
    return Effect.NOT_BEST


def judge(yardstick: Yardstick, case: Case) -> Verdict:
    """Which places the subject may take.

    The total decides, a total on the border belonging to the better band. A band whose side conditions do not hold
    gives way to the next lower one whose conditions do; nothing gives way below the lowest. Vetoes and the grade of the
    unit, for its head, lower further. What is not graded now has no place.
    """
    if why := _not_graded(yardstick, case):
        return Verdict((), why)
    if not yardstick.bands:
        return Verdict(())
    reached = next((place for place, band in enumerate(yardstick.bands) if case.total >= band.at_least), None)
    if reached is None:
        if yardstick.bands[-1].at_least > 0:
            return Verdict((), "Tổng điểm chưa đến mức thấp nhất.")
        reached = len(yardstick.bands) - 1
    return _lowered(yardstick, case, reached)


def _not_graded(yardstick: Yardstick, case: Case) -> str:
    """Why no grade is decided now; "" where one is. Verification comes first, so that nothing else tells of it."""
    if any(effect(bar, person=case.person) is Effect.NOT_NOW for bar in case.bars):
        return NOT_YET
    if case.missing:
        return fitting(f"Chưa xếp loại: còn tiêu chí chưa có điểm ({', '.join(case.missing)}).")
    if case.months is not None and case.months < yardstick.least_months:
        return f"Không xếp loại: làm việc trong kỳ chưa đủ {yardstick.least_months} tháng."
    if case.waits_for_unit:
        return "Chưa xếp loại: đơn vị chưa có kết quả xếp loại đã công bố."
    return ""


def _lowered(yardstick: Yardstick, case: Case, reached: int) -> Verdict:
    lowest = len(yardstick.bands) - 1
    standing = Standing(case.base, case.points, case.disciplined)
    bands = yardstick.bands
    unmet = {place: list(hindrances(bands[place], yardstick.full, standing)) for place in range(reached, lowest)}
    held = [place for place in range(reached, lowest + 1) if not unmet.get(place)]
    floor, why = reached, [reason for place in range(reached, held[0]) for reason in unmet[place]]
    for least, reason in _barred(yardstick, case):
        if least > floor:
            floor, why = least, [*why, reason]
    places = tuple(place for place in held if place >= floor)
    said = f"Đủ điểm mức “{yardstick.bands[reached].label}” nhưng {'; '.join(dict.fromkeys(why))}." if why else ""
    return Verdict(places, fitting(said))


def _barred(yardstick: Yardstick, case: Case) -> Iterator[tuple[int, str]]:
    """The best place that each veto and the grade of the unit leave, and why."""
    lowest = len(yardstick.bands) - 1
    for bar in case.bars:
        if effect(bar, person=case.person) is Effect.LOWEST:
            yield lowest, f"{_WORDS[bar.kind]} nên {Effect.LOWEST.value}"
        else:
            yield min(1, lowest), f"{_WORDS[bar.kind]} nên {Effect.NOT_BEST.value}"
    if case.ceiling is not None:
        place = min(case.ceiling, lowest)
        yield place, f"người đứng đầu không xếp cao hơn đơn vị (“{yardstick.bands[place].label}”)"


_WORDS = {
    VetoKind.REPRIMAND: "bị kỷ luật khiển trách",
    VetoKind.WARNING: "bị kỷ luật từ cảnh cáo trở lên",
    VetoKind.OTHER: "không đạt điều kiện khác",
}


def place_in(bands: tuple[BandDef, ...], code: str, other: tuple[BandDef, ...]) -> int:
    """The place of the unit's grade among the bands of its head: the band of the same code, else the one that stands as
    far from the best. Raises: ValueError where the code is none of the unit's.
    """
    codes = [band.code for band in bands]
    if code in codes:
        return codes.index(code)
    return min([band.code for band in other].index(code), len(bands) - 1)


def fitting(sentence: str) -> str:
    """A sentence no longer than its column."""
    return sentence if len(sentence) <= MOST_SIGNS else f"{sentence[: MOST_SIGNS - 1].rstrip()}…"
