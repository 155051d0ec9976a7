"""Made-up plans for the critic: from a text through the reader, or item by item."""

from dataclasses import replace
from datetime import date
from typing import Any

from namkhong.law.closing import why_closed
from namkhong.law.data import documents_by_number
from namkhong.law.rules import DocumentStatus, status_among
from namkhong.plans.rules import ClauseDraft, HeadDraft, NumberedClause, clauses_of_reading, head_of_reading
from namkhong.plans.rules.critic import Case, Finding, FindingKind, findings
from namkhong.plans.rules.drafts import work_facts
from namkhong.plans.states import Basis, ClauseKind
from tests.plans.given import reading_json

HEAD = HeadDraft(
    title="Kế hoạch “Nụ cười công sở”", issuer="UBND huyện Hòa An", number="15/KH-UBND", issued_on=date(2026, 3, 2)
)


def law(number: str, on: date) -> DocumentStatus:
    return status_among(documents_by_number(), number, on)


def read(text: str, **known: Any) -> Case:
    """The case of a text as the reader reads it."""
    shape = reading_json(text)
    clauses = [NumberedClause(place, draft) for place, draft in enumerate(clauses_of_reading(shape), start=1)]
    case = Case(
        text=shape["text"],
        genre=shape["genre"],
        head=head_of_reading(shape),
        clauses=clauses,
        complete=shape["complete"],
        law=law,
        off=why_closed,
    )
    return replace(case, **known)


def given(text: str = "", clauses: tuple[ClauseDraft, ...] = (), **known: Any) -> Case:
    """A case of items that are given; the place of an item is where its text stands in the text."""
    numbered = [NumberedClause(number, _placed(text, clause)) for number, clause in enumerate(clauses, start=1)]
    case = Case(text=text, genre="ke_hoach", head=HEAD, clauses=numbered, law=law, off=why_closed)
    return replace(case, **known)


def _placed(text: str, clause: ClauseDraft) -> ClauseDraft:
    at = text.find(clause.text)
    return (
        replace(clause, span_from=at, span_to=at + len(clause.text)) if at >= 0 and clause.span_from is None else clause
    )


def clause(kind: ClauseKind, text: str, basis: Basis = Basis.PRINTED, /, **facts: Any) -> ClauseDraft:
    return ClauseDraft(kind=kind, text=text, facts=facts, basis=basis)


def report(text: str, **facts: Any) -> ClauseDraft:
    """A deadline for a report."""
    known = work_facts(kind="report", **facts)
    return ClauseDraft(kind=ClauseKind.DEADLINE, text=text, facts=known, basis=Basis.PRINTED)


def stage(first: int, last: int, *, open_ended: bool = False, basis: Basis = Basis.PRINTED) -> ClauseDraft:
    return clause(
        ClauseKind.STAGE, f"Giai đoạn {first}-{last}", basis, start_year=first, end_year=last, open_ended=open_ended
    )


def target(text: str, direction: str, low: str, **facts: Any) -> ClauseDraft:
    known = {"metric": "other", "direction": direction, "low": low, "high": "", "unit": "percent", "period": "once"}
    return clause(ClauseKind.TARGET, text, **(known | facts))


def of(kind: FindingKind, case: Case) -> list[Finding]:
    """The findings of one kind."""
    return [finding for finding in findings(case) if finding.kind is kind]


def only(kind: FindingKind, case: Case) -> Finding:
    """The one finding of a kind."""
    found = of(kind, case)
    assert len(found) == 1, [finding.sentence for finding in found]
    return found[0]
