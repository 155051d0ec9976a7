"""Signing a pledge on a telephone: two taps, a light page, and exactly once over a line that comes and goes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from namkhong.journal.models import Event
from namkhong.pledges.actions import texts
from namkhong.pledges.actions.answering import fill_bank
from namkhong.pledges.drafting.paper import sheet_pdf
from namkhong.pledges.models import Answering, PaperBatch, Pledge, Question
from namkhong.pledges.queries.links import link_path, paper_code
from namkhong.pledges.queries.sheets import sheet_of
from tests.journeys.visitor import Size, Visitor
from tests.pledges.paper_pages import pages_of, saved, scanned, sign_on
from tests.pledges.stage import PledgeStage, set_round
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]

PHONE = Size("phone", 390, 844)
SMALL = Size("small", 320, 568)
MOST_BYTES = 60_000
WITHOUT = "Đã lưu trên máy, sẽ gửi khi có mạng"


@pytest.fixture
def stage(world: World) -> Iterator[PledgeStage]:
    """The district's round is open, and has questions."""
    texts.forget_texts()
    made = set_round(world)
    fill_bank(campaign=made.campaign, by=None, at=NOW)
    yield made
    texts.forget_texts()


def link(stage: PledgeStage, place: int = 0) -> str:
    """What was sent to a teacher."""
    return link_path(stage.round, stage.teachers[place].pk)


def without_network(visitor: Visitor) -> None:
    """The line is gone; what the browser says of that is no trouble of ours."""
    visitor.context.set_offline(True)


def with_network(visitor: Visitor) -> None:
    """The line is back."""
    visitor.context.set_offline(False)
    gone = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED")
    visitor.trouble[:] = [line for line in visitor.trouble if not line.startswith(gone)]


def kept_on_device(visitor: Visitor) -> None:
    """Wait until the page and what it needs lie on the device.

    Asked from here: `wait_for_function` takes the promise of an async function for the answer yes.
    """
    kept = """async () => { const kept = await caches.open("namkhong-ky-1");
       return (await kept.keys()).length >= 3 && navigator.serviceWorker.controller !== null; }"""
    for _ in range(200):
        if visitor.page.evaluate(kept):
            return
        visitor.page.wait_for_timeout(50)
    raise AssertionError("the page was not kept on the device within ten seconds")


def signed_once(stage: PledgeStage, place: int = 0) -> Pledge:
    """There is one signature of a teacher, told of once."""
    pledge = stage.pledge(stage.teachers[place])
    assert pledge.state == "signed" and pledge.way == "link"
    assert Event.objects.filter(verb="pledge.sign", subject_id=pledge.pk).count() == 1
    return pledge


def test_two_taps_on_a_light_page_then_three_questions(stage: PledgeStage, visit: Visit) -> None:
    teacher = visit(None, PHONE)
    weighed: list[int] = []
    network = teacher.context.new_cdp_session(teacher.page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda told: weighed.append(told["encodedDataLength"]))
    teacher.go(link(stage))
    kept_on_device(teacher)
    worker = teacher.context.request.get(teacher.site + "/cam-ket/ky/may-gui.js")
    # The worker fetches the page and its two files once more to keep them, at worst.
    total = 2 * sum(weighed) + len(worker.body())
    assert 0 < total <= MOST_BYTES, f"{total} bytes"
    print(f"the page weighs {sum(weighed)} bytes, with its worker at most {total}")
    assert teacher.context.cookies() == []

    teacher.sees(stage.teachers[0].full_name, stage.world.school.name, "Tôi cam kết với")
    teacher.shows("to-read")
    teacher.press("Tôi đã đọc")
    teacher.shows("read")
    teacher.press("Ký cam kết")
    expect(teacher.page.get_by_text("Đã ký lúc")).to_be_visible()
    teacher.shows("signed")
    signed_once(stage)

    teacher.press("Trả lời ba câu hỏi ngắn")
    for group in teacher.page.locator("fieldset").all():
        group.get_by_role("radio").first.check()
    teacher.shows("questions")
    teacher.press("Trả lời")
    teacher.shows("answered")
    assert Answering.objects.get().attempt == 1
    assert Question.objects.count() >= 12


@pytest.mark.parametrize("script", [True, False], ids=["script", "no_script"])
def test_small_screen_large_type_with_and_without_script(stage: PledgeStage, visit: Visit, script: bool) -> None:
    teacher = visit(None, SMALL, script=script)
    teacher.go(link(stage, 1))
    if script:
        teacher.page.evaluate("document.documentElement.style.fontSize = '200%'")
    teacher.shows("large")
    teacher.press("Tôi đã đọc")
    teacher.press("Ký cam kết")
    expect(teacher.page.get_by_text("Đã ký lúc").first).to_be_visible()
    teacher.shows("large-signed")
    signed_once(stage, 1)


