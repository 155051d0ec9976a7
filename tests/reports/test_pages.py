"""The other pages of the room: lists, beginning, judging, units, years, forms, documents."""

from datetime import date

import pytest

from namkhong.campaigns.actions import close
from namkhong.campaigns.states import DutyKind
from namkhong.journal.models import Notice
from namkhong.papers.models import Document
from namkhong.papers.queries import content_of
from namkhong.reports.actions import SheetDraft, save, send_back
from namkhong.reports.models import FormUse, HistoricalFigure, Return
from tests.reports.conftest import REVIEW_TEXTS
from tests.world import NOW, TODAY


def text(answer):
    return answer.content.decode()


def test_lists_what_i_must_write_overdue_first(running, signed_in):
    running.sheet(running.world.school)
    page = text(signed_in(running.world.school_officer).get("/bao-cao/"))
    assert page.index("Báo cáo năm 2025") < page.index("Báo cáo năm 2026")
    assert "Quá hạn 13 ngày" in page
    assert "Theo dõi đơn vị" not in page


def test_lists_what_i_sent_by_year_and_what_waits_for_me(running, signed_in):
    world = running.world
    running.accepted(world.school, 2025)
    running.sent(world.school)
    mine = signed_in(world.school_officer)
    assert "Đã gửi, chờ tiếp nhận" in text(mine.get("/bao-cao/?muc=da-gui"))
    assert "Đã tiếp nhận" in text(mine.get("/bao-cao/?muc=da-gui&nam=2025"))
    above = signed_in(world.district_officer)
    assert world.school.short_name in text(above.get("/bao-cao/?muc=cho-xem"))
    page = text(above.get("/bao-cao/?muc=tong-hop&nam=khong-ro"))
    assert f"/bao-cao/don-vi/{running.campaign.pk}/2026/{world.district.pk}/" in page
    assert above.get("/bao-cao/?muc=la").status_code == 200


def test_the_latest_year_is_shown_where_this_year_has_nothing(running, signed_in, settings):
    running.sent(running.world.school)
    settings.FIXED_TODAY = date(2027, 3, 1)
    page = text(signed_in(running.world.school_officer).get("/bao-cao/?muc=da-gui"))
    assert "Đã gửi, chờ tiếp nhận" in page and "Năm 2026" in page


def test_a_replacement_of_an_accepted_report_waits_to_be_finished(running, signed_in):
    sheet = running.accepted(running.world.school)
    browser = signed_in(running.world.school_officer)
    assert f"/bao-cao/{sheet.pk}/" not in text(browser.get("/bao-cao/"))
    answer = browser.post(f"/bao-cao/{sheet.pk}/thay-the/")
    assert answer.url in text(browser.get("/bao-cao/"))
    assert browser.post(f"/bao-cao/{sheet.pk}/thay-the/").status_code == 422


def test_begins_a_report_once(running, signed_in):
    world = running.world
    path = f"/bao-cao/lap/{running.duty(world.school).pk}/"
    browser = signed_in(world.school_officer)
    assert "Lập báo cáo" in text(browser.get(path))
    first, second = browser.post(path), browser.post(path)
    assert first.url == second.url == browser.get(path).url
    assert signed_in(world.clinic_officer).get(path).status_code == 404
    assert signed_in(world.district_officer).get(path).status_code == 404
    assert browser.get("/bao-cao/lap/999999/").status_code == 404


def test_says_when_the_campaign_has_closed(running, signed_in):
    close(campaign=running.campaign, on=TODAY, by=None, at=NOW)
    path = f"/bao-cao/lap/{running.duty(running.world.school).pk}/"
    answer = signed_in(running.world.school_officer).post(path)
    assert answer.status_code == 422
    assert "Cuộc vận động đã kết thúc" in text(answer)


def test_accepts_and_gives_back(running, signed_in):
    world = running.world
    first, second = running.sent(world.school), running.sent(world.clinic)
    browser = signed_in(world.district_officer)
    assert "Báo cáo đang chờ bạn tiếp nhận" in text(browser.get(f"/bao-cao/{first.pk}/"))
    assert browser.post(f"/bao-cao/{first.pk}/tiep-nhan/").status_code == 302
    assert browser.post(f"/bao-cao/{first.pk}/tiep-nhan/").status_code == 422
    for reason in ("", "Sai"):
        answer = browser.post(f"/bao-cao/{second.pk}/tra-lai/", {"reason": reason})
        assert answer.status_code == 422
    assert browser.post(f"/bao-cao/{second.pk}/tra-lai/", {"reason": "Mục 3 ghi khác phụ lục."}).status_code == 302
    assert browser.post(f"/bao-cao/{second.pk}/tra-lai/", {"reason": "Mục 3 ghi khác phụ lục."}).status_code == 422
    page = text(signed_in(world.clinic_officer).get(f"/bao-cao/{second.pk}/"))
    assert "Mục 3 ghi khác phụ lục." in page
    assert "Trả lại báo cáo" in page


