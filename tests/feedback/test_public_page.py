"""The page that a citizen opens, and what is answered to what is sent from it."""

import hashlib
import re
from datetime import timedelta
from itertools import count

import pytest
from django.conf import settings

from namkhong.feedback.actions import close_point, make_codes
from namkhong.feedback.ingest.answering import Answer
from namkhong.feedback.ingest.moulds import SCRIPT, STYLE
from namkhong.feedback.models import Ballot
from namkhong.feedback.rules.codes import changing_code, derived_key, one_time_code
from namkhong.feedback.states import PointKind
from namkhong.foundation.clock import now
from tests.feedback.conftest import Visitor
from tests.feedback.given import point_at
from tests.world import NOW, TODAY, World

HIDDEN = re.compile(r'name="([itp])" value="([^"]*)"')
OUTSIDE = re.compile(r"""(?:src|href)="(?!/)|https?://|<style|<script|\sstyle=|\son\w+=""")


def hidden(page: Answer) -> dict[str, str]:
    """The hidden fields of a page."""
    return dict(HIDDEN.findall(page.body.decode()))


def key() -> bytes:
    return derived_key(settings.SECRET_KEY, "one-time-code")


def test_the_page_is_light_and_asks_nobody_else(world: World, visitor: Visitor) -> None:
    point = point_at(world.school, desk="Bộ phận <Một cửa>", procedure="Nộp hồ sơ")
    page = visitor.open(f"/g/{point.slug}")
    text = page.body.decode()
    assert page.status == 200
    assert "Trường Tiểu học Đồng Tâm" in text and "Bộ phận &lt;Một cửa&gt;, Nộp hồ sơ" in text
    assert not OUTSIDE.search(text)
    assert len(page.body) + len(STYLE.body) < 15_000 and STYLE.address in text
    headers = dict(page.headers)
    assert "set-cookie" not in headers and headers["cache-control"] == "no-store"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert visitor.open(STYLE.address).body == STYLE.body
    assert hidden(visitor.open(f"/g/{point.slug}"))["i"] != hidden(page)["i"]


def test_a_rating_is_kept_and_thanked_once(world: World, visitor: Visitor) -> None:
    point = point_at(world.school)
    fields = hidden(visitor.open(f"/g/{point.slug}"))
    for _ in range(2):
        answer = visitor.send(point.slug, s=4, w=" Nhanh\x00 gọn ", **fields)
        assert answer.status == 200 and "Cảm ơn ông/bà." in answer.body.decode()
    kept = Ballot.objects.get()
    assert (kept.score, kept.words, kept.evidence, kept.unit_id) == (4, "Nhanh gọn", "C", world.school.pk)
    other = visitor.send(point.slug, s=1, **fields)
    assert other.status == 409 and f'href="/g/{point.slug}"' in other.body.decode()
    assert Ballot.objects.count() == 1


def test_without_a_face_the_words_stay(world: World, visitor: Visitor) -> None:
    point = point_at(world.school, PointKind.SLIPS)
    fields = hidden(visitor.open(f"/g/{point.slug}"))
    answer = visitor.send(point.slug, w='Chờ lâu "quá"', c="abc", **fields)
    text = answer.body.decode()
    assert answer.status == 422 and "Ông/bà chưa chọn mức nào." in text
    assert "Chờ lâu &quot;quá&quot;" in text and 'value="abc"' in text and hidden(answer)["i"] == fields["i"]


@pytest.mark.parametrize("sent", [{}, {"i": "x", "s": 5}, {"i": "g" * 32, "s": 5}])
def test_what_does_not_come_from_a_page_is_answered_plainly(world: World, visitor: Visitor, sent: dict) -> None:
    answer = visitor.send(point_at(world.school).slug, **sent)
    assert answer.status == 422 and "Xin mở lại" in answer.body.decode()


def test_no_such_point_and_closed_ones(world: World, visitor: Visitor) -> None:
    point = point_at(world.school)
    close_point(point=point, by=None, at=NOW)
    for path, sentence in (
        ("/g/aaaaaaaa", "Không có điểm"),
        ("/g/", "Không có điểm"),
        ("/g/khôngcó1", "Không có điểm"),
        (f"/g/{point.slug}", "đã đóng"),
    ):
        page = visitor.open(path)
        assert page.status == 404 and sentence in page.body.decode()
    assert visitor.send(point.slug, i="0" * 32, s=5).status == 404


