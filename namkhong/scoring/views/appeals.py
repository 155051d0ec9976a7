"""Appeals: made by the subject, taken back, answered by those who decide."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from namkhong.criteria.models import Criterion
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.papers.actions import store_file
from namkhong.papers.models import StoredFile
from namkhong.papers.sending import send
from namkhong.people.access import only_posted, person_in, signed_in
from namkhong.people.kept import take_kept_form
from namkhong.scoring import actions, queries
from namkhong.scoring.forms import AnswerForm, AppealForm
from namkhong.scoring.models import Appeal, Sheet
from namkhong.scoring.policies import Rights
from namkhong.scoring.states import AppealState
from namkhong.scoring.views.loading import carried_out, sent, sheet_with
from namkhong.scoring.views.sheet_page import common


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Object to the result, or to one criterion of it."""
    row, _ = sheet_with(request, pk, today(), lambda rights: rights.own)
    window = actions.window_of(row.round)
    if window is None:
        raise Http404
    lines = queries.lines_of(row, queries.frame_of(row.round.set_id))
    kept = take_kept_form(request, person_in(request).pk) if request.method == "GET" else None
    form = AppealForm(sent(request) or kept, request.FILES or None, lines=lines)
    made: list[Appeal] = []
    if (
        request.method == "POST"
        and form.is_valid()
        and carried_out(form, lambda: made.append(_make(request, row, form)))
    ):
        messages.success(request, "Đã gửi khiếu nại. Bạn sẽ nhận được thông báo khi có trả lời.")
        return redirect("scoring:appeal", made[0].pk)
    context = common(row) | {"form": form, "window": window, "kept": kept is not None}
    return render(request, "scoring/appeal_make.html", context, status=422 if form.errors and not kept else 200)


def _make(request: HttpRequest, row: Sheet, form: AppealForm) -> Appeal:
    data, person, at = form.cleaned_data, person_in(request), now()
    chosen = Criterion.objects.filter(pk=int(data["criterion"])).first() if data["criterion"] else None
    draft = actions.AppealDraft(data["words"], chosen, _stored(form, row, person.pk))
    return actions.appeal(sheet=row, draft=draft, by=person, at=at)


def _stored(form: AppealForm, row: Sheet, person: int) -> StoredFile | None:
    """The evidence, kept; a file that is refused is told at its field and nothing is sent."""
    upload = form.cleaned_data.get("evidence")
    if upload is None:
        return None
    try:
        return store_file(unit=row.unit_id, name=upload.name, data=upload.file, by=person, at=now())
    except DomainError as refused:
        form.add_error("evidence", refused.sentence)
        raise


def _seen(request: HttpRequest, pk: int) -> tuple[Appeal, Sheet, Rights]:
    """The appeal, for whoever may read its sheet. Raises: Http404."""
    row = get_object_or_404(Appeal.objects.select_related("criterion", "evidence", "made_by", "answered_by"), pk=pk)
    sheet, rights = sheet_with(request, row.sheet_id, today())
    row.sheet = sheet
    return row, sheet, rights


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """An appeal with its answer; whoever decides answers it here."""
    row, sheet, rights = _seen(request, pk)
    answers = rights.answers and row.state == AppealState.WAITING
    if request.method == "POST" and not rights.answers:
        raise Http404
    frame = queries.frame_of(sheet.round.set_id)
    lines = [line for line in queries.lines_of(sheet, frame) if row.criterion_id in (None, line.leaf.pk)]
    kept = take_kept_form(request, person_in(request).pk) if request.method == "GET" else None
    form = AnswerForm(sent(request) or kept, lines=lines)
    if request.method == "POST" and form.is_valid() and carried_out(form, lambda: _answer(request, row, form)):
        messages.success(request, "Đã trả lời khiếu nại và báo cho người gửi.")
        return redirect("scoring:appeal", pk)
    more = {"appeal": row, "rights": rights, "form": form, "answers": answers, "revisions": queries.revisions_of(sheet)}
    status = 422 if request.method == "POST" else 200
    return render(request, "scoring/appeal.html", common(sheet) | more, status=status)


def _answer(request: HttpRequest, row: Appeal, form: AnswerForm) -> None:
    answer, person, at = form.cleaned_data["answer"], person_in(request), now()
    if request.POST.get("lam") == "chap-nhan":
        actions.uphold(appeal=row, points=form.points(), answer=answer, by=person, at=at)
    else:
        actions.dismiss(appeal=row, answer=answer, by=person, at=at)


@signed_in
@only_posted
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an appeal."""
    row, _, rights = _seen(request, pk)
    if not rights.own:
        raise Http404
    try:
        actions.take_back(appeal=row, by=person_in(request), at=now())
        messages.success(request, "Đã rút khiếu nại.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("scoring:appeal", pk)


@signed_in
@require_safe
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """The file that came with an appeal."""
    row, _, _ = _seen(request, pk)
    if row.evidence is None:
        raise Http404
    return send(row.evidence)