@pytest.mark.parametrize("tail", ["tiep-nhan/", "tra-lai/"])
def test_only_the_receiver_judges(running, signed_in, tail):
    sheet = running.sent(running.world.school)
    for person in (running.world.federation_officer, running.world.school_officer, running.world.stranger):
        assert signed_in(person).post(f"/bao-cao/{sheet.pk}/{tail}", {"reason": "Một lý do đủ dài."}).status_code == 404


def test_takes_back_until_it_is_judged(running, signed_in):
    sheet = running.sent(running.world.school)
    browser = signed_in(running.world.school_officer)
    assert "Rút lại để sửa" in text(browser.get(f"/bao-cao/{sheet.pk}/"))
    assert browser.post(f"/bao-cao/{sheet.pk}/rut-lai/").status_code == 302
    assert browser.post(f"/bao-cao/{sheet.pk}/rut-lai/").status_code == 422
    assert signed_in(running.world.district_officer).post(f"/bao-cao/{sheet.pk}/rut-lai/").status_code == 404


def test_units_are_filtered_searched_and_reminded(running, signed_in):
    world = running.world
    running.accepted(world.school)
    running.sent(world.clinic)
    path = f"/bao-cao/don-vi/{running.campaign.pk}/2026/{world.district.pk}/"
    browser = signed_in(world.district_officer)
    page = text(browser.get(path + "?tinh-trang=missing"))
    assert world.office.name in page
    assert world.clinic.name not in page
    page = text(browser.get(path + "?tim=tieu hoc dong tam"))
    assert world.school.name in page
    assert world.office.name not in page
    duty = running.duty(world.office)
    assert browser.post(path + "nhac/", {"viec": duty.pk}).url == path
    assert Notice.objects.filter(to_id=world.office_officer.pk, kind="report_reminder").count() == 1
    browser.post(path + "nhac/")
    assert Notice.objects.filter(to_id=world.office_officer.pk, kind="report_reminder").count() == 2
    nobody = browser.post(path + "nhac/", {"viec": running.duty(world.school).pk}, follow=True)
    assert "không còn đơn vị nào phải nhắc" in text(nobody)
    for other in (world.stranger, world.sister_officer, world.school_officer):
        assert signed_in(other).get(path).status_code == 404
    signed_in(world.federation_officer).post(path + "nhac/")
    assert Notice.objects.filter(kind="report_reminder", to_id=world.office_officer.pk).count() == 2


def test_the_letter_and_the_chat_leave_out_who_has_sent(running, signed_in):
    world = running.world
    running.sent(world.clinic)
    returned = running.sent(world.school)
    send_back(sheet=returned, reason="Số liệu chưa khớp.", by=world.district_officer, at=NOW)
    path = f"/bao-cao/don-vi/{running.campaign.pk}/2026/{world.district.pk}/don-doc/"
    browser = signed_in(world.district_officer)
    page = text(browser.get(path))
    assert world.office.name in page and world.school.name in page and world.clinic.name not in page
    assert path in text(browser.get(path.removesuffix("don-doc/")))
    browser.post(path)
    table = next(block for block in content_of(Document.objects.get()).body if block.block == "table")
    assert [row.cells[1] for row in table.rows] == [world.office.name, world.school.name]
    assert signed_in(world.auditor).post(path).status_code == 404


def test_nobody_is_urged_when_every_report_is_in(running, signed_in):
    world = running.world
    for unit in world.grassroots:
        running.sent(unit)
    path = f"/bao-cao/don-vi/{running.campaign.pk}/2026/{world.district.pk}/don-doc/"
    browser = signed_in(world.district_officer)
    assert "Không còn đơn vị nào phải nhắc" in text(browser.get(path))
    assert browser.post(path).status_code == 404


