"""The instruments of a unit: seen, tried, downloaded, taken in, issued, chosen for a point; and what they found."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from namkhong.feedback.actions import Unsound, draft_instrument, drain, issue_instrument
from namkhong.feedback.actions.instruments import InstrumentDraft
from namkhong.feedback.box import put
from namkhong.feedback.ingest.moulds import LONGER_STYLE
from namkhong.feedback.library import library
from namkhong.feedback.models import Instrument, Point
from namkhong.feedback.queries import quick_instrument
from namkhong.feedback.xlsform import workbook
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Event
from tests.feedback.conftest import Visitor, answered
from tests.feedback.test_answer_counting import asking, said
from tests.feedback.test_longer_page import instrument
from tests.feedback.test_public_page import hidden
from tests.feedback.test_xlsform import OVERALL, book
from tests.world import NOW, World

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SCHOOL = next(data for data in library() if data.key == "school")


def url(name: str, *args: int) -> str:
    return reverse(f"feedback:{name}", args=args)


def sent(data: bytes, **more: object) -> dict[str, object]:
    return {"file": SimpleUploadedFile("bo-cau-hoi.xlsx", data, TYPE), "kind": "other", "of": "", "name": "", **more}


def drafted(world: World, of: Instrument | None = None, name: str = "Bộ của trường") -> Instrument:
    draft = InstrumentDraft("school", name, SCHOOL.stored_definition())
    return draft_instrument(unit=world.school, draft=draft, of=of, by=world.school_head, at=NOW)


def test_what_a_unit_can_ask_is_listed_and_shown(world: World, signed_in) -> None:
    officer = signed_in(world.school_officer)
    listed = officer.get(url("instruments", world.school.pk)).content.decode()
    assert [data.name in listed for data in library()] == [True] * 6 and "Nạp bộ riêng" not in listed
    sipas = Instrument.objects.get(key="sipas")
    page = officer.get(url("instrument", world.school.pk, sipas.pk)).content.decode()
    assert "Câu chung: điểm của cả phiếu" in page and "Chỉ trả lời nếu" in page and "Quá 15 kB" not in page
    assert "Trang công khai nặng 1" in page and "?v=en" in page
    preview = officer.get(url("preview_instrument", world.school.pk, sipas.pk) + "?v=en-to").content.decode()
    assert "<button disabled>" in preview and "Trường Tiểu học Đồng Tâm" in preview and 'lang="en"' in preview
    assert officer.get(reverse("feedback:style")).content == LONGER_STYLE.body
    quick = quick_instrument()
    assert "Trang công khai nặng" not in officer.get(url("instrument", world.school.pk, quick.pk)).content.decode()
    assert officer.get(url("preview_instrument", world.school.pk, quick.pk)).status_code == 404
    file = officer.get(url("download_instrument", world.school.pk, sipas.pk))
    assert file["Content-Type"] == TYPE and file.content.startswith(b"PK")
    for name in ("instrument", "preview_instrument", "download_instrument"):
        assert signed_in(world.clinic_officer).get(url(name, world.school.pk, sipas.pk)).status_code == 404
        assert officer.get(url(name, world.school.pk, 999_999)).status_code == 404


def test_a_file_becomes_a_draft_then_an_instrument_that_a_point_asks(world: World, signed_in, visitor: Visitor) -> None:
    head = signed_in(world.school_head)
    data = workbook(instrument("school"))
    told = head.post(url("upload_instrument", world.school.pk), sent(data, name="Ý kiến cha mẹ"))
    row = Instrument.objects.get(unit=world.school)
    assert told.url == url("instrument", world.school.pk, row.pk) and (row.state, row.name) == (
        "draft",
        "Ý kiến cha mẹ",
    )
    officer = signed_in(world.school_officer)
    assert officer.get(told.url).status_code == 404
    assert "Ý kiến cha mẹ" not in officer.get(url("open_point", world.school.pk)).content.decode()
    assert "Đang soạn" in head.get(url("instruments", world.school.pk)).content.decode()
    done = head.post(url("issue_instrument", world.school.pk, row.pk), follow=True).content.decode()
    assert "Đã đưa vào dùng" in done and "Đang dùng" in done
    again = head.post(url("issue_instrument", world.school.pk, row.pk), follow=True).content.decode()
    assert "vừa được người khác xử lý" in again
    officer.post(url("open_point", world.school.pk), {"kind": "poster", "instrument": row.pk})
    point = Point.objects.get()
    assert point.instrument == row and "Ý kiến cha mẹ" in officer.get(url("points", world.school.pk)).content.decode()
    assert "Bữa ăn ở trường" in visitor.open(f"/g/{point.slug}").body.decode()
    verbs = Event.objects.filter(verb__startswith="instrument.").order_by("pk").values_list("verb", "unit_id", "facts")
    assert list(verbs) == [
        ("instrument.draft", world.school.pk, {"version": 1}),
        ("instrument.issue", world.school.pk, {"version": 1}),
    ]


def test_a_point_without_a_choice_asks_the_quick_rating(world: World, signed_in) -> None:
    officer = signed_in(world.school_officer)
    officer.post(url("open_point", world.school.pk), {"kind": "poster"})
    assert Point.objects.get().instrument == quick_instrument()
    wrong = officer.post(url("open_point", world.school.pk), {"kind": "poster", "instrument": 999_999})
    assert wrong.status_code == 422 and Point.objects.count() == 1


def test_a_next_version_takes_the_place_of_the_one_before(world: World, signed_in) -> None:
    first = drafted(world)
    issue_instrument(row=first, by=world.school_head, at=NOW)
    head = signed_in(world.school_head)
    data = workbook(first)
    head.post(url("upload_instrument", world.school.pk), sent(data, of=first.pk, kind="school"))
    second = Instrument.objects.get(unit=world.school, version=2)
    head.post(url("upload_instrument", world.school.pk), sent(data, of=second.pk, kind="other"))
    second.refresh_from_db()
    assert second.kind == "other" and Instrument.objects.filter(unit=world.school).count() == 2
    assert (second.key, second.name, second.state) == (first.key, "Bộ của trường", "draft")
    head.post(url("issue_instrument", world.school.pk, second.pk))
    first.refresh_from_db()
    assert first.state == "replaced"
    assert "Đã có bản mới" in head.get(url("instrument", world.school.pk, first.pk)).content.decode()
    with pytest.raises(MovedMeanwhile):
        issue_instrument(row=first, by=None, at=NOW)


def test_a_draft_with_mistakes_is_not_put_in_use(world: World, signed_in) -> None:
    row = drafted(world)
    Instrument.objects.filter(pk=row.pk).update(definition={"sections": []})
    page = signed_in(world.school_head).post(url("issue_instrument", world.school.pk, row.pk), follow=True)
    assert "Bộ câu hỏi chưa có câu nào." in page.content.decode()
    row.refresh_from_db()
    assert row.state == "draft"
    with pytest.raises(Unsound):
        issue_instrument(row=row, by=None, at=NOW)


def test_what_is_wrong_with_a_file_is_told_by_row(world: World, signed_in) -> None:
    head = signed_in(world.school_head)
    bad = book([["geopoint", "where", "Ở đâu?"], OVERALL]).getvalue()
    page = head.post(url("upload_instrument", world.school.pk), sent(bad))
    text = page.content.decode()
    assert page.status_code == 422 and "survey, dòng 2" in text and "Loại câu “geopoint”" in text
    page = head.post(url("upload_instrument", world.school.pk), sent(b"%PDF-1.7 nothing"))
    assert page.status_code == 422 and not Instrument.objects.filter(unit=world.school).exists()
    assert "Bảng Excel" in head.get(url("upload_instrument", world.school.pk)).content.decode()
    assert signed_in(world.school_officer).get(url("upload_instrument", world.school.pk)).status_code == 404
    assert signed_in(world.district_head).get(url("upload_instrument", world.school.pk)).status_code == 404


def test_a_page_that_is_too_heavy_is_said_to_be(world: World, signed_in) -> None:
    definition = SCHOOL.stored_definition()
    first = definition["sections"][1]["questions"][0]
    definition["sections"][1]["questions"] += [first | {"key": f"more{n}"} for n in range(20)]
    draft = InstrumentDraft("school", "Bộ quá dài", definition)
    row = draft_instrument(unit=world.school, draft=draft, of=None, by=None, at=NOW)
    assert "Quá 15 kB" in signed_in(world.school_head).get(url("instrument", world.school.pk, row.pk)).content.decode()


def test_one_of_another_unit_or_of_ours_is_not_issued_here(world: World, signed_in) -> None:
    row = drafted(world)
    assert signed_in(world.clinic_officer).get(url("instrument", world.clinic.pk, row.pk)).status_code == 404
    head = signed_in(world.school_head)
    assert head.post(url("issue_instrument", world.school.pk, instrument("sipas").pk)).status_code == 404


def test_factors_are_shown_with_bars_numbers_and_intervals(world: World, signed_in) -> None:
    point = asking(world.school)
    put([said(point, polite=5 if n % 4 else 1, listening=4, evidence="A") for n in range(40)])
    put([said(point, polite=5, evidence="C") for _ in range(12)])
    drain()
    reader = signed_in(world.district_officer)
    page = reader.get(url("factors", world.district.pk)).content.decode()
    assert "87,5 %" in page and "khoảng" in page and "dưới 10" in page and 'class="chart-bar" width="87.5%"' in page
    assert page.index("Tiếp cận dịch vụ") < page.index("Tiếp nhận góp ý")
    few = reader.get(url("factors", world.district.pk) + "?loai=C&nam=2026").content.decode()
    assert "chưa đủ mẫu" in few and "%<br>" not in few
    assert "Chưa có ý kiến nào" in reader.get(url("factors", world.district.pk) + "?nam=2025").content.decode()
    assert "Xem theo từng yếu tố" in reader.get(url("unit", world.district.pk)).content.decode()
    assert signed_in(world.stranger).get(url("factors", world.school.pk)).status_code == 404


def test_lists_cost_as_many_queries_for_many_as_for_few(world: World, signed_in, same_queries) -> None:
    browser: Client = signed_in(world.school_head)
    browser.get(url("instruments", world.school.pk))

    def grow() -> None:
        for n in range(20):
            issue_instrument(row=drafted(world, name=f"Bộ {n}"), by=None, at=NOW)

    same_queries(lambda: browser.get(url("instruments", world.school.pk)), grow)


def test_the_quick_rating_speaks_english_too(world: World, visitor: Visitor, signed_in) -> None:
    signed_in(world.school_officer).post(url("open_point", world.school.pk), {"kind": "poster"})
    slug = Point.objects.get().slug
    page = visitor.open(f"/g/{slug}")
    assert "?v=en&amp;i=" in page.body.decode()
    english = answered(visitor.door.show(f"/g/{slug}", "10.0.0.1", "v=en-to"))
    text = english.body.decode()
    assert "How satisfied are you with this visit?" in text and "Very dissatisfied" in text and 'class="large"' in text
    body = "&".join(f"{name}={value}" for name, value in {**hidden(english), "s": "5"}.items()).encode()
    thanks = answered(visitor.door.take(f"/g/{slug}", body, "10.0.0.1", "v=en-to")).body.decode()
    assert "Thank you." in thanks and "Cảm ơn" not in thanks
    gone = answered(visitor.door.show("/g/aaaaaaaa", "10.0.0.1", "v=en")).body.decode()
    assert "Nobody is asked at this address." in gone
