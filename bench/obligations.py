"""How fast duties are laid on 130,000 units and follow reorganisations; `python -m bench.obligations` runs alone."""

import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bench.alone import database, finish
from bench.rows import Row

if TYPE_CHECKING:
    from namkhong.campaigns.models import Campaign

TODAY = date(2026, 11, 22)
DEFINITIONS = 8
NEW: Any = "committee"
GOALS = {
    "assign_year": "<= 60",
    "assign_year_enrolled": "<= 60",
    "merge_3_into_1": "<= 5",
    "split_1_into_3": "<= 5",
    "whole_country": "<= 600",
}


def measure(country: Any) -> Iterator[Row]:
    """A year for everybody, the next one for enrolled units alone, then what follows reorganisations."""
    from django.db import connection

    from namkhong.campaigns.models import Duty, Enrolment

    campaign = _campaign(country)
    yield _timed("assign_year", lambda: _assign(campaign, 2026))
    print(f"{Duty.objects.count()} duties", flush=True)
    Enrolment.objects.bulk_create(
        (Enrolment(campaign=campaign, unit=unit, valid_from=TODAY) for unit in country.units[1:]), batch_size=5000
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    yield _timed("assign_year_enrolled", lambda: _assign(campaign, 2027))
    yield from _followed("merge_3_into_1", [(country.communes[:3], 1)])
    yield from _followed("split_1_into_3", [(country.communes[3:4], 3)])
    there = country.communes[60:3300]
    yield from _followed("whole_country", [(there[n : n + 3], 1) for n in range(0, len(there), 3)])


def _campaign(country: Any) -> "Campaign":
    from bench.world import START
    from namkhong.campaigns.actions import DefinitionDraft, define, launch, prepare
    from namkhong.campaigns.states import DutyKind, Obliged
    from namkhong.foundation.days import Bound
    from namkhong.people.actions import make_person
    from namkhong.plans.models import Plan
    from namkhong.plans.states import PlanState

    person = make_person("Trần Thị Đo")
    person.save()
    plan = Plan.objects.create(
        unit=country.top,
        line="union",
        title="Kế hoạch (đo tốc độ)",
        issued_on=date(2026, 1, 15),
        state=PlanState.ADOPTED,
        created_at=START,
        created_by=person,
        adopted_at=START,
        adopted_by=person,
    )
    campaign = prepare(plan=plan, name="Đo tốc độ", stages=[], targets=[], by=None, at=START)
    for place in range(DEFINITIONS):
        draft = DefinitionDraft(
            kind=DutyKind.TASK,
            title=f"Việc {place}",
            obliged=Obliged.ALL_BELOW,
            first_year=2026,
            bound=Bound.BY,
            day=30,
            month=11,
        )
        define(campaign=campaign, draft=draft, by=None, at=START)
    launch(campaign=campaign, on=TODAY, by=None, at=START)
    campaign.refresh_from_db()
    return campaign


def _assign(campaign: "Campaign", year: int) -> None:
    from bench.world import START
    from namkhong.campaigns.actions import assign_year

    assign_year(campaign=campaign, year=year, tree_on=TODAY, is_working_day=_every_day, by=None, at=START)


def _every_day(day: date) -> bool:
    return True


def _followed(name: str, changes: list[tuple[list[Any], int]]) -> Iterator[Row]:
    """What this room does after the units have changed: following, and taking that back."""
    from django.db import connection

    from bench.world import START
    from namkhong.campaigns.actions import follow, unfollow

    batch, on = _reorganised(changes)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    yield _timed(name, lambda: print(follow(batch=batch, effective_on=on, by=None, at=START), flush=True))
    yield _timed(f"{name}_taken_back", lambda: unfollow(batch=batch, by=None, at=START))


def _reorganised(changes: list[tuple[list[Any], int]]) -> tuple[int, date]:
    """Units end, so many new ones succeed them; whoever stood below an old one stands below the first new one."""
    from bench.world import START
    from namkhong.journal.actions import begin_batch
    from namkhong.units.actions import make_unit, rebuild_lineage
    from namkhong.units.models import Placement, Succession, Unit

    batch, on = begin_batch(kind="reorganisation", by=None, at=START), TODAY + timedelta(days=1)
    founded = [[make_unit(name=f"Xã mới {n} {k}", kind=NEW) for k in range(to)] for n, (_, to) in enumerate(changes)]
    Unit.objects.bulk_create([unit for units in founded for unit in units], batch_size=2000)
    pairs = [(old, new) for (olds, _), news in zip(changes, founded, strict=True) for old in olds for new in news]
    goals = {old.pk: news[0].pk for (olds, _), news in zip(changes, founded, strict=True) for old in olds}
    Unit.objects.filter(pk__in=goals).update(closed_on=TODAY, closed_in=batch)
    Succession.objects.bulk_create(
        [Succession(predecessor=old, successor=new, share=1, effective_on=on, batch=batch) for old, new in pairs],
        batch_size=2000,
    )
    stood = list(Placement.objects.filter(unit__in=goals, valid_to=None).values_list("unit", "line", "parent"))
    successors = defaultdict(list)
    for old, new in pairs:
        successors[old.pk].append(new.pk)
    above = {(new, line): parent for unit, line, parent in stood for new in successors[unit]}
    moved = list(Placement.objects.filter(parent__in=goals, valid_to=None).values_list("unit", "line", "parent"))
    Placement.objects.filter(unit__in=goals, valid_to=None).end_in(batch.pk, TODAY)
    Placement.objects.filter(parent__in=goals, valid_to=None).end_in(batch.pk, TODAY)
    rows = [(unit, line, goals[parent]) for unit, line, parent in moved]
    rows += [(unit, line, parent) for (unit, line), parent in above.items()]
    Placement.objects.bulk_create(
        [
            Placement(unit_id=unit, line=line, parent_id=parent, valid_from=on, begun_in=batch)
            for unit, line, parent in rows
        ],
        batch_size=2000,
    )
    for line in ("union", "administration"):
        rebuild_lineage(line=line)
    return batch.pk, on


def _timed(name: str, act: Callable[[], object]) -> Row:
    began = time.perf_counter()
    act()
    spent = round(time.perf_counter() - began, 2)
    return Row(f"campaigns.{name}", spent, "s", goal=GOALS[name.removesuffix("_taken_back")])


def main() -> int:
    """Measure in a database of its own."""
    with database():
        from bench import land

        return finish(measure(land.build(int(os.environ.get("NAMKHONG_BENCH_UNITS", "130000")))))


if __name__ == "__main__":
    sys.exit(main())
