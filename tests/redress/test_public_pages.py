"""From a low rating to a concern and its answer, as a citizen sees it: no script, no cookie, nothing guessed."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from namkhong.feedback.models import Ballot
from namkhong.foundation.text import fold
from namkhong.redress.models import Concern
from namkhong.redress.queries import receipt_of
from tests.feedback.conftest import Visitor, visitor  # noqa: F401  a fixture
from tests.feedback.given import point_at
from tests.feedback.test_public_page import hidden
from tests.redress.given import WORDS, answered, invitation_at, raised, ticket
from tests.world import TODAY, World

CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}")
OUTSIDE = re.compile(r"""(?:src|href)="(?!/|data:,)|https?://|<style|<script|\sstyle=|\son\w+=""")


def citizen() -> Client:
    """A browser that nobody has signed in with; forged forms would be noticed, were tokens asked for."""
    return Client(enforce_csrf_checks=True)


def address(world: World, **more: object) -> str:
    point = point_at(world.school, desk="Bộ phận <Một cửa>", procedure="Nộp hồ sơ")
    return reverse("redress:raise", args=[ticket(invitation_at(point, **more))])


def sent(**more: str) -> dict[str, str]:
    return {"i": str(uuid4()), "words": WORDS, "consent": "on"} | more


@pytest.mark.parametrize("score", [1, 2, 3, 4, 5])
def test_only_a_low_score_is_offered_an_answer(world: World, visitor: Visitor, score: int) -> None:  # noqa: F811
    point = point_at(world.school)
    page = visitor.send(point.slug, s=score, **hidden(visitor.open(f"/g/{point.slug}"))).body.decode()
    found = re.search(r'href="(/phan-anh/[\w-]{36}/)"', page)
    assert bool(found) == (score < 3) == ("Gửi phản ánh" in page)
    if found:
        assert Ballot.objects.get().pk.hex not in page
        form = citizen().get(found[1])
        assert f"chấm {score}/5" in form.content.decode() and form.status_code == 200


def test_the_page_says_who_will_read_and_needs_nothing(world: World) -> None:
    answer = citizen().get(address(world))
    text = answer.content.decode()
    assert answer.status_code == 200 and not answer.cookies and "csrf" not in text
    assert "Trường Tiểu học Đồng Tâm" in text and "Bộ phận &lt;Một cửa&gt;, Nộp hồ sơ" in text
    assert "Tôi đồng ý để Trường Tiểu học Đồng Tâm" in text and "10 ngày làm việc" in text
    assert not OUTSIDE.search(text)
    assert answer["Referrer-Policy"] == "no-referrer" and answer["Cache-Control"] == "no-store"


def test_sent_once_more_it_is_one_and_the_code_reads_the_answer(world: World) -> None:
    where, body = address(world), sent(contact="lan@vidu.vn")
    for _ in range(2):
        answer = citizen().post(where, body)
        assert answer.status_code == 200 and not answer.cookies
    [code] = set(CODE.findall(answer.content.decode()))
    concern = Concern.objects.get()
    assert "07/12/2026" in answer.content.decode()
    other = citizen().post(where, body | {"words": "Việc khác hẳn."})
    assert other.status_code == 409 and "giữ nguyên" in other.content.decode()
    again = citizen().post(where, sent())
    assert again.status_code == 409 and "đã có một phản ánh" in again.content.decode()
    assert Concern.objects.count() == 1
    answered(concern)
    typed = citizen().post(reverse("redress:read"), {"ma": code.lower().replace("-", " ")})
    assert typed.status_code == 302 and not typed.cookies
    page = citizen().get(typed["Location"])
    text = page.content.decode()
    assert WORDS in text and "Quầy đã thêm một người" in text and "Đã có trả lời." in text and not page.cookies
    assert "lan@vidu.vn" not in text and not OUTSIDE.search(text)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"words": " \x00 "}, "Ông/bà chưa viết gì."),
        ({"words": "a" * 4001}, "nhiều nhất 4000 chữ cái"),
        ({"contact": "không có"}, "Số điện thoại gồm 10 hoặc 11 chữ số"),
        ({"contact": "lan@vidu"}, "Địa chỉ thư điện tử chưa đúng."),
        ({"contact": "1" * 121}, "Dòng này dài quá."),
        ({"consent": ""}, "Xin đánh dấu vào ô đồng ý"),
    ],
)
def test_a_mistake_is_told_at_its_place_and_nothing_is_lost(world: World, wrong: dict, sentence: str) -> None:
    body = sent(contact="0912345678") | wrong
    answer = citizen().post(address(world), body)
    text = answer.content.decode()
    assert answer.status_code == 422 and sentence in text and text.count('class="mistake"') == 1
    assert body["i"] in text and (WORDS in text or "words" in wrong)
    assert not Concern.objects.exists()


