"""A tablet at a counter before the real door: one tap, a network that comes and goes, each rating exactly once."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.feedback.test_door import Running
from tests.house.test_serve import wait_for
from tests.journeys.conftest import PICTURES
from tests.journeys.visitor import PHONE, Size, Visitor

pytestmark = pytest.mark.journey
TABLET = Size("tablet", 1280, 800)
SET_UP = """
import django; django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("migrate", verbosity=0)
from namkhong.feedback.actions import start_kiosk
from namkhong.feedback.rules.codes import derived_key
from namkhong.feedback.rules.kiosk import write_device_ticket
from namkhong.units.actions import make_unit
from tests.feedback.given import point_at
from tests.world import NOW
unit = make_unit(name="Trung tâm Phục vụ hành chính công xã Hòa An", kind="committee"); unit.save()
for n in range(4):
    kiosk = start_kiosk(point=point_at(unit, "kiosk", desk=f"Quầy số {n + 1}"), by=None, at=NOW)
    print(write_device_ticket(derived_key(settings.SECRET_KEY, "kiosk"), kiosk.pk))
"""
SCORES = "SELECT score, evidence, words FROM feedback_ballot WHERE point_id = {} ORDER BY rowid"
WAITING = "Còn {} ý kiến chờ gửi"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The door, with four tablets started."""
    door = Running(tmp_path_factory.mktemp("kiosk"), SET_UP)
    try:
        wait_for(door.up)
        yield door
    finally:
        door.stop()


