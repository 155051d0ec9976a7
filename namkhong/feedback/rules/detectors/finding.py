"""All detectors one after the other, each over the classes it is for; a ballot is set aside by the first that asks."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from namkhong.feedback.rules.detectors.amounts import above, surge, top
from namkhong.feedback.rules.detectors.moments import OUTSIDE_LEAST, burst, even, outside_hours, serial
from namkhong.feedback.rules.detectors.seen import Facts, Finding, Seen
from namkhong.feedback.states import Detector, Evidence

Look = Callable[[Sequence[Seen], Facts], list[Finding]]

_ALL: Final = (Evidence.ONE_TIME, Evidence.COUNTER, Evidence.OPEN)
ORDER: Final[tuple[tuple[Detector, Look, tuple[Evidence, ...]], ...]] = (
    (Detector.SERIAL, serial, (Evidence.ONE_TIME,)),
    (Detector.BURST, burst, _ALL),
    (Detector.EVEN, even, _ALL),
    (Detector.HOURS, outside_hours, (Evidence.COUNTER,)),
    (Detector.TOP, top, _ALL),
    (Detector.SURGE, surge, _ALL),
    (Detector.ABOVE, above, (Evidence.COUNTER,)),
)
"""The most telling first. The independent sample is drawn and handed out by others and not looked at."""


def inspected(ballots: Iterable[Seen], facts: Facts) -> list[Finding]:
    """Everything that is found among the ballots of one class at one point and day, in whatever order they come."""
    left = sorted(ballots, key=lambda ballot: ballot.id)
    found: list[Finding] = []
    for _, look, classes in ORDER:
        if facts.evidence not in classes:
            continue
        fresh = look(left, facts)
        taken = {ballot for each in fresh for ballot in each.ballots}
        left = [ballot for ballot in left if ballot.id not in taken]
        found += fresh
    return found


def worth_a_look(evidence: str, count: int, transactions: int | None) -> bool:
    """Whether so many ballots of a class at a point and day can hold a finding at all; most points have too few."""
    if evidence == Evidence.SAMPLE:
        return False
    if evidence == Evidence.COUNTER and transactions is not None and count > transactions:
        return True
    return count >= OUTSIDE_LEAST
