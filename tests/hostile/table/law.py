"""Who may look and act at the addresses of law."""

from tests.hostile.table.roles import EVERYBODY, NONE, Lines

LINES: Lines = {
    "law:index": [("/luat/", EVERYBODY, NONE)],
    "law:documents": [("/luat/van-ban/", EVERYBODY, NONE)],
    "law:holidays": [("/luat/ngay-nghi/", EVERYBODY, NONE)],
}
