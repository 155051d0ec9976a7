"""The page of one report: filling in, saving, sending, conflicts; nothing typed is ever lost."""

import base64
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from namkhong.campaigns.actions import close
from namkhong.reports.models import Attachment, Entry, Return
from tests.world import NOW, TODAY

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def url(sheet, tail=""):
    return f"/bao-cao/{sheet.pk}/{tail}"


def value_of(sheet, key):
    return Entry.objects.get(sheet=sheet, indicator__key=key).value


def test_shows_every_figure_with_its_unit_and_last_year(running, signed_in):
    running.accepted(running.world.school, 2025, staff=99)
    sheet = running.sheet(running.world.school)
    page = signed_in(running.world.school_officer).get(url(sheet)).content.decode()
    assert 'name="so-staff"' in page
    assert "Năm trước: 99 người" in page
    assert "Hệ thống điền. Báo cáo năm 2025 đã tiếp nhận." in page


def test_only_its_unit_and_those_above_see_it(running, signed_in):
    world = running.world
    sheet = running.sent(world.school)
    assert signed_in(world.district_officer).get(url(sheet)).status_code == 200
    assert signed_in(world.auditor).get(url(sheet)).status_code == 200
    for other in (world.stranger, world.clinic_officer, world.sister_officer, world.nobody):
        assert signed_in(other).get(url(sheet)).status_code == 404


def test_a_draft_is_not_shown_above(running, signed_in):
    sheet = running.sheet(running.world.school)
    assert signed_in(running.world.district_officer).get(url(sheet)).status_code == 404
    assert signed_in(running.world.school_head).get(url(sheet)).status_code == 200


def test_the_signed_out_are_sent_to_sign_in(running, client):
    sheet = running.sheet(running.world.school)
    assert client.get(url(sheet)).status_code == 302


def test_saves_a_draft(running, signed_in, post_sheet):
    sheet = running.sheet(running.world.school)
    answer = signed_in(running.world.school_officer).post(
        url(sheet), post_sheet(1, **{"so-staff": "1.250", "so-cases": "0", "so-aware": "", "lam": "luu"})
    )
    assert answer.status_code == 302
    assert value_of(sheet, "staff") == 1250
    assert value_of(sheet, "cases") == 0
    assert value_of(sheet, "aware") is None


