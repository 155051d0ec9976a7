"""Who stands where in a round: from the published sheets, or before that from weighing what has been checked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.db.models.expressions import OrderBy

from namkhong.criteria.queries import definition_of
from namkhong.criteria.rules.structure import BandDef
from namkhong.foundation.text import fold
from namkhong.people.models import Person
from namkhong.scoring.models import Round, Sheet
from namkhong.scoring.queries.sheets import named_like
from namkhong.scoring.queries.weighing import Weighing
from namkhong.scoring.rules.ranking import shared
from namkhong.scoring.states import RoundState, SheetState
from namkhong.units.models import Lineage, Unit

PAGE = 50
LIVE_MOST = 5_000
"""Up to so many sheets are weighed while somebody waits for the page; more only when asked for."""
UNGRADED = "chua-xep"
OUT = (RoundState.PUBLISHED, RoundState.SETTLED)
"""States of a round whose results are out."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader of a list has chosen: order, words of a name, a grade (or `UNGRADED`), a unit above, a page."""

    sort: str = ""
    words: str = ""
    grade: str = ""
    under: int | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the list. `tied`: others have the same rank. `held_back` is for those who decide."""

    sheet: int
    name: str
    unit: Unit
    person: Person | None
    leads: bool
    total: Decimal | None
    grade: str
    label: str
    rank: int | None
    held_back: str
    void: bool = False
    revised: bool = False
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list, and its lines."""

    page: "Page[Any]"
    places: list[Place]


class Result(NamedTuple):
    """A decided sheet in short."""

    sheet: int
    unit: int
    person: int | None
    leads: bool
    total: Decimal
    grade: str


def bands_of(row: Round) -> tuple[BandDef, ...]:
    """The grades of a round, the best first."""
    return definition_of(row.set_id).bands


def labels_of(bands: Iterable[BandDef]) -> dict[str, str]:
    """Grades by their code."""
    return {band.code: band.label for band in bands}


def published_sheets(row: Round) -> QuerySet[Sheet]:
    """The sheets of a round that are out and have not been superseded."""
    return Sheet.objects.filter(round=row.pk, state=SheetState.PUBLISHED)


def results_of(row: Round, weighing: Weighing | None = None) -> list[Result]:
    """Every decided sheet in short, of the best total first; from a weighing where the round is not published."""
    if weighing is None:
        fields = ("pk", "unit", "person", "leads", "final_total", "grade")
        return [Result(*found) for found in published_sheets(row).order_by("-final_total", "pk").values_list(*fields)]
    known = _known(weighing)
    found = [
        Result(w.sheet, known[w.sheet].unit_id, known[w.sheet].person_id, known[w.sheet].leads, w.total, w.grade)
        for w in weighing.sheets
    ]
    return sorted(found, key=lambda result: (-result.total, result.sheet))


def _known(weighing: Weighing) -> dict[int, Sheet]:
    rows = Sheet.objects.select_related("unit", "person")
    return rows.in_bulk([weighed.sheet for weighed in weighing.sheets])


def told_of(row: Round, weighing: Weighing | None = None) -> dict[int, tuple[int | None, str]]:
    """The rank of each sheet and why its grade is no better one."""
    if weighing is not None:
        return {weighed.sheet: (weighed.rank, weighed.held_back) for weighed in weighing.sheets}
    found = published_sheets(row).order_by().values_list("pk", "rank", "held_back")
    return {pk: (rank, why) for pk, rank, why in found}


def grade_counts(row: Round, weighing: Weighing | None = None) -> dict[str, int]:
    """How many got each grade; under "" those who were not graded."""
    if weighing is not None:
        return dict(Counter(weighed.grade for weighed in weighing.sheets))
    return dict(published_sheets(row).order_by().values_list("grade").annotate(count=Count("pk")).order_by("grade"))


def listed(row: Round, asked: Asked, on: date, weighing: Weighing | None = None) -> Listing:
    """A page of the list as it was asked for."""
    if weighing is not None:
        return _weighed_page(row, asked, on, weighing)
    bands = bands_of(row)
    found = _chosen(_listable(row, asked).select_related("unit", "person"), row, asked, on)
    page = Paginator(found.order_by(*_order(asked.sort, bands)), PAGE).get_page(asked.page)
    ranks = {sheet.rank for sheet in page.object_list if sheet.rank is not None}
    same = published_sheets(row).filter(rank__in=ranks).order_by().values_list("rank").annotate(count=Count("pk"))
    tied = {rank for rank, count in same.order_by("rank") if count > 1}
    labels = labels_of(bands)
    return Listing(page, [replace(_place(sheet, labels), tied=sheet.rank in tied) for sheet in page.object_list])


