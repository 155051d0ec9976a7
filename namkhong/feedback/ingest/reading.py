"""Reading what a form sent; whatever a stranger may send, nothing here fails."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

LARGEST_BODY = 8192
MOST_WORDS = 1000
_MOST_FIELDS = 20
_HEX = re.compile(r"[0-9a-f]{32}")
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Sent:
    """The fields of the page: number of the ballot, score (0: none), words, code, ticket and proof of work."""

    ballot: str
    score: int
    words: str
    code: str
    ticket: str
    proof: str


def read_form(body: bytes) -> Sent:
    """What was sent, cut to length; a missing or misshapen field is empty."""
    pairs = _pairs(body)
    ballot, score = pairs.get("i", ""), pairs.get("s", "")
    words = pairs.get("w", "")
    return Sent(
        ballot=ballot if _HEX.fullmatch(ballot) else "",
        score=int(score) if score in ("1", "2", "3", "4", "5") else 0,
        words=cleaned(words)[:MOST_WORDS] if words else "",
        code=pairs.get("c", "")[:60],
        ticket=pairs.get("t", "")[:60],
        proof=pairs.get("p", "")[:20],
    )


def _pairs(body: bytes) -> dict[str, str]:
    """The fields of a form. Two taps and no words leave nothing to decode, which most ratings are."""
    if body.isascii() and b"%" not in body and b"+" not in body and body.count(b"&") < _MOST_FIELDS:
        cut = (field.partition("=") for field in body.decode().split("&"))
        return {name: value for name, _, value in cut if value}
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS))
    except ValueError:
        return {}


def hidden_fields(pairs: Mapping[str, str]) -> dict[str, str]:
    """The number of the ballot, code, ticket and proof of a page, whatever else was sent."""
    ballot = pairs.get("i", "")
    return {
        "ballot": ballot if _HEX.fullmatch(ballot) else "",
        "code": pairs.get("c", "")[:60],
        "ticket": pairs.get("t", "")[:60],
        "proof": pairs.get("p", "")[:20],
    }


def cleaned(words: str) -> str:
    """Without signs that no keyboard makes, and without space around."""
    return _UNFIT.sub("", words.replace("\r\n", "\n")).strip()
