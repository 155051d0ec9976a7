"""Tables that go back to people: the template, and their own table with the mistakes beside each row.

Whatever stands in a cell is written as text, also where it begins like a formula.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import IO, Any

import xlsxwriter

from namkhong.rosters.sheets.headers import Column
from namkhong.rosters.sheets.reading import Row

_DAY = {"num_format": "dd/mm/yyyy"}
_HEAD = {"bold": True, "bg_color": "#DDE7E4", "border": 1, "text_wrap": True, "valign": "top"}
_BAD = {"font_color": "#9C1C1C", "bg_color": "#FDE9E7", "text_wrap": True}
_DOUBT = {"font_color": "#6B4E00", "bg_color": "#FFF4D6", "text_wrap": True}


def write_template(out: IO[bytes], columns: Sequence[Column], choices: Mapping[str, Sequence[str]]) -> None:
    """An empty table with its header and an example, and a sheet that explains every column."""
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        head, wrap = book.add_format(_HEAD), book.add_format({"text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("Danh sách")
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.label, head)
            # As text, so that zeros at the head of numbers stay.
            sheet.set_column(place, place, max(14, len(column.label) + 4), text)
        sheet.freeze_panes(1, 0)
        told = book.add_worksheet("Giải thích")
        rows = [("Cột", "Bắt buộc", "Ví dụ", "Cách ghi")]
        rows += [(c.label, "Có" if c.required else "", c.example, c.explained) for c in columns]
        rows += [(f"Danh mục: {label}", "", word, "") for label, words in choices.items() for word in words]
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                told.write_string(number, place, value, wrap if number else head)
        told.set_column(0, 2, 26)
        told.set_column(3, 3, 80)


class MarkedCopy:
    """A person's own table, row by row at the same places, with a column for what is wrong."""

    def __init__(self, out: IO[bytes], header_row: int, width: int) -> None:
        self.book = xlsxwriter.Workbook(out, {"constant_memory": True})
        # The same table with the same mistakes is the same file, whenever it is written.
        self.book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the format knows no zones
        self.sheet = self.book.add_worksheet("Danh sách")
        self.day, self.head = self.book.add_format(_DAY), self.book.add_format(_HEAD)
        self.bad, self.doubt = self.book.add_format(_BAD), self.book.add_format(_DOUBT)
        self.header_row, self.width = header_row, width
        self.sheet.set_column(0, width - 1, 18)
        self.sheet.set_column(width, width, 70)

    def write(self, number: int, row: Row, errors: Iterable[str], warnings: Iterable[str]) -> None:
        """One row; `number` is its place in the table, from 1."""
        for place, value in enumerate(row[: self.width]):
            self._cell(number - 1, place, value)
        if number == self.header_row:
            self.sheet.write_string(number - 1, self.width, "Lỗi", self.head)
            return
        wrong, doubts = list(errors), [f"Lưu ý: {warning}" for warning in warnings]
        if wrong or doubts:
            form = self.bad if wrong else self.doubt
            self.sheet.write_string(number - 1, self.width, "\n".join([*wrong, *doubts]), form)

    def _cell(self, row: int, place: int, value: Any) -> None:
        if isinstance(value, str):
            if value:
                self.sheet.write_string(row, place, value)
        elif isinstance(value, bool):
            self.sheet.write_boolean(row, place, value)
        elif isinstance(value, (date, datetime)):
            self.sheet.write_datetime(row, place, value, self.day)
        elif isinstance(value, (time, timedelta)):
            self.sheet.write_string(row, place, str(value))
        else:
            self.sheet.write_number(row, place, value)

    def close(self) -> None:
        """Finish the file."""
        self.book.close()
