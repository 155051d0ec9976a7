"""Plans sent down, each with how far its unit has come."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from namkhong.cascade.models import Delivery
from namkhong.cascade.states import Standing
from namkhong.plans.models import Plan
from namkhong.plans.states import PlanState
from namkhong.units.models import Unit
from namkhong.units.queries import heirs_on


def with_standing(rows: QuerySet[Delivery]) -> QuerySet[Any, Any]:
    """The same rows with `standing` (of `Standing`) and `own_plan`, the number of the unit's plan that carries it out.

    A plan counts wherever it was made: drafted here, or taken in from a file and tied to the superior's.
    """
    own = Plan.objects.filter(superior_plan=OuterRef("plan"), unit=OuterRef("unit"))
    issued, drafted = own.filter(state=PlanState.ADOPTED), own.filter(state=PlanState.DRAFT)
    standing = Case(
        When(Exists(issued), then=Value(Standing.ISSUED.value)),
        When(Exists(drafted), then=Value(Standing.DRAFTING.value)),
        When(received_at__isnull=False, then=Value(Standing.RECEIVED.value)),
        When(opened_at__isnull=False, then=Value(Standing.OPENED.value)),
        default=Value(Standing.UNOPENED.value),
        output_field=CharField(),
    )
    return rows.annotate(standing=standing, own_plan=Subquery(issued.order_by("-pk").values("pk")[:1]))


def deliveries_of(plan: Plan) -> QuerySet[Any, Any]:
    """To whom a plan was sent, in the order of names, with their standing."""
    return with_standing(Delivery.objects.filter(plan=plan)).select_related("unit").order_by("unit__sort_name", "pk")


def counts(plan: Plan) -> dict[Standing, int]:
    """How many units stand where, every standing named."""
    rows = with_standing(Delivery.objects.filter(plan=plan)).order_by().values("standing").annotate(n=Count("pk"))
    found = {row["standing"]: row["n"] for row in rows}
    return {standing: found.get(str(standing), 0) for standing in Standing}


def late(rows: QuerySet[Any, Any], on: date) -> QuerySet[Any, Any]:
    """Those whose day has passed without a plan of their own; rows come with their standing."""
    return rows.filter(due_on__lt=on).exclude(standing=Standing.ISSUED)


def delivery_of(pk: int) -> Delivery | None:
    """One unit's copy of a plan, with its standing."""
    loaded = ("plan__unit", "plan__amends", "plan__reading__file", "unit", "opened_by", "received_by", "sent_by")
    return with_standing(Delivery.objects.filter(pk=pk)).select_related(*loaded).first()


def received(units: Iterable[int]) -> QuerySet[Any, Any]:
    """What was sent to some units, newest first."""
    rows = with_standing(Delivery.objects.filter(unit__in=units)).select_related("plan__unit", "unit")
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
