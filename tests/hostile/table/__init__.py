"""The table of all addresses, a file for each room."""

from tests.hostile.table import (
    campaigns,
    cascade,
    criteria,
    design,
    desk,
    feedback,
    law,
    papers,
    people,
    plans,
    pledges,
    ratings,
    redress,
    registrations,
    reorganisations,
    reports,
    rosters,
    scoring,
)
from tests.hostile.table.roles import NONE, OWN, Lines

_ROOMS = (
    campaigns,
    cascade,
    criteria,
    design,
    desk,
    feedback,
    law,
    papers,
    people,
    plans,
    pledges,
    ratings,
    redress,
    registrations,
    reorganisations,
    reports,
    rosters,
    scoring,
)
_LAST: Lines = {
    # The last line, because whoever makes a tablet of this machine is signed out.
    "feedback:use_kiosk": [("/y-kien/may/{kiosk}/dung-may-nay/", NONE, {OWN})],
}

TABLE: Lines = {name: lines for room in _ROOMS for name, lines in room.LINES.items()} | _LAST
