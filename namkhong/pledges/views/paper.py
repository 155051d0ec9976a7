"""Paper: sheets to print, scans and codes handed in, looked over, recorded, undone."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.papers.sending import send
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.pledges.actions import paper as acts
from namkhong.pledges.drafting.paper import Kind, sheet_pdf
from namkhong.pledges.forms.paper import CodesForm, ScanForm
from namkhong.pledges.models import PaperBatch, PaperFile, Round
from namkhong.pledges.queries.paper import bar_of, batches_of, is_at_work, review
from namkhong.pledges.queries.sheets import sheet_of
from namkhong.pledges.states import PaperState
from namkhong.pledges.tasks import read_scans
from namkhong.pledges.views.entering import kept_batch, round_at
from namkhong.units.models import Unit

PAGE_SIZE = 20
NOTHING_TO_PRINT = "Không có gì để in: mọi người trong danh sách đã ký, hoặc nội dung cam kết chưa ban hành."
_NAMES: dict[str, str] = {"roll": "Danh sách ký cam kết.pdf", "forms": "Bản cam kết từng người.pdf"}


@entered_with(Verb.KEEP_PLEDGES)
def desk(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """What to print, and where signed sheets are handed in."""
    round, row = round_at(request, pk, unit, Verb.KEEP_PLEDGES)
    return _desk(request, round, row, ScanForm(), CodesForm())


def _desk(
    request: HttpRequest, round: Round, unit: Unit, scans: ScanForm, codes: CodesForm, status: int = 200
) -> HttpResponse:
    page = Paginator(batches_of(round, unit.pk), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {"round": round, "unit": unit, "scans": scans, "codes": codes, "page": page}
    return render(request, "pledges/paper/desk.html", context, status=status)


@entered_with(Verb.KEEP_PLEDGES)
@only_posted
def upload(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Take scans in and have them read."""
    round, row = round_at(request, pk, unit, Verb.KEEP_PLEDGES)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        given = [(file.name or "", file) for file in form.cleaned_data["scans"]]
        try:
            batch = acts.begin_paper(round=round, unit=row, uploads=given, by=person_in(request), at=now())
            read_scans.enqueue(batch.pk, batch.progress_id or 0)
            return redirect("pledges:paper_batch", batch.pk)
        except DomainError as refused:
            form.add_error("scans", refused.sentence)
    return _desk(request, round, row, form, CodesForm(), 422)


