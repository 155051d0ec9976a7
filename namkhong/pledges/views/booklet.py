"""The printed register of a unit."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from namkhong.foundation.clock import today
from namkhong.foundation.errors import DomainError
from namkhong.papers.docx import MEDIA_TYPE, docx_file
from namkhong.papers.pdf import pdf
from namkhong.people.access import entered_with, person_in
from namkhong.people.policies import may
from namkhong.people.rules import Verb
from namkhong.pledges.drafting.booklet import booklet_document
from namkhong.pledges.queries.booklet import booklet_of
from namkhong.pledges.views.entering import reached, round_or_404


@entered_with(Verb.READ_PLEDGES)
def booklet(request: HttpRequest, pk: int, unit: int, ending: str) -> HttpResponse:
    """The book as a Word or a PDF file, as it stands today."""
    round = round_or_404(pk)
    if not may(person_in(request).pk, Verb.READ_PLEDGES, unit, today(), line=round.campaign.line):
        raise Http404
    document = booklet_document(booklet_of(round, reached(round, unit), today()))
    try:
        data, kind = (docx_file(document), MEDIA_TYPE) if ending == "docx" else (pdf(document), "application/pdf")
    except DomainError as refused:
        messages.error(request, refused.sentence)
        return redirect("desk:home")
    disposition = content_disposition_header(as_attachment=True, filename=f"Sổ cam kết.{ending}") or "attachment"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": disposition})
