"""Paper sheets: keyed in one after the other, a tenth again by somebody else, then into the box together."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.feedback import actions, queries
from namkhong.feedback.actions.paper import AlreadyKeyed, AlreadyRated, drop_sheet, settle_sheet
from namkhong.feedback.drafting import code_of
from namkhong.feedback.forms.points import AgainForm, SettleForm, SheetForm
from namkhong.feedback.models import Pile, PileSheet
from namkhong.feedback.queries.paper import keyed
from namkhong.feedback.states import Lowered, PileState, PointKind
from namkhong.feedback.views.entering import done, key, own_point
from namkhong.foundation.clock import now
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb


@entered_with(Verb.KEEP_POINTS)
@only_posted
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """A new pile of a point."""
    made = actions.begin_pile(point=own_point(request, pk, PointKind.PAPER), by=person_in(request), at=now())
    return redirect("feedback:pile", made.pk)


@entered_with(Verb.KEEP_POINTS)
def pile(request: HttpRequest, pk: int) -> HttpResponse:
    """A pile as it stands; sent to, one more sheet is keyed, or keyed again."""
    row = _own_pile(request, pk)
    form = _form(request, row)
    if form.is_valid():
        try:
            said = (_keyed_again if isinstance(form, AgainForm) else _keyed)(request, row, form)
        except (AlreadyKeyed, AlreadyRated, MovedMeanwhile) as aside:  # nothing to mend: the next sheet, please
            said = messages.ERROR, aside.sentence
        except DomainError as refused:
            form.add_error("code", refused.sentence)
        if not form.errors:
            messages.add_message(request, *said)
            return redirect("feedback:pile", pk)
    context = _context(row, person_in(request).pk) | {"form": form}
    return render(request, "feedback/pile.html", context, status=422 if form.errors else 200)


@entered_with(Verb.KEEP_POINTS)
@only_posted
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """All are keyed."""
    row = _own_pile(request, pk)
    if done(request, lambda: actions.close_keying(pile=row, by=person_in(request), at=now())):
        messages.success(request, "Đã bốc thăm. Người khác cần nhập lại các tờ có mã ghi dưới đây.")
    return redirect("feedback:pile", pk)


@entered_with(Verb.KEEP_POINTS)
@only_posted
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Key on."""
    row = _own_pile(request, pk)
    done(request, lambda: actions.reopen_keying(pile=row, by=person_in(request), at=now()))
    return redirect("feedback:pile", pk)


@entered_with(Verb.KEEP_POINTS)
@only_posted
def put(request: HttpRequest, pk: int) -> HttpResponse:
    """All of them into the box."""
    row = _own_pile(request, pk)
    if done(request, lambda: actions.put_in(pile=row, by=person_in(request), at=now())):
        messages.success(request, "Đã đưa cả tập vào. Số liệu cập nhật sau vài giây.")
    return redirect("feedback:pile", pk)


@entered_with(Verb.KEEP_POINTS)
@only_posted
def drop(request: HttpRequest, pk: int, sheet: int) -> HttpResponse:
    """Not this sheet."""
    row = _own_sheet(request, pk, sheet)
    if done(request, lambda: drop_sheet(sheet=row, by=person_in(request), at=now())):
        messages.success(request, "Đã bỏ tờ này khỏi tập. Có thể nhập lại.")
    return redirect("feedback:pile", pk)


@entered_with(Verb.KEEP_POINTS)
@only_posted
def settle(request: HttpRequest, pk: int, sheet: int) -> HttpResponse:
    """What stands on the paper."""
    row, form = _own_sheet(request, pk, sheet), SettleForm(request.POST)
    if form.is_valid():
        score = form.cleaned_data["score"]
        done(request, lambda: settle_sheet(sheet=row, score=score, by=person_in(request), at=now()))
    else:
        messages.error(request, "Hãy chọn điểm ghi trên tờ giấy, từ 1 đến 5.")
    return redirect("feedback:pile", pk)


def _form(request: HttpRequest, row: Pile) -> SheetForm:
    """The form for the next sheet. A code alone is no mistake: a scanner sends it off, and the score is next."""
    kind = AgainForm if row.state == PileState.CHECKING else SheetForm
    code, secret = request.POST.get("code", "")[:300], key("one-time-code")
    if code and not request.POST.get("score"):
        return kind(initial={"code": code}, key=secret)
    return kind(request.POST or None, key=secret)


def _own_pile(request: HttpRequest, pk: int) -> Pile:
    row = queries.pile_of(pk)
    if row is None:
        raise Http404
    own_point(request, row.point_id, PointKind.PAPER)
    return row


def _own_sheet(request: HttpRequest, pk: int, sheet: int) -> PileSheet:
    _own_pile(request, pk)
    row = queries.sheet_of(sheet)
    if row is None or row.pile_id != pk:
        raise Http404
    return row


def _keyed(request: HttpRequest, row: Pile, form: SheetForm) -> tuple[int, str]:
    said = form.cleaned_data
    lowered = actions.key_in(
        pile=row, code=form.code_name(), score=said["score"], words=said["words"], by=person_in(request), at=now()
    )
    if lowered:
        return messages.WARNING, Lowered(lowered).label
    return messages.SUCCESS, f"Đã ghi: {said['score']} điểm. Nhập tờ tiếp theo."


def _keyed_again(request: HttpRequest, row: Pile, form: SheetForm) -> tuple[int, str]:
    score = form.cleaned_data["score"]
    same = actions.key_again(pile=row, code=form.code_name(), score=score, by=person_in(request), at=now())
    if same:
        return messages.SUCCESS, "Khớp với lần nhập đầu."
    return messages.WARNING, "Hai lần nhập khác nhau. Hãy xem lại tờ giấy và chọn điểm ghi trên đó, ở bảng dưới."


def _context(row: Pile, person: int) -> dict[str, Any]:
    sheets = [(sheet, code_of(sheet.batch_id, sheet.serial), keyed(sheet)) for sheet in queries.sheets_of(row.pk)]
    sheets.reverse()  # the latest on top, where it can be seen and taken out again
    waiting = [line for line in sheets if line[0].chosen and line[0].second_score is None]
    return {
        "pile": row,
        "point": row.point,
        "unit": row.point.unit,
        "sheets": sheets,
        "latest": sheets[0][0].pk if sheets else None,
        "waiting": waiting,
        "mine": sum(sheet.keyed_by_id == person for sheet, _, _ in waiting),
        "agreement": queries.agreement_of(sheet for sheet, _, _ in sheets),
        "scores": range(1, 6),
    }
