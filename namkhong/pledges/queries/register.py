"""The register of a unit: who works there, how each stands, what may be asked of the unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from namkhong.foundation.text import fold
from namkhong.people.models import Employment
from namkhong.pledges.models import Evaluation, Pledge, Round
from namkhong.pledges.queries.texts import text_for
from namkhong.pledges.rules.counting import state_on
from namkhong.pledges.rules.formality import Question, Signing, questions
from namkhong.pledges.states import Assessor, PledgeState, Way

_LEFT = (PledgeState.TRANSFERRED, PledgeState.RETIRED)
OLDER: Final = "older"
"""The filter that shows who signed an older text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A person of the register; `older` when another text is in force by now than the one that was signed."""

    employment: Employment
    pledge: Pledge | None
    state: PledgeState
    older: bool


def staff_in(
    round: Round, unit: int, on: date, *, words: str = "", state: str = "", mark: bytes = b""
) -> QuerySet[Employment]:
    """Who works at a unit on a day, by name if words are given, by state if one is asked; in order of names."""
    rows = Employment.objects.on(on).filter(unit=unit).select_related("person")
    for word in fold(words).split():
        rows = rows.filter(person__search_name__contains=word)
    if state == OLDER:
        rows = rows.filter(Exists(_pledges(round).filter(state=PledgeState.SIGNED).exclude(text__mark=mark)))
    elif state == PledgeState.AWAITED:
        rows = rows.exclude(Exists(_pledges(round).filter(~_stands(PledgeState.AWAITED, on))))
    elif state:
        rows = rows.filter(Exists(_pledges(round).filter(_stands(PledgeState(state), on))))
    return rows.order_by("person__sort_name", "person")


def _pledges(round: Round) -> QuerySet[Pledge]:
    return Pledge.objects.filter(round=round, person=OuterRef("person")).annotate(works_at=OuterRef("unit"))


def _stands(state: PledgeState, on: date) -> Q:
    """The condition for which the register shows a state, as `shown_state` says it."""
    gone = Q(state__in=_LEFT, unit=F("works_at"))
    conditions = {
        PledgeState.SIGNED: Q(signed_at__isnull=False) & ~gone,
        PledgeState.REFUSED: Q(state=PledgeState.REFUSED),
        PledgeState.ON_LEAVE: Q(state=PledgeState.ON_LEAVE) & (Q(until_on=None) | Q(until_on__gte=on)),
        PledgeState.TRANSFERRED: Q(state=PledgeState.TRANSFERRED, unit=F("works_at")),
        PledgeState.RETIRED: Q(state=PledgeState.RETIRED, unit=F("works_at")),
    }
    if state is not PledgeState.AWAITED:
        return conditions[state]
    ended = Q(state=PledgeState.ON_LEAVE, until_on__lt=on)
    elsewhere = Q(state__in=_LEFT, signed_at=None) & ~Q(unit=F("works_at"))
    return Q(state=PledgeState.AWAITED) | ended | elsewhere


def shown_state(pledge: Pledge | None, unit: int, on: date) -> PledgeState:
    """How somebody who works at a unit stands in its register."""
    if pledge is None:
        return PledgeState.AWAITED
    now = state_on(pledge.state, pledge.until_on, on)
    if now in _LEFT and pledge.unit_id != unit:
        return PledgeState.SIGNED if pledge.signed_at else PledgeState.AWAITED
    return now


def entries(round: Round, rows: Iterable[Employment], mark: bytes, on: date) -> list[Entry]:
    """Rows of the register with what was written down of each."""
    listed = list(rows)
    pledges = Pledge.objects.filter(round=round, person__in=[row.person_id for row in listed]).select_related("text")
    known = {pledge.person_id: pledge for pledge in pledges.order_by("pk")}
    found = []
    for row in listed:
        pledge = known.get(row.person_id)
        state = shown_state(pledge, row.unit_id, on)
        older = bool(state is PledgeState.SIGNED and pledge and pledge.text and bytes(pledge.text.mark) != mark)
        found.append(Entry(row, pledge, state, older))
    return found


def has_signed(round: Round, person: int) -> bool:
    """Whether a signature of a person is there."""
    return Pledge.objects.filter(round=round, person=person, signed_at__isnull=False).exists()


def left_count(round: Round, unit: int, on: date) -> int:
    """How many who work at a unit by the list are said to have left it."""
    return sum(staff_in(round, unit, on, state=state).count() for state in _LEFT)


def older_count(round: Round, unit: int, on: date) -> int:
    """How many of a unit signed a text that is no longer the one in force."""
    mark = text_for(round, unit, on).mark
    return staff_in(round, unit, on, state=OLDER, mark=mark).count()


def questions_to(round: Round, unit: int, on: date) -> list[Question]:
    """What may be asked of a unit about form and substance."""
    pledges = Pledge.objects.filter(round=round, unit=unit, state=PledgeState.SIGNED).order_by("pk")
    signings = [Signing(at, way != Way.PAPER) for at, way in pledges.values_list("signed_at", "way") if at]
    rows = Evaluation.objects.filter(pledge__round=round, pledge__unit=unit, assessor=Assessor.HEAD)
    return questions(signings, list(rows.order_by("pk").values_list("lines", flat=True)))
