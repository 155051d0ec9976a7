"""Checking a sheet: keep, change with a reason, give back, finish; the office of a criterion sees its criteria only."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import show_decimal
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.scoring import actions, queries
from namkhong.scoring.forms import CheckForm, ReasonForm, ReturnForm
from namkhong.scoring.models import Sheet
from namkhong.scoring.policies import Rights
from namkhong.scoring.queries import Line
from namkhong.scoring.states import SheetState
from namkhong.scoring.views.check_page import card, check_page
from namkhong.scoring.views.loading import carried_out, sent, sheet_with


def _checks(rights: Rights) -> bool:
    return rights.checks or bool(rights.offices)


def _lines(row: Sheet, rights: Rights) -> list[Line]:
    """The criteria the person may check. Raises: Http404 where there is none."""
    frame = queries.frame_of(row.round.set_id)
    lines = queries.lines_of(row, frame, only=None if rights.checks else rights.offices)
    if not lines:
        raise Http404
    return lines


@entered_with(Verb.CHECK_SCORES)
@require_safe
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of a sheet that the person may check."""
    row, rights = sheet_with(request, pk, today(), _checks)
    return check_page(request, row, rights, _lines(row, rights))


@entered_with(Verb.CHECK_SCORES)
@only_posted
def check_mark(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """Points for one criterion, or "let it stand"; what is refused stays at its place as it was typed."""
    row, rights = sheet_with(request, pk, today(), _checks)
    lines = _lines(row, rights)
    line = next((each for each in lines if each.leaf.pk == criterion), None)
    if line is None:
        raise Http404
    rule, revision = line.leaf.rule, line.mark.revision
    form = CheckForm(_posted(request, line), rule=rule, points=None, revision=revision, prefix=str(criterion))
    if form.is_valid() and carried_out(form, lambda: _check(request, row, criterion, form)):
        if request.htmx:  # type: ignore[attr-defined]
            fresh = next(each for each in _lines(row, rights) if each.leaf.pk == criterion)
            return render(request, "scoring/check_card.html", {"item": card(row, fresh), "sheet": row})
        return redirect(f"{reverse('scoring:check', args=[pk])}#muc-{criterion}")
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "scoring/check_card.html", {"item": card(row, line, form), "sheet": row})
    return check_page(request, row, rights, lines, {criterion: form}, status=422)


def _posted(request: HttpRequest, line: Line) -> QueryDict:
    """What was posted; "let it stand" posts the points that stand."""
    if request.POST.get("lam") != "giu" or line.mark.self_points is None:
        return request.POST
    post = request.POST.copy()
    post[f"{line.leaf.pk}-points"] = show_decimal(line.mark.self_points)
    return post


def _check(request: HttpRequest, row: Sheet, criterion: int, form: CheckForm) -> None:
    data = form.cleaned_data
    actions.check(sheet=row, criterion=criterion, by=person_in(request), at=now(), **data)


@entered_with(Verb.CHECK_SCORES)
@only_posted
def keep_rest(request: HttpRequest, pk: int) -> HttpResponse:
    """Let everything stand that nobody has checked yet."""
    row, rights = sheet_with(request, pk, today(), lambda rights: rights.checks)

    def act() -> str:
        kept = actions.keep_rest(sheet=row, offices=rights.offices, by=person_in(request), at=now())
        return f"Đã giữ nguyên {kept} mục còn lại."

    return _done(request, pk, act)


@entered_with(Verb.CHECK_SCORES)
@only_posted
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """The check is done."""
    row, _ = sheet_with(request, pk, today(), lambda rights: rights.checks)

    def act() -> str:
        actions.finish(sheet=row, by=person_in(request), at=now())
        return f"Đã thẩm định xong phiếu của {queries.name_of(row)}."

    return _done(request, pk, act)


@entered_with(Verb.CHECK_SCORES)
@only_posted
def check_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the check again."""
    row, _ = sheet_with(request, pk, today(), lambda rights: rights.checks)

    def act() -> str:
        actions.check_again(sheet=row, by=person_in(request), at=now())
        return "Đã mở lại phần thẩm định."

    return _done(request, pk, act)


def _done(request: HttpRequest, pk: int, act: Callable[[], str]) -> HttpResponse:
    """Back to the page of the check, with what was done or why not."""
    try:
        messages.success(request, act())
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("scoring:check", pk)


@entered_with(Verb.CHECK_SCORES)
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a sheet back: which criteria, and why."""
    row, rights = sheet_with(request, pk, today(), lambda rights: rights.checks)
    form = ReturnForm(sent(request), lines=_lines(row, rights))
    if request.method == "POST" and form.is_valid():
        named, person = form.numbers(), person_in(request)
        reason = form.cleaned_data["reason"]
        act = lambda: actions.return_(sheet=row, criteria=named, reason=reason, by=person, at=now())  # noqa: E731
        if carried_out(form, act, "reason" if named else "criteria"):
            messages.success(request, "Đã trả phiếu lại và báo cho người chấm.")
            return redirect("scoring:round", row.round_id)
    context = {"sheet": row, "name": queries.name_of(row), "form": form}
    return render(request, "scoring/return.html", context, status=422 if form.errors else 200)


@entered_with(Verb.RUN_SCORING)
def leave_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a subject out of the round with a reason, or take it in again."""
    row, _ = sheet_with(request, pk, today(), lambda rights: rights.runs)
    form = ReasonForm(sent(request))
    out = row.state == SheetState.VOID
    act, place = lambda: _leave_or_take(request, row, form, out), None if out else "reason"
    if request.method == "POST" and (out or form.is_valid()) and carried_out(form, act, place):
        messages.success(request, "Đã đưa lại vào đợt chấm." if out else "Đã ghi: không xếp loại trong đợt này.")
        return redirect("scoring:round", row.round_id)
    context = {"sheet": row, "name": queries.name_of(row), "form": form, "out": out}
    return render(request, "scoring/leave_out.html", context, status=422 if form.errors else 200)


def _leave_or_take(request: HttpRequest, row: Sheet, form: ReasonForm, out: bool) -> None:
    person, at = person_in(request), now()
    if out:
        actions.take_in(sheet=row, by=person, at=at)
    else:
        actions.leave_out(sheet=row, reason=form.cleaned_data["reason"], by=person, at=at)
