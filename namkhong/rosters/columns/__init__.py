"""Which columns a sheet may have, by what its rows are."""

from typing import Final

from namkhong.rosters.columns.staff import COLUMNS as STAFF
from namkhong.rosters.columns.units import COLUMNS as UNITS
from namkhong.rosters.sheets import Column
from namkhong.rosters.states import RosterKind

COLUMNS: Final[dict[str, tuple[Column, ...]]] = {RosterKind.STAFF: STAFF, RosterKind.UNITS: UNITS}
