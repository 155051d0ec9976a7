"""Whatever is placed, moved or ended, the lineage that was refreshed is the one that would be rebuilt."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namkhong.foundation.errors import DomainError
from namkhong.units.actions import (
    CircleInTree,
    TooDeep,
    close,
    leave_line,
    lineage,
    make_unit,
    move,
    place,
    place_many,
    rebuild_lineage,
    refresh_lineage,
)
from namkhong.units.models import Lineage, Placement, Unit
from namkhong.units.states import UnitKind
from tests.world import NOW

START = date(2020, 1, 1)
STEP = st.tuples(
    st.sampled_from(["place", "move", "leave", "close"]), st.integers(0, 7), st.integers(-1, 7), st.integers(0, 30)
)


def rows() -> set[tuple[object, ...]]:
    found = list(Lineage.objects.values_list("line", "ancestor", "descendant", "depth", "valid_from", "valid_to"))
    assert len(found) == len(set(found))
    return set(found)


def do(step: tuple[str, int, int, int], units: list[Unit]) -> None:
    verb, unit, parent, days = step
    who, day = units[unit], START + timedelta(days=days)
    above = None if parent < 0 else units[parent]
    if verb in ("place", "move"):
        (place if verb == "place" else move)(unit=who, line="union", parent=above, since=day, by=None, at=NOW)
    elif verb == "leave":
        leave_line(unit=who, line="union", until=day, by=None, at=NOW)
    else:
        close(unit=who, on=day, by=None, at=NOW)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=14))
def test_refreshed_is_rebuilt(db: None, steps: list[tuple[str, int, int, int]]) -> None:
    Lineage.objects.all().delete()
    Placement.objects.all().delete()
    units = [make_unit(name=f"Đơn vị {n}", kind=UnitKind.AGENCY) for n in range(8)]
    others = [make_unit(name=f"Ngoài {n}", kind=UnitKind.AGENCY) for n in range(20)]
    Unit.objects.bulk_create([*units, *others])
    # Enough other units for a handful of changed ones never to be "most of the line".
    place_many(placements=[Placement(unit=each, line="union", valid_from=START) for each in others], line="union")
    for step in steps:
        with suppress(DomainError):
            do(step, units)
    refreshed = rows()
    rebuild_lineage(line="union")
    assert refreshed == rows()


def test_refreshing_nobody_asks_little(db: None) -> None:
    refresh_lineage(line="union", units=[])
    assert not Lineage.objects.exists()


def test_most_of_a_line_is_rebuilt_whole(world, monkeypatch) -> None:
    monkeypatch.setattr(lineage, "SOME", 0)
    before = rows()
    refresh_lineage(line="union", units=[world.federation.pk])
    assert rows() == before


@pytest.mark.parametrize("whole", [True, False])
def test_a_circle_is_found_in_sets(world, whole: bool) -> None:
    """Both ways of deriving refuse it, and name two units that stand in it."""
    Placement.objects.filter(unit=world.federation).update(parent=world.school)
    with pytest.raises(CircleInTree, match=r"Không thể đặt “.+” dưới “.+”"):
        if whole:
            rebuild_lineage(line="union")
        else:
            refresh_lineage(line="union", units=[world.school.pk])


def ladder(levels: int) -> list[Unit]:
    """Units of which each stands under the one before."""
    units = [make_unit(name=f"Bậc thứ {level}", kind=UnitKind.AGENCY) for level in range(1, levels + 1)]
    Unit.objects.bulk_create(units)
    above = [None, *units]
    steps = zip(units, above, strict=False)
    rows = [Placement(unit=unit, line="sector", parent=upper, valid_from=START) for unit, upper in steps]
    place_many(placements=rows, line="sector")
    return units


def test_as_many_levels_as_a_line_may_have_are_all_known(db: None) -> None:
    units = ladder(lineage.MOST)
    below = Lineage.objects.filter(ancestor=units[0], line="sector", depth__gt=0).order_by("depth")
    assert [row.descendant for row in below] == units[1:]


def test_one_level_more_is_refused_with_a_sentence(db: None) -> None:
    """Nothing is placed, and the sentence names both ends of the walk that is too long."""
    with pytest.raises(TooDeep, match=r"từ “Bậc thứ 1” xuống “Bậc thứ 21” sẽ có hơn 20 cấp"), transaction.atomic():
        ladder(lineage.MOST + 1)
    assert not Placement.objects.exists()


@pytest.mark.parametrize("whole", [True, False])
def test_who_goes_too_deep_with_its_superior_is_named(db: None, monkeypatch, whole: bool) -> None:
    """A unit that moves takes everybody below along; both ways of deriving see how deep they come."""
    units = ladder(lineage.MOST)
    top = make_unit(name="Cấp trên mới", kind=UnitKind.AGENCY)
    top.save()
    place(unit=top, line="sector", parent=None, since=START, by=None, at=NOW)
    monkeypatch.setattr(lineage, "SOME", 0 if whole else 1000)
    before = rows()
    with pytest.raises(TooDeep, match=r"“Cấp trên mới” xuống “Bậc thứ 20”"):
        move(unit=units[0], line="sector", parent=top, since=START + timedelta(days=9), by=None, at=NOW)
    assert rows() == before


def test_a_circle_longer_than_a_line_may_be_deep_is_refused(db: None) -> None:
    units = ladder(lineage.MOST)
    more = [make_unit(name=f"Thêm {n}", kind=UnitKind.AGENCY) for n in range(3)]
    Unit.objects.bulk_create(more)
    ring = [*units, *more]
    Placement.objects.all().delete()
    Placement.objects.bulk_create(
        Placement(unit=unit, line="sector", parent=ring[place - 1], valid_from=START) for place, unit in enumerate(ring)
    )
    with pytest.raises(TooDeep):
        rebuild_lineage(line="sector")
