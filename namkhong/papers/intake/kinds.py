"""The kinds of file that are taken, known by their content and not by their name."""

from dataclasses import dataclass

LARGEST_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind: how people call it, its media type, and the name endings that fit it."""

    label: str
    media_type: str
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = FileKind("tệp PDF", "application/pdf", (".pdf",))
DOCX = FileKind("tệp Word", _OFFICE + "wordprocessingml.document", (".docx",))
XLSX = FileKind("tệp Excel", _OFFICE + "spreadsheetml.sheet", (".xlsx",))
XLS = FileKind("tệp Excel cũ", "application/vnd.ms-excel", (".xls",))
ODS = FileKind("bảng tính OpenDocument", "application/vnd.oasis.opendocument.spreadsheet", (".ods",))
CSV = FileKind("tệp CSV", "text/csv", (".csv", ".txt"))
PNG = FileKind("ảnh PNG", "image/png", (".png",))
JPEG = FileKind("ảnh JPG", "image/jpeg", (".jpg", ".jpeg"))
TIFF = FileKind("ảnh TIFF", "image/tiff", (".tif", ".tiff"))
KINDS = (PDF, DOCX, XLSX, PNG, JPEG, TIFF)
SHEETS = (XLSX, XLS, ODS, CSV)
SHEET_NAMES = tuple(ending for kind in SHEETS for ending in kind.endings)
SHEET_WORDS = "Excel (.xlsx, .xls), OpenDocument (.ods) hoặc CSV"
LARGEST_SHEET_BYTES = 150 * 1024 * 1024
"""A million people in eight columns are some 60 MB."""
ACCEPTED_NAMES = tuple(ending for kind in KINDS for ending in kind.endings)
ACCEPTED_WORDS = "PDF, Word (.docx), Excel (.xlsx), ảnh PNG, JPG hoặc TIFF"
