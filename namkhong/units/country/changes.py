"""What the decisions of 2025 did to areas, province by province. Pure: no database, no files."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from namkhong.units.country.areas import Country, unchanged
from namkhong.units.states import ChangeKind


@dataclass(frozen=True, slots=True)
class AreaChange:
    """One line of a reorganisation: numbers of former areas, and of the areas of today that come out of them."""

    kind: ChangeKind
    before: tuple[str, ...]
    after: tuple[str, ...] = ()


def of_provinces(country: Country) -> list[AreaChange]:
    """Two or three provinces become one; a province that went on as it was does not appear."""
    return list(_whole(country, (area.code for area in country.former_provinces)))


def of_communes(country: Country, province: str) -> list[AreaChange]:
    """Communes of a province of today that came out of whole former ones.

    Several former ones are merged. One alone that became another kind of area (a township a commune, an island
    district a special zone) is dissolved in favour of it: a merger needs two.
    """
    return list(_whole(country, _ended_in(country, province)))


def of_divided(country: Country, province: str) -> list[AreaChange]:
    """Former communes of a province of today that were divided over several; nobody has decided the shares."""
    return [
        AreaChange(ChangeKind.SPLIT, (old,), country.heirs[old])
        for old in _ended_in(country, province)
        if len(country.heirs[old]) > 1
    ]


def of_districts(country: Country) -> list[AreaChange]:
    """The districts end and nobody succeeds them: their tasks went to several communes and to the province."""
    return [
        AreaChange(ChangeKind.DISSOLVE, (area.code,)) for area in country.districts if area.code not in country.heirs
    ]


def divided(country: Country) -> frozenset[str]:
    """Former communes that were divided over several of today."""
    return frozenset(old for old, heirs in country.heirs.items() if len(heirs) > 1)


def _ended_in(country: Country, province: str) -> list[str]:
    """Former communes, and island districts, whose heirs are in a province of today."""
    here = {area.code for area in country.communes if area.upper == province}
    return [old for old in sorted(country.heirs) if country.heirs[old][0] in here]


def _whole(country: Country, ended: Iterable[str]) -> Iterable[AreaChange]:
    goes_on = unchanged(country)
    into: dict[str, list[str]] = defaultdict(list)
    for old in ended:
        if old not in goes_on and len(country.heirs[old]) == 1:
            into[country.heirs[old][0]].append(old)
    for new in sorted(into):
        kind = ChangeKind.MERGE if len(into[new]) > 1 else ChangeKind.DISSOLVE
        yield AreaChange(kind, tuple(into[new]), (new,))
