"""Adding a change, looking at one, taking one out. Units are searched and ticked, with or without JavaScript."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.reorganisations import actions, queries
from namkhong.reorganisations.forms import PART, ROWS, ChangeForm, Offer, SharesForm
from namkhong.reorganisations.rules import ChangeView, open_shares, sketch_after, sketch_before
from namkhong.reorganisations.views.composing import draft_of
from namkhong.reorganisations.views.loading import nodes, own_change, own_draft, sent
from namkhong.reorganisations.views.wording import HINTS, REMARKS, place_error
from namkhong.units import actions as units
from namkhong.units.models import Reorganisation
from namkhong.units.queries import lines_of
from namkhong.units.states import ChangeKind, ReorganisationState

MOST_NEW = 30
"""So many units of the draft itself are offered as superiors; more come by spreadsheet."""

PICKED = ("sources", "receiver", "parent")


@dataclass(frozen=True, slots=True)
class Picker:
    """A field of units with its search."""

    name: str
    label: str
    words: str
    bound: BoundField
    hints: dict[str, str]
    found: int
    more: bool
    one: str

    @property
    def tick(self) -> str:
        """What is asked of the units below the search."""
        return self.one if self.name == "sources" else "Chọn một đơn vị"

    @property
    def action(self) -> str:
        """What its search button says to the server."""
        return f"tim-{self.name}"

    @property
    def any(self) -> bool:
        """Whether there is anything to tick."""
        return bool(self.bound.field.choices)  # type: ignore[attr-defined]

    @property
    def nothing(self) -> bool:
        """Whether a search found nothing."""
        return bool(self.words) and not self.found

    @property
    def errors(self) -> list[str]:
        """What is wrong with what was ticked."""
        return [str(error) for error in self.bound.errors]


@entered_with(Verb.REORGANISE)
def add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A change of one kind. A press of a search button only searches; everything typed and ticked stays."""
    row = own_draft(request, pk, today())
    if kind not in ChangeKind.values:
        raise Http404
    form = _form(request, row, ChangeKind(kind))
    if request.method == "POST" and request.POST.get("lam") == "them" and form.is_valid():
        try:
            draft = draft_of(row, form)
            actions.add_changes(reorganisation=row, drafts=[draft], by=person_in(request).pk, at=now())
            messages.success(request, "Đã thêm thay đổi.")
            return redirect("reorganisations:reorganisation", pk)
        except DomainError as refused:
            place_error(form, refused, {"NoSuchUnit": "name_1", "SeveralUnits": "name_1"})
    wrong = request.POST.get("lam") == "them" and form.errors
    return render(request, "reorganisations/add.html", _add_page(request, row, form), status=422 if wrong else 200)


def _form(request: HttpRequest, row: Reorganisation, kind: ChangeKind) -> ChangeForm:
    """The form with the units that were ticked or just found; a search is no attempt to add."""
    offers = {name: _offer(request, row, name) for name in PICKED}
    lines = lines_of(row.unit_id, row.effective_on) if "line" in ChangeForm.FIELDS[kind] else []
    if request.method == "POST" and request.POST.get("lam") != "them":
        form = ChangeForm(request.POST, kind=kind, lines=lines, offers=offers)
        form._errors = ErrorDict()  # type: ignore[attr-defined]  # searched only: nothing is wrong yet
        return form
    return ChangeForm(sent(request), kind=kind, lines=lines, offers=offers)


def _offer(request: HttpRequest, row: Reorganisation, name: str) -> Offer:
    ticked = queries.by_number(row, request.POST.getlist(name))
    found = queries.search(row, request.POST.get(f"tim_{name}", ""))
    return Offer(ticked, found, list(queries.to_be_founded(row)[:MOST_NEW]) if name == "parent" else ())


def _add_page(request: HttpRequest, row: Reorganisation, form: ChangeForm) -> dict[str, Any]:
    shown = [unit for offer in form.offers.values() for unit in (*offer.chosen, *offer.found)]
    hints = queries.superiors_of(row, shown)
    hints |= {f"{PART}{part.pk}": "Đơn vị mới của lần sắp xếp này" for part in form.offers["parent"].founded}
    pickers = {
        name: Picker(
            name,
            str(form.fields[name].label),
            request.POST.get(f"tim_{name}", ""),
            form[name],
            hints,
            len(form.offers[name].found),
            len(form.offers[name].found) >= queries.FOUND,
            "Đánh dấu một đơn vị" if form.kind in form.ONE else "Đánh dấu các đơn vị",
        )
        for name in PICKED
        if name in form.fields
    }
    rows = [
        {"name": form[f"name_{n}"], "share": form[f"share_{n}"]} for n in range(1, ROWS + 1) if "name_1" in form.fields
    ]
    return {
        "row": row,
        "row_pk": row.pk,
        "form": form,
        "pickers": {name: pickers.get(name) for name in PICKED},
        "rows": rows,
        "label": form.kind.label,
        "hint": HINTS[form.kind],
    }


@entered_with(Verb.REORGANISE)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One change: before and after, what hangs on its units, and its shares while they can be decided."""
    row = own_change(request, pk, today())
    view = queries.view_of(row)
    draft = row.reorganisation.state == ReorganisationState.DRAFT
    late = row.reorganisation.state == ReorganisationState.CARRIED_OUT and open_shares(view)
    form = _shares_form(request, view) if late or (draft and view.kind == ChangeKind.SPLIT) else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            actions.decide_shares(change=row, shares=form.shares(), by=person_in(request).pk, at=now())
            messages.success(request, "Đã lưu tỷ lệ.")
            onward = "preview" if draft else "reorganisation"
            return redirect(f"reorganisations:{onward}", row.reorganisation_id)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    ends = queries.ending_in(queries.changes_in(row.reorganisation).filter(pk=row.pk))
    context = {
        "row": row.reorganisation,
        "view": view,
        "form": form,
        "before": nodes(sketch_before(view)),
        "after": nodes(sketch_after(view)),
        "ends": draft and ends.exists(),
        "hanging": queries.hanging_on(ends, queries.day_before(row.reorganisation)) if draft else [],
        "remark": REMARKS.get(ChangeKind(view.kind), ""),
    }
    return render(request, "reorganisations/change.html", context, status=422 if form and form.errors else 200)


def _shares_form(request: HttpRequest, view: ChangeView) -> SharesForm:
    return SharesForm(sent(request), parts=[(end.part, end.name, end.share) for end in view.results])


@entered_with(Verb.REORGANISE)
@only_posted
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a change out of a draft."""
    row = own_change(request, pk, today())
    try:
        units.drop_change(change=row, by=person_in(request).pk, at=now())
        messages.success(request, "Đã bỏ thay đổi.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("reorganisations:reorganisation", row.reorganisation_id)
