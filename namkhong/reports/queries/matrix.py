"""Every unit's figures of a period side by side, for a spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from namkhong.campaigns.models import Campaign
from namkhong.reports.models import Entry, Form, Indicator, Return
from namkhong.reports.queries.carrying import Place, carry
from namkhong.reports.queries.totals import added_returns
from namkhong.units.models import Unit

Row = list[str | Decimal | None]


def matrix(
    unit: int, campaign: Campaign, form: Form, period: str, on: date, *, provisional: bool
) -> tuple[list[str], Iterator[Row]]:
    """The head of the table and a row for each unit that was added up: its name, then its figures."""
    indicators = list(Indicator.objects.filter(form=form).order_by("order"))
    head = ["Đơn vị", *(f"{row.label} ({row.unit_name})" for row in indicators)]
    sheets = added_returns(unit, campaign, form.key, period, on, provisional=provisional)
    named = sheets.order_by("unit__search_name", "pk").values_list("pk", "unit__name")
    return head, _rows(sheets, named, indicators)


def matrix_now(
    unit: int, campaign: Campaign, form: Form, period: str, on: date, *, provisional: bool, places: Sequence[Place]
) -> tuple[list[str], Iterator[Row]]:
    """The same on today's tree: beside each return the group it falls into and the share of it that counts there."""
    indicators = list(Indicator.objects.filter(form=form).order_by("order"))
    head = ["Đơn vị đã báo cáo", "Tính vào", "Phần tính", *(f"{row.label} ({row.unit_name})" for row in indicators)]
    carried = carry(unit, campaign, form, [period], on, provisional=provisional)
    parts = {place: carried[period, place].shares for place in places}
    return head, _rows_now(parts, Unit.objects.get(pk=unit).name, indicators)


def _rows_now(parts: Mapping[Place, Mapping[int, Decimal]], unit: str, indicators: list[Indicator]) -> Iterator[Row]:
    words = {Place.HERE: unit, Place.OUTSIDE: "Ngoài cây hiện nay", Place.UNDECIDED: "Chưa phân định"}
    for place, shares in parts.items():
        sheets = Return.objects.filter(pk__in=list(shares)).order_by("unit__search_name", "pk")
        named = sheets.values_list("pk", "unit__name")
        for pk, row in zip(sheets.values_list("pk", flat=True), _rows(sheets, named, indicators), strict=True):
            yield [row[0], words[place], shares[pk], *row[1:]]


def _rows(sheets: QuerySet[Return], names: Iterable[tuple[int, str]], indicators: list[Indicator]) -> Iterator[Row]:
    named = list(names)
    figures: dict[int, dict[str, Decimal | None]] = {pk: {} for pk, _ in named}
    entries = Entry.objects.filter(sheet__in=sheets.order_by().values("pk")).order_by()
    for pk, key, value in entries.values_list("sheet", "indicator__key", "value"):
        figures[pk][key] = value
    for pk, name in named:
        yield [name, *(figures[pk].get(row.key) for row in indicators)]
