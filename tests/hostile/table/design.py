"""Who may look and act at the addresses of design."""

from tests.hostile.table.roles import EVERYBODY, NONE, Lines

LINES: Lines = {
    "design:gallery": [("/giao-dien/", EVERYBODY, NONE)],
}
