"""One person at one screen: what she can press and read, told by the words she sees."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response


@dataclass(frozen=True, slots=True)
class Size:
    """A screen, in CSS pixels."""

    name: str
    width: int
    height: int


DESKTOP = Size("desktop", 1280, 900)
PHONE = Size("phone", 360, 740)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EXPECTED = (400, 404, 422)
"""Answers with a page of ours that says what is wrong; the browser's console calls them errors all the same."""


def program() -> str:
    """Where Chromium is on this machine."""
    found = shutil.which("chromium")
    assert found, "no Chromium on this machine: apt-get install chromium"
    return found


class Visitor:
    """A browser window of its own. `trouble` collects whatever no page of ours may cause."""

    def __init__(self, browser: Browser, site: str, size: Size, album: Path, *, script: bool = True) -> None:
        self.site, self.size, self.album = site, size, album
        self.trouble: list[str] = []
        self.context = browser.new_context(
            viewport={"width": size.width, "height": size.height},
            java_script_enabled=script,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
        )
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.trouble.append(f"script: {error}"))
        self.page.on("request", self._request)
        self.page.on("response", self._response)
        self.page.on("requestfailed", self._failed)
        self.page.on("dialog", lambda dialog: dialog.accept())

    def _console(self, said: ConsoleMessage) -> None:
        if said.type == "error" and "Failed to load resource" not in said.text:
            self.trouble.append(f"console: {said.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "about:", "blob:")):
            self.trouble.append(f"third party: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in EXPECTED:
            self.trouble.append(f"{response.status}: {response.url}")
        if response.status >= 400 and response.request.resource_type != "document":
            self.trouble.append(f"{response.status}: {response.url}")

    def _failed(self, request: Request) -> None:
        # A download and a page left early are no failures.
        if request.failure not in ("net::ERR_ABORTED", None):
            self.trouble.append(f"{request.failure}: {request.url}")

    def leave(self) -> None:
        """Keep a picture of where she was last, then close the window."""
        self._picture("last")
        self.context.close()

    def go(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(self.site + path)

    def sign_in(self, username: str, password: str) -> None:
        """Through the sign-in page, as everybody must."""
        if "/tai-khoan/dang-nhap/" not in self.page.url:
            self.go("/tai-khoan/dang-nhap/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").first.fill(password)
        self.press("Đăng nhập")

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """Press the button, or the link that looks like one, with this name."""
        place = within or self.page.locator("main")
        button = place.get_by_role("button", name=name, exact=True).or_(
            place.get_by_role("link", name=name, exact=True)
        )
        button.first.click()
        self.page.wait_for_load_state()

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Follow the first link whose words contain this."""
        self.page.locator("main").get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    def menu(self, name: str) -> None:
        """Choose in the menu at the top (on a phone it stands at the foot)."""
        self.page.get_by_role("navigation", name="Mục chính").get_by_role("link", name=name).click()
        self.page.wait_for_load_state()

    def foot(self, name: str) -> None:
        """Follow a link at the foot of the page."""
        self.page.get_by_role("contentinfo").get_by_role("link", name=name).click()
        self.page.wait_for_load_state()

    def box(self, label: str) -> Locator:
        """The field with this label."""
        return self.page.locator("main").get_by_label(label).first

    def fill(self, label: str, value: str) -> None:
        """Type into the field with this label."""
        self.box(label).fill(value)

    def choose(self, label: str, option: str | re.Pattern[str]) -> None:
        """Choose in a list by the words of the option."""
        options = self.box(label).locator("option").all_text_contents()
        found = [words for words in options if re.search(option, words)]
        assert found, f"{option} is none of {options}"
        self.box(label).select_option(label=found[0].strip())

    def text(self) -> str:
        """Everything that can be read in the middle of the page, with single spaces."""
        return " ".join(self.page.locator("main").inner_text().split())

    def sees(self, *words: str) -> None:
        """These words stand on the page."""
        text = self.text()
        missing = [word for word in words if word not in text]
        assert not missing, f"{self.page.url}: {missing} not in: {text[:3000]}"

    def shows(self, name: str) -> None:
        """Keep a picture of the whole page, and see that nothing runs off its side."""
        wide = self.page.locator("html").evaluate("page => page.scrollWidth - page.clientWidth")
        self._picture(name)
        assert wide <= 0, f"{self.page.url} is {wide} pixels too wide on a {self.size.name}"

    def _picture(self, name: str) -> None:
        self.album.mkdir(parents=True, exist_ok=True)
        # What sticks to the top while scrolling would otherwise lie across the picture.
        self.page.evaluate("scrollTo(0, 0)")
        number = len(list(self.album.iterdir())) + 1
        self.page.screenshot(path=self.album / f"{number:02}-{name}-{self.size.name}.png", full_page=True)

    def download(self, name: str) -> bytes:
        """Press a button that answers with a file."""
        with self.page.expect_download() as waiting:
            self.page.locator("main").get_by_role("link", name=name, exact=True).first.click()
        return Path(waiting.value.path()).read_bytes()
