"""Spreadsheets of this room: changes, and the people of a divided unit."""

from namkhong.reorganisations.sheets.changes import COLUMNS, EXAMPLES, MOST, template
from namkhong.reorganisations.sheets.people import MOST_PEOPLE, PEOPLE_COLUMNS, PersonLine, people_workbook
from namkhong.reorganisations.sheets.tables import (
    ColumnMissing,
    Fault,
    Line,
    NoLines,
    Table,
    TooManyLines,
    read,
    with_errors,
)

__all__ = [
    "COLUMNS",
    "EXAMPLES",
    "MOST",
    "MOST_PEOPLE",
    "PEOPLE_COLUMNS",
    "ColumnMissing",
    "Fault",
    "Line",
    "NoLines",
    "PersonLine",
    "Table",
    "TooManyLines",
    "people_workbook",
    "read",
    "template",
    "with_errors",
]
