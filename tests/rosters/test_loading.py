"""A list of staff from the file to the register: dry run, loading, loading again, taking back."""

import datetime as dt
import io

import pytest
from django.db import connection
from python_calamine import CalamineWorkbook

from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Event
from namkhong.papers.actions import drop_file, store_file
from namkhong.papers.intake import judge_sheet
from namkhong.papers.models import StoredFile
from namkhong.people.actions import appoint, open_account
from namkhong.people.models import Employment, Person, PersonalData
from namkhong.people.sealing import open_box, sealer
from namkhong.people.states import PostKind
from namkhong.rosters import actions
from namkhong.rosters.actions import loading
from namkhong.rosters.models import Overwritten, Roster
from namkhong.rosters.policies import may_load
from namkhong.rosters.sheets import NoHeader
from namkhong.rosters.states import RosterState
from tests.rosters.books import STAFF_HEAD, book
from tests.world import NOW, TODAY

LAN = ["NS1", "Nguyễn Thị Lan", "TH Đồng Tâm", "Giáo viên", dt.date(1985, 3, 2), "001185000123", "0912345678", ""]
HUNG = ["NS2", "Trần Văn Hùng", "Trung tâm y tế huyện hòa an", "Bác sĩ", "15/7/1979", "", "+84 987 654 321", "1/9/2010"]
TABLES = ("people_person", "people_employment", "people_personaldata")


def tables() -> dict[str, list]:
    """Everything that is kept of people."""
    with connection.cursor() as cursor:
        kept = {}
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
            kept[table] = [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in cursor]
    return kept


def test_people_come_in_with_their_work_and_their_sealed_data(world, load):
    roster = load([LAN, HUNG])
    assert roster.state == RosterState.LOADED
    assert {key: roster.counts[key] for key in ("new", "changed", "moved", "same")} == {
        "new": 2,
        "changed": 0,
        "moved": 0,
        "same": 0,
    }
    lan, hung = Person.objects.filter(kept_by=world.district).order_by("staff_code")
    assert (lan.full_name, lan.search_name, lan.enrolled_in_id) == ("Nguyễn Thị Lan", "nguyen thi lan", roster.batch_id)
    works = Employment.objects.get(person=hung)
    assert (works.unit, works.position, works.valid_from) == (world.clinic, "Bác sĩ", dt.date(2010, 9, 1))
    assert Employment.objects.get(person=lan).valid_from == TODAY
    data = PersonalData.objects.get(person=lan)
    assert open_box(lan.pk, data.sealed) == {"born": "1985-03-02", "identity": "001185000123", "phone": "0912345678"}
    assert bytes(data.identity_mark) == sealer(at=NOW).mark("identity", "001185000123")
    phone = PersonalData.objects.get(person=hung)
    assert open_box(hung.pk, phone.sealed) == {"born": "1979-07-15", "phone": "0987654321"}
    assert phone.identity_mark is None


def test_no_personal_data_is_left_anywhere_else(world, load, tmp_path):
    roster = load([LAN])
    assert not StoredFile.objects.exists()
    assert roster.file is None
    said = str([event.facts for event in Event.objects.all()]) + str(Roster.objects.values())
    for told in ("001185000123", "0912345678", "1985"):
        assert told not in said


def test_the_same_list_again_changes_nothing(world, load):
    load([LAN, HUNG])
    before = tables()
    again = load([HUNG, LAN])
    assert (again.counts["same"], again.counts["new"], again.counts["changed"]) == (2, 0, 0)
    assert tables() == before


def test_a_changed_list_changes_moves_and_reports_who_is_missing(world, load):
    load([LAN, HUNG])
    before = tables()
    lan = ["NS1", "Nguyễn Thị Lan Anh", "TH Đồng Tâm", "Phó Hiệu trưởng", *LAN[4:]]
    moved = load([lan, ["NS3", "Lê Thị Mơ", *LAN[2:4]]])
    assert (moved.counts["changed"], moved.counts["new"]) == (1, 1)
    assert Person.objects.get(staff_code="NS1").full_name == "Nguyễn Thị Lan Anh"
    assert Employment.objects.get(person__staff_code="NS1").position == "Phó Hiệu trưởng"
    actions.undo(roster=moved, by=world.district_officer.pk, at=NOW)
    assert tables() == before
    assert not Overwritten.objects.exists()


def test_a_person_who_moves_keeps_the_former_work(world, load):
    load([HUNG])
    before = tables()
    moved = load([[*HUNG[:2], "TH Đồng Tâm", "Y sĩ trường học", *HUNG[4:7], "01/10/2026"]])
    assert moved.counts["moved"] == 1
    old, new = Employment.objects.filter(person__staff_code="NS2").order_by("valid_from")
    assert (old.unit, old.valid_to) == (world.clinic, dt.date(2026, 9, 30))
    assert (new.unit, new.valid_from) == (world.school, dt.date(2026, 10, 1))
    actions.undo(roster=moved, by=world.district_officer.pk, at=NOW)
    assert tables() == before


