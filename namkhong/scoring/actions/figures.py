"""Figures that a room above tells of a unit, for measured criteria."""

from datetime import datetime
from decimal import Decimal

from namkhong.scoring.models import KnownFigure


def tell_figure(
    *, unit: int, period: str, measure: str, value: Decimal | None, source: str, source_url: str, at: datetime
) -> None:
    """Keep the latest figure of a unit and period; no value says that none is known any more."""
    if value is None:
        KnownFigure.objects.filter(unit=unit, period=period, measure=measure).delete()
        return
    told = {"value": value, "source": source[:200], "source_url": source_url, "told_at": at}
    KnownFigure.objects.update_or_create(unit_id=unit, period=period, measure=measure, defaults=told)
