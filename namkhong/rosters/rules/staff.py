"""Checking a sheet of staff: everything that is wrong with a row is said at once.

A million rows are checked column by column. Few names, units, positions and days make most lists, so each is read once;
numbers that are written just as they are kept are seen to be so by one look at thousands of them. Only what is unlike
the rest is looked at one by one, and in either way the same is found.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from namkhong.people.entries import StaffEntry
from namkhong.rosters.rules.finding_units import UnitFinder
from namkhong.rosters.rules.findings import Findings
from namkhong.rosters.rules.names import Name, is_old_typeface, old_typeface, proper, read_name
from namkhong.rosters.rules.numbers import are_mobiles, doubt_about, read_identity, read_phone
from namkhong.rosters.sheets.cells import Cell, NotADay, as_day, as_text
from namkhong.rosters.sheets.reading import Row

LONGEST_CODE: Final = 30
LONGEST_POSITION: Final = 120
REMEMBERED: Final = 300_000
YOUNGEST, OLDEST = 15, 80
_KEYS: Final = ("code", "name", "unit", "position", "born", "identity", "phone", "since")
_EARLIEST_START: Final = date(1945, 1, 1)
Column = Sequence[Cell]


class Day(NamedTuple):
    """A day, its year (0 for none), as ISO text, or why it is none."""

    day: date | None
    year: int
    iso: str
    error: str


class Read(dict[Any, Any]):
    """What cells say, each read once, as long as there are not too many."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, cell: Any) -> Any:
        if len(self) >= REMEMBERED:
            self.clear()
        self[cell] = said = self.read(cell)
        return said

    def all(self, cells: Column) -> list[Any]:
        """What all these cells say."""
        return list(map(self.__getitem__, cells))


