"""The independent sample: drawn from above, handed out by others, and nothing of it for the unit that is measured."""

from datetime import timedelta
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from namkhong.feedback.actions import make_codes
from namkhong.feedback.drafting import codes_of
from namkhong.feedback.models import Ballot, Draw, Point
from namkhong.feedback.policies import drawing_unit, keeping_verb
from namkhong.feedback.rules.drawing import drawn
from namkhong.feedback.rules.statistics import required_sample
from namkhong.feedback.states import PointKind
from namkhong.journal.models import Event
from namkhong.people.rules import Verb
from tests.feedback.conftest import Visitor
from tests.feedback.given import point_at
from tests.feedback.test_public_page import hidden
from tests.world import NOW, TODAY, World

FORM = {"body": "Bưu điện huyện Hòa An", "transactions": "1.200", "error": "5", "valid_to": TODAY + timedelta(days=60)}


def url(name: str, *args: int) -> str:
    return reverse(f"feedback:{name}", args=args)


@pytest.fixture
def draw(world: World, signed_in) -> Draw:
    """What the district has drawn at the school."""
    told = signed_in(world.district_officer).post(url("samples", world.school.pk), FORM)
    made = Draw.objects.get()
    assert told.url == url("sample", made.pk)
    return made


def test_the_size_follows_the_number_of_transactions(draw: Draw, world: World) -> None:
    assert (draw.population, draw.batch.size, draw.drawn_by) == (1200, required_sample(1200), world.district)
    assert draw.batch.size == 300 and draw.point.kind == PointKind.SAMPLE and draw.point.unit == world.school
    assert Event.objects.get(verb="point.draw_sample").facts == {"drawn": 300, "of": 1200, "seed": draw.seed}


def test_the_draw_is_printed_so_that_it_can_be_done_again(draw: Draw, world: World, signed_in) -> None:
    officer, places = signed_in(world.district_officer), drawn(draw.seed, 1200, 300)
    page = officer.get(url("sample", draw.pk)).content.decode()
    assert draw.seed in page and "SHA-256" in page and f"{places[0]}; {places[1]}; " in page
    record = pdfium.PdfDocument(officer.get(url("sample_record", draw.pk)).content)
    text = "".join(sheet.get_textpage().get_text_range() for sheet in record)
    record.close()
    assert draw.seed in text and "Bưu điện huyện Hòa An" in text and "BIÊN BẢN" in text
    book = CalamineWorkbook.from_filelike(BytesIO(officer.get(url("sample_codes", draw.pk)).content))
    rows = book.get_sheet_by_index(0).to_python()[1:]
    assert [row[0] for row in rows] == places
    assert [row[1] for row in rows] == list(codes_of(draw.batch)) and all(row[1] in row[2] for row in rows)
    assert officer.get(url("sample_slips", draw.pk))["Content-Type"] == "application/pdf"


def test_the_unit_sees_only_that_there_is_one(draw: Draw, world: World, signed_in) -> None:
    for person in (world.school_officer, world.school_head):
        own = signed_in(person)
        page = own.get(url("points", world.school.pk)).content.decode()
        assert "Mẫu ngẫu nhiên" in page and "không cầm mã" in page and draw.point.slug not in page
        assert url("point", draw.point_id) not in page and draw.seed not in page
        for name, pk in (
            ("samples", world.school.pk),
            *((name, draw.pk) for name in ("sample", "sample_codes", "sample_slips", "sample_record")),
            *((name, draw.point_id) for name in ("point", "poster", "screen")),
            ("slips", draw.batch_id),
        ):
            assert own.get(url(name, pk)).status_code == 404, name
        for name, pk in (
            ("samples", world.school.pk),
            ("close_sample", draw.pk),
            ("point", draw.point_id),
            ("close_point", draw.point_id),
            ("reopen_point", draw.point_id),
        ):
            assert own.post(url(name, pk), FORM).status_code == 404, name
    assert Draw.objects.count() == 1 and Point.objects.get(pk=draw.point_id).open


def test_nobody_draws_at_their_own_unit_or_beside(world: World, signed_in) -> None:
    assert signed_in(world.district_officer).post(url("samples", world.district.pk), FORM).status_code == 404
    for person in (world.sister_officer, world.auditor, world.administrator, world.clinic_officer):
        assert signed_in(person).post(url("samples", world.school.pk), FORM).status_code == 404
    assert not Draw.objects.exists()


def test_the_nearest_above_draws_in_its_own_name(world: World) -> None:
    for person, unit in (
        (world.federation_officer, world.federation),
        (world.district_officer, world.district),
        (world.committee_officer, world.district_committee),
    ):
        assert drawing_unit(person.pk, world.school.pk, TODAY) == unit
    assert keeping_verb(PointKind.SAMPLE) is Verb.DRAW_SAMPLE and keeping_verb(PointKind.SLIPS) is Verb.KEEP_POINTS


def test_a_code_of_the_sample_makes_class_d(draw: Draw, visitor: Visitor) -> None:
    code = next(iter(codes_of(draw.batch)))
    page = visitor.open(f"/g/{draw.point.slug}/{code}")
    visitor.send(draw.point.slug, s=2, c=code, **hidden(page))
    assert Ballot.objects.get().evidence == "D"


def test_a_sample_is_ended_and_its_page_closed(draw: Draw, world: World, signed_in) -> None:
    officer = signed_in(world.district_officer)
    assert "Đã kết thúc" in officer.post(url("close_sample", draw.pk), follow=True).content.decode()
    assert not Point.objects.get(pk=draw.point_id).open
    assert "tải lại trang" in officer.post(url("close_sample", draw.pk), follow=True).content.decode()
    assert officer.get(url("sample", 999_999)).status_code == 404
    assert "Bưu điện" in officer.get(url("samples", world.school.pk)).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"transactions": "0"},
        {"transactions": "9" * 20},
        {"transactions": "nhiều"},
        {"error": "1"},
        {"error": "11"},
        {"body": "  "},
        {"valid_to": "21/11/2026"},
    ],
    ids=str,
)
def test_mistakes_are_told_and_nothing_is_drawn(world: World, signed_in, wrong: dict) -> None:
    answer = signed_in(world.district_officer).post(url("samples", world.school.pk), FORM | wrong)
    assert answer.status_code == 422 and "Chưa rút được mẫu" in answer.content.decode()
    assert not Draw.objects.exists() and not Point.objects.exists()


def test_lists_cost_the_same_with_one_row_and_with_twenty(world: World, signed_in, draw: Draw) -> None:
    officer, counts = signed_in(world.district_officer), []
    for more in (0, 19):
        for _ in range(more):
            point = point_at(world.school, PointKind.SAMPLE)
            batch = make_codes(point=point, size=1, valid_to=TODAY, by=world.district_officer, at=NOW)
            Draw.objects.create(batch=batch, point=point, seed="a", population=1, drawn_by=world.district)
        with CaptureQueriesContext(connection) as seen:
            officer.get(url("samples", world.school.pk))
        counts.append(len(seen))
    assert counts[0] == counts[1]
