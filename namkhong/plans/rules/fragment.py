"""From words that a person chose in a document to items of one kind: the words go through the reader in a small
document made around them, or are taken as they stand where a kind needs no reading.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from namkhong.plans.rules.drafts import SURE, ClauseDraft, work_facts
from namkhong.plans.rules.from_reading import clauses_of_reading
from namkhong.plans.states import Basis, ClauseKind, HowOften, WorkKind

Facts = dict[str, Any]

_MARKER = re.compile(r"^\s*(?:[-–—+•*]+|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]{1,6}\.)\s*(?!\d)")
_TAIL = " \t\n.;,"
_HEAD = "KẾ HOẠCH\nVề một đoạn đã chọn\n\n"
_FOOT = "\n\nI. MỤC ĐÍCH\n- Làm tốt việc chung.\n"
_CARRIERS = {
    ClauseKind.LEGAL_BASIS: _HEAD + "Căn cứ {words};" + _FOOT,
    ClauseKind.STAGE: _HEAD + "I. MỤC TIÊU\n1. {words}\n- Làm tốt việc chung.\n",
    ClauseKind.TARGET: _HEAD + "I. CHỈ TIÊU\n- {words}\n",
    ClauseKind.DEADLINE: _HEAD + "I. TỔ CHỨC THỰC HIỆN\n- {words}\n",
    ClauseKind.MILESTONE: _HEAD + "I. TỔ CHỨC THỰC HIỆN\n- {words}\n",
    ClauseKind.RECURRING_ACTIVITY: _HEAD + "I. NHIỆM VỤ\n- {words}\n",
}
_CITES = ("căn cứ", "thực hiện", "theo", "triển khai")
_UNREAD = Decimal("0.50")
_NOT_READ = "Máy không đọc được đủ dữ kiện của loại mục này trong đoạn đã chọn. Hãy điền các ô còn thiếu."
assert _UNREAD < SURE


def carrier_of(kind: ClauseKind, words: str) -> str:
    """A small document with the words where the reader looks for this kind; empty where nothing is to be read."""
    carrier = _CARRIERS.get(kind)
    line = _MARKER.sub("", " ".join(words.split())).rstrip(_TAIL)
    if carrier is None or not line:
        return ""
    if kind is ClauseKind.LEGAL_BASIS:
        for start in _CITES:
            if line.lower().startswith(start):
                line = line[len(start) :].strip()
    return carrier.format(words=line)


def drafts_of_words(
    kind: ClauseKind, text: str, start: int, end: int, result: dict[str, Any] | None
) -> list[ClauseDraft]:
    """Items of `kind` standing on `text[start:end]`, at least one; `result` is what the reader found in the carrier.

    Where the reader found nothing of the kind, the item says so in `reason` and wants a look.
    """
    start, end = _trimmed(text, start, end)
    quote = text[start:end]
    stands = {"quote": quote, "span_from": start, "span_to": end}
    if kind in _CARRIERS:
        found = [draft for draft in clauses_of_reading(result) if draft.kind == kind] if result else []
        if found:
            return [replace(draft, **stands) for draft in found]  # type: ignore[arg-type]
        bare = ClauseDraft(kind=kind, text=_line(quote), facts=_EMPTY[kind](), basis=Basis.PRINTED)
        return [replace(bare, confidence=_UNREAD, reason=_NOT_READ, **stands)]  # type: ignore[arg-type]
    name, facts = _TAKEN.get(kind, _as_it_stands)(quote)
    plain = ClauseDraft(kind=kind, text=name, facts=facts, basis=Basis.PRINTED, confidence=Decimal("0.95"))
    return [replace(plain, **stands)]  # type: ignore[arg-type]


def refreshed(before: ClauseDraft, read: ClauseDraft) -> ClauseDraft:
    """An item on its new words: what was read replaces, what the words do not tell stays as a person or reader left it.

    Where nothing could be read, text and facts stay and only the words change.
    """
    if read.reason == _NOT_READ:
        return replace(read, text=before.text, facts=before.facts)
    told = {name: value for name, value in read.facts.items() if value not in ("", None, [])}
    return replace(read, facts=before.facts | (told if read.kind in _KEEPING else read.facts))


_KEEPING = (ClauseKind.AUDIENCE, ClauseKind.CONTENT_ITEM, ClauseKind.EMULATION_CONTENT, ClauseKind.CRITERION)
"""Kinds whose other facts (for whom it is) do not stand in the words themselves."""


def found_in(text: str, sentence: str, near: int = 0) -> tuple[int, int] | None:
    """Where a typed sentence stands in a text: accents, capitals and breaks between words do not matter.

    Where it stands several times, the place nearest to `near`. None where it does not stand at all.
    """
    words = _bare(sentence).split()
    if not words:
        return None
    pattern = re.compile(r"[\s|]+".join(re.escape(word) for word in words))
    places = [(place.start(), place.end()) for place in pattern.finditer(_bare(text))]
    return min(places, key=lambda place: abs(place[0] - near)) if places else None


def _bare(text: str) -> str:
    """Small letters without accents, one for each letter of the (composed) text, so that places stay true."""
    return "".join(_bare_letter(letter) for letter in unicodedata.normalize("NFC", text))


def _bare_letter(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return "d" if plain == "đ" else plain[0]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    chosen = text[start:end]
    return start + len(chosen) - len(chosen.lstrip()), end - len(chosen) + len(chosen.rstrip())


def _line(quote: str) -> str:
    return _MARKER.sub("", " ".join(quote.split())).rstrip(_TAIL) or quote


def _parts(quote: str) -> tuple[str, list[str]]:
    """The first line, and those below it."""
    lines = [line for line in (_line(part) for part in quote.splitlines() if part.strip()) if line]
    return lines[0].rstrip(":"), lines[1:]


def _as_it_stands(quote: str) -> tuple[str, Facts]:
    return _line(quote), {}


def _body(quote: str) -> tuple[str, Facts]:
    first, below = _parts(quote)
    if not below and ":" in first:
        first, _, task = first.partition(":")
        below = [task.strip()] if task.strip() else []
    return first[:300], {"tasks": below}


def _task_group(quote: str) -> tuple[str, Facts]:
    first, below = _parts(quote)
    return first, {"number": "", "count": len(below), "items": below}


def _signer(quote: str) -> tuple[str, Facts]:
    lines = [line for line in (part.strip() for part in quote.splitlines()) if line and not line.startswith("(")]
    *above, name = lines or [quote]
    return name[:120], {"authority": above[0] if len(above) > 1 else "", "title": above[-1] if above else ""}


def _pledge(quote: str) -> tuple[str, Facts]:
    return _line(quote), work_facts(kind=str(WorkKind.PLEDGE), recurrence=str(HowOften.YEARLY))


def _grouped(quote: str) -> tuple[str, Facts]:
    return _line(quote), {"group": ""}


_TAKEN: dict[ClauseKind, Callable[[str], tuple[str, Facts]]] = {
    ClauseKind.RESPONSIBILITY: _body,
    ClauseKind.TASK_GROUP: _task_group,
    ClauseKind.SIGNER: _signer,
    ClauseKind.PLEDGE: _pledge,
    **dict.fromkeys(_KEEPING, _grouped),
}


def _no_stage() -> Facts:
    return {"start_year": None, "end_year": None, "open_ended": False}


def _no_basis() -> Facts:
    return {"kind": "", "number": "", "issued_on": "", "issuer": ""}


def _no_target() -> Facts:
    return {"metric": "other", "direction": "reach", "low": "", "high": "", "unit": "other", "value": "", "stage": ""}


_EMPTY: dict[ClauseKind, Callable[[], Facts]] = {
    ClauseKind.LEGAL_BASIS: _no_basis,
    ClauseKind.STAGE: _no_stage,
    ClauseKind.TARGET: _no_target,
    ClauseKind.DEADLINE: work_facts,
    ClauseKind.MILESTONE: work_facts,
    ClauseKind.RECURRING_ACTIVITY: work_facts,
}
