"""How things of this room stand, as a tag: kind of status and words."""

from dataclasses import dataclass
from datetime import date

from namkhong.redress.models import Concern, InspectionFlag, Remedy
from namkhong.redress.states import OWED, WAITING, ConcernState, FlagState, RemedyState


@dataclass(frozen=True, slots=True)
class Tag:
    """A kind that `design` knows, and the words on it."""

    kind: str
    label: str


_CONCERNS = {
    ConcernState.RECEIVED: "todo",
    ConcernState.TRANSFERRED: "todo",
    ConcernState.ACCEPTED: "running",
    ConcernState.ANSWERED: "submitted",
    ConcernState.REOPENED: "returned",
    ConcernState.SETTLED: "done",
}
_REMEDIES = {
    RemedyState.OPEN: "todo",
    RemedyState.SUBMITTED: "submitted",
    RemedyState.RETURNED: "returned",
    RemedyState.SETTLED: "accepted",
}
_FLAGS = {FlagState.RAISED: "soon", FlagState.PLANNED: "done", FlagState.DISMISSED: "closed"}


def concern_tag(row: Concern, on: date) -> Tag:
    """Its state; overdue where the answer should have come."""
    if row.state in WAITING and row.due_on < on:
        return Tag("overdue", "Quá hạn trả lời")
    if row.state == ConcernState.SETTLED and row.solved is False:
        return Tag("returned", "Khép lại, người gửi chưa hài lòng")
    return Tag(_CONCERNS[ConcernState(row.state)], row.get_state_display())


def remedy_tag(row: Remedy, on: date) -> Tag:
    """Its state; overdue where the explanation should have come."""
    if row.state in OWED and row.term < on:
        return Tag("overdue", "Quá hạn giải trình")
    return Tag(_REMEDIES[RemedyState(row.state)], row.get_state_display())


def flag_tag(row: InspectionFlag) -> Tag:
    """Its state."""
    return Tag(_FLAGS[FlagState(row.state)], row.get_state_display())
