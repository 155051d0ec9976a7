"""The tablet at a counter: started and stopped by an officer, rating together what waited, each once."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.urls import reverse

from namkhong.feedback.actions import Closed, close_point, start_kiosk, stop_kiosk
from namkhong.feedback.box import put
from namkhong.feedback.ingest import kiosk
from namkhong.feedback.ingest.answering import Answer
from namkhong.feedback.ingest.kiosk import Kiosks, Pace
from namkhong.feedback.models import Ballot, Kiosk, Point
from namkhong.feedback.rules.ballots import ballot_number
from namkhong.feedback.rules.codes import derived_key
from namkhong.feedback.rules.kiosk import MOST_AN_HOUR, write_device_ticket
from namkhong.feedback.states import PointKind
from namkhong.foundation.clock import VIETNAM, now
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Event
from tests.feedback.conftest import AtOnce, NoLoop, answered
from tests.feedback.given import point_at
from tests.world import NOW, World


class Tablet:
    """A tablet before the door."""

    def __init__(self, row: Kiosk) -> None:
        self.path = f"/g/may/{write_device_ticket(derived_key(settings.SECRET_KEY, 'kiosk'), row.pk)}"
        self.door = Kiosks(AtOnce(put, None), NoLoop())

    def open(self, path: str = "") -> Answer:
        return answered(self.door.show(path or self.path))

    def send(self, body: bytes, kind: str) -> Answer:
        return answered(self.door.take(self.path, body, kind))

    def tell(self, *given: Any) -> tuple[int, dict[str, Any]]:
        answer = self.send(json.dumps({"given": given}).encode(), "application/json")
        return answer.status, json.loads(answer.body)


async def one_after_another(*asked: Any, return_exceptions: bool) -> list[Any]:
    """What `gather` answers, without an event loop."""
    found: list[Any] = []
    for one in asked:
        try:
            found.append(await one)
        except RuntimeError as error:
            found.append(error)
    return found


def number(hours_ago: int = 0, chance: int = 1) -> str:
    return ballot_number(int(now().timestamp()) // 3600 - hours_ago, chance.to_bytes(13, "big"))


@pytest.fixture
def point(world: World) -> Point:
    return point_at(world.school, PointKind.KIOSK, desk="Quầy số 2")


@pytest.fixture
def tablet(point: Point, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tablet]:
    """A tablet that has been started at the school."""
    monkeypatch.setattr(kiosk, "gather", one_after_another)
    monkeypatch.setattr(kiosk, "Groups", AtOnce)
    made = Tablet(start_kiosk(point=point, by=None, at=NOW))
    yield made
    made.door.close()


def url(name: str, *args: int) -> str:
    return reverse(f"feedback:{name}", args=args)


def test_an_officer_starts_a_tablet_and_leaves_no_session_on_it(world: World, point: Point, signed_in) -> None:
    officer = signed_in(world.school_officer)
    told = officer.post(url("start_kiosk", point.pk))
    made = Kiosk.objects.get()
    assert told.url == url("kiosk", made.pk) and made.made_by == world.school_officer
    page = officer.get(told.url).content.decode()
    assert f"/g/may/{made.pk}-" in page and "<svg" in page and "Đăng xuất và mở" in page
    assert f"Máy số {made.pk}" in officer.get(url("point", point.pk)).content.decode()
    for path in (told.url, url("stop_kiosk", made.pk), url("use_kiosk", made.pk)):
        assert signed_in(world.clinic_officer).post(path).status_code == 404
    here = officer.post(url("use_kiosk", made.pk))
    assert here.status_code == 302 and here.url.startswith(f"/g/may/{made.pk}-")
    assert "_auth_user_id" not in officer.session
    assert officer.get(told.url).url.startswith("/tai-khoan/dang-nhap/")
    again = signed_in(world.school_officer)
    again.post(url("stop_kiosk", made.pk))
    assert "không nhận ý kiến nữa" in again.get(told.url).content.decode()
    assert "tải lại trang" in again.post(url("stop_kiosk", made.pk), follow=True).content.decode()
    assert again.get(url("kiosk", 999_999)).status_code == 404
    verbs = Event.objects.filter(subject_kind="kiosk").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["kiosk.start", "kiosk.stop"]


def test_only_a_point_for_tablets_that_is_open_starts_one(world: World, point: Point, signed_in) -> None:
    officer = signed_in(world.school_officer)
    assert officer.post(url("start_kiosk", point_at(world.school).pk)).status_code == 404
    close_point(point=point, by=None, at=NOW)
    told = officer.post(url("start_kiosk", point.pk), follow=True).content.decode()
    assert "đã đóng" in told and not Kiosk.objects.exists()
    with pytest.raises(Closed):
        start_kiosk(point=point, by=None, at=NOW)


def test_the_page_needs_nobody_else_and_sets_no_cookie(tablet: Tablet) -> None:
    page = tablet.open()
    text, headers = page.body.decode(), dict(page.headers)
    assert page.status == 200 and "Quầy số 2" in text and text.count('name="s"') == 5
    assert "set-cookie" not in headers and headers["cache-control"] == "no-store"
    assert "script-src 'self'" in headers["content-security-policy"] and "://" not in text
    style = text.split('href="')[1].split('"')[0]
    assert tablet.door.answers(style) and tablet.open(style).status == 200
    assert tablet.open(kiosk.WORKER).headers[0] == ("content-type", "text/javascript")
    assert not tablet.door.answers("/g/abcdefgh")


def test_what_waited_is_written_together_and_again_is_the_same(tablet: Tablet, world: World) -> None:
    sent = [[number(0, 1), 5, None], [number(3, 2), 2, 0], [number(71, 3), 1, 1]]
    for _ in range(2):
        status, said = tablet.tell(*sent)
        assert status == 200 and said["kept"] == [row[0] for row in sent] and said["never"] == []
    rows = list(Ballot.objects.order_by("-score").values_list("score", "words", "evidence", "unit"))
    assert rows == [
        (5, "", "B", world.school.pk),
        (2, "Thời gian chờ", "B", world.school.pk),
        (1, "Thái độ phục vụ", "B", world.school.pk),
    ]
    then = (now() - timedelta(hours=71)).astimezone(VIETNAM)
    old = Ballot.objects.get(score=1)
    assert (old.day, old.hour) == (then.date(), then.hour)
    assert tablet.tell([number(0, 1), 1, None])[1]["kept"] == [number(0, 1)]
    assert Ballot.objects.count() == 3


def test_an_hour_beyond_belief_counts_on_arrival_and_proves_nothing(tablet: Tablet) -> None:
    tablet.tell([number(73, 1), 4, None], [number(-2, 2), 4, None])
    for row in Ballot.objects.all():
        assert (row.evidence, row.day, row.hour) == ("C", now().date(), now().hour)


def test_more_in_an_hour_than_people_can_give_proves_nothing(tablet: Tablet) -> None:
    for start in range(0, MOST_AN_HOUR + 10, 10):
        tablet.tell(*([number(1, start + n), 5, None] for n in range(10)))
    kinds = list(Ballot.objects.order_by("pk").values_list("evidence", flat=True))
    assert kinds.count("B") == MOST_AN_HOUR and kinds.count("C") == 10


def test_the_pace_forgets_what_is_past() -> None:
    pace = Pace()
    assert [pace.seen(1, 1000, 1000), pace.seen(1, 1000, 1000), pace.seen(2, 1000, 1000)] == [1, 2, 1]
    assert pace.seen(1, 5, 1000) == 1 and pace.seen(1, 5, 1000) == 1
    assert pace.seen(1, 1000, 1050) == 3 and pace.seen(1, 1200, 1200) == 1
    assert len(pace._counts) == 1


@pytest.mark.parametrize("stop", ["tablet", "point"])
def test_a_stopped_tablet_sends_nothing_more(tablet: Tablet, point: Point, stop: str) -> None:
    if stop == "tablet":
        stop_kiosk(kiosk=Kiosk.objects.get(), by=None, at=NOW)
        with pytest.raises(MovedMeanwhile):
            stop_kiosk(kiosk=Kiosk.objects.get(), by=None, at=NOW)
    else:
        close_point(point=point, by=None, at=NOW)
    assert tablet.tell([number(), 5, None]) == (404, {"words": "Máy chấm điểm này đã dừng."})
    assert "đã dừng" in tablet.open().body.decode() and tablet.open().status == 404
    assert tablet.send(urlencode({"i": number(), "s": 5}).encode(), "application/x-www-form-urlencoded").status == 404
    assert not Ballot.objects.exists()


def test_a_ticket_that_is_none_opens_nothing(tablet: Tablet) -> None:
    for path in ("/g/may/", "/g/may/1-aaaa", tablet.path[:-1], f"{tablet.path}x"):
        assert tablet.open(path).status == 404
    tablet.path = "/g/may/1-aaaa"
    assert tablet.tell([number(), 5, None])[0] == 404


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"given": 1}', b'{"given": [1]}', b'{"given": [[]]}', b"\xff", b"[" * 5000]
)
def test_what_is_no_rating_is_refused_and_writes_nothing(tablet: Tablet, body: bytes) -> None:
    assert tablet.send(body, "application/json").status == 422
    assert not Ballot.objects.exists()


def test_one_misshapen_rating_does_not_hold_up_the_others(tablet: Tablet) -> None:
    bad = [["x", 5, None], [number(0, 9), 6, None], [number(0, 8), True, None], [number(0, 7), "5", None], [None, 5, 0]]
    status, said = tablet.tell([number(0, 1), 5, None], *bad)
    assert status == 200 and said["kept"] == [number(0, 1)] and said["never"] == [row[0] for row in bad]
    assert tablet.tell()[1]["kept"] == []
    assert Ballot.objects.count() == 1


def test_a_box_that_fails_leaves_everything_on_the_tablet(tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(ratings: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr(tablet.door._box, "_work", fail)
    status, said = tablet.tell([number(), 5, None])
    assert status == 503 and said["kept"] == []
    plain = tablet.send(urlencode({"i": number(), "s": 5}).encode(), "application/x-www-form-urlencoded")
    assert plain.status == 503 and "chưa được ghi" in plain.body.decode()


def test_without_script_a_tap_is_a_form_and_the_page_returns_by_itself(tablet: Tablet) -> None:
    ballot = tablet.open().body.decode().split('name="i" value="')[1].split('"')[0]
    form = urlencode({"i": ballot, "s": 4}).encode()
    for _ in range(2):
        answer = tablet.send(form, "application/x-www-form-urlencoded")
        assert (
            answer.status == 200 and "Cảm ơn" in answer.body.decode() and 'http-equiv="refresh"' in answer.body.decode()
        )
    assert Ballot.objects.get().evidence == "B"
    assert tablet.send(b"i=x&s=9", "application/x-www-form-urlencoded").status == 422
