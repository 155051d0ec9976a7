"""May this person do this, to this unit, on this day? One page of data (`rules.GRANTS`) and the tree decide."""

from datetime import date

from django.db.models import Q, QuerySet

from namkhong.people.models import Post
from namkhong.people.rules import GRANTS, Reach, Verb
from namkhong.units.models import Lineage, Unit

LARGEST_NUMBER = 2**63 - 1
"""No row has a higher number; an address may name one all the same, and a database then breaks down."""


def may(person: int, verb: Verb, unit: int, on: date) -> bool:
    """Whether a post of the person grants the verb on the unit on that day."""
    own, below = _reaching_posts(person, verb, on)
    if unit in own:
        return True
    if not below or unit > LARGEST_NUMBER:
        return False
    return Lineage.objects.on(on).filter(ancestor__in=below, descendant=unit, depth__gt=0).exists()


def units_within(person: int, verb: Verb, on: date) -> QuerySet[Unit]:
    """The units on which the person may carry out the verb: no post, no unit."""
    own, below = _reaching_posts(person, verb, on)
    lineage = Lineage.objects.on(on).filter(ancestor__in=below, depth__gt=0)
    return Unit.objects.filter(Q(pk__in=own) | Q(pk__in=lineage.values("descendant")))


def own_units(person: int, verb: Verb, on: date) -> list[int]:
    """Numbers of the person's own units on which the verb is granted."""
    return sorted(_reaching_posts(person, verb, on)[0])


def superior_units(person: int, verb: Verb, on: date) -> list[int]:
    """Numbers of the units from which the person may carry out the verb on units below."""
    return sorted(_reaching_posts(person, verb, on)[1])


def who_may(verb: Verb, unit: int, on: date) -> list[int]:
    """Numbers of the persons whose own post at the unit grants the verb there."""
    kinds = [kind for kind, reach in GRANTS[verb].items() if reach is not Reach.BELOW]
    return list(Post.objects.on(on).filter(unit=unit, kind__in=kinds).order_by("pk").values_list("person", flat=True))


def _reaching_posts(person: int, verb: Verb, on: date) -> tuple[set[int], set[int]]:
    """Units of the person's posts that grant the verb: on the unit itself, and on the units below it."""
    grants = GRANTS.get(verb, {})
    own: set[int] = set()
    below: set[int] = set()
    for unit, kind in Post.objects.on(on).filter(person=person).order_by().values_list("unit", "kind"):
        reach = grants.get(kind)  # type: ignore[call-overload]
        if reach in (Reach.OWN, Reach.OWN_AND_BELOW):
            own.add(unit)
        if reach in (Reach.BELOW, Reach.OWN_AND_BELOW):
            below.add(unit)
    return own, below
