"""Two lists of staff in Excel: one has come in, one was checked and waits for its mistakes to be mended."""

from datetime import date
from io import BytesIO
from random import Random

from xlsxwriter import Workbook

from namkhong.desk.demo.cast import moment
from namkhong.desk.demo.names import somebody
from namkhong.desk.demo.years import LAST_DAY, Story
from namkhong.people.models import Person
from namkhong.people.states import PostKind
from namkhong.rosters.actions import begin, check, load, match_columns, take_in
from namkhong.rosters.models import Roster
from namkhong.rosters.states import RosterKind
from namkhong.units.models import Headcount, Unit

CAME_IN, HANDED_IN = date(2026, 10, 12), date(2026, 11, 18)
ADDED = 18
_HEADINGS = ("TT", "Mã NV", "Họ và tên", "Đơn vị công tác", "Chức danh", "Ngày sinh", "Từ ngày")
_POSITIONS = ("Điều dưỡng", "Bác sĩ", "Hộ sinh", "Kỹ thuật viên", "Dược sĩ", "Kế toán", "Hành chính")
_Line = tuple[str, str, str, str, str, str]


def bring_in_lists(story: Story) -> None:
    """The organiser's administrator loads the staff of all units; a second list has four rows with mistakes."""
    organiser, dice = story.cast.organiser, Random(20261012)
    keeper = Person.objects.filter(posts__unit=organiser, posts__kind=PostKind.ADMINISTRATOR).order_by("pk")[0]
    known = dict(Headcount.objects.filter(year=LAST_DAY.year).order_by().values_list("unit", "staff"))
    units = story.cast.grassroots
    lines = [line for number, unit in enumerate(units) for line in _staff(unit, number, known[unit.pk], dice)]
    first = _checked(organiser, "Danh sách đoàn viên tháng 10.xlsx", lines, keeper, CAME_IN)
    begin(roster=first, skip_bad=False, finish_missing=False, by=keeper.pk, at=moment(CAME_IN, 10))
    first.refresh_from_db()
    load(roster=first, by=keeper.pk, at=moment(CAME_IN, 10))
    more = _staff(units[5], len(units), ADDED, dice)
    _checked(organiser, "Bổ sung tháng 11.xlsx", _with_mistakes(more), keeper, HANDED_IN)


def _staff(unit: Unit, number: int, count: int, dice: Random) -> list[_Line]:
    return [
        (
            f"YT{number + 1:02}{place:03}",
            somebody(dice),
            unit.name,
            dice.choice(_POSITIONS),
            f"{dice.randint(1, 28):02}/{dice.randint(1, 12):02}/{dice.randint(1968, 2001)}",
            f"01/{dice.randint(1, 12):02}/{dice.randint(2009, 2024)}",
        )
        for place in range(1, count + 1)
    ]


def _with_mistakes(lines: list[_Line]) -> list[_Line]:
    """What clerks really get wrong: a code twice, a unit nobody knows, a day that is none, no name."""
    code, name, unit, position, born, since = range(6)
    wrong = [list(line) for line in lines]
    wrong[3][code] = wrong[2][code]
    wrong[6][unit] = "Trạm Y tế chưa rõ"
    wrong[9][born] = "31/02/1990"
    wrong[12][name] = ""
    return [(row[code], row[name], row[unit], row[position], row[born], row[since]) for row in wrong]


def _checked(kept_by: Unit, name: str, lines: list[_Line], by: Person, day: date) -> Roster:
    roster = take_in(
        kept_by=kept_by, kind=RosterKind.STAFF, name=name, data=_workbook(lines), by=by.pk, at=moment(day, 8)
    )
    match_columns(roster=roster, columns=roster.columns, mend_capitals=False, by=by.pk, at=moment(day, 8))
    check(roster=roster, by=by.pk, at=moment(day, 9))
    return roster


def _workbook(lines: list[_Line]) -> BytesIO:
    """As an office would write it: a title, a blank row, headings of its own."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write(0, 0, "DANH SÁCH ĐOÀN VIÊN, NGƯỜI LAO ĐỘNG")
        sheet.write_row(2, 0, _HEADINGS)
        for number, line in enumerate(lines, 1):
            sheet.write_row(2 + number, 0, (number, *line))
        sheet.set_column(2, 4, 28)
    out.seek(0)
    return out