def test_strange_letters_are_kept_and_nothing_runs(world: World) -> None:
    where = address(world)
    citizen().post(where, sent(words="<script>alert(1)</script>\r\nđ😀\x07\u202e"))
    concern = Concern.objects.get()
    assert concern.words == "<script>alert(1)</script>\nđ😀\u202e"
    page = citizen().get(reverse("redress:read_own", args=[receipt_of(concern.client_id)])).content.decode()
    assert "<script" not in page


def test_what_is_no_ticket_or_an_old_one(world: World) -> None:
    for where in ("/phan-anh/a/", "/phan-anh/" + "a" * 36 + "/"):
        for answer in (citizen().get(where), citizen().post(where, sent())):
            assert answer.status_code == 404 and "không đúng" in answer.content.decode()
    old = address(world, day=TODAY - timedelta(days=31))
    assert citizen().get(old).status_code == 404
    answer = citizen().post(old, sent())
    assert answer.status_code == 422 and "đã hết hạn" in answer.content.decode()


def test_what_does_not_come_from_a_page_is_answered_plainly(world: World) -> None:
    where = address(world)
    assert citizen().post(where, {"words": WORDS, "consent": "on"}).status_code == 422
    assert citizen().post(where, sent(words="a" * 50_000)).status_code == 413
    assert not Concern.objects.exists()


@pytest.mark.parametrize("typed", ["", "a", "2222-2222-2222-2222", "\x00" * 16, "ă" * 16, "9" * 5000])
def test_a_code_that_is_none_tells_nothing(world: World, typed: str) -> None:
    raised(world.school)
    answer = citizen().post(reverse("redress:read"), {"ma": typed})
    assert answer.status_code == 422 and ("Không có phản ánh nào" in answer.content.decode()) == bool(typed)
    assert citizen().get("/phan-anh/xem/2222-2222-2222-2222/").status_code == 404


def test_the_sender_says_whether_it_is_solved(world: World) -> None:
    concern = answered(raised(world.school))
    where = reverse("redress:read_own", args=[receipt_of(concern.client_id)])
    sender = citizen()
    assert sender.post(where, {"lam": "gì"}).status_code == 200
    assert sender.post(where, {"lam": "chua", "vi-sao": "Vẫn chờ."}).status_code == 302
    text = sender.get(where).content.decode()
    assert "phải trả lời lại" in text and "30/11/2026" in text
    concern.refresh_from_db()
    answered(concern)
    text = sender.get(where).content.decode()
    assert "Trả lời lần hai" in text and "Lần này phản ánh sẽ khép lại" in text
    assert sender.post(where, {"lam": "xong"}).status_code == 302
    assert "cho biết việc đã được giải quyết" in sender.get(where).content.decode()
    assert sender.post(where, {"lam": "chua"}).status_code == 302
    concern.refresh_from_db()
    assert concern.solved is True
    early = raised(world.school)
    where = reverse("redress:read_own", args=[receipt_of(early.client_id)])
    assert sender.post(where, {"lam": "xong"}).status_code == 409


def test_nothing_about_the_contact_is_logged(world: World, caplog) -> None:
    with caplog.at_level(0):
        citizen().post(address(world), sent(contact="lan@vidu.vn"))
        citizen().post(address(world), sent(contact="0912345678", consent=""))
    assert "lan@" not in caplog.text and "0912345678" not in caplog.text and fold(WORDS) not in fold(caplog.text)
