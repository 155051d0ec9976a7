"""Signing on paper: what is printed, what is read again from bad scans, and what a clerk decides."""

import io
from collections.abc import Callable
from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.test import Client
from docx import Document
from PIL import Image

from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Event, Notice, Progress
from namkhong.papers.models import StoredFile
from namkhong.plans.apart import ReaderBroke, ReaderTooSlow
from namkhong.pledges import tasks
from namkhong.pledges.actions import close_round, reopen_round, unsign
from namkhong.pledges.actions import paper as acts
from namkhong.pledges.actions.reasons import RoundIsOver
from namkhong.pledges.apart import OddFile, TooMuchToRead, read_codes_apart
from namkhong.pledges.apart import __main__ as child
from namkhong.pledges.apart.codes import TooManyPages, seen_on
from namkhong.pledges.apart.codes import pages_of as opened
from namkhong.pledges.drafting.paper import sheet_pdf
from namkhong.pledges.models import CoverageChange, PaperBatch, Pledge
from namkhong.pledges.queries.links import paper_code
from namkhong.pledges.queries.sheets import sheet_of
from namkhong.pledges.rules import sheets as rules
from namkhong.pledges.states import PaperState
from tests.pledges.paper_pages import pages_of, saved, scanned, sign_on
from tests.pledges.stage import PledgeStage
from tests.world import NOW, TODAY


def printed(stage: PledgeStage, kind: str = "roll") -> list[Image.Image]:
    """The sheets of the school."""
    return pages_of(sheet_pdf(sheet_of(stage.round, stage.world.school, TODAY), kind))


def code_of(stage: PledgeStage, place: int) -> str:
    """The code of a teacher."""
    return paper_code(stage.round.pk, stage.teachers[place].pk)


def address(stage: PledgeStage) -> str:
    """Where the school hands paper in."""
    return f"/cam-ket/{stage.round.pk}/don-vi/{stage.world.school.pk}/giay/"


@pytest.mark.parametrize(
    ("turn", "grain"), [(0, 0), (2.4, 18), (-6, 25), (90, 12), (180, 30)], ids=["flat", "skew", "worse", "side", "down"]
)
def test_codes_and_ink_are_found_however_the_page_lies(stage: PledgeStage, turn: float, grain: float) -> None:
    signed = {code_of(stage, 0), code_of(stage, 3)}
    page = scanned(sign_on(printed(stage)[0], signed), turn=turn, grains=grain)
    seen = {found["code"]: found["ink"] for found in seen_on(page)}
    assert len(seen) == 7  # five teachers, the officer, the head
    assert {code for code, ink in seen.items() if rules.is_inked(ink)} == signed


def test_a_page_for_each_person_is_read_the_same(stage: PledgeStage) -> None:
    first, *others = printed(stage, "forms")
    assert len(others) == 6
    (code,) = [found["code"] for found in seen_on(first)]
    assert [rules.is_inked(f["ink"]) for f in seen_on(scanned(sign_on(first, {code}), turn=1.5, grains=10))] == [True]


def test_only_who_has_not_signed_is_printed_and_nothing_but_name_and_post(stage: PledgeStage) -> None:
    stage.sign(stage.teachers[0])
    sheet = sheet_of(stage.round, stage.world.school, TODAY)
    assert stage.teachers[0].full_name not in [person.name for person in sheet.people]
    assert len(sheet.people) == 6 and len(sheet.lines) == 5 and list(sheet.sides) == ["head", "union"]


