"""The list of sets, one set to read, copying it, beginning a new one or a new version."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.criteria import actions, queries
from namkhong.criteria.data import library
from namkhong.criteria.forms import BeginForm, UnitForm
from namkhong.criteria.policies import keeping_units, may_keep
from namkhong.criteria.rules.structure import SetDef
from namkhong.criteria.sheets import FaultySheet, read
from namkhong.criteria.states import SetState, SubjectKind
from namkhong.criteria.views.loading import visible_set
from namkhong.criteria.views.showing import band_rows, criterion_rows
from namkhong.design.components.tables import Tab, link
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in, signed_in
from namkhong.people.rules import Verb

WHOSE = {
    queries.OURS: "Của đơn vị mình",
    queries.SUPERIORS: "Cấp trên ban hành",
    queries.LIBRARY: "Bộ mẫu có sẵn",
    queries.BELOW: "Đơn vị cấp dưới ban hành",
}


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """Our own sets, those of superiors, the library; by whom they score."""
    person, on = person_in(request).pk, today()
    if request.method == "GET":
        _bring_library(on)
    subject = request.GET.get("doi-tuong", "")
    subject = subject if subject in SubjectKind.values else ""
    page = Paginator(queries.sets_of_person(person, on, subject), 50).get_page(request.GET.get("trang"))
    tabs = [Tab("Tất cả", link(request.GET, **{"doi-tuong": "", "trang": ""}), not subject)]
    tabs += [
        Tab(kind.label, link(request.GET, **{"doi-tuong": str(kind), "trang": ""}), subject == kind)
        for kind in SubjectKind
    ]
    rows = [(WHOSE[row.whose], row) for row in page]  # type: ignore[attr-defined]  # asked for by the query
    context = {"page": page, "rows": rows, "tabs": tabs, "may_begin": keeping_units(person, on).exists()}
    return render(request, "criteria/index.html", context)


def _bring_library(on: date) -> None:
    """The library is there before somebody looks for it, and follows the law of the day."""
    if queries.library_is_there(on):
        return
    try:
        actions.install_library(sets=library(), on=on, at=now())
    except IntegrityError:
        return  # somebody else's page has brought it in at the same moment


@entered_with(Verb.READ_CRITERIA)
def criteria_set(request: HttpRequest, pk: int) -> HttpResponse:
    """One set to read and to print."""
    on, person = today(), person_in(request).pk
    row = visible_set(request, pk, on)
    return render(request, "criteria/set.html", _reading(person, row, on))


def _reading(person: int, row: Any, on: date) -> dict[str, Any]:
    definition = queries.definition_of(row.pk)
    units = keeping_units(person, on)
    keeps = may_keep(person, row, on)
    return {
        "set": row,
        "definition": definition,
        "criteria": criterion_rows(definition, []),
        "bands": band_rows(definition, []),
        "versions": queries.versions_of(row, drafts=keeps),
        "may_keep": keeps,
        "units": units,
        "draft": row.state == SetState.DRAFT,
        "current": row.state == SetState.ISSUED,
    }


@entered_with(Verb.KEEP_CRITERIA)
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft of one's own that begins as this set is."""
    on, person = today(), person_in(request)
    row, units = visible_set(request, pk, on), keeping_units(person.pk, on)
    if not units:
        raise Http404
    form = UnitForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        made = actions.copy(source=row, unit=form.cleaned_data["unit"], by=person, at=now())
        messages.success(request, "Đã chép về thành bản đang soạn của đơn vị. Bạn sửa thoải mái, bản gốc không đổi.")
        return redirect("criteria:edit", made.pk)
    context = {"set": row, "form": form, "single": units[0] if len(units) == 1 else None}
    return render(request, "criteria/copy.html", context, status=422 if form.errors else 200)


@entered_with(Verb.KEEP_CRITERIA)
@only_posted
def begin_version(request: HttpRequest, pk: int) -> HttpResponse:
    """The next version of an issued set, or the draft of it that is already there."""
    on, person = today(), person_in(request)
    row = visible_set(request, pk, on)
    if not may_keep(person.pk, row, on) or row.state == SetState.DRAFT:
        raise Http404
    try:
        made = actions.begin_version(source=row, by=person, at=now())
    except actions.AlreadyDrafting as refused:
        messages.error(request, refused.sentence)
        return redirect("criteria:set", pk)
    messages.success(request, f"Đã tạo bản {made.version} để soạn. Bản cũ vẫn dùng cho đến khi bản này ban hành.")
    return redirect("criteria:edit", made.pk)


@entered_with(Verb.KEEP_CRITERIA)
def begin(request: HttpRequest) -> HttpResponse:
    """A new set, empty or from a spreadsheet."""
    units = keeping_units(person_in(request).pk, today())
    if not units:
        raise Http404
    first = {"unit": units[0], "total": 100}
    form = BeginForm(request.POST or None, request.FILES or None, units=units, initial=first)
    row_faults: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = _begun(request, form)
            return redirect("criteria:edit", made.pk)
        except FaultySheet as faulty:
            row_faults = faulty.faults
            form.add_error("file", faulty.sentence)
        except DomainError as refused:
            form.add_error("file" if form.cleaned_data["file"] else None, refused.sentence)
    context = {"form": form, "row_faults": row_faults, "several": len(units) > 1}
    return render(request, "criteria/begin.html", context, status=422 if form.errors else 200)


def _begun(request: HttpRequest, form: BeginForm) -> Any:
    file = form.cleaned_data["file"]
    criteria = read(file.name, file).criteria if file else ()
    definition = form.onto(SetDef("", "", form.cleaned_data["total"], criteria))
    made = actions.begin(unit=form.cleaned_data["unit"], definition=definition, by=person_in(request), at=now())
    messages.success(request, f"Đã tạo bản đang soạn với {len(criteria)} mục.")
    return made
