"""Work that a plan asks for in a sentence of its text without making an item of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from namkhong.foundation.text import fold
from namkhong.plans.rules.drafts import ClauseDraft, work_facts
from namkhong.plans.rules.duties import duty_of, shortened
from namkhong.plans.rules.proposals import DutyProposal, NumberedClause, PlanFacts
from namkhong.plans.rules.span import Span
from namkhong.plans.states import ClauseKind, HowOften, WorkKind

_SOUGHT = (
    (WorkKind.LAUNCH, HowOften.ONCE, ("to chuc phat dong", "le phat dong")),
    (WorkKind.REGISTER, HowOften.ONCE, ("dang ky thi dua", "tham gia dang ky")),
    (WorkKind.PLEDGE, HowOften.YEARLY, ("ban cam ket", "ky cam ket")),
    (WorkKind.DIALOGUE, HowOften.YEARLY, ("to chuc doi thoai", "gap mat, doi thoai")),
    (WorkKind.REPORT, HowOften.YEARLY, ("hang nam bao cao", "dinh ky bao cao", "bao cao ket qua", "bao cao dinh ky")),
    (WorkKind.FINAL_REVIEW, HowOften.ONCE, ("tong ket",)),
)
_HEADING = re.compile(r"^(I|1|A|Phần thứ nhất)\s*[.):/-]", re.IGNORECASE)
_VIA = re.compile(r"qua ((?:ban|phòng|văn phòng|sở|vụ) [^,.;()]{2,60}?)(?= để |[,.;()]|$)", re.IGNORECASE)
_DOUBT = "Kế hoạch có nhắc tới việc này nhưng không nêu thời hạn."


def duties_said_in_passing(
    plan: PlanFacts, span: Span, clauses: Sequence[NumberedClause], known: set[str]
) -> Iterator[DutyProposal]:
    """One duty for each kind that no clause asks for and some sentence of the body does."""
    sentences = list(_body(plan.text)) or [
        task for clause in clauses for task in clause.facts.get("tasks", ()) if clause.draft.quote
    ]
    for kind, often, marks in _SOUGHT:
        if str(kind) in known:
            continue
        sentence = next((line for line in sentences if any(mark in fold(line) for mark in marks)), None)
        if sentence and (duty := duty_of(_clause(kind, often, sentence), plan, span)):
            yield replace(duty, stated=False, doubt=_DOUBT)


def _clause(kind: WorkKind, often: HowOften, sentence: str) -> NumberedClause:
    via = _VIA.search(sentence)
    facts = work_facts(kind=str(kind), recurrence=str(often), via=via[1][:1].upper() + via[1][1:] if via else "")
    quote = shortened(sentence, 400)
    return NumberedClause(None, ClauseDraft(kind=ClauseKind.MILESTONE, text=quote, facts=facts, quote=quote))


def _body(text: str) -> Iterator[str]:
    """Lines from the first numbered heading on: what stands above cites other documents."""
    lines = [line.strip() for line in text.splitlines()]
    start = next((place for place, line in enumerate(lines) if _HEADING.match(line)), len(lines))
    yield from (line for line in lines[start:] if line)
