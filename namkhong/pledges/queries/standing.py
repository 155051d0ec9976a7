"""Where a unit or a person stands in a round on a day."""

from datetime import date

from namkhong.campaigns.models import Enrolment
from namkhong.people.models import Employment
from namkhong.pledges.models import Round
from namkhong.pledges.rules.place import Standing, standing_of
from namkhong.units.models import Lineage


def standing_in(round: Round, unit: int, on: date) -> Standing:
    """The way from the organiser down to a unit, empty where the round does not reach it."""
    campaign = round.campaign
    rows = Lineage.objects.on(on).filter(descendant=unit).order_by().values_list("line", "depth", "ancestor")
    found = standing_of(unit, rows, campaign.unit_id, campaign.line)
    if not found.path or unit == campaign.unit_id:
        return found
    laid_on = set(Enrolment.objects.on(on).filter(campaign=campaign.pk).values_list("unit", flat=True))
    return found if not laid_on or unit in laid_on else Standing(unit, (), found.lines)


def works_at(person: int, on: date) -> int | None:
    """The unit where a person works on a day; the last begun where there are two."""
    rows = Employment.objects.on(on).filter(person=person).order_by("-valid_from", "-pk")
    return rows.values_list("unit", flat=True).first()


def works_in(round: Round, person: int, on: date) -> int | None:
    """The same, where the round reaches it."""
    unit = works_at(person, on)
    return unit if unit is not None and standing_in(round, unit, on).path else None
