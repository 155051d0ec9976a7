"""May this person do this, to this unit, on this day? One page of data (`rules.GRANTS`) and the tree decide."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from namkhong.people.models import Post
from namkhong.people.rules import GRANTS, LOOKING_BACK, OF_PAPERS, Reach, Verb
from namkhong.units.models import Heir, Lineage, Unit
from namkhong.units.queries import keepers_on

LARGEST_NUMBER = 2**63 - 1
"""No row has a higher number; an address may name one all the same, and a database then breaks down."""


def may(person: int, verb: Verb, unit: int, on: date, *, line: str | None = None, papers: bool = False) -> bool:
    """Whether a post of the person grants the verb on the unit on that day.

    Given a `line`, a post reaches below on that line only: who stands above a school as its administration has no say
    in what it does for its union.
    Reading holds on a unit that has ended too: for whoever stands above its former place, as that was on its last day,
    and for whoever reaches a unit that answers for it now, or for one that stood above it then. Figures were divided
    with it, papers were not: where the verb is about papers, or `papers` says so, only whoever has them answers for it
    (`units.queries.keepers_on`).
    """
    own, below = _reaching_posts(person, verb, on)
    if unit in own:
        return True
    if not (own or below) or unit > LARGEST_NUMBER:
        return False
    if below and _lineage(on, line).filter(ancestor__in=below, descendant=unit, depth__gt=0).exists():
        return True
    return verb in LOOKING_BACK and _reach_what_was(own, below, unit, on, line, papers=papers or verb in OF_PAPERS)


def _reach_what_was(own: set[int], below: set[int], unit: int, on: date, line: str | None, *, papers: bool) -> bool:
    if not Unit.objects.filter(pk=unit, closed_on__lt=on).exists():
        return False
    ever, now = _on_line(Lineage.objects.all(), line), _lineage(on, line)
    last_day = ever.filter(descendant=unit, depth=0).aggregate(Max("valid_to"))["valid_to__max"]
    upper = ever.filter(descendant=unit, depth__gt=0, valid_to=last_day).order_by().values("ancestor")
    heirs, heirs_of_upper = (
        _answering(of, on, papers=papers) for of in ([unit], upper.values_list("ancestor", flat=True))
    )
    above_heirs = now.filter(descendant__in=heirs, depth__gt=0).order_by().values("ancestor")
    from_above = Q(pk__in=upper) | Q(pk__in=heirs_of_upper) | Q(pk__in=above_heirs)
    return Unit.objects.filter(Q(pk__in=heirs) & Q(pk__in=own | below) | from_above & Q(pk__in=below)).exists()


def _answering(units: Iterable[int], on: date, *, papers: bool) -> Collection[int] | QuerySet[Heir, Any]:
    """Who stands for units on a day; who has their papers, where it is about these."""
    if papers:
        return keepers_on(units, on)
    return Heir.objects.on(on).filter(unit__in=units).order_by().values("heir")


def units_within(person: int, verb: Verb, on: date, *, line: str | None = None) -> QuerySet[Unit]:
    """The units on which the person may carry out the verb: no post, no unit. `line` as in `may`."""
    own, below = _reaching_posts(person, verb, on)
    lineage = _lineage(on, line).filter(ancestor__in=below, depth__gt=0)
    return Unit.objects.filter(Q(pk__in=own) | Q(pk__in=lineage.values("descendant")))


def reaching(person: int, verb: Verb, on: date, *, line: str | None = None) -> Q:
    """What `units_within` says, as a condition on units that something else has made few: each is looked up from itself
    upwards, where `units_within` would go through all that lies below the person.
    """
    own, below = _reaching_posts(person, verb, on)
    above = _lineage(on, line).filter(descendant=OuterRef("pk"), ancestor__in=below, depth__gt=0)
    return Q(pk__in=own) | Q(Exists(above))


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
    return _on_line(Lineage.objects.on(on), line)


def _on_line(rows: QuerySet[Lineage], line: str | None) -> QuerySet[Lineage]:
    return rows if line is None else rows.filter(line=line)


def _reaching_posts(person: int, verb: Verb, on: date) -> tuple[set[int], set[int]]:
    """Units of the person's posts that grant the verb: on the unit itself, and on the units below it.

    A post at a unit that has ended only looks back, even where nobody has ended it.
    """
    grants = GRANTS.get(verb, {})
    own: set[int] = set()
    below: set[int] = set()
    posts = Post.objects.on(on).filter(person=person)
    if verb not in LOOKING_BACK:
        posts = posts.filter(Q(unit__closed_on=None) | Q(unit__closed_on__gte=on))
    for unit, kind in posts.order_by().values_list("unit", "kind"):
        reach = grants.get(kind)  # type: ignore[call-overload]
        if reach in (Reach.OWN, Reach.OWN_AND_BELOW):
            own.add(unit)
        if reach in (Reach.BELOW, Reach.OWN_AND_BELOW):
            below.add(unit)
    return own, below
