"""Who may look and act at the addresses of redress."""

from tests.hostile.table.roles import ABOVE, EVERYBODY, NONE, OTHER_LINE, OWN, SISTER, STRANGER, TOP, UPPER, Lines

LINES: Lines = {
    "redress:index": [("/phan-anh/", EVERYBODY, NONE)],
    "redress:unit": [
        ("/phan-anh/don-vi/{district}/", UPPER, NONE),
        ("/phan-anh/don-vi/{school}/", {OWN, OTHER_LINE} | UPPER, NONE),
    ],
    "redress:concern": [
        ("/phan-anh/so/{concern}/", {OWN, OTHER_LINE} | UPPER, {OWN}),
        ("/phan-anh/so/{sister_concern}/", {SISTER, OTHER_LINE} | UPPER, {SISTER}),
    ],
    "redress:accept": [("/phan-anh/so/{concern}/nhan/", NONE, {OWN})],
    "redress:transfer": [("/phan-anh/so/{concern}/chuyen/", {OWN}, {OWN})],
    "redress:open_contact": [("/phan-anh/so/{concern}/lien-he/", NONE, {OWN})],
    "redress:remedies": [("/phan-anh/giai-trinh/", EVERYBODY, NONE)],
    "redress:remedy": [
        ("/phan-anh/giai-trinh/{remedy}/", {OWN, OTHER_LINE} | UPPER, {OWN}),
        ("/phan-anh/giai-trinh/{sent_remedy}/", {SISTER, OTHER_LINE} | UPPER, {SISTER}),
    ],
    "redress:approve": [("/phan-anh/giai-trinh/{sent_remedy}/chap-nhan/", NONE, {ABOVE, TOP, OTHER_LINE})],
    "redress:send_back": [("/phan-anh/giai-trinh/{sent_remedy}/tra-lai/", NONE, {ABOVE, TOP, OTHER_LINE})],
    "redress:threshold": [
        ("/phan-anh/giai-trinh/nguong/{district}/", {ABOVE}, {ABOVE}),
        ("/phan-anh/giai-trinh/nguong/{sister}/", {STRANGER}, {STRANGER}),
    ],
    "redress:flags": [("/phan-anh/kiem-tra/", {ABOVE, TOP, OTHER_LINE, STRANGER}, NONE)],
    "redress:flag": [("/phan-anh/kiem-tra/{flag}/", {ABOVE, TOP, OTHER_LINE}, {ABOVE, TOP, OTHER_LINE})],
    "redress:plan": [("/phan-anh/kiem-tra/{flag}/dua-vao/", NONE, {ABOVE, TOP, OTHER_LINE})],
    "redress:read": [("/phan-anh/xem/", EVERYBODY, NONE)],
    "redress:read_own": [("/phan-anh/xem/{receipt}/", EVERYBODY, NONE)],
    "redress:raise": [("/phan-anh/{ticket}/", EVERYBODY, NONE)],
}
