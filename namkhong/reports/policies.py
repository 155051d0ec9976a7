"""Who may see, write and judge a return."""

from datetime import date

from namkhong.people.policies import may, own_units, superior_units
from namkhong.people.rules import Verb
from namkhong.reports.models import Return
from namkhong.reports.states import ReturnState


def may_see(person: int, sheet: Return, on: date) -> bool:
    """Its own unit; those above once it has been sent, because a draft is nobody else's business; a sister never."""
    if not may(person, Verb.READ_REPORT, sheet.unit_id, on):
        return False
    return sheet.state != ReturnState.DRAFT or sheet.unit_id in own_units(person, Verb.READ_REPORT, on)


def may_write(person: int, sheet: Return, on: date) -> bool:
    """Only the unit whose report it is."""
    return may(person, Verb.WRITE_REPORT, sheet.unit_id, on)


def may_submit(person: int, sheet: Return, on: date) -> bool:
    """Only the unit whose report it is."""
    return may(person, Verb.SUBMIT_REPORT, sheet.unit_id, on)


def may_judge(person: int, sheet: Return, on: date) -> bool:
    """Only the unit it was sent to; a unit higher up sees it but does not step in between."""
    return sheet.to_unit_id in superior_units(person, Verb.JUDGE_REPORT, on) and may(
        person, Verb.JUDGE_REPORT, sheet.unit_id, on
    )
