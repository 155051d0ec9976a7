"""The table of who stands under whom says what a walk up the placements says, on every day."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namkhong.units import queries
from namkhong.units.actions import make_unit, rebuild_lineage
from namkhong.units.models import Lineage, Placement, Unit
from namkhong.units.states import UnitKind

START = date(2020, 1, 1)
DAYS = 40

Stretch = tuple[int, int | None, int, int | None]
"""Unit, parent (both by place in the list), first day, last day (None: open)."""


@st.composite
def histories(draw: st.DrawFn) -> list[Stretch]:
    """Up to seven units that move about: each stands under an earlier one (so no circles), stretch after stretch."""
    rows: list[Stretch] = []
    for unit in range(draw(st.integers(1, 7))):
        day = draw(st.integers(0, 10))
        for _ in range(draw(st.integers(0, 3))):
            parent = draw(st.sampled_from([None, *range(unit)]))
            last = draw(st.one_of(st.none(), st.integers(day, day + 15)))
            rows.append((unit, parent, day, last))
            if last is None:
                break
            day = last + draw(st.integers(1, 5))
    return rows


def walk_up(rows: list[Stretch], unit: int, day: int) -> list[int]:
    """A unit and everybody above it on a day, nearest first; nothing when it stands nowhere."""
    for lower, parent, first, last in rows:
        if lower == unit and first <= day and (last is None or day <= last):
            above = [] if parent is None else (walk_up(rows, parent, day) or [parent])
            return [unit, *above]
    return []


def day(number: int | None) -> date | None:
    return None if number is None else START + timedelta(days=number)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=histories())
def test_lineage_is_the_walk_up(db: None, rows: list[Stretch]) -> None:
    units = [make_unit(name=f"Đơn vị {n}", kind=UnitKind.AGENCY) for n in range(7)]
    Unit.objects.bulk_create(units)
    Placement.objects.all().delete()
    places = [
        Placement(
            unit=units[unit],
            parent=None if parent is None else units[parent],
            line="union",
            valid_from=day(first),
            valid_to=day(last),
        )
        for unit, parent, first, last in rows
    ]
    Placement.objects.bulk_create(places)
    rebuild_lineage(line="union")
    number = {unit.pk: n for n, unit in enumerate(units)}
    for each in range(0, DAYS, 3):
        found = {n: [] for n in range(7)}
        for row in Lineage.objects.on(day(each)).order_by("depth"):
            found[number[row.descendant_id]].append(number[row.ancestor_id])
        assert found == {n: walk_up(rows, n, each) for n in range(7)}, f"day {each}"


@pytest.mark.parametrize("line", ["union", "administration"])
def test_lines_do_not_touch(world, line: str) -> None:
    today = date(2026, 11, 22)
    above = {"union": world.district, "administration": world.district_committee}
    assert queries.parent(world.school.pk, line, today) == above[line]
    assert queries.is_below(world.school.pk, above[line].pk, line, today)
    other = {"union": "administration", "administration": "union"}[line]
    assert not queries.is_below(world.school.pk, above[line].pk, other, today)
