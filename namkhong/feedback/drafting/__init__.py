"""What is printed for a point: a poster, slips and paper sheets with one-time codes, how a sample was drawn."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.utils.timezone import localtime

from namkhong.feedback.models import CodeBatch, Draw, Point
from namkhong.feedback.rules.codes import derived_key, one_time_code
from namkhong.feedback.rules.definitions import QuickQuestions
from namkhong.feedback.rules.drawing import drawn
from namkhong.foundation.numbers import show_decimal
from namkhong.papers.pdf import typeset

_TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "feedback"


def poster_pdf(point: Point, address: str) -> bytes:
    """One A4 page to hang up: the code of the point's page and its address in plain letters.

    Raises: FontMissing, CannotTypeset.
    """
    sheet = _about(point) | {"address": _plain(address), "qr": qr_svg(address)}
    return typeset(_TEMPLATES / "poster.typ", sheet)


def slips_pdf(batch: CodeBatch, address: str) -> bytes:
    """Slips to cut apart, each with a code of its own; `address` is that of the point's page.

    Raises: FontMissing, CannotTypeset.
    """
    slips = [{"code": code, "dots": _dots(f"{address}/{code}")} for code in codes_of(batch)]
    sheet = _about(batch.point) | {"address": _plain(address), "valid_to": f"{batch.valid_to:%d/%m/%Y}", "slips": slips}
    return typeset(_TEMPLATES / "slips.typ", sheet)


def codes_of(batch: CodeBatch) -> Iterator[str]:
    """The one-time codes of a batch, in order of their serials."""
    return (code_of(batch.pk, serial) for serial in range(1, batch.size + 1))


def code_of(batch: int, serial: int) -> str:
    """One of these codes."""
    return one_time_code(derived_key(settings.SECRET_KEY, "one-time-code"), batch, serial)


def qr_svg(address: str) -> str:
    """The address as a QR code, an SVG drawing."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=2, svgns=True, xmldecl=False, omitsize=True
    )
    return out.getvalue().decode()


def paper_pdf(batch: CodeBatch, address: str, questions: QuickQuestions) -> bytes:
    """Sheets to be filled in by pen, two on a page, each with a code of its own in letters and as a QR code.

    Raises: FontMissing, CannotTypeset.
    """
    forms = [{"code": code, "dots": _dots(f"{address}/{code}")} for code in codes_of(batch)]
    asked = {"question": questions.question, "labels": questions.labels, "words": questions.words}
    sheet = _about(batch.point) | asked | {"valid_to": f"{batch.valid_to:%d/%m/%Y}", "forms": forms}
    return typeset(_TEMPLATES / "paper.typ", sheet)


def sample_pdf(draw: Draw) -> bytes:
    """How a sample was drawn, to be signed and kept: who, of how many, with which seed, which numbers.

    Raises: FontMissing, CannotTypeset.
    """
    sheet = _about(draw.point) | {
        "body": draw.body,
        "drawn_by": draw.drawn_by.name if draw.drawn_by else "",
        "at": f"{localtime(draw.batch.made_at):%H:%M ngày %d/%m/%Y}",
        "valid_to": f"{draw.batch.valid_to:%d/%m/%Y}",
        "population": show_decimal(draw.population),
        "size": show_decimal(draw.batch.size),
        "error": show_decimal(draw.error),
        "seed": draw.seed,
        "places": [show_decimal(place) for place in drawn(draw.seed, draw.population, draw.batch.size)],
    }
    return typeset(_TEMPLATES / "sample.typ", sheet)


def _dots(address: str) -> list[str]:
    """The same as rows of dots, "1" for a dark one. One pattern for all: trying out eight takes four times as long."""
    return ["".join(map(str, row)) for row in segno.make(address, error="m", micro=False, mask=3).matrix]


def _about(point: Point) -> dict[str, Any]:
    names: Sequence[str] = [name for name in (point.desk, point.procedure) if name]
    return {"unit": point.unit.name, "about": ". ".join(names)}


def _plain(address: str) -> str:
    """As one types it."""
    return address.partition("://")[2]
