"""From checked to settled on the pages: only heads decide; what stands in the way is listed."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from namkhong.scoring.models import Appeal, Round
from namkhong.scoring.states import AppealState, RoundState, SheetState
from tests.scoring.stage import Stage
from tests.scoring.test_sheet_page import PNG, bomb
from tests.world import NOW, World

WHY = "Hội đồng thống nhất sau khi xem lại hồ sơ"


def url(stage: Stage, name: str) -> str:
    return reverse(f"scoring:{name}", args=[stage.round.pk])


def state(stage: Stage) -> str:
    return Round.objects.get(pk=stage.round.pk).state


def test_only_heads_decide(stage: Stage, world: World, signed_in) -> None:
    stage.checked(world.school)
    closed = ("close", "publish", "settle")
    for who in ("district_officer", "federation_officer", "school_head", "auditor"):
        browser = signed_in(getattr(world, who))
        assert {browser.get(url(stage, name)).status_code for name in closed} == {404}
        assert browser.post(url(stage, "reopen")).status_code == 404
        decide = reverse("scoring:decide", args=[stage.sheet(world.school).pk])
        assert browser.get(decide).status_code == 404
    for who in ("district_head", "federation_head"):
        assert signed_in(getattr(world, who)).get(url(stage, "close")).status_code == 200


def test_closed_decided_published(stage: Stage, world: World, signed_in) -> None:
    stage.checked(world.school)
    stage.hand_in(world.clinic)
    browser = signed_in(world.district_head)
    assert "Còn 1 phiếu chưa gửi" in browser.get(url(stage, "close")).content.decode()
    assert browser.post(url(stage, "close")).url == url(stage, "publish")
    assert browser.post(url(stage, "close")).status_code == 422, "somebody else was first"
    page = browser.get(url(stage, "publish")).content.decode()
    assert "Còn 2 phiếu chưa xong" in page and "chờ tự chấm" in page
    refused = browser.post(url(stage, "publish"))
    assert refused.status_code == 422 and "còn 2 phiếu chưa thẩm định xong" in refused.content.decode()
    browser.post(url(stage, "reopen"))
    assert state(stage) == RoundState.SCORING
    assert "vừa được người khác xử lý" in browser.post(url(stage, "reopen"), follow=True).content.decode()
    stage.checked(world.office)
    sheet = stage.sheet(world.clinic)
    browser.post(reverse("scoring:keep_rest", args=[sheet.pk]))
    browser.post(reverse("scoring:finish", args=[sheet.pk]))
    browser.post(url(stage, "close"))
    _decide(stage, world, browser)
    assert browser.post(url(stage, "publish")).url == url(stage, "standings")
    page = browser.get(url(stage, "standings")).content.decode()
    assert ">88,00<" in page and page.count(">98,00<") == 2
    assert browser.get(url(stage, "publish")).status_code == 302


def _decide(stage: Stage, world: World, browser) -> None:
    """The head changes 2.1 of the school from 30 to 20."""
    mark = stage.mark(world.school, "2.1")
    page = reverse("scoring:decide", args=[mark.sheet_id])
    assert "Đổi điểm" in browser.get(page).content.decode()
    one = reverse("scoring:decide_mark", args=[mark.sheet_id, mark.criterion_id])
    sent = {f"{mark.criterion_id}-points": "20", f"{mark.criterion_id}-revision": mark.revision}
    refused = browser.post(one, sent)
    assert refused.status_code == 422 and "ít nhất 10 ký tự" in refused.content.decode()
    assert browser.post(one, sent | {f"{mark.criterion_id}-reason": WHY}).status_code == 302
    assert browser.post(reverse("scoring:decide_mark", args=[mark.sheet_id, 999]), sent).status_code == 404


@pytest.fixture
def published(stage: Stage, world: World, signed_in) -> Stage:
    for unit in world.grassroots:
        stage.checked(unit, {"1.1": 10, "1.2": 0, "1.3": 10, "2.1": 30})
    browser = signed_in(world.district_head)
    browser.post(url(stage, "close"))
    browser.post(url(stage, "publish"))
    return stage


def test_many_sheets_are_published_by_the_worker(stage, world, signed_in, run_queued, monkeypatch) -> None:
    monkeypatch.setattr("namkhong.scoring.views.deciding.AT_ONCE", 1)
    for unit in world.grassroots:
        stage.checked(unit)
    browser = signed_in(world.district_head)
    browser.post(url(stage, "close"))
    told = browser.post(url(stage, "publish"))
    assert "Đang công bố" in browser.get(told.url).content.decode()
    assert state(stage) == RoundState.DECIDING and run_queued() == 1
    assert browser.get(told.url).url == url(stage, "standings")
    assert state(stage) == RoundState.PUBLISHED


def appeal(stage: Stage, world: World, browser, **more: object):
    """The school's form, sent."""
    make = reverse("scoring:make_appeal", args=[stage.sheet(world.school).pk])
    sent = {"criterion": stage.numbers["1.1"], "words": "Đơn vị có đủ minh chứng cho mục này"} | more
    return browser.post(make, sent)


