"""An officer checks the plan that came in this morning: by mouse, by keys, on a tablet, on a phone, without script."""

from collections.abc import Callable

import pytest

from namkhong.plans.models import Clause, Correction, Plan
from tests.journeys.visitor import DESKTOP, Size, Visitor
from tests.plans.given import PLAN, draft
from tests.world import World

pytestmark = pytest.mark.journey

TABLET, TABLET_WIDE, SMALL = Size("tablet", 768, 1024), Size("tablet_wide", 1024, 768), Size("phone", 390, 844)
BARE = "bao cao ket qua ve lien doan lao dong huyen (qua ban tuyen giao) cham nhat la ngay 10/11 hang nam"
SENTENCE = "Mỗi đoàn viên ký bản cam kết với thủ trưởng đơn vị."

Visit = Callable[..., Visitor]


def opened(world: World, visit: Visit, size: Size = DESKTOP, *, script: bool = True) -> tuple[Visitor, Plan]:
    """The officer at the review of a fresh draft in which one item is doubtful."""
    plan = draft(world.district, world.district_officer)
    Clause.objects.filter(plan=plan, kind="milestone").update(confidence="0.55")
    officer = visit(world.district_officer, size, script=script)
    officer.go(f"/ke-hoach/{plan.pk}/soat/")
    return officer, plan


def item(plan: Plan, kind: str) -> Clause:
    return Clause.objects.filter(plan=plan, kind=kind).earliest("order")


def twins(officer: Visitor) -> int:
    return officer.page.locator("mark.is-twin").count()


def select(officer: Visitor, words: str) -> None:
    """Choose these words in the document, as with a mouse."""
    found = officer.page.evaluate(
        """words => {
          for (const line of document.querySelectorAll("#van-ban .line")) {
            if (!line.textContent.includes(words)) continue;
            line.scrollIntoView({ block: "center" });
            const range = document.createRange();
            range.selectNodeContents(line);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return true;
          }
          return false;
        }""",
        words,
    )
    assert found, words
    officer.page.locator("#doan-chon").wait_for()


@pytest.mark.parametrize("size", [DESKTOP, TABLET, TABLET_WIDE, SMALL], ids=lambda size: size.name)
def test_review(world: World, visit: Visit, size: Size) -> None:
    officer, plan = opened(world, visit, size)
    page = officer.page
    officer.sees("Còn 1 mục cần xem.", "Cần xem lại")
    officer.shows("review")
    deadline = item(plan, "deadline")
    if size is SMALL:
        page.locator(f"#muc-{deadline.pk}").get_by_role("link", name="Xem trong văn bản").click()
    else:
        page.locator(f"#muc-{deadline.pk} .item-details").first.click()
    page.locator("mark.is-twin").first.wait_for()
    assert page.locator("mark.is-twin").first.is_visible()
    officer.shows("twin")
    page.locator(f'mark[data-items~="{item(plan, "milestone").pk}"]').first.click()
    page.locator(f"#muc-{item(plan, 'milestone').pk}.is-current").wait_for()
    officer.press("Nhận tất cả " + str(Clause.objects.filter(confidence__gte="0.8").count()) + " mục chắc chắn")
    officer.sees("chắc chắn. Nếu nhầm, bấm “Hoàn tác”", "Còn 1 mục cần xem.")
    officer.shows("accepted")
    officer.press("Xem mục cần xem")
    officer.shows("look")


def test_review_by_keys(world: World, visit: Visit) -> None:
    officer, plan = opened(world, visit)
    page = officer.page
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == f"muc-{item(plan, 'milestone').pk}" and twins(officer)
    page.keyboard.press("d")
    page.locator("#thong-bao", has_text="Đã ghi là đúng").wait_for(state="attached")
    assert item(plan, "milestone").accepted_at is not None
    officer.sees("Không còn mục nào cần xem.")
    page.keyboard.press("k")
    here = page.evaluate("document.activeElement.dataset.item")
    page.keyboard.press("x")
    page.locator(f"#muc-{here}").wait_for(state="detached")
    assert Clause.objects.get(pk=here).removed_at is not None
    page.wait_for_function("document.activeElement.matches('.item')")  # the keys go on from the item that follows
    officer.sees("Đã bỏ ra")
    page.keyboard.press("u")
    page.wait_for_url(f"**?muc={here}#muc-{here}")
    assert Clause.objects.get(pk=here).removed_at is None
    page.keyboard.press("Enter")
    box = page.locator(f"#muc-{here} textarea").first
    box.wait_for()
    page.keyboard.type("jdxnu?/")
    assert "jdxnu?/" in box.input_value(), "letters typed into a field are letters"
    officer.shows("editing")
    page.keyboard.press("Escape")
    page.locator(f"#muc-{here} form").wait_for(state="detached")
    page.keyboard.press("/")
    page.keyboard.type("cam kết")
    page.keyboard.press("Enter")
    page.wait_for_selector("#tim-thay")
    page.keyboard.press("Escape")
    officer.shows("found")