def test_a_scan_becomes_signatures_and_is_undone_as_a_whole(
    stage: PledgeStage, signed_in: Callable[..., Client], run_queued: Callable[[], int]
) -> None:
    clerk = signed_in(stage.world.school_officer)
    for name in ("danh-sach.pdf", "tung-nguoi.pdf"):
        assert clerk.get(address(stage) + name).content.startswith(b"%PDF-")
    signed = {code_of(stage, 0), code_of(stage, 1)}
    pages = [scanned(sign_on(page, signed), turn=1.2, grains=10) for page in printed(stage)]
    scan = io.BytesIO(saved(pages, "PDF"))
    scan.name = "Bản ký kín.pdf"
    started = clerk.post(address(stage) + "quet/", {"scans": [scan]})
    batch = PaperBatch.objects.get()
    page = f"/cam-ket/giay/{batch.pk}/"
    assert started["Location"] == page and "Đang đọc bản đã ký" in clerk.get(page).content.decode()
    assert "HX-Redirect" not in clerk.get(page + "thanh/").headers
    run_queued()
    assert clerk.get(page + "thanh/")["HX-Redirect"] == page
    assert Notice.objects.get(kind="pledge_scan_read").to_id == stage.world.school_officer.pk
    text = clerk.get(page).content.decode()
    assert text.count(" checked") == 2 and text.count("data:image/png;base64,") == 7
    none = clerk.post(page + "ghi/", {})
    assert none.status_code == 422 and "Chưa chọn ai" in none.content.decode()
    chosen = [stage.teachers[0].pk, stage.teachers[1].pk, stage.nurses[0].pk]  # a nurse is on no page of the school
    for _ in range(2):
        assert clerk.post(page + "ghi/", {"nguoi": chosen}).status_code == 302
    pledges = Pledge.objects.filter(way="paper", state="signed")
    assert {row.person_id for row in pledges} == {stage.teachers[0].pk, stage.teachers[1].pk}
    assert {row.evidence.name for row in pledges} == {"Bản ký kín.pdf"}
    assert "2 người được ghi" in clerk.get(page).content.decode()
    kept = clerk.get(page + "tep-0/")
    assert kept["Content-Security-Policy"].endswith("sandbox")
    assert kept.getvalue().startswith(b"%PDF-")
    assert clerk.get(page + "tep-9/").status_code == 404
    Pledge.objects.filter(person=stage.teachers[1]).update(head_at=NOW, head_by=stage.world.school_head)
    close_round(round=stage.round, by=None, at=NOW)
    assert RoundIsOver().sentence in clerk.post(page + "hoan-tac/", follow=True).content.decode()
    reopen_round(round=stage.round, by=None, at=NOW)
    for _ in range(2):
        clerk.post(page + "hoan-tac/")
    assert [row.state for row in Pledge.objects.order_by("pk")] == ["awaited", "signed"]
    assert stage.pledge(stage.teachers[0]).evidence is None
    assert Event.objects.filter(verb="pledge.undo_paper").count() == 1 and CoverageChange.objects.exists()
    assert "hoàn tác" in clerk.get(page).content.decode()
    stage.sign(stage.teachers[0])  # and may sign again


def test_what_was_signed_anew_meanwhile_is_not_undone(stage: PledgeStage) -> None:
    by, person = stage.world.school_officer, stage.teachers[0]
    given = {"round": stage.round, "unit": stage.world.school, "text": code_of(stage, 0), "by": by}
    batches = [acts.take_codes(**given, at=NOW) for _ in range(2)]
    acts.record_paper(batch=batches[0], people=[person.pk], by=by, at=NOW)
    unsign(round=stage.round, person=person, reason="Ghi nhầm", by=by, at=NOW)
    acts.record_paper(batch=batches[1], people=[person.pk], by=by, at=NOW + timedelta(hours=1))
    for batch, outcome, state in zip(batches, ((0, 1), (1, 0)), ("signed", "awaited"), strict=True):
        batch.refresh_from_db()
        assert acts.undo_paper(batch=batch, by=by, at=NOW + timedelta(hours=2)) == outcome
        assert stage.pledge(person).state == state
    assert Event.objects.filter(verb="pledge.unsign").count() == 2


def test_each_strange_code_has_its_sentence(stage: PledgeStage, signed_in: Callable[..., Client]) -> None:
    clerk = signed_in(stage.world.school_officer)
    stage.sign(stage.teachers[1])
    codes = [
        code_of(stage, 0),
        code_of(stage, 1),
        paper_code(stage.round.pk + 7, stage.teachers[2].pk),
        paper_code(stage.round.pk, stage.nurses[0].pk),
        "8934563138165",
        paper_code(stage.round.pk, 2**62),
    ]
    answer = clerk.post(address(stage) + "ma/", {"codes": "\r\n".join(codes) + "\t" + codes[0]}, follow=True)
    text = answer.content.decode()
    for standing in (rules.Standing.ANOTHER_ROUND, rules.Standing.ANOTHER_UNIT, rules.Standing.ALREADY):
        assert text.count(standing.sentence) == 1
    assert text.count(rules.Standing.NOT_OURS.sentence) == 2
    assert text.count('name="nguoi"') == text.count(" checked") == 1
    batch = PaperBatch.objects.get()
    clerk.post(f"/cam-ket/giay/{batch.pk}/ghi/", {"nguoi": [stage.teachers[0].pk, "x", "9" * 30]})
    row = stage.pledge(stage.teachers[0])
    assert (row.way, row.evidence) == ("paper", None)
    assert PaperBatch.objects.get().recorded == [row.pk]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"", "không có nội dung|rỗng|trống"),
        ("a.exe", b"MZ" + b"\0" * 90, "Không nhận tệp"),
        ("a.docx", b"PK\x03\x04broken", "cắt cụt hoặc hỏng"),
        ("a.png", b"\xff\xd8\xff\xd9", "đuôi"),
    ],
)
def test_what_is_no_scan_is_refused_in_one_sentence(
    stage: PledgeStage, signed_in: Callable[..., Client], name: str, content: bytes, words: str
) -> None:
    file = io.BytesIO(content)
    file.name = name
    answer = signed_in(stage.world.school_officer).post(address(stage) + "quet/", {"scans": [file]})
    assert answer.status_code == 422 and not PaperBatch.objects.exists()
    assert any(each in answer.content.decode() for each in [*words.split("|"), "tệp"])


