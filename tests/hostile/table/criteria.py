"""Who may look and act at the addresses of criteria."""

from tests.hostile.table.roles import ABOVE, EVERYBODY, KEEPERS, NONE, OWN, SISTER, TOP, UPPER, Lines

LINES: Lines = {
    "criteria:index": [("/tieu-chi/", EVERYBODY, NONE)],
    "criteria:begin": [("/tieu-chi/moi/", KEEPERS, KEEPERS)],
    "criteria:set": [
        ("/tieu-chi/{criteria_set}/", {OWN, SISTER} | UPPER, NONE),
        ("/tieu-chi/{criteria_draft}/", {ABOVE}, NONE),
    ],
    "criteria:download": [
        ("/tieu-chi/{criteria_set}/tieu-chi.xlsx", {OWN, SISTER} | UPPER, NONE),
        ("/tieu-chi/{criteria_draft}/tieu-chi.xlsx", {ABOVE}, NONE),
    ],
    "criteria:copy": [("/tieu-chi/{criteria_set}/chep/", {ABOVE, TOP}, {ABOVE, TOP})],
    "criteria:begin_version": [("/tieu-chi/{criteria_set}/ban-moi/", NONE, {ABOVE})],
    "criteria:issue": [("/tieu-chi/{criteria_draft}/ban-hanh/", {ABOVE}, {ABOVE})],
    "criteria:drop": [("/tieu-chi/{criteria_draft}/bo/", {ABOVE}, {ABOVE})],
    "criteria:edit": [("/tieu-chi/{criteria_draft}/soan/", {ABOVE}, NONE)],
    "criteria:head": [("/tieu-chi/{criteria_draft}/soan/thong-tin/", {ABOVE}, {ABOVE})],
    "criteria:add": [("/tieu-chi/{criteria_draft}/soan/them/", {ABOVE}, {ABOVE})],
    "criteria:criterion": [("/tieu-chi/{criteria_draft}/soan/muc/1.1/", {ABOVE}, {ABOVE})],
    "criteria:bands": [("/tieu-chi/{criteria_draft}/soan/xep-loai/", {ABOVE}, {ABOVE})],
    "criteria:upload": [("/tieu-chi/{criteria_draft}/soan/bang/", {ABOVE}, {ABOVE})],
    "criteria:move": [("/tieu-chi/{criteria_draft}/soan/chuyen/", NONE, {ABOVE})],
    "criteria:take_out": [("/tieu-chi/{criteria_draft}/soan/bo-muc/", NONE, {ABOVE})],
    "criteria:undo": [("/tieu-chi/{criteria_draft}/soan/hoan-tac/", NONE, {ABOVE})],
}
