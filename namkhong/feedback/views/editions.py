"""One edition for everybody: what it says of itself, its signed text, signature and key to verify it with."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from namkhong.feedback.actions.publishing import text_of
from namkhong.feedback.models import Edition
from namkhong.feedback.queries.published import all_revisions
from namkhong.feedback.signing import pem_of
from namkhong.feedback.views.published import kept_by_caches, shown


@kept_by_caches
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """An edition, the other revisions of its month, and how to verify it without us."""
    row = get_object_or_404(Edition, pk=pk)
    context = {
        "edition": row,
        "revisions": all_revisions(row),
        "digest": [row.digest[start : start + 8] for start in range(0, 64, 8)],
        "file": _name(row),
        "month": f"{row.month_of_year:02d}",
    }
    return shown("feedback/open/edition.html", context)


@kept_by_caches
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed text itself."""
    row = get_object_or_404(Edition, pk=pk)
    return _file(text_of(row).encode(), "text/plain; charset=utf-8", f"{_name(row)}.txt")


@kept_by_caches
def signature(request: HttpRequest, pk: int) -> HttpResponse:
    """The 64 bytes of the signature."""
    row = get_object_or_404(Edition, pk=pk)
    return _file(bytes(row.signature), "application/octet-stream", f"{_name(row)}.sig")


@kept_by_caches
def key(request: HttpRequest, pk: int) -> HttpResponse:
    """The public key."""
    row = get_object_or_404(Edition, pk=pk)
    return _file(pem_of(bytes(row.public_key)).encode(), "application/x-pem-file", f"khoa-{row.key_name}.pem")


def _name(row: Edition) -> str:
    return f"danh-gia-{row.year}-{row.month_of_year:02d}-{row.line}-{row.revision}"


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
