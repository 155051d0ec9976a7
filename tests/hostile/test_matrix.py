"""Every address x every kind of person x GET and POST, against one table: whoever is not in it finds a wall (404).

A new address without a line here fails, so that its openings are always a decision.
"""

import logging
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve

from namkhong.desk import failures
from namkhong.journal.models import Event
from namkhong.people.models import Employment, Post
from namkhong.pledges.queries.links import link_path
from namkhong.redress.queries import receipt_of
from namkhong.registrations.models import Registration
from tests.hostile.conftest import Scene
from tests.house.test_doors import pages
from tests.redress.given import invitation_at, ticket

OWN, SISTER, ABOVE, TOP = "school_officer", "clinic_officer", "district_officer", "federation_officer"
AUDITOR, ADMIN, OTHER_LINE, STRANGER, NOBODY = (
    "auditor",
    "administrator",
    "committee_officer",
    "sister_officer",
    "nobody",
)
EVERYBODY = {OWN, SISTER, ABOVE, TOP, AUDITOR, ADMIN, OTHER_LINE, STRANGER, NOBODY}
OFFICERS = {OWN, SISTER, ABOVE, TOP, OTHER_LINE, STRANGER}
STAFFED = OFFICERS | {ADMIN}
UPPER = {ABOVE, TOP, AUDITOR}
READERS = UPPER | {ADMIN}
TOUCHED = {OWN, SISTER} | READERS
REORGANISERS = {ABOVE, TOP, OTHER_LINE, STRANGER}
KEEPERS = {ABOVE, TOP, OTHER_LINE, STRANGER}
DRAWERS = {ABOVE, TOP, OTHER_LINE}
NONE: set[str] = set()

