"""Who may see, answer and pass on concerns, open a contact, write and judge explanations, decide on inspections.

A unit that has been closed answers no more; whoever stands for it now does, and is judged by whoever stands above that.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from namkhong.people.policies import may, own_units, superior_units, who_may
from namkhong.people.rules import Verb
from namkhong.redress.models import Concern, InspectionFlag, Remedy
from namkhong.units.models import Heir, Lineage, Unit

Row = Concern | Remedy | InspectionFlag


def of_units(person: int, verb: Verb, on: date) -> Q:
    """Which rows (with a `unit`) lie within a person's reach; each is looked up from itself upwards."""
    below = superior_units(person, verb, on)
    if not below:
        return of_own_units(person, verb, on)
    above = Lineage.objects.on(on).filter(ancestor__in=below, depth__gt=0)
    heirs_below = _heirs(on).filter(Exists(above.filter(descendant=OuterRef("heir"))))
    return (
        of_own_units(person, verb, on)
        | Q(Exists(above.filter(descendant=OuterRef("unit"))))
        | Q(unit__closed_on__lt=on) & Q(Exists(heirs_below))
    )


def of_own_units(person: int, verb: Verb, on: date) -> Q:
    """Which rows are with a person's own units, or were with a closed one for which such a unit stands now."""
    own = own_units(person, verb, on)
    return Q(unit__in=own) | Q(unit__closed_on__lt=on) & Q(Exists(_heirs(on).filter(heir__in=own)))


def answering_for(unit: int, on: date) -> list[int]:
    """Which units answer for what came to a unit: itself, or whoever stands for it once it has been closed."""
    if not Unit.objects.filter(pk=unit, closed_on__lt=on).exists():
        return [unit]
    return list(Heir.objects.on(on).filter(unit=unit).order_by("pk").values_list("heir", flat=True))


def who_answers(unit: int, on: date) -> list[int]:
    """The people who answer for what came to a unit."""
    return sorted({person for each in answering_for(unit, on) for person in who_may(Verb.ANSWER_CONCERNS, each, on)})


def _heirs(on: date) -> QuerySet[Heir]:
    return Heir.objects.on(on).filter(unit=OuterRef("unit"))


def may_see(person: int, row: Row, on: date) -> bool:
    """The unit that it is with, and whoever reads above it; who passed a concern on no longer sees it."""
    return may(person, Verb.READ_CONCERNS, row.unit_id, on)


def may_answer(person: int, row: Row, on: date) -> bool:
    """Answer a concern, explain a month: the unit's own officers."""
    return _is_own(person, Verb.ANSWER_CONCERNS, row, on)


def may_open_contact(person: int, concern: Concern, on: date) -> bool:
    """Open the contact that was left: who answers, and opens personal data at the unit."""
    return may_answer(person, concern, on) and _is_own(person, Verb.READ_PERSONAL, concern, on)


def _is_own(person: int, verb: Verb, row: Row, on: date) -> bool:
    return not set(own_units(person, verb, on)).isdisjoint(answering_for(row.unit_id, on))


def may_judge(person: int, row: Row, on: date) -> bool:
    """Judge an explanation, decide on an inspection: officers of a unit above."""
    return any(may(person, Verb.JUDGE_REMEDIES, unit, on) for unit in answering_for(row.unit_id, on))


def may_set_threshold(person: int, unit: int, on: date) -> bool:
    """Say what is expected of everybody below: officers of a unit that stands above others."""
    return unit in superior_units(person, Verb.JUDGE_REMEDIES, on)


def is_sister(unit: int, other: int, on: date) -> bool:
    """Whether two units stand directly under the same one on some line, and the other still exists."""
    upper = Lineage.objects.on(on).filter(descendant=unit, depth=1).order_by().values("ancestor")
    below = Lineage.objects.on(on).filter(descendant=other, depth=1, ancestor__in=upper)
    return unit != other and below.exists() and Unit.objects.filter(pk=other, closed_on=None).exists()
