"""The pages: what is listed, the editor with its sums and mistakes, the trial, spreadsheets, issuing."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from namkhong.criteria.actions import begin, copy, rewrite
from namkhong.criteria.models import CriteriaSet
from namkhong.criteria.queries import definition_of
from namkhong.criteria.rules.structure import CriterionDef
from namkhong.criteria.sheets import workbook
from namkhong.criteria.states import SetState
from namkhong.foundation.numbers import show_decimal
from tests.criteria.sets import SMALL, criterion
from tests.criteria.test_sheets import book
from tests.world import NOW, World

D = Decimal


@pytest.fixture
def client(world: World, signed_in):
    return signed_in(world.district_officer)


def url(row: CriteriaSet, rest: str = "") -> str:
    return f"/tieu-chi/{row.pk}/{rest}"


def typed(row: CriterionDef, revision: int = 1, **changes: str) -> dict[str, str]:
    """What the browser sends for a criterion."""
    words = {"title": row.title, "scale": str(row.scale), "most": show_decimal(row.most), "parent": row.parent}
    return words | {"number": row.number, "revision": str(revision)} | changes


def test_the_list_tells_whose_a_set_is(world: World, issued: CriteriaSet, signed_in, client):
    copy(source=issued, unit=world.school, by=world.school_head, at=NOW)
    page = signed_in(world.school_head).get("/tieu-chi/").content.decode()
    order = [page.index(words) for words in ("Của đơn vị mình", "Cấp trên ban hành", "Bộ mẫu có sẵn")]
    assert order == sorted(order) and "Soạn bộ mới" in page
    assert "Soạn bộ mới" not in signed_in(world.school_officer).get("/tieu-chi/").content.decode()
    only = client.get("/tieu-chi/?doi-tuong=one_stop").content.decode()
    assert "Xếp hạng bộ phận một cửa" in only and SMALL.name not in only


def test_the_list_costs_the_same_with_many_sets(world: World, draft: CriteriaSet, client, same_queries):
    def grow() -> None:
        for _ in range(20):
            begin(unit=world.district, definition=SMALL, by=world.district_officer, at=NOW)

    same_queries(lambda: client.get("/tieu-chi/"), grow)


def test_the_editor_costs_the_same_with_many_criteria(world: World, draft: CriteriaSet, client, same_queries):
    def grow() -> None:
        rows = tuple(criterion(str(at), 1) for at in range(1, 31))
        many = replace(SMALL, criteria=rows, bands=())
        rewrite(row=draft, definition=many, revision=1, by=world.district_officer, at=NOW)

    same_queries(lambda: client.get(url(draft, "soan/")), grow)


def test_a_set_can_be_read(issued: CriteriaSet, client, world: World, signed_in):
    page = client.get(url(issued)).content.decode()
    for words in ("Không vượt quá điểm mục 2", "Mức 2.5: 2,5 điểm", "4 × 2", "−5", "không mục lớn nào dưới 50 %",
                  "nhiều nhất 20 % số được xếp từ “Khá” trở lên", "Soạn bản mới", "Chép về"):  # fmt: skip
        assert words in page
    below = signed_in(world.school_officer).get(url(issued)).content.decode()
    assert "Soạn bản mới" not in below and "Chép về" not in below


def test_a_copy_is_written_on(world: World, issued: CriteriaSet, signed_in):
    client = signed_in(world.school_head)
    assert world.school.name in client.get(url(issued, "chep/")).content.decode()
    assert client.post(url(issued, "chep/"), {"unit": "0"}).status_code == 422
    made = client.post(url(issued, "chep/"), {"unit": world.school.pk})
    new = CriteriaSet.objects.get(unit=world.school)
    assert made["Location"] == url(new, "soan/") and client.get(made["Location"]).status_code == 200


def test_a_new_version_is_begun_once(issued: CriteriaSet, client):
    new = client.post(url(issued, "ban-moi/"))["Location"]
    assert new != url(issued) and "bản 2" in client.get(new).content.decode()
    again = client.post(url(issued, "ban-moi/"), follow=True).content.decode()
    assert "Đã có bản 2 của bộ này đang soạn" in again
    draft = CriteriaSet.objects.get(state=SetState.DRAFT)
    assert client.post(url(draft, "ban-moi/")).status_code == 404


def test_a_new_set_by_hand_and_from_a_sheet(world: World, client):
    head = {"name": "Bộ mới", "subject": "collective", "total": "20", "unit": world.district.pk}
    assert client.post("/tieu-chi/moi/", head | {"total": "12.5"}).status_code == 422
    assert client.post("/tieu-chi/moi/", head).status_code == 302
    file = SimpleUploadedFile("bo.xlsx", workbook(SMALL.criteria))
    made = client.post("/tieu-chi/moi/", head | {"file": file})
    row = CriteriaSet.objects.get(pk=made["Location"].split("/")[2])
    assert definition_of(row.pk).criteria == SMALL.criteria
    bad = book(("1", "", "Mục", "Đoán", 5)).getvalue()
    refused = client.post("/tieu-chi/moi/", head | {"file": SimpleUploadedFile("bo.xlsx", bad)})
    page = refused.content.decode()
    assert refused.status_code == 422 and "Dòng 2" in page and "Không có cách chấm" in page and "Bộ mới" in page
    junk = client.post("/tieu-chi/moi/", head | {"file": SimpleUploadedFile("bo.xlsx", b"%PDF-1.4")})
    assert junk.status_code == 422 and CriteriaSet.objects.exclude(unit=None).count() == 2


def test_the_editor_says_what_is_missing_at_its_place(world: World, draft: CriteriaSet, client):
    assert "có thể ban hành" in client.get(url(draft, "soan/")).content.decode()
    rows = tuple(replace(row, most=D(3)) if row.number == "1.3" else row for row in SMALL.criteria)
    short = replace(SMALL, criteria=rows)
    rewrite(row=draft, definition=short, revision=1, by=world.district_officer, at=NOW)
    page = client.get(url(draft, "soan/")).content.decode()
    assert "Các mục bên trong: 11/12 điểm" in page and "còn thiếu 1 điểm" in page
    at = page.index('id="muc-1.3"')
    assert "“Mức 4” phải có điểm từ 0 đến 3" in page[at : page.index('id="muc-2"')]


def test_criteria_are_added_and_worded_anew(draft: CriteriaSet, client):
    assert 'value="1" selected' in client.get(url(draft, "soan/them/?nhom=1")).content.decode()
    new = typed(
        criterion("", 2, parent="1"), scale="levels", levels="2: Đủ\n1: Thiếu", weight="0,5", day="30", month="11"
    )
    assert client.post(url(draft, "soan/them/"), new).status_code == 302
    row = next(row for row in definition_of(draft.pk).criteria if row.number == "1.4")
    assert (row.weight, row.day, [level.label for level in row.levels]) == (D("0.5"), 30, ["Đủ", "Thiếu"])
    page = client.get(url(draft, "soan/muc/1.4/")).content.decode()
    assert "2: Đủ\n1: Thiếu" in page and 'value="0,5"' in page
    assert client.post(url(draft, "soan/muc/1.4/"), typed(row, 2, title="Tên mới")).status_code == 302
    assert "Tên mới" in {row.title for row in definition_of(draft.pk).criteria}
    gone = client.get(url(draft, "soan/muc/7.7/"), follow=True).content.decode()
    assert "Mục này không còn ở số đó" in gone


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": " "}, "Hãy điền mục này"),
        ({"most": "12.5"}, "Chưa rõ số này"),
        ({"scale": "measured"}, "Hãy chọn số liệu"),
        ({"scale": "levels", "levels": "Đủ"}, "Không hiểu mức “Đủ”"),
        ({"number": "2"}, "Số 2 bị dùng cho nhiều mục"),
        ({"number": "1/2"}, "chỉ được gồm chữ"),
        ({"parent": "77"}, "không còn dùng được"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(draft: CriteriaSet, client, changes, words):
    sent = typed(SMALL.criteria[1], evidence="Minh chứng vừa gõ") | changes
    answer = client.post(url(draft, "soan/muc/1.1/"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and "Minh chứng vừa gõ" in page
    assert definition_of(draft.pk) == SMALL


def test_the_second_editor_keeps_what_was_typed(draft: CriteriaSet, client):
    first = typed(SMALL.criteria[1], title="Của người thứ nhất")
    second = typed(SMALL.criteria[1], title="Của người thứ hai")
    assert client.post(url(draft, "soan/muc/1.1/"), first).status_code == 302
    for answer in (
        client.post(url(draft, "soan/muc/1.1/"), second),
        client.post(url(draft, "soan/muc/1.1/"), second | {"revision": "x"}),
        client.post(
            url(draft, "soan/thong-tin/"), {"name": "Của người thứ hai", "subject": "collective", "total": "20"}
        ),
    ):
        page = answer.content.decode()
        assert answer.status_code == 422 and "Người khác vừa sửa" in page and "Của người thứ hai" in page
    told = client.post(url(draft, "soan/bo-muc/"), {"so": "1", "revision": "1"}, follow=True).content.decode()
    assert "Người khác vừa sửa" in told and definition_of(draft.pk).criteria[1].title == "Của người thứ nhất"


def test_moving_taking_out_and_taking_back(draft: CriteriaSet, client):
    def titles() -> list[str]:
        return [row.title for row in definition_of(draft.pk).criteria]

    assert client.get(url(draft, "soan/chuyen/"))["Location"].endswith("../")
    client.post(url(draft, "soan/chuyen/"), {"so": "1", "huong": "xuong", "revision": "1"})
    assert titles()[:2] == ["Mục 2", "Mục 1"]
    client.post(url(draft, "soan/chuyen/"), {"so": "2", "huong": "len", "revision": "2"})
    client.post(url(draft, "soan/bo-muc/"), {"so": "1", "revision": "3"})
    assert titles()[0] == "Mục 2"
    assert "Hoàn tác" in client.get(url(draft, "soan/")).content.decode()
    told = client.post(url(draft, "soan/hoan-tac/"), {"revision": "4"}, follow=True).content.decode()
    assert titles()[0] == "Mục 1" and "Đã hoàn tác" in told
    gone = client.post(url(draft, "soan/bo-muc/"), {"so": "77", "revision": "5"}, follow=True)
    assert "Mục này không còn trong bộ tiêu chí" in gone.content.decode()
    stale = client.post(url(draft, "soan/hoan-tac/"), {"revision": "1"}, follow=True).content.decode()
    assert "Người khác vừa sửa" in stale


def test_head(draft: CriteriaSet, client):
    page = client.get(url(draft, "soan/thong-tin/")).content.decode()
    assert SMALL.name in page
    head = {"name": "Tên khác", "subject": "individual", "total": "25", "source": "Kế hoạch", "revision": "1"}
    assert client.post(url(draft, "soan/thong-tin/"), head).status_code == 302
    kept = definition_of(draft.pk)
    assert (kept.name, kept.subject, kept.total, kept.source) == ("Tên khác", "individual", 25, "Kế hoạch")


def band_form(client, draft: CriteriaSet, **changes: str) -> dict[str, str]:
    """What the page of grades would send back untouched, with some changes."""
    formset = client.get(url(draft, "soan/xep-loai/")).context["formset"]
    sent = {
        f"{form.prefix}-{name}": form[name].field.prepare_value(form[name].value()) or ""
        for form in formset
        for name in form.fields
    }
    sent = {name: "on" if value is True else value for name, value in sent.items() if value is not False}
    total = {"muc-TOTAL_FORMS": str(len(formset.forms)), "muc-INITIAL_FORMS": str(formset.initial_form_count())}
    return sent | total | {"revision": "1"} | changes


def test_grades_are_written_on_one_page(draft: CriteriaSet, client):
    assert client.post(url(draft, "soan/xep-loai/"), band_form(client, draft)).status_code == 302
    assert definition_of(draft.pk).bands == SMALL.bands
    top = {"muc-3-label": "Xuất sắc", "muc-3-at_least": "18", "muc-3-needs": "1.2: 2; 2: 3,5"}
    sent = band_form(client, draft, revision="2", **top)
    sent |= {"muc-3-no_discipline": "on", "muc-3-quota": "10", "muc-3-quota_of": "good", "muc-2-label": "Kém"}
    assert client.post(url(draft, "soan/xep-loai/"), sent).status_code == 302
    bands = definition_of(draft.pk).bands
    assert [band.label for band in bands] == ["Xuất sắc", "Tốt", "Khá", "Kém"]
    kinds = [(one.kind, one.criterion, one.value) for one in bands[0].conditions]
    assert kinds == [
        ("criterion_at_least", "1.2", 2), ("criterion_at_least", "2", D("3.5")), ("no_discipline", "", None)
    ]  # fmt: skip
    assert (bands[0].quota, bands[0].quota_of) == (10, "good")
    page = client.get(url(draft, "soan/xep-loai/")).content.decode()
    assert "1.2: 2; 2: 3,5" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"muc-3-label": "Xuất sắc"}, "tính từ bao nhiêu điểm"),
        ({"muc-3-at_least": "18"}, "Hãy đặt tên cho mức này"),
        ({"muc-3-label": "Xuất sắc", "muc-3-at_least": "18", "muc-3-needs": "1.2"}, "ví dụ 1.2: 5"),
        ({"revision": "9"}, "Người khác vừa sửa"),
    ],
)
def test_grades_with_mistakes(draft: CriteriaSet, client, changes, words):
    answer = client.post(url(draft, "soan/xep-loai/"), band_form(client, draft, **changes))
    assert answer.status_code == 422 and words in answer.content.decode()
    assert definition_of(draft.pk).bands == SMALL.bands


def test_the_trial_adds_up_what_is_typed(draft: CriteriaSet, client):
    points = {"d-1.1": "6", "d-1.2": "2", "d-1.3": "4", "d-2": "2,5", "d-3.1": "0", "d-3.2": "0", "d-4": "0"}
    page = client.get(url(draft, "soan/"), points).content.decode()
    at = page[page.index('id="ket-qua"') :]
    assert ">16</strong>/20 điểm · Tốt" in at and "Mục 1.1 bị giới hạn" in at and "chưa chấm. " not in at[:600]
    page = client.get(url(draft, "soan/"), points | {"d-1.1": "7", "d-2": "hai", "d-3.1": "12.5"}).content.decode()
    assert "Mục 1.1: Điểm phải từ 0 đến 6." in page and "“hai” không phải là số" in page and "Không rõ" in page
    low = points | {"d-2": "1,5", "d-3.1": "2", "d-3.2": "1", "d-1.1": "3"}
    page = client.get(url(draft, "soan/"), low).content.decode()
    assert ">15</strong>/20 điểm · Khá" in page and "Chưa được “Tốt”: mục 2 chưa đạt 50 % số điểm." in page


def test_a_set_that_cannot_be_added_up_has_no_trial_yet(world: World, draft: CriteriaSet, client):
    rows = tuple(replace(row, cap_by="1.1") if row.number == "2" else row for row in SMALL.criteria)
    circle = replace(SMALL, criteria=rows)
    rewrite(row=draft, definition=circle, revision=1, by=world.district_officer, at=NOW)
    page = client.get(url(draft, "soan/")).content.decode()
    assert "Chưa cộng được" in page and "đi thành vòng" in page


def test_out_to_a_sheet_and_in_again(draft: CriteriaSet, client):
    answer = client.get(url(draft, "tieu-chi.xlsx"))
    assert "attachment" in answer["Content-Disposition"]
    file = BytesIO(answer.content)
    client.post(url(draft, "soan/bo-muc/"), {"so": "1", "revision": "1"})
    sent = {"file": SimpleUploadedFile("bo.xlsx", file.getvalue()), "revision": "2"}
    assert client.post(url(draft, "soan/bang/"), sent).status_code == 302
    assert definition_of(draft.pk) == replace(SMALL, criteria=SMALL.criteria)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((("=1+1", "", "Mục", "Cho điểm", 5),), "Cột “Số” là công thức"),
        ((("1", "", "Mục", "Cho điểm", 5), ("1", "", "Mục", "Cho điểm", 5)), "Số 1 bị dùng cho nhiều mục"),
        ((("1", "2", "Mục", "Cho điểm", 5),), "Nhóm cha 2 không có"),
    ],
)
def test_a_sheet_with_mistakes_changes_nothing(draft: CriteriaSet, client, rows, words):
    sent = {"file": SimpleUploadedFile("bo.xlsx", book(*rows).getvalue()), "revision": "1"}
    answer = client.post(url(draft, "soan/bang/"), sent)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert client.get(url(draft, "soan/bang/")).status_code == 200
    assert definition_of(draft.pk) == SMALL


def test_issuing_asks_first_and_lists_what_is_wrong(world: World, draft: CriteriaSet, client):
    assert "không sửa được nữa" in client.get(url(draft, "ban-hanh/")).content.decode()
    stale = client.post(url(draft, "ban-hanh/"), {"revision": "7"})
    assert stale.status_code == 422 and "Người khác vừa sửa" in stale.content.decode()
    rewrite(row=draft, definition=replace(SMALL, total=D(21)), revision=1, by=world.district_officer, at=NOW)
    page = client.post(url(draft, "ban-hanh/"), {"revision": "2"})
    assert page.status_code == 422 and "còn thiếu 1 điểm" in page.content.decode()
    rewrite(row=draft, definition=SMALL, revision=2, by=world.district_officer, at=NOW)
    done = client.post(url(draft, "ban-hanh/"), {"revision": "3"}, follow=True).content.decode()
    assert "Đã ban hành bộ tiêu chí" in done and "Đã ban hành</" in done
    assert client.get(url(draft, "soan/")).status_code == 404


def test_dropping_asks_first(draft: CriteriaSet, client):
    assert "mất hẳn" in client.get(url(draft, "bo/")).content.decode()
    assert client.post(url(draft, "bo/"))["Location"] == "/tieu-chi/"
    assert not CriteriaSet.objects.filter(pk=draft.pk).exists()
