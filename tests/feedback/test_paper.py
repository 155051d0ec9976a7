"""Paper sheets: printed, keyed in, a tenth again by somebody else, put into the box together and then forgotten."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from namkhong.feedback.actions import begin_pile, key_in, make_codes, put_in
from namkhong.feedback.actions.paper import (
    AlreadyKeyed,
    AlreadyRated,
    NothingKeyed,
    NotOurs,
    NotToBeChecked,
    SamePerson,
    close_keying,
    drop_sheet,
    key_again,
    settle_sheet,
)
from namkhong.feedback.box import put
from namkhong.feedback.drafting import code_of, codes_of
from namkhong.feedback.models import Ballot, CodeBatch, Pile, PileSheet, Point, SpentCode
from namkhong.feedback.rules.codes import CodeName, derived_key, read_one_time_code
from namkhong.feedback.states import PointKind
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Event
from tests.feedback.given import point_at, rating
from tests.feedback.test_points_pages import codes_on
from tests.world import NOW, TODAY, World


@pytest.fixture
def point(world: World) -> Point:
    return point_at(world.school, PointKind.PAPER, desk="Nơi trả kết quả")


@pytest.fixture
def batch(point: Point) -> CodeBatch:
    return make_codes(point=point, size=30, valid_to=TODAY, by=None, at=NOW)


@pytest.fixture
def pile(point: Point, batch: CodeBatch) -> Pile:
    return begin_pile(point=point, by=None, at=NOW)


def url(name: str, *args: int) -> str:
    return reverse(f"feedback:{name}", args=args)


def state(pile: Pile) -> str:
    return Pile.objects.get(pk=pile.pk).state


def keyed(pile: Pile, batch: CodeBatch, serials, score: int = 4, by=None) -> None:
    for serial in serials:
        key_in(pile=pile, code=CodeName(batch.pk, serial), score=score, words="", by=by, at=NOW)


def test_every_printed_sheet_has_a_code_in_letters_and_as_a_picture(
    world: World, point: Point, batch: CodeBatch, signed_in
) -> None:
    answer = signed_in(world.school_officer).get(url("slips", batch.pk))
    assert answer["Content-Type"] == "application/pdf"
    found = codes_on(answer.content)
    assert sorted(found) == sorted(f"http://testserver/g/{point.slug}/{code}" for code in codes_of(batch))


def test_a_pile_from_the_first_sheet_to_the_box(world: World, point: Point, batch: CodeBatch, signed_in) -> None:
    officer, head = signed_in(world.school_officer), signed_in(world.school_head)
    page = officer.post(url("begin_pile", point.pk)).url
    pile = Pile.objects.get()
    assert page == url("pile", pile.pk) and f"Tập số {pile.pk}" in officer.get(url("point", point.pk)).content.decode()
    codes = list(codes_of(batch))
    scanned = f"http://testserver/g/{point.slug}/{codes[0]}"
    waiting = officer.post(page, {"code": scanned, "score": ""})
    assert waiting.status_code == 200 and scanned in waiting.content.decode()
    assert re.search(r'<input[^>]*name="score"[^>]*autofocus', waiting.content.decode())
    for place, code in enumerate(codes[:12]):
        typed = scanned if place == 0 else code.lower().replace("-", " ")
        told = officer.post(page, {"code": typed, "score": place % 5 + 1, "words": f"Lời {place}"}, follow=True)
        assert "Đã ghi" in told.content.decode()
    twice = officer.post(page, {"code": codes[3], "score": 1}, follow=True)
    assert "đã được nhập rồi" in twice.content.decode() and codes[3] not in twice.content.decode().split("</form>")[0]
    assert "không đúng" in officer.post(page, {"code": "ABCD-EFGH-JKLM-NPQR", "score": 1}).content.decode()
    assert officer.post(page, {"code": codes[20], "score": 6}).status_code == 422
    last = PileSheet.objects.order_by("pk").last()
    assert "Bỏ tờ vừa nhập" in officer.get(page).content.decode()
    officer.post(url("drop_sheet", pile.pk, last.pk))
    assert PileSheet.objects.count() == 11 and not Ballot.objects.exists()
    assert "Đã bốc thăm" in officer.post(url("close_pile", pile.pk), follow=True).content.decode()
    chosen = list(PileSheet.objects.filter(chosen=True).order_by("pk"))
    assert len(chosen) == 2
    own = officer.post(page, {"code": code_of(batch.pk, chosen[0].serial), "score": 1})
    assert own.status_code == 422 and "Người khác phải nhập lại" in own.content.decode()
    assert "Chờ người khác nhập lại" in officer.get(page).content.decode()
    early = officer.post(url("put_pile", pile.pk), follow=True).content.decode()
    assert "Còn 2 tờ phải nhập lại" in early
    same, other = chosen
    assert "Khớp" in again(head, page, same, same.score)
    wrong = same.score % 5 + 1 if same.score == other.score else other.score % 5 + 1
    assert "khác nhau" in again(head, page, other, wrong)
    assert "50,0 %" in head.get(page).content.decode() and "Khác nhau nhiều" in head.get(page).content.decode()
    assert "Còn 1 tờ hai người đọc khác nhau" in head.post(url("put_pile", pile.pk), follow=True).content.decode()
    assert "từ 1 đến 5" in head.post(url("settle_sheet", pile.pk, other.pk), {"score": 9}, follow=True).content.decode()
    head.post(url("settle_sheet", pile.pk, other.pk), {"score": wrong})
    assert "Đã đưa cả tập vào" in head.post(url("put_pile", pile.pk), follow=True).content.decode()
    assert Ballot.objects.count() == 11 and set(Ballot.objects.values_list("evidence", flat=True)) == {"A"}
    assert sorted(Ballot.objects.values_list("words", flat=True)) == sorted(f"Lời {place}" for place in range(11))
    assert Ballot.objects.get(words=other.words).score == wrong
    pile.refresh_from_db()
    assert (pile.state, pile.sheets, pile.twice, pile.differing, pile.put_by) == (
        "settled",
        11,
        2,
        1,
        world.school_head,
    )
    assert not PileSheet.objects.exists() and SpentCode.objects.count() == 11
    assert "11 tờ" in head.get(page).content.decode()
    assert "người khác xử lý" in head.post(url("put_pile", pile.pk), follow=True).content.decode()
    assert Ballot.objects.count() == 11


def again(client, page: str, sheet: PileSheet, score: int) -> str:
    """Key a sheet a second time."""
    sent = {"code": code_of(sheet.batch_id, sheet.serial), "score": score}
    return client.post(page, sent, follow=True).content.decode()


def test_a_code_that_is_not_of_this_point_or_used_is_told_at_once(world: World, pile: Pile, batch: CodeBatch) -> None:
    elsewhere = make_codes(point=point_at(world.school, PointKind.PAPER), size=3, valid_to=TODAY, by=None, at=NOW)
    for code in (None, CodeName(elsewhere.pk, 1), CodeName(batch.pk, 31), CodeName(999, 1)):
        with pytest.raises(NotOurs):
            key_in(pile=pile, code=code, score=3, words="", by=None, at=NOW)
    put([rating(pile.point, evidence="A", code=CodeName(batch.pk, 1))])
    with pytest.raises(AlreadyRated):
        keyed(pile, batch, [1])
    keyed(pile, batch, [2])
    with pytest.raises(AlreadyKeyed):
        keyed(begin_pile(point=pile.point, by=None, at=NOW), batch, [2])
    assert PileSheet.objects.count() == 1


def test_a_sheet_whose_code_is_old_is_told_and_counts_without_a_code(
    world: World, pile: Pile, batch: CodeBatch, signed_in
) -> None:
    officer = signed_in(world.school_officer)
    CodeBatch.objects.filter(pk=batch.pk).update(valid_to=TODAY - timedelta(days=1))
    told = officer.post(url("pile", pile.pk), {"code": code_of(batch.pk, 1), "score": 2}, follow=True)
    assert "hết hạn" in told.content.decode()
    close_keying(pile=pile, by=None, at=NOW)
    key_again(pile=pile, code=CodeName(batch.pk, 1), score=2, by=world.school_head, at=NOW)
    assert put_in(pile=pile, by=None, at=NOW) == 1
    assert Ballot.objects.get().evidence == "C" and not SpentCode.objects.exists()


def test_a_code_used_by_telephone_meanwhile_is_marked_and_nothing_goes_in_until_it_is_out(
    world: World, pile: Pile, batch: CodeBatch, signed_in
) -> None:
    head = signed_in(world.school_head)
    keyed(pile, batch, range(1, 4), by=world.school_officer)
    close_keying(pile=pile, by=None, at=NOW)
    chosen = PileSheet.objects.get(chosen=True)
    spent, kept = PileSheet.objects.filter(chosen=False).order_by("pk")
    key_again(pile=pile, code=CodeName(batch.pk, chosen.serial), score=4, by=world.school_head, at=NOW)
    put([rating(pile.point, evidence="A", code=CodeName(batch.pk, spent.serial))])
    refused = head.post(url("put_pile", pile.pk), follow=True).content.decode()
    assert "Có 1 tờ mà mã đã được dùng" in refused and "Mã đã dùng để chấm qua điện thoại" in refused
    assert Ballot.objects.count() == 1 and PileSheet.objects.count() == 3
    assert "người khác xử lý" in head.post(url("drop_sheet", pile.pk, kept.pk), follow=True).content.decode()
    head.post(url("drop_sheet", pile.pk, spent.pk))
    head.post(url("put_pile", pile.pk))
    assert Ballot.objects.count() == 3 and state(pile) == "settled"


def test_keying_goes_on_after_too_much_was_wrong(world: World, pile: Pile, batch: CodeBatch, signed_in) -> None:
    officer = signed_in(world.school_officer)
    with pytest.raises(NothingKeyed):
        close_keying(pile=pile, by=None, at=NOW)
    assert "ít nhất một tờ" in officer.post(url("close_pile", pile.pk), follow=True).content.decode()
    keyed(pile, batch, [1, 2])
    close_keying(pile=pile, by=None, at=NOW)
    with pytest.raises(MovedMeanwhile):
        keyed(pile, batch, [3])
    chosen = PileSheet.objects.get(chosen=True)
    key_again(pile=pile, code=CodeName(batch.pk, chosen.serial), score=1, by=world.school_head, at=NOW)
    officer.post(url("reopen_pile", pile.pk))
    assert state(pile) == "keying" and Pile.objects.get().seed == ""
    assert (
        not PileSheet.objects.filter(chosen=True).exists() and not PileSheet.objects.exclude(second_score=None).exists()
    )
    keyed(pile, batch, [3])
    for sheet in PileSheet.objects.select_related("pile__point"):
        drop_sheet(sheet=sheet, by=None, at=NOW)
    assert Event.objects.filter(verb="pile.drop_sheet").count() == 3


def test_only_what_was_drawn_is_keyed_again_once_and_by_another(world: World, pile: Pile, batch: CodeBatch) -> None:
    keyed(pile, batch, [1, 2], by=world.school_officer)
    close_keying(pile=pile, by=None, at=NOW)
    chosen, other = PileSheet.objects.select_related("pile__point").order_by("-chosen")
    for code in (None, CodeName(batch.pk, other.serial), CodeName(batch.pk, 9)):
        with pytest.raises(NotToBeChecked):
            key_again(pile=pile, code=code, score=4, by=world.school_head, at=NOW)
    name = CodeName(batch.pk, chosen.serial)
    for by in (None, world.school_officer):
        with pytest.raises(SamePerson):
            key_again(pile=pile, code=name, score=4, by=by, at=NOW)
    assert key_again(pile=pile, code=name, score=4, by=world.school_head, at=NOW)
    with pytest.raises(MovedMeanwhile):
        key_again(pile=pile, code=name, score=5, by=world.school_head, at=NOW)
    with pytest.raises(MovedMeanwhile):
        settle_sheet(sheet=PileSheet.objects.select_related("pile__point").get(pk=chosen.pk), score=5, by=None, at=NOW)


def test_a_pile_whose_sheets_were_all_taken_out_does_not_go_in(pile: Pile, batch: CodeBatch) -> None:
    keyed(pile, batch, [1])
    close_keying(pile=pile, by=None, at=NOW)
    PileSheet.objects.all().delete()
    with pytest.raises(NothingKeyed):
        put_in(pile=pile, by=None, at=NOW)
    assert state(pile) == "checking"


def test_no_ballot_can_be_traced_to_its_code(world: World, pile: Pile, batch: CodeBatch) -> None:
    keyed(pile, batch, range(1, 21))
    close_keying(pile=pile, by=None, at=NOW)
    for sheet in PileSheet.objects.filter(chosen=True):
        key_again(pile=pile, code=CodeName(batch.pk, sheet.serial), score=4, by=world.school_head, at=NOW)
    put_in(pile=pile, by=None, at=NOW)
    key = derived_key(settings.SECRET_KEY, "one-time-code")
    assert read_one_time_code(key, code_of(batch.pk, 1)) == CodeName(batch.pk, 1)
    assert list(SpentCode.objects.order_by("pk").values_list("serial", flat=True)) != list(range(1, 21))
    facts = str(list(Event.objects.values_list("facts", flat=True)))
    assert not PileSheet.objects.exists() and "serial" not in facts and "score" not in facts


def test_strangers_and_wrong_addresses(world: World, pile: Pile, batch: CodeBatch, signed_in) -> None:
    officer = signed_in(world.school_officer)
    keyed(pile, batch, [1])
    sheet = PileSheet.objects.get()
    other = begin_pile(point=pile.point, by=None, at=NOW)
    assert officer.post(url("drop_sheet", other.pk, sheet.pk)).status_code == 404
    assert officer.post(url("drop_sheet", pile.pk, 999_999)).status_code == 404
    assert officer.get(url("pile", 999_999)).status_code == 404
    assert officer.post(url("begin_pile", point_at(world.school).pk)).status_code == 404
    assert signed_in(world.clinic_officer).get(url("pile", pile.pk)).status_code == 404


def test_a_full_pile_costs_as_many_queries_as_a_small_one(
    world: World, pile: Pile, batch: CodeBatch, signed_in
) -> None:
    officer, counts = signed_in(world.school_officer), []
    for serials in ([1], range(2, 21)):
        keyed(pile, batch, serials)
        with CaptureQueriesContext(connection) as seen:
            officer.get(url("pile", pile.pk))
        counts.append(len(seen))
    assert counts[0] == counts[1]
