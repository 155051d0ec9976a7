"""Checking what was read: the whole draft beside its document, its head, and one item at a time."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import entered_with, person_in
from namkhong.people.kept import take_kept_form
from namkhong.people.rules import Verb
from namkhong.plans import actions, policies, queries
from namkhong.plans.actions import ChangedMeanwhile, HeadChangedMeanwhile
from namkhong.plans.forms import ClauseForm, HeadForm, clause_form
from namkhong.plans.models import Clause, Plan
from namkhong.plans.rules import mark_of, parts_of
from namkhong.plans.states import ClauseKind, PlanState
from namkhong.plans.views.answering import back_to, changed, form_page
from namkhong.plans.views.loading import own_clause, own_plan
from namkhong.plans.views.review_page import find_in, shown_part, source_of, standing_of, windows
from namkhong.plans.views.showing import judged_for_screen, shown


@entered_with(Verb.PREPARE_PLAN)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft beside its text; what is doubtful comes first."""
    plan = own_plan(request, pk)
    if plan.state != PlanState.DRAFT:
        return redirect("plans:plan", plan.pk)
    clauses = queries.clauses_of(plan)
    person = person_in(request).pk
    wanted, find = whole_number(request.GET.get("muc", "")), find_in(request, plan)
    places = [clause.span_from for clause in clauses if clause.pk == wanted]
    context = {
        "plan": plan,
        "groups": windows(request, clauses),
        "standing": standing_of(clauses),
        "removed": [shown(clause) for clause in queries.removed_from(plan)],
        "source": source_of(plan, [*places, whole_number(request.GET.get("cho", ""))], find),
        "find": find,
        "from_image": queries.is_from_image(plan),
        "gaps": queries.gaps_of(plan, clauses),
        "judged": judged_for_screen(plan, today(), clauses),
        "kinds": ClauseKind.choices,
        "last": queries.last_correction(plan, person),
        "may_adopt": policies.may_adopt(person, plan, today()),
    }
    return render(request, "plans/review.html", context)


@entered_with(Verb.PREPARE_PLAN)
def part(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One part of the document, marked, for a page that already stands."""
    plan = own_plan(request, pk)
    if plan.reading is None:
        raise Http404
    text = plan.reading.text
    parts = parts_of(text)
    if not 1 <= number <= len(parts):
        raise Http404
    wanted = parts[number - 1]
    found = shown_part(wanted, text, queries.places_in(plan, wanted.start, wanted.end))
    return render(request, "plans/source_part.html", {"part": found, "plan": plan})


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
    return form_page(request, "plans/head.html", form, {"plan": plan, "kept": kept})


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
    return form_page(request, "plans/clause.html", form, context)


def _revised(request: HttpRequest, row: Clause, form: ClauseForm) -> HttpResponse:
    actions.revise_clause(
        clause=row,
        text=form.cleaned_data["text"],
        facts=form.facts(row.facts),
        seen=form.cleaned_data["seen"],
        by=person_in(request),
        at=now(),
    )
    return changed(request, row, "Đã lưu mục này.")


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
    kept = take_kept_form(request, person_in(request).pk)
    form = clause_form(ClauseKind(kind))(
        request.POST or None, initial=kept.dict() if kept else {}, stages=_stages(plan)
    )
    if request.method == "POST" and form.is_valid():
        try:
            text, facts = form.cleaned_data["text"], form.facts({})
            made = actions.add_clause(
                plan=plan, kind=ClauseKind(kind), text=text, facts=facts, by=person_in(request), at=now()
            )
            return redirect(back_to(plan, made.pk))
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    context = {"plan": plan, "kind": ClauseKind(kind).label, "kind_key": kind, "clause": None, "kept": kept}
    return form_page(request, "plans/clause.html", form, context)


def _stages(plan: Plan) -> list[str]:
    return [clause.text for clause in queries.clauses_of(plan) if clause.kind == ClauseKind.STAGE]
