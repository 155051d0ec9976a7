"""Who may look and act at the addresses of ratings."""

from tests.hostile.table.roles import EVERYBODY, NONE, Lines

LINES: Lines = {
    "ratings:start": [("/danh-gia/", EVERYBODY, NONE)],
    "ratings:unit": [("/danh-gia/{school}/", EVERYBODY, NONE)],
    "ratings:edition": [("/danh-gia/ban/{edition}/", EVERYBODY, NONE)],
    "ratings:edition_text": [("/danh-gia/ban/{edition}/so-lieu.txt", EVERYBODY, NONE)],
    "ratings:edition_signature": [("/danh-gia/ban/{edition}/chu-ky.sig", EVERYBODY, NONE)],
    "ratings:edition_key": [("/danh-gia/ban/{edition}/khoa.pem", EVERYBODY, NONE)],
}
