"""Who may score, check, decide and read: of a sheet, of a round, of single criteria."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q

from namkhong.people.models import Account
from namkhong.people.policies import may, own_units, superior_units
from namkhong.people.rules import Verb
from namkhong.scoring.models import MarkChange, Round, Sheet
from namkhong.scoring.states import RoundState, Scored, Step
from namkhong.units.models import Lineage

HIDDEN = (RoundState.PREPARING, RoundState.DROPPED)
"""Rounds that only those who run them see."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do with a sheet.

    `offices` are the person's own units that a criterion may name as its checker. Whoever typed points in for somebody
    neither checks nor decides that sheet, but may answer an appeal: it is about what the others did with it.
    """

    own: bool
    checks: bool
    offices: frozenset[int]
    decides: bool
    answers: bool
    runs: bool
    reads: bool


_NOTHING = Rights(own=False, checks=False, offices=frozenset(), decides=False, answers=False, runs=False, reads=False)


def rights_on(person: int, sheet: Sheet, on: date) -> Rights:
    """What a person may do with a sheet; `sheet` comes with its round."""
    row = sheet.round
    runs = may_run(person, row, on)
    if row.state in HIDDEN:
        return replace(_NOTHING, runs=runs, reads=runs)
    own, himself = is_own(person, sheet, on), sheet.person_id == person
    typed = not himself and Sheet.objects.filter(typed_by(person), pk=sheet.pk).exists()
    checks = not himself and not typed and may_check(person, sheet, on)
    answers = not himself and may_decide(person, row, on)
    read = runs or own or checks or answers
    return Rights(
        own=own,
        checks=checks,
        offices=frozenset() if himself or typed else frozenset(offices_of(person, sheet, on)),
        decides=answers and not typed,
        answers=answers,
        runs=runs,
        reads=read or may(person, Verb.READ_SCORES, sheet.unit_id, on, line=row.line),
    )


def may_run(person: int, row: Round, on: date) -> bool:
    """Prepare, begin, take in, leave out, drop."""
    return may(person, Verb.RUN_SCORING, row.unit_id, on)


def is_own(person: int, sheet: Sheet, on: date) -> bool:
    """Whether it is the person's own sheet, one he types in for somebody, or that of a unit for which he scores."""
    if sheet.person_id is not None:
        return sheet.person_id == person or types_for(person, sheet, on)
    return sheet.unit_id in own_units(person, Verb.SCORE_OWN, on)


def types_for(person: int, sheet: Sheet, on: date) -> bool:
    """Whether the person types in what somebody without an account scored on paper: whoever runs the round may, and
    does not check that sheet then.
    """
    somebody = sheet.person_id is not None and sheet.person_id != person
    return somebody and may_run(person, sheet.round, on) and not Account.objects.filter(person=sheet.person_id).exists()


def typed_by(person: int) -> Q:
    """Sheets of others into which the person has typed points, or which he has handed in for them."""
    by_himself = MarkChange.objects.filter(mark__sheet=OuterRef("pk"), step=Step.SELF, by=person)
    return Q(person__isnull=False) & ~Q(person=person) & (Q(submitted_by=person) | Q(Exists(by_himself)))


def may_check(person: int, sheet: Sheet, on: date) -> bool:
    """Check a whole sheet: of a unit those above it, of a person the unit's officers, of its head also those above.

    A unit's officers do not check the unit, whatever their post there.
    """
    if sheet.person_id is not None:
        at_unit = sheet.unit_id in own_units(person, Verb.CHECK_SCORES, on)
        return at_unit or (sheet.leads and _above(person, sheet, on))
    return _above(person, sheet, on)


def _above(person: int, sheet: Sheet, on: date) -> bool:
    line = sheet.round.line
    above = superior_units(person, Verb.CHECK_SCORES, on, line=line)
    below = Lineage.objects.on(on).filter(descendant=sheet.unit_id, line=line, depth__gt=0)
    return below.filter(ancestor__in=above).exists()


def offices_of(person: int, sheet: Sheet, on: date) -> list[int]:
    """The person's own units that may be named as the checker of a criterion; never the unit that is scored."""
    own = own_units(person, Verb.CHECK_SCORES, on)
    return [unit for unit in own if sheet.person_id is not None or unit != sheet.unit_id]


def may_decide(person: int, row: Round, on: date) -> bool:
    """Change what was checked, publish, answer appeals."""
    return may(person, Verb.DECIDE_SCORES, row.unit_id, on, line=row.line)


def may_follow(person: int, row: Round, on: date) -> bool:
    """See all sheets of a round while it goes on: whoever reads the scores of its unit, except its own subjects."""
    if row.state in HIDDEN:
        return may_run(person, row, on)
    return may(person, Verb.READ_SCORES, row.unit_id, on, line=row.line)


def may_state_veto(person: int, unit: int, subject: int | None, on: date) -> bool:
    """Say what stands against a unit, or against a person of it, and lift it: those who check or decide above it, and
    against its people also whoever decides there. Never against oneself, never from a unit against itself.
    """
    if subject == person:
        return False
    if subject is not None and unit in own_units(person, Verb.DECIDE_SCORES, on):
        return True
    above = Lineage.objects.on(on).filter(descendant=unit, depth__gt=0)
    return above.filter(ancestor__in=_above_units(person, on)).exists()


def may_state_in(person: int, row: Round, on: date) -> bool:
    """Whether the person may say what stands against the subjects of a round, except against himself."""
    if row.scored == Scored.OWN_STAFF:
        return may_state_veto(person, row.unit_id, 0, on)
    above = _above_units(person, on)
    upper = Lineage.objects.on(on).filter(descendant=row.unit_id, line=row.line, ancestor__in=above)
    return row.unit_id in above or upper.exists()


def may_see_vetoes(person: int, on: date) -> bool:
    """Whether there is anybody against whom the person might say something."""
    return bool(_above_units(person, on) or own_units(person, Verb.DECIDE_SCORES, on))


def seen_vetoes(person: int, on: date) -> Q:
    """The same as a condition on vetoes: of whom a person may know what stands against them."""
    above = Lineage.objects.on(on).filter(descendant=OuterRef("unit"), depth__gt=0)
    from_above = Q(Exists(above.filter(ancestor__in=_above_units(person, on))))
    own_people = Q(person__isnull=False, unit__in=own_units(person, Verb.DECIDE_SCORES, on))
    return (from_above | own_people) & ~Q(person=person, person__isnull=False)


def _above_units(person: int, on: date) -> list[int]:
    return superior_units(person, Verb.CHECK_SCORES, on) + superior_units(person, Verb.DECIDE_SCORES, on)