class StaffChecker:
    """Checks row after row; remembers codes, so that none comes twice, and what it has read before.

    `columns`: the place of each column; `unit`: for rows that name none; `on`: the day of loading; `mend_capitals`:
    the person has chosen to have names in capitals rewritten.
    """

    def __init__(
        self, columns: Mapping[str, int], units: UnitFinder, *, unit: int, on: date, mend_capitals: bool = False
    ) -> None:
        self.places = [columns.get(key, -1) for key in _KEYS]
        self.findings = Findings()
        self.codes: dict[str, int] = {}
        self.units, self.unit, self.on, self.mend = units, unit, on, mend_capitals
        self.latest = on + timedelta(days=365)
        self.born_from, self.born_to = date(on.year - OLDEST, 1, 1), date(on.year - YOUNGEST, 12, 31)
        self.names, self.unit_cells, self.positions = Read(self._name), Read(self._unit), Read(_position)
        self.born_days, self.first_days = Read(self._born), Read(self._since)
        self.doubts = Read(lambda head_and_year: doubt_about(*head_and_year))

    def check(self, number: int, row: Row) -> StaffEntry | None:
        """The row as it will come in, or None; what is wrong is in `findings`."""
        return next(iter(self.check_all([number], [[cell] for cell in row])), None)

    def check_all(self, numbers: Sequence[int], table: Sequence[Column]) -> list[StaffEntry]:
        """Those of some rows, given as columns, that may come in; what is wrong with the others is in `findings`."""
        nothing: Column = [""] * len(numbers)
        cells = [table[place] if 0 <= place < len(table) else nothing for place in self.places]
        code, name, unit, position, born, identity, phone, since = cells
        full, search, sort = self._names(numbers, name)
        units, where = zip(*self.unit_cells.all(unit), strict=True)
        self._errors(numbers, "unit", where)
        positions, why = zip(*self.positions.all(position), strict=True)
        self._errors(numbers, "position", why)
        codes = self._codes(numbers, code)
        births, years, isos, wrong = zip(*self.born_days.all(born), strict=True)
        self._errors(numbers, "born", wrong)
        _, _, begins, late = zip(*self.first_days.all(since), strict=True)
        self._errors(numbers, "since", late)
        told = self._identities(numbers, identity, births, years)
        calls = self._phones(numbers, phone)
        entries = map(StaffEntry, numbers, codes, full, search, sort, units, positions, isos, told, calls, begins)
        bad = self.findings.bad_rows
        return list(entries) if bad.isdisjoint(numbers) else [entry for entry in entries if entry.row not in bad]

    def _errors(self, numbers: Sequence[int], column: str, sentences: Sequence[str]) -> None:
        if any(sentences):
            for number, sentence in zip(numbers, sentences, strict=True):
                if sentence:
                    self.findings.error(number, column, sentence)

    def _names(self, numbers: Sequence[int], cells: Column) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
        full, search, sort, errors, capitals = zip(*self.names.all(cells), strict=True)
        self._errors(numbers, "name", errors)
        if any(capitals):
            for number, text, loud in zip(numbers, full, capitals, strict=True):
                if loud:
                    sentence = f"Họ tên viết hoa toàn bộ. Có thể chọn để ghi lại thành “{proper(text)}”."
                    self.findings.warn(number, "name", sentence)
        return full, search, sort

    def _name(self, cell: Cell) -> Name:
        read = read_name(as_text(cell))
        return read_name(proper(read.full)) if read.capitals and self.mend else read

    def _unit(self, cell: Cell) -> tuple[int, str]:
        text = as_text(cell)
        return self.units.find(text) if text else (self.unit, "")

    def _codes(self, numbers: Sequence[int], cells: Column) -> Sequence[str]:
        texts = list(map(as_text, cells))
        fresh = dict(zip(texts, numbers, strict=True))
        plain = all(texts) and "".join(texts).isalnum() and max(map(len, texts)) <= LONGEST_CODE
        if plain and len(fresh) == len(texts) and self.codes.keys().isdisjoint(fresh):
            self.codes.update(fresh)
        else:
            for number, code in zip(numbers, texts, strict=True):
                self._code(number, code)
        return texts

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

    def _born(self, cell: Cell) -> Day:
        # What was found is kept for a while, so it does not repeat what may be a day of birth.
        day, error = _day(cell, shown="Ô này")
        if day is None:
            return Day(None, 0, "", error)
        if not self.born_from <= day <= self.born_to:
            age = f"từ {YOUNGEST} đến {OLDEST} tuổi"
            return Day(day, day.year, day.isoformat(), f"Ngày sinh không hợp lý: người làm việc {age}.")
        return Day(day, day.year, day.isoformat(), "")

    def _since(self, cell: Cell) -> Day:
        day, error = _day(cell)
        if day is None:
            return Day(self.on, self.on.year, self.on.isoformat(), error)
        if day > self.latest:
            error = f"Ngày bắt đầu {day:%d/%m/%Y} quá xa, sau ngày nạp hơn một năm."
        elif day < _EARLIEST_START:
            error = f"Ngày bắt đầu {day:%d/%m/%Y} quá xưa. Hãy kiểm tra lại."
        return Day(day, day.year, day.isoformat(), error)

    def _identities(
        self, numbers: Sequence[int], cells: Column, births: Sequence[date | None], years: Sequence[int]
    ) -> Sequence[str]:
        if _digits(cells) and set(map(len, cells)) == {12}:  # type: ignore[arg-type]
            heads = [cell[:6] for cell in cells]  # type: ignore[index]
            doubts = [self.doubts[about] for about in zip(heads, years, strict=True)]
            if any(doubts):
                for number, doubt in zip(numbers, doubts, strict=True):
                    if doubt:
                        self.findings.warn(number, "identity", doubt)
            return cells  # type: ignore[return-value]
        return [self._identity(*one) if one[1] != "" else "" for one in zip(numbers, cells, births, strict=True)]

    def _identity(self, number: int, cell: Cell, born: date | None) -> str:
        told, error, doubt = read_identity(as_text(cell), born)
        if error:
            self.findings.error(number, "identity", error)
        elif doubt:
            self.findings.warn(number, "identity", doubt)
        return told

    def _phones(self, numbers: Sequence[int], cells: Column) -> Sequence[str]:
        if _digits(cells) and are_mobiles(cells):  # type: ignore[arg-type]
            return cells  # type: ignore[return-value]
        read = [read_phone(as_text(cell)) if cell != "" else ("", "") for cell in cells]
        self._errors(numbers, "phone", [error for _, error in read])
        return [call for call, _ in read]


def _digits(cells: Column) -> bool:
    """Whether all cells are texts that together are digits and nothing else."""
    if set(map(type, cells)) != {str}:
        return False
    text = "".join(cells)  # type: ignore[arg-type]
    return text.isascii() and text.isdigit()


def _day(cell: Cell, shown: str = "") -> tuple[date | None, str]:
    """The day a cell names, and why it names none, with something else shown in place of what stands there."""
    try:
        return as_day(cell), ""
    except NotADay as refused:
        text = str(refused.places["text"])
        return None, refused.sentence.replace(f"“{text}”", shown) if shown else refused.sentence


def _position(cell: Cell) -> tuple[str, str]:
    text = as_text(cell)
    if len(text) > LONGEST_POSITION:
        return text, f"Chức danh dài hơn {LONGEST_POSITION} chữ."
    return text, old_typeface(text) if is_old_typeface(text) else ""
