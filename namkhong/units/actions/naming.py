"""What a unit is called: the names it is found and sorted by, and a new name from a day on."""

from datetime import date, datetime, timedelta
from typing import TypedDict

from django.db import transaction
from django.db.models import Max, Min

from namkhong.foundation.errors import DomainError
from namkhong.foundation.text import fold, nfc, sort_key
from namkhong.journal.actions import record
from namkhong.units.models import FormerName, Placement, Unit


class RenamedLater(DomainError):
    sentence = "“{unit}” đã mang tên hiện nay từ ngày {day:%d/%m/%Y}. Tên mới phải có hiệu lực sau ngày đó."


class NoName(DomainError):
    sentence = "Hãy nhập tên mới của “{unit}”."


class Names(TypedDict):
    """The columns of a unit that follow from its name."""

    name: str
    short_name: str
    search_name: str
    sort_name: str


def named(name: str, short_name: str = "") -> Names:
    """The names of a unit in clean form, with those by which it is found and sorted."""
    clean, short = (" ".join(nfc(text).split()) for text in (name, short_name))
    return {
        "name": clean,
        "short_name": short,
        "search_name": fold(f"{clean} {short}"),
        "sort_name": sort_key(clean),
    }


def rename(*, unit: Unit, name: str, short_name: str, since: date, by: int | None, at: datetime) -> None:
    """Give a unit a new name from a day on; the old one is kept as a former name. Raises: NoName, RenamedLater."""
    if not name.strip():
        raise NoName(unit=unit.name)
    with transaction.atomic():
        keep_names(renamed={unit: named(name, short_name)}, since=since, batch=None)
        record(
            verb="unit.rename",
            subject_kind="unit",
            subject_id=unit.pk,
            at=at,
            by=by,
            unit=unit.pk,
            facts={"name": unit.name, "since": since.isoformat()},
        )


def keep_names(*, renamed: dict[Unit, Names], since: date, batch: int | None) -> None:
    """Write the old names of units as former ones up to the day before, and the new ones. Raises: RenamedLater."""
    first_days = _first_days(list(renamed))
    last = since - timedelta(days=1)
    former = []
    for unit, names in renamed.items():
        if first_days[unit.pk] > last:
            raise RenamedLater(unit=unit.name, day=first_days[unit.pk])
        former.append(_former(unit, first_days[unit.pk], last, batch))
        for column, value in names.items():
            setattr(unit, column, value)
    FormerName.objects.bulk_create(former, batch_size=2000)
    Unit.objects.bulk_update(renamed, list(Names.__annotations__), batch_size=500)


def _former(unit: Unit, first: date, last: date, batch: int | None) -> FormerName:
    return FormerName(
        unit=unit,
        name=unit.name,
        short_name=unit.short_name,
        search_name=unit.search_name,
        valid_from=first,
        valid_to=last,
        begun_in_id=batch,
    )


def _first_days(units: list[Unit]) -> dict[int, date]:
    """From which day each unit has borne its present name, as far as anybody knows."""
    before = FormerName.objects.filter(unit__in=units).order_by().values_list("unit")
    renamed = {unit: last + timedelta(days=1) for unit, last in before.annotate(last=Max("valid_to")) if last}
    stood = dict(Placement.objects.filter(unit__in=units).order_by().values_list("unit").annotate(Min("valid_from")))
    return {unit.pk: renamed.get(unit.pk) or unit.founded_on or stood.get(unit.pk) or date.min for unit in units}
