"""Pages cast from templates: rendered once, then only the few places that differ are filled in."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from django.template.loader import render_to_string

from namkhong.feedback.ingest.book import questions

FILES = Path(__file__).parent / "files"
_MARK = re.compile("\ue000([a-z_]+)\ue001".encode())
PLACES = (
    *("unit_name", "about", "slug", "ballot", "ticket", "code", "words", "sentence", "bits", "score", "proof"),
    "invitation",
)


class Mould:
    """A page in pieces: fixed bytes, and the names of the places between them."""

    def __init__(self, page: str) -> None:
        pieces = _MARK.split(page.encode())
        self._pieces = pieces
        self._places = [name.decode() for name in pieces[1::2]]

    def cast(self, **filled: bytes) -> bytes:
        """The page with its places filled in; what is put in is already fit for a page."""
        pieces = self._pieces.copy()
        pieces[1::2] = [filled.get(name, b"") for name in self._places]
        return b"".join(pieces)


@lru_cache(maxsize=2000)
def mould(name: str, instrument: int = 0, *shown: str) -> Mould:
    """The mould of a page for an instrument, with the named parts shown."""
    context: dict[str, object] = {place: f"\ue000{place}\ue001" for place in PLACES}
    context |= {part: part in shown for part in ("has_about", "asks_code", "mistaken", "works", "lowered", "low")}
    context["faces"] = []
    context["questions"] = None
    if instrument:
        asked = questions(instrument)
        context |= {"questions": asked, "faces": list(enumerate(asked.labels, 1))}
    context |= {"style": STYLE.address, "script": SCRIPT.address}
    return Mould("".join(line.strip() + "\n" for line in render_to_string(name, context).splitlines() if line.strip()))


class File:
    """A file of the page under an address that changes with what is in it, so that phones may keep it for a year."""

    def __init__(self, name: str, kind: str, body: bytes | None = None) -> None:
        self.body = (FILES / name).read_bytes() if body is None else body
        self.kind = kind
        stem, _, end = name.partition(".")
        self.address = f"/g/-/{stem}-{hashlib.sha256(self.body).hexdigest()[:8]}.{end}"


STYLE = File("rate.css", "text/css; charset=utf-8")
SCRIPT = File("work.js", "text/javascript; charset=utf-8")
