"""People with the honours they aim at, from a table: a file of any common kind, or rows pasted from one.

Every row is checked against the people who work at the unit; what is wrong is told by row, and then nothing is taken.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, Final

from namkhong.foundation.errors import DomainError
from namkhong.foundation.text import fold, spelled
from namkhong.papers.intake import judge_sheet
from namkhong.people.models import Employment, Person
from namkhong.registrations.actions.writing import Wish
from namkhong.rosters.sheets import Column, NoHeader, as_text, beginning, find_header, match, opened

COLUMNS: Final = (
    Column(
        "name",
        "Họ và tên",
        ("họ tên", "tên", "họ và tên người đăng ký", "cá nhân", "họ và tên cá nhân"),
        required=True,
        example="Nguyễn Thị Lan",
        explained="Họ tên như trong danh sách người của đơn vị, có dấu hoặc không dấu.",
    ),
    Column(
        "code",
        "Mã nhân sự",
        ("mã", "mã nv", "mã nhân viên", "mã cán bộ", "mã số", "số hiệu"),
        example="NS001",
        explained="Chỉ cần khi có hai người trùng tên.",
    ),
    Column(
        "honour",
        "Danh hiệu đăng ký",
        ("danh hiệu", "danh hiệu thi đua", "đăng ký danh hiệu", "hình thức khen thưởng", "danh hiệu đăng ký thi đua"),
        example="Lao động tiên tiến",
        explained="Bỏ trống thì lấy danh hiệu chọn chung trên màn hình.",
    ),
    Column(
        "promise",
        "Nội dung phấn đấu",
        ("nội dung", "nội dung đăng ký", "cam kết", "chỉ tiêu phấn đấu", "nội dung cam kết", "ghi chú"),
        example="Hoàn thành tốt nhiệm vụ, không để phiền hà người dân.",
        explained="Có thể bỏ trống rồi ghi sau.",
    ),
)
MOST_ROWS: Final = 5_000
LONGEST_HONOUR: Final = 200
LONGEST_PROMISE: Final = 3_000
_FORMULA: Final = re.compile(r"[=@]|[+\-](?=[^\W\d]*\()")


class TooManyRows(DomainError):
    sentence = "Bảng có hơn {most} dòng. Hãy chia thành nhiều lần."


class NothingPasted(DomainError):
    sentence = "Hãy chọn một tệp hoặc dán các dòng từ bảng tính vào ô."


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: its number as the person sees it, what stands in it, and whether a formula does."""

    number: int
    cells: Mapping[str, str]
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a row."""

    number: int
    sentence: str


def lines_in_file(name: str, data: BinaryIO) -> list[Line]:
    """The rows of a file below its header.

    Raises: papers.intake.Refused, sheets.CannotRead (no table, no header, a password), TooManyRows.
    """
    judged = judge_sheet(name, data)
    ending = "." + judged.name.rpartition(".")[2].lower()
    with NamedTemporaryFile(suffix=ending) as kept:
        kept.write(judged.data)
        kept.flush()
        return _read(Path(kept.name), ending)


def _read(path: Path, ending: str) -> list[Line]:
    header = find_header(beginning(path, ending), COLUMNS)
    if "name" not in header.matched:
        raise NoHeader(example=", ".join(column.label for column in COLUMNS[:3]))
    found: list[Line] = []
    with opened(path, ending, most=MOST_ROWS + header.row + 1) as table:
        for numbers, rows in table.rows:
            for number, row in zip(numbers, rows, strict=True):
                if number <= header.row:
                    continue
                texts = [as_text(cell) for cell in row]
                used = set(table.formulas.get(number, ())) & set(header.matched.values())
                found.append(_line(number, texts, header.matched, formula=bool(used)))
    return _few([line for line in found if any(line.cells.values()) or line.formula])


def lines_pasted(text: str) -> list[Line]:
    """Rows copied from a spreadsheet (parted by tabs) or typed with semicolons; a header may stand at the head.

    Without a header the columns are name, honour and promise. Raises: NothingPasted, TooManyRows.
    """
    rows = [(number, _parted(line)) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not rows:
        raise NothingPasted()
    places = match(rows[0][1], COLUMNS)
    if "name" in places:
        rows = rows[1:]
    else:
        places = {"name": 0, "honour": 1, "promise": 2}
    return _few([_line(number, cells, places) for number, cells in rows])


def _parted(line: str) -> list[str]:
    return [" ".join(cell.split()) for cell in line.split("\t" if "\t" in line else ";")]


def _line(number: int, texts: Sequence[str], places: Mapping[str, int], *, formula: bool = False) -> Line:
    cells = {key: texts[place] if place < len(texts) else "" for key, place in places.items()}
    return Line(number, cells, formula or any(_FORMULA.match(cell) for cell in cells.values()))


def _few(lines: list[Line]) -> list[Line]:
    if len(lines) > MOST_ROWS:
        raise TooManyRows(most=f"{MOST_ROWS:,}".replace(",", "."))
    return lines


def people_on(
    lines: Iterable[Line], staff: Iterable[Employment], registered: set[int], honour: str
) -> tuple[list[tuple[Person, Wish]], list[Wrong]]:
    """Whom the rows mean and what each aims at, and what is wrong with which row. `registered` are people who have a
    registration already; `honour` is taken where a row names none.
    """
    finder, wishes, wrong, seen = _Finder(staff), [], [], dict[int, int]()
    for line in lines:
        try:
            person = finder.meant(line)
            wish = _wish(line, honour)
            if person.pk in registered:
                raise _Bad(f"{person.full_name} đã có đăng ký năm này.")
            if person.pk in seen:
                raise _Bad(f"{person.full_name} đã có ở dòng {seen[person.pk]}.")
            seen[person.pk] = line.number
            wishes.append((person, wish))
        except _Bad as bad:
            wrong.append(Wrong(line.number, str(bad)))
    return wishes, wrong


class _Bad(Exception):
    """A row that cannot be taken; says why."""


def _wish(line: Line, honour: str) -> Wish:
    aimed, promise = line.cells.get("honour", "") or honour, line.cells.get("promise", "")
    if not aimed.strip():
        raise _Bad("Chưa ghi danh hiệu đăng ký.")
    if len(aimed) > LONGEST_HONOUR:
        raise _Bad(f"Tên danh hiệu dài quá {LONGEST_HONOUR} ký tự.")
    if len(promise) > LONGEST_PROMISE:
        raise _Bad(f"Nội dung phấn đấu dài quá {LONGEST_PROMISE} ký tự.")
    return Wish(aimed, promise)


class _Finder:
    """Finds people among the staff of a unit, by code, else by name: with its accents, else without."""

    def __init__(self, staff: Iterable[Employment]) -> None:
        self.by_code: dict[str, Person] = {}
        self.exact: dict[str, list[Person]] = {}
        self.plain: dict[str, list[Person]] = {}
        for row in staff:
            person = row.person
            if person.staff_code:
                self.by_code[person.staff_code.casefold()] = person
            self.exact.setdefault(spelled(person.full_name), []).append(person)
            self.plain.setdefault(fold(person.full_name), []).append(person)

    def meant(self, line: Line) -> Person:
        """The one person a row means. Raises: _Bad."""
        if line.formula:
            raise _Bad("Có công thức trong ô. Hãy dán lại dưới dạng giá trị.")
        name, code = line.cells.get("name", ""), line.cells.get("code", "")
        if not name and not code:
            raise _Bad("Chưa ghi họ và tên.")
        if code:
            found = self.by_code.get(code.casefold())
            if found is None:
                raise _Bad(f"Không có ai mang mã {code} trong danh sách người của đơn vị.")
            if name and fold(name) != fold(found.full_name):
                raise _Bad(f"Mã {code} là của {found.full_name}, không phải {name}.")
            return found
        people = self.exact.get(spelled(name)) or self.plain.get(fold(name), [])
        if not people:
            raise _Bad(f"Không có {name} trong danh sách người của đơn vị.")
        if len(people) > 1:
            raise _Bad(f"Có {len(people)} người tên {name}. Hãy ghi thêm cột mã nhân sự.")
        return people[0]


def labels() -> Iterator[str]:
    """The names of the columns, for a page that explains them."""
    return (column.label for column in COLUMNS)
