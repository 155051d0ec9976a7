"""The data of the country fit together, and say what the official figures say."""

import csv
import json
import unicodedata
import warnings
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from namkhong.config.settings import ROOT
from namkhong.foundation.text import fold
from namkhong.units.country import source
from namkhong.units.country.areas import Country, sources
from namkhong.units.country.decisions import as_on, decisions
from namkhong.units.country.source import DataDoNotFit, NoData, check, read, read_files

ADMIN = next((folder for up in ROOT.parents if (folder := up / "shared" / "data" / "admin").is_dir()), Path("/absent"))
MAPPING, TODAY = ADMIN / "old63_to_new34_wards.csv", ADMIN / "vn_units_2025.json"


@pytest.fixture(scope="module")
def country() -> Country:
    return read()


def there(path: Path) -> bool:
    """Whether a file to compare with is there; its absence is said loudly."""
    if not path.is_file():
        warnings.warn(f"{path} is absent: the data of the country are not compared with it", stacklevel=2)
    return path.is_file()


def kinds(areas: tuple) -> Counter:
    return Counter(area.word for area in areas)


def test_today_has_34_provinces_and_3321_communes(country: Country) -> None:
    assert kinds(country.provinces) == {"Tỉnh": 28, "Thành phố": 6}
    assert kinds(country.communes) == {"Xã": 2621, "Phường": 687, "Đặc khu": 13}
    assert len(country.communes) == 3321


def test_before_there_were_63_provinces_696_districts_and_10035_communes(country: Country) -> None:
    assert kinds(country.former_provinces) == {"Tỉnh": 57, "Thành phố": 6}
    assert kinds(country.districts) == {"Huyện": 508, "Thành phố": 87, "Thị xã": 52, "Quận": 49}
    assert len(country.former_communes) == 10_035


def test_10602_counts_pairs_of_old_and_new_not_communes(country: Country) -> None:
    """10,035 communes and 5 island districts without communes; 471 of them were divided over 2 to 5."""
    communal = {old: new for old, new in country.heirs.items() if len(old) > 2}
    islands = {old for old in communal if len(old) == 3}
    assert len(communal) == 10_035 + len(islands) == 10_040
    assert {area.name for area in country.districts if area.code in islands} == {
        "Bạch Long Vĩ",
        "Cồn Cỏ",
        "Hoàng Sa",
        "Lý Sơn",
        "Côn Đảo",
    }
    assert Counter(len(new) for new in communal.values()) == {1: 9569, 2: 397, 3: 58, 4: 15, 5: 1}
    assert sum(len(new) for new in communal.values()) == 10_602


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("Tây Ninh", {"Tây Ninh", "Long An"}),
        ("Ninh Bình", {"Ninh Bình", "Nam Định", "Hà Nam"}),
        ("Vĩnh Long", {"Vĩnh Long", "Bến Tre", "Trà Vinh"}),
        ("Đồng Nai", {"Đồng Nai", "Bình Phước"}),
        ("Hồ Chí Minh", {"Hồ Chí Minh", "Bình Dương", "Bà Rịa - Vũng Tàu"}),
        ("Hà Nội", {"Hà Nội"}),
    ],
)
def test_provinces_of_the_first_campaigns(country: Country, now: str, before: set[str]) -> None:
    names = {area.code: area.name for area in country.former_provinces}
    code = next(area.code for area in country.provinces if area.name == now)
    assert {names[old] for old in sources(country)[code]} == before


@pytest.mark.parametrize(("district", "province"), [("Dương Minh Châu", "Tây Ninh"), ("Trực Ninh", "Ninh Bình")])
def test_districts_of_the_first_campaigns(country: Country, district: str, province: str) -> None:
    """Their communes all went to communes of the province that is there today."""
    code = next(area.code for area in country.districts if area.name == district)
    upper = {area.code: area.upper for area in country.communes}
    names = {area.code: area.name for area in country.provinces}
    old = [area.code for area in country.former_communes if area.upper == code]
    assert len(old) > 8
    assert {names[upper[new]] for each in old for new in country.heirs[each]} == {province}


