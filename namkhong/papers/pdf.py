"""PDF and page images of a document, typeset by Typst from the laid-out sheet; working sheets of higher rooms too.

The same content gives the same bytes: the only date in the file is the document's own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from namkhong.foundation.errors import DomainError
from namkhong.papers.content import OfficialDocument
from namkhong.papers.layout import compose
from namkhong.papers.profiles import FREE_FONT

ROOM = Path(__file__).resolve().parent
TEMPLATES = ROOM / "templates" / "papers"
# Built with the other assets; a free face with the metrics of Times New Roman.
FONTS = ROOM.parent / "design" / "static" / "design" / "fonts" / "tinos"
PREVIEW_PPI = 96


class FontMissing(DomainError):
    sentence = "Máy chủ chưa có bộ chữ để tạo PDF. Hãy báo người quản trị chạy lại bước cài đặt giao diện."


class CannotTypeset(DomainError):
    sentence = "Chưa tạo được bản PDF của văn bản này. Bản Word vẫn tải được; hãy báo người quản trị."


def pdf(document: OfficialDocument) -> bytes:
    """The document as tagged PDF with its fonts; PDF/A-2a for keeping once it has a date of issue.

    Raises FontMissing, CannotTypeset.
    """
    standard = "a-2a" if document.issued_on else "1.7"
    made = _compile(document, format="pdf", pdf_standards=standard, timestamp=0)
    return made if isinstance(made, bytes) else made[0]


def page_images(document: OfficialDocument, *, ppi: float = PREVIEW_PPI) -> list[bytes]:
    """One PNG per page at ``ppi`` pixels an inch, for preview. Raises FontMissing, CannotTypeset."""
    made = _compile(document, format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else list(made)


def typeset(template: Path, sheet: Mapping[str, Any]) -> bytes:
    """A working sheet of a higher room (to be signed, counted, cut apart), from that room's own Typst template.

    The template finds `sheet` as JSON under `sys.inputs.sheet`, with the name of the typeface as its "font"; it may
    read nothing outside its folder. Official documents go through `pdf`. Raises: FontMissing, CannotTypeset.
    """
    told = json.dumps({**sheet, "font": FREE_FONT}, ensure_ascii=False)
    made = _typst(template, told, format="pdf", pdf_standards="1.7", timestamp=0)
    return made if isinstance(made, bytes) else made[0]


def _compile(document: OfficialDocument, **options: Any) -> bytes | list[bytes]:
    return _typst(TEMPLATES / "document.typ", _inputs(document), **options)


def _typst(template: Path, sheet: str, **options: Any) -> bytes | list[bytes]:
    if not any(FONTS.glob("*.ttf")):
        raise FontMissing()
    try:
        made: bytes | list[bytes] = typst.compile(
            template,
            root=template.parent,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"sheet": sheet},
            **options,
        )
    except (typst.TypstError, RuntimeError) as error:
        raise CannotTypeset() from error
    return made


def _inputs(document: OfficialDocument) -> str:
    day = document.issued_on
    sheet = asdict(compose(document))
    sheet["font"] = FREE_FONT
    sheet["author"] = " ".join(document.issuer.split())
    sheet["issued_on"] = [day.year, day.month, day.day] if day else None
    return json.dumps(sheet, ensure_ascii=False)
