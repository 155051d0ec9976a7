"""Every unit's figures of a period side by side, for a spreadsheet."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from namkhong.campaigns.models import Campaign
from namkhong.reports.models import Entry, Form, Indicator
from namkhong.reports.queries.totals import added_returns

Row = list[str | Decimal | None]


def matrix(
    unit: int, campaign: Campaign, form: Form, period: str, on: date, *, provisional: bool
) -> tuple[list[str], Iterator[Row]]:
    """The head of the table and a row for each unit that was added up: its name, then its figures."""
    indicators = list(Indicator.objects.filter(form=form).order_by("order"))
    head = ["Đơn vị", *(f"{row.label} ({row.unit_name})" for row in indicators)]
    sheets = added_returns(unit, campaign, form.key, period, on, provisional=provisional)
    return head, _rows(sheets.order_by("unit__search_name", "pk").values_list("pk", "unit__name"), indicators)


def _rows(sheets, indicators: list[Indicator]) -> Iterator[Row]:  # type: ignore[no-untyped-def]
    named = list(sheets)
    figures: dict[int, dict[str, Decimal | None]] = {pk: {} for pk, _ in named}
    entries = Entry.objects.filter(sheet__in=sheets.order_by().values("pk")).order_by()
    for pk, key, value in entries.values_list("sheet", "indicator__key", "value"):
        figures[pk][key] = value
    for pk, name in named:
        yield [name, *(figures[pk].get(row.key) for row in indicators)]
