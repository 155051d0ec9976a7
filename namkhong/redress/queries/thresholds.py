"""What is expected of a unit: the threshold of the nearest unit above that has set one."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from namkhong.redress.models import Threshold
from namkhong.redress.rules.standing import THRESHOLD
from namkhong.units.models import Lineage


def thresholds_of(units: Collection[int], on: date) -> dict[int, Decimal]:
    """By unit. Of two that are equally near, on two lines, the higher one holds."""
    set_by = dict(Threshold.objects.order_by().values_list("unit", "percent"))
    found: dict[int, tuple[int, Decimal]] = {}
    rows = Lineage.objects.on(on).filter(descendant__in=units, ancestor__in=set_by, depth__gt=0).order_by()
    for unit, upper, depth in rows.values_list("descendant", "ancestor", "depth"):
        nearer = (depth, -set_by[upper])
        found[unit] = min(found.get(unit, nearer), nearer)
    return {unit: -found[unit][1] if unit in found else THRESHOLD for unit in units}


def threshold_set_by(unit: int) -> Threshold | None:
    """What a unit has set for those below it."""
    return Threshold.objects.filter(unit=unit).select_related("set_by").first()
