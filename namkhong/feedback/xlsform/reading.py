"""An XLSForm that somebody hands in, as a definition: all of it, or what is wrong row by row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from namkhong.feedback.rules.faults import faults
from namkhong.feedback.rules.questions import questionnaire
from namkhong.feedback.xlsform.columns import EN, VI, Table
from namkhong.feedback.xlsform.tables import SheetMissing, tables
from namkhong.feedback.xlsform.understanding import Understood, understood
from namkhong.foundation.errors import DomainError

_PLACE = re.compile(r"\[row : (\d+)")
_NAMES = {
    "label_vi": f"label::{VI}",
    "label_en": f"label::{EN}",
    "hint_vi": f"hint::{VI}",
    "hint_en": f"hint::{EN}",
    **{same: same for same in ("type", "name", "required", "relevant", "constraint", "list_name")},
    "list name": "list_name",
}
"""Columns that are shown to the converter, in its words."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row of a sheet, counted as Excel counts; row 0 is the whole sheet."""

    sheet: str
    row: int
    sentence: str


class FaultyForm(DomainError):
    sentence = "Bảng có {count} chỗ phải sửa nên chưa nạp câu nào."

    def __init__(self, found: Sequence[RowFault]) -> None:
        super().__init__(count=len(found))
        self.faults = tuple(found)


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A name and what is asked, sound and ready to be kept."""

    name: str
    definition: dict[str, Any]


def read(name: str, data: BinaryIO) -> ReadForm:
    """The instrument of a file.

    Raises: FaultyForm, and what `tables.tables` raises.
    """
    found = tables(name, data)
    made = understood(found["survey"], found.get("choices", []), found.get("factors", []))
    if made.lists_missing and "choices" not in found:
        raise SheetMissing(name="choices")
    wrong = [RowFault(*one) for one in made.wrong] or _faults(made) or _against_the_standard(found)
    if wrong:
        raise FaultyForm(wrong)
    title = next((row["form_title"] for _, row in found.get("settings", []) if "form_title" in row), "")
    return ReadForm(title[:250], made.definition)


def _faults(made: Understood) -> list[RowFault]:
    found = faults(questionnaire(made.definition))
    return list(dict.fromkeys(RowFault("survey", made.rows.get(one.question, 0), one.sentence) for one in found))


def _against_the_standard(found: dict[str, Table]) -> list[RowFault]:
    """What the converter of the standard has to say; it gets texts only, and writes and runs nothing."""
    form: dict[str, Any] = {
        sheet: [{_NAMES[key]: text for key, text in row.items() if key in _NAMES} for _, row in found[sheet]]
        for sheet in ("survey", "choices")
        if sheet in found
    }
    settings = [{"form_title": "x", "form_id": "x", "default_language": VI}]
    try:
        convert(form | {"settings": settings}, form_name="x")
    except PyXFormError as refused:
        place, _, said = str(refused).rpartition("] ")
        at = _PLACE.match(place)
        rows = [number for number, _ in found["survey"]]
        row = rows[int(at[1]) - 2] if at and 2 <= int(at[1]) < len(rows) + 2 else 0
        return [RowFault("survey", row, f"Chưa đúng chuẩn XLSForm. Bộ kiểm tra của chuẩn báo: {said[:300]}")]
    return []
