"""Results taken along: the spreadsheet, the decision that publishes them, the sheet of evidence of one subject."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.papers.actions import draft
from namkhong.papers.docx import MEDIA_TYPE, docx_file
from namkhong.papers.pdf import pdf
from namkhong.papers.queries import documents_from
from namkhong.people.access import entered_with, person_in, require, signed_in
from namkhong.people.rules import Verb
from namkhong.scoring.drafting import evidence_sheet, result_decision
from namkhong.scoring.exports import XLSX, standings_file
from namkhong.scoring.queries.explaining import explanation
from namkhong.scoring.queries.standings import told_of
from namkhong.scoring.states import SheetState
from namkhong.scoring.views.loading import sheet_with
from namkhong.scoring.views.results import Results, results_context, seen_results

SOURCE = "scoring_round"


@entered_with(Verb.RUN_SCORING, Verb.DECIDE_SCORES)
@require_safe
def standings_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody with rank and grade, and how the ranking was done."""
    found = _inside(request, pk)
    words = explanation(found.round, found.on, found.weighing)
    data = standings_file(found.round, found.results, told_of(found.round, found.weighing), words)
    name = (
        content_disposition_header(as_attachment=True, filename=f"Xếp hạng {found.round.period}.xlsx") or "attachment"
    )
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": name})


def _inside(request: HttpRequest, pk: int) -> Results:
    """The results, for those who run or decide the round, whatever its size. Raises: Http404."""
    found = seen_results(request, pk)
    if not found.inside:
        raise Http404
    found.asked = True
    return found


@entered_with(Verb.DECIDE_SCORES)
@require_http_methods(["GET", "HEAD", "POST"])
def result_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What the decision would say; a press of the button makes the draft."""
    found = _inside(request, pk)
    row = found.round
    if not found.decides:
        raise Http404
    require(request, Verb.DRAFT_DOCUMENT, row.unit_id)
    words = explanation(row, found.on, found.weighing)
    if request.method == "POST":
        ranks = {sheet: rank for sheet, (rank, _) in told_of(row, found.weighing).items()}
        content = result_decision(row, found.results, ranks, words, today())
        made = draft(unit=row.unit_id, content=content, by=person_in(request).pk, at=now(), source=(SOURCE, row.pk))
        return redirect("papers:document", made.pk)
    context = results_context(found, "") | {"words": words, "drafts": documents_from(SOURCE, row.pk)}
    return render(request, "scoring/result_list.html", context)


@signed_in
@require_safe
def evidence_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The sheet of evidence of one published sheet, for whoever may read it."""
    sheet, _ = sheet_with(request, pk, today())
    if sheet.state not in (SheetState.PUBLISHED, SheetState.SUPERSEDED):
        raise Http404
    document = evidence_sheet(sheet, today())
    try:
        data, kind = (docx_file(document), MEDIA_TYPE) if ending == "docx" else (pdf(document), "application/pdf")
    except DomainError as refused:
        messages.error(request, refused.sentence)
        return redirect("scoring:sheet", pk)
    name = content_disposition_header(as_attachment=True, filename=f"Phiếu minh chứng.{ending}") or "attachment"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": name})
