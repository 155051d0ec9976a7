"""From a report that has been sent to an official document."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.periods import parse_period
from namkhong.papers.actions import draft
from namkhong.papers.content import OfficialDocument
from namkhong.papers.pdf import pdf
from namkhong.papers.queries import documents_from
from namkhong.people.access import entered_with, person_in, require
from namkhong.people.rules import Verb
from namkhong.reports.drafting import report_document, review_document
from namkhong.reports.models import Addend, Return
from namkhong.reports.states import FormKind, ReturnState
from namkhong.reports.views.entry import crumbs, own_sheet

SOURCE = "return"


@entered_with(Verb.DRAFT_DOCUMENT)
@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """What the document would say and where its figures come from; a press of the button makes the draft."""
    sheet = _sent(request, pk)
    content = _content(sheet)
    if request.method == "POST":
        made = draft(unit=sheet.unit_id, content=content, by=person_in(request).pk, at=now(), source=(SOURCE, sheet.pk))
        return redirect("papers:document", made.pk)
    context = {
        "sheet": sheet,
        "period": parse_period(sheet.period),
        "content": content,
        "crumbs": crumbs((f"Báo cáo {parse_period(sheet.period).label}", "../"), ("Soạn văn bản", "")),
        "kind_words": "báo cáo tổng kết" if _is_review(sheet) else "báo cáo",
        "drafts": documents_from(SOURCE, sheet.pk),
        "parts": list(
            Addend.objects.filter(total=sheet).select_related("part__unit").order_by("part__unit__search_name")
        ),
    }
    return render(request, "reports/document.html", context)


@entered_with(Verb.DRAFT_DOCUMENT)
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The document as it would be printed."""
    try:
        body = pdf(_content(_sent(request, pk)))
    except DomainError as refusal:
        return HttpResponse(refusal.sentence, status=503, content_type="text/plain; charset=utf-8")
    disposition = {"Content-Disposition": 'inline; filename="du-thao.pdf"'}
    return HttpResponse(body, content_type="application/pdf", headers=disposition)


def _sent(request: HttpRequest, pk: int) -> Return:
    """A report that its unit has sent. Raises: Http404."""
    sheet = own_sheet(request, pk)
    require(request, Verb.DRAFT_DOCUMENT, sheet.unit_id)
    if sheet.state not in (ReturnState.SUBMITTED, ReturnState.ACCEPTED):
        raise Http404
    return sheet


def _is_review(sheet: Return) -> bool:
    return bool(sheet.form.kind == FormKind.STAGE_REVIEW)


def _content(sheet: Return) -> OfficialDocument:
    return review_document(sheet, today()) if _is_review(sheet) else report_document(sheet, today())
