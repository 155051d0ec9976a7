"""What the signing page of one person shows."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from namkhong.people.models import Employment, Person
from namkhong.people.queries.staff import staff_of
from namkhong.pledges.models import Answering, Pledge, Round
from namkhong.pledges.queries.standing import standing_in, works_at
from namkhong.pledges.queries.texts import text_along
from namkhong.pledges.rules.counterparties import Counterparties, counterparties
from namkhong.pledges.rules.texts import Text
from namkhong.pledges.states import RoundState, Side
from namkhong.units.models import Unit


@dataclass(frozen=True, slots=True)
class Signing:
    """A person before a round: where the person works, what there is to pledge, and the pledge once it is signed."""

    round: Round
    person: Person
    unit: Unit | None
    text: Text | None
    sides: tuple[Side, ...]
    pledge: Pledge | None

    @property
    def may_sign(self) -> bool:
        """Whether there is something to sign now."""
        return self.pledge is None and self.round.state == RoundState.OPEN and bool(self.text and self.text.lines)


def signing_of(round: Round, person: Person, on: date) -> Signing:
    """How a person stands before a round on a day."""
    pledge = signed_pledge(round, person.pk)
    if pledge is not None:
        sides = sides_of(Counterparties(pledge.needs_head, pledge.needs_union))
        return Signing(round, person, pledge.unit, None, sides, pledge)
    number = works_at(person.pk, on)
    if number is None:
        return Signing(round, person, None, None, (), None)
    unit = Unit.objects.get(pk=number)
    standing = standing_in(round, number, on)
    text = text_along(round.pk, standing.path) if standing.path else None
    sides = sides_of(counterparties(standing.lines, round.campaign.line))
    return Signing(round, person, unit, text, sides, None)


def signed_pledge(round: Round, person: int) -> Pledge | None:
    """A person's pledge in a round, if it has been signed."""
    rows = Pledge.objects.filter(round=round, person=person, signed_at__isnull=False)
    return rows.select_related("unit", "text").first()


def sides_of(to: Counterparties) -> tuple[Side, ...]:
    """The counterparties in the order in which they are named."""
    return tuple(side for side, there in ((Side.HEAD, to.head), (Side.UNION, to.union)) if there)


def answerings_of(round: Round, person: int) -> list[Answering]:
    """The tries of a person at the questions, the first one first."""
    return list(Answering.objects.filter(round=round, person=person).order_by("attempt"))


def unsigned_at(round: Round, unit: int, on: date) -> QuerySet[Employment]:
    """Who works at a unit and has not signed, in Vietnamese order of given names."""
    signed = Pledge.objects.filter(round=round, signed_at__isnull=False, person=OuterRef("person"))
    return staff_of(unit, on).filter(~Exists(signed))
