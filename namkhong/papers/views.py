"""Pages of the room `papers`: a unit's documents, one document, its files, its number, the register."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from namkhong.design.components.tables import Tab
from namkhong.foundation.clock import now, today
from namkhong.foundation.days import show_day
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.papers import actions
from namkhong.papers.docx import MEDIA_TYPE, docx_file
from namkhong.papers.forms import CancelForm, DraftForm, IssueForm, base_of
from namkhong.papers.models import Document
from namkhong.papers.pdf import pdf as pdf_file
from namkhong.papers.preview import pages_of
from namkhong.papers.queries import (
    caveat_of,
    content_of,
    document_of,
    documents_in,
    findings_in,
    outgoing_register,
    register_series,
    register_years,
)
from namkhong.papers.rules.text import file_name, number_and_notation
from namkhong.papers.states import DocumentState
from namkhong.people.access import entered_with, only_posted, person_in, require
from namkhong.people.kept import take_kept_form
from namkhong.people.policies import may, units_within
from namkhong.people.rules import Verb
from namkhong.units.models import Unit

PER_PAGE = 20
STATUS = {DocumentState.DRAFT: "draft", DocumentState.ISSUED: "done", DocumentState.REPLACED: "closed"}
"""How a state is shown by the design's status tags."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document in a list."""

    document: Document
    sign: str
    status: str


def _row(document: Document) -> Row:
    sign = number_and_notation(document.number, document.content["notation"]) if document.number else ""
    return Row(document, sign, STATUS[DocumentState(document.state)])


def _loaded(request: HttpRequest, pk: int, verb: Verb) -> Document:
    """The document, where the person may do this with it. Raises: Http404."""
    document = document_of(pk)
    if document is None:
        raise Http404
    require(request, verb, document.unit_id)
    return document


@require_safe
@entered_with(Verb.READ_DOCUMENT)
def index(request: HttpRequest) -> HttpResponse:
    """The documents of the person's units."""
    units = units_within(person_in(request).pk, Verb.READ_DOCUMENT, today()).order_by("search_name", "pk")
    chosen = request.GET.get("tinh-trang", "")
    found = documents_in(units, chosen if chosen in DocumentState.values else "")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    tabs = [Tab("Tất cả", "?", current=not chosen)]
    tabs += [Tab(state.label, f"?tinh-trang={state}", current=chosen == state) for state in DocumentState]
    context = {"page": page, "rows": [_row(document) for document in page], "tabs": tabs, "units": units[:6]}
    return render(request, "papers/index.html", context | {"year": today().year})


@require_safe
@entered_with(Verb.READ_DOCUMENT)
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """One document: its pages, what the linter found, what can be done now."""
    found = _loaded(request, pk, Verb.READ_DOCUMENT)
    day = take_kept_form(request, person_in(request).pk, reverse("papers:issue", args=[pk]))
    reason = take_kept_form(request, person_in(request).pk, reverse("papers:cancel_number", args=[pk]))
    issuing, cancelling = IssueForm(day) if day else None, CancelForm(reason) if reason else None
    return _document_page(request, found, issue_form=issuing, cancel_form=cancelling)


def _document_page(
    request: HttpRequest,
    document: Document,
    *,
    status: int = 200,
    issue_form: IssueForm | None = None,
    cancel_form: CancelForm | None = None,
) -> HttpResponse:
    content, person = content_of(document), person_in(request).pk
    drafted = document.state == DocumentState.DRAFT
    pages, failure = _pages(document)
    findings = findings_in(document, today())
    clerk = may(person, Verb.ISSUE_DOCUMENT, document.unit_id, today())
    may_issue, may_cancel = drafted and clerk, document.state == DocumentState.ISSUED and clerk
    context: dict[str, Any] = {
        "document": document,
        "row": _row(document),
        "pages": range(1, pages + 1),
        "failure": failure,
        "findings": findings,
        "blocking": sum(finding.blocking for finding in findings),
        "caveat": caveat_of(content.profile, today()),
        "may_revise": drafted and may(person, Verb.DRAFT_DOCUMENT, document.unit_id, today()),
        "issue_form": issue_form or IssueForm(initial={"on": show_day(today())}),
        "cancel_form": cancel_form or CancelForm(),
        "may_issue": may_issue,
        "may_cancel": may_cancel,
        "kept": status == 200 and bool((issue_form and may_issue) or (cancel_form and may_cancel)),
    }
    return render(request, "papers/document.html", context, status=status)


def _pages(document: Document) -> tuple[int, str]:
    """How many pages there are to show, or why none can be shown."""
    try:
        return len(pages_of(document)), ""
    except DomainError as error:
        return 0, error.sentence


