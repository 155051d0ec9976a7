"""Pages cast from templates: rendered once, then only the few places that differ are filled in."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from django.template.loader import render_to_string

from namkhong.feedback.ingest.book import questions
from namkhong.feedback.ingest.looks import Look

FILES = Path(__file__).parent / "files"
_MARK = re.compile("\ue000([a-z_0-9]+)\ue001".encode())
PLACES = (
    "unit_name",
    "about",
    "slug",
    "ballot",
    "ticket",
    "code",
    "words",
    "sentence",
    "bits",
    "score",
    "proof",
    "fields",
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
    context = context_of(shown)
    if instrument:
        asked = questions(instrument, english="english" in shown)
        other = questions(instrument, english="english" not in shown)
        context |= {"questions": asked, "faces": list(enumerate(asked.labels, 1)), "bilingual": asked != other}
    return Mould(rendered(name, context))


def context_of(shown: Iterable[str]) -> dict[str, object]:
    """What every template of the door is given: places to be filled, parts that are shown, the look of the page."""
    context: dict[str, object] = {place: f"\ue000{place}\ue001" for place in PLACES}
    parts = ("has_about", "asks_code", "mistaken", "works", "lowered", "low", "english", "large")
    context |= {part: part in shown for part in parts}
    look = Look("english" in shown, "large" in shown)
    return context | {
        "faces": [],
        "questions": None,
        "bilingual": False,
        "look": look.address,
        "other_language": Look(not look.english, look.large).address or "?v=",
        "other_size": Look(look.english, not look.large).address or "?v=",
        "style": STYLE.address,
        "script": SCRIPT.address,
    }


def rendered(name: str, context: Mapping[str, object]) -> str:
    """A template without the space between its lines."""
    lines = render_to_string(name, dict(context)).splitlines()
    return "".join(line.strip() + "\n" for line in lines if line.strip())


class File:
    """A file of the page under an address that changes with what is in it, so that phones may keep it for a year."""

    def __init__(self, name: str, kind: str, body: bytes | None = None) -> None:
        self.body = (FILES / name).read_bytes() if body is None else body
        self.kind = kind
        stem, _, end = name.partition(".")
        self.address = f"/g/-/{stem}-{hashlib.sha256(self.body).hexdigest()[:8]}.{end}"


STYLE = File("rate.css", "text/css; charset=utf-8")
LONGER_STYLE = File("longer.css", "text/css; charset=utf-8")
SCRIPT = File("work.js", "text/javascript; charset=utf-8")
