"""The people of a divided unit: to which part each goes, by ticks on the page or by a list in Excel."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from namkhong.design.components.panels import Stat
from namkhong.design.components.tables import PAGE
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import show_decimal, whole_number
from namkhong.people.access import entered_with, person_in
from namkhong.people.models import Person
from namkhong.people.rules import Verb
from namkhong.reorganisations import actions, queries, sheets
from namkhong.reorganisations.forms import AllotForm, PeopleSheetForm
from namkhong.reorganisations.rules import Divided
from namkhong.reorganisations.views.loading import own_change, sent
from namkhong.reorganisations.views.sheets import read_table, told, workbook_file
from namkhong.units.models import Change
from namkhong.units.states import ReorganisationState

ROWS = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A person on the list: where he goes, and whether that was chosen for him alone."""

    person: Person
    goes: str
    apart: bool


@entered_with(Verb.REORGANISE)
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """The list, with a box to find one; ticked people are sent to a part."""
    change, divided = _divided(request, pk)
    words = request.GET.get("tim", "")[:120]
    to = whole_number(request.GET.get("ve", ""))
    found = queries.people_of(divided, change.reorganisation.effective_on, words, to if to in divided.parts else None)
    page = Paginator(found, ROWS).get_page(request.GET.get(PAGE))
    count = show_decimal(page.paginator.count)
    form = AllotForm(sent(request), parts=divided.parts, rest=divided.rest_name, found=count)
    if request.method == "POST" and form.is_valid():
        ticked = [number for text in request.POST.getlist("nguoi") if (number := whole_number(text)) is not None]
        chosen = list(found.values_list("pk", flat=True)) if form.cleaned_data["everybody"] else ticked
        try:
            by = person_in(request).pk
            number = actions.allot(change=change, people=chosen, part=form.given(), by=by, at=now())
            messages.success(request, f"Đã chọn đơn vị nhận cho {show_decimal(number)} người.")
            return redirect(request.get_full_path())
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    context = _page(change, divided) | {"page": page, "form": form, "words": words, "to": request.GET.get("ve", "")}
    context |= {"rows": [_row(person, divided) for person in page], "several": page.paginator.num_pages > 1}
    context["ticked"] = set(request.POST.getlist("nguoi"))
    return render(request, "reorganisations/people.html", context, status=422 if form.errors else 200)


def _page(change: Change, divided: Divided) -> dict[str, Any]:
    counts = queries.counts_of(divided, change.reorganisation.effective_on)
    here = reverse("reorganisations:people", args=[change.pk])
    stats = [Stat(name, counts[part], f"{here}?ve={part}") for part, name in divided.parts.items()]
    if None in counts:
        stats.append(Stat("Chưa chọn đơn vị nhận", counts[None]))
    return {"row": change.reorganisation, "change_pk": change.pk, "divided": divided, "stats": stats}


def _row(person: Person, divided: Divided) -> Row:
    part: int | None = person.part  # type: ignore[attr-defined]
    return Row(person, divided.rest_name if part is None else divided.parts[part], part is not None)


@entered_with(Verb.REORGANISE)
def people_table(request: HttpRequest, pk: int) -> HttpResponse:
    """The people in a workbook, with a column to fill in."""
    change, divided = _divided(request, pk)
    found = queries.people_of(divided, change.reorganisation.effective_on)[: sheets.MOST_PEOPLE]
    lines = [
        sheets.PersonLine(row.pk, row.full_name, row.position or "", divided.parts.get(row.part, ""))  # type: ignore[attr-defined]
        for row in found
    ]
    body = sheets.people_workbook(lines, list(divided.parts.values()), divided.rest_name)
    return workbook_file(body, "nguoi-cua-don-vi-chia.xlsx")


@entered_with(Verb.REORGANISE)
def people_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the list back, filled in; where anything is wrong nothing is taken."""
    change, divided = _divided(request, pk)
    row, form = change.reorganisation, PeopleSheetForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"errors": [], "error_title": "", "returned_url": ""}
    if request.method == "POST" and form.is_valid():
        try:
            file = form.cleaned_data["file"]
            table = read_table(request, row, file, sheets.PEOPLE_COLUMNS, sheets.MOST_PEOPLE)
            by = person_in(request).pk
            count = actions.allot_by_sheet(change=change, lines=table.lines, by=by, at=now())
            messages.success(request, f"Đã nạp danh sách: {show_decimal(count)} người đổi đơn vị nhận.")
            return redirect("reorganisations:people", pk)
        except actions.Faulty as faulty:
            context |= told(request, row, table, faulty)
        except DomainError as refused:
            form.add_error("file", refused.sentence)
    context |= {"row": row, "change_pk": pk, "divided": divided, "form": form}
    wrong = request.method == "POST"
    return render(request, "reorganisations/people_sheet.html", context, status=422 if wrong else 200)


def _divided(request: HttpRequest, pk: int) -> tuple[Change, Divided]:
    """A change that divides a unit, of a draft. Raises: Http404."""
    change = own_change(request, pk, today())
    divided = queries.divided_in(change)
    if divided is None or change.reorganisation.state != ReorganisationState.DRAFT:
        raise Http404
    return change, divided
