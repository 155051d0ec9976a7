"""Who may look and act at the addresses of rosters."""

from tests.hostile.table.roles import ABOVE, ADMIN, NONE, OFFICERS, TOP, Lines

LINES: Lines = {
    "rosters:index": [("/danh-sach/", OFFICERS | {ADMIN}, NONE)],
    "rosters:begin": [("/danh-sach/moi/", OFFICERS | {ADMIN}, OFFICERS | {ADMIN})],
    "rosters:template": [("/danh-sach/mau/staff.xlsx", OFFICERS | {ADMIN}, NONE)],
    "rosters:roster": [("/danh-sach/{roster}/", {ABOVE, TOP, ADMIN}, NONE)],
    "rosters:match": [("/danh-sach/{roster}/cot/", {ABOVE, TOP, ADMIN}, {ABOVE, TOP, ADMIN})],
    "rosters:bar": [("/danh-sach/{roster}/thanh/", {ABOVE, TOP, ADMIN}, NONE)],
    "rosters:marked": [("/danh-sach/{roster}/tep-ghi-loi/", {ABOVE, TOP, ADMIN}, NONE)],
    "rosters:load": [("/danh-sach/{roster}/nap/", NONE, {ABOVE, TOP, ADMIN})],
    "rosters:undo": [("/danh-sach/{roster}/hoan-tac/", NONE, {ABOVE, TOP, ADMIN})],
    "rosters:drop": [("/danh-sach/{roster}/bo/", NONE, {ABOVE, TOP, ADMIN})],
}
