"""Who may see, write and judge a return."""

from datetime import date

from namkhong.campaigns.policies import ended, gone
from namkhong.people.policies import may, own_units, superior_units
from namkhong.people.rules import Verb
from namkhong.reports.models import Return
from namkhong.reports.states import ReturnState
from namkhong.units.models import Heir
from namkhong.units.queries import keepers_on


def may_see(person: int, sheet: Return, on: date) -> bool:
    """Its own unit; those above on the campaign's line, and the unit it was sent to, once it has been sent, because a
    draft is nobody else's business; a sister never. Of a unit that has ended: those who stood above it or answer for it
    now, and its draft only those who answer for it.
    """
    line = sheet.campaign.line
    if sheet.state == ReturnState.DRAFT:
        own = own_units(person, Verb.READ_REPORT, on)
        return sheet.unit_id in own or (ended(sheet.unit, on) and _answers_for(own, sheet.unit_id, on))
    if may(person, Verb.READ_REPORT, sheet.unit_id, on, line=line):
        return True
    return sheet.to_unit_id in superior_units(person, Verb.READ_REPORT, on, line=line)


def may_open_papers(person: int, sheet: Return, on: date) -> bool:
    """What is attached to a return: whoever may see it; of a unit that was divided only the part that has its papers,
    and those above.
    """
    line = sheet.campaign.line
    if sheet.state == ReturnState.DRAFT and ended(sheet.unit, on):
        own = own_units(person, Verb.READ_REPORT, on)
        return not keepers_on([sheet.unit_id], on).isdisjoint(own)
    if not may_see(person, sheet, on):
        return False
    if may(person, Verb.READ_REPORT, sheet.unit_id, on, line=line, papers=True):
        return True
    return sheet.to_unit_id in superior_units(person, Verb.READ_REPORT, on, line=line)


def _answers_for(own: list[int], unit: int, on: date) -> bool:
    return Heir.objects.on(on).filter(unit=unit, heir__in=own).exists()


def may_write(person: int, sheet: Return, on: date) -> bool:
    """Only the unit whose report it is."""
    return may(person, Verb.WRITE_REPORT, sheet.unit_id, on)


def may_submit(person: int, sheet: Return, on: date) -> bool:
    """Only the unit whose report it is."""
    return may(person, Verb.SUBMIT_REPORT, sheet.unit_id, on)


def may_judge(person: int, sheet: Return, on: date) -> bool:
    """Only the unit it was sent to; a unit higher up sees it but does not step in between.

    Nobody stands above a unit that has ended or left the line: what it had sent is judged by whoever it is addressed to
    now.
    """
    line = sheet.campaign.line
    if sheet.to_unit_id not in superior_units(person, Verb.JUDGE_REPORT, on, line=line):
        return False
    return may(person, Verb.JUDGE_REPORT, sheet.unit_id, on, line=line) or gone(sheet.unit, line, on)