def test_nothing_chosen_nothing_typed_too_much(stage: PledgeStage, signed_in: Callable[..., Client]) -> None:
    clerk, by, at = signed_in(stage.world.school_officer), stage.world.school_officer, NOW
    assert acts.NoFile().sentence in clerk.post(address(stage) + "quet/", {}).content.decode()
    assert acts.NoCode().sentence in clerk.post(address(stage) + "ma/", {"codes": " , "}).content.decode()
    school = {"round": stage.round, "unit": stage.world.school, "by": by, "at": at}
    with pytest.raises(acts.TooManyFiles):
        acts.begin_paper(uploads=[("a.pdf", io.BytesIO(b"x"))] * 21, **school)
    with pytest.raises(acts.TooManyCodes):
        acts.take_codes(text="\n".join(map(str, range(2001))), **school)
    word = io.BytesIO()
    Document().save(word)
    word.seek(0)
    with pytest.raises(acts.NotAPicture):
        acts.begin_paper(uploads=[("a.docx", word)], **school)
    assert not PaperBatch.objects.exists() and not StoredFile.objects.exists()


def test_200_pages_a_bomb_and_no_picture_each_have_a_sentence() -> None:
    blank = Image.new("L", (60, 80), 255)
    with pytest.raises(TooManyPages):
        opened(saved([blank] * 200, "PDF"))
    with pytest.raises(DomainError, match="200 trang"):
        read_codes_apart(saved([blank] * 200, "TIFF"), "a.tif", 0, lambda *_: None)
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000), 1).save(bomb, "PNG")  # half a billion points in some kilobytes
    with pytest.raises(DomainError, match="triệu điểm ảnh"):
        read_codes_apart(bomb.getvalue(), "a.png", 0, lambda *_: None)
    with pytest.raises(DomainError, match="hỏng một phần"):
        read_codes_apart(b"%PDF-1.4 nothing of the kind %%EOF startxref", "a.pdf", 0, lambda *_: None)
    pages: list[tuple[int, int]] = []
    assert read_codes_apart(saved([blank] * 2, "TIFF"), "a.tif", 0, lambda *told: pages.append(told)) == (2, [])
    assert pages[-1] == (2, 2)


def test_what_the_reader_breaks_on_is_told_in_words_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    for broke, told in ((ReaderTooSlow(), TooMuchToRead), (ReaderBroke(), OddFile)):
        monkeypatch.setattr("namkhong.pledges.apart.ask_apart", Mock(side_effect=broke))
        with pytest.raises(told):
            read_codes_apart(b"x", "a", 0, lambda *_: None)


