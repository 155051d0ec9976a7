"""Checking what was read: the whole draft, its head, and one item at a time."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.kept import take_kept_form
from namkhong.people.rules import Verb
from namkhong.plans import actions, policies, queries
from namkhong.plans.actions import ChangedMeanwhile, HeadChangedMeanwhile
from namkhong.plans.forms import ClauseForm, HeadForm, clause_form
from namkhong.plans.models import Clause, Plan
from namkhong.plans.rules import mark_of
from namkhong.plans.states import ClauseKind, PlanState
from namkhong.plans.views.loading import own_clause, own_plan
from namkhong.plans.views.showing import grouped, judged_for_screen, shown, source_of


@entered_with(Verb.PREPARE_PLAN)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft beside its text; what is doubtful comes first."""
    plan = own_plan(request, pk)
    if plan.state != PlanState.DRAFT:
        return redirect("plans:plan", plan.pk)
    clauses = queries.clauses_of(plan)
    groups = grouped(clauses, with_empty=True)
    context = {
        "plan": plan,
        "groups": groups,
        "doubtful": [clause for group in groups for clause in group.clauses if clause.doubtful],
        "removed": [shown(clause) for clause in queries.removed_from(plan)],
        "source": source_of(plan, clauses),
        "gaps": queries.gaps_of(plan, clauses),
        "judged": judged_for_screen(plan, today(), clauses),
        "may_adopt": policies.may_adopt(person_in(request).pk, plan, today()),
    }
    return render(request, "plans/review.html", context)


@entered_with(Verb.PREPARE_PLAN)
def head(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct title, name, issuer, number, day and the superior's plan."""
    plan = own_plan(request, pk)
    choices = queries.superior_choices(plan.unit, plan.line, today())
    kept = take_kept_form(request, person_in(request).pk)
    form = HeadForm(choices, request.POST) if request.method == "POST" else HeadForm.of(plan, choices, kept)
    if request.method == "POST" and form.is_valid():
        try:
            superior, seen = form.chosen_superior(), form.cleaned_data["seen"]
            actions.revise_head(
                plan=plan, head=form.head(), superior=superior, seen=seen, by=person_in(request), at=now()
            )
            return redirect(f"{reverse('plans:review', args=[plan.pk])}#dau-ke-hoach")
        except DomainError as refused:
            _refuse_head(request, form, plan, refused)
    return _form_page(request, "plans/head.html", form, {"plan": plan, "kept": kept})


def _refuse_head(request: HttpRequest, form: HeadForm, plan: Plan, refused: DomainError) -> None:
    """Say why; after a change by somebody else, saving again overwrites what is now before the eyes."""
    form.add_error(None, refused.sentence)
    if isinstance(refused, HeadChangedMeanwhile):
        typed = request.POST.copy()
        typed["seen"] = queries.mark_of_head(plan)
        form.data = typed


@entered_with(Verb.PREPARE_PLAN)
def clause(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one item; beside it stands the sentence it came from."""
    row = own_clause(request, pk)
    draft, kind = queries.draft_of(row), clause_form(ClauseKind(row.kind))
    kept = take_kept_form(request, person_in(request).pk)
    initial = kind.initial_of(draft) | {"seen": mark_of(draft)} | (kept.dict() if kept else {})
    form = kind(request.POST or None, initial=initial, stages=_stages(row.plan))
    if request.method == "POST" and form.is_valid():
        try:
            return _revised(request, row, form)
        except DomainError as refused:
            _refuse(request, form, row, refused)
    context = {"plan": row.plan, "clause": row, "shown": shown(row), "kind": ClauseKind(row.kind).label, "kept": kept}
    return _form_page(request, "plans/clause.html", form, context)


def _revised(request: HttpRequest, row: Clause, form: ClauseForm) -> HttpResponse:
    actions.revise_clause(
        clause=row,
        text=form.cleaned_data["text"],
        facts=form.facts(row.facts),
        seen=form.cleaned_data["seen"],
        by=person_in(request),
        at=now(),
    )
    return _back(row.plan, f"muc-{row.pk}")


def _refuse(request: HttpRequest, form: ClauseForm, row: Clause, refused: DomainError) -> None:
    """Say why; after a change by somebody else, saving again overwrites what is now before the eyes."""
    form.add_error(None, refused.sentence)
    if isinstance(refused, ChangedMeanwhile):
        typed = request.POST.copy()
        typed["seen"] = mark_of(queries.draft_of(row))
        form.data = typed


@entered_with(Verb.PREPARE_PLAN)
def add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Add an item of a kind that the reader did not find."""
    plan = own_plan(request, pk)
    if kind not in ClauseKind.values:
        raise Http404
    form = clause_form(ClauseKind(kind))(request.POST or None, stages=_stages(plan))
    if request.method == "POST" and form.is_valid():
        try:
            text, facts = form.cleaned_data["text"], form.facts({})
            made = actions.add_clause(
                plan=plan, kind=ClauseKind(kind), text=text, facts=facts, by=person_in(request), at=now()
            )
            return _back(plan, f"muc-{made.pk}")
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    return _form_page(
        request, "plans/clause.html", form, {"plan": plan, "kind": ClauseKind(kind).label, "clause": None}
    )


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item out; it waits at the foot of the page."""
    row = own_clause(request, pk)
    return _done(request, row, actions.take_out_clause, "da-bo")


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an item back."""
    row = own_clause(request, pk)
    return _done(request, row, actions.put_back_clause, f"muc-{row.pk}")


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """A person has looked at a doubtful item and found it right."""
    row = own_clause(request, pk)
    return _done(request, row, actions.confirm_clause, f"muc-{row.pk}")


def _done(request: HttpRequest, row: Clause, act: actions.OnClause, anchor: str) -> HttpResponse:
    try:
        act(clause=row, by=person_in(request), at=now())
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return _back(row.plan, anchor)


def _stages(plan: Plan) -> list[str]:
    return [clause.text for clause in queries.clauses_of(plan) if clause.kind == ClauseKind.STAGE]


def _back(plan: Plan, anchor: str) -> HttpResponse:
    return redirect(f"{reverse('plans:review', args=[plan.pk])}#{anchor}")


def _form_page(request: HttpRequest, template: str, form: object, context: dict[str, object]) -> HttpResponse:
    """The page with the form; 422 once something was refused, and then htmx puts the form, not an item, in place."""
    status = 422 if request.method == "POST" else 200
    response = render(request, template, {"form": form, "kept": None} | context, status=status)
    if status == 422:
        response["HX-Reselect"], response["HX-Reswap"] = "#sua", "innerHTML show:#sua:top"
    return response