def test_appealed_upheld_and_settled(published: Stage, world: World, signed_in, monkeypatch) -> None:
    school, head = signed_in(world.school_officer), signed_in(world.district_head)
    old = published.sheet(world.school)
    assert "Khiếu nại kết quả" in school.get(reverse("scoring:sheet", args=[old.pk])).content.decode()
    assert appeal(published, world, school, words="sai").status_code == 422
    refused = appeal(published, world, school, evidence=SimpleUploadedFile("bom.docx", bomb()))
    assert refused.status_code == 422 and set(refused.context["form"].errors) == {"evidence"}
    assert not Appeal.objects.exists()
    told = appeal(published, world, school, evidence=SimpleUploadedFile("anh.png", PNG))
    row = Appeal.objects.get()
    assert told.url == reverse("scoring:appeal", args=[row.pk])
    kept = reverse("scoring:appeal_evidence", args=[row.pk])
    assert head.get(kept).getvalue() == PNG and signed_in(world.clinic_head).get(kept).status_code == 404
    assert "Trả lời khiếu nại" in head.get("/").content.decode()
    field = f"diem-{published.numbers['1.1']}"
    sent = {"answer": "Đã đối chiếu hồ sơ, đơn vị nêu đúng", "lam": "chap-nhan"}
    refused = head.post(told.url, sent | {field: "10"})
    assert refused.status_code == 422 and "sửa điểm ít nhất một mục" in refused.content.decode()
    assert head.post(told.url, sent | {field: "20"}).status_code == 302
    new = published.sheet(world.school)
    assert (new.revision, new.final_total, new.state) == (2, 80, SheetState.PUBLISHED)
    page = school.get(reverse("scoring:sheet", args=[old.pk])).content.decode()
    assert "Bản này đã được thay" in page
    assert "Xem kết quả đã sửa" in school.get(told.url).content.decode()
    trace = school.get(reverse("scoring:trace", args=[new.pk])).content.decode()
    assert "Sau khiếu nại mục 1.1: 10 → 20 điểm" in trace and "Thẩm định mục 1.1: giữ nguyên 10 điểm" in trace
    assert "còn đến hết ngày" in head.post(url(published, "settle")).content.decode()
    later = NOW + timedelta(days=30)
    monkeypatch.setattr("namkhong.scoring.views.deciding.now", lambda: later)
    monkeypatch.setattr("namkhong.scoring.views.deciding.today", later.date)
    assert "Chốt kết quả?" in head.get(url(published, "settle")).content.decode()
    head.post(url(published, "settle"))
    assert state(published) == RoundState.SETTLED


def test_dismissed_and_taken_back(published: Stage, world: World, signed_in) -> None:
    school, head = signed_in(world.school_head), signed_in(world.district_head)
    assert school.get(reverse("scoring:make_appeal", args=[published.sheet(world.school).pk])).status_code == 200
    place = appeal(published, world, school, criterion="").url
    assert school.post(place, {"answer": WHY}).status_code == 404, "nobody answers himself"
    assert "Rút khiếu nại" in school.get(place).content.decode()
    school.post(place + "rut/")
    assert Appeal.objects.get().state == AppealState.TAKEN_BACK
    assert "vừa được người khác xử lý" in school.post(place + "rut/", follow=True).content.decode()
    assert signed_in(world.district_officer).post(place + "rut/").status_code == 404
    second = appeal(published, world, school).url
    head.post(second, {"answer": "Minh chứng thuộc năm trước", "lam": "khong"})
    assert Appeal.objects.get(state=AppealState.DISMISSED).answer == "Minh chứng thuộc năm trước"
    assert school.get(second + "tep/").status_code == 404
