"""Small forms that are sent to an address of their own: what was typed comes back on the page they stand on."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from namkhong.campaigns.models import Duty
from namkhong.papers import actions as papers
from namkhong.people.kept import FIELD, owner_mark
from namkhong.people.models import Person
from tests.papers.samples import REPORT_UNION
from tests.reports.conftest import Running, running
from tests.world import NOW, PASSWORD, TODAY

__all__ = ["running"]
REASON = "Số cá nhân được khen thưởng chưa khớp quyết định."
Back = Callable[[Person, str, dict[str, str]], str]


@pytest.fixture
def back() -> Back:
    """Send a form without a session, sign in, and read the page one is led to."""

    def send(person: Person, path: str, typed: dict[str, str]) -> str:
        client = Client()
        answer = client.post(path, typed | {FIELD: owner_mark(person.pk)})
        sign_in = {"login": person.account.username, "password": PASSWORD, "next": path}
        answer = client.post(answer["Location"], sign_in, follow=True)
        assert answer.status_code == 200 and "Phiên làm việc đã hết khi bạn gửi" in answer.text
        return answer.text

    return send


def _open_form(page: str, path: str) -> bool:
    return f'action="{path}"' in page and page.count('name="form_owner"') > 0


def test_why_a_report_goes_back(running: Running, back: Back) -> None:
    path = reverse("reports:send_back", args=[running.sent(running.world.school).pk])
    page = back(running.world.district_officer, path, {"reason": REASON})
    assert _open_form(page, path) and REASON in page and "<details open>" in page


def test_why_a_number_is_cancelled_and_the_day_of_issue(running: Running, back: Back) -> None:
    world = running.world
    row = papers.draft(unit=world.district.pk, content=REPORT_UNION, by=world.district_officer.pk, at=NOW)
    path = reverse("papers:issue", args=[row.pk])
    page = back(world.district_officer, path, {"on": "19/11/2026"})
    assert _open_form(page, path) and 'value="19/11/2026"' in page
    papers.issue(document=row, on=TODAY, by=world.district_officer.pk, at=NOW)
    path = reverse("papers:cancel_number", args=[row.pk])
    page = back(world.district_officer, path, {"reason": "In nhầm người ký."})
    assert _open_form(page, path) and "In nhầm người ký." in page


@pytest.mark.parametrize("name", ["extend", "excuse"])
def test_why_a_unit_gets_more_time_or_is_let_off(running: Running, back: Back, name: str) -> None:
    duty: Duty = running.duty(running.world.school)
    typed = {"reason": "Đơn vị vừa thay người phụ trách.", "due_on": "30/12/2026", "ve": "/cuoc-van-dong/?trang=2"}
    page = back(running.world.district_officer, reverse(f"campaigns:{name}", args=[duty.pk]), typed)
    assert 'name="form_owner"' in page and typed["reason"] in page and typed["ve"] in page


def test_old_figures(running: Running, back: Back) -> None:
    path = reverse("reports:historical", args=[running.campaign.pk, running.world.district.pk])
    page = back(running.world.district_officer, path, {"year": "2020", "source": "Báo cáo số 9/BC-LĐLĐ"})
    assert "Báo cáo số 9/BC-LĐLĐ" in page


def test_a_new_person_and_a_new_unit(running: Running, back: Back) -> None:
    world = running.world
    for name, typed in (("add_person", {"full_name": "Nguyễn Thị Thử"}), ("add_unit", {"name": "Tổ công đoàn Thử"})):
        path = reverse(f"people:{name}", args=[world.district.pk])
        page = back(world.administrator, path, typed)
        assert _open_form(page, path) and next(iter(typed.values())) in page
