"""The table of all addresses, a file for each room."""

from importlib import import_module
from pkgutil import iter_modules

from tests.hostile.table.roles import NONE, OWN, Lines

_ROOMS = [import_module(f"{__name__}.{room.name}") for room in iter_modules(__path__) if room.name != "roles"]
_LAST: Lines = {
    # The last line, because whoever makes a tablet of this machine is signed out.
    "feedback:use_kiosk": [("/y-kien/may/{kiosk}/dung-may-nay/", NONE, {OWN})],
}

TABLE: Lines = {name: lines for room in _ROOMS for name, lines in room.LINES.items()} | _LAST
