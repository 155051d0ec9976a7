"""The pages of law: for signed-in people only, on any day asked for, forgiving of what is typed."""

import pytest
from django.test import Client

from tests.world import World

PAGES = ("/luat/", "/luat/van-ban/", "/luat/ngay-nghi/")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.django_db
def test_strangers_are_asked_to_sign_in(page: str) -> None:
    assert Client().get(page).status_code == 302


@pytest.fixture
def reader(world: World, signed_in) -> Client:
    return signed_in(world.school_officer)


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_rules_of_today_with_citation_life_and_mark(reader: Client) -> None:
    text = page(reader, "/luat/")
    for words in ("152/2025", "Điều 4 khoản 4", "Từ 01/07/2025", "Đã đối chiếu", "Chưa đối chiếu", "2.530.000"):
        assert words in text
    assert "98/2023" not in text


def test_rules_of_another_day(reader: Client) -> None:
    text = page(reader, "/luat/?ngay=30/06/2025&tim=nghị định về thi đua")
    assert "98/2023" in text and "152/2025" not in text and "ngày <strong>30/06/2025</strong>" in text


def test_a_day_that_is_none_is_named_and_today_is_shown(reader: Client) -> None:
    text = page(reader, "/luat/?ngay=31/02/2026")
    assert "<strong>22/11/2026</strong>" in text and "error" in text


def test_nothing_found_says_what_to_do(reader: Client) -> None:
    assert "Không có quy định nào khớp" in page(reader, "/luat/?tim=zzz")


def test_documents_tell_what_to_use_instead(reader: Client) -> None:
    text = page(reader, "/luat/van-ban/?tim=91/2017")
    assert "Đã được thay thế" in text and "Dùng 152/2025/NĐ-CP" in text
    assert "tự kiểm tra hiệu lực" in page(reader, "/luat/van-ban/?tim=zzz")


def test_days_off_of_a_year(reader: Client) -> None:
    assert "Ngày Văn hóa Việt Nam" in page(reader, "/luat/ngay-nghi/")
    text = page(reader, "/luat/ngay-nghi/?nam=2025")
    assert "Ngày nghỉ năm 2025" in text and "26/04/2025" in text and "Ngày Văn hóa" not in text


@pytest.mark.parametrize("asked", ["1900", "abc", "²", ""])
def test_a_year_without_a_calendar_falls_back_to_this_one(reader: Client, asked: str) -> None:
    assert "Ngày nghỉ năm 2026" in page(reader, f"/luat/ngay-nghi/?nam={asked}")
