"""What cannot be done is said at its place on the form, and what was typed stays; two officers, sessions, strangers."""

from datetime import date

import pytest
from django.test import Client

from namkhong.people.actions import relieve
from namkhong.people.models import Employment, Post
from namkhong.reorganisations.models import Answer
from namkhong.units.actions import ResultDraft, add_change, carry_out_structure, draft_reorganisation
from namkhong.units.models import Change, Reorganisation
from namkhong.units.states import Line, ReorganisationState
from tests.reorganisations.conftest import EFFECTIVE, Office
from tests.world import NOW, TODAY, World

NEW = {"how": "moi", "name": "Trường Tiểu học Hòa An", "unit_kind": "school", "parent": "giu"}


def words(answer) -> str:
    """The page of an answer."""
    return answer.content.decode()


def test_a_unit_merged_into_itself(office: Office, world: World) -> None:
    page = words(office.add("merge", wrong=True, sources=[world.school], how="dang-co", receiver=world.school))
    assert "không thể sáp nhập vào chính mình" in page
    assert f'value="{world.school.pk}" id="id_receiver_0" checked' in page or "checked" in page
    assert not Change.objects.exists()


def test_one_unit_is_no_merger(office: Office, world: World) -> None:
    page = words(office.add("merge", wrong=True, sources=[world.school], **NEW))
    assert "ít nhất hai đơn vị" in page and "Trường Tiểu học Hòa An" in page


def test_a_circle(office: Office, world: World) -> None:
    wrong = {"line": Line.UNION, "sources": [world.district], "parent": world.school}
    page = words(office.add("transfer", wrong=True, **wrong))
    assert "đang trực thuộc chính" in page


def test_a_unit_in_two_changes(office: Office, world: World) -> None:
    office.add("dissolve", sources=[world.office])
    page = words(office.add("merge", wrong=True, sources=[world.office, world.school], **NEW))
    assert "đã có trong một thay đổi khác" in page and "checked" in page
    assert Change.objects.count() == 1


def test_dated_before_an_earlier_one(office: Office, world: World) -> None:
    later = draft_reorganisation(
        unit=world.district,
        title="Đổi tên năm sau",
        number="2",
        decided_on=TODAY,
        effective_on=date(2027, 1, 1),
        by=None,
        at=NOW,
    )
    result = ResultDraft(name="Tên khác")
    add_change(reorganisation=later, kind="rename", sources=[world.school], results=[result], by=None, at=NOW)
    carry_out_structure(reorganisation=later, by=None, at=NOW)
    page = words(office.add("dissolve", wrong=True, sources=[world.school]))
    assert "Đổi tên năm sau" in page and "01/01/2027" in page


def test_shares_of_a_split(office: Office, world: World) -> None:
    typed = {"name_1": "Trạm Đông", "share_1": "60", "name_2": "Trạm Tây", "share_2": "50"}
    page = words(office.add("split", wrong=True, sources=[world.clinic], **typed))
    assert "cộng lại phải bằng 100%, hiện là 110%" in page and "Trạm Đông" in page and 'value="60"' in page
    page = words(
        office.add("split", wrong=True, sources=[world.clinic, world.school], name_1="Một", share_2="0", share_3="5")
    )
    assert "Chỉ chọn một đơn vị" in page and "Có tỷ lệ nhưng chưa có tên" in page
    assert "Tỷ lệ phải lớn hơn 0" in page and "ít nhất hai đơn vị" in page


def test_nothing_ticked_nothing_named(office: Office, world: World) -> None:
    page = words(office.add("merge", wrong=True, how="moi", parent="giu"))
    assert "Hãy tìm rồi đánh dấu đơn vị" in page and "Hãy ghi tên đơn vị mới" in page
    page = words(office.add("merge", wrong=True, sources=[world.school], how="dang-co"))
    assert "Hãy tìm rồi chọn đơn vị đang có" in page


def test_only_units_in_hand_can_be_named(office: Office, world: World) -> None:
    page = words(office.add("dissolve", wrong=True, sources=[world.sister_school]))
    assert "Hoa Sen" not in page
    page = words(office.client.post(office.path("them/dissolve/"), {"lam": "tim-sources", "tim_sources": "hoa sen"}))
    assert "Không tìm thấy đơn vị nào" in page


def test_a_search_keeps_everything(office: Office, world: World) -> None:
    typed = {"lam": "tim-sources", "tim_sources": "DONG TAM", "sources": [world.clinic.pk], "name": "Tên dở dang"}
    page = words(office.client.post(office.path("them/merge/"), typed))
    assert "Trường Tiểu học Đồng Tâm" in page and "Trung tâm Y tế" in page and "Tên dở dang" in page
    assert "field-error" not in page and page.count(" checked") == 1
    assert "Công đoàn: trực thuộc Liên đoàn Lao động huyện Hòa An" in page


