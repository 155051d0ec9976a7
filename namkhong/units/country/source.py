"""Reading the areas from the data files of the package `vietnamadminunits` (MIT licence).

Only its files are read. Its own code is not imported: it brings in geometry and geocoding that nobody needs here.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from namkhong.foundation.errors import DomainError
from namkhong.foundation.text import nfc
from namkhong.units.country.areas import Area, Country

PACKAGE = "vietnamadminunits"


class NoData(DomainError):
    sentence = (
        "Chưa có dữ liệu đơn vị hành chính: hãy cài gói {package} (pip install {package}) rồi chạy lại. Chưa có gì "
        "được ghi."
    )


class DataDoNotFit(DomainError):
    sentence = (
        "Dữ liệu đơn vị hành chính của gói {package} không khớp với nhau: {what}. Hãy dùng đúng phiên bản trong "
        "requirements.lock. Chưa có gì được ghi."
    )


@cache
def read() -> Country:
    """Everything the package knows of areas, checked against itself. Raises: NoData, DataDoNotFit."""
    return read_files(_folder())


def read_files(folder: Path) -> Country:
    """The areas from `dataset.db` and what became of them from `converter_2025.json`. Raises: NoData, DataDoNotFit."""
    database, converter = folder / "dataset.db", folder / "converter_2025.json"
    if not (database.is_file() and converter.is_file()):
        raise NoData(package=PACKAGE)
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        today = connection.execute(_TODAY).fetchall()
        before = connection.execute(_BEFORE).fetchall()
    mapping = json.loads(converter.read_text(encoding="utf-8"))
    country = Country(
        provinces=_areas((code, name, "") for code, name, *_ in today),
        communes=_areas((ward, name, code) for code, _, ward, name, *_ in today),
        former_provinces=_areas((code, name, "") for code, name, *_ in before),
        districts=_areas((district, name, code) for code, _, district, name, *_ in before),
        former_communes=_areas((ward, name, upper) for _, _, upper, _, ward, name, *_ in before if ward),
        heirs=_heirs(mapping, _keys_of_today(today), _keys_of_before(before)),
    )
    check(country)
    return country


def check(country: Country) -> None:
    """Every area stands under one that is there, and every former and present one has its counterpart.

    Raises: DataDoNotFit.
    """
    for lower, upper in (
        (country.communes, country.provinces),
        (country.districts, country.former_provinces),
        (country.former_communes, country.districts),
    ):
        known = {area.code for area in upper}
        lost = [area.code for area in lower if area.upper not in known]
        if lost:
            raise DataDoNotFit(package=PACKAGE, what=f"không rõ cấp trên của {lost[0]}")
    islands = {area.code for area in country.districts} - {area.upper for area in country.former_communes}
    ended = {area.code for area in (*country.former_provinces, *country.former_communes)} | islands
    if ended != set(country.heirs):
        raise DataDoNotFit(package=PACKAGE, what=f"không rõ {min(ended ^ set(country.heirs))} đã thành đơn vị nào")
    without = {area.code for area in country.today} - {new for heirs in country.heirs.values() for new in heirs}
    if without:
        raise DataDoNotFit(package=PACKAGE, what=f"không rõ {min(without)} hình thành từ đơn vị nào")


def _folder() -> Path:
    try:
        return Path(str(distribution(PACKAGE).locate_file(PACKAGE))) / "data"
    except PackageNotFoundError as error:
        raise NoData(package=PACKAGE) from error


def _areas(rows: Iterable[tuple[str, str, str]]) -> tuple[Area, ...]:
    """Areas in order of codes, each once."""
    found = {code: _area(code, " ".join(nfc(full).split()), upper) for code, full, upper in set(rows)}
    return tuple(found[code] for code in sorted(found))


def _area(code: str, full: str, upper: str) -> Area:
    word = next((word for word in _WORDS if full.lower().startswith(f"{word.lower()} ")), None)
    if word is None:
        raise DataDoNotFit(package=PACKAGE, what=f"không rõ {full} là tỉnh, huyện hay xã")
    name = full[len(word) + 1 :]
    return Area(code, word, name[0].upper() + name[1:], upper)


def _keys_of_today(rows: Iterable[Any]) -> dict[tuple[str, str], str]:
    """The package's own keys of provinces (with an empty key of a ward) and of communes, to official numbers."""
    keys: dict[tuple[str, str], str] = {}
    for province, _, ward, _, province_key, ward_key in rows:
        keys[province_key, ""] = province
        keys[province_key, ward_key] = ward
    return keys


def _keys_of_before(rows: Iterable[Any]) -> dict[str, str]:
    """The package's own keys of former areas, to official numbers; an island district stands for its commune."""
    keys: dict[str, str] = {}
    for province, _, district, _, ward, _, province_key, district_key, ward_key in rows:
        keys[province_key] = province
        keys[f"{province_key}_{district_key}_{ward_key or ''}"] = ward or district
    return keys


def _heirs(
    mapping: dict[str, Any], today: dict[tuple[str, str], str], before: dict[str, str]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    try:
        for old, new in _pairs(mapping):
            found.setdefault(before[old], set()).add(today[new])
    except KeyError as error:
        raise DataDoNotFit(package=PACKAGE, what=f"không rõ {error.args[0]}") from error
    return {old: tuple(sorted(new)) for old, new in found.items()}


def _pairs(mapping: dict[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    for province, before in mapping["DICT_PROVINCE"].items():
        yield from ((old, (province, "")) for old in before)
    for province, wards in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        yield from ((old, (province, ward)) for ward, before in wards.items() for old in before)
    for province, divided in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        yield from ((old, (province, ward["newWardKey"])) for old, wards in divided.items() for ward in wards)


_TODAY = "SELECT provinceCode, province, wardCode, ward, provinceKey, wardKey FROM admin_units"
_BEFORE = """
SELECT provinceCode, province, districtCode, district, wardCode, ward, provinceKey, districtKey, wardKey
FROM admin_units_legacy
"""
_WORDS = ("Thành phố", "Thị xã", "Thị trấn", "Đặc khu", "Tỉnh", "Huyện", "Quận", "Phường", "Xã")