def test_a_move_without_a_later_day_counts_from_the_day_of_loading(world, load):
    load([HUNG])
    load([[*HUNG[:2], "TH Đồng Tâm", *HUNG[3:]]])
    assert Employment.objects.get(person__staff_code="NS2", valid_to=None).valid_from == TODAY


def test_data_that_is_told_later_or_no_more(world, load):
    load([["NS1", "Nguyễn Thị Lan", "TH Đồng Tâm"]])
    assert not PersonalData.objects.exists()
    before = tables()
    told = load([[*LAN[:7], ""]])
    assert told.counts["changed"] == 1
    born = load([[*LAN[:4], dt.date(1985, 3, 3), *LAN[5:]]])
    assert born.counts["changed"] == 1
    gone = load([["NS1", "Nguyễn Thị Lan", "TH Đồng Tâm", "Giáo viên"]])
    assert not PersonalData.objects.exists()
    for roster in (gone, born, told):
        actions.undo(roster=roster, by=world.district_officer.pk, at=NOW)
    assert tables() == before


def test_who_is_missing_stays_unless_it_is_asked_for(world, load, hand_in):
    load([LAN, HUNG])
    checked = hand_in([LAN])
    assert (checked.counts["known"], checked.counts["missing"]) == (1, 1)
    before = tables()
    ended = load([LAN], finish_missing=True)
    assert ended.counts["ended"] == 1
    assert Employment.objects.get(person__staff_code="NS2").valid_to == TODAY - dt.timedelta(days=1)
    back = load([LAN, HUNG])
    assert back.counts["moved"] == 1
    with pytest.raises(actions.UsedSince, match="chuyển đơn vị"):
        actions.undo(roster=ended, by=world.district_officer.pk, at=NOW)
    actions.undo(roster=back, by=world.district_officer.pk, at=NOW)
    actions.undo(roster=ended, by=world.district_officer.pk, at=NOW)
    assert tables() == before


def test_mistakes_keep_everything_out_unless_they_are_passed_over(world, hand_in):
    bad = ["NS3", "", "Trường lạ", "", "05/13/1980", "123", "12", "31/02/2020"]
    roster = hand_in([LAN, bad])
    assert (roster.state, roster.counts["rows"], roster.counts["bad"]) == (RosterState.CHECKED, 2, 1)
    assert {row[1] for row in roster.mistakes} == {"name", "unit", "born", "identity", "phone", "since"}
    officer = world.district_officer.pk
    with pytest.raises(actions.StillWrong):
        actions.begin(roster=roster, skip_bad=False, finish_missing=False, by=officer, at=NOW)
    assert not Person.objects.filter(kept_by=world.district).exists()
    actions.begin(roster=roster, skip_bad=True, finish_missing=False, by=officer, at=NOW)
    actions.load(roster=roster, by=officer, at=NOW)
    assert [person.staff_code for person in Person.objects.filter(kept_by=world.district)] == ["NS1"]


def test_a_list_of_mistakes_only_cannot_be_loaded(world, hand_in):
    roster = hand_in([["", "x"]])
    with pytest.raises(actions.NothingToLoad):
        actions.begin(roster=roster, skip_bad=True, finish_missing=False, by=world.district_officer.pk, at=NOW)


def test_the_marked_copy_is_the_own_table_with_one_more_column(world, hand_in):
    rows = [["DANH SÁCH"], [], STAFF_HEAD, LAN, ["NS1", "=HYPERLINK(1)", *LAN[2:]], [], HUNG]
    roster = hand_in(book(rows))
    assert roster.marked is not None
    sheet = CalamineWorkbook.from_path(str(roster.marked.path)).get_sheet_by_index(0).to_python()
    assert sheet[0][0] == "DANH SÁCH"
    assert sheet[2] == [*STAFF_HEAD, "Lỗi"]
    assert sheet[3][:8] == LAN
    assert sheet[3][8] == ""
    assert sheet[4][1] == "=HYPERLINK(1)"
    assert "đã có ở dòng 4" in sheet[4][8]
    assert "Họ và tên" in sheet[4][8]
    assert sheet[6][0] == "NS2"


def test_formulas_and_merged_cells_are_mistakes_of_their_rows(world, hand_in):
    def adorn(made, sheet):
        sheet.write_formula(1, 1, '="Lan"', None, "Lan Anh")
        sheet.merge_range(2, 2, 3, 2, "TH Đồng Tâm")

    roster = hand_in(book([STAFF_HEAD, LAN, HUNG, ["NS4", "Mai Thị Nở"], ["NS5", "Bùi Thị Xuân"]], adorn))
    assert [(row[0], row[1]) for row in roster.mistakes] == [(2, ""), (3, ""), (4, "")]
    assert "B2 là công thức" in roster.mistakes[0][2]
    assert "ô gộp" in roster.mistakes[1][2]


