"""A unit on several lines: its main line decides about it as a whole, every other line only about its own."""

from datetime import timedelta

import pytest

from namkhong.reorganisations import actions, queries
from namkhong.reorganisations.policies import withheld
from namkhong.reorganisations.rules import VACANT
from namkhong.reorganisations.sheets import Line as SheetLine
from namkhong.units.actions import ChangeDraft, ResultDraft, draft_reorganisation, found_below, leave_line, place
from namkhong.units.models import Placement, Reorganisation, Unit
from namkhong.units.queries import parent
from namkhong.units.states import ChangeKind, Line, UnitKind
from tests.reorganisations.conftest import EFFECTIVE, Office
from tests.reorganisations.test_sheets import send, workbook
from tests.world import NOW, TODAY, World

NEW = ResultDraft(name="Trường Hòa An", kind=UnitKind.SCHOOL)
PARTS = tuple(ResultDraft(name=name, kind=UnitKind.SCHOOL) for name in ("Trường Đông", "Trường Tây"))


def drafted(unit: Unit, *drafts: ChangeDraft) -> Reorganisation:
    """A reorganisation of a unit with these changes."""
    days = {"decided_on": TODAY, "effective_on": EFFECTIVE}
    row = draft_reorganisation(unit=unit, title="Sắp xếp", number="1/QĐ", by=None, at=NOW, **days)
    actions.add_changes(reorganisation=row, drafts=drafts, by=None, at=NOW)
    return row


def as_a_whole(world: World) -> list[ChangeDraft]:
    """What ends the school as a whole, or divides it."""
    return [
        ChangeDraft(ChangeKind.DISSOLVE, "", [world.school]),
        ChangeDraft(ChangeKind.MERGE, "", [world.school, world.office], [NEW]),
        ChangeDraft(ChangeKind.MERGE, "", [world.school, world.office], [ResultDraft(unit=world.office)]),
        ChangeDraft(ChangeKind.SPLIT, "", [world.school], PARTS),
        ChangeDraft(ChangeKind.SPLIT, "", [world.school], [ResultDraft(unit=world.school), PARTS[0]]),
        ChangeDraft(ChangeKind.TRANSFER, "", [world.school], [ResultDraft(parent=world.district)]),
    ]


@pytest.mark.parametrize("place_in_list", range(6))
def test_the_union_does_not_decide_about_a_school_of_the_administration(world: World, place_in_list: int) -> None:
    with pytest.raises(actions.DecidedElsewhere) as refused:
        drafted(world.district, as_a_whole(world)[place_in_list])
    assert refused.value.sentence.startswith(
        "Việc này do Ủy ban nhân dân huyện Hòa An quyết định, vì “Trường Tiểu học Đồng Tâm” thuộc Ủy ban nhân dân "
        "huyện Hòa An trên tuyến Chính quyền."
    )


def test_nor_does_it_move_the_school_on_another_line(world: World) -> None:
    for kind, results in (
        (ChangeKind.WIND_UP, ()),
        (ChangeKind.TRANSFER, (ResultDraft(parent=world.district),)),
    ):
        with pytest.raises(actions.DecidedElsewhere, match="tuyến Chính quyền"):
            drafted(world.district, ChangeDraft(kind, Line.ADMINISTRATION, [world.school], results))


def test_the_union_ends_what_is_its_own(world: World) -> None:
    row = drafted(
        world.federation,
        ChangeDraft(ChangeKind.WIND_UP, Line.UNION, [world.school]),
        ChangeDraft(ChangeKind.TRANSFER, Line.UNION, [world.clinic], [ResultDraft(parent=world.sister)]),
        ChangeDraft(ChangeKind.DISSOLVE, "", [world.office]),
    )
    actions.carry_out(reorganisation=row, by=None, at=NOW)
    assert parent(world.school.pk, Line.UNION, EFFECTIVE) is None
    assert parent(world.school.pk, Line.ADMINISTRATION, EFFECTIVE) == world.district_committee
    assert parent(world.clinic.pk, Line.UNION, EFFECTIVE) == world.sister
    world.school.refresh_from_db(), world.office.refresh_from_db()
    assert world.school.closed_on is None and world.office.closed_on is not None


def test_the_administration_decides_about_its_school(world: World) -> None:
    row = drafted(world.district_committee, ChangeDraft(ChangeKind.DISSOLVE, "", [world.school]))
    actions.carry_out(reorganisation=row, by=None, at=NOW)
    assert not Placement.objects.on(EFFECTIVE).filter(unit=world.school).exists()
    with pytest.raises(actions.DecidedElsewhere, match="Liên đoàn Lao động huyện Hòa An"):
        drafted(world.district_committee, ChangeDraft(ChangeKind.WIND_UP, Line.UNION, [world.clinic]))


def test_a_new_name_is_no_matter_of_lines(world: World) -> None:
    rename = ChangeDraft(ChangeKind.RENAME, "", [world.school], [ResultDraft(name="Trường Kim Đồng")])
    assert drafted(world.district, rename).changes.count() == 1


def test_who_takes_others_in_goes_on(world: World) -> None:
    """The union merges one of its own into the school, about which it does not decide."""
    into = ChangeDraft(ChangeKind.MERGE, "", [world.office, world.school], [ResultDraft(unit=world.school)])
    heir = ChangeDraft(ChangeKind.DISSOLVE, "", [world.office], [ResultDraft(unit=world.school)])
    for draft in (into, heir):
        row = drafted(world.district, draft)
        asked = [question.key for each in queries.all_asked(row) for question in each.questions]
        actions.answer(reorganisation=row, answers=dict.fromkeys(asked, VACANT), by=None, at=NOW)
        actions.carry_out(reorganisation=row, by=None, at=NOW)
        actions.undo(reorganisation=row, by=None, at=NOW)


