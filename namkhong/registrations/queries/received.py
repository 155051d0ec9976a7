"""What a unit receives from below: who has sent, who has not, what waits for its judgement."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    DateTimeField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.states import DutyKind, DutyState
from namkhong.foundation.text import fold
from namkhong.registrations.models import JointList, Registration
from namkhong.registrations.states import GONE_UP, RegistrationState
from namkhong.units.models import Placement, Unit


def asked_by(unit: int, campaign: Campaign, year: int, on: date) -> QuerySet[Unit]:
    """Units whose lists a unit expects or has: those with a duty to register owed to it, or, where nobody has such a
    duty, those directly below; and whoever has sent it a list.
    """
    duties = Duty.objects.filter(campaign=campaign.pk, year=year, definition__kind=DutyKind.REGISTER, to_unit=unit)
    owing = duties.exclude(state=DutyState.NOT_OBLIGED)
    below = Placement.objects.on(on).filter(parent=unit, line=campaign.line)
    expected: QuerySet[Any, Any] = owing.values("unit") if duties.exists() else below.values("unit")
    sent = JointList.objects.filter(campaign=campaign.pk, year=year, to_unit=unit).values("unit")
    return Unit.objects.filter(Q(pk__in=expected) | Q(pk__in=sent))


def received(unit: int, campaign: Campaign, year: int, on: date) -> QuerySet[Any]:
    """Those units in order of names, each with `state`, `joint` (number of its list), `people`, `honour`, `sent_at`,
    `due_on` and `reason`. A list that was sent to somebody else counts as not sent here.
    """
    lists = JointList.objects.filter(campaign=campaign.pk, year=year, unit=OuterRef("pk"))
    here = lists.filter(to_unit=unit)
    duties: QuerySet[Any] = Duty.objects.with_due_looked_up()
    duties = duties.filter(campaign=campaign.pk, year=year, unit=OuterRef("pk"))
    duties = duties.filter(definition__kind=DutyKind.REGISTER).exclude(state=DutyState.NOT_OBLIGED)
    people = Registration.objects.filter(campaign=campaign.pk, year=year, unit=OuterRef("pk"))
    approved = people.filter(person__isnull=False, state=RegistrationState.APPROVED).order_by().values("unit")
    not_sent = Value(RegistrationState.NOT_SENT.value)
    rows = asked_by(unit, campaign, year, on).annotate(
        state=Coalesce(Subquery(here.values("state")), not_sent, output_field=CharField()),
        joint=Subquery(here.values("pk")),
        sent_at=Subquery(here.values("sent_at"), output_field=DateTimeField()),
        reason=Subquery(here.values("reason")),
        due_on=Subquery(duties.order_by("due_on").values("current_due_on")[:1], output_field=DateField()),
        counted=Subquery(approved.annotate(many=Count("pk")).values("many"), output_field=IntegerField()),
        aimed=Subquery(people.filter(person=None).values("honour")),
    )
    shown = Q(state__in=[*GONE_UP, RegistrationState.REFUSED])
    rows = rows.annotate(
        people=Case(When(shown, then=Coalesce(F("counted"), 0)), output_field=IntegerField()),
        honour=Case(When(shown, then=F("aimed")), default=Value(""), output_field=CharField()),
    )
    return rows.order_by("search_name", "pk")


def in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Only units whose list stands so."""
    return rows.filter(state=state)


def named_like(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Only units whose name holds the words, typed with or without accents."""
    return rows.filter(search_name__contains=fold(words))


def state_counts(rows: QuerySet[Any]) -> dict[RegistrationState, int]:
    """How many units stand how, in one statement."""
    counted = rows.order_by().aggregate(**{f"n_{s.value}": Count("pk", filter=Q(state=s)) for s in RegistrationState})
    return {state: counted[f"n_{state.value}"] for state in RegistrationState}


@dataclass(frozen=True, slots=True)
class Missing:
    """A unit that has not sent its list, and its last day."""

    unit: Unit
    due_on: date | None


def missing(unit: int, campaign: Campaign, year: int, on: date) -> list[Missing]:
    """Whom to remind: units that have not sent, or whose list was handed back."""
    rows = received(unit, campaign, year, on).exclude(state__in=GONE_UP)
    return [Missing(row, row.due_on) for row in rows]


def last_batch(unit: int, campaign: int, year: int, person: int) -> int | None:
    """The number of the person's latest approval of many lists that still stands."""
    rows = JointList.objects.filter(campaign=campaign, year=year, to_unit=unit, state=RegistrationState.APPROVED)
    done = rows.filter(judged_in__by_id=person, judged_in__undone_at=None)
    return done.order_by("-judged_in").values_list("judged_in", flat=True).first()


def last_batch_of_people(unit: int, campaign: int, year: int, person: int) -> int | None:
    """The same for the registrations of a unit's people."""
    rows = Registration.objects.filter(campaign=campaign, year=year, unit=unit, state=RegistrationState.APPROVED)
    done = rows.filter(judged_in__by_id=person, judged_in__undone_at=None, person__isnull=False)
    return done.order_by("-judged_in").values_list("judged_in", flat=True).first()
