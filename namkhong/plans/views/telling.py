"""Corrections in words: what an item said before, and what it says after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from namkhong.plans import queries
from namkhong.plans.models import Correction
from namkhong.plans.rules import ACCEPTED, ClauseDraft, tell
from namkhong.plans.states import ClauseKind


@dataclass(frozen=True, slots=True)
class ToldCorrection:
    """A correction with its lines: (what, before, after)."""

    row: Correction
    lines: list[tuple[str, str, str]]


def told(corrections: list[Correction]) -> list[ToldCorrection]:
    """A page of corrections; of many items at once only the count is told, by the label."""
    single = [row.changes[0] for row in corrections if len(row.changes) == 1]
    kinds = queries.kinds_of(change["clause"] for change in single)
    return [ToldCorrection(row, _lines(row.changes[0], kinds) if len(row.changes) == 1 else []) for row in corrections]


def _lines(change: Mapping[str, Any], kinds: Mapping[int, str]) -> list[tuple[str, str, str]]:
    before, after = change["before"], change["after"]
    lines = [
        (label, before[name], after[name])
        for name, label in (("text", "Nội dung"), ("quote", "Đoạn trích"))
        if name in after
    ]
    kind = kinds.get(change["clause"])
    if "facts" in after and kind is not None:
        lines.append(("Chi tiết", _said(kind, before["facts"]), _said(kind, after["facts"])))
    if ACCEPTED in after and not lines:
        lines.append(("Tình trạng", _looked(before), _looked(after)))
    return lines


def _looked(fields: Mapping[str, Any]) -> str:
    return "đã xem, đúng" if fields[ACCEPTED] else "chưa xem"


def _said(kind: str, facts: dict[str, Any]) -> str:
    return "; ".join(tell(ClauseDraft(kind=ClauseKind(kind), text="", facts=facts)))
