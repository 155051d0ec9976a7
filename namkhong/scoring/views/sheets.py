"""One sheet: filled in by its subject, saved criterion by criterion, handed in; nothing typed is lost on the way."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import whole_number
from namkhong.papers.actions import store_file
from namkhong.papers.sending import send
from namkhong.people.access import only_posted, person_in, signed_in
from namkhong.people.kept import take_kept_form
from namkhong.scoring import actions, queries
from namkhong.scoring.actions.filling import Incomplete
from namkhong.scoring.actions.holding import ScoringClosed, SheetElsewhere
from namkhong.scoring.forms import FILE, NOTE, POINTS, REVISION, FillForm
from namkhong.scoring.models import Mark, MarkEvidence, Sheet
from namkhong.scoring.queries import Line
from namkhong.scoring.views.loading import sheet_with
from namkhong.scoring.views.sheet_page import fill_form, may_fill, reading_page, trace_of, writing_page


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet: a form for its subject while it may be filled in, otherwise to be read."""
    if request.method == "POST":
        row, _ = sheet_with(request, pk, today(), lambda rights: rights.own)
        return _write(request, row)
    row, rights = sheet_with(request, pk, today())
    kept = take_kept_form(request, person_in(request).pk)
    if not rights.own or not (may_fill(row) or kept):
        return reading_page(request, row, rights)
    return writing_page(request, row, fill_form(row, kept), kept=kept is not None)


def _write(request: HttpRequest, row: Sheet) -> HttpResponse:
    """Save every criterion by itself, whatever button was pressed; then do what the button says."""
    form = fill_form(row, request.POST, request.FILES)
    if getattr(request, "htmx", False):
        return _autosave(request, row, form)
    form.is_valid()
    for line in form.lines:
        _save(request, row, form, line)
    if pressed := request.POST.get("bo", ""):
        _detach(request, row, form, pressed)
    if request.POST.get("lam") == "gui" and not form.errors:
        _submit(request, row, form)
    if form.errors:
        return writing_page(request, row, form, status=422)
    messages.success(request, _done(request))
    return redirect("scoring:sheet", row.pk)


def _done(request: HttpRequest) -> str:
    if request.POST.get("lam") == "gui":
        return "Đã gửi phiếu. Bạn còn rút lại được cho đến khi cấp trên bắt đầu thẩm định."
    return f"Đã lưu lúc {now():%H:%M}."


def _save(request: HttpRequest, row: Sheet, form: FillForm, line: Line) -> None:
    """One criterion with its file; what is refused is told at its place and the rest is saved all the same."""
    pk, data = line.leaf.pk, form.cleaned_data
    if not form.errors.keys() & {f"{POINTS}{pk}", f"{NOTE}{pk}", f"{REVISION}{pk}"}:
        entry = actions.Entry(data.get(f"{POINTS}{pk}"), data[f"{NOTE}{pk}"].strip())
        try:
            actions.fill(
                sheet=row, criterion=pk, entry=entry, revision=data[f"{REVISION}{pk}"], by=person_in(request), at=now()
            )
        except DomainError as refused:
            _refuse(form, f"{POINTS}{pk}" if not line.leaf.measured else f"{NOTE}{pk}", refused)
    if upload := data.get(f"{FILE}{pk}"):
        try:
            at, person = now(), person_in(request)
            file = store_file(unit=row.unit_id, name=upload.name, data=upload, by=person.pk, at=at)
            actions.attach(sheet=row, criterion=pk, file=file, by=person, at=at)
        except DomainError as refused:
            _refuse(form, f"{FILE}{pk}", refused)


def _refuse(form: FillForm, field: str, refused: DomainError) -> None:
    """At its place; what is wrong with the whole sheet is told once."""
    whole = isinstance(refused, ScoringClosed | SheetElsewhere)
    if whole and refused.sentence in form.non_field_errors():
        return
    form.add_error(None if whole else field, refused.sentence)


def _submit(request: HttpRequest, row: Sheet, form: FillForm) -> None:
    places = {line.leaf.number: f"{POINTS}{line.leaf.pk}" for line in form.lines}
    try:
        actions.submit(sheet=row, by=person_in(request), at=now())
    except Incomplete as gaps:
        for number in gaps.missing:
            form.add_error(places.get(number), "Mục này chưa có điểm. Không đạt thì chọn hoặc ghi 0.")
    except DomainError as refused:
        form.add_error(None, refused.sentence)


def _detach(request: HttpRequest, row: Sheet, form: FillForm, number: str) -> None:
    found = MarkEvidence.objects.filter(mark__sheet=row.pk, pk=whole_number(number) or 0)
    evidence = found.select_related("mark__sheet__round").first()
    if evidence is None:
        raise Http404
    try:
        actions.detach(evidence=evidence, by=person_in(request), at=now())
    except DomainError as refused:
        form.add_error(None, refused.sentence)


def _autosave(request: HttpRequest, row: Sheet, form: FillForm) -> HttpResponse:
    """Save the one criterion that was just filled in; the page learns its new revision and the total so far."""
    number = whole_number(request.POST.get("muc", "")) or 0
    lines = [line for line in form.lines if line.leaf.pk == number]
    form.is_valid()
    for line in lines:
        _save(request, row, form, line)
    names = {f"{name}{number}" for name in (POINTS, NOTE, REVISION)} | {"__all__"}
    wrong = [error for name, errors in form.errors.items() if name in names for error in errors]
    frame = queries.frame_of(row.round.set_id)
    marks = list(Mark.objects.filter(sheet=row.pk).order_by("pk"))
    context = {
        "at": now(),
        "wrong": wrong,
        "mark": next((mark for mark in marks if mark.criterion_id == number), None),
        "total": frame.standing_total(marks).total,
    }
    return render(request, "scoring/autosaved.html", context)


@signed_in
@only_posted
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the sheet back to mend it."""
    row, _ = sheet_with(request, pk, today(), lambda rights: rights.own)
    try:
        actions.recall(sheet=row, by=person_in(request), at=now())
        messages.success(request, "Đã rút phiếu về. Sửa xong nhớ gửi lại.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("scoring:sheet", pk)


@signed_in
@require_safe
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """A file that backs a criterion up, for whoever may see that criterion of the sheet."""
    found = get_object_or_404(MarkEvidence.objects.select_related("mark__criterion", "file"), pk=pk)
    office = found.mark.criterion.checker_id
    sheet_with(request, found.mark.sheet_id, today(), lambda rights: rights.reads or office in rights.offices)
    return send(found.file)


@signed_in
@require_safe
def trace(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of the points of a sheet, in words."""
    row, _ = sheet_with(request, pk, today())
    context = {
        "sheet": row,
        "name": queries.name_of(row),
        "happenings": trace_of(row),
        "revisions": queries.revisions_of(row),
    }
    return render(request, "scoring/trace.html", context)
