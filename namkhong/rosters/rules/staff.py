"""Checking a row of a sheet of staff: everything that is wrong with it is said at once."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from namkhong.people.entries import StaffEntry
from namkhong.rosters.rules.finding_units import UnitFinder
from namkhong.rosters.rules.findings import Findings
from namkhong.rosters.rules.names import is_old_typeface, old_typeface, proper, read_name
from namkhong.rosters.rules.numbers import read_identity, read_phone
from namkhong.rosters.sheets.cells import NotADay, as_day, as_text
from namkhong.rosters.sheets.reading import Row

LONGEST_CODE: Final = 30
LONGEST_POSITION: Final = 120
YOUNGEST, OLDEST = 15, 80
_KEYS: Final = ("code", "name", "unit", "position", "born", "identity", "phone", "since")
_EARLIEST_START: Final = date(1945, 1, 1)


class StaffChecker:
    """Checks row after row; remembers codes, so that none comes twice.

    `columns`: the place of each column; `unit`: for rows that name none; `on`: the day of loading; `mend_capitals`:
    the person has chosen to have names in capitals rewritten.
    """

    def __init__(
        self, columns: Mapping[str, int], units: UnitFinder, *, unit: int, on: date, mend_capitals: bool = False
    ) -> None:
        self.places = [columns.get(key, -1) for key in _KEYS]
        self.width = max(self.places) + 1
        self.findings = Findings()
        self.codes: dict[str, int] = {}
        self.units, self.unit, self.on, self.mend = units, unit, on, mend_capitals
        self.today = on.isoformat()
        self.latest = on + timedelta(days=365)
        self.born_from, self.born_to = date(on.year - OLDEST, 1, 1), date(on.year - YOUNGEST, 12, 31)
        self.positions: dict[str, str] = {}

    def check(self, number: int, row: Row) -> StaffEntry | None:
        """The row as it will come in, or None; what is wrong is in `findings`."""
        if len(row) < self.width:
            row = [*row, *[""] * (self.width - len(row))]
        before = len(self.findings.bad_rows)
        code, name, unit, position, born, identity, phone, since = (
            row[place] if place >= 0 else "" for place in self.places
        )
        checked = self._checked(number, (as_text(code), as_text(name), as_text(unit), as_text(position)))
        day, begin = self._born(number, born), self._since(number, since)
        told = self._identity(number, as_text(identity), day) if identity != "" else ""
        call = self._phone(number, as_text(phone)) if phone != "" else ""
        if len(self.findings.bad_rows) != before:
            return None
        return StaffEntry(number, *checked, day.isoformat() if day else "", told, call, begin)

    def _checked(self, number: int, texts: tuple[str, str, str, str]) -> tuple[str, str, str, str, int, str]:
        code, name, unit, position = texts
        self._code(number, code)
        read = read_name(name)
        if read.error:
            self.findings.error(number, "name", read.error)
        elif read.capitals:
            read = self._capitals(number, name)
        found = self.unit
        if unit:
            found, error = self.units.find(unit)
            if error:
                self.findings.error(number, "unit", error)
        if position and self.positions.setdefault(position, _why_no_position(position)):
            self.findings.error(number, "position", self.positions[position])
        return code, read.full, read.search, read.sort, found, position

    def _code(self, number: int, code: str) -> None:
        if not code:
            self.findings.error(number, "code", "Chưa có mã nhân sự.")
            return
        first = self.codes.setdefault(code, number)
        if first != number:
            self.findings.error(number, "code", f"Mã “{code}” đã có ở dòng {first}.")
        if len(code) > LONGEST_CODE:
            self.findings.error(number, "code", f"Mã nhân sự dài hơn {LONGEST_CODE} ký tự.")
        elif not code.isprintable() or code[0] in "=+@":
            self.findings.error(number, "code", f"Mã nhân sự “{code}” có ký tự không dùng được.")

    def _capitals(self, number: int, name: str):  # type: ignore[no-untyped-def]
        better = proper(name)
        if self.mend:
            return read_name(better)
        self.findings.warn(number, "name", f"Họ tên viết hoa toàn bộ. Có thể chọn để ghi lại thành “{better}”.")
        return read_name(name)

    def _born(self, number: int, value: object) -> date | None:
        day = self._day(number, "born", value)
        if day is not None and not self.born_from <= day <= self.born_to:
            age = f"từ {YOUNGEST} đến {OLDEST} tuổi"
            self.findings.error(number, "born", f"Ngày sinh không hợp lý: người làm việc {age}.")
        return day

    def _since(self, number: int, value: object) -> str:
        day = self._day(number, "since", value)
        if day is None:
            return self.today
        if day > self.latest:
            self.findings.error(number, "since", f"Ngày bắt đầu {day:%d/%m/%Y} quá xa, sau ngày nạp hơn một năm.")
        elif day < _EARLIEST_START:
            self.findings.error(number, "since", f"Ngày bắt đầu {day:%d/%m/%Y} quá xưa. Hãy kiểm tra lại.")
        return day.isoformat()

    def _day(self, number: int, column: str, value: object) -> date | None:
        try:
            return as_day(value)  # type: ignore[arg-type]
        except NotADay as refused:
            self.findings.error(number, column, refused.sentence)
            return None

    def _identity(self, number: int, text: str, born: date | None) -> str:
        told, error, doubt = read_identity(text, born)
        if error:
            self.findings.error(number, "identity", error)
        elif doubt:
            self.findings.warn(number, "identity", doubt)
        return told

    def _phone(self, number: int, text: str) -> str:
        call, error = read_phone(text)
        if error:
            self.findings.error(number, "phone", error)
        return call


def _why_no_position(text: str) -> str:
    if len(text) > LONGEST_POSITION:
        return f"Chức vụ dài hơn {LONGEST_POSITION} chữ."
    return old_typeface(text) if is_old_typeface(text) else ""
