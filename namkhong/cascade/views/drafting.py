"""The page on which a unit drafts its own plan from the superior's, part by part."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from namkhong.cascade import actions
from namkhong.cascade.forms import OwnClauseForm, SectionForm
from namkhong.cascade.states import Section
from namkhong.cascade.views.draft_page import draft_page, own_form, section_forms
from namkhong.cascade.views.loading import drafted_plan
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.kept import take_kept_form
from namkhong.people.rules import Verb
from namkhong.plans.actions import ClausesChangedMeanwhile
from namkhong.plans.models import Clause, Plan


@require_safe
@entered_with(Verb.PREPARE_PLAN)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Every part of the draft."""
    return draft_page(request, drafted_plan(request, pk, today()))


@entered_with(Verb.PREPARE_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """Save one part, or show the page with what was typed into it before the session ran out."""
    plan = drafted_plan(request, pk, today())
    if section not in Section.values:
        raise Http404
    part = Section(section)
    if request.method != "POST":
        kept = take_kept_form(request, person_in(request).pk)
        forms = section_forms(plan, {part: kept}) if kept else {}
        return draft_page(request, plan, forms, kept=kept is not None)
    form = section_forms(plan, {part: request.POST})[part]
    try:
        if form.is_valid():
            actions.save(plan=plan, section=part, revisions=form.revisions(), by=person_in(request), at=now())
            return _saved(request, plan, part, form)
    except DomainError as refused:
        form.add_error(None, refused.sentence)
        if isinstance(refused, ClausesChangedMeanwhile):
            form.renewed(refused.clauses)
    return _refused(request, plan, part, form)


def _saved(request: HttpRequest, plan: Plan, part: Section, form: SectionForm) -> HttpResponse:
    """A word for the script, the page for everybody else."""
    if getattr(request, "htmx", False):
        fresh = section_forms(plan, {})[part]
        return render(request, "cascade/autosaved.html", {"swapped": _swapped(form, fresh), "at": now()})
    messages.success(request, f"Đã lưu phần “{part.label}” lúc {now():%H:%M}.")
    return redirect(f"{reverse('cascade:draft', args=[plan.pk])}#{part}")


def _swapped(sent: SectionForm, fresh: SectionForm) -> list[str]:
    """Fields that the page must show anew: marks of what was saved, and sentences that followed their day."""
    return [
        bound.as_widget(attrs={"hx-swap-oob": "true"})
        for bound in fresh
        if bound.name.endswith(("-seen", "-text")) and str(bound.value()) != sent.data.get(bound.name)
    ]


def _refused(request: HttpRequest, plan: Plan, part: Section, form: SectionForm) -> HttpResponse:
    if getattr(request, "htmx", False):
        return render(request, "cascade/autosaved.html", {"refused": True, "swapped": []})
    return draft_page(request, plan, {part: form}, status=422)


@entered_with(Verb.PREPARE_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a clause of the unit's own."""
    plan = drafted_plan(request, pk, today())
    if request.method != "POST":
        kept = take_kept_form(request, person_in(request).pk)
        return draft_page(request, plan, own=own_form(plan, kept) if kept else None, kept=kept is not None)
    form = own_form(plan, request.POST)
    if not form.is_valid():
        return draft_page(request, plan, own=form, status=422)
    _added(request, plan, form)
    return redirect(f"{reverse('cascade:draft', args=[plan.pk])}#rieng")


def _added(request: HttpRequest, plan: Plan, form: OwnClauseForm) -> None:
    kind, text, facts, upper = form.made()
    try:
        actions.add_own(plan=plan, kind=kind, text=text, facts=facts, upper=upper, by=person_in(request), at=now())
        messages.success(request, "Đã thêm một mục của đơn vị.")
    except DomainError as refused:
        messages.error(request, refused.sentence)


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def take_out(request: HttpRequest, pk: int, clause: int) -> HttpResponse:
    """Take a clause of the unit's own out again."""
    plan = drafted_plan(request, pk, today())
    row = Clause.objects.filter(pk=clause, plan=plan).select_related("plan").first()
    if row is None:
        raise Http404
    try:
        actions.take_out_own(clause=row, by=person_in(request), at=now())
        messages.success(request, "Đã bỏ mục. Nếu bỏ nhầm, mở “Soát chi tiết từng mục” để lấy lại.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect(f"{reverse('cascade:draft', args=[plan.pk])}#rieng")


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the last saving back."""
    plan = drafted_plan(request, pk, today())
    anchor = ""
    try:
        part = actions.undo(plan=plan, by=person_in(request), at=now())
        anchor = f"#{part}"
        messages.success(request, f"Đã hoàn tác lần lưu vừa rồi ở phần “{part.label}”.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect(f"{reverse('cascade:draft', args=[plan.pk])}{anchor}")
