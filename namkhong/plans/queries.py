"""Reading plans: which there are, what is in them, what a campaign may be made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from namkhong.foundation.text import fold
from namkhong.foundation.waiting import Waiting
from namkhong.law.closing import why_closed
from namkhong.law.queries import status_of_document
from namkhong.people.policies import own_units
from namkhong.people.rules import Verb
from namkhong.plans import rules
from namkhong.plans.models import Clause, Correction, Dismissal, Plan, Reading
from namkhong.plans.rules.critic import Case, CitedElsewhere, Finding, Superior, findings
from namkhong.plans.rules.critic.citing import bare, citations_in
from namkhong.plans.states import Basis, ClauseKind, PlanState
from namkhong.units.models import Lineage, Unit
from namkhong.units.queries import ancestors

_HEAD = ("title", "campaign_name", "issuer", "number", "issued_on")
_MOST_CITED = 500


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


def mark_of_head(plan: Plan) -> str:
    """The mark (`rules.head_mark`) of what stands over a plan now."""
    return rules.head_mark(head_of(plan), plan.superior_plan_id)


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


def case_of(plan: Plan, clauses: Iterable[Clause], today: date) -> Case:
    """What the critic needs to judge a plan. The same number of questions to the database whatever is in the plan."""
    reading = plan.reading
    text = reading.text if reading else ""
    superior = plan.superior_plan
    return Case(
        text=text,
        genre=reading.genre if reading else "",
        head=rules.HeadDraft(**{name: getattr(plan, name) for name in _HEAD}),
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
    numbers = {citation.number for citation in citations_in(text)}
    rows = Clause.objects.filter(kind=ClauseKind.LEGAL_BASIS, removed_at=None, facts__number__in=sorted(numbers))
    rows = rows.exclude(plan=plan.pk).exclude(plan__state=PlanState.DROPPED).select_related("plan")
    found: dict[str, list[CitedElsewhere]] = {}
    for row in rows.order_by("pk")[:_MOST_CITED]:
        if printed := row.facts.get("issued_on"):
            name = str(row.plan) if row.plan.unit_id == plan.unit_id else "một kế hoạch khác trong hệ thống"
            cited = CitedElsewhere(row.facts["number"], date.fromisoformat(printed), name)
            found.setdefault(bare(cited.number), []).append(cited)
    return found


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
    rows = Dismissal.objects.filter(plan=plan, undone_at=None).select_related("dismissed_by")
    aside = {row.mark: row for row in rows}
    found = findings(case_of(plan, clauses, today))
    return Judged(
        open=[finding for finding in found if finding.mark not in aside],
        aside=[(finding, aside[finding.mark]) for finding in found if finding.mark in aside],
    )


def dismissal_of(plan: Plan, pk: int) -> Dismissal | None:
    """A finding about a plan that was set aside."""
    return Dismissal.objects.filter(plan=plan, pk=pk).select_related("plan").first()


def gaps_of(plan: Plan, clauses: list[Clause]) -> list[tuple[rules.Gap, Clause | None]]:
    """What a draft lacks before it can be adopted, each with the clause it is in."""
    gaps = rules.gaps_of(plan.title, plan.campaign_name, [draft_of(clause) for clause in clauses])
    return [(gap, None if gap.clause is None else clauses[gap.clause]) for gap in gaps]


def same_draft(unit: int, text: str) -> Plan | None:
    """A draft of the unit made from the very same text, so that sending twice makes one."""
    return Plan.objects.filter(unit=unit, reading__text=text, state=PlanState.DRAFT).order_by("pk").first()


def superior_choices(unit: Unit, line: str, on: date) -> list[Plan]:
    """The adopted plans that a plan of the unit may carry out: those of units above it, the nearest first."""
    above = [upper.pk for upper in ancestors(unit.pk, line, on)]
    plans = Plan.objects.filter(unit__in=above, line=line, state=PlanState.ADOPTED).select_related("unit")
    return sorted(plans, key=lambda plan: (above.index(plan.unit_id), -plan.pk))


def amendment_of(plan: int) -> Plan | None:
    """The draft that is to take the place of a plan."""
    return Plan.objects.filter(amends=plan, state=PlanState.DRAFT).select_related("unit").order_by("pk").first()


def adopted_amendment(plan: int) -> Plan | None:
    """The adopted plan that has taken the place of a plan."""
    return Plan.objects.filter(amends=plan).exclude(adopted_at=None).order_by("pk").first()


def lower_plans(plan: Plan) -> QuerySet[Plan]:
    """The adopted plans of units below that carry this one out."""
    adopted = Plan.objects.filter(superior_plan=plan, state=PlanState.ADOPTED)
    return adopted.select_related("unit").order_by("unit__search_name", "pk")


def own_plans(units: Iterable[int], states: Iterable[str]) -> QuerySet[Plan]:
    """The plans of some units, newest first, each with `doubtful`: how many items are still to be looked at."""
    doubtful = Count("clauses", filter=_wants_look("clauses__"))
    rows = Plan.objects.filter(unit__in=units, state__in=states).select_related("unit")
    return rows.annotate(doubtful=doubtful).order_by("-created_at", "-pk")


def _wants_look(to: str = "") -> Q:
    """What `rules.wants_look` says, of items that stand in the draft and that nobody has accepted yet."""
    asked = Q(**{f"{to}removed_at": None, f"{to}accepted_at": None, f"{to}confidence__isnull": False})
    sure = Q(**{f"{to}basis": Basis.PRINTED, f"{to}confidence__gte": rules.SURE})
    return asked & ~Q(**{f"{to}basis": Basis.TYPED}) & ~sure


def places_in(plan: Plan, start: int, end: int) -> list[rules.Place]:
    """Where the items of a plan stand between two offsets of its text."""
    rows = Clause.objects.filter(plan=plan, removed_at=None, span_from__lt=end, span_to__gt=start).order_by("pk")
    return [rules.Place(*row) for row in rows.values_list("pk", "span_from", "span_to")]  # type: ignore[arg-type]


def is_from_image(plan: Plan) -> bool:
    """Whether the words were recognised in a picture or a scan, so that single letters may be wrong."""
    return plan.reading is not None and Reading.objects.filter(pk=plan.reading.pk, result__pictured=True).exists()


def last_correction(plan: Plan, person: int) -> Correction | None:
    """The last correction of a draft by this person that has not been taken back."""
    return corrections_of(plan).filter(by=person, undone_at=None).first()


def correction_of(pk: int) -> Correction | None:
    """A correction with its plan."""
    return Correction.objects.filter(pk=pk).select_related("plan__unit").first()


def corrections_of(plan: Plan) -> QuerySet[Correction]:
    """What people corrected in a plan, the latest first."""
    return Correction.objects.filter(plan=plan).select_related("by", "undone_by").order_by("-at", "-pk")


def kinds_of(clauses: Iterable[int]) -> dict[int, str]:
    """The kinds of some items by number; an item that is gone has none."""
    return dict(Clause.objects.filter(pk__in=list(clauses)).order_by().values_list("pk", "kind"))


def head_of(plan: Plan) -> rules.HeadDraft:
    """What stands over a plan, as the rules want it."""
    names = ("title", "campaign_name", "issuer", "number", "issued_on")
    return rules.HeadDraft(**{name: getattr(plan, name) for name in names})


def checked_plans() -> QuerySet[Plan]:
    """The plans whose reading a person has checked: adopted ones that were read from a document."""
    states = [PlanState.ADOPTED, PlanState.REPLACED]
    return Plan.objects.filter(state__in=states, reading__isnull=False).select_related("reading").order_by("pk")


def annotation_of(plan: Plan) -> dict[str, Any]:
    """The plan as a person left it, in the shape of an annotated case (see `rules.as_case`)."""
    result = plan.reading.result if plan.reading else {}
    return rules.annotation_of(head_of(plan), [draft_of(clause) for clause in clauses_of(plan)], result)


def plans_above(units: Iterable[int], on: date) -> QuerySet[Plan]:
    """The adopted plans of units above these ones, on the line on which each stands above."""
    above = Lineage.objects.on(on).filter(descendant__in=units, depth__gt=0)
    touching = Q(pk__in=[])
    for line in above.order_by().values_list("line", flat=True).distinct():
        touching |= Q(line=line, unit__in=above.filter(line=line).values("ancestor"))
    rows = Plan.objects.filter(touching, state=PlanState.ADOPTED).select_related("unit")
    return rows.order_by("-adopted_at", "-pk")


def named(plans: QuerySet[Plan], words: str) -> QuerySet[Plan]:
    """Those of the plans whose unit is found by these words, typed with or without accents."""
    return plans.filter(unit__search_name__contains=fold(words)) if words.strip() else plans


def waiting_for(person: int, on: date, *, upto: int = 50) -> list[Waiting]:
    """Drafts of the person's own units that are still to be checked and adopted."""
    drafts = own_plans(own_units(person, Verb.PREPARE_PLAN, on), [PlanState.DRAFT])
    return [
        Waiting(
            label="Soát kế hoạch",
            detail=_draft_in_words(plan),
            unit_name=plan.unit.brief,
            due_on=None,
            url=reverse("plans:review", args=[plan.pk]),
            kind="plan_draft",
        )
        for plan in drafts[:upto]
    ]


def _draft_in_words(plan: Plan) -> str:
    """Name and what is still to be looked at; the row comes from `own_plans`."""
    name = str(plan) or "Kế hoạch chưa có tên"
    doubtful: int = plan.doubtful  # type: ignore[attr-defined]
    return f"{name}. {doubtful} mục cần xem lại." if doubtful else name
