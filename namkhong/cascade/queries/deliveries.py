"""Plans sent down, each with how far its unit has come."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from namkhong.cascade.models import Delivery
from namkhong.cascade.states import Standing
from namkhong.plans.models import Plan
from namkhong.plans.states import PlanState
from namkhong.units.models import Heir, Unit
from namkhong.units.queries import heirs_on


def with_standing(rows: QuerySet[Delivery], on: date) -> QuerySet[Any, Any]:
    """The same rows with `standing` (of `Standing`) and `own_plan`, the number of the unit's plan that carries it out.

    A plan counts wherever it was made: drafted here, or taken in from a file and tied to the superior's. For a unit
    that has ended by the day its heirs count: it has issued once every heir has, and has come as far in all else as
    the one that is furthest.
    """
    own = Plan.objects.filter(superior_plan=OuterRef("plan"), unit=OuterRef("unit"))
    issued = own.filter(state=PlanState.ADOPTED).order_by("-pk").values("pk")[:1]
    standing = Case(
        When(Exists(issued) | _every_heir_issued(on), then=Value(Standing.ISSUED.value)),
        When(Exists(own.filter(state=PlanState.DRAFT)) | _an_heir(on, _plans()), then=Value(Standing.DRAFTING.value)),
        When(Q(received_at__isnull=False) | _an_heir(on, _copies("received_at")), then=Value(Standing.RECEIVED.value)),
        When(Q(opened_at__isnull=False) | _an_heir(on, _copies("opened_at")), then=Value(Standing.OPENED.value)),
        default=Value(Standing.UNOPENED.value),
        output_field=CharField(),
    )
    theirs = Subquery(_plans(PlanState.ADOPTED).order_by("-pk").values("pk")[:1])
    of_heirs = _heirs(on).annotate(their_plan=theirs).filter(their_plan__isnull=False).order_by("heir")
    own_plan = Coalesce(Subquery(issued), Subquery(of_heirs.values("their_plan")[:1]))
    return rows.annotate(standing=standing, own_plan=own_plan)


def _heirs(on: date) -> QuerySet[Heir]:
    """Who stands for the unit of a delivery, where that has ended."""
    return Heir.objects.on(on).filter(unit=OuterRef("unit"), unit__closed_on__lt=on).exclude(heir=F("unit"))


def _an_heir(on: date, deed: QuerySet[Any]) -> Exists:
    """Whether one of them has done something."""
    return Exists(_heirs(on).filter(Exists(deed)))


def _every_heir_issued(on: date) -> Combinable | Q:
    without = _heirs(on).filter(~Exists(_plans(PlanState.ADOPTED)))
    return Exists(_heirs(on)) & ~Exists(without)


def _plans(*states: PlanState) -> QuerySet[Plan]:
    """Plans of an heir that carry out the one delivered; drafts and adopted ones where nothing else is asked for."""
    wanted = states or (PlanState.DRAFT, PlanState.ADOPTED)
    return Plan.objects.filter(superior_plan=OuterRef(OuterRef("plan")), unit=OuterRef("heir"), state__in=wanted)


def _copies(moment: str) -> QuerySet[Delivery]:
    """An heir's own copy of the plan delivered, where this moment of it has come."""
    rows = Delivery.objects.filter(plan=OuterRef(OuterRef("plan")), unit=OuterRef("heir"))
    return rows.filter(**{f"{moment}__isnull": False})


def deliveries_of(plan: Plan, on: date) -> QuerySet[Any, Any]:
    """To whom a plan was sent, in the order of names, with their standing."""
    return (
        with_standing(Delivery.objects.filter(plan=plan), on).select_related("unit").order_by("unit__sort_name", "pk")
    )


def counts(plan: Plan, on: date) -> dict[Standing, int]:
    """How many units stand where, every standing named."""
    rows = with_standing(Delivery.objects.filter(plan=plan), on).order_by().values("standing").annotate(n=Count("pk"))
    found = {row["standing"]: row["n"] for row in rows}
    return {standing: found.get(str(standing), 0) for standing in Standing}


def late(rows: QuerySet[Any, Any], on: date) -> QuerySet[Any, Any]:
    """Those whose day has passed without a plan of their own; rows come with their standing."""
    return rows.filter(due_on__lt=on).exclude(standing=Standing.ISSUED)


def delivery_of(pk: int, on: date) -> Delivery | None:
    """One unit's copy of a plan, with its standing."""
    loaded = ("plan__unit", "plan__amends", "plan__reading__file", "unit", "opened_by", "received_by", "sent_by")
    return with_standing(Delivery.objects.filter(pk=pk), on).select_related(*loaded).first()


def received(units: Iterable[int], on: date) -> QuerySet[Any, Any]:
    """What was sent to some units, newest first."""
    rows = with_standing(Delivery.objects.filter(unit__in=units), on).select_related("plan__unit", "unit")
    return rows.order_by("-sent_at", "-pk")


def sent_plans(units: Iterable[int] | QuerySet[Unit, Any]) -> QuerySet[Any, Any]:
    """Plans that some units have sent down, newest first, with `sent` (to how many) and `opened`."""
    copies = Delivery.objects.filter(plan=OuterRef("pk")).order_by().values("plan").annotate(n=Count("pk"))
    opened = copies.annotate(o=Count("pk", filter=Q(opened_at__isnull=False)))
    rows = Plan.objects.filter(Exists(Delivery.objects.filter(plan=OuterRef("pk"))), unit__in=units)
    rows = rows.annotate(sent=Subquery(copies.values("n")), opened=Subquery(opened.values("o")))
    return rows.select_related("unit").order_by("-adopted_at", "-pk")


def closed_heirs(units: Iterable[Unit], on: date) -> dict[int, list[Unit]]:
    """Who stands now for each of the units that have ended."""
    ended = [unit.pk for unit in units if unit.closed_on and unit.closed_on < on]
    heirs = heirs_on(ended, on)
    known = Unit.objects.in_bulk({heir for shares in heirs.values() for heir in shares})
    return {unit: [known[heir] for heir in shares if heir != unit] for unit, shares in heirs.items()}
