"""Checking a row of a sheet of staff: everything that is wrong with it is said at once."""

from collections.abc import Mapping
from datetime import date, timedelta
from operator import itemgetter
from typing import Final

from namkhong.people.entries import StaffEntry
from namkhong.rosters.rules.finding_units import UnitFinder
from namkhong.rosters.rules.findings import Findings
from namkhong.rosters.rules.names import Name, is_old_typeface, old_typeface, proper, read_name
from namkhong.rosters.rules.numbers import read_identity, read_phone
from namkhong.rosters.sheets.cells import Cell, NotADay, as_day, as_text
from namkhong.rosters.sheets.reading import Row

LONGEST_CODE: Final = 30
LONGEST_POSITION: Final = 120
REMEMBERED: Final = 300_000
YOUNGEST, OLDEST = 15, 80
_KEYS: Final = ("code", "name", "unit", "position", "born", "identity", "phone", "since")
_EARLIEST_START: Final = date(1945, 1, 1)


class StaffChecker:
    """Checks row after row; remembers codes, so that none comes twice, and what it has read before.

    `columns`: the place of each column; `unit`: for rows that name none; `on`: the day of loading; `mend_capitals`:
    the person has chosen to have names in capitals rewritten.
    """

    def __init__(
        self, columns: Mapping[str, int], units: UnitFinder, *, unit: int, on: date, mend_capitals: bool = False
    ) -> None:
        places = [columns.get(key, -1) for key in _KEYS]
        self.take = itemgetter(*places)
        self.width = max(places) + 1
        self.lacks = -1 in places
        self.findings = Findings()
        self.codes: dict[str, int] = {}
        self.units, self.unit, self.on, self.mend = units, unit, on, mend_capitals
        self.today = on.isoformat()
        self.latest = on + timedelta(days=365)
        self.born_from, self.born_to = date(on.year - OLDEST, 1, 1), date(on.year - YOUNGEST, 12, 31)
        # Few names, units and positions make most lists, so each is read once.
        self.names: dict[Cell, Name] = {}
        self.unit_cells: dict[Cell, tuple[int, str]] = {"": (unit, "")}
        self.positions: dict[Cell, tuple[str, str]] = {}

    def check(self, number: int, row: Row) -> StaffEntry | None:
        """The row as it will come in, or None; what is wrong is in `findings`."""
        if self.lacks or len(row) < self.width:
            # A column that the table has not is read from the empty cell at the end.
            row = [*row, *[""] * (self.width - len(row)), ""]
        code, name, unit, position, born, identity, phone, since = self.take(row)
        before = len(self.findings.bad_rows)
        read = self.names.get(name) or self._name(name)
        if read.error or read.capitals:
            read = self._about_name(number, read)
        found = self.unit_cells.get(unit) or self._unit(unit)
        said = self.positions.get(position) or self._position(position)
        if found[1]:
            self.findings.error(number, "unit", found[1])
        if said[1]:
            self.findings.error(number, "position", said[1])
        known = self._code(number, code)
        day = self._born(number, born) if born != "" else None
        begin = self._since(number, since) if since != "" else self.today
        told = self._identity(number, identity, day) if identity != "" else ""
        call = self._phone(number, phone) if phone != "" else ""
        if len(self.findings.bad_rows) != before:
            return None
        iso = day.isoformat() if day else ""
        return StaffEntry(number, known, read.full, read.search, read.sort, found[0], said[0], iso, told, call, begin)

    def _code(self, number: int, cell: Cell) -> str:
        code = as_text(cell)
        if not code:
            self.findings.error(number, "code", "Chưa có mã nhân sự.")
            return ""
        first = self.codes.setdefault(code, number)
        if first != number:
            self.findings.error(number, "code", f"Mã “{code}” đã có ở dòng {first}.")
        if len(code) > LONGEST_CODE:
            self.findings.error(number, "code", f"Mã nhân sự dài hơn {LONGEST_CODE} ký tự.")
        elif not code.isprintable() or code[0] in "=+@":
            self.findings.error(number, "code", f"Mã nhân sự “{code}” có ký tự không dùng được.")
        return code

    def _name(self, cell: Cell) -> Name:
        read = read_name(as_text(cell))
        if read.capitals and self.mend:
            read = read_name(proper(read.full))
        if len(self.names) >= REMEMBERED:
            self.names.clear()
        self.names[cell] = read
        return read

    def _about_name(self, number: int, read: Name) -> Name:
        if read.error:
            self.findings.error(number, "name", read.error)
        else:
            better = proper(read.full)
            self.findings.warn(number, "name", f"Họ tên viết hoa toàn bộ. Có thể chọn để ghi lại thành “{better}”.")
        return read

    def _unit(self, cell: Cell) -> tuple[int, str]:
        text = as_text(cell)
        found = self.unit_cells[cell] = self.units.find(text) if text else (self.unit, "")
        return found

    def _position(self, cell: Cell) -> tuple[str, str]:
        text = as_text(cell)
        said = self.positions[cell] = (text, _why_no_position(text))
        return said

    def _born(self, number: int, value: Cell) -> date | None:
        day = self._day(number, "born", value)
        if day is not None and not self.born_from <= day <= self.born_to:
            age = f"từ {YOUNGEST} đến {OLDEST} tuổi"
            self.findings.error(number, "born", f"Ngày sinh không hợp lý: người làm việc {age}.")
        return day

    def _since(self, number: int, value: Cell) -> str:
        day = self._day(number, "since", value)
        if day is None:
            return self.today
        if day > self.latest:
            self.findings.error(number, "since", f"Ngày bắt đầu {day:%d/%m/%Y} quá xa, sau ngày nạp hơn một năm.")
        elif day < _EARLIEST_START:
            self.findings.error(number, "since", f"Ngày bắt đầu {day:%d/%m/%Y} quá xưa. Hãy kiểm tra lại.")
        return day.isoformat()

    def _day(self, number: int, column: str, value: Cell) -> date | None:
        if type(value) is date:
            return value
        try:
            return as_day(value)
        except NotADay as refused:
            # What was found is kept for a while, so it does not repeat what may be a day of birth.
            sentence = refused.sentence
            if column == "born":
                sentence = sentence.replace(str(refused.places["text"]), "Nội dung ô này")
            self.findings.error(number, column, sentence)
            return None

    def _identity(self, number: int, cell: Cell, born: date | None) -> str:
        told, error, doubt = read_identity(as_text(cell), born)
        if error:
            self.findings.error(number, "identity", error)
        elif doubt:
            self.findings.warn(number, "identity", doubt)
        return told

    def _phone(self, number: int, cell: Cell) -> str:
        call, error = read_phone(as_text(cell))
        if error:
            self.findings.error(number, "phone", error)
        return call


def _why_no_position(text: str) -> str:
    if len(text) > LONGEST_POSITION:
        return f"Chức vụ dài hơn {LONGEST_POSITION} chữ."
    return old_typeface(text) if is_old_typeface(text) else ""
