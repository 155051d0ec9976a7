"""Words for tests of reorganisations: drafting one in a line, and a picture of every table of the room."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from namkhong.units import models
from namkhong.units.actions import (
    ResultDraft,
    add_change,
    carry_out_structure,
    draft_reorganisation,
    take_back_structure,
)
from namkhong.units.models import Reorganisation, Unit
from tests.world import NOW

DAY = date(2026, 7, 1)
LAST = DAY - timedelta(days=1)


def drafted(unit: Unit, *changes: tuple[Any, ...], on: date = DAY, title: str = "Sắp xếp năm 2026") -> Reorganisation:
    """A draft with changes given as (kind, sources, results) or (kind, sources, results, line)."""
    draft = draft_reorganisation(
        unit=unit, title=title, number="15/NQ-HĐND", decided_on=date(2026, 6, 1), effective_on=on, by=1, at=NOW
    )
    for kind, sources, results, *line in changes:
        add_change(reorganisation=draft, kind=kind, sources=sources, results=results, line="".join(line), by=1, at=NOW)
    return draft


def carried_out(unit: Unit, *changes: tuple[Any, ...], **more: Any) -> Reorganisation:
    """The same, carried out."""
    draft = drafted(unit, *changes, **more)
    carry_out_structure(reorganisation=draft, by=1, at=NOW)
    return draft


def taken_back(reorganisation: Reorganisation) -> None:
    take_back_structure(reorganisation=reorganisation, by=1, at=NOW)


def new(name: str, kind: str = "federation", **more: Any) -> ResultDraft:
    """A unit that a change founds."""
    return ResultDraft(name=name, kind=kind, **more)


def old(unit: Unit, **more: Any) -> ResultDraft:
    """A unit that is there and comes out of a change."""
    return ResultDraft(unit=unit, **more)


def picture(ignored: Sequence[int] = ()) -> dict[str, Any]:
    """Every row of the room but for units given by number; derived rows without their own numbers."""
    seen: dict[str, Any] = {}
    for model in (models.Placement, models.FormerName, models.Succession, models.Headcount):
        seen[model.__name__] = list(model.objects.order_by("pk").values())
    seen["Unit"] = list(models.Unit.objects.exclude(pk__in=ignored).order_by("pk").values())
    seen["parts"] = list(models.ChangePart.objects.order_by("pk").values())
    for derived in (models.Lineage, models.Heir):
        fields = [field.attname for field in derived._meta.concrete_fields if field.attname != "id"]
        seen[derived.__name__] = sorted(derived.objects.values_list(*fields), key=str)
    return seen