def test_capitals_are_offered_to_be_rewritten(world, hand_in):
    roster = hand_in([["NS1", "NGUYỄN THỊ LAN", "TH Đồng Tâm"]])
    assert (roster.counts["bad"], roster.counts["warnings"]) == (0, 1)
    assert "Nguyễn Thị Lan" in roster.mistakes[0][2]
    mended = hand_in([["NS1", "NGUYỄN THỊ LAN", "TH Đồng Tâm"]], mend=True)
    assert mended.counts["warnings"] == 0


def test_only_units_within_reach(world, hand_in):
    roster = hand_in([["NS1", "Nguyễn Thị Lan", "MN Hoa Sen"]])
    assert "Không tìm thấy đơn vị" in roster.mistakes[0][2]


def test_loading_goes_on_after_it_was_cut_off(world, hand_in, monkeypatch):
    rows = [[f"NS{number}", "Nguyễn Thị Lan", "TH Đồng Tâm"] for number in range(1, 11)]
    roster = hand_in(rows)
    officer = world.district_officer.pk
    monkeypatch.setattr(loading, "PIECE", 4)
    monkeypatch.setattr(loading, "clear_files", lambda *_, **__: 1 / 0)
    actions.begin(roster=roster, skip_bad=False, finish_missing=False, by=officer, at=NOW)
    with pytest.raises(ZeroDivisionError):
        actions.load(roster=roster, by=officer, at=NOW)
    monkeypatch.undo()
    roster = Roster.objects.get(pk=roster.pk)
    assert (roster.state, roster.done_row, roster.counts["new"]) == (RosterState.LOADING, 11, 10)
    actions.load(roster=roster, by=officer, at=NOW)
    assert (roster.state, roster.counts["new"]) == (RosterState.LOADED, 10)
    assert Employment.objects.filter(begun_in=roster.batch_id).count() == 10


def test_two_loadings_at_once_are_one(world, hand_in):
    roster = hand_in([LAN])
    officer = world.district_officer.pk
    actions.begin(roster=roster, skip_bad=False, finish_missing=False, by=officer, at=NOW)
    Roster.objects.filter(pk=roster.pk).update(done_row=99)
    with pytest.raises(MovedMeanwhile):
        actions.load(roster=roster, by=officer, at=NOW)
    Roster.objects.filter(pk=roster.pk).update(state=RosterState.LOADED)
    with pytest.raises(MovedMeanwhile):
        actions.load(roster=Roster.objects.get(pk=roster.pk), by=officer, at=NOW)


def test_what_has_become_wrong_since_the_check_takes_all_back(world, hand_in, monkeypatch):
    rows = [[f"NS{number}", "Nguyễn Thị Lan", "TH Đồng Tâm"] for number in range(1, 5)]
    roster = hand_in([*rows, ["NS9", "Lê Văn Tám", "TTYT Hòa An"]])
    before, officer = tables(), world.district_officer.pk
    actions.begin(roster=roster, skip_bad=False, finish_missing=False, by=officer, at=NOW)
    world.clinic.closed_on = dt.date(2026, 1, 1)
    world.clinic.save()
    monkeypatch.setattr(loading, "PIECE", 2)
    with pytest.raises(actions.WrongSince):
        actions.load(roster=roster, by=officer, at=NOW)
    roster.refresh_from_db()
    assert roster.state == RosterState.CHECKED
    assert tables() == before


def test_who_has_been_trusted_with_something_stays(world, load):
    roster = load([LAN])
    lan = Person.objects.get(staff_code="NS1")
    appoint(person=lan, unit=world.school, kind=PostKind.HEAD, since=TODAY, by=None, at=NOW)
    with pytest.raises(actions.UsedSince, match="nhiệm vụ"):
        actions.undo(roster=roster, by=world.district_officer.pk, at=NOW)


def test_a_later_list_must_go_first(world, load):
    first = load([LAN])
    later = load([["NS1", "Nguyễn Thị Lan Anh", *LAN[2:]]])
    with pytest.raises(actions.UsedSince, match="danh sách nạp sau"):
        actions.undo(roster=first, by=world.district_officer.pk, at=NOW)
    actions.undo(roster=later, by=world.district_officer.pk, at=NOW)
    actions.undo(roster=first, by=world.district_officer.pk, at=NOW)
    assert not Person.objects.filter(kept_by=world.district).exists()


