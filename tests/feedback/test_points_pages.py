"""Opening points, printing what is hung up or handed out, the screen at a counter; and that a rating comes of it."""

from datetime import timedelta

import pypdfium2 as pdfium
import pytest
import zxingcpp
from django.urls import reverse

from namkhong.feedback.actions import BatchTooLarge, install_instruments, make_codes
from namkhong.feedback.actions.points import MOST_AT_ONCE
from namkhong.feedback.drafting import codes_of
from namkhong.feedback.library import library
from namkhong.feedback.models import Ballot, CodeBatch, Point
from namkhong.feedback.queries import quick_instrument
from namkhong.feedback.rules.counts import Counts
from namkhong.feedback.states import PointKind
from tests.feedback.given import point_at
from tests.world import NOW, TODAY, World


def url(name: str, *args: int) -> str:
    return reverse(f"feedback:{name}", args=args)


def codes_on(data: bytes) -> list[str]:
    """Every QR code on every page of a PDF."""
    document = pdfium.PdfDocument(data)
    try:
        pages = [page.render(scale=3, grayscale=True).to_pil() for page in document]
    finally:
        document.close()
    return [found.text for page in pages for found in zxingcpp.read_barcodes(page)]


def test_a_point_is_opened_closed_and_opened_again(world: World, signed_in) -> None:
    officer = signed_in(world.school_officer)
    assert "Chưa có điểm nào" in officer.get(url("points", world.school.pk)).content.decode()
    page = officer.post(url("open_point", world.school.pk), {"kind": "sample"})
    assert page.status_code == 422 and not Point.objects.exists()
    told = officer.post(url("open_point", world.school.pk), {"kind": "poster", "desk": "Quầy số 3"})
    made = Point.objects.get()
    assert told.url == url("point", made.pk) and made.unit == world.school and made.made_by == world.school_officer
    assert f"/g/{made.slug}" in officer.get(told.url).content.decode()
    assert "Quầy số 3" in officer.get(url("points", world.school.pk)).content.decode()
    officer.post(url("close_point", made.pk))
    assert "Đã đóng" in officer.get(told.url).content.decode()
    again = officer.post(url("close_point", made.pk), follow=True).content.decode()
    assert "tải lại trang" in again
    officer.post(url("reopen_point", made.pk))
    made.refresh_from_db()
    assert made.open
    for name in ("point", "poster", "screen"):
        assert signed_in(world.clinic_officer).get(url(name, made.pk)).status_code == 404
        assert officer.get(url(name, 999_999)).status_code == 404


def test_the_poster_leads_to_the_page_of_the_point(world: World, signed_in) -> None:
    made = point_at(world.school, desk="Phòng một cửa")
    answer = signed_in(world.school_officer).get(url("poster", made.pk))
    assert answer["Content-Type"] == "application/pdf"
    assert codes_on(answer.content) == [f"http://testserver/g/{made.slug}"]


def test_every_slip_has_a_code_of_its_own_that_counts_in_full(world: World, signed_in, visitor) -> None:
    made = point_at(world.school, PointKind.SLIPS, procedure="Cấp bản sao")
    officer = signed_in(world.school_officer)
    until = TODAY + timedelta(days=30)
    past = officer.post(url("point", made.pk), {"size": "20", "valid_to": "2026-11-21"})
    assert past.status_code == 422 and "từ hôm nay đến một năm nữa" in past.content.decode()
    assert officer.post(url("point", made.pk), {"size": "1201", "valid_to": until}).status_code == 422
    officer.post(url("point", made.pk), {"size": "20", "valid_to": until})
    batch = CodeBatch.objects.get()
    assert "Tải tờ in" in officer.get(url("point", made.pk)).content.decode()
    found = codes_on(officer.get(url("slips", batch.pk)).content)
    assert sorted(found) == sorted(f"http://testserver/g/{made.slug}/{code}" for code in codes_of(batch))
    assert len(set(found)) == 20
    path = found[0].removeprefix("http://testserver")
    page = visitor.open(path).body.decode()
    fields = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("i", "t")}
    visitor.send(made.slug, **fields, s=5, c=path.rpartition("/")[2])
    assert Ballot.objects.get().evidence == "A"
    assert signed_in(world.clinic_officer).get(url("slips", batch.pk)).status_code == 404
    assert officer.get(url("slips", 999_999)).status_code == 404
    officer.post(url("close_point", made.pk))
    told = officer.post(url("point", made.pk), {"size": "20", "valid_to": until}, follow=True).content.decode()
    assert "đã đóng" in told and CodeBatch.objects.count() == 1


def test_the_screen_at_a_counter_shows_a_code_that_changes(world: World, signed_in, visitor) -> None:
    made = point_at(world.school, PointKind.COUNTER, desk="Quầy số 1")
    answer = signed_in(world.school_officer).get(url("screen", made.pk))
    page = answer.content.decode()
    assert "Quầy số 1" in page and 'http-equiv="refresh"' in page and answer["Cache-Control"] == "no-store"
    assert page.count("<svg") == 1 and "<script>" not in page
    assert signed_in(world.school_officer).get(url("screen", point_at(world.school).pk)).status_code == 404


@pytest.mark.parametrize("kind", [PointKind.POSTER, PointKind.COUNTER])
def test_codes_are_printed_only_where_they_are_handed_out(world: World, signed_in, kind: str) -> None:
    made = point_at(world.school, kind)
    sent = signed_in(world.school_officer).post(url("point", made.pk), {"size": "5", "valid_to": NOW.date()})
    assert sent.status_code == 422 and not CodeBatch.objects.exists()


def test_no_more_codes_at_once_than_can_be_printed(world: World) -> None:
    made = point_at(world.school, PointKind.SLIPS)
    for size in (0, MOST_AT_ONCE + 1):
        with pytest.raises(BatchTooLarge):
            make_codes(point=made, size=size, valid_to=TODAY, by=None, at=NOW)
    assert not CodeBatch.objects.exists()


def test_a_newer_version_of_an_instrument_takes_the_place_of_the_old(db: None) -> None:
    [first] = [row for row in install_instruments(instruments=library(), at=NOW) if row.key == "quick"]
    newer = [row.model_copy(update={"version": row.version + 1}) for row in library()]
    [second] = [row for row in install_instruments(instruments=newer, at=NOW) if row.key == "quick"]
    first.refresh_from_db()
    assert (first.state, second.state) == ("replaced", "issued") and quick_instrument() == second


def test_a_share_is_told_with_its_interval_and_not_of_a_few() -> None:
    assert Counts((1, 1, 1, 1, 1)).interval is None
    low, high = Counts((5, 5, 0, 10, 10)).interval
    assert low < Counts((5, 5, 0, 10, 10)).satisfied < high
