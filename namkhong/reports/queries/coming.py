"""Which reports came to whom by a reorganisation, unit by unit, so that each is told once."""

from django.db.models import Count, F

from namkhong.reports.models import Rerouting, Return
from namkhong.reports.states import WRITABLE, ReturnState
from namkhong.units.models import Succession


def waiting_for_each(batch: int) -> dict[int, int]:
    """How many sent reports wait to be judged by each unit since a batch."""
    moved = Rerouting.objects.filter(batch=batch, moved=True, sheet__state=ReturnState.SUBMITTED)
    return dict(moved.order_by().values_list("to_unit").annotate(count=Count("pk")))


def begun_for_each(batch: int) -> dict[int, int]:
    """How many reports the units before had begun, by the unit that succeeds them since a batch."""
    pairs = Succession.objects.filter(batch=batch, predecessor__closed_in=batch).exclude(predecessor=F("successor"))
    ended = pairs.order_by().values("predecessor")
    rows = Return.objects.filter(unit__in=ended, state__in=WRITABLE).order_by().values_list("unit")
    begun = dict(rows.annotate(count=Count("pk")))
    found: dict[int, int] = {}
    for before, after in pairs.order_by("pk").values_list("predecessor", "successor"):
        if before in begun:
            found[after] = found.get(after, 0) + begun[before]
    return found


def led_elsewhere(batch: int) -> set[tuple[int, int]]:
    """Units whose waiting reports are received by another unit since a batch: sender and receiver."""
    moved = Rerouting.objects.filter(batch=batch, moved=True).exclude(sheet__unit__closed_in=batch)
    return set(moved.order_by().values_list("sheet__unit", "to_unit").distinct())
