"""A made-up country: 130,000 units on two lines, five levels, loaded in bulk."""

from dataclasses import dataclass
from datetime import date

from namkhong.units.actions import make_unit, place_many
from namkhong.units.models import Placement, Unit
from namkhong.units.states import Line, UnitKind

SINCE = date(2018, 1, 1)
PROVINCES, COMMUNES = 34, 3321
LINES = (Line.UNION, Line.ADMINISTRATION)


@dataclass(slots=True)
class Country:
    """Units by level; `schools` stand under communes, `branches` under schools."""

    top: Unit
    provinces: list[Unit]
    communes: list[Unit]
    schools: list[Unit]
    branches: list[Unit]

    @property
    def units(self) -> list[Unit]:
        """Everybody."""
        return [self.top, *self.provinces, *self.communes, *self.schools, *self.branches]


def build(count: int = 130_000) -> Country:
    """Units and their places; one school in three of what the communes do not take, two branches to each."""
    rest = count - 1 - PROVINCES - COMMUNES
    schools = rest // 3
    country = Country(
        make_unit(name="Cả nước (đo tốc độ)", kind=UnitKind.CONFEDERATION),
        _named("Tỉnh số", PROVINCES, UnitKind.FEDERATION),
        _named("Xã số", COMMUNES, UnitKind.COMMITTEE),
        _named("Trường học số", schools, UnitKind.SCHOOL),
        _named("Điểm trường số", rest - schools, UnitKind.GRASSROOTS_UNION),
    )
    Unit.objects.bulk_create(country.units, batch_size=2000)
    for line in LINES:
        rows = [Placement(unit=country.top, line=line, parent=None, valid_from=SINCE)]
        above = [country.top]
        for level in (country.provinces, country.communes, country.schools, country.branches):
            rows += [
                Placement(unit=unit, line=line, parent=above[place % len(above)], valid_from=SINCE)
                for place, unit in enumerate(level)
            ]
            above = level
        place_many(placements=rows, line=line)
    return country


def _named(name: str, count: int, kind: UnitKind) -> list[Unit]:
    # Numbers in scattered order, as names are: the order of names is not the order in which rows were written.
    return [make_unit(name=f"{name} {place * 7919 % count:06d}", kind=kind) for place in range(count)]
