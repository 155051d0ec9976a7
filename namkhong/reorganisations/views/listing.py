"""The list of reorganisations, beginning one, and the page of one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.design.components.tables import PAGE
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.papers.queries import documents_from
from namkhong.people.access import entered_with, only_posted, person_in, require
from namkhong.people.kept import take_kept_form
from namkhong.people.rules import Verb
from namkhong.reorganisations import queries
from namkhong.reorganisations.forms import HeadForm
from namkhong.reorganisations.policies import acting_units
from namkhong.reorganisations.views.loading import AT_A_TIME, own_draft, own_reorganisation, sent, steps
from namkhong.reorganisations.views.wording import KINDS, place_error
from namkhong.units import actions as units
from namkhong.units.models import Reorganisation
from namkhong.units.states import ReorganisationState


@entered_with(Verb.REORGANISE)
def index(request: HttpRequest) -> HttpResponse:
    """Every reorganisation that the person may open."""
    person, on = person_in(request).pk, today()
    if not acting_units(person, on):
        raise Http404
    page = Paginator(queries.listed_for(person, on), AT_A_TIME).get_page(request.GET.get(PAGE))
    return render(request, "reorganisations/index.html", {"page": page, "may_begin": True})


@entered_with(Verb.REORGANISE)
def begin(request: HttpRequest) -> HttpResponse:
    """A new one: the decision and its days."""
    own = acting_units(person_in(request).pk, today())
    if not own:
        raise Http404
    kept = take_kept_form(request, person_in(request).pk)
    form = HeadForm(sent(request), units=own, initial=kept.dict() if kept else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = next(unit for unit in own if str(unit.pk) == data["unit"])
        require(request, Verb.REORGANISE, chosen.pk)
        try:
            row = units.draft_reorganisation(**(data | {"unit": chosen}), by=person_in(request).pk, at=now())
            return redirect("reorganisations:reorganisation", row.pk)
        except DomainError as refused:
            place_error(form, refused)
    context = {"form": form, "row": None, "steps": steps(0), "save_label": "Tiếp tục"}
    return render(request, "reorganisations/head.html", context, status=422 if form.errors else 200)


@entered_with(Verb.REORGANISE)
def head(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the decision and its days."""
    row = own_draft(request, pk, today())
    kept = take_kept_form(request, person_in(request).pk)
    start = {name: getattr(row, name) for name in ("title", "issuer", "number", "decided_on", "effective_on")}
    form = HeadForm(sent(request), units=[row.unit], initial=kept.dict() if kept else start)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in start}
        try:
            units.revise(reorganisation=row, **data, by=person_in(request).pk, at=now())
            messages.success(request, "Đã lưu thông tin chung.")
            return redirect("reorganisations:reorganisation", pk)
        except DomainError as refused:
            place_error(form, refused)
    context = {"form": form, "row": row, "save_label": "Lưu"}
    return render(request, "reorganisations/head.html", context, status=422 if form.errors else 200)


@entered_with(Verb.REORGANISE)
def reorganisation(request: HttpRequest, pk: int) -> HttpResponse:
    """One reorganisation: its changes while it is drafted, its result when it has been carried out."""
    row = own_reorganisation(request, pk, today())
    changes = queries.undecided_in(row) if request.GET.get("chua") else queries.changes_in(row)
    page = Paginator(changes, AT_A_TIME).get_page(request.GET.get(PAGE))
    context: dict[str, Any] = {
        "row": row,
        "page": page,
        "changes": queries.views_of(row, page),
        "documents": documents_from(queries.SUBJECT, pk),
    }
    return render(request, "reorganisations/reorganisation.html", context | _by_state(row))


def _by_state(row: Reorganisation) -> dict[str, Any]:
    if row.state == ReorganisationState.CARRIED_OUT:
        return {
            "count": queries.changes_in(row).count(),
            "undecided": queries.undecided_in(row).count(),
            "hanging": queries.handed_over(row),
            "reasons": queries.acted_on(row),
        }
    return {"steps": steps(1), "kinds": KINDS}


@entered_with(Verb.REORGANISE)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft away, after asking."""
    row, refusal = own_draft(request, pk, today()), ""
    if request.method == "POST":
        try:
            units.drop_reorganisation(reorganisation=row, by=person_in(request).pk, at=now())
            messages.success(request, "Đã bỏ bản soạn.")
            return redirect("reorganisations:index")
        except DomainError as refused:
            refusal = refused.sentence
    context = {"row": row, "refusal": refusal, "title": "Bỏ bản soạn", "question": f"Bỏ bản soạn “{row.title}”?"}
    context |= {"words": "Chưa có gì được thực hiện. Sau này vẫn mở lại được.", "label": "Bỏ bản soạn"}
    return render(request, "reorganisations/ask.html", context, status=422 if refusal else 200)


@entered_with(Verb.REORGANISE)
@only_posted
def redraft(request: HttpRequest, pk: int) -> HttpResponse:
    """Open again what was dropped or undone."""
    row = own_reorganisation(request, pk, today())
    try:
        units.redraft(reorganisation=row, by=person_in(request).pk, at=now())
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("reorganisations:reorganisation", pk)
