"""How each pledged line was kept: what is a whole evaluation, and when a head must look at one by one. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from namkhong.foundation.errors import DomainError
from namkhong.pledges.states import Kept

LONGEST_NOTE = 500


class LinesDoNotFit(DomainError):
    sentence = "Hãy đánh giá đủ {lines} điều đã cam kết."


class NoteNeeded(DomainError):
    sentence = "Điều {place} được đánh giá “{kept}”: hãy ghi rõ việc gì đã xảy ra."


class NoteTooLong(DomainError):
    sentence = "Ghi chú ở điều {place} dài quá {most} chữ."


@dataclass(frozen=True, slots=True)
class LineKept:
    """How one line was kept, in its place in the text."""

    kept: Kept
    note: str = ""


def all_kept(lines: int) -> list[LineKept]:
    """Every line kept well."""
    return [LineKept(Kept.KEPT)] * lines


def checked_evaluation(given: Sequence[LineKept], lines: int) -> list[dict[str, Any]]:
    """An evaluation as it is kept. Raises: LinesDoNotFit, NoteNeeded, NoteTooLong."""
    if len(given) != lines:
        raise LinesDoNotFit(lines=lines)
    for place, line in enumerate(given, 1):
        if line.kept is not Kept.KEPT and not line.note.strip():
            raise NoteNeeded(place=place, kept=line.kept.label)
        if len(line.note) > LONGEST_NOTE:
            raise NoteTooLong(place=place, most=LONGEST_NOTE)
    return [{"kept": line.kept.value, "note": line.note.strip()} for line in given]


def evaluation_from(data: Sequence[dict[str, Any]]) -> list[LineKept]:
    """An evaluation as it was kept."""
    return [LineKept(Kept(row["kept"]), row["note"]) for row in data]


def is_all_kept(data: Sequence[dict[str, Any]]) -> bool:
    """Whether nothing was wanting."""
    return all(row["kept"] == Kept.KEPT for row in data)