def _place(sheet: Sheet, labels: Mapping[str, str]) -> Place:
    return Place(
        sheet=sheet.pk,
        name=sheet.person.full_name if sheet.person else sheet.unit.name,
        unit=sheet.unit,
        person=sheet.person,
        leads=sheet.leads,
        total=sheet.final_total,
        grade=sheet.grade,
        label=labels.get(sheet.grade, ""),
        rank=sheet.rank,
        held_back=sheet.held_back,
        void=sheet.state == SheetState.VOID,
        revised=sheet.revision > 1,
    )


def _listable(row: Round, asked: Asked) -> QuerySet[Sheet]:
    """Among those without a grade also who was left out from the beginning."""
    if asked.grade != UNGRADED:
        return published_sheets(row)
    return Sheet.objects.filter(round=row.pk, state__in=[SheetState.PUBLISHED, SheetState.VOID])


def _chosen(rows: QuerySet[Sheet], row: Round, asked: Asked, on: date) -> QuerySet[Sheet]:
    """Without a choice only who has a rank: they can be told off by the index of ranks."""
    rows = rows.filter(rank=None) if asked.grade == UNGRADED else rows.filter(rank__isnull=False)
    if asked.grade and asked.grade != UNGRADED:
        rows = rows.filter(grade=asked.grade)
    if asked.words:
        rows = named_like(rows, asked.words)
    if asked.under is not None:
        rows = rows.filter(unit__in=_below(row, asked.under, on))
    return rows


def _below(row: Round, under: int, on: date) -> QuerySet[Lineage, int]:
    lineage = Lineage.objects.on(row.published_on or on).filter(ancestor=under, line=row.line)
    return lineage.order_by().values_list("descendant", flat=True)


def _order(sort: str, bands: Sequence[BandDef]) -> list[str | OrderBy]:
    """By rank where nothing else is chosen. Grades from the best down."""
    way = "-" if sort.startswith("-") else ""
    if sort.lstrip("-") == "ten":
        return [f"{way}unit__sort_name", f"{way}person__sort_name", "pk"]
    if sort.lstrip("-") == "diem":
        return [f"{way}final_total", "pk"]
    if sort.lstrip("-") == "loai":
        whens = [When(grade=band.code, then=Value(place)) for place, band in enumerate(bands)]
        place = Case(*whens, default=Value(len(bands)), output_field=IntegerField())
        return [place.desc() if way else place.asc(), "rank", "pk"]
    return [f"{way}rank", f"{way}pk"]


def _weighed_page(row: Round, asked: Asked, on: date, weighing: Weighing) -> Listing:
    known, labels = _known(weighing), labels_of(weighing.bands)
    ties = shared({weighed.sheet: weighed.rank for weighed in weighing.sheets if weighed.rank is not None})
    below = None if asked.under is None else set(_below(row, asked.under, on))
    codes = [band.code for band in weighing.bands]
    found = []
    for weighed in weighing.sheets:
        sheet = known[weighed.sheet]
        sheet.final_total, sheet.grade, sheet.held_back = weighed.total, weighed.grade, weighed.held_back
        sheet.rank = weighed.rank
        place = replace(_place(sheet, labels), tied=weighed.rank in ties)
        if _wanted(place, asked, below):
            found.append(place)
    found.sort(key=lambda place: (place.rank or 0, place.sheet))
    _sort(found, asked.sort, codes)
    page = Paginator(found, PAGE).get_page(asked.page)
    return Listing(page, list(page.object_list))


def _wanted(place: Place, asked: Asked, below: set[int] | None) -> bool:
    graded = place.rank is None if asked.grade == UNGRADED else place.rank is not None
    of_grade = asked.grade in ("", UNGRADED, place.grade)
    named = fold(asked.words) in fold(place.name)
    return graded and of_grade and named and (below is None or place.unit.pk in below)


def _sort(found: list[Place], sort: str, codes: Sequence[str]) -> None:
    keys = {
        "ten": lambda place: (place.unit.sort_name, place.person.sort_name if place.person else ""),
        "diem": lambda place: place.total,
        "loai": lambda place: codes.index(place.grade) if place.grade in codes else len(codes),
        "hang": lambda place: place.rank or 0,
    }
    if key := keys.get(sort.lstrip("-")):
        found.sort(key=key, reverse=sort.startswith("-"))  # type: ignore[arg-type]
