"""What leaves the system: the submission, lists as workbooks, the template of a table."""

from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from namkhong.foundation.clock import now, today
from namkhong.foundation.days import show_day
from namkhong.foundation.errors import DomainError
from namkhong.papers.actions import draft
from namkhong.papers.content import OfficialDocument
from namkhong.papers.pdf import pdf
from namkhong.papers.queries import documents_from
from namkhong.people.access import entered_with, person_in
from namkhong.people.policies import may, own_units
from namkhong.people.rules import Verb
from namkhong.registrations import policies, queries
from namkhong.registrations.actions import Place
from namkhong.registrations.drafting import submission
from namkhong.registrations.exports import download, workbook
from namkhong.registrations.rules import HONOURS, Whose
from namkhong.registrations.sheets import COLUMNS
from namkhong.registrations.states import RegistrationState
from namkhong.registrations.views.loading import own_place, place_of, read_place
from namkhong.registrations.views.unit_page import SOURCE
from namkhong.rosters.sheets.writing import write_template


@entered_with(Verb.DRAFT_DOCUMENT)
@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """What the submission would say; a press of the button makes the draft."""
    place = _drafting(request, campaign, year, unit)
    joint = queries.list_of(campaign, unit, year)
    if joint is None:
        raise Http404
    content = _content(place)
    if request.method == "POST":
        source = (SOURCE, joint.pk)
        made = draft(unit=unit, content=content, by=person_in(request).pk, at=now(), source=source)
        return redirect("papers:document", made.pk)
    context = {"place": place, "content": content, "drafts": documents_from(SOURCE, joint.pk)}
    return render(request, "registrations/document.html", context)


@entered_with(Verb.DRAFT_DOCUMENT)
@require_safe
def preview(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """The submission as it would be printed."""
    return as_pdf(_content(_drafting(request, campaign, year, unit)), "to-trinh")


def as_pdf(content: OfficialDocument, name: str) -> HttpResponse:
    """A document as PDF, or the sentence that says why not."""
    try:
        body = pdf(content)
    except DomainError as refusal:
        return HttpResponse(refusal.sentence, status=503, content_type="text/plain; charset=utf-8")
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


def _drafting(request: HttpRequest, campaign: int, year: int, unit: int) -> Place:
    place = own_place(request, campaign, year, unit)
    if not may(person_in(request).pk, Verb.DRAFT_DOCUMENT, unit, today()):
        raise Http404
    return place


def _content(place: Place) -> OfficialDocument:
    return submission(place.campaign, place.unit, place.year, today())


@entered_with(Verb.READ_REGISTRATION)
@require_safe
def people_table(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """The registrations of a unit's people as a workbook."""
    place = read_place(request, campaign, year, unit)
    head = [("Họ và tên", 28), ("Danh hiệu đăng ký", 32), ("Nội dung phấn đấu", 60), ("Tình trạng", 14), ("Lý do", 30)]
    rows = [
        (
            row.person.full_name if row.person else "",
            row.honour,
            row.promise,
            RegistrationState(row.state).label,
            row.reason,
        )
        for row in queries.people_of(campaign, unit, year)
    ]
    title = f"Đăng ký thi đua năm {year}, {place.unit.name}"
    return download(f"dang-ky-thi-dua-{year}", workbook(title, head, rows))


@entered_with(Verb.READ_REGISTRATION)
@require_safe
def units_table(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """The lists that a unit receives as a workbook."""
    place = place_of(campaign, year, unit)
    if not policies.may_receive(person_in(request).pk, Verb.READ_REGISTRATION, place.campaign, unit, today()):
        raise Http404
    head = [("Đơn vị", 44), ("Tình trạng", 14), ("Tập thể đăng ký", 32), ("Số người", 10), ("Gửi ngày", 12)]
    rows = [
        (
            row.name,
            RegistrationState(row.state).label,
            row.honour or "",
            row.people if row.people is not None else "",
            show_day(row.sent_at.date()) if row.sent_at else "",
            show_day(row.due_on) if row.due_on else "",
            row.reason or "",
        )
        for row in queries.received(unit, place.campaign, year, today())
    ]
    body = workbook(f"Đăng ký thi đua năm {year} gửi về {place.unit.name}", [*head, ("Hạn", 12), ("Lý do", 30)], rows)
    return download(f"dang-ky-thi-dua-{year}-cac-don-vi", body)


@entered_with(Verb.REGISTER)
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """An empty table with the columns that are understood."""
    if not own_units(person_in(request).pk, Verb.REGISTER, today()):
        raise Http404
    out = BytesIO()
    honours = [row.label for row in HONOURS if row.whose is Whose.PERSON]
    write_template(out, COLUMNS, {"Danh hiệu đăng ký": honours})
    return download("mau-dang-ky-thi-dua", out.getvalue())
