"""From the file of a list to checked rows: what both the dry run and the loading read, in the same way."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from namkhong.papers.models import StoredFile
from namkhong.people.entries import StaffEntry
from namkhong.people.pouring import Ready
from namkhong.rosters.models import Roster
from namkhong.rosters.queries import reachable_units
from namkhong.rosters.rules.finding_units import finder
from namkhong.rosters.rules.findings import Findings
from namkhong.rosters.rules.staff import StaffChecker
from namkhong.rosters.rules.units import UnitChecker
from namkhong.rosters.sheets import Cell, Opened, opened
from namkhong.rosters.states import RosterKind

Checker = StaffChecker | UnitChecker


@dataclass(slots=True)
class Sifted:
    """The numbers of some rows of the file and what came of them."""

    numbers: list[int]
    staff: list[StaffEntry] = field(default_factory=list)


Made = list[StaffEntry] | Ready


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows that are written at once: how many rows of the file have been seen, the number of the last row, how many
    may come in, and what was made of them. The last of all also says how many rows were bad, and names the codes of
    the list where they are asked for; it is to be written only when nothing was bad that must not be.
    """

    seen: int
    row: int
    count: int
    made: Made = field(default_factory=list)
    last_of_all: bool = False
    bad: int = 0
    codes: Collection[str] = ()


def checker_of(roster: Roster, person: int, on: date) -> Checker:
    """Checks the rows of a list as this person may bring them in."""
    units = finder(reachable_units(person, on))
    if roster.kind == RosterKind.UNITS:
        return UnitChecker(roster.columns, units, roster.kept_by_id, on)
    return StaffChecker(roster.columns, units, unit=roster.kept_by_id, on=on, mend_capitals=roster.mend_capitals)


def sift(roster: Roster, file: StoredFile, checker: Checker) -> Iterator[Sifted]:
    """Every row below the header, checked. Raises: sheets.CannotRead."""
    with opened(file.path, roster.ending, sheet=roster.sheet) as table:
        odd = _odd_rows(table, roster.header_row)
        for numbers, columns in table.columns:
            if numbers[0] <= roster.header_row:
                first = next((at for at, number in enumerate(numbers) if number > roster.header_row), len(numbers))
                numbers, columns = numbers[first:], [column[first:] for column in columns]
            if numbers:
                yield Sifted(numbers, _check(checker, numbers, columns, odd))


def pieces(roster: Roster, checker: Checker, make: Callable[[list[StaffEntry]], Made], size: int) -> Iterator[Piece]:
    """The rows of a list that are still to be written, a piece at a time; the database is not asked for anything.

    Raises: sheets.CannotRead.
    """
    assert roster.file is not None
    seen, waiting = 0, list[StaffEntry]()
    for part in sift(roster, roster.file, checker):
        seen += len(part.numbers)
        # Those that were written before the machine stopped are passed over.
        waiting += [entry for entry in part.staff if entry.row > roster.done_row] if roster.done_row else part.staff
        if len(waiting) >= size:
            yield Piece(seen, waiting[-1].row, len(waiting), make(waiting))
            waiting = []
    if isinstance(checker, UnitChecker):
        checker.ordered()
    codes = checker.codes if roster.end_missing else {}
    row, made = (waiting[-1].row, make(waiting)) if waiting else (0, waiting)
    yield Piece(seen, row, len(waiting), made, True, len(checker.findings.bad_rows), frozenset(codes))


def _check(checker: Checker, numbers: list[int], columns: list[list[Cell]], odd: dict[int, str]) -> list[StaffEntry]:
    if odd:
        for number in odd.keys() & set(numbers):
            checker.findings.error(number, "", odd[number])
    if isinstance(checker, UnitChecker):
        for number, *row in zip(numbers, *columns, strict=True):
            checker.check(number, row)
        return []
    return checker.check_all(numbers, columns)


def _odd_rows(table: Opened, header_row: int) -> dict[int, str]:
    """Rows with formulas or with cells that were merged over several rows: what they mean cannot be known."""
    odd = {
        row: f"Ô {', '.join(f'{_letters(column)}{row}' for column in columns)} là công thức. "
        "Hãy sao chép rồi dán lại dưới dạng giá trị."
        for row, columns in table.formulas.items()
        if row > header_row
    }
    for row, (top, bottom) in table.merged_rows(header_row).items():
        odd[row] = f"Các dòng từ {top} đến {bottom} có ô gộp. Hãy bỏ gộp ô và điền đủ từng dòng."
    return odd


def _letters(column: int) -> str:
    """A place (from 0) as Excel names it."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


__all__ = ["Checker", "Findings", "Made", "Piece", "Sifted", "checker_of", "pieces", "sift"]