# address name: [(address, who may look, who may act)]; the unit that acts is the district where nothing else is said
TABLE: dict[str, list[tuple[str, set[str], set[str]]]] = {
    "desk:home": [("/", EVERYBODY, NONE)],
    "desk:notices": [("/thong-bao/", EVERYBODY, NONE)],
    "desk:read": [("/thong-bao/da-xem/", EVERYBODY, EVERYBODY)],
    "desk:unit": [("/don-vi/{district}/", READERS, NONE), ("/don-vi/{school}/", {OWN, OTHER_LINE} | READERS, NONE)],
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
    "law:index": [("/luat/", EVERYBODY, NONE)],
    "law:documents": [("/luat/van-ban/", EVERYBODY, NONE)],
    "law:holidays": [("/luat/ngay-nghi/", EVERYBODY, NONE)],
    "design:gallery": [("/giao-dien/", EVERYBODY, NONE)],
    "papers:index": [("/van-ban/", EVERYBODY, NONE)],
    "papers:document": [("/van-ban/{document}/", {ABOVE, AUDITOR}, NONE)],
    "papers:edit": [("/van-ban/{document}/sua/", {ABOVE}, {ABOVE})],
    "papers:issue": [("/van-ban/{document}/ban-hanh/", NONE, {ABOVE})],
    "papers:cancel_number": [("/van-ban/{issued}/huy-so/", NONE, {ABOVE})],
    "papers:docx": [("/van-ban/{document}/van-ban.docx", {ABOVE, AUDITOR}, NONE)],
    "papers:pdf": [("/van-ban/{document}/van-ban.pdf", {ABOVE, AUDITOR}, NONE)],
    "papers:page_image": [("/van-ban/{document}/trang-1.png", {ABOVE, AUDITOR}, NONE)],
    "papers:register": [("/van-ban/so-dang-ky/{district}/2026/", {ABOVE, AUDITOR}, NONE)],
    "plans:index": [("/ke-hoach/", EVERYBODY, NONE)],
    "plans:take_in": [("/ke-hoach/moi/", OFFICERS, OFFICERS)],
    "plans:definitions": [("/ke-hoach/mau/", OFFICERS, OFFICERS)],
    "plans:reading": [("/ke-hoach/ban-doc/{reading}/", {ABOVE}, {ABOVE})],
    "plans:recognition": [("/ke-hoach/dang-doc/{recognition}/", {ABOVE}, NONE)],
    "plans:recognition_bar": [("/ke-hoach/dang-doc/{recognition}/thanh/", {ABOVE}, NONE)],
    "plans:read_again": [("/ke-hoach/dang-doc/{recognition}/doc-lai/", NONE, {ABOVE})],
    "plans:leave_recognition": [("/ke-hoach/dang-doc/{recognition}/bo/", NONE, {ABOVE})],
    "plans:plan": [
        ("/ke-hoach/{plan}/", {OTHER_LINE} | TOUCHED - {ADMIN}, NONE),
        ("/ke-hoach/{draft_plan}/", UPPER, NONE),
    ],
    "plans:file": [("/ke-hoach/{draft_plan}/tep/", UPPER, NONE)],
    "plans:review": [("/ke-hoach/{draft_plan}/soat/", {ABOVE}, NONE)],
    "plans:part": [("/ke-hoach/{draft_plan}/soat/van-ban/1/", {ABOVE}, NONE)],
    "plans:accept": [("/ke-hoach/{draft_plan}/soat/nhan/", NONE, {ABOVE})],
    "plans:history": [("/ke-hoach/{draft_plan}/soat/lich-su/", {ABOVE}, NONE)],
    "plans:undo": [("/ke-hoach/{draft_plan}/soat/lich-su/hoan-tac-{correction}/", NONE, {ABOVE})],
    "plans:case": [("/ke-hoach/{draft_plan}/soat/mau-cham/", {ABOVE}, {ABOVE})],
    "plans:add_words": [("/ke-hoach/{draft_plan}/soat/tu-van-ban/", {ABOVE}, {ABOVE})],
    "plans:quote": [("/ke-hoach/muc/{clause}/trich/", {ABOVE}, {ABOVE})],
    "plans:head": [("/ke-hoach/{draft_plan}/thong-tin/", {ABOVE}, {ABOVE})],
    "plans:add": [("/ke-hoach/{draft_plan}/them/recipient/", {ABOVE}, {ABOVE})],
    "plans:clause": [("/ke-hoach/muc/{clause}/", {ABOVE}, {ABOVE})],
    "plans:take_out": [("/ke-hoach/muc/{clause}/bo/", NONE, {ABOVE})],
    "plans:put_back": [("/ke-hoach/muc/{clause}/lay-lai/", NONE, {ABOVE})],
    "plans:confirm": [("/ke-hoach/muc/{clause}/dung/", NONE, {ABOVE})],
    "plans:adopt": [("/ke-hoach/{draft_plan}/dua-vao/", {ABOVE}, {ABOVE})],
    "plans:findings": [("/ke-hoach/{draft_plan}/gop-y/", {ABOVE}, NONE)],
    "plans:dismiss": [("/ke-hoach/{draft_plan}/gop-y/bo-qua/", NONE, {ABOVE})],
    "plans:bring_back": [("/ke-hoach/{draft_plan}/gop-y/lay-lai/", NONE, {ABOVE})],
    "plans:mend": [("/ke-hoach/{draft_plan}/gop-y/sua/", NONE, {ABOVE})],
    "plans:slip_docx": [("/ke-hoach/{draft_plan}/gop-y/phieu.docx", {ABOVE}, NONE)],
    "plans:slip_pdf": [("/ke-hoach/{draft_plan}/gop-y/phieu.pdf", {ABOVE}, NONE)],
    "plans:drop": [("/ke-hoach/{draft_plan}/bo/", {ABOVE}, {ABOVE})],
    "plans:restore": [("/ke-hoach/{draft_plan}/lay-lai/", NONE, {ABOVE})],
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
    "ratings:start": [("/danh-gia/", EVERYBODY, NONE)],
    "ratings:unit": [("/danh-gia/{school}/", EVERYBODY, NONE)],
    "ratings:edition": [("/danh-gia/ban/{edition}/", EVERYBODY, NONE)],
    "ratings:edition_text": [("/danh-gia/ban/{edition}/so-lieu.txt", EVERYBODY, NONE)],
    "ratings:edition_signature": [("/danh-gia/ban/{edition}/chu-ky.sig", EVERYBODY, NONE)],
    "ratings:edition_key": [("/danh-gia/ban/{edition}/khoa.pem", EVERYBODY, NONE)],
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
    "campaigns:index": [("/cuoc-van-dong/", EVERYBODY, NONE)],
    "campaigns:campaign": [("/cuoc-van-dong/{campaign}/", TOUCHED, NONE)],
    "campaigns:close": [("/cuoc-van-dong/{campaign}/ket-thuc/", {ABOVE}, {ABOVE})],
    "campaigns:reopen": [("/cuoc-van-dong/{campaign}/mo-lai/", {ABOVE}, {ABOVE})],
    "campaigns:orphans": [("/cuoc-van-dong/chua-co-chu/", EVERYBODY, NONE)],
    "campaigns:enrol": [("/cuoc-van-dong/{campaign}/don-vi/", {ABOVE}, {ABOVE})],
    "campaigns:unenrol": [("/cuoc-van-dong/{campaign}/don-vi/{bar}/bo/", NONE, {ABOVE})],
    "campaigns:hand_over": [("/cuoc-van-dong/{campaign}/ban-giao/", {ABOVE, TOP}, NONE)],
    "campaigns:hand_over_to": [
        ("/cuoc-van-dong/{campaign}/ban-giao/{school}/", {ABOVE, TOP}, {ABOVE, TOP}),
        ("/cuoc-van-dong/{campaign}/ban-giao/{sister}/", {TOP}, {TOP}),
        ("/cuoc-van-dong/{campaign}/ban-giao/{district}/", NONE, NONE),
    ],
    "campaigns:receive": [("/cuoc-van-dong/{campaign}/nhan-viec/{district}/", NONE, NONE)],
    "campaigns:spare": [("/cuoc-van-dong/{campaign}/mien-viec/{school}/", NONE, NONE)],
    "campaigns:measure": [("/cuoc-van-dong/chi-tieu/{target}/", {ABOVE}, {ABOVE})],
    "campaigns:progress": [("/cuoc-van-dong/{campaign}/tien-do/2026/{definition}/", READERS, NONE)],
    "campaigns:remind": [("/cuoc-van-dong/{campaign}/nhac-viec/2026/{pledge}/", READERS, {ABOVE, TOP})],
    "campaigns:plan_repeats": [("/cuoc-van-dong/trung-ke-hoach/{draft_plan}/", {ABOVE}, NONE)],
    "campaigns:dismiss_repeat": [("/cuoc-van-dong/trung-ke-hoach/{draft_plan}/bo-qua/", NONE, {ABOVE})],
    "campaigns:bring_repeat_back": [("/cuoc-van-dong/trung-ke-hoach/{draft_plan}/lay-lai/", NONE, {ABOVE})],
    "campaigns:prepare": [("/cuoc-van-dong/chuan-bi/{plan}/", {ABOVE}, {ABOVE})],
    "campaigns:setup": [("/cuoc-van-dong/{campaign}/soan-viec/", {ABOVE}, NONE)],
    "campaigns:add": [("/cuoc-van-dong/{campaign}/soan-viec/them/", {ABOVE}, {ABOVE})],
    "campaigns:definition": [("/cuoc-van-dong/viec-mau/{definition}/", {ABOVE}, {ABOVE})],
    "campaigns:drop": [("/cuoc-van-dong/viec-mau/{definition}/bo/", {ABOVE}, {ABOVE})],
    "campaigns:launch": [("/cuoc-van-dong/{prepared}/phat-dong/", {ABOVE}, {ABOVE})],
    "campaigns:assign": [("/cuoc-van-dong/{campaign}/giao-viec/", {ABOVE}, {ABOVE})],
    "campaigns:running": [("/cuoc-van-dong/dang-giao/{bar}/", {ABOVE}, NONE)],
    "campaigns:bar": [("/cuoc-van-dong/dang-giao/{bar}/thanh/", {ABOVE}, NONE)],
    "campaigns:duty": [("/cuoc-van-dong/viec/{duty}/", {OWN} | READERS, {OWN})],
    "campaigns:withdraw": [("/cuoc-van-dong/viec/{duty}/rut-lai/", {OWN}, {OWN})],
    "campaigns:extend": [("/cuoc-van-dong/viec/{duty}/gia-han/", {ABOVE}, {ABOVE})],
    "campaigns:excuse": [("/cuoc-van-dong/viec/{duty}/mien/", {ABOVE}, {ABOVE})],
    "campaigns:oblige": [("/cuoc-van-dong/viec/{duty}/phai-lam/", {ABOVE}, {ABOVE})],
    "campaigns:overlaps": [("/cuoc-van-dong/viec-trung/", EVERYBODY, NONE)],
    "campaigns:join": [("/cuoc-van-dong/viec/{duty}/ghep/", NONE, NONE)],
    "campaigns:part": [("/cuoc-van-dong/viec/{duty}/tach/", NONE, {OWN})],
    "campaigns:evidence": [("/cuoc-van-dong/minh-chung/{fulfilment}/", {OWN} | READERS, NONE)],
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
    "registrations:index": [("/dang-ky/", EVERYBODY, NONE)],
    "registrations:mine": [("/dang-ky/cua-toi/", EVERYBODY, NONE)],
    "registrations:write_mine": [("/dang-ky/cua-toi/{campaign}/2026/", {OWN, NOBODY}, {OWN, NOBODY})],
    "registrations:template": [("/dang-ky/mau.xlsx", OFFICERS, NONE)],
    "registrations:campaign": [("/dang-ky/{campaign}/2026/", TOUCHED, NONE)],
    "registrations:unit": [
        ("/dang-ky/{campaign}/2026/{school}/", {OWN} | UPPER, NONE),
        ("/dang-ky/{campaign}/2026/{sister}/", {TOP, AUDITOR, STRANGER}, NONE),
    ],
    "registrations:write_own": [("/dang-ky/{campaign}/2026/{school}/don-vi/", {OWN}, {OWN})],
    "registrations:pick": [
        ("/dang-ky/{campaign}/2026/{school}/them/", {OWN}, {OWN}),
        ("/dang-ky/{campaign}/2026/{sister}/them/", NONE, NONE),
    ],
    "registrations:from_table": [("/dang-ky/{campaign}/2026/{school}/tu-bang/", {OWN}, {OWN})],
    "registrations:copy": [("/dang-ky/{campaign}/2026/{school}/nam-truoc/", NONE, {OWN})],
    "registrations:send_all": [("/dang-ky/{campaign}/2026/{school}/gui-duyet/", NONE, {OWN})],
    "registrations:approve_people": [("/dang-ky/{campaign}/2026/{district}/duyet/", NONE, {ABOVE})],
    "registrations:undo_people": [("/dang-ky/{campaign}/2026/{district}/hoan-tac-{bar}/", NONE, NONE)],
    "registrations:send_list": [("/dang-ky/{campaign}/2026/{school}/gui-len/", {OWN}, {OWN})],
    "registrations:recall_list": [("/dang-ky/{campaign}/2026/{school}/rut-ve/", NONE, {OWN})],
    "registrations:approve_list": [
        ("/dang-ky/{campaign}/2026/{clinic}/chap-thuan/", NONE, {ABOVE}),
        ("/dang-ky/{campaign}/2026/{school}/chap-thuan/", NONE, NONE),
    ],
    "registrations:refuse_list": [("/dang-ky/{campaign}/2026/{clinic}/tu-choi/", NONE, {ABOVE})],
    "registrations:revoke_list": [("/dang-ky/{campaign}/2026/{clinic}/xem-lai/", NONE, {ABOVE})],
    "registrations:document": [("/dang-ky/{campaign}/2026/{school}/to-trinh/", {OWN}, {OWN})],
    "registrations:preview": [("/dang-ky/{campaign}/2026/{school}/to-trinh/xem-truoc.pdf", {OWN}, NONE)],
    "registrations:people_table": [("/dang-ky/{campaign}/2026/{school}/danh-sach.xlsx", {OWN} | UPPER, NONE)],
    "registrations:registration": [
        ("/dang-ky/phieu/{registration}/", {OWN} | UPPER, NONE),
        ("/dang-ky/phieu/{of_nobody}/", {OWN, NOBODY} | UPPER, NONE),
    ],
    "registrations:edit": [("/dang-ky/phieu/{of_nobody}/sua/", {OWN, NOBODY}, {OWN, NOBODY})],
    "registrations:drop": [("/dang-ky/phieu/{of_nobody}/bo/", {OWN, NOBODY}, {OWN, NOBODY})],
    "registrations:send": [("/dang-ky/phieu/{of_nobody}/gui/", NONE, {OWN, NOBODY})],
    "registrations:recall": [("/dang-ky/phieu/{of_nobody}/rut-ve/", NONE, {OWN, NOBODY})],
    "registrations:approve": [("/dang-ky/phieu/{registration}/duyet/", NONE, NONE)],
    "registrations:refuse": [("/dang-ky/phieu/{registration}/tu-choi/", NONE, NONE)],
    "registrations:revoke": [("/dang-ky/phieu/{registration}/xem-lai/", NONE, NONE)],
    "registrations:received": [
        ("/dang-ky/gui-ve/{campaign}/2026/{district}/", UPPER, NONE),
        ("/dang-ky/gui-ve/{campaign}/2026/{school}/", UPPER, NONE),
    ],
    "registrations:approve_lists": [("/dang-ky/gui-ve/{campaign}/2026/{district}/duyet/", NONE, {ABOVE})],
    "registrations:undo_lists": [("/dang-ky/gui-ve/{campaign}/2026/{district}/hoan-tac-{bar}/", NONE, NONE)],
    "registrations:remind": [("/dang-ky/gui-ve/{campaign}/2026/{district}/nhac/", UPPER, {ABOVE})],
    "registrations:units_table": [("/dang-ky/gui-ve/{campaign}/2026/{district}/danh-sach.xlsx", UPPER, NONE)],
    "registrations:new_covenant": [
        ("/dang-ky/giao-uoc/moi/{campaign}/2026/{district}/", {ABOVE}, {ABOVE}),
        ("/dang-ky/giao-uoc/moi/{campaign}/2026/{sister}/", NONE, NONE),
    ],
    "registrations:covenant": [("/dang-ky/giao-uoc/{covenant}/", {OWN, SISTER} | UPPER, NONE)],
    "registrations:edit_covenant": [("/dang-ky/giao-uoc/{covenant}/sua/", {ABOVE}, {ABOVE})],
    "registrations:open_signing": [("/dang-ky/giao-uoc/{covenant}/mo-ky/", NONE, {ABOVE})],
    "registrations:sign": [("/dang-ky/giao-uoc/{covenant}/ky-{party}/", NONE, NONE)],
    "registrations:withdraw_signature": [("/dang-ky/giao-uoc/{covenant}/rut-chu-ky-{party}/", NONE, NONE)],
    "registrations:take_out": [("/dang-ky/giao-uoc/{covenant}/bo-{party}/", NONE, {ABOVE})],
    "registrations:redraft": [("/dang-ky/giao-uoc/{covenant}/soan-lai/", {ABOVE}, {ABOVE})],
    "registrations:cancel": [("/dang-ky/giao-uoc/{covenant}/huy/", {ABOVE}, {ABOVE})],
    "registrations:covenant_file": [("/dang-ky/giao-uoc/{covenant}/giao-uoc.docx", {OWN, SISTER} | UPPER, NONE)],
    "pledges:index": [("/cam-ket/", EVERYBODY, NONE)],
    "pledges:find": [("/cam-ket/tim/{campaign}/2026/{school}/", {OWN} | UPPER, NONE)],
    "pledges:prepare": [("/cam-ket/chuan-bi/{campaign}/", {ABOVE}, {ABOVE})],
    "pledges:round": [("/cam-ket/{round}/", {NOBODY} | TOUCHED - {ADMIN}, NONE)],
    "pledges:revise": [("/cam-ket/{round}/sua/", {ABOVE}, {ABOVE})],
    "pledges:open_round": [("/cam-ket/{round}/mo-dot/", NONE, {ABOVE})],
    "pledges:begin_evaluation": [("/cam-ket/{round}/bat-dau-danh-gia/", NONE, {ABOVE})],
    "pledges:close_round": [("/cam-ket/{round}/khep-lai/", NONE, {ABOVE})],
    "pledges:reopen_round": [("/cam-ket/{round}/mo-lai/", NONE, {ABOVE})],
    "pledges:renew": [("/cam-ket/{round}/nam-sau/", {ABOVE}, {ABOVE})],
    "pledges:receive": [("/cam-ket/{round}/ky-nhan/", {OWN, SISTER, ABOVE, TOP}, {OWN, SISTER, ABOVE, TOP})],
    "pledges:give_back": [("/cam-ket/{round}/ky-nhan/hoan-tac/", NONE, {OWN, SISTER, ABOVE, TOP})],
    "pledges:own_evaluation": [("/cam-ket/{round}/tu-danh-gia/", NONE, NONE)],
    "pledges:assess": [("/cam-ket/{round}/danh-gia/", NONE, NONE)],
    "pledges:assess_one": [("/cam-ket/{round}/danh-gia/{signed}/", NONE, NONE)],
    "pledges:recount": [("/cam-ket/{round}/tinh-lai/", NONE, {ABOVE})],
    "pledges:coverage": [
        ("/cam-ket/{round}/don-vi/{district}/ket-qua/", UPPER, NONE),
        ("/cam-ket/{round}/don-vi/{school}/ket-qua/", {OWN} | UPPER, NONE),
        ("/cam-ket/{round}/don-vi/{sister}/ket-qua/", NONE, NONE),
    ],
    "pledges:register": [
        ("/cam-ket/{round}/don-vi/{school}/so/", {OWN} | UPPER, NONE),
        ("/cam-ket/{round}/don-vi/{sister}/so/", NONE, NONE),
    ],
    "pledges:person": [("/cam-ket/{round}/don-vi/{school}/so/{teacher}/", {OWN} | UPPER, {OWN})],
    "pledges:await_again": [("/cam-ket/{round}/don-vi/{school}/so/{teacher}/cho-ky-lai/", NONE, {OWN})],
    "pledges:unsign": [("/cam-ket/{round}/don-vi/{school}/so/{teacher}/huy-chu-ky/", NONE, {OWN})],
    "pledges:words": [
        ("/cam-ket/{round}/don-vi/{district}/noi-dung/", {ABOVE}, {ABOVE}),
        ("/cam-ket/{round}/don-vi/{school}/noi-dung/", {OWN}, {OWN}),
    ],
    "pledges:issue": [("/cam-ket/{round}/don-vi/{school}/noi-dung/ban-hanh/", NONE, {OWN})],
    "pledges:drop_draft": [("/cam-ket/{round}/don-vi/{school}/noi-dung/bo-nhap/", NONE, {OWN})],
    "pledges:worker": [("/cam-ket/ky/may-gui.js", EVERYBODY, NONE)],
    "pledges:link": [("/cam-ket/ky/{token}/", EVERYBODY, NONE)],
    "pledges:link_questions": [("/cam-ket/ky/{token}/hieu-ro/", EVERYBODY, NONE)],
    "pledges:own": [("/cam-ket/{round}/ky/", EVERYBODY, NONE)],
    "pledges:own_questions": [("/cam-ket/{round}/ky/hieu-ro/", EVERYBODY, NONE)],
    "pledges:revoke_links": [("/cam-ket/{round}/thu-hoi-duong-dan/", {ABOVE}, {ABOVE})],
    "pledges:hand_out": [("/cam-ket/{round}/don-vi/{school}/duong-dan/", {OWN}, NONE)],
    "pledges:questions": [("/cam-ket/{round}/cau-hoi/", {ABOVE}, NONE)],
    "pledges:fill_questions": [("/cam-ket/{round}/cau-hoi/mau/", NONE, {ABOVE})],
    "pledges:add_question": [("/cam-ket/{round}/cau-hoi/them/", {ABOVE}, {ABOVE})],
    "pledges:edit_question": [("/cam-ket/{round}/cau-hoi/{question}/", {ABOVE}, {ABOVE})],
    "pledges:use_question": [("/cam-ket/{round}/cau-hoi/{question}/dung/", NONE, {ABOVE})],
    "pledges:paper": [
        ("/cam-ket/{round}/don-vi/{school}/giay/", {OWN}, NONE),
        ("/cam-ket/{round}/don-vi/{district}/giay/", {ABOVE}, NONE),
        ("/cam-ket/{round}/don-vi/{sister}/giay/", NONE, NONE),
    ],
    "pledges:paper_upload": [("/cam-ket/{round}/don-vi/{school}/giay/quet/", NONE, {OWN})],
    "pledges:paper_codes": [("/cam-ket/{round}/don-vi/{school}/giay/ma/", NONE, {OWN})],
    "pledges:paper_roll": [("/cam-ket/{round}/don-vi/{school}/giay/danh-sach.pdf", {OWN}, NONE)],
    "pledges:paper_forms": [("/cam-ket/{round}/don-vi/{school}/giay/tung-nguoi.pdf", {OWN}, NONE)],
    "pledges:paper_batch": [("/cam-ket/giay/{paper}/", {OWN}, NONE)],
    "pledges:paper_bar": [("/cam-ket/giay/{paper}/thanh/", {OWN}, NONE)],
    "pledges:record_paper": [("/cam-ket/giay/{paper}/ghi/", NONE, {OWN})],
    "pledges:undo_paper": [("/cam-ket/giay/{paper}/hoan-tac/", NONE, {OWN})],
    "pledges:retry_paper": [("/cam-ket/giay/{paper}/doc-lai/", NONE, {OWN})],
    "pledges:drop_paper": [("/cam-ket/giay/{paper}/bo/", NONE, {OWN})],
    "pledges:paper_file": [("/cam-ket/giay/{paper}/tep-0/", {OWN}, NONE)],
    "pledges:booklet_docx": [
        ("/cam-ket/{round}/don-vi/{district}/so.docx", UPPER, NONE),
        ("/cam-ket/{round}/don-vi/{sister}/so.docx", NONE, NONE),
    ],
    "pledges:booklet_pdf": [("/cam-ket/{round}/don-vi/{school}/so.pdf", {OWN} | UPPER, NONE)],
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
    "scoring:index": [("/cham-diem/", EVERYBODY, NONE)],
    "scoring:prepare": [("/cham-diem/moi/", REORGANISERS, REORGANISERS)],
    "scoring:round": [("/cham-diem/{scoring}/", {OWN, SISTER} | UPPER, NONE)],
    "scoring:begin": [("/cham-diem/{scoring}/mo/", {ABOVE}, {ABOVE})],
    "scoring:days": [("/cham-diem/{scoring}/han/", {ABOVE}, {ABOVE})],
    "scoring:drop": [("/cham-diem/{scoring}/bo/", {ABOVE}, {ABOVE})],
    "scoring:newcomers": [("/cham-diem/{scoring}/them/", {ABOVE}, {ABOVE})],
    "scoring:grid": [("/cham-diem/{scoring}/bang/", {ABOVE, TOP}, NONE)],
    "scoring:cell": [("/cham-diem/{scoring}/bang/o-{sister_mark}/", NONE, {ABOVE, TOP})],
    "scoring:undo": [("/cham-diem/{scoring}/bang/hoan-tac-{sister_change}/", NONE, {ABOVE})],
    "scoring:measure": [("/cham-diem/{scoring}/so-lieu/", NONE, {ABOVE})],
    # Only heads decide, and none of them stands in this table: see tests/scoring/test_decide_pages.py.
    "scoring:close": [("/cham-diem/{scoring}/khoa/", NONE, NONE)],
    "scoring:reopen": [("/cham-diem/{scoring}/mo-tu-cham/", NONE, NONE)],
    "scoring:publish": [("/cham-diem/{scoring}/cong-bo/", NONE, NONE)],
    "scoring:settle": [("/cham-diem/{scoring}/chot/", NONE, NONE)],
    "scoring:decide": [("/cham-diem/phieu/{sister_score}/quyet-dinh/", NONE, NONE)],
    "scoring:decide_mark": [("/cham-diem/phieu/{sister_score}/quyet-dinh/{scored_criterion}/", NONE, NONE)],
    "scoring:standings": [("/cham-diem/{scoring}/xep-hang/", {ABOVE}, NONE)],
    "scoring:standings_file": [("/cham-diem/{scoring}/xep-hang/bang.xlsx", {ABOVE}, NONE)],
    "scoring:result_list": [("/cham-diem/{scoring}/xep-hang/van-ban/", NONE, NONE)],
    "scoring:ranking": [("/cham-diem/{scoring}/cach-xep-hang/", {OWN, SISTER} | UPPER, NONE)],
    "scoring:settle_tie": [("/cham-diem/{scoring}/cach-xep-hang/bang-diem/", NONE, NONE)],
    "scoring:unsettle_tie": [("/cham-diem/{scoring}/cach-xep-hang/rut-1/", NONE, NONE)],
    "scoring:dashboard": [("/cham-diem/{scoring}/tong-quan/", {ABOVE}, NONE)],
    "scoring:heat": [("/cham-diem/{scoring}/tieu-chi/", {ABOVE}, NONE)],
    "scoring:areas": [("/cham-diem/{scoring}/don-vi/", {ABOVE}, NONE)],
    "scoring:vetoes": [("/cham-diem/dieu-kien/", REORGANISERS, NONE)],
    "scoring:lift_veto": [("/cham-diem/dieu-kien/{veto}/bo/", {ABOVE, TOP, OTHER_LINE}, {ABOVE, TOP, OTHER_LINE})],
    "scoring:state_veto": [
        ("/cham-diem/phieu/{sister_score}/dieu-kien/", {ABOVE, TOP, OTHER_LINE}, {ABOVE, TOP, OTHER_LINE})
    ],
    "scoring:evidence_docx": [("/cham-diem/phieu/{own_score}/minh-chung.docx", NONE, NONE)],
    "scoring:evidence_pdf": [("/cham-diem/phieu/{own_score}/minh-chung.pdf", NONE, NONE)],
    "scoring:make_appeal": [("/cham-diem/phieu/{own_score}/khieu-nai/", NONE, NONE)],
    "scoring:appeal": [("/cham-diem/khieu-nai/{appeal}/", {SISTER} | UPPER, NONE)],
    "scoring:take_appeal_back": [("/cham-diem/khieu-nai/{appeal}/rut/", NONE, {SISTER})],
    "scoring:appeal_evidence": [("/cham-diem/khieu-nai/{appeal}/tep/", {SISTER} | UPPER, NONE)],
    "scoring:running": [("/cham-diem/dang-lam/{bar}/", {ABOVE}, NONE)],
    "scoring:bar": [("/cham-diem/dang-lam/{bar}/thanh/", {ABOVE}, NONE)],
    "scoring:sheet": [
        ("/cham-diem/phieu/{own_score}/", {OWN} | UPPER, {OWN}),
        ("/cham-diem/phieu/{sister_score}/", {SISTER} | UPPER, {SISTER}),
    ],
    "scoring:recall": [("/cham-diem/phieu/{sister_score}/rut/", NONE, {SISTER})],
    "scoring:trace": [("/cham-diem/phieu/{own_score}/dien-bien/", {OWN} | UPPER, NONE)],
    "scoring:check": [("/cham-diem/phieu/{sister_score}/tham-dinh/", {ABOVE, TOP}, NONE)],
    "scoring:check_mark": [("/cham-diem/phieu/{sister_score}/tham-dinh/{scored_criterion}/", NONE, {ABOVE, TOP})],
    "scoring:keep_rest": [("/cham-diem/phieu/{sister_score}/tham-dinh/giu-nguyen/", NONE, {ABOVE, TOP})],
    "scoring:finish": [("/cham-diem/phieu/{sister_score}/tham-dinh/xong/", NONE, {ABOVE, TOP})],
    "scoring:check_again": [("/cham-diem/phieu/{sister_score}/tham-dinh/mo-lai/", NONE, {ABOVE, TOP})],
    "scoring:return": [("/cham-diem/phieu/{sister_score}/tra-lai/", {ABOVE, TOP}, {ABOVE, TOP})],
    "scoring:leave_out": [("/cham-diem/phieu/{own_score}/khong-xep-loai/", {ABOVE}, {ABOVE})],
    "scoring:evidence": [("/cham-diem/minh-chung/{score_file}/", {OWN} | UPPER, NONE)],
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
    # The last line, because whoever makes a tablet of this machine is signed out.
    "feedback:use_kiosk": [("/y-kien/may/{kiosk}/dung-may-nay/", NONE, {OWN})],
}
ELSEWHERE = {"account_login", "account_logout", "account_signup", "account_inactive"} | {
    "account_change_password",
    "account_reauthenticate",
}
SECRETS = ("Nói không với tiêu cực", "kín", "Đồng Tâm", "TTYT", "Vũ Thị Mai", "Chủ động phòng ngừa")


