"""Figures of an accepted return that scoring goes by; nobody types them there again."""

from datetime import datetime
from typing import Final

from django.urls import reverse

from namkhong.criteria.states import Measure
from namkhong.foundation.days import show_day
from namkhong.foundation.periods import parse_period
from namkhong.reports.models import Entry, Return
from namkhong.scoring.actions import tell_figure

SCORED: Final = {"satisfaction": Measure.SATISFACTION, "cases": Measure.CASES_CONCLUDED}
"""Figures of the forms by which a measured criterion is scored."""


def tell_figures(sheet: Return, at: datetime) -> None:
    """Tell what a return says that was just accepted; a figure left out takes back what an earlier one said."""
    rows = Entry.objects.filter(sheet=sheet.pk, indicator__key__in=SCORED).order_by("pk")
    for key, value in rows.values_list("indicator__key", "value"):
        tell_figure(
            unit=sheet.unit_id,
            period=sheet.period,
            measure=SCORED[key],
            value=value,
            source=f"Báo cáo {parse_period(sheet.period).label}, tiếp nhận ngày {show_day(at.date())}",
            source_url=reverse("reports:sheet", args=[sheet.pk]),
            at=at,
        )
