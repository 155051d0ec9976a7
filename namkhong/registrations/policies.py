"""Who may read, write and judge registrations, and make, read and sign covenants."""

from datetime import date

from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.states import DutyKind
from namkhong.people.models import Employment, Post
from namkhong.people.policies import may, own_units, superior_units
from namkhong.people.rules import Verb
from namkhong.people.states import HEADS
from namkhong.registrations.models import Covenant, CovenantParty, JointList, Registration
from namkhong.units.models import Lineage


def takes_part(campaign: Campaign, unit: int, on: date) -> bool:
    """Whether a unit stands at or under the organiser on the campaign's line, or has duties in the campaign."""
    lineage = Lineage.objects.on(on).filter(line=campaign.line, ancestor=campaign.unit_id, descendant=unit)
    return lineage.exists() or Duty.objects.filter(campaign=campaign.pk, unit=unit).exists()


def may_read(person: int, campaign: Campaign, unit: int, year: int, on: date) -> bool:
    """The unit, whoever reads it on the campaign's line, and the unit to which its list was sent."""
    if may(person, Verb.READ_REGISTRATION, unit, on, line=campaign.line):
        return True
    above = superior_units(person, Verb.READ_REGISTRATION, on, line=campaign.line)
    lists = JointList.objects.filter(campaign=campaign.pk, unit=unit, year=year, to_unit__in=above)
    return bool(above) and lists.exists()


def may_register(person: int, campaign: Campaign, unit: int, on: date) -> bool:
    """Write registrations of a unit and its people and send the list: the unit's own officers."""
    return may(person, Verb.REGISTER, unit, on) and takes_part(campaign, unit, on)


def may_register_himself(person: int, campaign: Campaign, unit: int, year: int, on: date) -> bool:
    """Write one's own registration: whoever works at a unit that is asked to register, or has begun a list."""
    if not Employment.objects.on(on).filter(person=person, unit=unit).exists():
        return False
    asked = Duty.objects.filter(campaign=campaign.pk, unit=unit, year=year, definition__kind=DutyKind.REGISTER)
    return asked.exists() or JointList.objects.filter(campaign=campaign.pk, unit=unit, year=year).exists()


def may_see(person: int, row: Registration, on: date) -> bool:
    """A registration: whoever may read those of the unit, and the person himself."""
    return row.person_id == person or may_read(person, row.campaign, row.unit_id, row.year, on)


def may_write(person: int, row: Registration, on: date) -> bool:
    """Change, send and take back a registration: the unit's officers, and the person himself."""
    return row.person_id == person or may_register(person, row.campaign, row.unit_id, on)


def may_judge(person: int, row: Registration, on: date) -> bool:
    """A person's registration is judged at the unit, never by himself; that of its head also by the unit above."""
    if row.person_id is None or row.person_id == person:
        return False
    if row.unit_id in own_units(person, Verb.JUDGE_REGISTRATION, on):
        return True
    heads = Post.objects.on(on).filter(unit=row.unit_id, person=row.person_id, kind__in=HEADS)
    return may(person, Verb.JUDGE_REGISTRATION, row.unit_id, on, line=row.campaign.line) and heads.exists()


def may_judge_list(person: int, joint: JointList, on: date) -> bool:
    """The list of a unit is judged at the unit to which it was sent, on the campaign's line."""
    return joint.to_unit_id in superior_units(person, Verb.JUDGE_REGISTRATION, on, line=joint.campaign.line)


def may_receive(person: int, verb: Verb, campaign: Campaign, unit: int, on: date) -> bool:
    """See, or with `JUDGE_REGISTRATION` judge, the lists that a unit receives: whoever looks down from it."""
    if verb is Verb.JUDGE_REGISTRATION:
        return unit in superior_units(person, verb, on, line=campaign.line)
    above = superior_units(person, verb, on, line=campaign.line)
    return unit in above or (bool(above) and may(person, verb, unit, on, line=campaign.line))


def may_lead_bloc(person: int, campaign: Campaign, unit: int, on: date) -> bool:
    """Make and keep a covenant of units below: the officers of the unit that leads."""
    return may(person, Verb.LEAD_BLOC, unit, on) and takes_part(campaign, unit, on)


def may_see_covenant(person: int, covenant: Covenant, on: date) -> bool:
    """The unit that leads and those above it, and every member and those who read it, on the campaign's line."""
    units = [covenant.unit_id, *covenant.parties.order_by("pk").values_list("unit", flat=True)]
    line = covenant.campaign.line
    return any(may(person, Verb.READ_REGISTRATION, unit, on, line=line) for unit in units)


def may_sign(person: int, party: CovenantParty, on: date) -> bool:
    """The head of the member itself."""
    return party.unit_id in own_units(person, Verb.SIGN_COVENANT, on)