def view_is_posted(path: str) -> bool:
    """Whether the address is only ever sent to; looked at, it leads one step up, whoever asks."""
    return getattr(resolve(path).func, "only_posted", False)


def places(scene: Scene) -> dict[str, Any]:
    """The number behind every name in an address."""
    found = {name: thing.pk for name, thing in vars(scene).items() if name != "world"}
    units = {name: getattr(scene.world, name).pk for name in ("district", "sister", "school", "clinic")}
    post = Post.objects.get(person=scene.world.district_officer).pk
    definitions = {"definition": scene.report_duty.definition_id, "pledge": scene.duty.definition_id}
    token = link_path(scene.round, scene.world.school_head.pk).split("/")[-2]
    tickets = {
        "receipt": receipt_of(scene.concern.client_id),
        "ticket": ticket(invitation_at(scene.poster_point)),
    }
    return found | units | definitions | tickets | {"post": post, "teacher": scene.world.school_head.pk, "token": token}


def test_every_address_has_its_line() -> None:
    named: set[str] = set()
    for resolver in get_resolver().url_patterns:
        space = f"{resolver.namespace}:" if resolver.namespace else ""
        named |= {space + page.name for _, page in pages(resolver) if isinstance(page, URLPattern)}
    assert named == set(TABLE) | ELSEWHERE


