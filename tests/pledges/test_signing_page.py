"""The signing page: what it shows, exactly once whatever the network does, and what strangers can do with it."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from namkhong.journal.models import Event
from namkhong.pledges import actions
from namkhong.pledges.models import Pledge
from namkhong.pledges.queries import text_for
from namkhong.pledges.queries.links import link_path
from namkhong.pledges.queries.signing import signed_pledge
from tests.pledges.stage import PledgeStage
from tests.world import NOW, TODAY

JSON = {"HTTP_ACCEPT": "application/json"}


def body(stage: PledgeStage, **changes: str) -> dict[str, str]:
    """What a device sends."""
    mark = text_for(stage.round, stage.world.school.pk, TODAY).mark.hex()
    return {"ma": str(uuid4()), "van": mark} | changes


@pytest.fixture
def page(stage: PledgeStage) -> str:
    """The link of the first teacher."""
    return link_path(stage.round, stage.teachers[0].pk)


def test_the_page_shows_name_unit_and_text_and_needs_no_cookie(stage: PledgeStage, page: str, client: Client) -> None:
    answer = client.get(page)
    text = answer.content.decode()
    for words in (stage.teachers[0].full_name, stage.world.school.name, "Đọc trước khi ký.", "Tôi đã đọc"):
        assert words in text
    assert stage.teachers[1].full_name not in text
    assert not client.cookies and not answer.cookies
    assert answer["X-Robots-Tag"] == "noindex, nofollow" and answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store" and "worker-src 'self'" in answer["Content-Security-Policy"]
    assert len(answer.content) < 8_000


def test_two_plain_steps_without_script(stage: PledgeStage, page: str, client: Client) -> None:
    first = client.get(page).content.decode()
    assert 'href="' + page + '?buoc=ky#ky"' in first and 'action="' + page + '" hidden' in first
    assert 'action="' + page + '" hidden' not in client.get(page + "?buoc=ky").content.decode()
    answer = client.post(page, body(stage), follow=True)
    text = answer.content.decode()
    assert "Đã ký lúc" in text and "Mã biên nhận" in text and "người đứng đầu, công đoàn" in text
    assert stage.pledge(stage.teachers[0]).way == "link"


def test_the_same_again_is_success_and_another_body_is_409(stage: PledgeStage, page: str) -> None:
    client, sent = Client(enforce_csrf_checks=True), body(stage)
    answers = [client.post(page, sent, **JSON) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200] * 3
    assert len({(told["words"], told["code"]) for told in (answer.json() for answer in answers)}) == 1
    assert "Đã ký lúc" in answers[0].json()["words"]
    other = client.post(page, sent | {"van": "00" * 32}, **JSON)
    assert other.status_code == 409 and other.json()["words"] == actions.AnotherBody().sentence
    strange = link_path(stage.round, stage.teachers[1].pk)
    assert client.post(strange, sent, **JSON).status_code == 409
    assert Pledge.objects.count() == Event.objects.filter(verb="pledge.sign").count() == 1
    assert signed_pledge(stage.round, stage.teachers[1].pk) is None


def test_what_was_read_must_be_what_is_in_force(stage: PledgeStage, page: str, client: Client) -> None:
    answer = client.post(page, body(stage, van="ab" * 32), **JSON)
    assert answer.status_code == 409 and answer.json()["renew"] is True
    plain = client.post(page, body(stage, van="ab" * 32))
    assert plain.status_code == 409 and actions.TextChanged().sentence in plain.content.decode()


@pytest.mark.parametrize("sent", [{"ma": ""}, {"ma": "x" * 36}, {"van": "zz"}, {"ma": "1; DROP TABLE", "van": "é"}])
def test_unfit_bodies_are_refused_in_words(stage: PledgeStage, page: str, client: Client, sent: dict[str, str]) -> None:
    answer = client.post(page, body(stage) | sent, **JSON)
    assert answer.status_code == 422 and json.loads(answer.content)["words"]
    assert not Pledge.objects.exists()


def test_a_huge_body_is_refused_before_it_is_read(stage: PledgeStage, page: str, client: Client) -> None:
    answer = client.post(page, body(stage, x="a" * 1_000_000), **JSON)
    assert answer.status_code == 413 and "quá mức" in answer.json()["words"]


def test_closed_and_prepared_rounds_say_so(stage: PledgeStage, page: str, client: Client) -> None:
    sent = body(stage)
    actions.close_round(round=stage.round, by=None, at=NOW)
    assert "đã khép lại" in client.get(page).content.decode()
    assert client.post(page, sent, **JSON).status_code == 422


def test_a_round_that_is_prepared_is_not_signed(prepared: PledgeStage, client: Client) -> None:
    page = link_path(prepared.round, prepared.teachers[0].pk)
    text = client.get(page).content.decode()
    assert "Đợt ký chưa mở" in text or "chưa được ban hành" in text
    assert "<form" not in text


def test_who_works_nowhere_is_told(stage: PledgeStage, client: Client) -> None:
    text = client.get(link_path(stage.round, stage.world.nobody.pk)).content.decode()
    assert "chưa thấy bạn trong danh sách" in text
    assert client.post(link_path(stage.round, stage.world.nobody.pk), body(stage), **JSON).status_code == 422
    elsewhere = client.get(link_path(stage.round, stage.world.stranger.pk)).content.decode()
    assert "<form" not in elsewhere


def test_signed_in_it_is_the_same_page_for_oneself(stage: PledgeStage, signed_in) -> None:
    page = f"/cam-ket/{stage.round.pk}/ky/"
    teacher = signed_in(stage.world.school_officer)
    text = teacher.get(page).content.decode()
    assert stage.world.school_officer.full_name in text and "csrfmiddlewaretoken" in text
    assert "data-worker" not in text
    assert teacher.post(page, body(stage)).status_code == 302
    assert stage.pledge(stage.world.school_officer).way == "account"
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(stage.world.school_head.account)
    assert strict.post(page, body(stage)).status_code == 403
    assert signed_pledge(stage.round, stage.world.school_head.pk) is None
    assert teacher.get("/cam-ket/999999/ky/").status_code == 404


def test_the_worker_reaches_signing_pages_only(client: Client) -> None:
    answer = client.get("/cam-ket/ky/may-gui.js")
    assert answer["Content-Type"].startswith("text/javascript") and "Service-Worker-Allowed" not in answer.headers
    assert b"namkhong-ky" in answer.content, "the script has not been built: run `make assets` first"
    assert "worker-src 'none'" in client.get("/tai-khoan/dang-nhap/")["Content-Security-Policy"]
