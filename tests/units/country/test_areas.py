"""What areas and their committees are called, what went on unchanged, what the decisions did."""

from collections import Counter
from datetime import date

import pytest

from namkhong.units.country.areas import Area, only, renamed, unchanged
from namkhong.units.country.changes import divided, of_communes, of_districts, of_divided, of_provinces
from namkhong.units.country.decisions import as_on, changes_between, decisions
from namkhong.units.country.source import check, read
from namkhong.units.states import ChangeKind

PEOPLE = frozenset({"Hồ Chí Minh", "Nguyễn Huệ"})


@pytest.mark.parametrize(
    ("word", "name", "committee", "place"),
    [
        ("Tỉnh", "Tây Ninh", "Ủy ban nhân dân tỉnh Tây Ninh", "Tây Ninh"),
        ("Thành phố", "Hà Nội", "Ủy ban nhân dân thành phố Hà Nội", "Hà Nội"),
        ("Thành phố", "Hồ Chí Minh", "Ủy ban nhân dân Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("Xã", "Nguyễn Huệ", "Ủy ban nhân dân xã Nguyễn Huệ", "Xã Nguyễn Huệ"),
        ("Phường", "1 Bảo Lộc", "Ủy ban nhân dân Phường 1 Bảo Lộc", "Phường 1 Bảo Lộc"),
        ("Quận", "1", "Ủy ban nhân dân Quận 1", "Quận 1"),
        ("Đặc khu", "Phú Quốc", "Ủy ban nhân dân đặc khu Phú Quốc", "Phú Quốc"),
    ],
)
def test_names(word: str, name: str, committee: str, place: str) -> None:
    area = Area("00001", word, name)
    assert (area.committee, area.place(PEOPLE)) == (committee, place)
    assert area.short == committee.replace("Ủy ban nhân dân", "UBND")


def test_every_name_of_a_person_is_the_name_of_an_area() -> None:
    country = read()
    names = {area.name for area in (*country.today, *country.former)}
    assert decisions().people <= names


def test_eleven_provinces_and_129_communes_went_on() -> None:
    country = read()
    went_on = unchanged(country)
    assert Counter(len(code) for code in went_on) == {2: 11, 5: 129}
    names = {area.name for area in country.provinces if area.code in went_on}
    assert names == {
        "Hà Nội",
        "Huế",
        "Lai Châu",
        "Điện Biên",
        "Sơn La",
        "Lạng Sơn",
        "Quảng Ninh",
        "Thanh Hóa",
        "Nghệ An",
        "Hà Tĩnh",
        "Cao Bằng",
    }
    assert {area.name for area in renamed(country).values()} == {"Krông Na", "Bà Gia", "Tà Si Láng", "Đắc Lua"}


def test_a_township_that_became_a_commune_is_a_new_one() -> None:
    country = read()
    old = next(area for area in country.former_communes if area.name == "Mường Lát")
    new = next(area for area in country.communes if area.name == "Mường Lát")
    assert (old.word, new.word, old.code) == ("Thị trấn", "Xã", new.code)
    assert country.heirs[old.code] == (new.code,) and new.code not in unchanged(country)


def test_the_decisions_name_every_province_once() -> None:
    table = decisions()
    assert set(table.communes) == set(table.divided) == {area.code for area in read().provinces}
    numbers = sorted(decision.number for decision in table.communes.values())
    assert [int(number[:4]) for number in numbers] == list(range(1654, 1688))


def test_every_former_area_is_in_exactly_one_change_or_went_on() -> None:
    country = read()
    changes = of_provinces(country) + of_districts(country)
    for province in country.provinces:
        changes += of_communes(country, province.code) + of_divided(country, province.code)
    kinds = Counter((change.kind, bool(change.after)) for change in changes)
    assert kinds == {
        (ChangeKind.MERGE, True): 23 + 3041,
        (ChangeKind.DISSOLVE, True): 112,
        (ChangeKind.DISSOLVE, False): 691,
        (ChangeKind.SPLIT, True): 471,
    }
    before = [code for change in changes for code in change.before]
    assert len(before) == len(set(before))
    assert set(before) | unchanged(country) == {area.code for area in country.former} - ({""})
    assert divided(country) == {change.before[0] for change in changes if change.kind == ChangeKind.SPLIT}


def test_what_became_another_kind_of_area_in_2026() -> None:
    country = read()
    areas = {area.code: area for area in country.today}
    assert sum(len(each.codes) for each in decisions().later) == 25
    assert all(code in areas for each in decisions().later for code in each.codes)
    dong_nai = areas["75"]
    assert as_on(dong_nai, date(2026, 4, 29)).word == "Tỉnh"
    assert as_on(dong_nai, date(2026, 4, 30)).word == "Thành phố"
    assert list(changes_between(dong_nai, date(2026, 4, 30), date(2027, 1, 1))) == []
    change, now = next(changes_between(dong_nai, date(2025, 7, 1), date(2026, 4, 30)))
    assert (now.in_words, change.effective_on) == ("thành phố Đồng Nai", date(2026, 4, 30))
    today = Counter(as_on(area, date(2026, 11, 25)).word for area in country.today)
    assert today == {"Tỉnh": 25, "Thành phố": 9, "Xã": 2599, "Phường": 709, "Đặc khu": 13}


def test_a_cut_of_the_country_fits_together() -> None:
    cut = only(read(), frozenset({"80", "01"}))
    check(cut)
    assert {area.name for area in cut.former_provinces} == {"Tây Ninh", "Long An", "Hà Nội"}
    assert len(cut.communes) == 96 + 126
