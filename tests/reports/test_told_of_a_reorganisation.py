"""Who is told what when units change: one notice for a person and a matter, and none where it is taken back."""

from namkhong.campaigns.models import Duty
from namkhong.journal.models import Notice
from namkhong.people.models import Person
from namkhong.reorganisations import actions as reorganisations
from namkhong.units.actions import ChangeDraft, ResultDraft, draft_reorganisation, found_below, place
from namkhong.units.states import ChangeKind, Line, UnitKind
from tests.reports.conftest import Running
from tests.reports.test_who_may_afterwards import CHANGED, moved_to_the_sister, reorganise
from tests.world import NOW, SINCE, only_of_the_union

NOBODY = {"by": None, "at": NOW}
CAME, ELSEWHERE, ENDED = "reorganisation_came", "reorganisation_elsewhere", "reorganisation_ended"


def told(kind: str) -> dict[str, dict]:
    """The facts of each notice of a kind by the name of whom it is for, each of whom has one."""
    rows = Notice.objects.filter(kind=kind).order_by("pk")
    names = dict(Person.objects.values_list("pk", "full_name"))
    assert len({row.to_id for row in rows}) == len(rows)
    return {names[row.to_id]: row.facts for row in rows}


def words(person: Person, signed_in) -> str:
    return signed_in(person).get("/thong-bao/").content.decode()


def test_who_takes_over_is_told_once_what_came(running: Running, signed_in) -> None:
    world = running.world
    only_of_the_union(world)
    running.sheet(world.school), running.sheet(world.clinic)
    owed = Duty.objects.filter(unit__in=[world.school, world.clinic]).values("definition", "period").distinct().count()
    new = ResultDraft(name="Trường liên cấp", kind=UnitKind.SCHOOL)
    row = reorganise(world.federation, ChangeKind.MERGE, [world.school, world.clinic], new)
    came = told(CAME)
    # The heads of the two were asked about: the first of them leads, and the officers of both came along.
    assert set(came) == {"Vũ Thị Mai", "Ngô Thùy Linh", "Bùi Hữu Phước"}
    facts = came["Vũ Thị Mai"]
    assert (facts["duties"], facts["begun"], facts["waiting"], facts["owed"]) == (owed, 2, 0, 0)
    page = words(world.school_officer, signed_in)
    assert f"có thêm: {owed} việc chưa xong của đơn vị trước; 2 báo cáo đơn vị trước đang soạn" in page
    Notice.objects.filter(to_id=world.clinic_officer.pk).update(read_at=NOW)
    reorganisations.undo(reorganisation=row, by=None, at=NOW)
    assert set(told(CAME)) == {"Ngô Thùy Linh"}, "what was read stays, the rest is told to nobody"


def test_who_owes_to_another_superior_is_told_to_whom(running: Running, signed_in) -> None:
    world = running.world
    running.sent(world.school)
    moved_to_the_sister(world)
    assert {name: facts["to"] for name, facts in told(ELSEWHERE).items()} == {
        "Vũ Thị Mai": world.sister.name,
        "Bùi Hữu Phước": world.sister.name,
    }
    assert "gửi tới Liên đoàn Lao động huyện Bình Sơn" in words(world.school_head, signed_in)
    owed = Duty.objects.filter(unit=world.school, to_unit=world.sister).count()
    came = told(CAME)
    assert set(came) == {"Dương Thị Yến"}
    assert (came["Dương Thị Yến"]["waiting"], came["Dương Thị Yến"]["owed"]) == (1, owed) and owed
    assert "có thêm: 1 báo cáo đã gửi, chờ tiếp nhận" in words(world.sister_officer, signed_in)


def test_who_carried_it_out_is_not_told(running: Running) -> None:
    world = running.world
    days = {"decided_on": CHANGED, "effective_on": CHANGED}
    row = draft_reorganisation(unit=world.federation, title="Sắp xếp", number="3/QĐ", by=None, at=NOW, **days)
    draft = ChangeDraft(ChangeKind.TRANSFER, Line.UNION, [world.school], [ResultDraft(parent=world.sister)])
    reorganisations.add_changes(reorganisation=row, drafts=[draft], by=None, at=NOW)
    reorganisations.carry_out(reorganisation=row, by=world.school_head, at=NOW)
    assert set(told(ELSEWHERE)) == {"Vũ Thị Mai"}


def test_the_superior_on_another_line_is_told_who_ended(running: Running, signed_in) -> None:
    """The committee dissolves its school; the union, which had it on its own line, learns of it."""
    world = running.world
    row = reorganise(world.district_committee, ChangeKind.DISSOLVE, [world.school])
    ended = told(ENDED)
    assert set(ended) == {"Nguyễn Văn Bình", "Đặng Thu Trang"}
    assert ended["Đặng Thu Trang"]["lost"] == [{"line": "Công đoàn", "units": "Trường Tiểu học Đồng Tâm"}]
    assert "Trường Tiểu học Đồng Tâm (tuyến Công đoàn)" in words(world.district_officer, signed_in)
    reorganisations.undo(reorganisation=row, by=None, at=NOW)
    assert not told(ENDED)


def test_many_units_are_named_in_one_notice(running: Running) -> None:
    """Five schools of the committee end at once; the union hears of it in one sentence."""
    world = running.world
    schools = [
        found_below(parent=world.district_committee, name=f"Trường số {n}", kind=UnitKind.SCHOOL, since=SINCE, **NOBODY)
        for n in range(1, 6)
    ]
    for unit in schools:
        place(unit=unit, line=Line.UNION, parent=world.district, since=SINCE, **NOBODY)
    reorganise(world.district_committee, ChangeKind.DISSOLVE, schools)
    (row,) = told(ENDED)["Đặng Thu Trang"]["lost"]
    assert row["units"] == "Trường số 1, Trường số 2, Trường số 3 và 2 đơn vị khác"


def test_a_union_that_decided_itself_is_not_told(running: Running) -> None:
    reorganise(running.world.federation, ChangeKind.DISSOLVE, [running.world.office])
    assert not told(ENDED)
