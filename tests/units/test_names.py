"""Units under their names of today and of former days, in Vietnamese order."""

from datetime import date

import pytest

from namkhong.units import queries
from namkhong.units.actions import NoName, RenamedLater, found, make_unit, place_many, rename
from namkhong.units.models import Placement, Unit
from namkhong.units.queries import tree
from namkhong.units.states import UnitKind
from tests.world import NOW, SINCE, TODAY, World


def test_a_renamed_unit_is_found_by_both_names(world: World) -> None:
    old = world.school.name
    rename(unit=world.school, name=" Trường  Tiểu học Hùng Vương ", short_name="", since=TODAY, by=1, at=NOW)
    unit = Unit.objects.get(pk=world.school.pk)
    assert (unit.name, unit.brief) == ("Trường Tiểu học Hùng Vương", "Trường Tiểu học Hùng Vương")
    assert list(queries.find("hung vuong")) == list(queries.find("TH dong tam")) == [unit]
    assert [row.name for row in queries.former_names(unit)] == [old]
    assert queries.name_on(unit, TODAY) == unit.name
    assert queries.name_on(unit, date(2026, 11, 21)) == queries.name_on(unit, date(2001, 1, 1)) == old


def test_each_name_has_its_days(world: World) -> None:
    for name, since in (("Tên hai", date(2022, 1, 1)), ("Tên ba", date(2024, 1, 1))):
        rename(unit=world.school, name=name, short_name="", since=since, by=1, at=NOW)
    days = [(row.name, row.valid_from, row.valid_to) for row in queries.former_names(world.school)]
    assert days == [
        ("Tên hai", date(2022, 1, 1), date(2023, 12, 31)),
        ("Trường Tiểu học Đồng Tâm", SINCE, date(2021, 12, 31)),
    ]
    assert queries.name_on(world.school, date(2023, 6, 1)) == "Tên hai"


def test_a_name_that_cannot_be_is_refused(world: World) -> None:
    with pytest.raises(NoName):
        rename(unit=world.school, name="  ", short_name="", since=TODAY, by=1, at=NOW)
    new = found(name="Mới", kind=UnitKind.SCHOOL, by=1, at=NOW, founded_on=TODAY)
    with pytest.raises(RenamedLater, match="22/11/2026"):
        rename(unit=new, name="Mới nữa", short_name="", since=TODAY, by=1, at=NOW)


@pytest.mark.parametrize("few", [0, 4000])
def test_a_subtree_is_read_page_by_page_in_vietnamese_order(world: World, monkeypatch, few: int) -> None:
    """Sorted at once or met by walking all names: the same pages."""
    monkeypatch.setattr(tree, "FEW", few)
    names = ["Xã Đồng", "Xã Dương", "Xã Ân", "Xã An", "Xã Ấn", "Xã Ân"]
    units = Unit.objects.bulk_create(make_unit(name=name, kind=UnitKind.AGENCY) for name in names)
    rows = [Placement(unit=unit, line="union", parent=world.school, valid_from=SINCE) for unit in units]
    place_many(placements=rows, line="union")
    found_units: list[Unit] = []
    while page := queries.subtree_page(
        world.district.pk, "union", TODAY, after=found_units[-1] if found_units else None, size=4
    ):
        found_units += page
    communes = [unit.name for unit in found_units if unit.name.startswith("Xã")]
    assert communes == ["Xã An", "Xã Ân", "Xã Ân", "Xã Ấn", "Xã Dương", "Xã Đồng"]
    assert (
        len(found_units)
        == len({unit.pk for unit in found_units})
        == queries.count_below(world.district.pk, "union", TODAY)
    )
    with_self = queries.subtree_page(world.district.pk, "union", SINCE, with_self=True)
    assert len(with_self) == len(found_units) + 1
