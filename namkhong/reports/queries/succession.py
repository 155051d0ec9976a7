"""Why a figure of a former unit stands with a unit of today: who answers for which share of it, since when, by what."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

from namkhong.units.models import ChangePart, Heir, Lineage, Reorganisation, Succession, Unit
from namkhong.units.states import ChangeKind, PartRole

HAPPENED = {
    ChangeKind.MERGE: "được sáp nhập",
    ChangeKind.SPLIT: "được chia, tách",
    ChangeKind.DISSOLVE: "giải thể",
    ChangeKind.WIND_UP: "kết thúc hoạt động trên tuyến",
}
REORGANISED = "được sắp xếp lại"
"""Where it is not known what happened."""


@dataclass(frozen=True, slots=True)
class HeirShare:
    """A unit of today and the share of a former unit that it answers for."""

    unit: Unit
    share: Decimal

    @property
    def percent(self) -> Decimal:
        """The share in per cent, as it is shown."""
        return round(self.share * 100, 4).normalize()


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """A former unit, who answers for it, since when, by which decision (title and number; empty: not known).

    `happened` says in words what became of it.
    """

    unit: Unit
    heirs: tuple[HeirShare, ...]
    since: date
    decision: str
    number: str
    happened: str

    @property
    def divided(self) -> bool:
        """Whether several units answer for it."""
        return len(self.heirs) > 1 or any(row.share != 1 for row in self.heirs)


def carried_over(
    units: Collection[int], on: date, *, under: int | None = None, line: str = "", most: int | None = None
) -> list[CarriedOver]:
    """How former units are carried over on a day, by name; only to heirs under a unit on a line where one is given.

    No more than the first `most` units, where it is given.
    """
    rows = Heir.objects.on(on).filter(unit__in=units, share__isnull=False).exclude(heir=None)
    if under is not None:
        below = Lineage.objects.on(on).filter(ancestor=under, line=line, descendant=OuterRef("heir"))
        rows = rows.filter(Exists(below))
    if most is not None:
        first = Unit.objects.filter(pk__in=rows.order_by().values("unit")).order_by("search_name", "pk")
        rows = rows.filter(unit__in=list(first.values_list("pk", flat=True)[:most]))
    heirs: dict[int, list[Heir]] = {}
    for row in rows.select_related("unit", "heir").order_by("unit__search_name", "unit", "heir__search_name", "heir"):
        heirs.setdefault(row.unit_id, []).append(row)
    why = _why(list(heirs), on)
    return [
        CarriedOver(found[0].unit, tuple(HeirShare(row.heir, row.share.normalize()) for row in found), *why[unit])
        for unit, found in heirs.items()
        if unit in why
    ]


def _why(units: Collection[int], on: date) -> dict[int, tuple[date, str, str, str]]:
    """The day and decision by which each unit was first succeeded, and what happened to it then."""
    rows = Succession.objects.filter(predecessor__in=units, effective_on__lte=on).order_by("-effective_on", "-pk")
    first = {unit: (day, batch) for unit, day, batch in rows.values_list("predecessor", "effective_on", "batch")}
    decisions = Reorganisation.objects.filter(batch__in={batch for _, batch in first.values() if batch})
    told = {batch: (title, number) for batch, title, number in decisions.values_list("batch", "title", "number")}
    kinds = _kinds(first, {batch for _, batch in first.values() if batch})
    return {
        unit: (day, *told.get(batch, ("", "")), kinds.get((unit, batch), REORGANISED))
        for unit, (day, batch) in first.items()
    }


def _kinds(units: Collection[int], batches: Collection[int]) -> dict[tuple[int, int | None], str]:
    """In words, what each unit went into in each batch, where that ended or divided it."""
    parts = ChangePart.objects.filter(role=PartRole.SOURCE, unit__in=units, change__kind__in=list(HAPPENED))
    rows = parts.filter(change__reorganisation__batch__in=batches).order_by("-change", "-pk")
    found = rows.values_list("unit", "change__reorganisation__batch", "change__kind")
    return {(unit, batch): HAPPENED[ChangeKind(kind)] for unit, batch, kind in found if unit is not None}
