"""Items from words that a person chose in the document: the words go through the reader again."""

from datetime import datetime

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.people.models import Person
from namkhong.plans.actions.clauses import add_drafts, hold_clause, record_on
from namkhong.plans.actions.history import change
from namkhong.plans.apart import Unreadable, read_text_apart
from namkhong.plans.models import Clause, Plan
from namkhong.plans.queries import draft_of
from namkhong.plans.rules import ACCEPTED, ClauseDraft, carrier_of, drafts_of_words, refreshed
from namkhong.plans.states import ClauseKind, Deed

LONGEST = 4000
"""So many letters of a document make one item at the most."""


class NotInText(DomainError):
    sentence = "Không tìm thấy câu này trong văn bản. Hãy chép đúng câu trong văn bản, hoặc bôi đen câu đó."


class TooMuch(DomainError):
    sentence = "Đoạn đã chọn quá dài. Hãy chọn từng câu, từng mục."


def requote_clause(*, clause: Clause, start: int, end: int, seen: str, by: Person, at: datetime) -> bool:
    """Let an item stand on other words of the document and read its facts from them again.

    Returns whether the reader found in the words what the kind needs; if not, the facts stay and the item wants a look.
    `start`, `end`: letters of the reading's text. Raises: NotADraft, ChangedMeanwhile, NotInText, TooMuch.
    """
    drafts = _read(clause.plan, ClauseKind(clause.kind), start, end)
    with transaction.atomic():
        now = hold_clause(clause, seen)
        new = refreshed(draft_of(now), drafts[0])
        to = {
            "text": new.text,
            "facts": new.facts,
            "quote": new.quote,
            "span_from": new.span_from,
            "span_to": new.span_to,
            "basis": str(new.basis),
            "reason": new.reason,
            "confidence": None if new.confidence is None else f"{new.confidence:.2f}",
            ACCEPTED: False,
        }
        change(clauses=[now], deed=Deed.REQUOTE, label=new.text, to=to, plan=now.plan, by=by, at=at)
        record_on("clause.requote", now, by, at)
    return not drafts[0].reason


def add_from_words(*, plan: Plan, kind: ClauseKind, start: int, end: int, by: Person, at: datetime) -> list[Clause]:
    """Make items of a kind from words of the document: two days in one sentence are two deadlines.

    Raises: NotADraft, NotInText, TooMuch.
    """
    return add_drafts(plan=plan, drafts=_read(plan, kind, start, end), by=by, at=at)


def _read(plan: Plan, kind: ClauseKind, start: int, end: int) -> list[ClauseDraft]:
    text = plan.reading.text if plan.reading else ""
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise NotInText()
    if end - start > LONGEST:
        raise TooMuch()
    carrier = carrier_of(kind, text[start:end])
    try:
        result = read_text_apart(carrier) if carrier else None
    except Unreadable:
        result = None
    return drafts_of_words(kind, text, start, end, result)
