"""From checked to published: closing self-scoring, the council's changes, publication, results, settling."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import show_decimal
from namkhong.journal.actions import begin_progress
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.scoring import actions, queries
from namkhong.scoring.actions.deciding import unfinished
from namkhong.scoring.forms import CheckForm
from namkhong.scoring.models import Round
from namkhong.scoring.policies import may_decide
from namkhong.scoring.states import RoundState, SheetState
from namkhong.scoring.tasks import publish_round
from namkhong.scoring.views.decide_page import decide_page
from namkhong.scoring.views.loading import carried_out, sent, sheet_with
from namkhong.scoring.views.rounds import AT_ONCE
from namkhong.scoring.views.showing import sheet_rows

PAGE = 50


def _decided_round(request: HttpRequest, pk: int) -> Round:
    """The round, for those who decide. Raises: Http404."""
    row = get_object_or_404(Round.objects.select_related("unit", "set"), pk=pk)
    if not may_decide(person_in(request).pk, row, today()):
        raise Http404
    return row


@entered_with(Verb.DECIDE_SCORES)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close self-scoring, asked first: what has not been handed in cannot be any more."""
    row = _decided_round(request, pk)
    form = forms.Form(sent(request))
    act = lambda: actions.begin_deciding(round=row, by=person_in(request), at=now())  # noqa: E731
    if request.method == "POST" and form.is_valid() and carried_out(form, act):
        messages.success(request, "Đã khóa tự chấm. Tiếp theo: thẩm định nốt, xét và công bố.")
        return redirect("scoring:publish", pk)
    counts = queries.state_counts(row.sheets.all())
    behind = counts.get(SheetState.OPEN, 0) + counts.get(SheetState.RETURNED, 0)
    context = {"round": row, "form": form, "behind": behind}
    return render(request, "scoring/close.html", context, status=422 if form.errors else 200)


@entered_with(Verb.DECIDE_SCORES)
@only_posted
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open self-scoring again."""
    row = _decided_round(request, pk)
    try:
        actions.back_to_scoring(round=row, by=person_in(request), at=now())
        messages.success(request, "Đã mở lại tự chấm.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("scoring:round", pk)


@entered_with(Verb.DECIDE_SCORES)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be published, what stands in the way, and publishing."""
    row = _decided_round(request, pk)
    if row.state not in (RoundState.SCORING, RoundState.DECIDING):
        return redirect("scoring:round", pk)
    form, counts = forms.Form(sent(request)), queries.state_counts(row.sheets.all())
    if request.method == "POST" and counts.get(SheetState.CHECKED, 0) > AT_ONCE and not unfinished(pk).exists():
        return _in_background(request, row, counts[SheetState.CHECKED])
    made: list[int] = []
    act = lambda: made.append(actions.publish(round=row, by=person_in(request), at=now()))  # noqa: E731
    if request.method == "POST" and form.is_valid() and carried_out(form, act):
        messages.success(request, f"Đã công bố kết quả của {show_decimal(made[0])} phiếu.")
        return redirect("scoring:standings", pk)
    missing = Paginator(unfinished(pk), PAGE).get_page(request.GET.get("trang"))
    context = {"round": row, "form": form, "page": missing, "rows": sheet_rows(missing.object_list, row)}
    context |= {"checked": counts.get(SheetState.CHECKED, 0), "void": counts.get(SheetState.VOID, 0)}
    return render(request, "scoring/publish.html", context, status=422 if form.errors else 200)


def _in_background(request: HttpRequest, row: Round, count: int) -> HttpResponse:
    """Many sheets are graded and published by the worker, with a bar to watch."""
    person, at = person_in(request), now()
    url = reverse("scoring:standings", args=[row.pk])
    bar = begin_progress(label=f"Đang công bố {row.title}"[:200], by=person.pk, total=count, at=at, next_url=url)
    publish_round.enqueue(row.pk, person.pk, bar.pk)
    return redirect("scoring:running", bar.pk)


@entered_with(Verb.DECIDE_SCORES)
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """The results are final, asked first."""
    row = _decided_round(request, pk)
    form = forms.Form(sent(request))
    act = lambda: actions.settle(round=row, by=person_in(request), at=now())  # noqa: E731
    if request.method == "POST" and form.is_valid() and carried_out(form, act):
        messages.success(request, "Đã chốt kết quả.")
        return redirect("scoring:round", pk)
    return render(request, "scoring/settle.html", {"round": row, "form": form}, status=422 if form.errors else 200)


@entered_with(Verb.DECIDE_SCORES)
@require_safe
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The points of one sheet, for the council to change."""
    row, rights = sheet_with(request, pk, today(), lambda rights: rights.decides)
    return decide_page(request, row, rights)


@entered_with(Verb.DECIDE_SCORES)
@only_posted
def decide_mark(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """Other points for one criterion, and why."""
    row, rights = sheet_with(request, pk, today(), lambda rights: rights.decides)
    leaf = queries.frame_of(row.round.set_id).leaves.get(criterion)
    if leaf is None:
        raise Http404
    form = CheckForm(request.POST, rule=leaf.rule, points=None, revision=0, prefix=str(criterion))

    def act() -> None:
        actions.decide(sheet=row, criterion=criterion, by=person_in(request), at=now(), **form.cleaned_data)

    if form.is_valid() and carried_out(form, act):
        messages.success(request, f"Đã ghi điểm mục {leaf.number}.")
        return redirect(f"{reverse('scoring:decide', args=[pk])}#muc-{criterion}")
    return decide_page(request, row, rights, {criterion: form}, status=422)