@require_http_methods(["GET", "HEAD", "POST"])
@entered_with(Verb.DRAFT_DOCUMENT)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of a draft. What was typed is never lost: not to another writer, not to a lost session."""
    document = _loaded(request, pk, Verb.DRAFT_DOCUMENT)
    person = person_in(request).pk
    posted = request.POST if request.method == "POST" else take_kept_form(request, person)
    form = DraftForm(base_of(posted) or content_of(document), posted)
    seen = posted.get("seen", "") if posted else document.revision
    if request.method == "POST" and form.is_valid():
        try:
            content, since = form.changed_content(), form.cleaned_data["seen"]
            actions.revise(document=document, content=content, seen=since, by=person, at=now())
        except DomainError as error:
            messages.error(request, error.sentence)
            document.refresh_from_db()
            seen = document.revision  # told of the newer version, the writer may now save over it knowingly
        else:
            messages.success(request, "Đã lưu dự thảo.")
            return redirect("papers:document", pk)
    context = {"document": document, "form": form, "seen": seen}
    return render(request, "papers/edit.html", context, status=422 if request.method == "POST" else 200)


def _overtaken(request: HttpRequest, pk: int, error: MovedMeanwhile) -> HttpResponse:
    """Somebody else (or a second click) was first: show how the document stands now."""
    messages.error(request, error.sentence)
    return redirect("papers:document", pk)


@only_posted
@entered_with(Verb.ISSUE_DOCUMENT)
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the next number and freeze the document."""
    document = _loaded(request, pk, Verb.ISSUE_DOCUMENT)
    form = IssueForm(request.POST)
    if form.is_valid():
        try:
            issued = actions.issue(document=document, on=form.cleaned_data["on"], by=person_in(request).pk, at=now())
        except MovedMeanwhile as error:
            return _overtaken(request, pk, error)
        except DomainError as error:
            form.add_error("on", error.sentence)
        else:
            messages.success(request, f"Đã cấp số {number_and_notation(issued.number, issued.notation)}.")
            return redirect("papers:document", pk)
    return _document_page(request, document, status=422, issue_form=form)


@only_posted
@entered_with(Verb.ISSUE_DOCUMENT)
def cancel_number(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel the number of a document that was not sent."""
    document = _loaded(request, pk, Verb.ISSUE_DOCUMENT)
    form = CancelForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.cancel_number(document=document, reason=reason, by=person_in(request).pk, at=now())
        except MovedMeanwhile as error:
            return _overtaken(request, pk, error)
        else:
            messages.success(request, "Đã hủy số. Số và lý do còn trong sổ; văn bản trở lại là dự thảo.")
            return redirect("papers:document", pk)
    return _document_page(request, document, status=422, cancel_form=form)


@require_safe
@entered_with(Verb.READ_DOCUMENT)
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The document as a Word file."""
    content = content_of(_loaded(request, pk, Verb.READ_DOCUMENT))
    name = file_name(content.kind, content.number, content.notation, ".docx")
    return _download(docx_file(content), MEDIA_TYPE, name)


@require_safe
@entered_with(Verb.READ_DOCUMENT)
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The document as a PDF file."""
    content = content_of(_loaded(request, pk, Verb.READ_DOCUMENT))
    try:
        made = pdf_file(content)
    except DomainError as error:
        messages.error(request, error.sentence)
        return redirect("papers:document", pk)
    return _download(made, "application/pdf", file_name(content.kind, content.number, content.notation, ".pdf"))


def _download(data: bytes, media_type: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(data, content_type=media_type, headers={"Content-Disposition": disposition})


@require_safe
@entered_with(Verb.READ_DOCUMENT)
def page_image(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """One page of the document as a picture. The address changes with every version, so browsers may keep it."""
    images = pages_of(_loaded(request, pk, Verb.READ_DOCUMENT))
    if not 1 <= page <= len(images):
        raise Http404
    return HttpResponse(images[page - 1], content_type="image/png", headers={"Cache-Control": "private, max-age=600"})


@require_safe
@entered_with(Verb.READ_DOCUMENT)
def register(request: HttpRequest, unit: int, year: int) -> HttpResponse:
    """The register of outgoing documents of a unit in a year (NĐ 30/2020, Phụ lục IV)."""
    require(request, Verb.READ_DOCUMENT, unit)
    series = request.GET.get("so", "")
    years = register_years(unit) or [year]
    here = reverse("papers:register", args=[unit, year])
    context = {
        "unit": Unit.objects.get(pk=unit),
        "year": year,
        "lines": outgoing_register(unit, year, series),
        "years": [Tab(str(one), reverse("papers:register", args=[unit, one]), current=one == year) for one in years],
        "series": [
            Tab(one or "Sổ chung", f"{here}?so={one}" if one else here, current=one == series)
            for one in register_series(unit, year)
        ],
    }
    return render(request, "papers/register.html", context)
