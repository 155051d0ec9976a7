"""How much a rating proves. A wrong, spent or old code lowers the class and is said; it never turns anybody away."""

from dataclasses import dataclass
from datetime import date

from namkhong.feedback.rules.codes import TICKET_MINUTES, CodeName, Ticket
from namkhong.feedback.states import SHOWING_CODES, Evidence, Lowered


@dataclass(frozen=True, slots=True)
class Batch:
    """What is known of a batch of one-time codes."""

    point: int
    size: int
    valid_to: date
    sample: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """The class of a rating, why it is lower than hoped for, and the one-time code that it spends."""

    evidence: str
    lowered: str = ""
    code: CodeName | None = None


NO_CODE = Judged(Evidence.OPEN)


def by_one_time_code(name: CodeName | None, batch: Batch | None, point: int, on: date) -> Judged:
    """A rating sent with a code that was printed. Whether it has been spent is found out when it is written."""
    if name is None or batch is None or batch.point != point or not 1 <= name.serial <= batch.size:
        return Judged(Evidence.OPEN, Lowered.WRONG)
    if on > batch.valid_to:
        return Judged(Evidence.OPEN, Lowered.OLD)
    return Judged(Evidence.SAMPLE if batch.sample else Evidence.ONE_TIME, code=name)


def by_ticket(kind: str, ticket: Ticket | None, minute: int, *, flooded: bool, worked: bool) -> Judged:
    """A rating without a printed code: class B at a counter that showed its code when the page was opened.

    Where too much comes from one place at once, only pages that did the work they were asked for keep the class.
    """
    if kind not in SHOWING_CODES or ticket is None or not ticket.coded:
        return NO_CODE
    if not 0 <= minute - ticket.minute <= TICKET_MINUTES:
        return Judged(Evidence.OPEN, Lowered.OLD)
    if flooded and not worked:
        return Judged(Evidence.OPEN, Lowered.CROWD)
    return Judged(Evidence.COUNTER)
