"""Figures that add themselves up: the total of a unit, where each figure comes from, and who is missing."""

from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from namkhong.campaigns.models import Campaign
from namkhong.design.components.charts import Bar
from namkhong.design.components.tables import PAGE, SORT, Tab, sort_columns
from namkhong.foundation.clock import today
from namkhong.people.access import entered_with
from namkhong.people.rules import Verb
from namkhong.reports.exports import table_file
from namkhong.reports.models import Form, Indicator
from namkhong.reports.queries import Total, contributions, form_of, periods_gathered, total_for
from namkhong.reports.queries.matrix import matrix
from namkhong.reports.states import DERIVED
from namkhong.reports.views.entry import crumbs, gathered, period_in

PER_PAGE, SHOWN_MISSING, SHOWN_BARS = 50, 20, 12
PROVISIONAL = "tam"
ORDERS = {
    "don-vi": ("sheet__unit__search_name", "pk"),
    "-don-vi": ("-sheet__unit__search_name", "pk"),
    "so": (F("value").asc(nulls_last=True), "sheet__unit__search_name", "pk"),
    "-so": (F("value").desc(nulls_last=True), "sheet__unit__search_name", "pk"),
}


@entered_with(Verb.READ_REPORT)
@require_safe
def total(request: HttpRequest, campaign: int, period: str, unit: int) -> HttpResponse:
    """The figures under a unit for one period: final, or provisional with what has been sent so far."""
    found, at = gathered(request, campaign, unit)
    asked, form, provisional = period_in(period), _form(found), _provisional(request)
    summed = total_for(at.pk, found, form, asked.key, today(), provisional=provisional)
    rows = _rows(request, summed, form)
    context = {
        "campaign": found,
        "unit": at,
        "period": asked,
        "crumbs": crumbs((f"Số liệu tổng hợp {asked.label}", "")),
        "total": summed,
        "accepted": summed.obliged - len(summed.missing),
        "groups": rows,
        "rates": [Bar(row["label"], _rounded(row["value"])) for row in rows if row["percent"]],
        "missing": summed.missing[:SHOWN_MISSING],
        "more_missing": max(0, len(summed.missing) - SHOWN_MISSING),
        "tabs": _switch(request.path, provisional=provisional),
        "periods": periods_gathered(at.pk, found, today()),
        "query": "?so-lieu=tam" if provisional else "",
    }
    return render(request, "reports/total.html", context)


@entered_with(Verb.READ_REPORT)
@require_safe
def trace(request: HttpRequest, campaign: int, period: str, unit: int, key: str) -> HttpResponse:
    """Which units put what into one figure."""
    found, at = gathered(request, campaign, unit)
    asked, form, provisional = period_in(period), _form(found), _provisional(request)
    indicator = Indicator.objects.filter(form=form, key=key).exclude(aggregation__in=DERIVED).first()
    if indicator is None:
        raise Http404
    entries = contributions(at.pk, found, form, asked.key, key, today(), provisional=provisional)
    order = ORDERS.get(request.GET.get(SORT, ""), ORDERS["-so"])
    summed = total_for(at.pk, found, form, asked.key, today(), provisional=provisional)
    context = {
        "campaign": found,
        "unit": at,
        "period": asked,
        "indicator": indicator,
        "crumbs": crumbs((f"Số liệu tổng hợp {asked.label}", "../"), (indicator.label, "")),
        "value": summed.values.get(key),
        "total": summed,
        "page": Paginator(entries.order_by(*order), PER_PAGE).get_page(request.GET.get(PAGE)),
        "columns": sort_columns(
            [("don-vi", "Đơn vị"), ("so", f"{indicator.label}:number"), ("", "Báo cáo")], request.GET
        ),
        "bars": [Bar(row.sheet.unit.brief, row.value) for row in entries[:SHOWN_BARS]],
        "tabs": _switch(request.path, provisional=provisional),
        "query": "?so-lieu=tam" if provisional else "",
    }
    return render(request, "reports/trace.html", context)


@entered_with(Verb.READ_REPORT)
@require_safe
def export(request: HttpRequest, campaign: int, period: str, unit: int, kind: str) -> HttpResponse:
    """Every unit's figures of a period as a table to work on: CSV or Excel."""
    found, at = gathered(request, campaign, unit)
    asked, form = period_in(period), _form(found)
    head, rows = matrix(at.pk, found, form, asked.key, today(), provisional=_provisional(request))
    return table_file(kind, f"so-lieu-{asked.key}", head, rows)


def _form(campaign: Campaign) -> Form:
    form = form_of(campaign)
    if form is None:
        raise Http404
    return form


def _provisional(request: HttpRequest) -> bool:
    return request.GET.get("so-lieu") == PROVISIONAL


def _switch(path: str, *, provisional: bool) -> list[Tab]:
    return [
        Tab("Chỉ báo cáo đã tiếp nhận", path, not provisional),
        Tab("Tạm tính cả báo cáo đã gửi", f"{path}?so-lieu={PROVISIONAL}", provisional),
    ]


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 1)


def _rows(request: HttpRequest, summed: Total, form: Form) -> list[dict[str, Any]]:
    found = []
    query = f"?so-lieu={PROVISIONAL}" if summed.provisional else ""
    for row in Indicator.objects.filter(form=form).order_by("order"):
        derived = row.aggregation in DERIVED
        value: Decimal | None = summed.values.get(row.key)
        found.append(
            {
                "group": row.group,
                "label": row.label,
                "unit": row.unit_name,
                "places": row.decimals,
                "value": value,
                "stated": None if derived else summed.stated.get(row.key, 0),
                "url": "" if derived else f"{request.path}{row.key}/{query}",
                "percent": row.unit_name == "%" and row.aggregation != "change" and row.decimals < 3,
            }
        )
    return found