def test_a_number_that_cannot_be_read_stays_in_its_field(running, signed_in, post_sheet):
    sheet = running.sheet(running.world.school)
    answer = signed_in(running.world.school_officer).post(
        url(sheet), post_sheet(1, **{"so-staff": "một trăm", "loi-results": "Lời đã gõ.", "lam": "luu"})
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="một trăm"' in page
    assert "Lời đã gõ." in page
    assert "Hãy ghi một số nguyên" in page


def test_sends_and_shows_the_receipt(running, signed_in, post_sheet):
    sheet = running.sheet(running.world.school)
    browser = signed_in(running.world.school_officer)
    answer = browser.post(url(sheet), post_sheet(1, lam="gui"), follow=True)
    page = answer.content.decode()
    assert "Đã gửi lúc" in page
    assert running.world.district.name in page
    assert Return.objects.get(pk=sheet.pk).state == "submitted"


def test_a_double_click_sends_once(running, signed_in, post_sheet):
    sheet = running.sheet(running.world.school)
    browser, body = signed_in(running.world.school_officer), post_sheet(1, lam="gui")
    first, second = browser.post(url(sheet), body), browser.post(url(sheet), body)
    assert first.url == second.url == url(sheet, "da-gui/")
    assert Return.objects.filter(duty=sheet.duty).count() == 1


def test_another_window_cannot_send_again(running, signed_in, post_sheet):
    sheet = running.sheet(running.world.school)
    browser = signed_in(running.world.school_officer)
    browser.post(url(sheet), post_sheet(1, lam="gui"))
    answer = browser.post(url(sheet), post_sheet(1, lam="gui", **{"loi-results": "Lời ở cửa sổ kia."}))
    assert answer.status_code == 422
    assert "Báo cáo đã gửi hoặc đã tiếp nhận" in answer.content.decode()
    assert "Lời ở cửa sổ kia." in answer.content.decode()


def test_gaps_are_named_with_links_to_their_fields(running, signed_in, post_sheet):
    sheet = running.sheet(running.world.school)
    body = post_sheet(1, lam="gui", **{"so-cases": "", "so-pledged": "101", "loi-next_steps": ""})
    page = signed_in(running.world.school_officer).post(url(sheet), body)
    text = page.content.decode()
    assert page.status_code == 422
    assert 'href="#id_so-cases"' in text
    assert 'href="#id_so-pledged"' in text
    assert 'href="#id_loi-next_steps"' in text
    assert value_of(sheet, "pledged") == 101, "what was typed is saved although it was not sent"
    assert 'name="version" id="sheet-version" value="2"' in text


def test_sending_after_closing_keeps_what_was_typed(running, signed_in, post_sheet):
    sheet = running.sheet(running.world.school)
    close(campaign=running.campaign, on=TODAY, by=None, at=NOW)
    body = post_sheet(1, lam="gui", **{"loi-results": "Gửi sau khi đóng."})
    answer = signed_in(running.world.school_officer).post(url(sheet), body)
    assert answer.status_code == 422
    assert "Cuộc vận động đã kết thúc" in answer.content.decode()
    assert "Gửi sau khi đóng." in answer.content.decode()


def test_two_people_see_where_they_differ_and_choose(running, signed_in, post_sheet):
    world = running.world
    sheet = running.fill(running.sheet(world.school))
    base = {"goc-so-staff": "100", "goc-loi-results": "Đã niêm yết thủ tục.", "goc-so-dialogues": "1"}
    head = post_sheet(2, lam="luu", **base, **{"so-staff": "110", "so-dialogues": "7"})
    assert signed_in(world.school_head).post(url(sheet), head).status_code == 302
    browser = signed_in(world.school_officer)
    body = post_sheet(2, lam="luu", **base, **{"so-staff": "120"})
    answer = browser.post(url(sheet), body)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert world.school_head.full_name in page
    assert 'name="kia-so-staff" value="110"' in page
    assert 'name="kia-so-dialogues" value="7"' in page, "only the colleague changed it: theirs is offered first"
    assert 'name="chon-so-dialogues" value="kia" checked' in page
    assert 'name="chon-so-staff" value="minh" checked' in page
    assert 'name="version" id="sheet-version" value="3"' in page
    choice = body | {"version": "3", "chon-so-staff": "minh", "chon-so-dialogues": "kia", "kia-so-dialogues": "7"}
    assert browser.post(url(sheet), choice).status_code == 302
    assert value_of(sheet, "staff") == 120
    assert value_of(sheet, "dialogues") == 7


def test_the_same_words_saved_meanwhile_are_no_conflict(running, signed_in, post_sheet):
    sheet = running.sheet(running.world.school)
    browser = signed_in(running.world.school_officer)
    body = post_sheet(1, lam="luu")
    browser.post(url(sheet), body)
    assert browser.post(url(sheet), body).status_code == 302


def test_saves_by_itself_and_works_out_the_rates(running, signed_in, post_sheet):
    sheet = running.sheet(running.world.school)
    browser = signed_in(running.world.school_officer)
    answer = browser.post(url(sheet), post_sheet(1, **{"so-cases": "hai"}), headers={"hx-request": "true"})
    page = answer.content.decode()
    assert "Đã lưu nháp lúc" in page
    assert "trừ 1 ô chưa đọc được: Vụ việc tiêu cực" in page
    assert 'value="2" hx-swap-oob="true"' in page
    assert ">90,0</strong>" in page
    assert value_of(sheet, "staff") == 100
    assert value_of(sheet, "cases") is None
    late = browser.post(url(sheet), post_sheet(1, **{"so-staff": "5"}), headers={"hx-request": "true"})
    assert "đã lưu báo cáo này" in late.content.decode()


def test_a_form_sent_after_the_session_ended_is_offered_back(running, signed_in, post_sheet, client):
    world = running.world
    sheet = running.sheet(world.school)
    page = signed_in(world.school_officer).get(url(sheet))
    owner = page.context["form_owner"]
    client.post(url(sheet), post_sheet(1, lam="luu", form_owner=owner, **{"loi-results": "Gõ lúc hết phiên."}))
    client.force_login(world.school_officer.account)
    again = client.get(url(sheet)).content.decode()
    assert "Gõ lúc hết phiên." in again
    assert "chưa được lưu" in again


def test_evidence_is_attached_shown_and_taken_away(running, signed_in, post_sheet, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    world = running.world
    sheet = running.sheet(world.school)
    browser = signed_in(world.school_officer)
    file = SimpleUploadedFile("bien-ban.png", PNG, content_type="image/png")
    assert browser.post(url(sheet), post_sheet(1, lam="dinh-kem", evidence=file)).status_code == 302
    row = Attachment.objects.get(sheet=sheet)
    assert "bien-ban.png" in browser.get(url(sheet)).content.decode()
    assert b"".join(browser.get(url(sheet, f"minh-chung/{row.pk}/")).streaming_content) == PNG
    assert browser.get(url(sheet, "minh-chung/999999/")).status_code == 404
    assert browser.post(url(sheet), post_sheet(2, bo="999999")).status_code == 404
    assert browser.post(url(sheet), post_sheet(3, bo=str(row.pk))).status_code == 302
    row.refresh_from_db()
    assert row.removed_at is not None


def test_an_empty_file_is_refused_in_words_and_the_figures_are_kept(running, signed_in, post_sheet):
    sheet = running.sheet(running.world.school)
    file = SimpleUploadedFile("rong.pdf", b"%PDF-1.4 cut", content_type="application/pdf")
    answer = signed_in(running.world.school_officer).post(url(sheet), post_sheet(1, lam="dinh-kem", evidence=file))
    assert answer.status_code == 422
    assert value_of(sheet, "staff") == 100


def test_fetches_anew_what_the_system_knows(running, signed_in, post_sheet):
    world = running.world
    sheet = running.sheet(world.district)
    running.accepted(world.school, 2026, staff=140)
    body = {"version": "1", "lam": "lay-lai", "submission": str(uuid4())}
    assert signed_in(world.district_officer).post(url(sheet), body).status_code == 302
    assert value_of(sheet, "staff") == 140
    page = signed_in(world.district_officer).get(url(sheet)).content.decode()
    assert "Cộng từ 1/3 đơn vị" in page
    assert f"/bao-cao/tong/{running.campaign.pk}/2026/{world.district.pk}/staff/" in page


def test_the_receipt_waits_for_the_sending(running, signed_in):
    sheet = running.sheet(running.world.school)
    assert signed_in(running.world.school_officer).get(url(sheet, "da-gui/")).url == url(sheet)


@pytest.mark.parametrize("person", ["district_officer", "stranger"])
def test_only_its_own_unit_writes(running, signed_in, post_sheet, person):
    sheet = running.sent(running.world.school)
    answer = signed_in(getattr(running.world, person)).post(url(sheet), post_sheet(2, lam="luu"))
    assert answer.status_code == 404
