"""What the pages never send, and what changes between looking and pressing."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Event
from namkhong.reorganisations import actions, queries
from namkhong.reorganisations.sheets import Line
from namkhong.units import actions as units
from namkhong.units.actions import ChangeDraft, ResultDraft, found_below, move
from namkhong.units.models import Change, ChangePart, Reorganisation
from namkhong.units.states import ChangeKind, PartRole, ReorganisationState, UnitKind
from tests.reorganisations.conftest import Office
from tests.world import NOW, SINCE, TODAY, World

NEW = {"how": "moi", "name": "Trường Tiểu học Hòa An", "unit_kind": "school", "parent": "giu"}


def test_units_of_others_are_refused(office: Office, world: World) -> None:
    drafts = [ChangeDraft(ChangeKind.DISSOLVE, "", [world.sister_school])]
    with pytest.raises(actions.OutOfHand, match="Hoa Sen"):
        actions.add_changes(reorganisation=office.row, drafts=drafts, by=None, at=NOW)
    taker = [ChangeDraft(ChangeKind.DISSOLVE, "", [world.office], [ResultDraft(unit=world.sister)])]
    with pytest.raises(actions.OutOfHand, match="Bình Sơn"):
        actions.add_changes(reorganisation=office.row, drafts=taker, by=None, at=NOW)


def test_the_same_unit_in_two_changes_at_once(office: Office, world: World) -> None:
    drafts = [ChangeDraft(ChangeKind.DISSOLVE, "", [world.office])] * 2
    with pytest.raises(actions.InAnotherChange):
        actions.add_changes(reorganisation=office.row, drafts=drafts, by=None, at=NOW)


def test_one_unit_leaves_two_lines(office: Office, world: World) -> None:
    office.add("wind_up", line="union", sources=[world.school])
    drafts = [ChangeDraft(ChangeKind.WIND_UP, "administration", [world.school])]
    actions.add_changes(reorganisation=office.row, drafts=drafts, by=None, at=NOW)
    assert Change.objects.count() == 2


def test_a_unit_that_left_meanwhile(office: Office, world: World) -> None:
    office.add("dissolve", sources=[world.office])
    move(unit=world.office, line="union", parent=world.sister, since=TODAY, by=None, at=NOW)
    with pytest.raises(actions.NoLongerBelow, match="Công đoàn cơ sở cơ quan huyện"):
        actions.carry_out(reorganisation=office.row, by=world.district_officer, at=NOW)


def test_shares_of_parts_that_changed(office: Office, world: World) -> None:
    office.add("split", sources=[world.clinic], name_1="Một", name_2="Hai")
    with pytest.raises(actions.SharesChanged):
        actions.decide_shares(change=Change.objects.get(), shares={1: Decimal(1)}, by=None, at=NOW)


def test_undoing_what_was_not_carried_out(office: Office, world: World) -> None:
    with pytest.raises(MovedMeanwhile):
        actions.undo(reorganisation=office.row, by=None, at=NOW)


def test_without_a_person(office: Office, world: World) -> None:
    """What a command does has nobody behind it."""
    office.add("dissolve", sources=[world.office])
    assert actions.first_refusal(reorganisation=office.row, by=None, at=NOW) == ""
    assert Reorganisation.objects.get().state == ReorganisationState.DRAFT
    actions.carry_out(reorganisation=office.row, by=None, at=NOW)
    actions.undo(reorganisation=office.row, by=None, at=NOW)
    assert Event.objects.filter(verb="reorganisation.give_back", by_id=None).exists()


def test_answering_twice_and_after_the_fact(office: Office, world: World) -> None:
    office.add("merge", sources=[world.school, world.clinic], **NEW)
    key = f"head:{Change.objects.get().pk}"
    chosen = {key: str(world.school_head.pk)}
    assert actions.answer(reorganisation=office.row, answers=chosen, by=None, at=NOW) == 1
    assert actions.answer(reorganisation=office.row, answers=chosen, by=None, at=NOW) == 0
    assert actions.answer(reorganisation=office.row, answers={key: "trong"}, by=None, at=NOW) == 1
    with pytest.raises(actions.NoSuchAnswer):
        actions.answer(reorganisation=office.row, answers={"head:0": "trong"}, by=None, at=NOW)
    office.carry_out()
    with pytest.raises(MovedMeanwhile):
        actions.answer(reorganisation=office.row, answers=chosen, by=None, at=NOW)


def test_under_a_unit_of_the_same_draft(office: Office, world: World) -> None:
    """Who stood under a divided unit is told where to go: under one of its parts."""
    office.row.unit = world.federation
    office.row.save()
    parts = {"name_1": "LĐLĐ khu vực 1", "share_1": "50", "name_2": "LĐLĐ khu vực 2", "share_2": "50"}
    office.client.force_login(world.federation_officer.account)
    office.add("split", sources=[world.district], **parts)
    first, second = ChangePart.objects.filter(role=PartRole.RESULT).order_by("order")
    office.add("transfer", line="union", sources=[world.school, world.clinic], parent=f"moi-{first.pk}")
    page = office.client.post(office.path("them/transfer/"), {"lam": "tim-parent"}).content.decode()
    assert "LĐLĐ khu vực 1" in page and "Đơn vị mới của lần sắp xếp này" in page
    office.add("transfer", line="union", sources=[world.office], parent=f"moi-{second.pk}")
    assert "về trực thuộc LĐLĐ khu vực 2" in office.get()
    split = Change.objects.get(kind=ChangeKind.SPLIT)
    office.client.post(office.path("xem-truoc/"), {f"people:{split.pk}": str(first.pk)})
    office.carry_out()
    assert office.row.state == ReorganisationState.CARRIED_OUT
    office.undo()
    assert office.row.state == ReorganisationState.UNDONE


def test_a_founded_unit_of_the_draft_is_a_superior_in_a_sheet(office: Office, world: World) -> None:
    new = ResultDraft(name="Cụm Hòa An", kind=UnitKind.SCHOOL)
    drafts = [ChangeDraft(ChangeKind.MERGE, "", [world.school, world.clinic], [new])]
    units.add_changes(reorganisation=office.row, drafts=drafts, by=None, at=NOW)
    texts = {
        "kind": "Chuyển",
        "sources": "CĐCS cơ quan",
        "results": "",
        "parent": "cum hoa an",
        "shares": "",
        "line": "",
    }
    assert actions.bring_in(reorganisation=office.row, lines=[Line(2, texts)], by=None, at=NOW) == 1


def test_which_units_end(office: Office, world: World) -> None:
    """Who is dissolved, divided or merged away ends; who gives a part away or takes others in goes on."""
    office.add("dissolve", sources=[world.office])
    parts = {"name_1": world.clinic.name, "share_1": "60", "name_2": "Trạm Y tế Tây", "share_2": "40"}
    office.add("split", sources=[world.clinic], **parts)
    office.add("rename", sources=[world.school], name="Trường Tiểu học Kim Đồng")
    changes = queries.changes_in(office.row)
    assert set(queries.ending_in(changes)) == {world.office.pk}
    assert not queries.ending_in(changes.exclude(kind=ChangeKind.DISSOLVE)).exists()


def test_many_changes_are_previewed_with_as_many_queries_as_one(office: Office, world: World) -> None:
    def preview_one_more(number: int) -> int:
        unit = found_below(
            parent=world.district, name=f"Tổ {number}", kind=UnitKind.SCHOOL, since=SINCE, by=None, at=NOW
        )
        drafts = [ChangeDraft(ChangeKind.DISSOLVE, "", [unit])]
        actions.add_changes(reorganisation=office.row, drafts=drafts, by=None, at=NOW)
        with CaptureQueriesContext(connection) as queried:
            asked = queries.all_asked(office.row)
            queries.hanging_on(queries.ending_in(queries.changes_in(office.row)), TODAY)
        assert len(asked) == number
        return len(queried)

    counts = [preview_one_more(number) for number in range(1, 21)]
    assert counts[0] == counts[-1]
