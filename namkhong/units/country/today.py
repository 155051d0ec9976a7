"""Loading the provinces and communes of today as units."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from namkhong.journal.actions import begin_batch, record
from namkhong.journal.models import Batch
from namkhong.units.actions import make_unit, place_many, rename
from namkhong.units.country.areas import EARLY_DAY, FIRST_DAY, Area, Country, unchanged
from namkhong.units.country.decisions import as_on, changes_between
from namkhong.units.country.writing import (
    LINE,
    ROOT_NAME,
    TODAY_KIND,
    adopt,
    first_days,
    found_many,
    root,
    units_of_today,
)
from namkhong.units.models import Placement, Unit
from namkhong.units.states import UnitKind


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a run did. `since` is the first day of the new units, `kept` counts areas whose unit was there before,
    `adopted` those of them that had no number yet; `apart` names provinces that stand elsewhere.
    """

    top: Unit
    since: date
    founded: int = 0
    kept: int = 0
    placed: int = 0
    renamed: int = 0
    adopted: int = 0
    apart: tuple[str, ...] = ()
    batch: int | None = None

    @property
    def nothing_new(self) -> bool:
        """Whether everything was there already."""
        return not (self.founded or self.placed or self.renamed or self.adopted)


def load_today(*, country: Country, under: str, on: date, by: int | None, at: datetime) -> Loaded:
    """Bring in the areas of today that are missing, below the unit named `under` (empty: the Government).

    A unit of the same area is kept as it is; where it stands nowhere on the line it is placed. What became another
    kind of area up to the day `on` is renamed, with its former name kept. A province that bears the name of its
    committee but no number gets it. A second run changes nothing.
    Raises: NoSuchRoot, SeveralRoots, and what placing raises; nothing is written then.
    """
    with transaction.atomic():
        adopted = adopt(as_on(area, day) for area in country.provinces for day in (FIRST_DAY, on))
        top, batch = root(under), None
        there = units_of_today(country.today)
        missing = [area for area in country.today if area.code not in there]
        stands = first_days([top, *there.values()] if top else there.values())
        if top is None or missing or not {top.pk, *(unit.pk for unit in there.values())} <= set(stands):
            batch = begin_batch(kind=TODAY_KIND, by=by, at=at)
        top = top or _government(batch)
        since = max(FIRST_DAY, stands.get(top.pk, FIRST_DAY))
        if batch:
            there |= _found(country, missing, batch.pk, since)
        done = Loaded(
            top=top,
            since=since,
            founded=len(missing),
            kept=len(country.today) - len(missing),
            placed=_place(country, top, there, batch, since),
            renamed=_rename(country, there, since=since, on=on, by=by, at=at),
            adopted=len(adopted),
            apart=_apart(top, [there[area.code] for area in country.provinces]),
            batch=batch.pk if batch else None,
        )
        if not done.nothing_new:
            counted = ("founded", "kept", "placed", "renamed", "batch")
            facts = {**{name: getattr(done, name) for name in counted}, "adopted": adopted}
            record(verb="units.load", subject_kind="unit", subject_id=top.pk, at=at, by=by, unit=top.pk, facts=facts)
    return done


def _apart(top: Unit, provinces: list[Unit]) -> tuple[str, ...]:
    """Provinces that were there before and stand elsewhere than below the top: they are left where they are."""
    rows = Placement.objects.filter(line=LINE, valid_to=None, unit__in=[unit.pk for unit in provinces])
    return tuple(rows.exclude(parent=top).order_by("unit__sort_name").values_list("unit__name", flat=True))


def _government(batch: Batch | None) -> Unit:
    top = make_unit(name=ROOT_NAME, kind=UnitKind.AGENCY, short_name=ROOT_NAME, place="Hà Nội", notation="CP")
    top.founded_in = batch
    top.save(force_insert=True)
    return top


def _found(country: Country, missing: list[Area], batch: int, since: date) -> dict[str, Unit]:
    goes_on = unchanged(country)
    new = {area.code: FIRST_DAY for area in missing if area.code not in goes_on}
    return found_many((as_on(area, since) for area in missing), batch=batch, founded_on=new)


def _place(country: Country, top: Unit, units: dict[str, Unit], batch: Batch | None, since: date) -> int:
    """Place whoever stands nowhere: the top, provinces below it, communes below their provinces.

    A province that went on stands since before; a commune answers to its province since the districts ended.
    """
    goes_on = unchanged(country)
    stands = first_days([top, *units.values()])
    rows: list[Placement] = []

    def place(unit: Unit, parent: Unit | None, first: date) -> None:
        if unit.pk not in stands:
            stands[unit.pk] = max(first, stands[parent.pk]) if parent else first
            rows.append(Placement(unit=unit, parent=parent, line=LINE, valid_from=stands[unit.pk], begun_in=batch))

    place(top, None, EARLY_DAY)
    for area in country.provinces:
        place(units[area.code], top, EARLY_DAY if area.code in goes_on else since)
    for area in country.communes:
        place(units[area.code], units[area.upper], since)
    if rows:
        place_many(placements=rows, line=LINE)
    return len(rows)


def _rename(country: Country, units: dict[str, Unit], *, since: date, on: date, by: int | None, at: datetime) -> int:
    """Give areas that became another kind of area their new names, each from its day; only where the old one stands."""
    done = 0
    for area in country.today:
        before = as_on(area, since)
        for change, now in changes_between(area, since, on):
            unit = units[area.code]
            ours = unit.founded_in is not None and unit.founded_in.kind == TODAY_KIND
            if ours and unit.name == before.committee:
                rename(unit=unit, name=now.committee, short_name=now.short, since=change.effective_on, by=by, at=at)
                done += 1
            before = now
    return done
