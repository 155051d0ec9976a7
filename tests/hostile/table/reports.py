"""Who may look and act at the addresses of reports."""

from tests.hostile.table.roles import ABOVE, EVERYBODY, NONE, OWN, SISTER, TOP, UPPER, Lines

LINES: Lines = {
    "reports:index": [("/bao-cao/", EVERYBODY, NONE)],
    "reports:begin": [("/bao-cao/lap/{report_duty}/", {OWN}, {OWN})],
    "reports:sheet": [
        ("/bao-cao/{sheet}/", {OWN}, {OWN}),
        ("/bao-cao/{submitted}/", {SISTER} | UPPER, {SISTER}),
        ("/bao-cao/{accepted}/", UPPER, NONE),
    ],
    "reports:receipt": [("/bao-cao/{submitted}/da-gui/", {SISTER}, NONE)],
    "reports:evidence": [("/bao-cao/{sheet}/minh-chung/{attachment}/", {OWN}, NONE)],
    "reports:accept": [("/bao-cao/{submitted}/tiep-nhan/", NONE, {ABOVE})],
    "reports:send_back": [("/bao-cao/{submitted}/tra-lai/", NONE, {ABOVE})],
    "reports:recall": [("/bao-cao/{submitted}/rut-lai/", NONE, {SISTER})],
    "reports:revise": [("/bao-cao/{accepted}/thay-the/", NONE, NONE)],
    "reports:join": [("/bao-cao/{sheet}/ghep/", NONE, {OWN})],
    "reports:document": [("/bao-cao/{submitted}/van-ban/", {SISTER}, {SISTER})],
    "reports:preview": [("/bao-cao/{submitted}/van-ban/xem-truoc.pdf", {SISTER}, NONE)],
    "reports:units": [
        ("/bao-cao/don-vi/{campaign}/2026/{district}/", UPPER, NONE),
        ("/bao-cao/don-vi/{campaign}/2026/{sister}/", NONE, NONE),
    ],
    "reports:remind": [
        ("/bao-cao/don-vi/{campaign}/2026/{district}/nhac/", NONE, {ABOVE, TOP}),
        ("/bao-cao/don-vi/{campaign}/2026/{sister}/nhac/", NONE, NONE),
    ],
    "reports:urge": [
        ("/bao-cao/don-vi/{campaign}/2026/{district}/don-doc/", UPPER, {ABOVE}),
        ("/bao-cao/don-vi/{campaign}/2026/{sister}/don-doc/", NONE, NONE),
    ],
    "reports:total": [
        ("/bao-cao/tong/{campaign}/2026/{district}/", UPPER, NONE),
        ("/bao-cao/tong/{campaign}/2026/{school}/", {OWN} | UPPER, NONE),
        ("/bao-cao/tong/{campaign}/2026/{sister}/", NONE, NONE),
    ],
    "reports:export": [
        ("/bao-cao/tong/{campaign}/2026/{district}/tai-ve.csv", UPPER, NONE),
        ("/bao-cao/tong/{campaign}/2026/{sister}/tai-ve.xlsx", NONE, NONE),
    ],
    "reports:trace": [
        ("/bao-cao/tong/{campaign}/2026/{district}/cases/", UPPER, NONE),
        ("/bao-cao/tong/{campaign}/2026/{sister}/cases/", NONE, NONE),
    ],
    "reports:series": [
        ("/bao-cao/nhieu-nam/{campaign}/{district}/", UPPER, NONE),
        ("/bao-cao/nhieu-nam/{campaign}/{sister}/", NONE, NONE),
    ],
    "reports:historical": [
        ("/bao-cao/nhieu-nam/{campaign}/{district}/so-lieu-cu/", {ABOVE}, {ABOVE}),
        ("/bao-cao/nhieu-nam/{campaign}/{sister}/so-lieu-cu/", NONE, NONE),
    ],
    "reports:forms": [("/bao-cao/mau/{campaign}/", {ABOVE}, {ABOVE})],
}
