"""Each kind of change through the pages: drafted, previewed, carried out, taken back."""

from datetime import timedelta

from namkhong.people.models import Post
from namkhong.people.queries import head_of
from namkhong.units.models import Change, ChangePart, FormerName, Succession, Unit
from namkhong.units.queries import parent
from namkhong.units.states import Line, PartRole, ReorganisationState
from tests.reorganisations.conftest import EFFECTIVE, Office
from tests.world import World

BEFORE = EFFECTIVE - timedelta(days=1)
NEW = {"how": "moi", "name": "Trường Tiểu học Hòa An", "unit_kind": "school", "parent": "giu"}


def merge(office: Office, world: World) -> None:
    office.add("merge", sources=[world.school, world.clinic], **NEW)


def test_merge(office: Office, world: World) -> None:
    merge(office, world)
    page = office.get()
    assert "Sáp nhập Trường Tiểu học Đồng Tâm, Trung tâm Y tế huyện Hòa An thành Trường Tiểu học Hòa An" in page
    preview = office.get("xem-truoc/")
    assert "Còn <strong>1</strong> điều" in preview and "Ai đứng đầu Trường Tiểu học Hòa An?" in preview
    assert "Người đứng đầu đơn vị" in preview and "lập mới" in preview
    assert office.answer(head=str(world.clinic_head.pk)).status_code == 302
    preview = office.get("xem-truoc/")
    assert "Thực hiện việc sắp xếp?" in preview and "Chưa thực hiện được" not in preview
    done = office.carry_out()
    assert office.row.state == ReorganisationState.CARRIED_OUT
    made = Unit.objects.get(name="Trường Tiểu học Hòa An")
    assert head_of(made.pk, EFFECTIVE).person == world.clinic_head
    assert parent(made.pk, Line.UNION, EFFECTIVE) == world.district
    assert "Đã bàn giao" in done and "Kết quả thực hiện" in done and "Hoàn tác" in done
    office.undo()
    assert office.row.state == ReorganisationState.UNDONE
    assert parent(world.school.pk, Line.UNION, EFFECTIVE) == world.district
    assert head_of(world.school.pk, EFFECTIVE).person == world.school_head
    assert not Post.objects.filter(unit=made).exists()


def test_merge_into_a_unit_that_exists(office: Office, world: World) -> None:
    office.add("merge", sources=[world.school], how="dang-co", receiver=world.clinic, parent="giu")
    assert "Sáp nhập Trường Tiểu học Đồng Tâm vào Trung tâm Y tế huyện Hòa An" in office.get()
    office.answer(head="trong")
    office.carry_out()
    world.school.refresh_from_db(), world.clinic.refresh_from_db()
    assert world.school.closed_on == BEFORE and world.clinic.closed_on is None
    assert head_of(world.clinic.pk, EFFECTIVE) is None
    office.undo()
    assert head_of(world.clinic.pk, EFFECTIVE).person == world.clinic_head


def test_split(office: Office, world: World) -> None:
    parts = {"name_1": "Trạm Y tế Đông", "name_2": "Trạm Y tế Tây"}
    office.add("split", sources=[world.clinic], **parts)
    preview = office.get("xem-truoc/")
    assert "Còn <strong>2</strong> điều" in preview and "Chưa định tỷ lệ" in preview
    change = Change.objects.get()
    east, west = ChangePart.objects.filter(change=change, role=PartRole.RESULT).order_by("order")
    wrong = office.client.post(f"/sap-xep/thay-doi/{change.pk}/", {f"share_{east.pk}": "70", f"share_{west.pk}": "40"})
    assert wrong.status_code == 422 and "hiện là 110%" in wrong.content.decode()
    office.client.post(f"/sap-xep/thay-doi/{change.pk}/", {f"share_{east.pk}": "62,5", f"share_{west.pk}": "37,5"})
    assert "Chia Trung tâm Y tế huyện Hòa An thành Trạm Y tế Đông (62,5%), Trạm Y tế Tây (37,5%)" in office.get()
    assert "Còn 1 điều cần quyết định" in office.carry_out()
    office.answer(people=str(west.pk))
    office.carry_out()
    made = Unit.objects.get(name="Trạm Y tế Tây")
    assert Post.objects.on(EFFECTIVE).get(person=world.clinic_officer).unit == made
    assert sorted(Succession.objects.values_list("share", flat=True)) == [3 / 8, 5 / 8]
    office.undo()
    assert Post.objects.on(EFFECTIVE).get(person=world.clinic_officer).unit == world.clinic


def test_part_goes_to_another_unit(office: Office, world: World) -> None:
    office.add(
        "split",
        sources=[world.school],
        name_1="truong tieu hoc dong tam",
        share_1="60",
        name_2="Công đoàn cơ sở cơ quan huyện",
        share_2="40",
    )
    assert "Tách Công đoàn cơ sở cơ quan huyện (40%) từ Trường Tiểu học Đồng Tâm" in office.get()
    office.carry_out()
    world.school.refresh_from_db()
    assert office.row.state == ReorganisationState.CARRIED_OUT and world.school.closed_on is None
    office.undo()
    assert not Succession.objects.exists()


def test_rename(office: Office, world: World) -> None:
    office.add("rename", sources=[world.school], name="Trường Tiểu học Kim Đồng")
    office.carry_out()
    assert "Đổi tên Trường Tiểu học Đồng Tâm thành Trường Tiểu học Kim Đồng" in office.get()
    world.school.refresh_from_db()
    assert world.school.name == "Trường Tiểu học Kim Đồng" and FormerName.objects.count() == 1
    office.undo()
    world.school.refresh_from_db()
    assert world.school.name == "Trường Tiểu học Đồng Tâm"


def test_transfer(world: World, office: Office, signed_in) -> None:
    office.client = signed_in(world.federation_officer)
    office.row.unit = world.federation
    office.row.save()
    office.add("transfer", line=Line.UNION, sources=[world.office, world.clinic], parent=world.sister)
    assert "về trực thuộc Liên đoàn Lao động huyện Bình Sơn trên tuyến Công đoàn" in office.get()
    office.carry_out()
    assert parent(world.office.pk, Line.UNION, EFFECTIVE) == world.sister
    assert parent(world.office.pk, Line.UNION, BEFORE) == world.district
    office.undo()
    assert parent(world.office.pk, Line.UNION, EFFECTIVE) == world.district


def test_dissolve(office: Office, world: World) -> None:
    office.add("dissolve", sources=[world.office])
    office.carry_out()
    world.office.refresh_from_db()
    assert world.office.closed_on == BEFORE
    office.undo()
    world.office.refresh_from_db()
    assert world.office.closed_on is None


def test_wind_up_a_line(two_lines, office: Office, world: World) -> None:
    office.add("wind_up", line=Line.UNION, sources=[world.school])
    assert "Kết thúc hoạt động của Trường Tiểu học Đồng Tâm trên tuyến Công đoàn" in office.get()
    office.carry_out()
    assert parent(world.school.pk, Line.UNION, EFFECTIVE) is None
    assert parent(world.school.pk, Line.ADMINISTRATION, EFFECTIVE) == world.district_committee
    office.undo()
    assert parent(world.school.pk, Line.UNION, EFFECTIVE) == world.district
