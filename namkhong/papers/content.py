"""What an official document says, without a word on how it looks.

Rooms above build an :class:`OfficialDocument` and hand it to ``papers``; every rule of presentation
(case, numbering, punctuation, sizes) is applied later, in one place. No Django here.

Law: Nghị định 30/2020/NĐ-CP, Phụ lục I (components of a document) and Phụ lục III (sample forms).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter


class DocumentKind(StrEnum):
    """The kinds of document this room can print (NĐ 30/2020, Phụ lục III)."""

    PLAN = "plan"  # kế hoạch
    REPORT = "report"  # báo cáo
    SUBMISSION = "submission"  # tờ trình
    MINUTES = "minutes"  # biên bản
    DECISION = "decision"  # quyết định
    LETTER = "letter"  # công văn
    OPINION = "opinion"  # phiếu góp ý: a working paper, never numbered or registered
    COVENANT = "covenant"  # giao ước thi đua: signed by several bodies, in no register of any of them
    PLEDGE_BOOK = "pledge_book"  # sổ cam kết: the printed register of a unit, a working paper
    EVIDENCE = "evidence"  # phiếu minh chứng: a working paper, too


UNNUMBERED = (DocumentKind.OPINION, DocumentKind.COVENANT, DocumentKind.PLEDGE_BOOK, DocumentKind.EVIDENCE)
"""Kinds that carry no number and go into no register."""


class ProfileName(StrEnum):
    """Whose rules of presentation apply; the rules themselves are in ``profiles``."""

    STATE = "state"
    UNION = "union"


class SigningCapacity(StrEnum):
    """In what capacity somebody signs: the abbreviation printed before the line, or nothing."""

    OWN = ""
    ON_BEHALF = "TM."  # for a collective body
    ACTING = "Q."  # appointed to act in the post
    FOR_HEAD = "KT."  # a deputy for the head
    BY_ORDER = "TL."  # head of a section, by order
    BY_DELEGATION = "TUQ."  # by written delegation


class HeadingLevel(StrEnum):
    """Depth of a heading, with the way its number is written."""

    PART = "part"  # Phần I, centred, title on the next line
    CHAPTER = "chapter"  # Chương I, centred, title on the next line
    SECTION = "section"  # I. TITLE
    SUBSECTION = "subsection"  # 1. Title
    ITEM = "item"  # a) Title


class Align(StrEnum):
    """Horizontal alignment of a table column."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading. ``label=None`` lets the room number it (I, 1, a, per level); a given label is kept as it is."""

    text: str
    level: HeadingLevel = HeadingLevel.SECTION
    label: str | None = None
    block: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A justified paragraph with a first-line indent."""

    text: str
    bold: bool = False
    italic: bool = False
    block: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullet:
    """A list line: depth 1 is printed with ``-``, depth 2 with ``+``."""

    text: str
    depth: Literal[1, 2] = 1
    block: Literal["bullet"] = "bullet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article, "Điều 1." with its text or title; numbered through the whole document."""

    text: str
    label: str | None = None
    block: Literal["article"] = "article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause (khoản), "1."; numbering restarts after an article or a heading."""

    text: str
    label: str | None = None
    block: Literal["clause"] = "clause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point (điểm), "a)" in the Vietnamese alphabet (a b c d đ e g h i k ...)."""

    text: str
    label: str | None = None
    block: Literal["point"] = "point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A figure in a table cell, printed the Vietnamese way (1.234,5).

    ``value=None`` means "no figure yet" and prints as an en dash: zero is a value, blank is not zero.
    ``places`` fixes the digits after the comma; ``None`` keeps those of the value. ``suffix`` e.g. ``%``.
    """

    value: Decimal | None
    places: int | None = None
    suffix: str = ""
    cell: Literal["number"] = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A table column. ``width`` is a share relative to the others; equal neighbouring ``group`` texts
    get one shared heading cell above them."""

    heading: str
    align: Align = Align.LEFT
    width: Decimal = Decimal(1)
    group: str = ""


Cell = str | Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A table row, one cell per column. ``strong`` prints it bold (totals)."""

    cells: tuple[Cell, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose heading row repeats on every page; ``caption`` above, ``note`` in italics below."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    note: str = ""
    block: Literal["table"] = "table"


Block = Annotated[Heading | Paragraph | Bullet | Article | Clause | Point | Table, Field(discriminator="block")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLine:
    """One line of the signature block, e.g. capacity ``TM.`` + "Ban Thường vụ", or "Chủ tịch" alone."""

    text: str
    capacity: SigningCapacity = SigningCapacity.OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs: capacity and position lines from top to bottom, then the bare name (no academic titles).

    >>> Signature(lines=(SignatureLine(text="Ban Thường vụ", capacity=SigningCapacity.ON_BEHALF),
    ...                  SignatureLine(text="Chủ tịch")), name="Lê Thị An").name
    'Lê Thị An'
    """

    lines: tuple[SignatureLine, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The frame of minutes (NĐ 30/2020, Phụ lục III, form 1.9). Moments are aware."""

    started_at: datetime | None
    ended_at: datetime | None
    place: str
    present: tuple[str, ...]
    chair: str
    secretary: str
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """An annex on its own pages with its own page numbers; labelled I, II, ... when there are several."""

    title: str
    body: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialDocument:
    """One official document, draft or issued.

    Texts are plain; write them in ordinary case, the room puts capitals, numbers and final punctuation.
    ``superior``/``issuer``: the body above and the issuing body (a line break splits long names).
    ``number``/``issued_on``: ``None`` in drafts, printed as blanks to fill in; ``draft_year`` and
    ``draft_month`` are then printed in the date line. ``notation``: "BC-LĐLĐ" (see ``rules.notation``).
    ``subject``: trích yếu, without "V/v". ``authority``: who decides, decisions only ("Chủ tịch ...").
    ``legal_bases``: one per line, without final punctuation. ``addressed_to``: letters, submissions and
    reports to a superior only. ``recipients``: lines without "- " and ";". ``storage``: what follows
    "Lưu:", e.g. "VP" or "VT, NV"; empty takes the profile's. ``second_signature``: the left block of
    minutes (secretary). ``parties``: those who sign beside each other above all that, two in a row.
    """

    kind: DocumentKind
    profile: ProfileName
    issuer: str
    subject: str
    body: tuple[Block, ...]
    superior: str = ""
    number: int | None = None
    notation: str = ""
    place: str = ""
    issued_on: date | None = None
    draft_year: int | None = None
    draft_month: int | None = None
    authority: str = ""
    legal_bases: tuple[str, ...] = ()
    addressed_to: tuple[str, ...] = ()
    signature: Signature | None = None
    second_signature: Signature | None = None
    parties: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    storage: str = ""
    annexes: tuple[Annex, ...] = ()
    meeting: Meeting | None = None


_ADAPTER: TypeAdapter[OfficialDocument] = TypeAdapter(OfficialDocument)


def to_json(document: OfficialDocument) -> dict[str, Any]:
    """The document as plain JSON values (dates ISO, decimals as strings), fit for a JSON column."""
    plain: dict[str, Any] = _ADAPTER.dump_python(document, mode="json")
    return plain


def from_json(plain: dict[str, Any]) -> OfficialDocument:
    """The document back from :func:`to_json`; raises ``pydantic.ValidationError`` naming the place."""
    return _ADAPTER.validate_python(plain)
