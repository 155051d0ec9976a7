"""Administrative areas, and what their People's Committees are called. Pure: no database, no files."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from namkhong.foundation.text import fold

FIRST_DAY = date(2025, 7, 1)
"""The first day of the two-level order: 34 provinces and 3,321 communes, no districts."""

LAST_DAY = date(2025, 6, 30)
"""The last day of the former provinces, districts and communes."""

EARLY_DAY = date(2019, 1, 1)
"""Where former units begin. The data know the order of 30/6/2025 only and no day of founding, so a neutral day is
taken, before the first campaign (2019); communes merged between 2019 and 2025 are not among them."""


@dataclass(frozen=True, slots=True)
class Area:
    """One area: `word` is what it is ("Tỉnh", "Xã"), `upper` the number of the area above, empty for a province."""

    code: str
    word: str
    name: str
    upper: str = ""

    @property
    def in_words(self) -> str:
        """The area as it stands inside a name: "xã Tân Lập", but "Phường 1" and "Thành phố Hồ Chí Minh"."""
        keeps_capital = self.name[0].isdigit() or self.name == "Hồ Chí Minh"
        return f"{self.word if keeps_capital else self.word.lower()} {self.name}"

    @property
    def committee(self) -> str:
        """The People's Committee."""
        return f"Ủy ban nhân dân {self.in_words}"

    @property
    def short(self) -> str:
        """The People's Committee in short."""
        return f"UBND {self.in_words}"

    def place(self, people: frozenset[str]) -> str:
        """The place name as it stands on documents: in full where it is a number, a person or an event."""
        return f"{self.word} {self.name}" if self.name[0].isdigit() or self.name in people else self.name


@dataclass(frozen=True, slots=True)
class Country:
    """All areas, each tuple in order of codes, and what became of the former ones.

    `heirs` leads from a former area to the areas of today: from a province to one province, from a commune (or an
    island district, which had no communes) to one commune, or to several where it was divided.
    """

    provinces: tuple[Area, ...]
    communes: tuple[Area, ...]
    former_provinces: tuple[Area, ...] = ()
    districts: tuple[Area, ...] = ()
    former_communes: tuple[Area, ...] = ()
    heirs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def today(self) -> tuple[Area, ...]:
        """Every area of today, those above first."""
        return self.provinces + self.communes

    @property
    def former(self) -> tuple[Area, ...]:
        """Every area of before, those above first."""
        return self.former_provinces + self.districts + self.former_communes


def sources(country: Country) -> dict[str, list[str]]:
    """For every area of today, the former areas of which it has the whole or a part."""
    found: dict[str, list[str]] = {area.code: [] for area in country.today}
    for old in sorted(country.heirs):
        for new in country.heirs[old]:
            found[new].append(old)
    return found


def unchanged(country: Country) -> frozenset[str]:
    """Numbers of areas that went on as they were, so that one unit stands for them before and after.

    An area goes on when it is the whole of one former area of the same number and the same kind. A new name alone
    (Krông Na, since then Buôn Đôn) does not make a new area; a township that became a commune is a new one.
    """
    before = {area.code: area for area in country.former}
    parts = sources(country)
    return frozenset(
        area.code
        for area in country.today
        if parts[area.code] == [area.code]
        and country.heirs[area.code] == (area.code,)
        and before[area.code].word == area.word
    )


def renamed(country: Country) -> dict[str, Area]:
    """Of the areas that went on, those that had another name before; other accents are not another name."""
    now = {area.code: area for area in country.today}
    goes_on = unchanged(country)
    return {
        area.code: area
        for area in country.former
        if area.code in goes_on and fold(area.name) != fold(now[area.code].name)
    }


def only(country: Country, provinces: frozenset[str]) -> Country:
    """A cut of the country: the named provinces of today with all that became of them and all they come from."""
    before = {old for old, new in country.heirs.items() if len(old) == 2 and new[0] in provinces}
    districts = tuple(area for area in country.districts if area.upper in before)
    inside = {area.code for area in districts}
    communes = tuple(area for area in country.former_communes if area.upper in inside)
    kept = before | inside | {area.code for area in communes}
    return replace(
        country,
        provinces=tuple(area for area in country.provinces if area.code in provinces),
        communes=tuple(area for area in country.communes if area.upper in provinces),
        former_provinces=tuple(area for area in country.former_provinces if area.code in before),
        districts=districts,
        former_communes=communes,
        heirs={old: new for old, new in country.heirs.items() if old in kept},
    )
