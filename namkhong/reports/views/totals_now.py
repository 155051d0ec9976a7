"""Totals on today's tree: what the lowest units once reported, with whoever answers for them now."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest

from namkhong.campaigns.models import Campaign
from namkhong.design.components.charts import Bar
from namkhong.design.components.tables import PAGE, SORT, sort_columns
from namkhong.foundation.periods import Period
from namkhong.reports.models import Entry, Form, Indicator
from namkhong.reports.queries.as_now import total_now, totals_of
from namkhong.reports.queries.carrying import Place, carry
from namkhong.reports.queries.succession import carried_over
from namkhong.reports.states import DERIVED
from namkhong.reports.views.look import Look
from namkhong.units.models import Unit
from namkhong.units.queries import is_below

ORDERS: dict[str, tuple[Any, ...]] = {
    "don-vi": ("sheet__unit__search_name", "pk"),
    "-don-vi": ("-sheet__unit__search_name", "pk"),
    "so": (F("value").asc(nulls_last=True), "sheet__unit__search_name", "pk"),
    "-so": (F("value").desc(nulls_last=True), "sheet__unit__search_name", "pk"),
}
SHOWN_CARRIED, SHOWN_BARS, PER_PAGE = 8, 12, 50
GROUPS = {"ngoai": Place.OUTSIDE, "chua": Place.UNDECIDED}
GROUP_WORDS = {Place.OUTSIDE: "Ngoài cây hiện nay", Place.UNDECIDED: "Chưa phân định"}


def sees_the_rest(campaign: Campaign, unit: Unit, on: date) -> bool:
    """What belongs to no unit of today is the business of the campaign's owner and of those above it."""
    return unit.pk == campaign.unit_id or is_below(campaign.unit_id, unit.pk, campaign.line, on)


def places_seen(campaign: Campaign, unit: Unit, on: date) -> list[Place]:
    """The groups of figures that a page of a unit may show."""
    return list(Place) if sees_the_rest(campaign, unit, on) else [Place.HERE]


def now_context(campaign: Campaign, unit: Unit, period: Period, form: Form, on: date, look: Look) -> dict[str, Any]:
    """What the page of a total shows about today's tree, beside the figures themselves."""
    total = total_now(unit.pk, campaign, form, period.key, on, provisional=look.provisional)
    seen = sees_the_rest(campaign, unit, on)
    rest = [(GROUP_WORDS[place], key) for key, place in GROUPS.items()]
    return {
        "total": total.here,
        **carried_note(campaign, unit, total.former, on),
        "heirs": carried_over([unit.pk], on) if has_ended(unit, on) else [],
        "ended": has_ended(unit, on),
        "rest": rest if seen and (total.outside.returns or total.undecided.returns) else [],
        "rest_rows": _rest_rows(form, total.outside.values, total.undecided.values),
        "rest_returns": [total.outside.returns, total.undecided.returns],
    }


def carried_note(campaign: Campaign, unit: Unit, former: Collection[int], on: date) -> dict[str, Any]:
    """The first former units of which the totals hold a part, and why; how many more there are."""
    shown = carried_over(former, on, under=unit.pk, line=campaign.line, most=SHOWN_CARRIED) if former else []
    return {"carried": shown, "more_carried": len(former) - len(shown)}


def has_ended(unit: Unit, on: date) -> bool:
    """Whether a unit is there no more."""
    return unit.closed_on is not None and unit.closed_on < on


def trace_context(
    request: HttpRequest, campaign: Campaign, unit: Unit, period: Period, indicator: Indicator, on: date, look: Look
) -> dict[str, Any]:
    """Which units of then put what into one figure of today, and by which share. Raises: Http404."""
    form, group = indicator.form, GROUPS.get(request.GET.get("nhom", ""), Place.HERE)
    if group not in places_seen(campaign, unit, on):
        raise Http404
    carried = carry(unit.pk, campaign, form, [period.key], on, provisional=look.provisional)
    shares = carried[period.key, group].shares
    total = totals_of(carried, campaign, form, provisional=look.provisional, wanted=[indicator.key])[period.key]
    summed = {Place.HERE: total.here, Place.OUTSIDE: total.outside, Place.UNDECIDED: total.undecided}[group]
    entries = Entry.objects.filter(sheet__in=list(shares), indicator__key=indicator.key).select_related("sheet__unit")
    page = Paginator(entries.order_by(*order_of(request)), PER_PAGE).get_page(request.GET.get(PAGE))
    why = {row.unit.pk: row for row in carried_over({row.sheet.unit_id for row in page}, on)}
    largest = entries.order_by(*ORDERS["-so"])[:SHOWN_BARS]
    return {
        "value": summed.values.get(indicator.key),
        "places": places_of(summed.values.get(indicator.key), indicator.decimals),
        "count": summed.returns,
        "group_words": GROUP_WORDS.get(group, ""),
        "page": page,
        "lines": [_line(row, shares[row.sheet_id], indicator, why.get(row.sheet.unit_id)) for row in page],
        "columns": sort_columns(
            [
                ("don-vi", "Đơn vị đã báo cáo"),
                ("so", "Số đã báo cáo:number"),
                ("", "Phần tính:number"),
                ("", "Số được tính:number"),
                ("", "Báo cáo"),
            ],
            request.GET,
        ),
        "bars": [Bar(row.sheet.unit.brief, _counted(row, shares[row.sheet_id], indicator)) for row in largest],
    }


def order_of(request: HttpRequest) -> tuple[Any, ...]:
    """How the rows of a trace are sorted."""
    return ORDERS.get(request.GET.get(SORT, ""), ORDERS["-so"])


def _counted(row: Entry, share: Decimal, indicator: Indicator) -> Decimal | None:
    """The part of a figure that counts; the highest value is never divided."""
    return row.value if row.value is None or indicator.aggregation == "max" else row.value * share


def _line(row: Entry, share: Decimal, indicator: Indicator, why: Any) -> dict[str, Any]:
    counted = _counted(row, share, indicator)
    return {
        "row": row,
        "share": round(share * 100, 4).normalize(),
        "counted": counted,
        "places": places_of(counted, indicator.decimals),
        "why": why,
    }


def places_of(value: Decimal | None, decimals: int) -> int:
    """A figure that was divided shows one decimal more than it would need, so that its parts are seen to add up."""
    return decimals if value is None or value == round(value, decimals) else max(decimals, 1)


def _rest_rows(form: Form, outside: Mapping[str, Any], undecided: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = Indicator.objects.filter(form=form).order_by("order")
    groups = [(key, GROUP_WORDS[place]) for key, place in GROUPS.items()]
    return [
        {
            "indicator": row,
            "derived": row.aggregation in DERIVED,
            "cells": [
                {"group": key, "label": label, "value": value, "places": places_of(value, row.decimals)}
                for (key, label), value in zip(groups, (outside.get(row.key), undecided.get(row.key)), strict=True)
            ],
        }
        for row in rows
        if outside.get(row.key) is not None or undecided.get(row.key) is not None
    ]
