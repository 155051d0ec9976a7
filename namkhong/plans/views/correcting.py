"""What is done to items with one press, or with words chosen in the document; taking corrections back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.foundation.clock import now
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.kept import take_kept_form
from namkhong.people.rules import Verb
from namkhong.plans import actions, queries
from namkhong.plans.forms import WordsForm
from namkhong.plans.models import Clause
from namkhong.plans.rules import mark_of
from namkhong.plans.states import ClauseKind
from namkhong.plans.views.answering import back_to, changed, form_page
from namkhong.plans.views.loading import own_clause, own_plan
from namkhong.plans.views.telling import told

_PAGE_SIZE = 30


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item out; it waits at the foot of the page."""
    return _done(request, own_clause(request, pk), actions.take_out_clause, "Đã bỏ mục này ra.", "da-bo")


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an item back."""
    return _done(request, own_clause(request, pk), actions.put_back_clause, "Đã lấy lại mục này.")


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """A person has looked at an item and found it right."""
    return _done(request, own_clause(request, pk), actions.confirm_clause, "Đã ghi là đúng.")


def _done(request: HttpRequest, row: Clause, act: actions.OnClause, words: str, anchor: str = "") -> HttpResponse:
    try:
        act(clause=row, by=person_in(request), at=now())
    except DomainError as refused:
        messages.error(request, refused.sentence)
        return redirect(back_to(row.plan, row.pk))
    return changed(request, row, words, anchor)


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept everything that is sure."""
    plan = own_plan(request, pk)
    try:
        kept = actions.accept_sure(plan=plan, by=person_in(request), at=now())
        messages.success(request, f"Đã nhận {kept.label} chắc chắn. Nếu nhầm, bấm “Hoàn tác”.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect(back_to(plan, anchor="tien-do"))


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def undo(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """Take one correction back."""
    plan, row = own_plan(request, pk), queries.correction_of(correction)
    if row is None or row.plan_id != plan.pk:
        raise Http404
    try:
        count = actions.undo(correction=row, by=person_in(request), at=now())
        words = f"Đã hoàn tác: {row.get_deed_display().lower()} “{row.label}”."
        left = len(row.changes) - count
        messages.success(request, words + (f" {left} mục đã được sửa tiếp nên giữ nguyên." if left else ""))
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect(back_to(row.plan, row.changes[0]["clause"] if len(row.changes) == 1 else None))


@entered_with(Verb.PREPARE_PLAN)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who changed what from what to what."""
    plan = own_plan(request, pk)
    page = Paginator(queries.corrections_of(plan), _PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(request, "plans/history.html", {"plan": plan, "page": page, "rows": told(list(page))})


@entered_with(Verb.PREPARE_PLAN)
def quote(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an item stand on other words of the document."""
    row = own_clause(request, pk)
    kept = take_kept_form(request, person_in(request).pk)
    form = WordsForm.of(row.plan, request.POST or kept, near=row.span_from or 0, seen=mark_of(queries.draft_of(row)))
    if request.method == "POST" and form.is_valid():
        try:
            data, by = form.cleaned_data, person_in(request)
            read = actions.requote_clause(
                clause=row, start=data["start"], end=data["end"], seen=data["seen"], by=by, at=now()
            )
            _tell(request, read)
            return redirect(back_to(row.plan, row.pk))
        except DomainError as refused:
            form.refuse(refused, seen=mark_of(queries.draft_of(own_clause(request, pk))))
    return _words_page(request, form, {"plan": row.plan, "clause": row, "kept": kept, "action": request.path})


@entered_with(Verb.PREPARE_PLAN)
def add_words(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an item of words of the document."""
    plan = own_plan(request, pk)
    kept = take_kept_form(request, person_in(request).pk)
    form = WordsForm.of(plan, request.POST or kept, kind=request.GET.get("loai", ""))
    if request.method == "POST" and form.is_valid():
        try:
            data, by = form.cleaned_data, person_in(request)
            kind = ClauseKind(data["kind"])
            made = actions.add_from_words(plan=plan, kind=kind, start=data["start"], end=data["end"], by=by, at=now())
            _tell(request, not made[0].reason)
            return redirect(back_to(plan, made[0].pk))
        except DomainError as refused:
            form.refuse(refused)
    return _words_page(request, form, {"plan": plan, "clause": None, "kept": kept, "action": request.path})


def _words_page(request: HttpRequest, form: WordsForm, context: dict[str, object]) -> HttpResponse:
    return form_page(request, "plans/words.html", form, context)


def _tell(request: HttpRequest, read: bool) -> None:
    if read:
        messages.success(request, "Đã lấy nội dung từ đoạn bạn chọn. Xem lại rồi bấm “Đúng rồi”.")
    else:
        messages.warning(request, "Máy không đọc được đủ dữ kiện trong đoạn bạn chọn. Hãy bấm “Sửa” và điền thêm.")
