"""Rounds a person has to do with, and what waits for a person in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from namkhong.campaigns.models import Campaign
from namkhong.campaigns.queries import campaigns_at
from namkhong.campaigns.states import CampaignState
from namkhong.foundation.waiting import Waiting
from namkhong.people.policies import LARGEST_NUMBER, own_units, superior_units
from namkhong.people.rules import Verb
from namkhong.pledges.models import Evaluation, Pledge, Round
from namkhong.pledges.policies import evaluable, receivable
from namkhong.pledges.queries.register import shown_state
from namkhong.pledges.queries.standing import standing_in, works_at
from namkhong.pledges.states import Assessor, PledgeState, RoundState, Side
from namkhong.units.models import Lineage, Unit

ALIVE = (RoundState.OPEN, RoundState.EVALUATING)


@dataclass(frozen=True, slots=True)
class OwnPart:
    """How a person stands in a round as one who is asked to pledge; None where the round does not reach him."""

    unit: Unit
    pledge: Pledge | None
    state: PledgeState
    evaluated: bool


def round_of(pk: int) -> Round | None:
    """A round with its campaign and organiser."""
    if pk > LARGEST_NUMBER:
        return None
    return Round.objects.filter(pk=pk).select_related("campaign__unit").first()


def round_in(campaign: int, year: int) -> Round | None:
    """The round of a campaign and year."""
    if max(campaign, year) > LARGEST_NUMBER or year > 9999:
        return None
    return Round.objects.filter(campaign=campaign, year=year).first()


def rounds_of(campaign: int) -> list[Round]:
    """The rounds of a campaign, the latest first."""
    return list(Round.objects.filter(campaign=campaign).order_by("-year"))


def rounds_for(person: int, on: date) -> QuerySet[Round]:
    """Rounds of the campaigns a person may see or is asked to pledge in; what is only being prepared for those who run
    it alone.
    """
    reads = own_units(person, Verb.READ_PLEDGES, on) or superior_units(person, Verb.READ_PLEDGES, on)
    seen = Q(campaign__in=campaigns_at(person, on).order_by().values("pk")) if reads else Q(pk__in=[])
    unit = works_at(person, on)
    if unit is not None:
        above = Lineage.objects.on(on).filter(descendant=unit, line=OuterRef("campaign__line"))
        seen |= Q(Exists(above.filter(ancestor=OuterRef("campaign__unit"))))
    runs = own_units(person, Verb.RUN_PLEDGES, on)
    rows = Round.objects.filter(seen).filter(~Q(state=RoundState.PREPARING) | Q(campaign__unit__in=runs))
    return rows.select_related("campaign__unit").order_by("-year", "-opens_on", "pk")


def campaigns_without_round(person: int, year: int, on: date) -> list[Campaign]:
    """Running campaigns of the person's own units that have no round this year."""
    units = own_units(person, Verb.RUN_PLEDGES, on)
    there = Round.objects.filter(campaign=OuterRef("pk"), year__gte=year)
    rows = Campaign.objects.filter(~Exists(there), unit__in=units, state=CampaignState.RUNNING)
    return list(rows.select_related("unit").order_by("name", "pk"))


def own_part(round: Round, person: int, on: date) -> OwnPart | None:
    """What a round has to do with a person who works."""
    unit = works_at(person, on)
    if unit is None or not standing_in(round, unit, on).path:
        return None
    pledge = Pledge.objects.filter(round=round, person=person).select_related("text").first()
    told = Evaluation.objects.filter(pledge=pledge, assessor=Assessor.SELF) if pledge else Evaluation.objects.none()
    return OwnPart(Unit.objects.get(pk=unit), pledge, shown_state(pledge, unit, on), told.exists())


def unevaluated(person: int, round: Round, on: date) -> QuerySet[Pledge]:
    """Pledges whose lines wait for this head."""
    told = Evaluation.objects.filter(pledge=OuterRef("pk"), assessor=Assessor.HEAD)
    return evaluable(person, round, on).filter(~Exists(told))


def waiting_for(person: int, on: date, *, upto: int = 10) -> list[Waiting]:
    """The own pledge and own evaluation, pledges to receive, lines to evaluate; in the latest rounds."""
    found: list[Waiting] = []
    for round in _alive_near(person, on)[:upto]:
        found += _own(round, person, on)
        found += _received(round, person, on)
        if round.state == RoundState.EVALUATING and (count := unevaluated(person, round, on).count()):
            url = reverse("pledges:assess", args=[round.pk])
            found.append(_waiting(round, f"Đánh giá {count} bản cam kết", url, "pledge.evaluate"))
    return found


def _alive_near(person: int, on: date) -> QuerySet[Round]:
    """Rounds that go on and reach a unit where the person works or receives pledges."""
    places = {*own_units(person, Verb.SIGN_AS_HEAD, on), *own_units(person, Verb.SIGN_AS_UNION, on)}
    if unit := works_at(person, on):
        places.add(unit)
    line = Lineage.objects.on(on).filter(line=OuterRef("campaign__line"))
    below = line.filter(ancestor=OuterRef("campaign__unit"), descendant__in=places)
    above = line.filter(ancestor__in=places, descendant=OuterRef("campaign__unit"), depth=1)
    rows = Round.objects.filter(Exists(below) | Exists(above), state__in=ALIVE)
    return rows.select_related("campaign__unit").order_by("-opens_on", "-pk")


def _own(round: Round, person: int, on: date) -> Iterable[Waiting]:
    part = own_part(round, person, on)
    if part is None:
        return
    if round.state == RoundState.OPEN and part.state is PledgeState.AWAITED:
        yield _waiting(round, "Ký bản cam kết", reverse("pledges:own", args=[round.pk]), "pledge.sign", part.unit)
    if round.state == RoundState.EVALUATING and part.state is PledgeState.SIGNED and not part.evaluated:
        url = reverse("pledges:own_evaluation", args=[round.pk])
        yield _waiting(round, "Tự đánh giá cam kết", url, "pledge.evaluate_self", part.unit)


def _received(round: Round, person: int, on: date) -> Iterable[Waiting]:
    for side in Side:
        if count := receivable(person, round, side, on).count():
            label = f"Ký nhận {count} bản cam kết ({side.label.lower()})"
            yield _waiting(round, label, reverse("pledges:receive", args=[round.pk]), "pledge.receive")


def _waiting(round: Round, label: str, url: str, kind: str, unit: Unit | None = None) -> Waiting:
    name = (unit or round.campaign.unit).brief
    due_on = round.due_on if round.state == RoundState.OPEN else None
    return Waiting(label, round.title, name, due_on, url, kind)