def test_columns_must_be_there_and_not_twice(world):
    roster = actions.take_in(
        kept_by=world.district,
        kind="staff",
        name="a.xlsx",
        data=io.BytesIO(book([STAFF_HEAD, LAN])),
        by=world.district_officer.pk,
        at=NOW,
    )
    with pytest.raises(actions.ColumnMissing, match="Họ và tên"):
        actions.match_columns(roster=roster, columns={"code": 0}, mend_capitals=False, by=None, at=NOW)
    with pytest.raises(actions.ColumnTwice):
        actions.match_columns(roster=roster, columns={"code": 0, "name": 0}, mend_capitals=False, by=None, at=NOW)
    actions.drop(roster=roster, by=None, at=NOW)
    roster.refresh_from_db()
    assert (roster.state, roster.file) == (RosterState.DROPPED, None)
    with pytest.raises(actions.FileGone):
        actions.check(roster=roster, by=world.district_officer.pk, at=NOW)
    assert actions.why_not(roster) == ""


def test_the_sheet_with_a_header_is_found_behind_others(world):
    def adorn(made, sheet):
        sheet.write_string(0, 0, "Bìa")
        second = made.add_worksheet("Trống")
        third = made.add_worksheet("Người")
        for place, title in enumerate(STAFF_HEAD):
            third.write_string(0, place, title)
        assert second

    given = {"kept_by": world.district, "kind": "staff", "by": None, "at": NOW}
    roster = actions.take_in(name="a.xlsx", data=io.BytesIO(book([], adorn)), **given)
    assert (roster.sheet, len(roster.columns)) == (2, 8)
    with pytest.raises(NoHeader):
        actions.take_in(name="b.csv", data=io.BytesIO(b"x;y\n1;2\n"), **given)
    assert StoredFile.objects.count() == 1


def test_who_has_an_account_or_was_put_to_work_by_hand_stays(world, load):
    roster = load([LAN, HUNG])
    officer = world.district_officer.pk
    hung = Person.objects.get(staff_code="NS2")
    row = Employment.objects.create(person=hung, unit=world.office, valid_from=TODAY, valid_to=TODAY)
    with pytest.raises(actions.UsedSince, match="chuyển đơn vị"):
        actions.undo(roster=roster, by=officer, at=NOW)
    row.delete()
    open_account(person=hung, username="hung", password="x", by=None, at=NOW)
    with pytest.raises(actions.UsedSince, match="tài khoản"):
        actions.undo(roster=roster, by=officer, at=NOW)


def test_who_is_needed_elsewhere_stays(world, load):
    roster = load([LAN])
    before = tables()
    stored = store_file(unit=world.school.pk, name="a.csv", data=io.BytesIO(b"a;b"), by=None, at=NOW, judge=judge_sheet)
    StoredFile.objects.filter(pk=stored.pk).update(uploaded_by=Person.objects.get(staff_code="NS1"))
    with pytest.raises(actions.UsedSince, match="dữ liệu khác"):
        actions.undo(roster=roster, by=world.district_officer.pk, at=NOW)
    assert tables() == before


def test_a_file_that_something_else_needs_is_kept(world):
    given = {"kept_by": world.district, "kind": "staff", "by": None, "at": NOW}
    content = book([STAFF_HEAD, LAN])
    first, second = (actions.take_in(name="a.xlsx", data=io.BytesIO(content), **given) for _ in range(2))
    actions.drop(roster=first, by=None, at=NOW)
    assert Roster.objects.get(pk=second.pk).file is not None
    drop_file(stored=second.file_id, by=None, at=NOW)
    assert StoredFile.objects.count() == 1
    elsewhere = store_file(
        unit=world.school.pk, name="a.xlsx", data=io.BytesIO(content), by=None, at=NOW, judge=judge_sheet
    )
    actions.drop(roster=second, by=None, at=NOW)
    assert elsewhere.path.exists()


def test_a_list_is_checked_again_and_long_ones_come_back_in_part(world, hand_in, monkeypatch):
    monkeypatch.setattr("namkhong.rosters.actions.checking.WHOLE_COPY", 1)
    roster = hand_in([LAN, ["NS9", ""]])
    sheet = CalamineWorkbook.from_path(str(roster.marked.path)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in sheet] == ["Mã nhân sự", "", "NS9"]
    officer, before = world.district_officer.pk, roster.marked_id
    actions.match_columns(roster=roster, columns=roster.columns, mend_capitals=False, by=officer, at=NOW)
    actions.check(roster=roster, by=officer, at=NOW)
    assert roster.marked_id == before
    mended = {key: place for key, place in roster.columns.items() if key != "phone"} | {"name": 0}
    mended["code"] = 1
    actions.match_columns(roster=roster, columns=mended, mend_capitals=False, by=officer, at=NOW)
    actions.check(roster=roster, by=officer, at=NOW)
    assert not StoredFile.objects.filter(pk=before).exists()


def test_who_may_load(world):
    assert may_load(world.district_officer.pk, world.school.pk, TODAY)
    assert not may_load(world.stranger.pk, world.school.pk, TODAY)
