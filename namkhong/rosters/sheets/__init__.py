"""Reading tables of any common kind: Excel, old Excel, OpenDocument, CSV; header found, cells as they are.

start = beginning(path, ".xlsx")
header = find_header(start, COLUMNS)
with opened(path, ".xlsx") as table:
    for numbers, rows in table.rows: ...
"""

from namkhong.rosters.sheets.cells import Cell, NotADay, as_day, as_text
from namkhong.rosters.sheets.errors import CannotRead, FaultyRows, NoHeader, NothingInside, RowFault
from namkhong.rosters.sheets.headers import Column, Header, find_header, match
from namkhong.rosters.sheets.reading import Beginning, Opened, Row, beginning, cell, opened, sheets_in

__all__ = [
    "Beginning",
    "CannotRead",
    "Cell",
    "Column",
    "FaultyRows",
    "Header",
    "NoHeader",
    "NotADay",
    "NothingInside",
    "Opened",
    "Row",
    "RowFault",
    "as_day",
    "as_text",
    "beginning",
    "cell",
    "find_header",
    "match",
    "opened",
    "sheets_in",
]
