"""The map of provinces: exactly those of today, each on a tile of its own."""

import pytest

from namkhong.design.components.spread import COLUMNS, ROWS
from namkhong.feedback.rules.places import ENOUGH, PLACES, on_map, province_of, short_name
from namkhong.units.country.source import read

NAMES = [f"UBND tỉnh {name}" for name in PLACES]


def test_the_map_has_the_provinces_of_today_each_on_its_own_tile() -> None:
    today = {area.name for area in read().provinces}
    assert {province_of(name) for name in today} == set(PLACES) and len(today) == len(PLACES) == 34
    assert len(set(PLACES.values())) == 34
    assert all(row <= ROWS and column <= COLUMNS for row, column in PLACES.values())


@pytest.mark.parametrize(
    ("unit", "province"),
    [
        ("Liên đoàn Lao động tỉnh Đồng Nai", "Đồng Nai"),
        ("UBND Thành phố HỒ CHÍ MINH ", "Hồ Chí Minh"),
        ("Thành phố Huế", "Huế"),
        ("Sở Y tế tỉnh Thừa Thiên Huế", "Huế"),
        ("Xã Hà Nội Mới", None),
        ("Phường Tân Huếu", None),
        ("", None),
    ],
)
def test_a_unit_is_placed_by_the_end_of_its_name(unit: str, province: str | None) -> None:
    assert province_of(unit) == province


def test_a_map_needs_provinces_only_each_once_and_enough_of_them() -> None:
    assert on_map(NAMES) == list(PLACES)
    assert on_map(NAMES[: ENOUGH - 1]) is None
    assert on_map([*NAMES, "Trường Đại học Đồng Tâm"]) is None
    assert on_map([*NAMES, NAMES[0]]) is None
    assert short_name("Hồ Chí Minh") == "TP. HCM" and short_name("Huế") == "Huế"
