"""Detectors that look at when ballots came: one-time codes in a row, bursts, even gaps, hours at which nobody works."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from statistics import median
from typing import Final

from namkhong.feedback.rules.detectors.seen import SIDES, Facts, Finding, Seen, Side, beyond, finding, kept, of
from namkhong.feedback.rules.detectors.wording import hours_of, number, times
from namkhong.feedback.rules.signs import CROWDED, NEXT_SECONDS, Sign
from namkhong.feedback.states import Detector

SERIAL_LEAST: Final = 6
BURST_LEAST: Final = 8
BURST_TIMES: Final = 4
BURST_SIGNS: Final = 3
BESIDE_LEAST: Final = 2
SIDE_LEAST: Final = 4
SIDE_TIMES: Final = 3
HOURS_OF_WORK: Final = 8
EVEN_LEAST: Final = 6
EVEN_OF_ALL: Final = 0.2
OUTSIDE_LEAST: Final = 3


def serial(ballots: Sequence[Seen], facts: Facts) -> list[Finding]:
    """One-time codes spent one after the other, quickly, unlike what people say: somebody is working off a roll."""
    taken = [ballot for ballot in ballots if ballot.has(Sign.NEXT)]
    if len(taken) < SERIAL_LEAST or not facts.usual.unlike(taken):
        return []
    sentence = (
        f"Có {number(len(taken))} mã dùng một lần được dùng liền số trong phiếu đã in, mỗi mã sau mã trước chưa đầy "
        f"{NEXT_SECONDS:.0f} giây, và chấm khác hẳn thường ngày. Từ {SERIAL_LEAST} mã như vậy trong một ngày thì để "
        "riêng."
    )
    return [finding(Detector.SERIAL, taken, sentence)]


def burst(ballots: Sequence[Seen], facts: Facts) -> list[Finding]:
    """Hours in which far more came than usual, close together, and unlike what people say; the usual number stays."""
    hours: dict[int, list[Seen]] = defaultdict(list)
    for ballot in ballots:
        hours[ballot.hour].append(ballot)
    crowd = [ballot for ballot in ballots if ballot.has(CROWDED)]
    usual = {hour: {side: _usual_hour(side, hour, hours, facts) for side in SIDES} for hour in hours}
    full = {
        hour: _full(hours[hour], SIDES, usual[hour], SIDE_LEAST)
        for hour in hours
        if _sudden(hours[hour], sum(usual[hour].values()), crowd, facts)
    }
    beside = {
        hour: _full(hours[hour], _around(hour, full), usual[hour], BESIDE_LEAST) for hour in set(hours) - set(full)
    }
    found = full | beside
    return [
        each for hour in sorted(found) for each in _beyond_usual(hour, hours[hour], found[hour], usual[hour], facts)
    ]


def _around(hour: int, full: Mapping[int, Sequence[Side]]) -> set[Side]:
    """The sides that surged in the hour before or after."""
    return {side for other in (hour - 1, hour + 1) for side in full.get(other, ())}


def _sudden(came: Sequence[Seen], usual: float, crowd: Sequence[Seen], facts: Facts) -> bool:
    """Whether an hour is a burst by itself; what it says is read from it, or from all that came close that day."""
    if len(came) < max(BURST_LEAST, BURST_TIMES * usual) or sum(ballot.has(CROWDED) for ballot in came) < BURST_SIGNS:
        return False
    return any(facts.usual.unlike(ballots, again=facts.again) for ballots in (came, crowd))


def _full(came: Sequence[Seen], sides: Collection[Side], usual: Mapping[Side, float], least: int) -> list[Side]:
    """The sides that have far more than usual; the other is nobody's to take."""
    return [side for side in SIDES if side in sides and len(of(came, side)) >= max(least, SIDE_TIMES * usual[side])]


def _beyond_usual(
    hour: int, came: Sequence[Seen], full: Sequence[Side], usual: Mapping[Side, float], facts: Facts
) -> list[Finding]:
    """What the full sides of an hour have beyond the usual."""
    turn = 24 * facts.day + hour
    taken = [ballot for side in full for ballot in beyond(of(came, side), kept(usual[side], turn))]
    if not taken:
        return []
    sentence = (
        f"Trong {hours_of(hour)} có {number(len(came))} ý kiến, trong hay liền kề một đợt dồn dập chấm khác hẳn thường "
        f"ngày; thường mỗi giờ chỉ khoảng {number(sum(usual.values()), 1)}. Từ {BURST_LEAST} ý kiến và từ "
        f"{BURST_TIMES} lần mức thường trong một giờ, phần vượt mức thường ({number(len(taken))} ý kiến) để riêng, kể "
        "cả ở giờ liền kề."
    )
    return [finding(Detector.BURST, taken, sentence)]


def _usual_hour(side: Side, hour: int, hours: dict[int, list[Seen]], facts: Facts) -> float:
    """How many of a side usually come in an hour; at a new point, the middle one of the day's other hours of work."""
    if facts.usual.known:
        return facts.usual.per_day(side) / HOURS_OF_WORK
    counts = sorted((len(of(some, side)) for other, some in hours.items() if other != hour), reverse=True)[
        :HOURS_OF_WORK
    ]
    return median(counts + [0] * (HOURS_OF_WORK - len(counts)))


def even(ballots: Sequence[Seen], facts: Facts) -> list[Finding]:
    """Ratings that follow one another at equal gaps, as a clock sends them and people do not."""
    taken = [ballot for ballot in ballots if ballot.has(Sign.EVEN)]
    if len(taken) < EVEN_LEAST or len(taken) < EVEN_OF_ALL * len(ballots):
        return []
    sentence = (
        f"Có {number(len(taken))} trong {number(len(ballots))} ý kiến của ngày đến cách nhau những quãng bằng nhau, "
        f"chênh không quá một phần hai mươi. Từ {EVEN_LEAST} ý kiến và từ một phần năm số ý kiến của ngày thì để riêng."
    )
    return [finding(Detector.EVEN, taken, sentence)]


def outside_hours(ballots: Sequence[Seen], facts: Facts) -> list[Finding]:
    """A counter's code used when nobody stands at the counter; the hour before opening and that of closing pass."""
    if facts.opens is None or facts.closes is None:
        return []
    opens, closes = facts.opens, facts.closes
    taken = [ballot for ballot in ballots if not opens - 1 <= ballot.hour <= closes]
    if len(taken) < OUTSIDE_LEAST:
        return []
    sentence = (
        f"Có {times(len(taken))} dùng mã hiện tại quầy ngoài giờ làm việc (từ {opens} giờ đến {closes} giờ, thêm một "
        f"giờ trước và sau). Từ {OUTSIDE_LEAST} lần trong một ngày thì để riêng."
    )
    return [finding(Detector.HOURS, taken, sentence)]