def test_the_reading_process_answers_when_memory_runs_out(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(child, "limit", lambda *_: None)
    monkeypatch.setattr(child, "read", Mock(side_effect=MemoryError))
    monkeypatch.setattr("sys.stdin", Mock(buffer=io.BytesIO(b"x")))
    child.main("1", "1", "a", "1")
    assert capsys.readouterr().out == '{"full": true}'


def begun(stage: PledgeStage, content: bytes, name: str = "a.png") -> PaperBatch:
    """A batch of one file, waiting for the worker."""
    given = {"round": stage.round, "unit": stage.world.school, "by": stage.world.school_officer, "at": NOW}
    return acts.begin_paper(uploads=[(name, io.BytesIO(content)) for _ in range(2)], **given)


@pytest.fixture
def blank() -> bytes:
    """A page without any code."""
    return saved([Image.new("L", (300, 400), 255)], "PNG")


def test_a_scan_without_codes_is_refused_and_read_again(
    stage: PledgeStage, blank: bytes, signed_in: Callable[..., Client], run_queued: Callable[[], int]
) -> None:
    clerk, batch = signed_in(stage.world.school_officer), begun(stage, blank)
    assert batch.files.count() == 1  # the same file twice is one
    page = f"/cam-ket/giay/{batch.pk}/"
    tasks.read_scans.enqueue(batch.pk, batch.progress_id)
    clerk.post(page + "doc-lai/")  # still waiting for its turn: not begun twice
    run_queued()
    batch.refresh_from_db()
    assert batch.state == PaperState.REFUSED and "Không tìm thấy mã nào trên 1 trang" in batch.refusal
    assert batch.refusal in clerk.get(page).content.decode()
    assert Notice.objects.filter(kind="pledge_scan_refused").count() == 1
    clerk.post(page + "doc-lai/")
    assert run_queued() == 1
    clerk.post(page + "bo/")
    batch.refresh_from_db()
    assert batch.state == PaperState.DROPPED and "đã bỏ" in clerk.get(page).content.decode()
    clerk.post(page + "bo/")
    clerk.post(page + "ghi/", {"nguoi": ["1"]})
    assert not Pledge.objects.exists()
    assert "Lần nộp" not in clerk.get(address(stage)).content.decode()


def test_a_batch_that_was_dropped_meanwhile_stops_and_stays_dropped(stage: PledgeStage, blank: bytes) -> None:
    batch = begun(stage, blank)

    def drop(done: int) -> None:
        PaperBatch.objects.filter(pk=batch.pk).update(state=PaperState.DROPPED)

    with pytest.raises(MovedMeanwhile):
        acts.read_paper(batch=batch, at=NOW, on_step=drop)
    tasks.read_scans.func(batch.pk, batch.progress_id)  # nothing left to do
    assert PaperBatch.objects.get().state == PaperState.DROPPED


def test_the_worker_never_leaves_a_bar_hanging(
    stage: PledgeStage, blank: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = begun(stage, blank)
    monkeypatch.setattr(tasks, "read_paper", Mock(side_effect=RuntimeError))
    with pytest.raises(RuntimeError):
        tasks.read_scans.func(batch.pk, batch.progress_id)
    batch.refresh_from_db()
    assert (batch.state, batch.refusal) == (PaperState.REFUSED, tasks.BROKEN)
    assert Progress.objects.get(pk=batch.progress_id).ended_at
    acts.retry_paper(batch=batch, by=stage.world.school_officer, at=NOW)
    monkeypatch.setattr(tasks, "read_paper", Mock(side_effect=MovedMeanwhile))
    tasks.read_scans.func(batch.pk, batch.progress_id)
    monkeypatch.setattr(tasks, "read_paper", Mock(side_effect=OddFile))
    monkeypatch.setattr(tasks, "refuse_paper", Mock(side_effect=MovedMeanwhile))
    tasks.read_scans.func(batch.pk, batch.progress_id)


def test_others_find_a_wall_and_the_bar_of_typed_codes_is_none(
    stage: PledgeStage, signed_in: Callable[..., Client]
) -> None:
    clerk = signed_in(stage.world.school_officer)
    clerk.post(address(stage) + "ma/", {"codes": code_of(stage, 0)})
    page = f"/cam-ket/giay/{PaperBatch.objects.get().pk}/"
    assert clerk.get(page + "thanh/").status_code == 404
    for stranger in (stage.world.clinic_officer, stage.world.stranger):
        assert signed_in(stranger).get(page).status_code == 404
    assert clerk.get("/cam-ket/giay/999999/").status_code == 404
    stage.sign_all([*stage.teachers, stage.world.school_officer, stage.world.school_head])
    assert clerk.get(address(stage) + "danh-sach.pdf")["Location"] == address(stage)
    assert "Không có ai để ghi" in clerk.get(page).content.decode()


def test_each_code_counts_once_where_it_shows_most_ink() -> None:
    one = [rules.Sighting("a", 0, 1, 0.0), rules.Sighting("a", 1, 4, 0.03), rules.Sighting("b", 0, 2, None)]
    assert [(seen.code, seen.page) for seen in rules.once_each(one)] == [("b", 2), ("a", 4)]
    assert rules.once_each(reversed(one))[1].page == 4
    assert rules.codes_typed("12 34\n\n 56;78,12 34\t9") == ["1234", "56", "78", "9"]


def test_the_desk_costs_the_same_however_many_batches(
    stage: PledgeStage, signed_in: Callable[..., Client], same_queries: Callable
) -> None:
    clerk = signed_in(stage.world.school_officer)

    def more(count: int = 19) -> None:
        for place in range(count):
            clerk.post(address(stage) + "ma/", {"codes": code_of(stage, place % 5)})

    more(1)
    same_queries(lambda: clerk.get(address(stage)), more)
    page = f"/cam-ket/giay/{PaperBatch.objects.first().pk}/"
    codes = [code_of(stage, place) for place in range(5)] + ["1", "2"]
    same_queries(
        lambda: clerk.get(page),
        lambda: PaperBatch.objects.update(
            seen=[{"code": code, "file": 0, "page": 0, "ink": None, "crop": ""} for code in codes]
        ),
    )
