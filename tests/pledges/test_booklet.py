"""The printed register: who signed when and how, and nothing else about anybody."""

import io
from collections.abc import Callable

from django.test import Client
from docx import Document

from namkhong.papers.content import DocumentKind
from namkhong.people.actions import leave
from namkhong.pledges.drafting.booklet import booklet_document
from namkhong.pledges.models import Evaluation, Pledge
from namkhong.pledges.queries.booklet import booklet_of
from namkhong.pledges.queries.links import receipt_code
from namkhong.pledges.states import Assessor, PledgeState, Way
from tests.pledges.stage import PledgeStage
from tests.world import NOW, TODAY


def test_the_book_tells_who_signed_to_whom_and_how_lines_were_kept(stage: PledgeStage) -> None:
    first, second, third, *_ = stage.teachers
    stage.sign(first, way=Way.LINK)
    stage.sign(second)
    pledge = stage.pledge(first)
    Pledge.objects.filter(pk=pledge.pk).update(head_at=NOW, head_by=stage.world.school_head)
    Pledge.objects.create(
        round=stage.round, person=third, unit=stage.world.school, state=PledgeState.REFUSED, reason="Lý do kín"
    )
    kept = [{"kept": "kept", "note": "ghi chú kín"}] * 4 + [{"kept": "partly", "note": "x"}]
    Evaluation.objects.create(pledge=pledge, assessor=Assessor.SELF, lines=kept, given_at=NOW)
    book = booklet_of(stage.round, stage.world.school, TODAY)
    rows = {row.name: row for row in book.rows}
    assert len(rows) == 7
    assert rows[first.full_name].receipt == receipt_code(pledge) and rows[first.full_name].head_at == NOW
    assert (rows[third.full_name].state, rows[third.full_name].receipt) == ("Không ký", "")
    assert rows[stage.teachers[3].full_name].state == "Chưa ký"
    assert [row.own for row in book.summary] == [(1, 0, 0)] * 4 + [(0, 1, 0)]
    assert {row.head for row in book.summary} == {(0, 0, 0)}
    document = booklet_document(book)
    assert document.kind is DocumentKind.PLEDGE_BOOK and len(document.annexes[0].body[0].rows) == 7
    assert "kín" not in repr(document)


def test_who_signed_here_and_has_gone_stays_in_the_book(stage: PledgeStage) -> None:
    stage.sign(stage.teachers[0])
    leave(person=stage.teachers[0], until=TODAY.replace(day=1), by=None, at=NOW)
    book = booklet_of(stage.round, stage.world.school, TODAY)
    assert len(book.rows) == 7 and book.rows[-1].name == stage.teachers[0].full_name
    assert "chưa có ai tự đánh giá" in repr(booklet_document(book))


def test_the_book_is_handed_out_as_word_and_pdf(stage: PledgeStage, signed_in: Callable[..., Client]) -> None:
    base = f"/cam-ket/{stage.round.pk}/don-vi/{stage.world.school.pk}/so."
    clerk = signed_in(stage.world.school_officer)
    word = Document(io.BytesIO(clerk.get(base + "docx").content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert stage.teachers[0].full_name in cells
    assert clerk.get(base + "pdf").content.startswith(b"%PDF-")
    assert signed_in(stage.world.clinic_officer).get(base + "pdf").status_code == 404