def test_review_corrects_by_selecting(world: World, visit: Visit) -> None:
    officer, plan = opened(world, visit)
    page = officer.page
    deadline = item(plan, "deadline")
    before = deadline.facts["day"]
    page.locator(f"#muc-{deadline.pk} .item-details").first.click()
    select(officer, "chậm nhất là ngày 10/11")
    officer.shows("chosen")
    page.get_by_role("button", name="Dùng cho mục này").click()
    page.wait_for_url(f"**#muc-{deadline.pk}")
    deadline.refresh_from_db()
    assert before == 30 and deadline.facts["day"] == 10
    assert deadline.quote == plan.reading.text[deadline.span_from : deadline.span_to] and "10/11" in deadline.quote
    select(officer, "Giúp người dân")
    page.get_by_label("Thêm thành").select_option("content_item")
    page.get_by_role("button", name="Thêm", exact=True).click()
    page.wait_for_url("**?muc=*")
    made = Clause.objects.get(plan=plan, text="Giúp người dân hài lòng hơn khi đến cơ quan")
    assert made.kind == "content_item" and made.span_from is not None
    officer.follow("Lịch sử sửa")
    officer.sees("Chọn lại đoạn trích", "Thêm mục", "Hoàn tác")
    officer.shows("history")
    page.get_by_role("button", name="Hoàn tác").nth(1).click()
    page.wait_for_load_state()
    deadline.refresh_from_db()
    assert deadline.facts["day"] == 30 and Correction.objects.filter(undone_at__isnull=False).count() == 1


def test_review_keeps_what_is_typed(world: World, visit: Visit) -> None:
    officer, plan = opened(world, visit)
    page = officer.page
    deadline = item(plan, "deadline")
    page.locator(f"#muc-{deadline.pk}").get_by_role("link", name="Sửa").click()
    box = page.locator(f"#muc-{deadline.pk} textarea").first
    box.fill("Chữ gõ dở")
    page.wait_for_timeout(700)
    page.reload()
    page.locator(f"#muc-{deadline.pk} .kept-draft").wait_for()
    page.get_by_role("button", name="Điền lại bản đó").click()
    assert page.locator(f"#muc-{deadline.pk} textarea").first.input_value() == "Chữ gõ dở"
    page.locator(f"#muc-{deadline.pk}").get_by_role("button", name="Lưu").click()
    page.locator(f"#muc-{deadline.pk}").get_by_text("Người soát nhập").wait_for()
    deadline.refresh_from_db()
    assert deadline.text == "Chữ gõ dở"
    page.reload()
    assert not page.locator(".kept-draft").count()


def test_review_without_script(world: World, visit: Visit) -> None:
    officer, plan = opened(world, visit, script=False)
    deadline = item(plan, "deadline")
    place = officer.page.locator(f"#muc-{deadline.pk}")
    place.get_by_role("button", name="Đúng rồi").click()
    deadline.refresh_from_db()
    assert deadline.accepted_at is not None
    officer.press(
        "Nhận tất cả " + str(Clause.objects.filter(accepted_at=None, confidence__gte="0.8").count()) + " mục chắc chắn"
    )
    place.get_by_role("link", name="Sửa").click()
    officer.follow("Chọn lại đoạn trích")
    officer.fill("Câu trong văn bản", "Câu không có")
    officer.press("Đọc lại từ câu này")
    officer.sees("Không tìm thấy câu này trong văn bản")
    officer.fill(
        "Câu trong văn bản",
        BARE,
    )
    officer.press("Đọc lại từ câu này")
    officer.sees("Đã lấy nội dung từ đoạn bạn chọn")
    deadline.refresh_from_db()
    assert deadline.facts["day"] == 10
    officer.go(f"/ke-hoach/{plan.pk}/soat/tu-van-ban/")
    officer.choose("Thêm thành", "Bản cam kết")
    officer.fill("Câu trong văn bản", SENTENCE)
    officer.press("Thêm mục")
    assert Clause.objects.filter(plan=plan, kind="pledge", quote__startswith="Mỗi đoàn viên").count() == 2
    officer.shows("last")


def test_the_document_of_a_draft_is_the_text_that_was_read(world: World, visit: Visit) -> None:
    officer, plan = opened(world, visit)
    lines = officer.page.locator("#van-ban .line").all_text_contents()
    assert "\n".join(lines) == plan.reading.text
    assert len(lines) > 20 and PLAN
