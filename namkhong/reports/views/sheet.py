"""One report: filled in, saved, sent; nothing typed is ever lost on the way."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import whole_number
from namkhong.foundation.periods import parse_period
from namkhong.papers.actions import store_file
from namkhong.papers.models import StoredFile
from namkhong.papers.sending import send
from namkhong.people.access import entered_with, person_in
from namkhong.people.kept import take_kept_form
from namkhong.people.rules import Verb
from namkhong.reports import policies
from namkhong.reports.actions import attach, detach, refresh, save, submit
from namkhong.reports.actions.filling import EditedMeanwhile
from namkhong.reports.actions.sending import Incomplete, SentOtherwise
from namkhong.reports.forms import ReasonForm, SheetForm, clashes, settled
from namkhong.reports.models import Attachment, Return
from namkhong.reports.queries import companions, rows_of, sheet_of
from namkhong.reports.states import WRITABLE, FormKind
from namkhong.reports.views.entry import own_sheet, seen_sheet
from namkhong.reports.views.sheet_page import reading_page, sheet_form, writing_page


@entered_with(Verb.READ_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The report: a form for its own unit while it may be changed, otherwise to be read."""
    if request.method == "POST":
        return _write(request, own_sheet(request, pk))
    found = seen_sheet(request, pk)
    person = person_in(request).pk
    kept = take_kept_form(request, person)
    if found.state not in WRITABLE or not policies.may_write(person, found, today()):
        reason = take_kept_form(request, person, reverse("reports:send_back", args=[pk]))
        return reading_page(request, found, ReasonForm(reason) if reason else None, kept=reason is not None)
    return writing_page(request, found, sheet_form(found, kept), kept=kept is not None)


def _write(request: HttpRequest, found: Return) -> HttpResponse:
    """Save first, whatever button was pressed; then do what the button says."""
    post = settled(request.POST)
    form = sheet_form(found, post, files=request.FILES)
    if _sent_by_this_form(found, post):
        return _sent_twice(request, found, form)
    if getattr(request, "htmx", False):
        return _autosave(request, found, form)
    if not form.is_valid():
        return writing_page(request, found, form, status=422)
    try:
        version = _save(request, found, form)
    except DomainError as refusal:
        return _refused(request, found.pk, post, refusal)
    try:
        return _press(request, found, post, form)
    except DomainError as refusal:
        return _refused(request, found.pk, post, refusal, version)


def _save(request: HttpRequest, found: Return, form: SheetForm) -> int:
    """Save what was typed. Where somebody saved the same words meanwhile, there is nothing to ask about."""
    person, at = person_in(request), now()
    draft, version = form.draft(), form.cleaned_data["version"]
    try:
        return save(sheet=found, draft=draft, version=version, by=person, at=at)
    except EditedMeanwhile:
        if clashes(form):
            raise
        return save(sheet=found, draft=draft, version=found.version, by=person, at=at)


def _press(request: HttpRequest, found: Return, post: QueryDict, form: SheetForm) -> HttpResponse:
    """What the pressed button asks for, after saving."""
    person, at = person_in(request), now()
    if upload := form.cleaned_data["evidence"]:
        with transaction.atomic():
            file = store_file(unit=found.unit_id, name=upload.name, data=upload, by=person.pk, at=at)
            attach(sheet=found, file=file, by=person, at=at)
    if pressed := post.get("bo", ""):
        detach(attachment=_attachment(found, pressed), by=person, at=at)
    if post.get("lam") == "lay-lai":
        refresh(sheet=found, on=today(), by=person, at=at)
    if post.get("lam") == "gui":
        submit(sheet=found, submission=_submission(post), on=today(), by=person, at=at)
        return redirect("reports:receipt", found.pk)
    messages.success(request, f"Đã lưu nháp lúc {at:%H:%M}.")
    return redirect("reports:sheet", found.pk)


def _refused(
    request: HttpRequest, pk: int, post: QueryDict, refusal: DomainError, version: int | None = None
) -> HttpResponse:
    """The same page with what was typed and what is wrong; after a conflict with both people's words side by side."""
    fresh = sheet_of(pk)
    if fresh is None:
        raise Http404
    if _sent_by_this_form(fresh, post):
        return _sent_twice(request, fresh, sheet_form(fresh, post))
    met = isinstance(refusal, EditedMeanwhile)
    form = sheet_form(fresh, post, fresh.version if met else version)
    form.is_valid()
    if isinstance(refusal, Incomplete):
        for gap in refusal.gaps:
            form.add_error(form.field_of(gap.key), gap.sentence)
    else:
        form.add_error(None, refusal.sentence)
    found = clashes(form) if met else []
    return writing_page(request, fresh, form, status=422, clashes=found, met=met, refusal=refusal.sentence)


def _autosave(request: HttpRequest, found: Return, form: SheetForm) -> HttpResponse:
    """Save what can be read and answer with a line of words; the page learns the new version and the rates."""
    form.is_valid()
    wrong = [str(form.fields[name].label) for name in form.errors if name in form.fields]
    try:
        form.cleaned_data["version"] = form.cleaned_data.get("version", 0)
        version = _save(request, found, form)
    except DomainError as refusal:
        return render(request, "reports/autosaved.html", {"refusal": refusal.sentence})
    derived = [row for row in rows_of(found) if row.derived]
    context = {"at": now(), "version": version, "wrong": wrong, "derived": derived}
    return render(request, "reports/autosaved.html", context)


def _sent_by_this_form(found: Return, post: QueryDict) -> bool:
    """Whether this very form has been sent already: the second half of a double click."""
    return found.submission is not None and str(found.submission) == post.get("submission", "")


def _sent_twice(request: HttpRequest, found: Return, form: SheetForm) -> HttpResponse:
    """The same sending again is answered as success; under its name another body is refused and stays on the screen."""
    if not clashes(form):
        return redirect("reports:receipt", found.pk)
    form.is_valid()
    refusal = SentOtherwise().sentence
    form.add_error(None, refusal)
    return writing_page(request, found, form, status=409, refusal=refusal)


def _submission(post: QueryDict) -> UUID:
    try:
        return UUID(post.get("submission", ""))
    except ValueError:
        return uuid4()


def _attachment(found: Return, number: str) -> Attachment:
    row = Attachment.objects.filter(sheet=found, pk=whole_number(number) or 0).first()
    if row is None:
        raise Http404
    return row


@entered_with(Verb.READ_REPORT)
@require_safe
def evidence(request: HttpRequest, pk: int, attachment: int) -> FileResponse:
    """A file that backs up a report, as a download."""
    found = seen_sheet(request, pk)
    if not policies.may_open_papers(person_in(request).pk, found, today()):
        raise Http404
    row = StoredFile.objects.filter(pk__in=Attachment.objects.filter(sheet=found, pk=attachment).values("file")).first()
    if row is None:
        raise Http404
    return send(row)


@entered_with(Verb.SUBMIT_REPORT)
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """When a report was sent, to whom, and what comes next."""
    found = own_sheet(request, pk)
    if found.submitted_at is None:
        return redirect("reports:sheet", pk)
    missing = found.frozen.get("missing", [])
    context = {
        "sheet": found,
        "period": parse_period(found.period),
        "missing": missing,
        "is_review": found.form.kind == FormKind.STAGE_REVIEW,
        "companions": companions(found),
    }
    return render(request, "reports/receipt.html", context)
