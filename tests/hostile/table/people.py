"""Who may look and act at the addresses of people."""

from tests.hostile.table.roles import ABOVE, ADMIN, EVERYBODY, NONE, OFFICERS, OTHER_LINE, OWN, STAFFED, TOP, Lines

LINES: Lines = {
    "people:permissions": [("/tham-quyen/", EVERYBODY, NONE)],
    "people:accounts": [("/quan-tri/", {ADMIN}, NONE)],
    "people:unit_people": [("/quan-tri/{district}/", {ADMIN}, NONE)],
    "people:add_person": [("/quan-tri/{district}/them-nguoi/", {ADMIN}, {ADMIN})],
    "people:add_unit": [("/quan-tri/{district}/them-don-vi/", {ADMIN}, {ADMIN})],
    "people:relieve": [("/quan-tri/nhiem-vu/{post}/thoi/", {ADMIN}, {ADMIN})],
    "people:renew_password": [("/quan-tri/nhiem-vu/{post}/mat-khau/", {ADMIN}, {ADMIN})],
    "people:find": [("/nguoi/", STAFFED, NONE)],
    "people:look_up": [("/nguoi/tra-so/", OFFICERS, OFFICERS)],
    "people:staff": [
        ("/nguoi/don-vi/{district}/", {ABOVE, TOP, ADMIN}, NONE),
        ("/nguoi/don-vi/{school}/", {OWN, ABOVE, TOP, ADMIN, OTHER_LINE}, NONE),
    ],
    "people:appoint_head": [
        ("/nguoi/don-vi/{school}/dung-dau/", {OWN, ABOVE, TOP, ADMIN, OTHER_LINE}, {OWN, ABOVE, TOP, ADMIN, OTHER_LINE})
    ],
    "people:person": [("/nguoi/{teacher}/", {OWN, ABOVE, TOP, ADMIN, OTHER_LINE}, NONE)],
    "people:transfer": [
        ("/nguoi/{teacher}/chuyen/", {OWN, ABOVE, TOP, ADMIN, OTHER_LINE}, {OWN, ABOVE, TOP, ADMIN, OTHER_LINE})
    ],
    "people:leave": [
        ("/nguoi/{teacher}/nghi/", {OWN, ABOVE, TOP, ADMIN, OTHER_LINE}, {OWN, ABOVE, TOP, ADMIN, OTHER_LINE})
    ],
    "people:open_field": [("/nguoi/{teacher}/mo/", NONE, {OWN})],
    "people:state_personal": [("/nguoi/{teacher}/thong-tin/", {OWN}, {OWN})],
}
