"""The editor: the tree with its mistakes and a trial, and every change of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.criteria import actions, queries
from namkhong.criteria.forms import BandForm, BandFormSet, CriterionForm, HeadForm, bands_of
from namkhong.criteria.models import CriteriaSet
from namkhong.criteria.rules import editing
from namkhong.criteria.rules.structure import SetDef
from namkhong.criteria.rules.tree import Tree
from namkhong.criteria.views.loading import own_draft, seen
from namkhong.criteria.views.showing import all_faults, band_rows, criterion_rows, trial
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb


@entered_with(Verb.KEEP_CRITERIA)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft: criteria with sums and mistakes, grades, and beside them a trial of what is typed."""
    row = own_draft(request, pk, today())
    definition = queries.definition_of(pk)
    found = all_faults(definition)
    whole = [one.sentence for one in found if not one.number and not one.band]
    context = {
        "set": row,
        "definition": definition,
        "criteria": criterion_rows(definition, found),
        "bands": band_rows(definition, found),
        "faults": found,
        "whole": whole,
        "trial": trial(definition, request.GET.dict()),
    }
    return render(request, "criteria/edit.html", context)


@entered_with(Verb.KEEP_CRITERIA)
def head(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, whom it scores, total, on what it rests."""
    row = own_draft(request, pk, today())
    definition = queries.definition_of(pk)
    first = {name: getattr(definition, name) for name in HeadForm.base_fields}
    form = HeadForm(request.POST or None, initial=first)
    if form.is_valid() and _kept(request, row, form, lambda: form.onto(definition), "Đã lưu thông tin bộ tiêu chí."):
        return redirect("criteria:edit", pk)
    return _form(request, "criteria/head.html", row, form)


@entered_with(Verb.KEEP_CRITERIA)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """One more criterion, the last in the group that the address names."""
    row = own_draft(request, pk, today())
    definition = queries.definition_of(pk)
    parent = request.GET.get("nhom", "")
    form = CriterionForm(request.POST or None, definition=definition, initial={"parent": parent, "scale": "points"})
    if form.is_valid():
        words = f"Đã thêm mục “{form.cleaned_data['title'][:60]}”."
        if _kept(request, row, form, lambda: editing.added(definition, form.row()), words):
            return redirect("criteria:edit", pk)
    return _form(request, "criteria/criterion.html", row, form, number="")


@entered_with(Verb.KEEP_CRITERIA)
def criterion(request: HttpRequest, pk: int, number: str) -> HttpResponse:
    """One criterion, to be worded anew."""
    row = own_draft(request, pk, today())
    definition = queries.definition_of(pk)
    was = Tree(definition.criteria).named.get(number)
    if was is None:
        return _moved_away(request, pk)
    form = CriterionForm(
        request.POST or None, definition=definition, number=number, initial=CriterionForm.values_of(was)
    )
    if form.is_valid():
        words = f"Đã lưu mục “{form.cleaned_data['title'][:60]}”."
        if _kept(request, row, form, lambda: editing.changed(definition, number, form.row(number)), words):
            return redirect("criteria:edit", pk)
    return _form(request, "criteria/criterion.html", row, form, number=number)


def _moved_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody has taken the criterion out, or it has another number now."""
    messages.error(request, "Mục này không còn ở số đó: vừa có người sửa. Hãy chọn lại trong danh sách dưới đây.")
    return redirect("criteria:edit", pk)


@entered_with(Verb.KEEP_CRITERIA)
def bands(request: HttpRequest, pk: int) -> HttpResponse:
    """The grades, all on one page."""
    row = own_draft(request, pk, today())
    definition = queries.definition_of(pk)
    first = [BandForm.values_of(band) for band in definition.bands]
    formset = BandFormSet(request.POST or None, initial=first, prefix="muc", form_kwargs={"bands": definition.bands})
    refusal = ""
    if formset.is_valid():
        try:
            changed = editing.with_bands(definition, bands_of(formset))
            actions.rewrite(row=row, definition=changed, revision=seen(request), by=person_in(request), at=now())
            messages.success(request, "Đã lưu các mức xếp loại.")
            return redirect("criteria:edit", pk)
        except DomainError as refused:
            refusal = refused.sentence
    context = {"set": row, "formset": formset, "refusal": refusal, "revision": seen(request) or row.revision}
    return render(request, "criteria/bands.html", context, status=422 if request.method == "POST" else 200)


@entered_with(Verb.KEEP_CRITERIA)
@only_posted
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down among brothers and sisters."""
    number, by = request.POST.get("so", ""), -1 if request.POST.get("huong") == "len" else 1
    return _at_once(request, pk, lambda definition: editing.moved(definition, number, by), "Đã chuyển mục.")


@entered_with(Verb.KEEP_CRITERIA)
@only_posted
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """A criterion and its parts go; the last change can be taken back."""
    number = request.POST.get("so", "")
    words = f"Đã bỏ mục {number} và các mục bên trong. Nếu nhầm, hãy bấm “Hoàn tác”."
    return _at_once(request, pk, lambda definition: editing.without(definition, number), words)


@entered_with(Verb.KEEP_CRITERIA)
@only_posted
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """The last change is taken back; once more brings it back."""
    row = own_draft(request, pk, today())
    try:
        actions.undo(row=row, revision=seen(request), by=person_in(request), at=now())
        messages.success(request, "Đã hoàn tác thay đổi cuối. Bấm lần nữa để làm lại.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("criteria:edit", pk)


def _at_once(request: HttpRequest, pk: int, change: Callable[[SetDef], SetDef], words: str) -> HttpResponse:
    """A change that needs no form; where there is no such criterion any more, that is said."""
    row = own_draft(request, pk, today())
    definition = queries.definition_of(pk)
    if request.POST.get("so", "") not in Tree(definition.criteria).named:
        messages.error(request, "Mục này không còn trong bộ tiêu chí. Có thể bộ vừa được sửa ở nơi khác.")
        return redirect("criteria:edit", pk)
    try:
        actions.rewrite(row=row, definition=change(definition), revision=seen(request), by=person_in(request), at=now())
        messages.success(request, words)
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("criteria:edit", pk)


def _kept(request: HttpRequest, row: CriteriaSet, form: Any, change: Callable[[], SetDef], words: str) -> bool:
    """Whether a change was kept; where it was not, the form says why."""
    try:
        actions.rewrite(row=row, definition=change(), revision=seen(request), by=person_in(request), at=now())
    except DomainError as refused:
        form.add_error(None, refused.sentence)
        return False
    messages.success(request, words)
    return True


def _form(request: HttpRequest, template: str, row: CriteriaSet, form: Any, **more: object) -> HttpResponse:
    """A page with one form; the revision stays the one that was seen first."""
    context = {"set": row, "form": form, "revision": seen(request) or row.revision, **more}
    return render(request, template, context, status=422 if form.errors else 200)
