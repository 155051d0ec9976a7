"""The readers of each kind of file, loaded when such a file has come.

Every document is read by a process that starts anew, and loading the libraries for all kinds takes as long as reading
thirty pages.
"""

from collections.abc import Callable
from importlib import import_module

from namkhong.plans.reading.extract import Extract

_WHERE = {
    "docx_extract": "docx_source",
    "html_extract": "html_source",
    "pages_extract": "scan_source",
    "pdf_extract": "pdf_source",
    "pictures_extract": "scan_source",
}
PICTURE_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
"""How the files begin that the reader of pictures takes."""


def reader(name: str) -> Callable[..., Extract]:
    """The function of that name."""
    found: Callable[..., Extract] = getattr(import_module(f"{__package__}.{_WHERE[name]}"), name)
    return found
