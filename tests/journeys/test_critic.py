"""An officer hears what a careful colleague would say, sets one thing aside with a reason, mends another."""

from collections.abc import Callable

import pytest

from namkhong.plans.models import Dismissal
from tests.journeys.visitor import DESKTOP, PHONE, Size, Visitor
from tests.plans.critic.test_pages import TEXT
from tests.plans.given import draft
from tests.world import World

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(("size", "script"), [(PHONE, True), (DESKTOP, False)], ids=["phone", "no_script"])
def test_critic(world: World, visit: Callable[..., Visitor], size: Size, script: bool) -> None:
    plan = draft(world.district, world.district_officer, TEXT)
    officer = visit(world.district_officer, size, script=script)
    officer.go(f"/ke-hoach/{plan.pk}/soat/")
    officer.sees("Góp ý về kế hoạch", "các khoảng năm khác nhau")
    officer.shows("review")
    officer.follow("Xem, sửa hoặc bỏ qua từng góp ý")
    officer.sees("Trong bài có số điện thoại di động", "Lấy năm cuối là 2025")
    officer.shows("findings")
    phone = officer.page.locator("li.item", has_text="số điện thoại di động")
    phone.get_by_text("Bỏ qua góp ý này").click()
    phone.get_by_label("Lý do").fill("Bà Mai đồng ý cho in")
    officer.press("Bỏ qua", within=phone)
    officer.sees("Đã bỏ qua", "Bà Mai đồng ý cho in")
    officer.press("Lấy năm cuối là 2025")
    officer.sees("Đã sửa trong bản đang soát")
    officer.shows("mended")
    officer.press("Lấy lại góp ý này")
    officer.sees("Trong bài có số điện thoại di động")
    assert Dismissal.objects.get().undone_by == world.district_officer
