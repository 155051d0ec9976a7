"""Who may see and change a criteria set."""

from datetime import date

from django.db.models import Q, QuerySet

from namkhong.criteria.models import CriteriaSet
from namkhong.criteria.states import SetState
from namkhong.people.policies import may, own_units, superior_units
from namkhong.people.rules import Verb
from namkhong.units.models import Lineage, Unit


def may_keep(person: int, row: CriteriaSet, on: date) -> bool:
    """Write, issue and drop: the keepers of the unit it belongs to. Nobody changes what comes with the project."""
    return row.unit_id is not None and may(person, Verb.KEEP_CRITERIA, row.unit_id, on)


def may_see(person: int, row: CriteriaSet, on: date) -> bool:
    """Whoever finds it among the sets that concern them."""
    return visible(person, on).filter(pk=row.pk).exists()


def visible(person: int, on: date) -> QuerySet[CriteriaSet]:
    """For readers: what comes with the project, all of their own units, and what was issued above or below these."""
    own, below = own_units(person, Verb.READ_CRITERIA, on), superior_units(person, Verb.READ_CRITERIA, on)
    if not own and not below:
        return CriteriaSet.objects.none()
    lineage = Lineage.objects.on(on)
    near = Q(unit__in=above(own, on)) | Q(unit__in=lineage.filter(ancestor__in=below).values("descendant"))
    return CriteriaSet.objects.filter(Q(unit=None) | Q(unit__in=own) | near & ~Q(state=SetState.DRAFT))


def above(units: list[int], on: date) -> QuerySet[Lineage, int]:
    """Numbers of the units above some units, on whatever line."""
    rows = Lineage.objects.on(on).filter(descendant__in=units, depth__gt=0).order_by()
    return rows.values_list("ancestor", flat=True)


def keeping_units(person: int, on: date) -> QuerySet[Unit]:
    """The person's own units for which they may write sets."""
    return Unit.objects.filter(pk__in=own_units(person, Verb.KEEP_CRITERIA, on)).order_by("name", "pk")
