"""Where the 34 provinces lie to one another: a map of equal tiles, so that a small province is seen like a large one.

Provinces and cities as they are from 1 July 2025 (Resolution 202/2025/QH15). Rows run from north to south, columns from
west to east; a tile stands as near to its true neighbours as a grid allows.
"""

import re
from collections.abc import Sequence
from typing import Final

Place = tuple[int, int]
"""Row and column, from 1."""

_ROWS: Final = (
    ("Lai Châu", "Lào Cai", "Tuyên Quang", "Cao Bằng", ""),
    ("Điện Biên", "Sơn La", "Thái Nguyên", "Lạng Sơn", ""),
    ("", "Phú Thọ", "Hà Nội", "Bắc Ninh", "Quảng Ninh"),
    ("", "", "Ninh Bình", "Hưng Yên", "Hải Phòng"),
    ("", "", "Thanh Hóa", "", ""),
    ("", "", "Nghệ An", "", ""),
    ("", "", "Hà Tĩnh", "", ""),
    ("", "", "Quảng Trị", "", ""),
    ("", "", "", "Huế", ""),
    ("", "", "", "Đà Nẵng", ""),
    ("", "", "", "Quảng Ngãi", ""),
    ("", "", "", "Gia Lai", ""),
    ("", "", "", "Đắk Lắk", ""),
    ("", "", "Đồng Nai", "Lâm Đồng", "Khánh Hòa"),
    ("", "Tây Ninh", "Hồ Chí Minh", "", ""),
    ("An Giang", "Đồng Tháp", "Vĩnh Long", "", ""),
    ("", "Cần Thơ", "", "", ""),
    ("Cà Mau", "", "", "", ""),
)
PLACES: Final[dict[str, Place]] = {
    name: (row, column) for row, names in enumerate(_ROWS, 1) for column, name in enumerate(names, 1) if name
}
_SHORT: Final = {"Hồ Chí Minh": "TP. HCM"}
_NAMED: Final = re.compile(rf"(?<!\w)({'|'.join(PLACES)})$", re.IGNORECASE)
_BY_FOLDED: Final = {name.casefold(): name for name in PLACES}
ENOUGH: Final = 20
"""From so many provinces on a map says more than a list."""


def province_of(unit: str) -> str | None:
    """The province whose name ends the name of a unit.

    >>> province_of("Liên đoàn Lao động tỉnh Đồng Nai"), province_of("Xã Hà Nội Mới")
    ('Đồng Nai', None)
    """
    found = _NAMED.search(unit.strip())
    return _BY_FOLDED[found[1].casefold()] if found else None


def short_name(province: str) -> str:
    """As it stands on a narrow tile."""
    return _SHORT.get(province, province)


def on_map(units: Sequence[str]) -> list[str] | None:
    """The provinces of units, in their order, where all of them together make a map: each unit one of its own, and
    enough of them; else None.
    """
    found = [province_of(unit) for unit in units]
    named = [province for province in found if province]
    return named if ENOUGH <= len(named) == len(found) == len(set(named)) else None