@entered_with(Verb.KEEP_PLEDGES)
@only_posted
def codes(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Take codes in."""
    round, row = round_at(request, pk, unit, Verb.KEEP_PLEDGES)
    form = CodesForm(request.POST)
    if form.is_valid():
        text, by = form.cleaned_data["codes"], person_in(request)
        try:
            return redirect(
                "pledges:paper_batch", acts.take_codes(round=round, unit=row, text=text, by=by, at=now()).pk
            )
        except DomainError as refused:
            form.add_error("codes", refused.sentence)
    return _desk(request, round, row, ScanForm(), form, 422)


@entered_with(Verb.KEEP_PLEDGES)
def sheet(request: HttpRequest, pk: int, unit: int, kind: Kind) -> HttpResponse:
    """The list to sign, or a page for each person, of everybody who has not signed."""
    round, row = round_at(request, pk, unit, Verb.KEEP_PLEDGES)
    made = sheet_of(round, row, today())
    if not made.people or not made.lines:
        messages.info(request, NOTHING_TO_PRINT)
        return redirect("pledges:paper", pk, unit)
    disposition = content_disposition_header(as_attachment=True, filename=_NAMES[kind]) or "attachment"
    return HttpResponse(
        sheet_pdf(made, kind), content_type="application/pdf", headers={"Content-Disposition": disposition}
    )


@entered_with(Verb.KEEP_PLEDGES)
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """A batch while it is read, to be looked over, or ended."""
    row = kept_batch(request, pk)
    if row.state == PaperState.READ:
        return _review(request, row)
    if row.state in (PaperState.RECORDED, PaperState.UNDONE, PaperState.DROPPED):
        return render(request, "pledges/paper/ended.html", _context(row))
    bar = bar_of(row)
    context = _context(row) | {
        "bar": bar,
        "at_work": is_at_work(row, now()),
        "waits": bar is not None and bar.advanced_at is None,
        "refused": row.state == PaperState.REFUSED,
    }
    return render(request, "pledges/paper/reading.html", context)


def _context(row: PaperBatch) -> dict[str, Any]:
    return {"batch": row, "round": row.round, "unit": row.unit, "files": row.files.select_related("file")}


def _review(request: HttpRequest, row: PaperBatch, refusal: str = "") -> HttpResponse:
    chosen = set(request.POST.getlist("nguoi")) if request.method == "POST" else None
    found = review(row, today())
    rows = [
        (judged, str(judged.person.pk) in chosen if chosen is not None else judged.inked)
        for judged in found.found
        if judged.person
    ]
    context = _context(row) | {"rows": rows, "review": found, "refusal": refusal, "by_scan": bool(row.pages)}
    return render(request, "pledges/paper/review.html", context, status=422 if refusal else 200)


@entered_with(Verb.KEEP_PLEDGES)
def bar(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar alone, asked for every two seconds; once there is something else to say the whole page is loaded."""
    row = kept_batch(request, pk)
    progress = bar_of(row)
    if progress is None:
        raise Http404
    context = {"batch": row, "bar": progress, "waits": progress.advanced_at is None}
    response = render(request, "pledges/paper/bar.html", context)
    if not is_at_work(row, now()):
        response.headers["HX-Redirect"] = reverse("pledges:paper_batch", args=[pk])
    return response


@entered_with(Verb.KEEP_PLEDGES)
@only_posted
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record those whom the clerk has ticked as signed on paper."""
    row = kept_batch(request, pk)
    people = {int(value) for value in request.POST.getlist("nguoi") if value.isdecimal() and len(value) < 19}
    try:
        done = acts.record_paper(batch=row, people=people, by=person_in(request), at=now())
    except DomainError as refused:
        if row.state == PaperState.READ:
            return _review(request, row, refused.sentence)
        messages.error(request, refused.sentence)
        return redirect("pledges:paper_batch", pk)
    messages.success(request, f"Đã ghi {len(done.signed)} người ký trên giấy vào sổ.")
    return redirect("pledges:paper_batch", pk)


@entered_with(Verb.KEEP_PLEDGES)
@only_posted
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take everything back that the batch recorded."""
    row = kept_batch(request, pk)
    try:
        taken, kept = acts.undo_paper(batch=row, by=person_in(request), at=now())
        said = f"Đã hoàn tác {taken} chữ ký của lần ghi này."
        if kept:
            said += f" {kept} bản đã được ký nhận hoặc đã thay đổi nên giữ nguyên."
        messages.success(request, said)
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("pledges:paper_batch", pk)


@entered_with(Verb.KEEP_PLEDGES)
@only_posted
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the files once more."""
    row = kept_batch(request, pk)
    try:
        acts.retry_paper(batch=row, by=person_in(request), at=now())
        read_scans.enqueue(row.pk, row.progress_id or 0)
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("pledges:paper_batch", pk)


@entered_with(Verb.KEEP_PLEDGES)
@only_posted
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a batch aside that was not recorded."""
    row = kept_batch(request, pk)
    try:
        acts.drop_paper(batch=row, by=person_in(request), at=now())
        messages.success(request, "Đã bỏ lần nộp này; chưa ai được ghi là đã ký.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("pledges:paper", row.round_id, row.unit_id)


@entered_with(Verb.KEEP_PLEDGES)
def file(request: HttpRequest, pk: int, place: int) -> HttpResponseBase:
    """One of the scans, to look at."""
    row = kept_batch(request, pk)
    found = PaperFile.objects.filter(batch=row, place=place).select_related("file").first()
    if found is None:
        raise Http404
    return send(found.file)
