"""Who may see and change a campaign or a duty."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.states import CampaignState
from namkhong.people.policies import may, reaching, superior_units, units_within
from namkhong.people.rules import Verb
from namkhong.units.models import Heir, Lineage, Placement, Unit


def may_see_campaign(person: int, campaign: Campaign, on: date) -> bool:
    """Whoever may read the organiser, a unit under it, or one that has duties in it, all on the campaign's line.

    A campaign that nobody owns any more is seen by those who may hand it over.
    """
    if may(person, Verb.READ_UNIT, campaign.unit_id, on, line=campaign.line):
        return True
    units = units_within(person, Verb.READ_UNIT, on, line=campaign.line).values("pk")
    lineage = Lineage.objects.on(on).filter(ancestor=campaign.unit_id, line=campaign.line, descendant__in=units)
    if lineage.exists() or Duty.objects.filter(campaign=campaign.pk, unit__in=units).exists():
        return True
    return orphaned(campaign, on) and kept(person, campaign.line, on).filter(pk=campaign.unit_id).exists()


def may_run_campaign(person: int, campaign: Campaign, on: date) -> bool:
    """Prepare, launch, assign, close."""
    return may(person, Verb.LAUNCH_CAMPAIGN, campaign.unit_id, on)


def may_see_duty(person: int, duty: Duty, on: date) -> bool:
    """Whoever may read the unit that owes it, on the campaign's line; and the unit to which it is owed."""
    line = duty.campaign.line
    if may(person, Verb.READ_UNIT, duty.unit_id, on, line=line):
        return True
    return duty.to_unit_id in superior_units(person, Verb.READ_UNIT, on, line=line)


def may_open_evidence(person: int, duty: Duty, on: date) -> bool:
    """What was handed in for a duty: whoever may see it; of a unit that was divided only the part that has its papers,
    and those above.
    """
    line = duty.campaign.line
    if may(person, Verb.READ_UNIT, duty.unit_id, on, line=line, papers=True):
        return True
    return duty.to_unit_id in superior_units(person, Verb.READ_UNIT, on, line=line)


def may_do_duty(person: int, duty: Duty, on: date) -> bool:
    """The unit that owes it."""
    return may(person, Verb.FULFIL_DUTY, duty.unit_id, on)


def may_relax_duty(person: int, duty: Duty, on: date) -> bool:
    """Give more time or excuse: only the unit that receives the duty, or the organiser for those under it.

    Nobody stands above a unit that has ended or left the line; its receiver may still excuse what it left behind.
    """
    line = duty.campaign.line
    own = superior_units(person, Verb.EXTEND_DUTY, on, line=line)
    if duty.to_unit_id not in own and duty.campaign.unit_id not in own:
        return False
    return may(person, Verb.EXTEND_DUTY, duty.unit_id, on, line=line) or gone(duty.unit, line, on)


def relaxable(person: int, duties: Sequence[Duty], on: date) -> set[int]:
    """The numbers of those duties of one campaign to which `may_relax_duty` says yes, asked once for all of them."""
    if not duties:
        return set()
    campaign = duties[0].campaign
    own = superior_units(person, Verb.EXTEND_DUTY, on, line=campaign.line)
    asked = [duty for duty in duties if duty.to_unit_id in own or campaign.unit_id in own]
    few = Unit.objects.filter(pk__in=[duty.unit_id for duty in asked])
    under = few.filter(reaching(person, Verb.EXTEND_DUTY, on, line=campaign.line))
    reached = set(under.values_list("pk", flat=True))
    return {duty.pk for duty in asked if duty.unit_id in reached or gone(duty.unit, campaign.line, on)}


def may_hand_over(person: int, campaign: Campaign, on: date) -> bool:
    """The giving unit and those above it; for a campaign that nobody owns any more, whoever keeps such campaigns."""
    if orphaned(campaign, on):
        return kept(person, campaign.line, on).filter(pk=campaign.unit_id).exists()
    return may(person, Verb.HAND_OVER, campaign.unit_id, on, line=campaign.line)


def receivers(person: int, campaign: Campaign, on: date) -> QuerySet[Unit]:
    """Units on the campaign's line to which the person may give it: the own ones, those below, and, while the campaign
    still has an owner, those above that one.
    """
    within = units_within(person, Verb.HAND_OVER, on, line=campaign.line).values("pk")
    lineage = Lineage.objects.on(on).filter(line=campaign.line)
    standing = lineage.filter(depth=0).values("descendant")
    above = lineage.filter(descendant=campaign.unit_id, depth__gt=0).values("ancestor")
    rows = Unit.objects.filter(Q(pk__in=within) | Q(pk__in=above), pk__in=standing)
    return rows.exclude(pk=campaign.unit_id).exclude(closed_on__lt=on)


def may_settle(person: int, campaign: Campaign, unit: Unit, on: date) -> bool:
    """Say what becomes of the duties that hang on a unit that is gone: whoever keeps its orphans on that line."""
    return gone(unit, campaign.line, on) and kept(person, campaign.line, on).filter(pk=unit.pk).exists()


def ended(unit: Unit, on: date) -> bool:
    """Whether a unit's last day is over."""
    return unit.closed_on is not None and unit.closed_on < on


def gone(unit: Unit, line: str, on: date) -> bool:
    """Whether a unit has ended, or stands on a line no more."""
    return ended(unit, on) or not Lineage.objects.on(on).filter(line=line, descendant=unit, depth=0).exists()


def orphaned(campaign: Campaign, on: date) -> bool:
    """Whether a campaign that is not over belongs to a unit that has ended or stands on its line no more."""
    if campaign.state == CampaignState.CLOSED:
        return False
    return gone(campaign.unit, campaign.line, on)


def kept(person: int, line: str, on: date) -> QuerySet[Unit]:
    """Units whose orphans the person may give a new home: those whose last place on the line is under a unit from which
    the person may hand over, or under one that it has succeeded; at the top of the line everybody who ever stood there.
    """
    own = superior_units(person, Verb.HAND_OVER, on, line=line)
    itself = Lineage.objects.filter(line=line, descendant=OuterRef("descendant"), depth=0)
    stood = Lineage.objects.filter(~Exists(itself.filter(valid_from__gt=OuterRef("valid_to"))), line=line)
    if not Placement.objects.on(on).filter(line=line, unit__in=own, parent=None).exists():
        before = Heir.objects.on(on).filter(heir__in=own).values("unit")
        stood = stood.filter(Q(ancestor__in=own) | Q(ancestor__in=before))
    return Unit.objects.filter(pk__in=stood.values("descendant"))


def overseeing_unit(person: int, campaign: Campaign, on: date) -> int | None:
    """From which unit the person looks down on a campaign.

    The organiser for those who stand at it or above it, a unit in between for those in between, nothing for a unit
    that only does its own duties.
    """
    upper = superior_units(person, Verb.READ_UNIT, on, line=campaign.line)
    if not upper or campaign.unit_id in upper:
        return campaign.unit_id if upper else None
    lineage = Lineage.objects.on(on).filter(line=campaign.line)
    if lineage.filter(ancestor__in=upper, descendant=campaign.unit_id).exists():
        return campaign.unit_id
    between = lineage.filter(ancestor=campaign.unit_id, descendant__in=upper).order_by("depth", "descendant")
    return between.values_list("descendant", flat=True).first()
