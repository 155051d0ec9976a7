"""What reorganisations touch, what they ask, and who stands for whom after them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from namkhong.journal.models import Event
from namkhong.units.models import (
    Change,
    ChangePart,
    FormerName,
    Heir,
    Lineage,
    Placement,
    Reorganisation,
    Succession,
    Unit,
)
from namkhong.units.rules.heirs import Step, keepers
from namkhong.units.states import ChangeKind, PartRole, ReorganisationState


def reorganisations_of(units: Iterable[int] | QuerySet[Unit]) -> QuerySet[Reorganisation]:
    """The reorganisations that units carry out, the latest first."""
    return Reorganisation.objects.filter(unit__in=units).order_by("-effective_on", "-pk")


def undecided(reorganisation: Reorganisation) -> QuerySet[ChangePart]:
    """The results of splits whose share nobody has decided yet, in the order of the changes."""
    parts = ChangePart.objects.filter(
        change__reorganisation=reorganisation, change__kind=ChangeKind.SPLIT, role=PartRole.RESULT, share=None
    )
    return parts.select_related("change", "unit", "same_as").order_by("change__order", "change", "order", "pk")


def affected_units(reorganisation: Reorganisation) -> QuerySet[Unit]:
    """Everybody who ends, comes out, gets another superior or leaves a line; the same before and after."""
    last = reorganisation.effective_on - timedelta(days=1)
    parts = ChangePart.objects.filter(change__reorganisation=reorganisation)
    named = parts.filter(unit__isnull=False)
    sources = parts.filter(role=PartRole.SOURCE)
    ending = sources.filter(change__kind__in=[ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.DISSOLVE])
    children = Placement.objects.on(last).filter(parent__in=ending.values("unit"))
    wanted = Q(pk__in=named.values("unit")) | Q(pk__in=children.values("unit"))
    for change in Change.objects.filter(reorganisation=reorganisation, kind=ChangeKind.WIND_UP).order_by("pk"):
        roots = sources.filter(change=change).values("unit")
        below = Lineage.objects.on(last).filter(line=change.line, ancestor__in=roots)
        wanted |= Q(pk__in=below.values("descendant"))
    return Unit.objects.filter(wanted).order_by("sort_name", "pk")


def successor_pairs(batch: int) -> QuerySet[Succession]:
    """Who succeeds whom by a batch, with which share (empty: undecided); the table is `units_succession`."""
    return Succession.objects.filter(batch=batch).order_by("predecessor", "successor")


def place_changes(batch: int) -> QuerySet[Placement]:
    """The places that a batch began, each with `old_parent` (number or None) and `was_there` (whether it had a place).

    Of units that go on under another superior and of founded ones alike; `was_there` tells them apart.
    """
    ended = Placement.objects.filter(ended_in=batch, unit=OuterRef("unit"), line=OuterRef("line"))
    return (
        Placement.objects.filter(begun_in=batch)
        .annotate(old_parent=Subquery(ended.values("parent")[:1]), was_there=Subquery(ended.values("pk")[:1]))
        .order_by("line", "unit")
    )


def heirs_on(units: Iterable[int], day: date) -> dict[int, dict[int, Decimal]]:
    """Who stands for each unit on a day, with which share; the shares of a unit add up to 1."""
    numbers = sorted(set(units))
    found: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for start in range(0, len(numbers), 5000):
        rows = Heir.objects.on(day).filter(unit__in=numbers[start : start + 5000])
        for unit, heir, share in rows.order_by("unit", "heir").values_list("unit", "heir", "share"):
            found[unit][heir] = share
    return {unit: found.get(unit) or {unit: Decimal(1)} for unit in numbers}


def keepers_on(units: Iterable[int], day: date) -> set[int]:
    """Who has the papers of units that were succeeded, on a day (`rules.heirs.keepers`); one query a generation."""
    asked = set(units)
    steps: list[Step] = []
    known: set[int] = set()
    fresh = set(asked)
    while fresh:
        rows = Succession.objects.filter(predecessor__in=fresh, effective_on__lte=day).order_by()
        new = [Step(*row) for row in rows.values_list("effective_on", "pk", "predecessor", "successor", "share")]
        steps += new
        known |= fresh
        fresh = {step.successor for step in new} - known
    succeeded = {step.predecessor for step in steps} & asked
    return {keeper for unit in succeeded for keeper in keepers(steps, unit) - {unit}}


def acted_on(batch: int) -> list[str]:
    """What has been done to the units since a reorganisation, in sentences; any of them forbids taking it back."""
    touched = units_of(batch)
    founded = Unit.objects.filter(founded_in=batch).values("pk")
    parts = ChangePart.objects.filter(
        Q(unit__in=touched) | Q(parent__in=touched), change__reorganisation__state=ReorganisationState.CARRIED_OUT
    ).filter(change__reorganisation__batch__gt=batch)
    titles = set(parts.order_by().values_list("change__reorganisation__title", flat=True))
    said = [f"Đợt sắp xếp “{title}” thực hiện sau đó cũng thay đổi các đơn vị này." for title in sorted(titles)]
    places = Placement.objects.filter(
        Q(unit__in=touched, begun_in__gt=batch)
        | Q(unit__in=touched, ended_in__gt=batch)
        | (Q(parent__in=founded) & ~Q(unit__in=touched))
    )
    changed = Unit.objects.filter(Q(pk__in=places.values("unit")) | Q(pk__in=_by_hand(batch, touched)))
    names = list(changed.order_by("sort_name", "pk").values_list("name", flat=True)[:3])
    said += [f"“{name}” đã được đặt lại, đổi tên hoặc kết thúc sau khi sắp xếp." for name in names]
    return said + [f"Cấp trên cũ “{name}” đã kết thúc hoặc rời tuyến sau đó." for name in _superiors_gone(batch)]


def _superiors_gone(batch: int) -> list[str]:
    """Up to three superiors under whom units would stand again, but who stand nowhere themselves by now."""
    there = Placement.objects.filter(unit=OuterRef("parent"), line=OuterRef("line"))
    lost = Placement.objects.filter(ended_in=batch, valid_to_before=None, parent__isnull=False).exclude(
        Exists(there.filter(Q(valid_to=None) | Q(ended_in=batch)))
    )
    superiors = Unit.objects.filter(pk__in=lost.values("parent")).order_by("sort_name", "pk")
    return list(superiors.values_list("name", flat=True)[:3])


def units_of(batch: int) -> QuerySet[Unit]:
    """The units that a carried-out batch founded, placed, renamed, closed or made a successor."""
    places = Placement.objects.filter(Q(begun_in=batch) | Q(ended_in=batch)).values("unit")
    names = FormerName.objects.filter(begun_in=batch).values("unit")
    heirs = Succession.objects.filter(batch=batch).values("successor")
    return Unit.objects.filter(
        Q(founded_in=batch) | Q(closed_in=batch) | Q(pk__in=places) | Q(pk__in=names) | Q(pk__in=heirs)
    )


def _by_hand(batch: int, touched: QuerySet[Unit]) -> QuerySet[Event, Any]:
    """Units to which somebody has done something, one by one, since the reorganisation was carried out."""
    reorganisation = Reorganisation.objects.filter(batch=batch).values("pk")
    carried_out = Event.objects.filter(
        subject_kind="reorganisation", subject_id__in=reorganisation, verb="reorganisation.carry_out"
    )
    since = carried_out.order_by("-pk").values("pk")[:1]
    verbs = ["unit.place", "unit.move", "unit.leave_line", "unit.close", "unit.rename"]
    later = Event.objects.filter(subject_kind="unit", subject_id__in=touched.values("pk"), verb__in=verbs)
    return later.filter(pk__gt=Subquery(since)).values("subject_id")
