"""Figures that add themselves up: the total of a unit, where each figure comes from, and who is missing."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from namkhong.campaigns.models import Campaign
from namkhong.design.components.charts import Bar
from namkhong.design.components.tables import PAGE, sort_columns
from namkhong.foundation.clock import today
from namkhong.foundation.periods import Period
from namkhong.people.access import entered_with
from namkhong.people.rules import Verb
from namkhong.reports.exports import table_file
from namkhong.reports.models import Form, Indicator
from namkhong.reports.queries import contributions, form_of, periods_gathered, total_for
from namkhong.reports.queries.matrix import matrix, matrix_now
from namkhong.reports.rules import Values
from namkhong.reports.states import DERIVED
from namkhong.reports.views.entry import crumbs, gathered, period_in
from namkhong.reports.views.look import Look
from namkhong.reports.views.totals_now import has_ended, now_context, order_of, places_of, places_seen, trace_context
from namkhong.units.models import Unit

PER_PAGE, SHOWN_MISSING, SHOWN_BARS = 50, 20, 12


@entered_with(Verb.READ_REPORT)
@require_safe
def total(request: HttpRequest, campaign: int, period: str, unit: int) -> HttpResponse:
    """The figures under a unit for one period: final, or provisional with what has been sent so far."""
    found, at = gathered(request, campaign, unit)
    asked, form, look = period_in(period), _form(found), Look.of(request)
    context = _common(request, found, at, asked, look) | {
        "crumbs": crumbs((f"Số liệu tổng hợp {asked.label}", "")),
        "periods": periods_gathered(at.pk, found, today()),
    }
    if look.now:
        context |= now_context(found, at, asked, form, today(), look)
    else:
        context |= _was_context(found, at, asked, form, look)
    summed = context["total"]
    rows = _rows(request, summed.values, summed.stated, form, look)
    context |= {"groups": rows, "rates": [Bar(row["label"], _rounded(row["value"])) for row in rows if row["percent"]]}
    return render(request, "reports/total_now.html" if look.now else "reports/total.html", context)


@entered_with(Verb.READ_REPORT)
@require_safe
def trace(request: HttpRequest, campaign: int, period: str, unit: int, key: str) -> HttpResponse:
    """Which units put what into one figure."""
    found, at = gathered(request, campaign, unit)
    asked, form, look = period_in(period), _form(found), Look.of(request)
    rows = Indicator.objects.filter(form=form, key=key).exclude(aggregation__in=DERIVED)
    indicator = rows.select_related("form").first()
    if indicator is None:
        raise Http404
    context = _common(request, found, at, asked, look) | {
        "indicator": indicator,
        "crumbs": crumbs((f"Số liệu tổng hợp {asked.label}", f"../{look.query}"), (indicator.label, "")),
    }
    if look.now:
        context |= trace_context(request, found, at, asked, indicator, today(), look)
        return render(request, "reports/trace_now.html", context)
    return render(request, "reports/trace.html", context | _trace_was(request, found, at, asked, indicator, look))


@entered_with(Verb.READ_REPORT)
@require_safe
def export(request: HttpRequest, campaign: int, period: str, unit: int, kind: str) -> HttpResponse:
    """Every unit's figures of a period as a table to work on: CSV or Excel."""
    found, at = gathered(request, campaign, unit)
    asked, form, look, on = period_in(period), _form(found), Look.of(request), today()
    if look.now:
        places = places_seen(found, at, on)
        head, rows = matrix_now(at.pk, found, form, asked.key, on, provisional=look.provisional, places=places)
        return table_file(kind, f"so-lieu-{asked.key}-to-chuc-hien-nay", head, rows)
    head, rows = matrix(at.pk, found, form, asked.key, on, provisional=look.provisional)
    return table_file(kind, f"so-lieu-{asked.key}", head, rows)


def _common(request: HttpRequest, campaign: Campaign, unit: Unit, period: Period, look: Look) -> dict[str, Any]:
    return {
        "campaign": campaign,
        "unit": unit,
        "period": period,
        "today": today(),
        "tabs": look.by_judgement(request.path),
        "trees": look.by_tree(request.path),
        "provisional": look.provisional,
        "query": look.query,
    }


def _was_context(campaign: Campaign, unit: Unit, period: Period, form: Form, look: Look) -> dict[str, Any]:
    summed = total_for(unit.pk, campaign, form, period.key, today(), provisional=look.provisional)
    return {
        "total": summed,
        "accepted": summed.obliged - len(summed.missing),
        "missing": summed.missing[:SHOWN_MISSING],
        "more_missing": max(0, len(summed.missing) - SHOWN_MISSING),
        "ended": has_ended(unit, today()),
    }


def _trace_was(
    request: HttpRequest, campaign: Campaign, unit: Unit, period: Period, indicator: Indicator, look: Look
) -> dict[str, Any]:
    asked = (unit.pk, campaign, indicator.form, period.key)
    entries = contributions(*asked, indicator.key, today(), provisional=look.provisional)
    summed = total_for(*asked, today(), provisional=look.provisional)
    return {
        "value": summed.values.get(indicator.key),
        "total": summed,
        "page": Paginator(entries.order_by(*order_of(request)), PER_PAGE).get_page(request.GET.get(PAGE)),
        "columns": sort_columns(
            [("don-vi", "Đơn vị"), ("so", f"{indicator.label}:number"), ("", "Báo cáo")], request.GET
        ),
        "bars": [Bar(row.sheet.unit.brief, row.value) for row in entries[:SHOWN_BARS]],
    }


def _form(campaign: Campaign) -> Form:
    form = form_of(campaign)
    if form is None:
        raise Http404
    return form


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 1)


def _rows(
    request: HttpRequest, values: Values, stated: Mapping[str, int], form: Form, look: Look
) -> list[dict[str, Any]]:
    found = []
    for row in Indicator.objects.filter(form=form).order_by("order"):
        derived = row.aggregation in DERIVED
        value: Decimal | None = values.get(row.key)
        found.append(
            {
                "group": row.group,
                "label": row.label,
                "unit": row.unit_name,
                "places": row.decimals if derived else places_of(value, row.decimals),
                "value": value,
                "stated": None if derived else stated.get(row.key, 0),
                "url": "" if derived else f"{request.path}{row.key}/{look.query}",
                "percent": row.unit_name == "%" and row.aggregation != "change" and row.decimals < 3,
            }
        )
    return found
