"""A plan goes down: sent by the district, drafted and issued by the school, followed, urged, amended."""

import pytest

from namkhong.plans.actions import add_clause, adopt, amend
from namkhong.plans.models import Plan
from namkhong.plans.states import ClauseKind, PlanState
from tests.journeys.visitor import DESKTOP, Size
from tests.plans.given import draft
from tests.world import NOW, World

pytestmark = pytest.mark.journey
PHONE = Size("phone", 390, 844)


def sent_by_hand(world: World, visit, size: Size) -> Plan:
    """The district adopts its plan and sends it down on its pages."""
    plan = draft(world.district, world.district_officer)
    adopt(plan=plan, by=world.district_head, at=NOW)
    officer = visit(world.district_officer, size)
    officer.go(f"/ke-hoach/{plan.pk}/")
    officer.press("Triển khai xuống cấp dưới")
    officer.press("Gửi xuống cấp dưới")
    officer.fill("Hạn ban hành kế hoạch của đơn vị", "30/11/2026")
    officer.shows("send")
    officer.press("Gửi xuống")
    officer.sees("Đã gửi kế hoạch cho 3 đơn vị", "0 trên 3 đơn vị đã ban hành")
    return plan


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_plan_goes_down_and_comes_back(world: World, visit, size: Size) -> None:
    plan = sent_by_hand(world, visit, size)
    head = visit(world.school_head, size)
    head.sees("Xem kế hoạch cấp trên mới gửi")
    head.go("/trien-khai/")
    head.follow("Thực hiện cuộc vận động “Nụ cười công sở”")
    head.shows("delivery")
    head.fill("Bộ phận phụ trách chung", "Tổ Văn phòng")
    head.press("Soạn kế hoạch của đơn vị")
    head.shows("draft")
    items = head.page.locator("#thoi-han .item").filter(has_text="ngày 10/11")
    report = items.filter(has=head.page.get_by_label("Chậm nhất ngày")).first
    report.get_by_label("Chậm nhất ngày").fill("28/10")
    saved = head.page.locator("#thoi-han [data-autosave]")
    saved.get_by_text("Đã lưu lúc").wait_for()
    assert "28/10" in report.get_by_label("Câu trong kế hoạch").input_value()
    head.page.locator("#thoi-han").get_by_role("button", name="Lưu phần này").click()
    head.page.wait_for_load_state()
    head.sees("Hoàn tác lần lưu vừa rồi")
    head.press("Soạn văn bản, ban hành")
    head.press("Soạn văn bản")
    head.shows("document")
    lower = Plan.objects.get(unit=world.school, superior_plan=plan)
    head.go(f"/trien-khai/soan/{lower.pk}/ban-hanh/")
    head.shows("issue")
    head.press("Ban hành")
    head.sees("Kế hoạch đã ban hành")
    officer = visit(world.district_officer, size)
    officer.go(f"/trien-khai/{plan.pk}/")
    officer.sees("1 trên 3 đơn vị đã ban hành kế hoạch của mình")
    officer.shows("follow")
    officer.press("Xem chỗ còn thiếu")
    officer.shows("gaps")
    officer.go(f"/trien-khai/{plan.pk}/don-doc/")
    officer.sees("Trung tâm Y tế huyện Hòa An Chưa mở kế hoạch (hạn 30/11/2026)")
    officer.shows("urge")
    officer.press("Soạn công văn đôn đốc")
    officer.shows("letter")
    _amended(world, plan, officer, visit, size)


def _amended(world: World, plan: Plan, officer, visit, size: Size) -> None:
    """The district adds a content; the school follows."""
    made = amend(plan=plan, by=world.district_head, at=NOW)
    add_clause(
        plan=made, kind=ClauseKind.CONTENT_ITEM, text="Không để dân chờ", facts={}, by=world.district_head, at=NOW
    )
    adopt(plan=made, by=world.district_head, at=NOW)
    officer.go(f"/trien-khai/{made.pk}/gui/")
    officer.press("Gửi xuống")
    head = visit(world.school_head, size)
    head.go("/trien-khai/")
    head.follow("Thực hiện cuộc vận động “Nụ cười công sở”")
    head.follow("Xem cấp trên sửa gì")
    head.sees("Mục mới", "Không để dân chờ")
    head.shows("changes")
    head.press("Soạn bản sửa đổi của đơn vị")
    head.sees("Không để dân chờ")
    assert Plan.objects.get(unit=world.school, state=PlanState.DRAFT).amends is not None
