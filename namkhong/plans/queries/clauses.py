"""The items of plans, one plan, one reading, what stands over a plan."""

from collections.abc import Iterable
from typing import Any

from namkhong.plans import rules
from namkhong.plans.models import Clause, Plan, Reading
from namkhong.plans.states import Basis, ClauseKind

_HEAD = ("title", "campaign_name", "issuer", "number", "issued_on")


def plan_of(pk: int) -> Plan | None:
    """A plan with its unit, its reading and file, and the plan it carries out."""
    loaded = ("unit", "reading__file", "superior_plan__unit", "amends", "adopted_by", "created_by")
    return Plan.objects.filter(pk=pk).select_related(*loaded).defer("reading__result").first()


def reading_of(pk: int) -> Reading | None:
    """A reading with its unit and file."""
    return Reading.objects.filter(pk=pk).select_related("unit", "file").first()


def clause_of(pk: int) -> Clause | None:
    """A clause with its plan."""
    rows = Clause.objects.filter(pk=pk).select_related("plan__unit", "plan__reading")
    return rows.defer("plan__reading__result").first()


def clauses_of(plan: Plan) -> list[Clause]:
    """The clauses of a plan in the order of the screen, without those taken out."""
    return in_order(Clause.objects.filter(plan=plan, removed_at=None))


def removed_from(plan: Plan) -> list[Clause]:
    """The clauses taken out of a draft, which can still be put back."""
    return in_order(Clause.objects.filter(plan=plan, removed_at__isnull=False))


def in_order(clauses: Iterable[Clause]) -> list[Clause]:
    """By kind, in the order of `ClauseKind`, then by place."""
    kinds = {str(kind): place for place, kind in enumerate(ClauseKind)}
    return sorted(clauses, key=lambda clause: (kinds[clause.kind], clause.order, clause.pk))


def draft_of(clause: Clause) -> rules.ClauseDraft:
    """A clause as the rules want it."""
    return rules.ClauseDraft(
        kind=ClauseKind(clause.kind),
        text=clause.text,
        facts=clause.facts,
        quote=clause.quote,
        span_from=clause.span_from,
        span_to=clause.span_to,
        confidence=clause.confidence,
        basis=Basis(clause.basis),
        reason=clause.reason,
    )


def head_of(plan: Plan) -> rules.HeadDraft:
    """What stands over a plan, as the rules want it."""
    return rules.HeadDraft(**{name: getattr(plan, name) for name in _HEAD})


def mark_of_head(plan: Plan) -> str:
    """The mark (`rules.head_mark`) of what stands over a plan now."""
    return rules.head_mark(head_of(plan), plan.superior_plan_id)


def places_in(plan: Plan, start: int, end: int) -> list[rules.Place]:
    """Where the items of a plan stand between two offsets of its text."""
    rows = Clause.objects.filter(plan=plan, removed_at=None, span_from__lt=end, span_to__gt=start).order_by("pk")
    return [rules.Place(*row) for row in rows.values_list("pk", "span_from", "span_to")]  # type: ignore[arg-type]


def kinds_of(clauses: Iterable[int]) -> dict[int, str]:
    """The kinds of some items by number; an item that is gone has none."""
    return dict(Clause.objects.filter(pk__in=list(clauses)).order_by().values_list("pk", "kind"))


def is_from_image(plan: Plan) -> bool:
    """Whether the words were recognised in a picture or a scan, so that single letters may be wrong."""
    return plan.reading is not None and Reading.objects.filter(pk=plan.reading.pk, result__pictured=True).exists()


def gaps_of(plan: Plan, clauses: list[Clause]) -> list[tuple[rules.Gap, Clause | None]]:
    """What a draft lacks before it can be adopted, each with the clause it is in."""
    gaps = rules.gaps_of(plan.title, plan.campaign_name, [draft_of(clause) for clause in clauses])
    return [(gap, None if gap.clause is None else clauses[gap.clause]) for gap in gaps]


def proposals(plan: Plan) -> rules.PlanProposal:
    """Stages, targets and duties that a campaign carrying out the plan may be made of (see `rules.proposals`)."""
    facts = rules.PlanFacts(
        name=plan.campaign_name or plan.title,
        issuer=plan.issuer or plan.unit.name,
        year=plan.issued_on.year if plan.issued_on else None,
        year_taken_in=plan.created_at.year,
        text=plan.reading.text if plan.reading else "",
    )
    return rules.propose(facts, [rules.NumberedClause(clause.pk, draft_of(clause)) for clause in clauses_of(plan)])


def annotation_of(plan: Plan) -> dict[str, Any]:
    """The plan as a person left it, in the shape of an annotated case (see `rules.as_case`)."""
    result = plan.reading.result if plan.reading else {}
    return rules.annotation_of(head_of(plan), [draft_of(clause) for clause in clauses_of(plan)], result)