def test_a_code_on_a_slip_makes_class_a_once(world: World, visitor: Visitor) -> None:
    point = point_at(world.school, PointKind.SLIPS)
    batch = make_codes(point=point, size=5, valid_to=TODAY, by=None, at=NOW)
    code = one_time_code(key(), batch.pk, 5)
    page = visitor.open(f"/g/{point.slug}/{code}")
    assert f'value="{code}"' in page.body.decode()
    assert (
        "nhóm không có mã"
        not in visitor.send(point.slug, s=5, c=code.lower().replace("-", " "), **hidden(page)).body.decode()
    )
    again = visitor.send(point.slug, s=1, c=code, **hidden(visitor.open(f"/g/{point.slug}")))
    assert again.status == 200 and "đã được dùng một lần" in again.body.decode()
    assert list(Ballot.objects.order_by("-score").values_list("evidence", flat=True)) == ["A", "C"]


def test_a_wrong_or_old_code_is_said_and_never_refused(world: World, visitor: Visitor) -> None:
    point, elsewhere = point_at(world.school, PointKind.SLIPS), point_at(world.clinic, PointKind.SLIPS)
    old = make_codes(point=point, size=5, valid_to=TODAY - timedelta(days=1), by=None, at=NOW)
    other = make_codes(point=elsewhere, size=5, valid_to=TODAY, by=None, at=NOW)
    codes = {
        "ABCD-EFGH-JKLM-NPQR": "Mã không đúng",
        "'; DROP": "Mã không đúng",
        one_time_code(key(), old.pk, 1): "hết hạn",
        one_time_code(key(), old.pk, 6): "Mã không đúng",
        one_time_code(key(), other.pk, 1): "Mã không đúng",
        one_time_code(key(), 999_999, 1): "Mã không đúng",
    }
    for code, sentence in codes.items():
        answer = visitor.send(point.slug, s=3, c=code, **hidden(visitor.open(f"/g/{point.slug}")))
        assert answer.status == 200 and sentence in answer.body.decode(), code
    assert set(Ballot.objects.values_list("evidence", flat=True)) == {"C"}


def test_a_code_drawn_for_the_sample_makes_class_d(world: World, visitor: Visitor) -> None:
    point = point_at(world.school, PointKind.SAMPLE)
    batch = make_codes(point=point, size=5, valid_to=TODAY, by=None, at=NOW)
    visitor.send(point.slug, s=2, c=one_time_code(key(), batch.pk, 1), **hidden(visitor.open(f"/g/{point.slug}")))
    assert Ballot.objects.get().evidence == "D"


def test_the_counter_shows_a_code_that_makes_class_b(world: World, visitor: Visitor) -> None:
    point = point_at(world.school, PointKind.COUNTER)
    code = changing_code(bytes(point.secret), int(now().timestamp()))
    fields = hidden(visitor.open(f"/g/{point.slug}/{code}"))
    visitor.send(point.slug, s=5, **fields)
    stolen = hidden(visitor.open(f"/g/{point.slug}"))
    visitor.send(point.slug, s=4, i=stolen["i"], t=fields["t"])
    visitor.send(point.slug, s=3, **hidden(visitor.open(f"/g/{point.slug}/222222")))
    assert list(Ballot.objects.order_by("-score").values_list("evidence", flat=True)) == ["B", "C", "C"]


def test_a_flood_is_asked_for_work_and_never_refused(world: World, visitor: Visitor) -> None:
    point = point_at(world.school, PointKind.COUNTER)
    path = f"/g/{point.slug}/{changing_code(bytes(point.secret), int(now().timestamp()))}"
    early = hidden(visitor.open(path))
    for number in range(61):
        visitor.send(point.slug, i=f"{number:032x}", s=1)
    assert "quá nhiều ý kiến" in visitor.send(point.slug, s=3, **early).body.decode()
    page = visitor.open(path)
    assert SCRIPT.address in page.body.decode() and "script-src 'self'" in dict(page.headers)["content-security-policy"]
    assert len(page.body) + len(STYLE.body) + len(SCRIPT.body) < 15_000
    fields = hidden(page)
    proof = next(n for n in count() if _zero_bits(f"{fields['i']}.{n}") >= 14)
    visitor.send(point.slug, s=5, **{**fields, "p": proof})
    visitor.send(point.slug, "10.0.0.2", s=4, **hidden(visitor.open(path, "10.0.0.2")))
    found = dict(Ballot.objects.filter(score__gt=1).values_list("score", "evidence"))
    assert found == {3: "C", 5: "B", 4: "B"}
    assert Ballot.objects.count() == 64


def _zero_bits(text: str) -> int:
    return 256 - int.from_bytes(hashlib.sha256(text.encode()).digest(), "big").bit_length()
