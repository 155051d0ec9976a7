"""Lists of registrations that wait to be judged follow their units, and come back with them."""

import pytest

from namkhong.campaigns.models import Campaign
from namkhong.registrations.actions import approve_list, recall_list, send_list
from namkhong.registrations.models import JointList, ListMove
from namkhong.registrations.states import RegistrationState
from tests.registrations.stage import Stage, set_stage
from tests.reorganisations.conftest import Office
from tests.world import NOW, World

NEW = {"how": "moi", "name": "Trường Tiểu học Hòa An", "unit_kind": "school", "parent": "giu"}


@pytest.fixture
def stage(office: Office, world: World) -> Stage:
    """The school has sent its list to the district; the clinic has only begun its own."""
    stage = set_stage(world)
    stage.registered(stage.school)
    send_list(place=stage.school, by=world.school_officer, at=NOW)
    stage.registered(stage.clinic)
    return stage


def before(stage: Stage) -> int | None:
    """Before whom the list of the school waits."""
    return stage.joint(stage.world.school).to_unit_id


def test_a_waiting_list_goes_with_its_unit_and_back(stage: Stage, office: Office, world: World) -> None:
    office.add("transfer", line="union", sources=[world.school], parent=world.office)
    office.carry_out()
    assert before(stage) == world.office.pk
    assert ListMove.objects.get().from_unit == world.district
    office.undo()
    assert before(stage) == world.district.pk
    assert not ListMove.objects.exists()


def test_once_judged_at_the_new_place_the_undo_says_so(stage: Stage, office: Office, world: World) -> None:
    office.add("transfer", line="union", sources=[world.school], parent=world.office)
    office.carry_out()
    approve_list(joint=stage.joint(world.school), by=world.office_head, at=NOW)
    assert "1 danh sách đăng ký thi đua đã được duyệt hoặc rút về" in office.undo()
    assert before(stage) == world.office.pk


def test_what_does_not_wait_or_does_not_move_stays(stage: Stage, office: Office, world: World) -> None:
    recall_list(joint=stage.joint(world.school), by=world.school_officer, at=NOW)
    office.add("transfer", line="union", sources=[world.school], parent=world.office)
    office.carry_out()
    assert not ListMove.objects.exists()


def test_the_preview_names_what_hangs_on_a_unit_that_ends(stage: Stage, office: Office, world: World) -> None:
    office.add("merge", sources=[world.school, world.clinic], **NEW)
    page = office.get("xem-truoc/")
    assert "Danh sách đăng ký chờ cấp trên duyệt" in page and "Đăng ký thi đua chưa duyệt" in page
    assert Campaign.objects.get() and JointList.objects.filter(state=RegistrationState.WAITING).count() == 1
