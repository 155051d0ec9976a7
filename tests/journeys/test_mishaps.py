"""What goes wrong on a working day: it is said in plain words, and nothing is lost or done twice."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from namkhong.campaigns.actions import close
from namkhong.journal.models import Event
from namkhong.reports.models import Return
from namkhong.reports.states import ReturnState
from tests.journeys import given
from tests.journeys.stage import Stage, build_stage
from tests.journeys.visitor import PHONE, Visitor
from tests.world import NOW, PASSWORD, TODAY, World

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]

COMMENDED, RESULTS = "Cá nhân được khen thưởng", "Kết quả nổi bật"


@pytest.fixture
def stage(world: World) -> Stage:
    """A campaign under way."""
    return build_stage(world)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no_script"])
def test_two_people_on_one_report(stage: Stage, visit: Visit, script: bool) -> None:
    officer = visit(stage.world.school_officer, script=script)
    head = visit(stage.world.school_head, PHONE, script=script)
    officer.go(stage.page)
    head.go(stage.page)
    officer.fill(COMMENDED, "3")
    officer.press("Lưu nháp")
    officer.sees("Đã lưu nháp")

    head.fill(COMMENDED, "5")
    head.fill("Hạn chế, nguyên nhân", "Thiếu người trực.")
    head.press("Lưu nháp")
    head.sees("Báo cáo vừa được người khác lưu", "3", "5", stage.world.school_officer.full_name)
    head.shows("both-figures")
    assert head.box("Hạn chế, nguyên nhân").input_value() == "Thiếu người trực."
    head.press("Lưu nháp")
    head.sees("Đã lưu nháp")
    assert head.box(COMMENDED).input_value() == "5"
    assert head.box("Hạn chế, nguyên nhân").input_value() == "Thiếu người trực."


@pytest.mark.parametrize("script", [True, False], ids=["script", "no_script"])
def test_session_runs_out(stage: Stage, visit: Visit, script: bool) -> None:
    officer = visit(stage.world.school_officer, PHONE, script=script)
    officer.go(stage.page)
    Session.objects.all().delete()
    officer.fill(RESULTS, "Bỏ ba loại giấy tờ.")
    officer.press("Lưu nháp")
    officer.page.wait_for_url("**/dang-nhap/**")
    officer.shows("signed-out")
    officer.sign_in("school_officer", PASSWORD)
    officer.page.wait_for_url(f"**{stage.page}")
    officer.sees("vẫn còn đây")
    officer.shows("kept")
    assert officer.box(RESULTS).input_value() == "Bỏ ba loại giấy tờ."
    officer.press("Lưu nháp")
    officer.sees("Đã lưu nháp")


def test_what_was_typed_is_kept_for_nobody_else(stage: Stage, visit: Visit) -> None:
    officer = visit(stage.world.school_officer, script=False)
    officer.go(stage.page)
    Session.objects.all().delete()
    officer.fill(RESULTS, "Chỉ mình tôi biết.")
    officer.press("Lưu nháp")
    officer.sign_in("school_head", PASSWORD)
    officer.go(stage.page)
    assert "vẫn còn đây" not in officer.text()
    assert officer.box(RESULTS).input_value() == "Đã niêm yết thủ tục."


@pytest.mark.parametrize("script", [True, False], ids=["script", "no_script"])
def test_double_click_sends_once(stage: Stage, visit: Visit, script: bool) -> None:
    officer = visit(stage.world.school_officer, script=script)
    officer.go(stage.page)
    officer.page.get_by_role("button", name="Gửi báo cáo").dblclick()
    # Without the script the second click cuts the first answer off: what counts is where the browser ends up.
    expect(officer.page).to_have_url(re.compile("/da-gui/$"), timeout=20_000)
    officer.sees("Báo cáo đã tới nơi nhận")
    assert Return.objects.get().state == ReturnState.SUBMITTED
    assert Event.objects.filter(verb="report.submit").count() == 1


def test_closed_meanwhile_keeps_what_was_typed(stage: Stage, visit: Visit) -> None:
    officer = visit(stage.world.school_officer, PHONE)
    officer.go(stage.page)
    close(campaign=stage.campaign, on=TODAY, by=stage.world.district_officer, at=NOW)
    officer.fill(RESULTS, "Bỏ ba loại giấy tờ.")
    officer.press("Gửi báo cáo")
    officer.sees("đã kết thúc")
    officer.shows("closed")
    assert officer.box(RESULTS).input_value() == "Bỏ ba loại giấy tờ."


def test_letter_is_called_a_letter(world: World, visit: Visit, tmp_path: Path) -> None:
    officer = visit(world.district_officer, PHONE)
    officer.go("/ke-hoach/moi/")
    letter = given.save(tmp_path, "moi-hop.docx", given.word_file(given.LETTER))
    officer.box("Tệp kế hoạch").set_input_files(letter)
    officer.press("Đọc văn bản")
    officer.sees("công văn, không phải kế hoạch")
    officer.shows("letter")


def test_broken_file_is_told(world: World, visit: Visit, tmp_path: Path) -> None:
    officer = visit(world.district_officer, PHONE, script=False)
    officer.go("/ke-hoach/moi/")
    whole = given.word_file(given.OWN)
    for name, data, words in (
        ("dut.docx", whole[:-400], "bị cắt cụt hoặc hỏng"),
        ("trong.docx", b"", "không có nội dung"),
        ("nham.pdf", whole, "không khớp với phần đuôi"),
    ):
        officer.box("Tệp kế hoạch").set_input_files(given.save(tmp_path, name, data))
        officer.press("Đọc văn bản")
        officer.sees(words)
        officer.shows(f"broken-{name[:3]}")


def test_stranger_finds_nothing(stage: Stage, visit: Visit) -> None:
    stranger = visit(stage.world.stranger, PHONE)
    plan, campaign, district = stage.campaign.plan_id, stage.campaign.pk, stage.world.district.pk
    for place in (
        stage.page,
        f"/ke-hoach/{plan}/",
        f"/cuoc-van-dong/{campaign}/",
        f"/bao-cao/tong/{campaign}/2026/{district}/",
        f"/don-vi/{district}/",
    ):
        stranger.go(place)
        stranger.sees("Không tìm thấy trang này")
    stranger.shows("nothing")