@pytest.fixture
def tablet(browser: Browser, running: Running, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    """`tablet(n)` is the nth tablet, standing at its page."""
    visitors: list[Visitor] = []
    album: Path = PICTURES / request.node.originalname.removeprefix("test_")
    shutil.rmtree(album, ignore_errors=True)

    def stand(place: int, size: Size = TABLET, *, script: bool = True) -> Visitor:
        visitor = Visitor(browser, f"http://127.0.0.1:{running.port}", size, album, script=script)
        visitors.append(visitor)
        visitor.go(f"/g/may/{running.slug.split()[place - 1]}")
        return visitor

    yield stand
    for visitor in visitors:
        visitor.leave()
    trouble = [line for visitor in visitors for line in visitor.trouble]
    assert trouble == [], "\n".join(trouble)


def rated(running: Running, place: int) -> list[tuple[int, str, str]]:
    """What has been written at the point of a tablet."""
    return running.rows(SCORES.format(place))


def tap(tablet: Visitor, face: str, why: str = "Không chọn") -> None:
    """Rate, say why or not, and wait for the page to be fresh again."""
    tablet.page.get_by_role("button", name=face, exact=True).click()
    tablet.page.get_by_role("button", name=why, exact=True).click()
    expect(tablet.page.get_by_text("Cảm ơn ông/bà.")).to_be_visible()
    expect(tablet.page.get_by_role("button", name=face, exact=True)).to_be_visible()


def kept_on_device(tablet: Visitor) -> None:
    """Wait until the page and its two files lie on the tablet."""
    kept = """async () => { const kept = await caches.open("namkhong-may-1");
       return (await kept.keys()).length >= 3 && navigator.serviceWorker.controller !== null; }"""
    for _ in range(200):
        if tablet.page.evaluate(kept):
            return
        tablet.page.wait_for_timeout(50)
    raise AssertionError("the page was not kept on the tablet within ten seconds")


def without_network(tablet: Visitor) -> None:
    """The line is gone."""
    tablet.context.set_offline(True)


def with_network(tablet: Visitor) -> None:
    """The line is back; what the browser said meanwhile is no trouble of ours."""
    tablet.context.set_offline(False)
    gone = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED")
    tablet.trouble[:] = [line for line in tablet.trouble if not line.startswith(gone)]


def test_one_rating_online_two_without_a_network_then_exactly_three(
    running: Running, tablet: Callable[..., Visitor]
) -> None:
    at_counter = tablet(1)
    kept_on_device(at_counter)
    at_counter.shows("ask")
    tap(at_counter, "Hài lòng")
    wait_for(lambda: rated(running, 1) == [(4, "B", "")])
    without_network(at_counter)
    at_counter.page.reload()  # the tablet goes out and on again
    tap(at_counter, "Rất không hài lòng", "Thời gian chờ")
    expect(at_counter.page.get_by_text(WAITING.format(1))).to_be_visible()
    tap(at_counter, "Rất hài lòng")
    expect(at_counter.page.get_by_text(WAITING.format(2))).to_be_visible()
    at_counter.shows("waiting")
    assert len(rated(running, 1)) == 1
    with_network(at_counter)
    expect(at_counter.page.get_by_text("chờ gửi")).to_be_hidden()
    assert sorted(rated(running, 1)) == [(1, "B", "Thời gian chờ"), (4, "B", ""), (5, "B", "")]
    at_counter.page.reload()
    at_counter.page.evaluate("dispatchEvent(new Event('online'))")
    at_counter.page.wait_for_timeout(500)
    assert len(rated(running, 1)) == 3 and at_counter.context.cookies() == []


def test_a_lost_answer_and_a_double_tap_are_one_rating(running: Running, tablet: Callable[..., Visitor]) -> None:
    at_counter, lost = tablet(2), []

    def lose(route: Route) -> None:
        if route.request.method != "POST" or '"given":[]' in (route.request.post_data or "") or lost:
            return route.fallback()
        lost.append(route.fetch().status)  # the door has it, the tablet never hears of it
        return route.abort()

    kept_on_device(at_counter)
    at_counter.context.route("**/g/may/**", lose)
    face = at_counter.page.get_by_role("button", name="Tạm được", exact=True)
    face.evaluate("button => { button.click(); button.click(); }")
    at_counter.shows("why")
    at_counter.page.get_by_role("button", name="Kết quả công việc").click()
    expect(at_counter.page.get_by_text(WAITING.format(1))).to_be_visible()
    at_counter.shows("thanks")
    assert lost == [200]
    at_counter.page.evaluate("dispatchEvent(new Event('online'))")
    expect(at_counter.page.get_by_text("chờ gửi")).to_be_hidden()
    assert rated(running, 2) == [(3, "B", "Kết quả công việc")]
    with_network(at_counter)


def test_who_walks_away_after_one_tap_is_counted_and_the_page_is_fresh_again(
    running: Running, tablet: Callable[..., Visitor]
) -> None:
    at_counter = tablet(3, PHONE)
    at_counter.shows("ask")
    face = at_counter.page.get_by_role("button", name="Không hài lòng", exact=True)
    face.click()
    at_counter.shows("why")
    expect(face).to_be_visible(timeout=20_000)
    wait_for(lambda: rated(running, 3) == [(2, "B", "")])


def test_without_script_and_stopped_from_afar(running: Running, tablet: Callable[..., Visitor]) -> None:
    plain, clever = tablet(4, script=False), tablet(4)
    plain.page.get_by_role("button", name="Hài lòng", exact=True).click()
    plain.sees("Cảm ơn ông/bà.")
    plain.shows("thanks")
    expect(plain.page.get_by_role("button", name="Hài lòng", exact=True)).to_be_visible()
    wait_for(lambda: rated(running, 4) == [(4, "B", "")])
    running._run("-c", f"import django; django.setup(); {STOP}")
    clever.page.evaluate("dispatchEvent(new Event('online'))")
    expect(clever.page.get_by_text("Máy chấm điểm này đã dừng.")).to_be_visible()
    clever.shows("stopped")
    # The door's own word that this tablet has been stopped.
    clever.trouble[:] = [line for line in clever.trouble if not line.startswith("404: ")]
    clever.page.reload()
    clever.sees("Máy chấm điểm này đã dừng.")


STOP = (
    "from namkhong.feedback.actions import stop_kiosk; from namkhong.feedback.models import Kiosk; "
    "from tests.world import NOW; stop_kiosk(kiosk=Kiosk.objects.order_by('-pk')[0], by=None, at=NOW)"
)
