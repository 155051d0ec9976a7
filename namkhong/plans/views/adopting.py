"""Adopting, dropping and restoring a draft; starting from a definition."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.plans import actions, queries
from namkhong.plans.forms import LineForm
from namkhong.plans.library.load import load_all
from namkhong.plans.library.shape import Definition
from namkhong.plans.states import ClauseKind, PlanState
from namkhong.plans.views.loading import own_plan, own_stands
from namkhong.plans.views.showing import is_doubtful, judged_for_screen


@entered_with(Verb.ADOPT_PLAN)
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """What adopting means and what is still missing; then do it."""
    plan = own_plan(request, pk, Verb.ADOPT_PLAN)
    if plan.state != PlanState.DRAFT:
        return redirect("plans:plan", plan.pk)
    refusal = ""
    if request.method == "POST":
        try:
            actions.adopt(plan=plan, by=person_in(request), at=now())
            messages.success(request, "Kế hoạch đã được đưa vào thực hiện.")
            return redirect("plans:plan", plan.pk)
        except DomainError as refused:
            refusal = refused.sentence
    clauses = queries.clauses_of(plan)
    context = {
        "plan": plan,
        "gaps": queries.gaps_of(plan, clauses),
        "doubtful": sum(map(is_doubtful, clauses)),
        "counts": [(kind.label, n) for kind in ClauseKind if (n := sum(c.kind == kind for c in clauses))],
        "removed": len(queries.removed_from(plan)),
        "judged": judged_for_screen(plan, today(), clauses),
        "refusal": refusal,
    }
    return render(request, "plans/adopt.html", context, status=422 if refusal else 200)


@entered_with(Verb.PREPARE_PLAN)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then put a draft aside."""
    plan = own_plan(request, pk)
    if plan.state != PlanState.DRAFT:
        return redirect("plans:plan", plan.pk)
    if request.method == "POST":
        try:
            actions.drop(plan=plan, by=person_in(request), at=now())
            messages.success(request, "Đã bỏ bản đang soát. Nếu bỏ nhầm, bấm “Lấy lại bản này”.")
        except DomainError as refused:
            messages.error(request, refused.sentence)
        return redirect("plans:plan", plan.pk)
    return render(request, "plans/drop.html", {"plan": plan})


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo dropping."""
    plan = own_plan(request, pk)
    try:
        actions.restore(plan=plan, by=person_in(request), at=now())
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("plans:plan", plan.pk)


@dataclass(frozen=True, slots=True)
class ShownDefinition:
    """A definition with what it holds, in numbers."""

    definition: Definition
    years: str
    duties: int

    @classmethod
    def of(cls, definition: Definition) -> "ShownDefinition":
        """Years from the first stage to the last."""
        first = min(stage.start for stage in definition.stages)
        last = max(stage.end for stage in definition.stages)
        return cls(definition, f"{first}–{last}", len(definition.duties))


@entered_with(Verb.PREPARE_PLAN)
def definitions(request: HttpRequest) -> HttpResponse:
    """The plans that come with the product; one may be taken as a draft to work on."""
    form = LineForm(own_stands(request, Verb.PREPARE_PLAN, today()), request.POST or None)
    if request.method == "POST" and form.is_valid():
        stand = form.chosen()
        try:
            plan = actions.start_from_definition(
                definition_key=request.POST.get("mau", ""),
                unit=stand.unit,
                line=stand.line,
                superior_plan=None,
                by=person_in(request),
                at=now(),
            )
            return redirect("plans:review", plan.pk)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    rows = [ShownDefinition.of(definition) for definition in load_all()]
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/definitions.html", {"form": form, "rows": rows}, status=status)
