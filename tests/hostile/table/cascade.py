"""Who may look and act at the addresses of cascade."""

from tests.hostile.table.roles import ABOVE, ADMIN, EVERYBODY, NONE, OTHER_LINE, OWN, SISTER, TOUCHED, UPPER, Lines

LINES: Lines = {
    "cascade:index": [("/trien-khai/", EVERYBODY, NONE)],
    "cascade:follow": [("/trien-khai/{sent_plan}/", UPPER, NONE), ("/trien-khai/{lower_draft}/", NONE, NONE)],
    "cascade:send": [("/trien-khai/{sent_plan}/gui/", {ABOVE}, {ABOVE})],
    "cascade:gaps": [("/trien-khai/{sent_plan}/con-thieu/", UPPER, NONE)],
    "cascade:gap_units": [("/trien-khai/{sent_plan}/con-thieu/{upper_clause}/missing/", UPPER, NONE)],
    "cascade:compare": [("/trien-khai/{sent_plan}/doi-chieu/", NONE, {ABOVE})],
    "cascade:clause": [("/trien-khai/{sent_plan}/muc/{upper_clause}/", UPPER, NONE)],
    "cascade:sources": [
        ("/trien-khai/{sent_plan}/nguon/", {OTHER_LINE} | TOUCHED - {ADMIN}, NONE),
        ("/trien-khai/{lower_draft}/nguon/", {OWN, OTHER_LINE} | UPPER, NONE),
        ("/trien-khai/{sister_draft}/nguon/", {SISTER, OTHER_LINE} | UPPER, NONE),
    ],
    "cascade:urge": [("/trien-khai/{sent_plan}/don-doc/", UPPER, {ABOVE})],
    "cascade:remind": [("/trien-khai/{sent_plan}/nhac/", NONE, {ABOVE})],
    "cascade:amend": [("/trien-khai/{sent_plan}/sua-doi/", NONE, {ABOVE})],
    "cascade:delivery": [
        ("/trien-khai/nhan/{delivery}/", {OWN} | UPPER, NONE),
        ("/trien-khai/nhan/{delivery2}/", UPPER, NONE),
    ],
    "cascade:receive": [("/trien-khai/nhan/{delivery}/tiep-nhan/", NONE, {OWN})],
    "cascade:begin": [("/trien-khai/nhan/{delivery}/soan/", NONE, {OWN})],
    "cascade:changes": [("/trien-khai/nhan/{delivery}/thay-doi/", {OWN}, {OWN})],
    "cascade:draft": [
        ("/trien-khai/soan/{lower_draft}/", {OWN}, NONE),
        ("/trien-khai/soan/{sister_draft}/", {SISTER}, NONE),
    ],
    "cascade:section": [
        ("/trien-khai/soan/{lower_draft}/phan/nhiem-vu/", {OWN}, {OWN}),
        ("/trien-khai/soan/{sister_draft}/phan/nhiem-vu/", {SISTER}, {SISTER}),
    ],
    "cascade:add": [("/trien-khai/soan/{lower_draft}/rieng/", {OWN}, {OWN})],
    "cascade:take_out": [("/trien-khai/soan/{lower_draft}/bo-{clause}/", NONE, NONE)],
    "cascade:undo": [("/trien-khai/soan/{lower_draft}/hoan-tac/", NONE, {OWN})],
    "cascade:issue": [("/trien-khai/soan/{lower_draft}/ban-hanh/", {OWN}, {OWN})],
    "cascade:document": [("/trien-khai/soan/{lower_draft}/van-ban/", NONE, {OWN})],
}
