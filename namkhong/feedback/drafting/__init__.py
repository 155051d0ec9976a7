"""What is printed for a point: a poster, slips with one-time codes."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.conf import settings

from namkhong.feedback.models import CodeBatch, Point
from namkhong.feedback.rules.codes import derived_key, one_time_code
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
    key = derived_key(settings.SECRET_KEY, "one-time-code")
    return (one_time_code(key, batch.pk, serial) for serial in range(1, batch.size + 1))


def qr_svg(address: str) -> str:
    """The address as a QR code, an SVG drawing."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=2, svgns=True, xmldecl=False, omitsize=True
    )
    return out.getvalue().decode()


def _dots(address: str) -> list[str]:
    """The same as rows of dots, "1" for a dark one. One pattern for all: trying out eight takes four times as long."""
    return ["".join(map(str, row)) for row in segno.make(address, error="m", micro=False, mask=3).matrix]


def _about(point: Point) -> dict[str, Any]:
    names: Sequence[str] = [name for name in (point.desk, point.procedure) if name]
    return {"unit": point.unit.name, "about": ". ".join(names)}


def _plain(address: str) -> str:
    """As one types it."""
    return address.partition("://")[2]
