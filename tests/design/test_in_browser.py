"""What the script and the style sheet do, seen in a real browser on the gallery page."""

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import override_settings
from django.urls import path
from playwright.sync_api import Browser, Page, sync_playwright

from namkhong.design import views

pytestmark = pytest.mark.journey

SENT: list[str] = []


def receive(request: HttpRequest) -> HttpResponse:
    """Stands for a page that a form is sent to."""
    SENT.append(request.POST.get("submission", ""))
    return HttpResponse("<!doctype html><link rel=icon href=data:,><title>Đã nhận</title>")


def work(request: HttpRequest) -> HttpResponse:
    """A piece of work that is done when asked the second time."""
    asked = bool(request.headers.get("HX-Request"))
    bar = Template("{% load design %}{% progress 'Giao việc' done 2 poll_url='/viec/' %}").render(
        Context({"done": 2 if asked else 1})
    )
    if asked:
        return HttpResponse(bar)
    page = Template("{% extends 'design/base.html' %}{% block content %}{{ bar }}{% endblock %}")
    return HttpResponse(page.render(Context({"bar": bar})))


urlpatterns = [path("giao-dien/", views.gallery), path("nhan/", receive), path("viec/", work)]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=["namkhong.config.headers.security_headers"]):
        server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), Server, Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/giao-dien/"
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-quic"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """The gallery on a phone; whatever the content policy blocks or the script stumbles over fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
    page, trouble = context.new_page(), []
    page.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(site)
    yield page
    context.close()
    assert trouble == []


def too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_nothing_runs_off_the_side(page: Page) -> None:
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert not too_wide(page), width


def test_letters_grow_and_stay_grown(page: Page) -> None:
    page.get_by_label("Cỡ chữ rất lớn").click()
    page.reload()
    assert page.get_by_label("Cỡ chữ rất lớn").get_attribute("aria-pressed") == "true"
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "22px"
    assert not too_wide(page)


def test_targets_fit_a_thumb(page: Page) -> None:
    sizes = page.evaluate(
        """() => [...document.querySelectorAll("button, .button, nav a, summary, input, select, textarea, .choice")]
        .filter(el => el.getClientRects().length && !el.matches("[type=checkbox], [type=radio], .crumbs a"))
        .map(el => [el.outerHTML.slice(0, 80), Math.round(el.getBoundingClientRect().height)])"""
    )
    assert len(sizes) > 40
    assert [size for size in sizes if size[1] < 44] == []


def test_lines_of_a_cell_stay_together_beside_its_label(page: Page) -> None:
    left = page.evaluate("""() => {
        const cell = document.querySelector("td[data-label]:not(:empty)");
        cell.innerHTML = "Bộ luật<i> Dân sự</i><br><span>Điều 147</span>";
        const text = document.createRange();
        text.selectNode(cell.firstChild);
        return [text.getBoundingClientRect().left, cell.querySelector("span").getBoundingClientRect().left,
                cell.getBoundingClientRect().left];
    }""")
    assert left[0] == left[1] > left[2] + 50


def test_first_thing_wrong_is_in_view(page: Page) -> None:
    assert page.evaluate("document.activeElement.matches('[data-error-summary]')")


def test_draft_is_kept_on_the_device_and_offered(page: Page) -> None:
    page.get_by_label("Kết quả nổi bật").first.fill("Đã đối thoại hai buổi.")
    page.get_by_label("Bổ sung sau").first.check()
    page.wait_for_timeout(700)  # a draft is kept a moment after the last letter
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.get_by_role("button", name="Điền lại bản đó").click()
    assert page.get_by_label("Kết quả nổi bật").first.input_value() == "Đã đối thoại hai buổi."
    assert page.get_by_label("Bổ sung sau").first.is_checked()


def test_unsaved_changes_ask_before_leaving(page: Page) -> None:
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Tên đơn vị").first.fill("Trường Tiểu học Cầu Khởi")
    page.reload()
    assert asked == ["beforeunload"]


def test_a_double_click_sends_once_and_the_draft_goes(page: Page) -> None:
    SENT.clear()
    page.get_by_label("Kết quả nổi bật").first.fill("Xong.")
    page.evaluate("document.querySelector('form[data-keep]').action = '/nhan/'")
    page.get_by_role("button", name="Nộp báo cáo").last.dblclick()
    page.wait_for_url("**/nhan/")
    assert len(SENT) == 1
    assert len(SENT[0]) == 32


def test_signing_out_clears_the_device(page: Page) -> None:
    page.evaluate(
        """() => {
          localStorage.setItem("namkhong-draft:0:/x/:y", JSON.stringify({typed: "[]", at: Date.now()}));
          const form = document.createElement("form");
          form.method = "post"; form.action = "/nhan/"; form.dataset.signOut = "";
          document.body.append(form); form.requestSubmit();
        }"""
    )
    page.wait_for_url("**/nhan/")
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('namkhong-draft:'))") == []


def test_typing_saves_by_itself_under_the_content_policy(page: Page) -> None:
    page.get_by_label("Tên đơn vị").first.fill("Trường Tiểu học Cầu Khởi")
    page.get_by_text("Đã lưu nháp lúc 14:05.").wait_for()
    assert page.evaluate("document.querySelectorAll('form[data-dirty]').length") == 0


def test_live_bar_asks_until_the_work_is_done(page: Page, site: str) -> None:
    page.goto(site.replace("giao-dien", "viec"))
    assert page.get_by_role("progressbar").get_attribute("aria-valuenow") == "1"
    page.get_by_text("2/2").wait_for()
    assert page.locator("[hx-get]").count() == 0


def test_slashes_of_a_day_come_by_themselves(page: Page) -> None:
    day = page.get_by_label("Ngày tổ chức đối thoại").first
    for typed, shown in (("20102026", "20/10/2026"), ("20/10/2026", "20/10/2026"), ("5/9/2026", "5/9/2026")):
        day.fill("")
        day.press_sequentially(typed)
        assert day.input_value() == shown


def test_menu_opens_without_the_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.locator(".account > summary").click()
    assert page.locator(".account-panel").is_visible()
    page.get_by_text("Xem bảng số").first.click()
    assert page.get_by_role("cell", name="chưa có số liệu").is_visible()
    assert page.get_by_label("Cỡ chữ rất lớn").count() == 0 or not page.get_by_label("Cỡ chữ rất lớn").is_visible()
    context.close()
