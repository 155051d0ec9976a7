"""Who may see, write and judge a return."""

from datetime import date

from namkhong.people.policies import may, own_units, superior_units
from namkhong.people.rules import Verb
from namkhong.reports.models import Return
from namkhong.reports.states import ReturnState
from namkhong.units.models import Heir


def may_see(person: int, sheet: Return, on: date) -> bool:
    """Its own unit; those above once it has been sent, because a draft is nobody else's business; a sister never.

    The draft of a unit that has ended is the business of the units that answer for it now.
    """
    if not may(person, Verb.READ_REPORT, sheet.unit_id, on):
        return False
    own = own_units(person, Verb.READ_REPORT, on)
    if sheet.state != ReturnState.DRAFT or sheet.unit_id in own:
        return True
    return has_ended(sheet, on) and Heir.objects.on(on).filter(unit=sheet.unit_id, heir__in=own).exists()


def has_ended(sheet: Return, on: date) -> bool:
    """Whether the unit of a return is there no more."""
    return sheet.unit.closed_on is not None and sheet.unit.closed_on < on


def may_write(person: int, sheet: Return, on: date) -> bool:
    """Only the unit whose report it is."""
    return may(person, Verb.WRITE_REPORT, sheet.unit_id, on)


def may_submit(person: int, sheet: Return, on: date) -> bool:
    """Only the unit whose report it is."""
    return may(person, Verb.SUBMIT_REPORT, sheet.unit_id, on)


def may_judge(person: int, sheet: Return, on: date) -> bool:
    """Only the unit it was sent to; a unit higher up sees it but does not step in between.

    What a unit sent before it ended is judged by its receiver all the same, or by whoever has taken that one's place.
    """
    if sheet.to_unit_id not in superior_units(person, Verb.JUDGE_REPORT, on):
        return False
    return has_ended(sheet, on) or may(person, Verb.JUDGE_REPORT, sheet.unit_id, on)
