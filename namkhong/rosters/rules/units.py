"""Checking a sheet of units: rows first, then how they stand to one another, in whatever order they come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from namkhong.foundation.text import fold
from namkhong.rosters.rules.finding_units import KnownUnit, UnitFinder
from namkhong.rosters.rules.findings import Findings
from namkhong.rosters.rules.names import is_old_typeface, old_typeface
from namkhong.rosters.sheets.cells import NotADay, as_day, as_text
from namkhong.rosters.sheets.reading import Row, cell
from namkhong.units.states import Line, UnitKind

LONGEST: Final = {"code": 35, "name": 250, "short": 120, "place": 100, "notation": 30}
_KINDS: Final = {fold(kind.label): kind for kind in UnitKind}
_LINES: Final = {fold(line.label): line for line in Line}


@dataclass(slots=True)
class UnitRow:
    """A row of the sheet. `known` is the number of the unit where it is there already; the superior is another row
    (`above`) or a unit that is there (`parent`).
    """

    row: int
    code: str
    name: str
    short: str
    kind: str
    superior: str
    line: str
    place: str
    notation: str
    founded: date | None
    known: int = 0
    parent: int = 0
    above: "UnitRow | None" = None


@dataclass(slots=True)
class UnitChecker:
    """Takes rows, then answers with those that may come in, superiors before those below them."""

    columns: Mapping[str, int]
    units: UnitFinder
    unit: int
    on: date
    findings: Findings = field(default_factory=Findings)
    rows: list[UnitRow] = field(default_factory=list)
    codes: dict[str, UnitRow] = field(default_factory=dict)

    def check(self, number: int, row: Row) -> UnitRow | None:
        """Take one row; what is wrong with it alone is said at once."""
        text = {key: as_text(cell(row, place)) for key, place in self.columns.items() if key != "founded"}
        for key, longest in LONGEST.items():
            if len(text.get(key, "")) > longest:
                self.findings.error(number, key, f"Dài hơn {longest} chữ.")
        founded = self._founded(number, cell(row, self.columns.get("founded")))
        kind, line = self._one_of(number, "kind", text, _KINDS), self._one_of(number, "line", text, _LINES)
        taken = UnitRow(
            number,
            text.get("code", "").upper(),
            text.get("name", ""),
            text.get("short", ""),
            kind,
            text.get("parent", ""),
            line,
            text.get("place", ""),
            text.get("notation", ""),
            founded,
        )
        self._name_and_code(taken)
        if not kind and not text.get("kind"):
            self.findings.error(number, "kind", "Chưa có loại đơn vị.")
        self.rows.append(taken)
        return taken

    def _name_and_code(self, taken: UnitRow) -> None:
        if not taken.name:
            self.findings.error(taken.row, "name", "Chưa có tên đơn vị.")
        elif is_old_typeface(taken.name):
            self.findings.error(taken.row, "name", old_typeface(taken.name))
        if not taken.code:
            self.findings.error(taken.row, "code", "Chưa có mã đơn vị.")
            return
        first = self.codes.setdefault(taken.code, taken)
        if first is not taken:
            self.findings.error(taken.row, "code", f"Mã “{taken.code}” đã có ở dòng {first.row}.")
        there = self.units.by_code.get(taken.code, [])
        if there:
            taken.known = there[0].pk
            self._compare(taken, there[0])

    def _compare(self, taken: UnitRow, there: KnownUnit) -> None:
        if fold(there.name) != fold(taken.name):
            sentence = f"Mã này đang là “{there.name}”. Đơn vị được giữ nguyên; muốn đổi tên hãy vào “Sắp xếp đơn vị”."
            self.findings.warn(taken.row, "name", sentence)

    def _one_of(self, number: int, key: str, text: Mapping[str, str], words: Mapping[str, str]) -> str:
        said = text.get(key, "")
        found = words.get(fold(said), "")
        if said and not found:
            labels = "; ".join(str(getattr(value, "label", value)) for value in words.values())
            self.findings.error(number, key, f"“{said}” không có trong danh mục. Hãy chọn một trong: {labels}.")
        return str(found)

    def _founded(self, number: int, value: object) -> date | None:
        try:
            day = as_day(value)  # type: ignore[arg-type]
        except NotADay as refused:
            self.findings.error(number, "founded", refused.sentence)
            return None
        if day is not None and day > self.on + timedelta(days=365):
            self.findings.error(number, "founded", "Ngày thành lập quá xa, sau ngày nạp hơn một năm.")
        return day

    def ordered(self) -> list[UnitRow]:
        """All rows, superiors first; superiors that are not found, and circles, are errors."""
        names: dict[str, list[UnitRow]] = {}
        for row in self.rows:
            names.setdefault(fold(row.name), []).append(row)
        for row in self.rows:
            self._set_superior(row, names)
        return self._without_circles()

    def _set_superior(self, row: UnitRow, names: Mapping[str, list[UnitRow]]) -> None:
        said = row.superior
        if not said:
            row.parent = self.unit
            return
        above = self.codes.get(said.upper())
        candidates = [above] if above else names.get(fold(said), [])
        there, why = self.units.find(said)
        if len(candidates) == 1 and (above or not there or candidates[0].known == there):
            row.above = candidates[0]
            if row.above is row:
                self.findings.error(row.row, "parent", "Đơn vị không thể là cấp trên của chính mình.")
        elif len(candidates) > 1 or (candidates and there):
            rows = ", ".join(str(found.row) for found in candidates)
            self.findings.error(row.row, "parent", f"Có nhiều đơn vị tên “{said}” (dòng {rows}). Hãy ghi mã.")
        elif there:
            row.parent = there
        else:
            self.findings.error(row.row, "parent", f"Cấp trên “{said}” không có trong tệp. {why}")

    def _without_circles(self) -> list[UnitRow]:
        done: list[UnitRow] = []
        state: dict[int, int] = {}
        for row in self.rows:
            path = self._path(row, state)
            for step in reversed(path):
                state[step.row] = 2
                done.append(step)
        return done

    def _path(self, row: UnitRow, state: dict[int, int]) -> list[UnitRow]:
        """From a row upwards to the first that is settled; rows that come back to themselves are a circle."""
        path: list[UnitRow] = []
        step: UnitRow | None = row
        while step is not None and state.get(step.row) != 2:
            if state.get(step.row) == 1:
                self._circle(path[path.index(step) :])
                break
            state[step.row] = 1
            path.append(step)
            step = step.above
        return path

    def _circle(self, rows: Sequence[UnitRow]) -> None:
        if len(rows) == 1:
            return  # said already: its own superior
        names = " → ".join(f"{row.name} (dòng {row.row})" for row in [*rows, rows[0]])
        for row in rows:
            self.findings.error(row.row, "parent", f"Các đơn vị trực thuộc lẫn nhau thành vòng: {names}.")
