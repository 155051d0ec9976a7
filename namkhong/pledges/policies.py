"""Who may run, read, keep, receive and evaluate pledges."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from namkhong.campaigns.models import Campaign
from namkhong.people.models import Employment, Post
from namkhong.people.policies import may, own_units, superior_units
from namkhong.people.rules import GRANTS, Verb
from namkhong.people.states import HEADS
from namkhong.pledges.models import Pledge, Round
from namkhong.pledges.states import PledgeState, Side
from namkhong.units.models import Lineage, Placement
from namkhong.units.states import Line


def may_run(person: int, campaign: Campaign, on: date) -> bool:
    """Prepare, open and close rounds: the organiser."""
    return may(person, Verb.RUN_PLEDGES, campaign.unit_id, on)


def may_read(person: int, round: Round, unit: int, on: date) -> bool:
    """Read the register of a unit: its own people, and those above it on the campaign's line."""
    return may(person, Verb.READ_PLEDGES, unit, on, line=round.campaign.line)


def may_keep(person: int, unit: int, on: date) -> bool:
    """Write down reasons and paper."""
    return may(person, Verb.KEEP_PLEDGES, unit, on)


def may_word(person: int, round: Round, unit: int, on: date) -> bool:
    """Word the lines of a unit: the organiser's by whoever runs the round."""
    verb = Verb.RUN_PLEDGES if unit == round.campaign.unit_id else Verb.WORD_PLEDGES
    return may(person, verb, unit, on)


def may_see_round(person: int, round: Round, on: date) -> bool:
    """Whoever may read a unit that the round reaches or the organiser, or works at one."""
    campaign = round.campaign
    if may(person, Verb.READ_PLEDGES, campaign.unit_id, on, line=campaign.line):
        return True
    units = {*own_units(person, Verb.READ_PLEDGES, on), *superior_units(person, Verb.READ_PLEDGES, on)}
    units |= set(Employment.objects.on(on).filter(person=person).values_list("unit", flat=True))
    under = Lineage.objects.on(on).filter(ancestor=campaign.unit_id, line=campaign.line, descendant__in=units)
    return under.exists()


def signs_for(person: int, side: Side, on: date) -> list[int]:
    """The person's own units for which he receives pledges on a side.

    The head of a unit that answers to an authority is not its union; where a unit stands on the union line alone, its
    head is the chair.
    """
    if side is Side.HEAD:
        return own_units(person, Verb.SIGN_AS_HEAD, on)
    units = own_units(person, Verb.SIGN_AS_UNION, on)
    elsewhere = Placement.objects.on(on).filter(unit=OuterRef("unit")).exclude(line=Line.UNION)
    posts = Post.objects.on(on).filter(person=person, unit__in=units, kind__in=GRANTS[Verb.SIGN_AS_UNION])
    good = posts.filter(~Q(kind__in=HEADS) | ~Exists(elsewhere))
    return sorted(set(good.values_list("unit", flat=True)))


def receivable(person: int, round: Round, side: Side, on: date) -> QuerySet[Pledge]:
    """Signed pledges that wait for this person on a side: of the own units, of their people who signed at a unit that
    has been closed since, and of those who receive for the units directly below, whose own pledges nobody there may
    receive.

    Nobody receives the own pledge, and nobody receives one pledge on both sides.
    """
    at, other_by = f"{side.value}_at", {"head": "union_by", "union": "head_by"}[side.value]
    waiting = Pledge.objects.filter(round=round, state=PledgeState.SIGNED, **{f"needs_{side.value}": True, at: None})
    waiting = waiting.exclude(person=person).exclude(**{other_by: person})
    heads = _receivers_below(person, side, on)
    own = signs_for(person, side, on)
    return waiting.filter(Q(unit__in=own) | _came_to(own, on) | Q(pk__in=_of(waiting, heads)))


def _came_to(units: Collection[int], on: date) -> Q:
    """Pledges signed at a unit that no longer is, by people who now work at one of these."""
    work = Employment.objects.on(on).filter(person=OuterRef("person"), unit__in=units)
    return Q(unit__closed_on__lt=on) & Q(Exists(work))


def _of(waiting: QuerySet[Pledge], posts: QuerySet[Post]) -> QuerySet[Pledge, Any]:
    same = posts.filter(person=OuterRef("person"), unit=OuterRef("unit"))
    return waiting.filter(Exists(same), unit__in=posts.values("unit")).values("pk")


def _receivers_below(person: int, side: Side, on: date) -> QuerySet[Post]:
    """The posts that receive pledges at the units directly under the person's own, on the lines of the side."""
    verb = Verb.SIGN_AS_HEAD if side is Side.HEAD else Verb.SIGN_AS_UNION
    below = Lineage.objects.on(on).filter(ancestor__in=superior_units(person, verb, on), depth=1)
    below = below.exclude(line=Line.UNION) if side is Side.HEAD else below.filter(line=Line.UNION)
    kinds = HEADS if side is Side.HEAD else tuple(GRANTS[verb])
    return Post.objects.on(on).filter(unit__in=below.values("descendant"), kind__in=kinds)


def evaluable(person: int, round: Round, on: date) -> QuerySet[Pledge]:
    """Signed pledges whose lines this person evaluates as the head: of the own units, of their people who signed at a
    unit closed since, and of the heads of the units directly below, on the campaign's line; never the own.
    """
    own = own_units(person, Verb.SIGN_AS_HEAD, on)
    upper = superior_units(person, Verb.SIGN_AS_HEAD, on, line=round.campaign.line)
    below = Lineage.objects.on(on).filter(ancestor__in=upper, depth=1, line=round.campaign.line)
    heads = Post.objects.on(on).filter(unit__in=below.values("descendant"), kind__in=HEADS)
    signed = Pledge.objects.filter(round=round, state=PledgeState.SIGNED).exclude(person=person)
    return signed.filter(Q(unit__in=own) | _came_to(own, on) | Q(pk__in=_of(signed, heads)))