def test_signed_without_network_and_sent_when_it_is_back(stage: PledgeStage, visit: Visit) -> None:
    teacher = visit(None, PHONE)
    teacher.go(link(stage))
    kept_on_device(teacher)
    without_network(teacher)
    teacher.page.reload()  # opened again where there is no network at all
    teacher.press("Tôi đã đọc")
    teacher.press("Ký cam kết")
    expect(teacher.page.get_by_text(WITHOUT)).to_be_visible()
    teacher.shows("waiting")
    teacher.page.reload()  # closed and opened: still there
    expect(teacher.page.get_by_text(WITHOUT)).to_be_visible()
    assert not Pledge.objects.exists()
    with_network(teacher)
    expect(teacher.page.get_by_text("Đã ký lúc")).to_be_visible()
    signed_once(stage)
    without_network(teacher)
    teacher.page.reload()
    expect(teacher.page.get_by_text("Đã ký lúc")).to_be_visible()
    with_network(teacher)
    teacher.page.reload()
    teacher.sees("Đã ký lúc", "Mã biên nhận", "Cách ký")


def test_a_lost_answer_double_taps_and_two_tabs_sign_once(stage: PledgeStage, visit: Visit) -> None:
    teacher, lost = visit(None, PHONE), []

    def lose(route: Route) -> None:
        if route.request.method != "POST" or lost:
            return route.fallback()
        lost.append(route.fetch().status)  # the server has it, the device never hears of it
        return route.abort()

    teacher.context.route("**/cam-ket/ky/**", lose)
    teacher.go(link(stage))
    kept_on_device(teacher)
    other = teacher.context.new_page()
    other.goto(teacher.site + link(stage))
    teacher.press("Tôi đã đọc")
    teacher.page.get_by_role("button", name="Ký cam kết").evaluate("button => { button.click(); button.click(); }")
    expect(teacher.page.get_by_text(WITHOUT)).to_be_visible()
    assert lost == [200]
    other.get_by_role("link", name="Tôi đã đọc").click()
    other.get_by_role("button", name="Ký cam kết").click()
    expect(other.get_by_text("Đã ký lúc")).to_be_visible()
    teacher.page.evaluate("dispatchEvent(new Event('online'))")
    expect(teacher.page.get_by_text("Đã ký lúc")).to_be_visible()
    signed_once(stage)
    with_network(teacher)


def test_a_batch_of_paper_from_the_printer_to_the_register(
    stage: PledgeStage, visit: Visit, run_queued: Callable[[], int], tmp_path: Path
) -> None:
    clerk = visit(stage.world.school_officer)
    clerk.go(f"/cam-ket/{stage.round.pk}/don-vi/{stage.world.school.pk}/giay/")
    clerk.shows("desk")
    pages = pages_of(sheet_pdf(sheet_of(stage.round, stage.world.school, TODAY), "roll"))
    codes = {paper_code(stage.round.pk, person.pk) for person in stage.teachers[:3]}
    scan = tmp_path / "quét.pdf"
    scan.write_bytes(saved([scanned(sign_on(page, codes), turn=181.5, grains=14) for page in pages], "PDF"))
    clerk.box("Tệp quét hoặc ảnh chụp tờ đã ký").set_input_files(scan)
    clerk.press("Đọc bản quét")
    clerk.sees("Đang đọc bản đã ký")
    clerk.shows("reading")
    run_queued()
    clerk.page.wait_for_selector("text=Soát trước khi ghi vào sổ")
    assert clerk.page.get_by_role("checkbox", checked=True).count() == 3
    clerk.shows("review")
    clerk.page.get_by_role("checkbox", name=stage.teachers[2].full_name).uncheck()
    clerk.press("Ghi những người đã đánh dấu")
    clerk.sees("2 người được ghi")
    clerk.shows("recorded")
    assert Pledge.objects.filter(way="paper", state="signed").count() == 2
    clerk.press("Hoàn tác cả lần nộp này")
    clerk.sees("hoàn tác")
    assert PaperBatch.objects.get().state == "undone" and not Pledge.objects.filter(state="signed").exists()


def test_who_keeps_the_bank_and_the_links(stage: PledgeStage, visit: Visit) -> None:
    organiser = visit(stage.world.district_officer)
    organiser.go(f"/cam-ket/{stage.round.pk}/cau-hoi/")
    organiser.shows("bank")
    organiser.press("Thêm câu hỏi")
    organiser.press("Lưu câu hỏi")
    organiser.shows("mistakes")
    organiser.go(f"/cam-ket/{stage.round.pk}/thu-hoi-duong-dan/")
    organiser.shows("revoke")
    clerk = visit(stage.world.school_officer, PHONE)
    clerk.go(f"/cam-ket/{stage.round.pk}/don-vi/{stage.world.school.pk}/duong-dan/")
    clerk.shows("links")
    clerk.go(f"/cam-ket/{stage.round.pk}/cau-hoi/")
    assert clerk.page.locator("h1").inner_text()