def test_what_came_under_the_administration_meanwhile(world: World) -> None:
    row = drafted(world.district, ChangeDraft(ChangeKind.DISSOLVE, "", [world.office]))
    place(unit=world.office, line=Line.ADMINISTRATION, parent=world.district_committee, since=TODAY, by=None, at=NOW)
    with pytest.raises(actions.DecidedElsewhere, match="Công đoàn cơ sở cơ quan huyện"):
        actions.carry_out(reorganisation=row, by=None, at=NOW)
    assert withheld(world.district.pk, [(world.office.pk, "")], TODAY)[0].line == Line.ADMINISTRATION


def test_where_a_unit_does_not_stand_nobody_decides(world: World) -> None:
    assert withheld(world.district.pk, [(world.office.pk, Line.SECTOR)], TODAY) == []
    assert [row.unit for row in withheld(world.sister.pk, [(world.office.pk, "")], TODAY)] == [world.office]


def test_at_the_top_of_a_line_a_unit_decides_itself(world: World) -> None:
    (row,) = withheld(world.district.pk, [(world.province_committee.pk, "")], TODAY)
    assert row.superior is None
    with pytest.raises(actions.DecidedElsewhere, match=r"^Việc này do Ủy ban nhân dân tỉnh Sông Lam quyết định"):
        actions.deciding.refuse_withheld(world.district, [(world.province_committee.pk, "")], TODAY)


def test_a_unit_that_begins_to_stand_with_the_day(world: World) -> None:
    leave_line(unit=world.office, line=Line.UNION, until=TODAY, by=None, at=NOW)
    place(unit=world.office, line=Line.UNION, parent=world.sister, since=EFFECTIVE, by=None, at=NOW)
    assert withheld(world.sister.pk, [(world.office.pk, "")], EFFECTIVE.replace(month=11, day=30)) == []


def test_the_page_and_the_sheet_say_who_decides(two_lines, office: Office, world: World) -> None:
    said = office.add("dissolve", wrong=True, sources=[world.school]).content.decode()
    assert "Việc này do Ủy ban nhân dân huyện Hòa An quyết định" in said
    answer = send(office, workbook([("Giải thể", "TH Đồng Tâm", "", "", "", "")]))
    assert "Dòng 2: Việc này do Ủy ban nhân dân huyện Hòa An quyết định" in answer.content.decode()


def union_sheet(world: World, *cells: str) -> list[str]:
    """What is said of a row that the union brings in by a sheet."""
    days = {"decided_on": TODAY, "effective_on": EFFECTIVE}
    row = draft_reorganisation(unit=world.district, title="Sắp xếp", number="1/QĐ", by=None, at=NOW, **days)
    keys = ("kind", "sources", "results", "parent", "shares", "line")
    line = SheetLine(2, dict(zip(keys, cells, strict=True)))
    with pytest.raises(actions.Faulty) as faulty:
        actions.bring_in(reorganisation=row, lines=[line], by=None, at=NOW)
    return [fault.sentence for fault in faulty.value.faults]


@pytest.mark.parametrize(
    ("kind", "results", "shares"),
    [("Tách", "{school}; Trường Tây", "1; 99"), ("Chia", "Trường Đông; Trường Tây", ""), ("Giải thể", "", "")],
)
def test_a_line_beside_it_makes_no_division_a_matter_of_the_union(
    world: World, kind: str, results: str, shares: str
) -> None:
    """Naming its own line does not let the union divide a school whose main line is another."""
    cells = (kind, world.school.name, results.format(school=world.school.name), "", shares, "Công đoàn")
    assert union_sheet(world, *cells)[0].startswith("Việc này do Ủy ban nhân dân huyện Hòa An quyết định")


def test_who_takes_others_in_is_not_moved_by_them(world: World) -> None:
    """A receiver that is given another superior is decided about as a whole, at drafting and at carrying out."""
    cells = ("Sáp nhập", world.office.name, world.school.name, world.clinic.name, "", "")
    assert union_sheet(world, *cells)[0].startswith("Việc này do Ủy ban nhân dân huyện Hòa An quyết định")
    small = found_below(parent=world.district, name="Tổ xe", kind=UnitKind.SCHOOL, since=TODAY, by=None, at=NOW)
    moved = ResultDraft(unit=world.office, parent=world.clinic)
    row = drafted(world.district, ChangeDraft(ChangeKind.MERGE, "", [small, world.office], [moved]))
    asked = [question.key for each in queries.all_asked(row) for question in each.questions]
    actions.answer(reorganisation=row, answers=dict.fromkeys(asked, VACANT), by=None, at=NOW)
    actions.check_ready(reorganisation=row)
    place(unit=world.office, line=Line.ADMINISTRATION, parent=world.district_committee, since=TODAY, by=None, at=NOW)
    with pytest.raises(actions.DecidedElsewhere, match="Công đoàn cơ sở cơ quan huyện"):
        actions.check_ready(reorganisation=row)


def test_an_earlier_day_is_no_way_round_the_main_line(world: World) -> None:
    """The office came to the administration last month: a decision dated before that is not the union's either."""
    since = TODAY.replace(day=1)
    place(unit=world.office, line=Line.ADMINISTRATION, parent=world.district_committee, since=since, by=None, at=NOW)
    before = since - timedelta(days=30)
    found = withheld(world.district.pk, [(world.office.pk, "")], before)
    assert [(row.unit, row.line) for row in found] == [(world.office, Line.ADMINISTRATION)]
    assert withheld(world.district_committee.pk, [(world.office.pk, "")], before) == []
    assert withheld(world.district.pk, [(world.office.pk, Line.UNION)], before) == []