def test_every_commune_stays_within_the_heir_of_its_province(country: Country) -> None:
    upper = {area.code: area.upper for area in country.communes}
    above = {area.code: area.upper for area in (*country.districts, *country.former_communes)}
    for old, new in country.heirs.items():
        if len(old) > 2:
            province = above[old] if len(old) == 3 else above[above[old]]
            assert {upper[each] for each in new} == set(country.heirs[province]), old


def test_names_are_composed_and_tidy(country: Country) -> None:
    for area in (*country.today, *country.former):
        assert unicodedata.is_normalized("NFC", area.name) and area.name == " ".join(area.name.split())
        assert area.word[0].isupper() and area.word[1:].islower() and area.name[0].upper() == area.name[0]
        assert len(area.committee) <= 120 and len(area.place(decisions().people)) <= 100


def test_numbers_say_what_an_area_is(country: Country) -> None:
    for areas, digits in (
        (country.provinces, 2),
        (country.communes, 5),
        (country.former_provinces, 2),
        (country.districts, 3),
        (country.former_communes, 5),
    ):
        codes = [area.code for area in areas]
        assert all(code.isdigit() and len(code) == digits for code in codes)
        assert codes == sorted(set(codes))


def test_the_mapping_is_the_one_published_beside_the_package(country: Country) -> None:
    if not there(MAPPING):
        return
    with MAPPING.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    published = {(row["wardCode"] or row["districtCode"], row["newWardCode"]) for row in rows}
    assert published == {(old, new) for old, heirs in country.heirs.items() if len(old) > 2 for new in heirs}


def test_another_source_of_2026_has_the_same_areas(country: Country) -> None:
    """It knows the changes up to 1 September 2026, writes some accents elsewhere, and one number otherwise."""
    if not there(TODAY):
        return
    provinces = json.loads(TODAY.read_text(encoding="utf-8"))
    other = {ward["Code"]: ward["FullName"] for province in provinces for ward in province["Wards"]}
    other |= {province["Code"]: province["FullName"] for province in provinces}
    ours = {area.code: as_on(area, max(each.effective_on for each in decisions().later)) for area in country.today}
    assert set(other) ^ set(ours) == {"06970", "06978"}, "Ba Chẽ"
    differ = {
        code for code in set(ours) & set(other) if fold(f"{ours[code].word} {ours[code].name}") != fold(other[code])
    }
    late = {code for each in decisions().later if each.number[:2] in ("36", "38", "39") for code in each.codes}
    assert differ == late, "what came into force in September 2026 is not in that source yet"


def test_without_the_package_a_clerk_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(source, "PACKAGE", "goi-khong-co")
    with pytest.raises(NoData, match="hãy cài gói goi-khong-co"):
        source._folder()
    with pytest.raises(NoData, match="Chưa có gì được ghi"):
        read_files(tmp_path)


def test_data_that_do_not_fit_are_refused(country: Country) -> None:
    with pytest.raises(DataDoNotFit, match="không rõ cấp trên của 00004"):
        check(replace(country, provinces=country.provinces[1:]))
    heirs = dict(country.heirs)
    del heirs["00001"]
    with pytest.raises(DataDoNotFit, match="không rõ 00001 đã thành đơn vị nào"):
        check(replace(country, heirs=heirs))
    with pytest.raises(DataDoNotFit, match="không rõ 00097 hình thành từ đơn vị nào"):
        check(replace(country, heirs={old: tuple(n for n in new if n != "00097") for old, new in heirs_of(country)}))
    with pytest.raises(DataDoNotFit, match="không rõ tinhla"):
        source._heirs({"DICT_PROVINCE": {"tinhmoi": ["tinhla"]}, **EMPTY}, {}, {})
    with pytest.raises(DataDoNotFit, match="Làng Sen là tỉnh, huyện hay xã"):
        source._area("1", "Làng Sen", "")


EMPTY = {"DICT_PROVINCE_WARD_NO_DIVIDED": {}, "DICT_PROVINCE_WARD_DIVIDED": {}}


def heirs_of(country: Country) -> list[tuple[str, tuple[str, ...]]]:
    return list(country.heirs.items())
