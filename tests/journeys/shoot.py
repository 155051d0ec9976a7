"""Takes the pictures of docs/screenshots from a demonstration that is being served.

    NAMKHONG_KEEP_SCREENSHOTS=1 python -m tests.journeys.shoot http://127.0.0.1:8000

Without the variable the pictures stay under var/screenshots/demonstration, to be looked at only.
"""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.journeys.given import OWN
from tests.journeys.visitor import DESKTOP, PHONE, QUIET, Size, Visitor, program

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "namkhong-2026"  # printed by `make demo` for everybody
LARGEST = 250_000


def shoot(browser: Browser, site: str, folder: Path) -> None:
    """Walk through the demonstration and take a picture at each stop."""
    with tempfile.TemporaryDirectory() as album:

        def come(username: str, size: Size) -> Visitor:
            visitor = Visitor(browser, site, size, Path(album))
            visitor.sign_in(username, PASSWORD)
            return visitor

        def keep(visitor: Visitor, name: str) -> None:
            visitor.page.mouse.move(0, 0)
            place = folder / f"{name}.png"
            visitor.page.screenshot(path=place)
            weight = place.stat().st_size
            print(f"{place.name}: {weight // 1000} kB")
            assert weight <= LARGEST, f"{place.name} is heavier than {LARGEST} bytes"

        officer = come("dmc.chuyenvien", DESKTOP)
        keep(officer, "desk-desktop")
        officer.menu("Báo cáo")
        officer.follow("Theo dõi đơn vị")
        officer.follow("Số liệu tổng hợp")
        keep(officer, "total")
        officer.press("So sánh qua các năm")
        keep(officer, "series")
        document(officer)
        keep(officer, "document")
        review(officer)
        keep(officer, "review")
        drop(officer)
        health = come("ytdn.chuyenvien", DESKTOP)
        health.go("/trien-khai/")
        health.follow(re.compile("Kế hoạch"))
        keep(health, "sent-down")
        keeper = come("ytdn.quantri", DESKTOP)
        keeper.go("/danh-sach/")
        keeper.follow("Bổ sung tháng 11.xlsx")
        keep(keeper, "staff-list")
        unit = come("dmc.coso", PHONE)
        keep(unit, "desk-phone")
        unit.menu("Báo cáo")
        if not unit.page.locator("main").get_by_role("link", name=re.compile("năm 2026")).count():
            unit.follow("Đã gửi")
        unit.follow(re.compile("năm 2026"))
        keep(unit, "report-phone")


def document(officer: Visitor) -> None:
    """An official document drafted from a report that was sent, reused where it is there already."""
    officer.menu("Báo cáo")
    officer.follow("Đã gửi")
    if not officer.page.locator("main tbody a").count():
        officer.go("/bao-cao/?muc=da-gui&nam=2025")
    officer.page.locator("main tbody a").first.click()
    officer.press("Soạn thành văn bản")
    officer.press("Tạo dự thảo")
    officer.page.locator("main figure img").first.scroll_into_view_if_needed()
    officer.page.wait_for_load_state("networkidle")


def review(officer: Visitor) -> None:
    """A plan of our own words, read and waiting to be checked."""
    officer.menu("Kế hoạch")
    officer.press("Đưa kế hoạch vào")
    officer.fill("Hoặc dán nội dung kế hoạch", OWN)
    officer.press("Đọc văn bản")


def drop(officer: Visitor) -> None:
    """Leave the demonstration as it was."""
    officer.press("Bỏ bản này")
    officer.press("Bỏ bản này")


def main(site: str) -> None:
    """Shoot, and keep the pictures where the environment says so."""
    kept = os.environ.get("NAMKHONG_KEEP_SCREENSHOTS") == "1"
    folder = ROOT / "docs" / "screenshots" if kept else ROOT / "var" / "screenshots" / "demonstration"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program(), args=QUIET)
        shoot(browser, site.rstrip("/"), folder)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
