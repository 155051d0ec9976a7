"""Who may look and act at the addresses of reorganisations."""

from tests.hostile.table.roles import ABOVE, NONE, REORGANISERS, TOP, Lines

LINES: Lines = {
    "reorganisations:index": [("/sap-xep/", REORGANISERS, NONE)],
    "reorganisations:begin": [("/sap-xep/moi/", REORGANISERS, REORGANISERS)],
    "reorganisations:template": [("/sap-xep/mau.xlsx", REORGANISERS, NONE)],
    "reorganisations:reorganisation": [("/sap-xep/{reorganisation}/", {ABOVE, TOP}, NONE)],
    "reorganisations:head": [("/sap-xep/{reorganisation}/thong-tin/", {ABOVE, TOP}, {ABOVE, TOP})],
    "reorganisations:drop": [("/sap-xep/{reorganisation}/bo/", {ABOVE, TOP}, {ABOVE, TOP})],
    "reorganisations:redraft": [("/sap-xep/{reorganisation}/soan-lai/", NONE, {ABOVE, TOP})],
    "reorganisations:add": [("/sap-xep/{reorganisation}/them/merge/", {ABOVE, TOP}, {ABOVE, TOP})],
    "reorganisations:change": [("/sap-xep/thay-doi/{change}/", {ABOVE, TOP}, NONE)],
    "reorganisations:take_out": [("/sap-xep/thay-doi/{change}/bo/", NONE, {ABOVE, TOP})],
    "reorganisations:people": [("/sap-xep/thay-doi/{division}/nguoi/", {ABOVE, TOP}, {ABOVE, TOP})],
    "reorganisations:people_table": [("/sap-xep/thay-doi/{division}/nguoi.xlsx", {ABOVE, TOP}, NONE)],
    "reorganisations:people_sheet": [("/sap-xep/thay-doi/{division}/nguoi/bang/", {ABOVE, TOP}, {ABOVE, TOP})],
    "reorganisations:preview": [("/sap-xep/{reorganisation}/xem-truoc/", {ABOVE, TOP}, {ABOVE, TOP})],
    "reorganisations:carry_out": [("/sap-xep/{reorganisation}/thuc-hien/", NONE, {ABOVE, TOP})],
    "reorganisations:running": [("/sap-xep/dang-lam/{bar}/", {ABOVE}, NONE)],
    "reorganisations:bar": [("/sap-xep/dang-lam/{bar}/thanh/", {ABOVE}, NONE)],
    "reorganisations:undo": [("/sap-xep/{reorganisation}/hoan-tac/", {ABOVE, TOP}, {ABOVE, TOP})],
    "reorganisations:write": [("/sap-xep/{reorganisation}/van-ban/", NONE, {ABOVE, TOP})],
    "reorganisations:sheet": [("/sap-xep/{reorganisation}/bang/", {ABOVE, TOP}, {ABOVE, TOP})],
    "reorganisations:returned": [("/sap-xep/{reorganisation}/bang/{returned}/", {ABOVE, TOP}, NONE)],
}
