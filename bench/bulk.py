"""How fast a year's duties reach a large tree, beside plain inserts of the same rows in the same database."""

import time
from collections.abc import Iterator
from datetime import date

from django.db import connection, transaction

from bench.rows import Row
from bench.world import START, BenchWorld
from namkhong.campaigns.actions import assign_year
from namkhong.campaigns.models import Duty
from namkhong.law.queries import is_working_day


def measure(world: BenchWorld) -> Iterator[Row]:
    """Rows a second, and CPU milliseconds for a thousand rows."""
    cpu, began = time.process_time(), time.perf_counter()
    made = assign_year(
        campaign=world.campaign,
        year=2027,
        tree_on=date(2027, 1, 1),
        is_working_day=is_working_day,
        by=world.officer,
        at=START,
    )
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    control = made / _plain_insert(world)
    yield Row("campaigns.assign_rows_per_s", round(made / wall), "rows/s", round(control), "executemany", "ratio >= 1")
    yield Row("campaigns.assign_cpu_ms_per_1000", round(cpu / made * 1e6, 3), "ms")


def _plain_insert(world: BenchWorld) -> float:
    """Seconds that the driver's executemany needs for the same rows, rolled back."""
    columns = "campaign_id, definition_id, unit_id, to_unit_id, period, year, due_on, state, fulfilled_on, reason"
    names = columns.split(", ")
    rows = list(Duty.objects.filter(campaign=world.campaign, year=2027).order_by("pk").values_list(*names))
    places = ", ".join(["%s"] * len(names))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM campaigns_duty WHERE campaign_id = %s AND year = 2027", [world.campaign.pk])
        began = time.perf_counter()
        cursor.executemany(f"INSERT INTO campaigns_duty ({columns}) VALUES ({places})", rows)
        spent = time.perf_counter() - began
        transaction.set_rollback(True)
    return spent
