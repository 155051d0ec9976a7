"""After a reorganisation: an officer gives what is left without a home a new one, another does twofold work once."""

import pytest

from namkhong.campaigns.actions import assign_year, define, follow, launch, prepare
from namkhong.campaigns.models import Campaign, Duty
from namkhong.plans.models import Plan
from namkhong.units.states import Line
from tests.campaigns.stage import DIALOGUE, PLEDGE, adopted_plan, every_day, set_stage
from tests.campaigns.upheaval import DAY, upheave
from tests.journeys.visitor import DESKTOP, PHONE, Size
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_lost_its_unit_finds_another(world: World, visit, size: Size) -> None:
    set_stage(world)
    batch = upheave(heirs={world.district: [], world.school: []}, moved={world.clinic: world.sister})
    follow(batch=batch, effective_on=DAY, by=None, at=NOW)
    officer = visit(world.federation_officer, size)
    officer.sees("Bàn giao 1 cuộc vận động chưa có đơn vị chủ trì")
    officer.shows("desk")
    officer.follow("Bàn giao 1 cuộc vận động")
    officer.shows("orphans")
    officer.follow("Bàn giao")
    officer.shows("to-whom")
    officer.page.get_by_role("row", name="huyện Bình Sơn").get_by_role("link").click()
    officer.fill("Bàn giao từ ngày", "01/07/2026")
    officer.fill("Lý do, căn cứ", "Quyết định số 12/QĐ-LĐLĐ về sắp xếp tổ chức")
    officer.shows("hand-over")
    officer.press("Bàn giao")
    officer.sees("Liên đoàn Lao động huyện Bình Sơn chủ trì", "Quyết định số 12/QĐ-LĐLĐ")
    officer.shows("campaign")
    officer.go("/cuoc-van-dong/chua-co-chu/")
    officer.follow("Nhận về đơn vị tôi")
    officer.shows("receive")
    officer.press("Nhận việc")
    officer.follow("Miễn các việc này")
    officer.fill("Lý do không phải làm", "Đã giải thể")
    officer.shows("spare")
    officer.press("Miễn các việc này")
    officer.sees("Đã miễn")
    assert Campaign.objects.get().unit == world.sister


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_twofold_work_is_done_once(world: World, visit, size: Size) -> None:
    stage = set_stage(world)
    plan = adopted_plan(world.district_committee, world.committee_officer)
    Plan.objects.filter(pk=plan.pk).update(line=Line.ADMINISTRATION)
    plan.refresh_from_db()
    other = prepare(plan=plan, name="Văn hóa công sở", stages=[], targets=[], by=None, at=NOW)
    for draft in (DIALOGUE, PLEDGE):
        define(campaign=other, draft=draft, by=None, at=NOW)
    launch(campaign=other, on=TODAY, by=None, at=NOW)
    assign_year(campaign=other, year=2026, tree_on=TODAY, is_working_day=every_day, by=None, at=NOW)
    officer = visit(world.school_officer, size)
    officer.shows("desk")
    officer.follow("2 việc trùng nhau")
    officer.shows("overlaps")
    officer.press("Ghép, làm một lần")
    officer.sees("Đã ghép")
    lead = Duty.objects.get(definition=stage.pledge, unit=world.school)
    officer.go(f"/cuoc-van-dong/viec/{lead.pk}/")
    officer.sees("Việc này trả lời luôn cho", "Văn hóa công sở")
    officer.shows("lead")
    officer.fill("Số người đã ký cam kết", "42")
    officer.press("Báo đã làm xong")
    joined = Duty.objects.get(campaign=other, definition__kind=lead.definition.kind, unit=world.school)
    officer.go(f"/cuoc-van-dong/viec/{joined.pk}/")
    officer.sees("Làm chung với việc khác", "42 người")
    officer.shows("joined")
    organiser = visit(world.district_officer, size)
    organiser.go(f"/cuoc-van-dong/{stage.campaign.pk}/")
    organiser.shows("organiser")
