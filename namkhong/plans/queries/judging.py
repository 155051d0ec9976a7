"""What the critic says of a plan, and what somebody set aside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from namkhong.law.closing import why_closed
from namkhong.law.queries import status_of_document
from namkhong.plans import rules
from namkhong.plans.models import Clause, Dismissal, Plan
from namkhong.plans.queries.clauses import clauses_of, draft_of, head_of
from namkhong.plans.rules.critic import Case, CitedElsewhere, Finding, Superior, findings
from namkhong.plans.rules.critic.citing import bare, citations_in
from namkhong.plans.states import PlanState

_MOST_CITED = 500


def case_of(plan: Plan, clauses: Iterable[Clause], today: date) -> Case:
    """What the critic needs to judge a plan. The same number of questions to the database whatever is in the plan."""
    reading = plan.reading
    text = reading.text if reading else ""
    superior = plan.superior_plan
    return Case(
        text=text,
        genre=reading.genre if reading else "",
        head=head_of(plan),
        clauses=[rules.NumberedClause(clause.pk, draft_of(clause)) for clause in clauses],
        complete=bool(reading is None or reading.result.get("complete", True)),
        superior=Superior(str(superior), superior.issuer or superior.unit.name, _numbered(superior))
        if superior
        else None,
        law=status_of_document,
        off=why_closed,
        elsewhere=_cited_elsewhere(plan, text),
        today=today,
    )


def _numbered(plan: Plan) -> list[rules.NumberedClause]:
    return [rules.NumberedClause(clause.pk, draft_of(clause)) for clause in clauses_of(plan)]


def _cited_elsewhere(plan: Plan, text: str) -> dict[str, list[CitedElsewhere]]:
    """The days that other plans give to the documents cited here; plans of other units are not named."""
    found: dict[str, list[CitedElsewhere]] = {}
    rows = bases_citing({bare(citation.number) for citation in citations_in(text)}).exclude(plan=plan.pk)
    for row in rows.select_related("plan")[:_MOST_CITED]:
        if printed := row.facts.get("issued_on"):
            name = str(row.plan) if row.plan.unit_id == plan.unit_id else "một kế hoạch khác trong hệ thống"
            cited = CitedElsewhere(row.facts["number"], date.fromisoformat(printed), name)
            found.setdefault(bare(cited.number), []).append(cited)
    return found


def bases_citing(numbers: Iterable[str]) -> QuerySet[Clause]:
    """The legal bases of all plans that cite one of these documents (`citing.bare`), in the order of their index."""
    rows = Clause.objects.filter(cited__in=sorted(numbers), removed_at=None)
    return rows.exclude(plan__state=PlanState.DROPPED).order_by("cited", "pk")


@dataclass(frozen=True, slots=True)
class Judged:
    """What the critic says of a plan: what is open, and what somebody set aside (with the row that says why)."""

    open: list[Finding]
    aside: list[tuple[Finding, Dismissal]]

    def by_mark(self, mark: str) -> Finding | None:
        """An open finding."""
        return next((finding for finding in self.open if finding.mark == mark), None)


def judged(plan: Plan, clauses: Iterable[Clause], today: date) -> Judged:
    """The findings about a plan now."""
    aside = set_aside(plan.pk)
    found = findings(case_of(plan, clauses, today))
    return Judged(
        open=[finding for finding in found if finding.mark not in aside],
        aside=[(finding, aside[finding.mark]) for finding in found if finding.mark in aside],
    )


def set_aside(plan: int) -> dict[str, Dismissal]:
    """What somebody set aside of a plan and has not taken back, by mark, with who did."""
    rows = Dismissal.objects.filter(plan=plan, undone_at=None).select_related("dismissed_by").order_by("pk")
    return {row.mark: row for row in rows}


def dismissal_of(plan: Plan, pk: int) -> Dismissal | None:
    """A finding about a plan that was set aside."""
    return Dismissal.objects.filter(plan=plan, pk=pk).select_related("plan").first()
