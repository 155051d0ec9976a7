"""Who may see and change a campaign or a duty."""

from datetime import date

from namkhong.campaigns.models import Campaign, Duty
from namkhong.people.policies import may, superior_units, units_within
from namkhong.people.rules import Verb
from namkhong.units.models import Lineage


def may_see_campaign(person: int, campaign: Campaign, on: date) -> bool:
    """Whoever may read the organiser, or a unit under it that the campaign touches."""
    if may(person, Verb.READ_UNIT, campaign.unit_id, on):
        return True
    units = units_within(person, Verb.READ_UNIT, on).values("pk")
    lineage = Lineage.objects.on(on).filter(ancestor=campaign.unit_id, line=campaign.line, descendant__in=units)
    return lineage.exists()


def may_run_campaign(person: int, campaign: Campaign, on: date) -> bool:
    """Prepare, launch, assign, close."""
    return may(person, Verb.LAUNCH_CAMPAIGN, campaign.unit_id, on)


def may_see_duty(person: int, duty: Duty, on: date) -> bool:
    """Whoever may read the unit that owes it."""
    return may(person, Verb.READ_UNIT, duty.unit_id, on)


def may_do_duty(person: int, duty: Duty, on: date) -> bool:
    """The unit that owes it."""
    return may(person, Verb.FULFIL_DUTY, duty.unit_id, on)


def may_relax_duty(person: int, duty: Duty, on: date) -> bool:
    """Give more time or excuse: only the unit that receives the duty, or the organiser for those under it."""
    if not may(person, Verb.EXTEND_DUTY, duty.unit_id, on):
        return False
    own = superior_units(person, Verb.EXTEND_DUTY, on)
    return duty.to_unit_id in own or duty.campaign.unit_id in own


def overseeing_unit(person: int, campaign: Campaign, on: date) -> int | None:
    """From which unit the person looks down on a campaign.

    The organiser for those who stand at it or above it, a unit in between for those in between, nothing for a unit
    that only does its own duties.
    """
    upper = superior_units(person, Verb.READ_UNIT, on)
    if not upper or campaign.unit_id in upper:
        return campaign.unit_id if upper else None
    lineage = Lineage.objects.on(on).filter(line=campaign.line)
    if lineage.filter(ancestor__in=upper, descendant=campaign.unit_id).exists():
        return campaign.unit_id
    between = lineage.filter(ancestor=campaign.unit_id, descendant__in=upper).order_by("depth", "descendant")
    return between.values_list("descendant", flat=True).first()
