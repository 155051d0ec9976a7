"""May this person do this, to this unit, on this day? One page of data (`rules.GRANTS`) and the tree decide."""

from datetime import date

from django.db.models import F, Q, QuerySet

from namkhong.people.models import Post
from namkhong.people.rules import GRANTS, Reach, Verb
from namkhong.units.models import Heir, Lineage, Unit

LARGEST_NUMBER = 2**63 - 1
"""No row has a higher number; an address may name one all the same, and a database then breaks down."""


def may(person: int, verb: Verb, unit: int, on: date, *, line: str | None = None) -> bool:
    """Whether a post of the person grants the verb on the unit on that day.

    Given a `line`, a post reaches below on that line only: who stands above a school as its administration has no say
    in what it does for its union.
    """
    own, below = _reaching_posts(person, verb, on)
    if unit in own:
        return True
    if not below or unit > LARGEST_NUMBER:
        return False
    return _lineage(on, line).filter(ancestor__in=below, descendant=unit, depth__gt=0).exists()


def may_look_back(person: int, verb: Verb, unit: int, on: date, *, line: str | None = None) -> bool:
    """As `may`; and for a unit that has ended, whoever has the verb on a unit that answers for it on that day, stands
    where he reached it on its last day, or in the place of a unit that stood above it then. For reading only.
    """
    if may(person, verb, unit, on, line=line):
        return True
    if unit > LARGEST_NUMBER or not Unit.objects.filter(pk=unit, closed_on__lt=on).exists():
        return False
    heirs = list(Heir.objects.on(on).filter(unit=unit).order_by("pk").values_list("heir", flat=True))
    if any(may(person, verb, heir, on, line=line) for heir in heirs):
        return True
    below = superior_units(person, verb, on)
    stood_for = Heir.objects.on(on).filter(heir__in=below).values("unit")
    stood = Lineage.objects.filter(descendant=unit, depth__gt=0, valid_to=F("descendant__closed_on"))
    stood = stood.filter(Q(ancestor__in=below) | Q(ancestor__in=stood_for))
    return (stood.filter(line=line) if line else stood).exists()


def units_within(person: int, verb: Verb, on: date, *, line: str | None = None) -> QuerySet[Unit]:
    """The units on which the person may carry out the verb: no post, no unit. `line` as in `may`."""
    own, below = _reaching_posts(person, verb, on)
    lineage = _lineage(on, line).filter(ancestor__in=below, depth__gt=0)
    return Unit.objects.filter(Q(pk__in=own) | Q(pk__in=lineage.values("descendant")))


def own_units(person: int, verb: Verb, on: date) -> list[int]:
    """Numbers of the person's own units on which the verb is granted."""
    return sorted(_reaching_posts(person, verb, on)[0])


def superior_units(person: int, verb: Verb, on: date, *, line: str | None = None) -> list[int]:
    """Numbers of the units from which the person may carry out the verb on units below.

    Given a `line`, only those that stand on it.
    """
    below = _reaching_posts(person, verb, on)[1]
    if line is None or not below:
        return sorted(below)
    standing = _lineage(on, line).filter(ancestor__in=below, descendant=F("ancestor"))
    return sorted(set(standing.values_list("ancestor", flat=True)))


def who_may(verb: Verb, unit: int, on: date) -> list[int]:
    """Numbers of the persons whose own post at the unit grants the verb there."""
    kinds = [kind for kind, reach in GRANTS[verb].items() if reach is not Reach.BELOW]
    return list(Post.objects.on(on).filter(unit=unit, kind__in=kinds).order_by("pk").values_list("person", flat=True))


def _lineage(on: date, line: str | None) -> QuerySet[Lineage]:
    rows = Lineage.objects.on(on)
    return rows if line is None else rows.filter(line=line)


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
