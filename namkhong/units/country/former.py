"""Loading the provinces, districts and communes of before 1 July 2025, and how they became those of today."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import begin_batch, record
from namkhong.units.actions import place_many
from namkhong.units.actions.naming import named
from namkhong.units.country.areas import EARLY_DAY, FIRST_DAY, LAST_DAY, Area, Country, renamed, unchanged
from namkhong.units.country.changes import divided
from namkhong.units.country.reorganising import Reorganised, reorganise
from namkhong.units.country.writing import (
    FORMER_KIND,
    LINE,
    first_days,
    found_many,
    units_of_before,
    units_of_today,
)
from namkhong.units.models import FormerName, Placement, Unit


class TooYoung(DomainError):
    sentence = (
        "“{unit}” chỉ đứng trên tuyến chính quyền từ ngày {day:%d/%m/%Y}, nên không thể có đơn vị trực thuộc trước "
        "ngày 01/7/2025. Hãy chọn đơn vị khác (--under), hoặc để trống để dùng Chính phủ. Chưa có gì được ghi."
    )


class TodayMissing(DomainError):
    sentence = "Chưa có đủ đơn vị hành chính hiện nay. Hãy nạp đơn vị hiện nay trước, rồi nạp đơn vị cũ."


@dataclass(frozen=True, slots=True)
class FormerLoaded:
    """What a run did: units founded, and what the decisions made of them; nothing where all was there."""

    founded: int
    reorganised: Reorganised


def load_former(
    *, country: Country, top: Unit, by: int | None, at: datetime, say: Callable[[str], None] = lambda _: None
) -> FormerLoaded:
    """Bring in the former areas below `top` and carry out the decisions that ended them; `say` is told of progress.

    Units stand from EARLY_DAY on (or from the day `top` does, if later); the decisions end them on LAST_DAY. Divided
    communes end as well, but who succeeds them is drafted only: a person has to decide the shares. Where a former
    unit is there already nothing is done. Raises: TodayMissing, TooYoung, and what reorganising raises.
    """
    with transaction.atomic():
        now = units_of_today(country.today)
        goes_on = unchanged(country)
        missing = [area for area in country.former if area.code not in goes_on]
        if units_of_before(missing):
            return FormerLoaded(0, Reorganised())
        if len(now) < len(country.today):
            raise TodayMissing()
        batch = begin_batch(kind=FORMER_KIND, by=by, at=at).pk
        then = found_many(missing, batch=batch, founded_on={})
        say(f"Đã thêm {len(then)} đơn vị cũ.")
        before = {**{code: now[code] for code in goes_on}, **then}
        _place(country, top, before, batch)
        _keep_old_names(country, now, batch)
        record(
            verb="units.load_former",
            subject_kind="unit",
            subject_id=top.pk,
            at=at,
            by=by,
            unit=top.pk,
            facts={"founded": len(then), "batch": batch},
        )
        done = reorganise(country=country, top=top, before=before, now=now, by=by, at=at, say=say)
    return FormerLoaded(len(then), done)


def _place(country: Country, top: Unit, before: Mapping[str, Unit], batch: int) -> None:
    """Former units under one another; who goes on answered to a district up to the last day."""
    stands = first_days([top, *before.values()])
    split = divided(country)
    rows: list[Placement] = []

    def place(area: Area, parent: Unit) -> None:
        unit = before[area.code]
        if stands.get(unit.pk, FIRST_DAY) < FIRST_DAY:
            return
        first = max(EARLY_DAY, stands[parent.pk])
        if first > LAST_DAY:
            raise TooYoung(unit=parent.name, day=first)
        ended = unit.pk in stands or area.code in split
        stands[unit.pk] = first
        last = LAST_DAY if ended else None
        rows.append(Placement(unit=unit, parent=parent, line=LINE, valid_from=first, valid_to=last, begun_in_id=batch))

    for area in country.former:
        place(area, before[area.upper] if area.upper else top)
    place_many(placements=rows, line=LINE)


def _keep_old_names(country: Country, now: Mapping[str, Unit], batch: int) -> None:
    """Areas that went on under a new name keep the old one up to the last day."""
    rows = []
    for code, area in sorted(renamed(country).items()):
        names = named(area.committee, area.short)
        rows.append(
            FormerName(
                unit=now[code],
                name=names["name"],
                short_name=names["short_name"],
                search_name=names["search_name"],
                valid_from=EARLY_DAY,
                valid_to=LAST_DAY,
                begun_in_id=batch,
            )
        )
    FormerName.objects.bulk_create(rows)