@pytest.fixture(autouse=True)
def plain_walls(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page that says "not found" is looked at elsewhere; thousands of times it only costs time."""
    monkeypatch.setattr(failures, "render", lambda request, page, *_, status: HttpResponse(page, status=status))
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_only_those_in_the_table_find_a_door(role: str, scene: Scene, signed_in) -> None:
    client: Client = signed_in(getattr(scene.world, role))
    numbers, wrong = places(scene), []
    for lines in TABLE.values():
        for address, readers, writers in lines:
            path = address.format(**numbers)
            if role not in writers:
                before = Event.objects.count()
                told = client.post(path)
                told.getvalue()
                status = told.status_code
                allowed = {404, 405} | ({200, 302, 422} if role in readers else set())
                if status not in allowed or Event.objects.count() != before:
                    wrong.append(f"{role} POST {address}: {status}")
            answer = client.get(path)
            answer.getvalue()
            wanted = {200, 302} if role in readers else {302 if view_is_posted(path) else 404}
            if answer.status_code not in wanted:
                wrong.append(f"{role} GET {address}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ["district_officer", "school_officer", "clinic_officer"])
def test_those_who_may_act_are_let_in(role: str, scene: Scene, signed_in) -> None:
    client: Client = signed_in(getattr(scene.world, role))
    numbers = places(scene)
    for lines in TABLE.values():
        for address, _, writers in lines:
            if role in writers:
                before = transaction.savepoint()
                status = client.post(address.format(**numbers)).status_code
                transaction.savepoint_rollback(before)
                assert status in (200, 302, 422), f"{role} POST {address}: {status}"


@pytest.mark.parametrize("role", ["sister_officer", "nobody"])
def test_lists_and_searches_tell_a_stranger_nothing(role: str, scene: Scene, signed_in) -> None:
    Registration.objects.filter(person=scene.world.nobody).delete()
    Employment.objects.filter(person=scene.world.nobody).delete()
    client: Client = signed_in(getattr(scene.world, role))
    lists = ["/", "/thong-bao/", "/van-ban/", "/ke-hoach/?tim=dong+tam", "/cuoc-van-dong/", "/bao-cao/"]
    lists += [f"/bao-cao/?muc={each}" for each in ("da-gui", "cho-xem", "tong-hop")]
    for address in [*lists, f"/don-vi/{scene.world.sister.pk}/?tim=dong+tam"]:
        page = client.get(address).content.decode()
        assert not [secret for secret in SECRETS if secret in page], address


def test_a_post_that_ended_yesterday_opens_nothing(scene: Scene, signed_in) -> None:
    client: Client = signed_in(scene.world.district_officer)
    yesterday = scene.world.district.founded_on.replace(year=2026, month=11, day=21)
    Post.objects.filter(person=scene.world.district_officer).update(valid_to=yesterday)
    numbers = places(scene)
    for lines in TABLE.values():
        for address, readers, _ in lines:
            path = address.format(**numbers)
            if readers != EVERYBODY and not {"dang-giao", "dang-lam"} & set(address.split("/")):
                assert client.get(path).status_code in (404, 405, 302), address
                assert client.post(path).status_code in (404, 405), address


def test_the_plans_of_sisters_are_not_listed_under_the_superiors_plan(scene: Scene, signed_in) -> None:
    """Everybody below reads the adopted plan, but only those above the lower units see what those made of it."""
    world = scene.world
    for unit, title in ((world.school, "Kế hoạch riêng của trường"), (world.clinic, "Kế hoạch riêng của trung tâm")):
        lower = type(scene.plan).objects.get(pk=scene.plan.pk)
        lower.pk, lower.unit, lower.title, lower.superior_plan = None, unit, title, scene.plan
        lower.save(force_insert=True)
    path = f"/ke-hoach/{scene.plan.pk}/"
    assert "riêng của trung tâm" not in signed_in(world.school_officer).get(path).content.decode()
    assert "riêng của trường" in signed_in(world.school_officer).get(path).content.decode()
    assert "riêng của trung tâm" in signed_in(world.district_officer).get(path).content.decode()