def test_years_stand_beside_their_targets_and_old_figures_are_marked(running, signed_in):
    world = running.world
    path = f"/bao-cao/nhieu-nam/{running.campaign.pk}/{world.district.pk}/"
    browser = signed_in(world.district_officer)
    assert "Chưa có số liệu năm nào" in text(browser.get(path))
    old = {"year": "2024", "source": "Báo cáo số 15/BC-LĐLĐ", "so-staff": "1.000", "so-cases": "10"}
    assert browser.post(path + "so-lieu-cu/", old).status_code == 302
    running.accepted(world.school, 2025, staff=100, cases=1)
    running.accepted(world.clinic, 2025, staff=900, cases=8)
    page = text(browser.get(path))
    assert "số liệu cũ" in page
    assert "số tạm, chưa chốt" in page
    assert "Giảm 10,0%" in page
    assert "Kế hoạch không nói rõ cách tính" in page
    stage = running.campaign.stages.get()
    assert browser.get(f"{path}?giai-doan={stage.pk}").status_code == 200
    assert signed_in(world.sister_officer).get(path).status_code == 404
    assert signed_in(world.federation_officer).get(path).status_code == 200
    assert signed_in(world.federation_officer).get(path + "so-lieu-cu/").status_code == 404


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"year": "2024", "source": "", "so-staff": "1"}, "Hãy điền mục này."),
        ({"year": "2024", "source": "Văn bản 1"}, "Hãy nhập ít nhất một số liệu."),
        ({"year": "2027", "source": "Văn bản 1", "so-staff": "1"}, "những năm đã qua"),
        ({"year": "2024", "source": "   ", "so-staff": "1"}, "Hãy điền mục này."),
    ],
)
def test_old_figures_are_refused_in_words(running, signed_in, body, words):
    path = f"/bao-cao/nhieu-nam/{running.campaign.pk}/{running.world.district.pk}/so-lieu-cu/"
    answer = signed_in(running.world.district_officer).post(path, body)
    assert answer.status_code == 422
    assert words in text(answer)
    assert not HistoricalFigure.objects.exists()


def test_forms_are_chosen_already_and_confirmed_by_one_press(running, signed_in):
    world = running.world
    FormUse.objects.all().delete()
    path = f"/bao-cao/mau/{running.campaign.pk}/"
    browser = signed_in(world.district_head)
    page = browser.get(path)
    chosen = {name: str(field.initial) for name, field in page.context["form"].fields.items()}
    assert browser.post(path, chosen).status_code == 302
    assert FormUse.objects.filter(form__key="yearly").count() == 2
    assert FormUse.objects.filter(form__key="stage_review").count() == 1
    assert browser.post(path, {}).status_code == 422
    assert signed_in(world.school_head).get(path).status_code == 404
    assert signed_in(world.district_head).get("/bao-cao/mau/9999/").status_code == 404


def review(running):
    sheet = running.sheet(running.world.district, kind=DutyKind.FINAL_REVIEW)
    save(sheet=sheet, draft=SheetDraft(texts=REVIEW_TEXTS), version=1, by=None, at=NOW)
    return sheet


def test_the_review_of_a_stage_shows_the_years_while_written_and_frozen_when_sent(running, signed_in):
    world = running.world
    running.accepted(world.school, 2025, staff=321)
    sheet = review(running)
    browser = signed_in(world.district_officer)
    page = text(browser.get(f"/bao-cao/{sheet.pk}/"))
    assert "Báo cáo tổng kết giai đoạn 2021–2026" in page
    assert "321" in page
    running.send(sheet)
    running.accepted(world.clinic, 2025, staff=456)
    page = text(browser.get(f"/bao-cao/{sheet.pk}/"))
    assert "321" in page
    assert "777" not in page, "what was sent does not change"


def test_a_document_is_drafted_and_opened(running, signed_in):
    world = running.world
    part = running.accepted(world.school)
    own = running.send(running.fill(running.sheet(world.district)))
    path = f"/bao-cao/{own.pk}/van-ban/"
    browser = signed_in(world.district_officer)
    assert f"/bao-cao/{part.pk}/" in text(browser.get(path)), "each figure leads to the reports it came from"
    answer = browser.post(path)
    document = Document.objects.get()
    assert answer.url == f"/van-ban/{document.pk}/"
    assert (document.source_kind, document.source_id) == ("return", own.pk)
    assert document.subject in text(browser.get(path))
    draft = running.sheet(world.clinic)
    assert signed_in(world.clinic_officer).get(f"/bao-cao/{draft.pk}/van-ban/").status_code == 404
    assert signed_in(world.federation_officer).get(path).status_code == 404


def test_a_review_becomes_a_document_too(running, signed_in):
    sheet = running.send(review(running))
    browser = signed_in(running.world.district_officer)
    assert browser.post(f"/bao-cao/{sheet.pk}/van-ban/").status_code == 302
    assert browser.get(f"/bao-cao/{sheet.pk}/van-ban/xem-truoc.pdf").status_code in (200, 503)
    assert Document.objects.get().subject.startswith("Tổng kết cuộc vận động")


def test_nobody_sees_what_does_not_exist(running, signed_in):
    browser = signed_in(running.world.district_officer)
    assert browser.get("/bao-cao/999999/").status_code == 404
    assert Return.objects.count() == 0
