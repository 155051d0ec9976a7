"""Who may look and act at the addresses of papers."""

from tests.hostile.table.roles import ABOVE, AUDITOR, EVERYBODY, NONE, Lines

LINES: Lines = {
    "papers:index": [("/van-ban/", EVERYBODY, NONE)],
    "papers:document": [("/van-ban/{document}/", {ABOVE, AUDITOR}, NONE)],
    "papers:edit": [("/van-ban/{document}/sua/", {ABOVE}, {ABOVE})],
    "papers:issue": [("/van-ban/{document}/ban-hanh/", NONE, {ABOVE})],
    "papers:cancel_number": [("/van-ban/{issued}/huy-so/", NONE, {ABOVE})],
    "papers:docx": [("/van-ban/{document}/van-ban.docx", {ABOVE, AUDITOR}, NONE)],
    "papers:pdf": [("/van-ban/{document}/van-ban.pdf", {ABOVE, AUDITOR}, NONE)],
    "papers:page_image": [("/van-ban/{document}/trang-1.png", {ABOVE, AUDITOR}, NONE)],
    "papers:register": [("/van-ban/so-dang-ky/{district}/2026/", {ABOVE, AUDITOR}, NONE)],
}
