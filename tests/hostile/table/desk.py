"""Who may look and act at the addresses of desk."""

from tests.hostile.table.roles import EVERYBODY, NONE, OTHER_LINE, OWN, READERS, Lines

LINES: Lines = {
    "desk:home": [("/", EVERYBODY, NONE)],
    "desk:notices": [("/thong-bao/", EVERYBODY, NONE)],
    "desk:read": [("/thong-bao/da-xem/", EVERYBODY, EVERYBODY)],
    "desk:unit": [("/don-vi/{district}/", READERS, NONE), ("/don-vi/{school}/", {OWN, OTHER_LINE} | READERS, NONE)],
}