def test_sub_units_of_a_divided_unit_need_a_place(office: Office, world: World, signed_in) -> None:
    office.row.unit = world.federation
    office.row.save()
    office.client = signed_in(world.federation_officer)
    typed = {"name_1": "LĐLĐ khu vực 1", "share_1": "50", "name_2": "LĐLĐ khu vực 2", "share_2": "50"}
    office.add("split", sources=[world.district], **typed)
    part = Change.objects.get().parts.get(name="LĐLĐ khu vực 1")
    office.answer(people=str(part.pk))
    preview = office.get("xem-truoc/")
    assert "Chưa thực hiện được" in preview and "Hãy thêm dòng “Chuyển về cấp trên khác”" in preview
    assert "Đơn vị trực thuộc" in preview and "Thực hiện việc sắp xếp?" not in preview
    assert "chưa rõ" in office.carry_out()
    office.row.refresh_from_db()
    assert office.row.state == ReorganisationState.DRAFT


def test_two_officers_at_once(office: Office, world: World, signed_in) -> None:
    office.add("dissolve", sources=[world.office])
    other = signed_in(world.district_head)
    office.carry_out()
    told = other.post(office.path("thuc-hien/"), follow=True).content.decode()
    assert "người khác xử lý" in told
    other.post(office.path("hoan-tac/"))
    again = office.client.post(office.path("hoan-tac/"), follow=True).content.decode()
    assert office.row.batch_id and "đã được hoàn tác" in again


def test_a_draft_is_closed_once_carried_out(office: Office, world: World) -> None:
    office.add("dissolve", sources=[world.office])
    office.carry_out()
    for page in ("thong-tin/", "them/merge/", "xem-truoc/", "bo/", "bang/"):
        assert office.client.get(office.path(page)).status_code == 404, page
    change = Change.objects.get()
    told = office.client.post(f"/sap-xep/thay-doi/{change.pk}/bo/", follow=True).content.decode()
    assert "không còn ở dạng dự thảo" in told and Change.objects.exists()


def test_what_was_typed_outlives_the_session(world: World) -> None:
    client = Client()
    client.force_login(world.district_officer.account)
    page = client.get("/sap-xep/moi/").content.decode()
    owner = page.split('name="form_owner" value="')[1].split('"')[0]
    client.logout()
    client.post("/sap-xep/moi/", {"title": "Gõ dở", "form_owner": owner})
    login = {"login": "district_officer", "password": "mat-khau-de-thu-2026"}
    client.post("/tai-khoan/dang-nhap/?next=/sap-xep/moi/", login)
    assert "Gõ dở" in client.get("/sap-xep/moi/").content.decode()


def test_acting_on_the_result_forbids_undoing(office: Office, world: World) -> None:
    office.add("merge", sources=[world.school, world.clinic], **NEW)
    office.answer(head="trong")
    office.carry_out()
    made = Change.objects.get().parts.get(role="result").unit
    Employment.objects.create(person=world.nobody, unit=made, valid_from=EFFECTIVE)
    assert "Không hoàn tác được nữa" in office.get() and "Mai Chí Công" in office.get()
    told = office.client.post(office.path("hoan-tac/"))
    assert told.status_code == 422 and "Mai Chí Công" in words(told)
    office.row.refresh_from_db()
    assert office.row.state == ReorganisationState.CARRIED_OUT


def test_an_answer_that_no_longer_fits_is_open_again(office: Office, world: World) -> None:
    office.add("merge", sources=[world.school, world.clinic], **NEW)
    told = office.answer(head=str(world.stranger.pk))
    assert told.status_code == 422 and not Answer.objects.exists()
    office.answer(head=str(world.school_head.pk))
    assert "Thực hiện việc sắp xếp?" in office.get("xem-truoc/")
    relieve(post=Post.objects.get(person=world.school_head), until=TODAY, by=None, at=NOW)
    assert "Còn <strong>1</strong> điều" in office.get("xem-truoc/")


@pytest.mark.parametrize("kind", ["merge", "split", "rename", "transfer", "dissolve", "wind_up"])
def test_nothing_sent_at_all(office: Office, kind: str) -> None:
    assert office.client.post(office.path(f"them/{kind}/"), {"lam": "them"}).status_code == 422
    assert office.client.get(office.path(f"them/{kind}/")).status_code == 200
    strange = {"lam": "them", "sources": ["x", "9" * 40, "-1"], "parent": "\x00", "line": "zzz", "name_1": "a\x00"}
    assert office.client.post(office.path(f"them/{kind}/"), strange).status_code == 422
    assert office.client.get(office.path("them/khong-co/")).status_code == 404


def test_carrying_out_nothing(office: Office) -> None:
    assert "Chưa có thay đổi nào" in office.carry_out()
    assert office.client.get(office.path("xem-truoc/")).status_code == 302
    assert Reorganisation.objects.get().state == ReorganisationState.DRAFT
