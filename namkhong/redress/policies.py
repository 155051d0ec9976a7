"""Who may see, answer and pass on concerns, open a contact, write and judge explanations, decide on inspections."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from namkhong.people.policies import may, own_units, superior_units
from namkhong.people.rules import Verb
from namkhong.redress.models import Concern, InspectionFlag, Remedy
from namkhong.units.models import Lineage, Unit

Row = Concern | Remedy | InspectionFlag


def of_units(person: int, verb: Verb, on: date) -> Q:
    """Which rows (with a `unit`) lie within a person's reach; each is looked up from itself upwards."""
    own, below = own_units(person, verb, on), superior_units(person, verb, on)
    if not below:
        return Q(unit__in=own)
    above = Lineage.objects.on(on).filter(descendant=OuterRef("unit"), ancestor__in=below, depth__gt=0)
    return Q(unit__in=own) | Q(Exists(above))


def may_see(person: int, row: Row, on: date) -> bool:
    """The unit that it is with, and whoever reads above it; who passed a concern on no longer sees it."""
    return may(person, Verb.READ_CONCERNS, row.unit_id, on)


def may_answer(person: int, row: Row, on: date) -> bool:
    """Answer a concern, explain a month: the unit's own officers."""
    return row.unit_id in own_units(person, Verb.ANSWER_CONCERNS, on)


def may_open_contact(person: int, concern: Concern, on: date) -> bool:
    """Open the contact that was left: who answers, and opens personal data at the unit."""
    return may_answer(person, concern, on) and concern.unit_id in own_units(person, Verb.READ_PERSONAL, on)


def may_judge(person: int, row: Row, on: date) -> bool:
    """Judge an explanation, decide on an inspection: officers of a unit above."""
    return may(person, Verb.JUDGE_REMEDIES, row.unit_id, on)


def may_set_threshold(person: int, unit: int, on: date) -> bool:
    """Say what is expected of everybody below: officers of a unit that stands above others."""
    return unit in superior_units(person, Verb.JUDGE_REMEDIES, on)


def is_sister(unit: int, other: int, on: date) -> bool:
    """Whether two units stand directly under the same one on some line, and the other still exists."""
    upper = Lineage.objects.on(on).filter(descendant=unit, depth=1).order_by().values("ancestor")
    below = Lineage.objects.on(on).filter(descendant=other, depth=1, ancestor__in=upper)
    return unit != other and below.exists() and Unit.objects.filter(pk=other, closed_on=None).exists()
