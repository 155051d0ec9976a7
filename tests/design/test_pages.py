"""The frame of a page, the pages of failure and the sign-in pages."""

from pathlib import Path

import pytest
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.test import Client

from namkhong.design import components

# The account pages alone, so that no other room is needed to see them.
pytestmark = pytest.mark.urls("namkhong.people.account_urls")

TEMPLATES = Path(components.__file__).parents[1] / "templates"


def test_frame_without_anybody_signed_in() -> None:
    page = render_to_string("design/base.html", {})
    assert "<nav" not in page and "Đăng xuất" not in page
    assert '<html lang="vi">' in page and 'href="#noi-dung"' in page and 'id="noi-dung"' in page


def test_frame_names_the_person_and_the_day() -> None:
    page = render_to_string(
        "design/base.html",
        {
            "person": {"pk": 7, "full_name": "Trần Thị Mai"},
            "unit_name": "Trường Tiểu học Cầu Khởi",
            "fixed_today": "Dữ liệu mẫu, tính như hôm nay là ngày 22/11/2026.",
            "navigation": [{"label": "Việc của tôi", "url": "/", "current": True, "icon": ""}],
        },
    )
    for words in ("Trần Thị Mai", "Trường Tiểu học Cầu Khởi", "hôm nay là ngày 22/11/2026", 'data-person="7"'):
        assert words in page
    assert '<a href="/" aria-current="page">' in page


@pytest.mark.parametrize(
    ("level", "tone"), [(25, "tone-good"), (40, "tone-danger"), (30, "tone-warn"), (20, "tone-info")]
)
def test_messages_have_a_tone_and_a_drawing(level: int, tone: str) -> None:
    page = render_to_string("design/messages.html", {"messages": [Message(level, "Đã gửi báo cáo.")]})
    assert tone in page and "<path" in page and "Đã gửi báo cáo." in page


@pytest.mark.parametrize("name", ["400", "403", "404", "500"])
def test_failures_say_what_to_do(name: str) -> None:
    page = render_to_string(f"{name}.html", {})
    assert page.count("<h1>") == 1
    assert "button-primary" in page and "hãy" in page.lower()
    assert name not in page.split("<main")[1], "a number helps nobody"


def test_form_that_got_too_old_leads_back() -> None:
    page = render_to_string("403.html", {"form_too_old": True, "back": "/bao-cao/3/"})
    assert 'href="/bao-cao/3/"' in page and "được giữ lại" in page


def test_pages_are_vietnamese_and_need_no_english_template() -> None:
    for file in [*TEMPLATES.glob("account/*.html"), *TEMPLATES.glob("4*.html"), *TEMPLATES.glob("5*.html")]:
        text = file.read_text()
        assert text.startswith('{% extends "design/'), file
        assert "trans" not in text, file


@pytest.mark.django_db
def test_sign_in_speaks_vietnamese() -> None:
    page = Client().get("/dang-nhap/").content.decode()
    assert "Tên đăng nhập" in page and "Mật khẩu" in page
    assert "Username" not in page and "Sign" not in page
    assert 'content="same-origin"' in page, "without it browsers send no origin and forms are refused"


@pytest.mark.django_db
def test_wrong_password_says_what_to_check() -> None:
    page = Client().post("/dang-nhap/", {"login": "hanh", "password": "sai"}).content.decode()
    assert "Chưa đăng nhập được" in page
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in page


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "words"), [("/tam-khoa/", "tạm khóa"), ("/dang-ky/", "do đơn vị cấp")])
def test_other_doors(path: str, words: str) -> None:
    assert words in Client().get(path).content.decode()
