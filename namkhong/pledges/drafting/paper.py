"""Sheets to sign: a list of a unit, or a page for each person, every row with its code."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import segno

from namkhong.papers.content import ProfileName
from namkhong.papers.pdf import typeset
from namkhong.papers.profiles import PROFILES
from namkhong.pledges.rules import sheets
from namkhong.pledges.rules.links import in_groups
from namkhong.pledges.states import Side

_TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "pledges" / "sheet.typ"
_ROW_MM = 20.0
_SIDES = {Side.HEAD: "thủ trưởng đơn vị", Side.UNION: "tổ chức công đoàn"}
_SIGNERS = {Side.HEAD: "Thủ trưởng đơn vị", Side.UNION: "Tổ chức công đoàn"}
_NOBODY = "đơn vị"

Kind = Literal["roll", "forms"]


@dataclass(frozen=True, slots=True)
class PaperPerson:
    """One row: no more than a name, a position and a code."""

    name: str
    position: str
    code: str


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """What stands on the paper."""

    unit: str
    title: str
    year: int
    lines: Sequence[str]
    sides: Sequence[str]
    people: Sequence[PaperPerson]


def sheet_pdf(sheet: PaperSheet, kind: Kind) -> bytes:
    """The list ("roll") or the single pages ("forms") as PDF. Raises: FontMissing, CannotTypeset."""
    return typeset(_TEMPLATE, _inputs(sheet, kind))


def counterparties(sides: Sequence[str]) -> str:
    """To whom one pledges, in words."""
    return " và ".join(_SIDES[Side(side)] for side in sides) or _NOBODY


def _inputs(sheet: PaperSheet, kind: Kind) -> dict[str, Any]:
    profile = PROFILES[ProfileName.STATE]
    return {
        "kind": kind,
        "unit": sheet.unit,
        "title": sheet.title,
        "short_title": f"đợt ký năm {sheet.year}",
        "year": sheet.year,
        "country": profile.heading,
        "motto": profile.motto,
        "lines": list(sheet.lines),
        "counterparties": counterparties(sheet.sides),
        "signers": [_SIGNERS[Side(side)] for side in sheet.sides] or [_SIGNERS[Side.HEAD]],
        "people": [_row(person) for person in sheet.people],
        "box": sheets.BOX_MM,
        "gap": sheets.GAP_MM,
        "code": sheets.CODE_MM,
        "scale": sheets.FORM_SCALE,
        "row": _ROW_MM,
    }


def _row(person: PaperPerson) -> dict[str, str]:
    return {
        "name": person.name,
        "position": person.position,
        "digits": in_groups(person.code),
        "code_svg": code_svg(person.code),
    }


def code_svg(code: str) -> str:
    """The picture of a code without its margin, which the page gives it."""
    out = BytesIO()
    segno.make(code, error="q", micro=False).save(out, kind="svg", border=0, svgns=True, xmldecl=False)
    return out.getvalue().decode()
