"""Who may look and act at the addresses of feedback."""

from tests.hostile.table.roles import ABOVE, DRAWERS, EVERYBODY, NONE, OTHER_LINE, OWN, STRANGER, TOP, UPPER, Lines

LINES: Lines = {
    "feedback:index": [("/y-kien/", EVERYBODY, NONE)],
    "feedback:unit": [
        ("/y-kien/{district}/", UPPER, NONE),
        ("/y-kien/{school}/", {OWN, OTHER_LINE} | UPPER, NONE),
    ],
    "feedback:month": [
        ("/y-kien/{district}/thang/", UPPER, NONE),
        ("/y-kien/{school}/thang/", {OWN, OTHER_LINE} | UPPER, NONE),
    ],
    "feedback:sheet": [("/y-kien/{school}/thang/202611.pdf", {OWN, OTHER_LINE} | UPPER, NONE)],
    "feedback:remarks": [("/y-kien/{school}/loi/", {OWN, OTHER_LINE} | UPPER, NONE)],
    "feedback:declared": [("/y-kien/cach-kiem/", EVERYBODY, NONE)],
    "feedback:appeals": [("/y-kien/khieu-nai/", {ABOVE, TOP, OTHER_LINE, STRANGER}, NONE)],
    "feedback:aside": [("/y-kien/{school}/de-rieng/", {OWN, OTHER_LINE} | UPPER, NONE)],
    "feedback:aside_group": [
        ("/y-kien/de-rieng/{aside}/", {OWN, OTHER_LINE} | UPPER, {OWN}),
        ("/y-kien/de-rieng/{appealed}/", {OWN, OTHER_LINE} | UPPER, {ABOVE, TOP, OTHER_LINE}),
    ],
    "feedback:transactions": [("/y-kien/{school}/ket-qua-da-tra/", {OWN}, {OWN})],
    "feedback:transactions_file": [("/y-kien/{school}/ket-qua-da-tra/bang.xlsx", {OWN}, NONE)],
    "feedback:transactions_upload": [("/y-kien/{school}/ket-qua-da-tra/tu-bang/", {OWN}, {OWN})],
    "feedback:working_hours": [("/y-kien/{school}/gio-mo-quay/", {OWN}, {OWN})],
    "feedback:below": [("/y-kien/{district}/cap-duoi/", UPPER, NONE)],
    "feedback:by_point": [
        ("/y-kien/{district}/quay/", UPPER, NONE),
        ("/y-kien/{school}/quay/", {OWN, OTHER_LINE} | UPPER, NONE),
    ],
    "feedback:target": [
        ("/y-kien/{district}/chi-tieu/", {ABOVE, TOP}, {ABOVE, TOP}),
        ("/y-kien/{school}/chi-tieu/", {ABOVE, TOP, OTHER_LINE}, {ABOVE, TOP, OTHER_LINE}),
    ],
    "feedback:factors": [
        ("/y-kien/{district}/yeu-to/", UPPER, NONE),
        ("/y-kien/{school}/yeu-to/", {OWN, OTHER_LINE} | UPPER, NONE),
    ],
    "feedback:style": [("/y-kien/bo-cau-hoi/trang.css", EVERYBODY, NONE)],
    "feedback:instruments": [("/y-kien/{school}/bo-cau-hoi/", {OWN}, NONE)],
    "feedback:upload_instrument": [("/y-kien/{district}/bo-cau-hoi/nap/", {ABOVE}, {ABOVE})],
    "feedback:instrument": [("/y-kien/{district}/bo-cau-hoi/{drafted_instrument}/", {ABOVE}, NONE)],
    "feedback:preview_instrument": [("/y-kien/{district}/bo-cau-hoi/{drafted_instrument}/xem/", {ABOVE}, NONE)],
    "feedback:download_instrument": [
        ("/y-kien/{district}/bo-cau-hoi/{drafted_instrument}/bo-cau-hoi.xlsx", {ABOVE}, NONE)
    ],
    "feedback:issue_instrument": [("/y-kien/{district}/bo-cau-hoi/{drafted_instrument}/dung/", NONE, {ABOVE})],
    "feedback:points": [("/y-kien/{school}/diem/", {OWN}, NONE)],
    "feedback:open_point": [("/y-kien/{school}/diem/mo/", {OWN}, {OWN})],
    "feedback:point": [("/y-kien/diem/{slips_point}/", {OWN}, {OWN})],
    "feedback:close_point": [("/y-kien/diem/{slips_point}/dong/", NONE, {OWN})],
    "feedback:reopen_point": [("/y-kien/diem/{slips_point}/mo-lai/", NONE, {OWN})],
    "feedback:poster": [("/y-kien/diem/{poster_point}/ap-phich.pdf", {OWN}, NONE)],
    "feedback:screen": [("/y-kien/diem/{counter_point}/man-hinh/", {OWN}, NONE)],
    "feedback:slips": [("/y-kien/ma/{codes}.pdf", {OWN}, NONE)],
    "feedback:start_kiosk": [("/y-kien/diem/{kiosk_point}/bat-may/", NONE, {OWN})],
    "feedback:kiosk": [("/y-kien/may/{kiosk}/", {OWN}, NONE)],
    "feedback:stop_kiosk": [("/y-kien/may/{kiosk}/dung/", NONE, {OWN})],
    "feedback:invite": [("/y-kien/diem/{invitation_point}/moi/", {OWN}, {OWN})],
    "feedback:invite_template": [("/y-kien/diem/{invitation_point}/mau-danh-sach.xlsx", {OWN}, NONE)],
    "feedback:begin_pile": [("/y-kien/diem/{paper_point}/tap-phieu/", NONE, {OWN})],
    "feedback:pile": [("/y-kien/tap/{pile}/", {OWN}, {OWN})],
    "feedback:close_pile": [("/y-kien/tap/{pile}/nhap-xong/", NONE, {OWN})],
    "feedback:reopen_pile": [("/y-kien/tap/{pile}/nhap-tiep/", NONE, {OWN})],
    "feedback:put_pile": [("/y-kien/tap/{pile}/dua-vao/", NONE, {OWN})],
    "feedback:drop_sheet": [("/y-kien/tap/{pile}/bo-{pile_sheet}/", NONE, {OWN})],
    "feedback:settle_sheet": [("/y-kien/tap/{pile}/chot-{pile_sheet}/", NONE, {OWN})],
    # Never the unit that is measured.
    "feedback:samples": [("/y-kien/{school}/mau/", DRAWERS, DRAWERS), ("/y-kien/{district}/mau/", {TOP}, {TOP})],
    "feedback:sample": [("/y-kien/mau/{draw}/", DRAWERS, NONE)],
    "feedback:close_sample": [("/y-kien/mau/{draw}/dong/", NONE, DRAWERS)],
    "feedback:sample_codes": [("/y-kien/mau/{draw}/ma.xlsx", DRAWERS, NONE)],
    "feedback:sample_slips": [("/y-kien/mau/{draw}/phieu.pdf", DRAWERS, NONE)],
    "feedback:sample_record": [("/y-kien/mau/{draw}/bien-ban.pdf", DRAWERS, NONE)],
}
