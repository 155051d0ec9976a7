"""What a reorganisation would move and what it asks; carrying it out, watching, taking it back, its document."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms.boundfield import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_tasks.base import Task

from namkhong.design.components.panels import UnitNode
from namkhong.design.components.tables import PAGE
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import begin_progress
from namkhong.journal.meanwhile import Stage, stage_of
from namkhong.journal.models import Progress
from namkhong.journal.queries import progress_of
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.reorganisations import actions, queries
from namkhong.reorganisations.forms import AnswersForm
from namkhong.reorganisations.queries import Asked, Staffed
from namkhong.reorganisations.rules import ChangeView, Question, sketch_after, sketch_before
from namkhong.reorganisations.tasks import carry_out_later, undo_later
from namkhong.reorganisations.views.loading import AT_A_TIME, nodes, own_draft, own_reorganisation, sent, steps
from namkhong.units.models import Reorganisation
from namkhong.units.states import ReorganisationState

AT_ONCE = 30
"""Up to so many changes are carried out while the person waits; above it the background worker does it."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question as a field, with a line below each choice."""

    bound: BoundField
    hint: str
    hints: dict[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """A change on the preview."""

    change: ChangeView
    before: list[UnitNode]
    after: list[UnitNode]
    share_open: bool
    fields: list[QuestionRow]
    staffed: Staffed | None


@entered_with(Verb.REORGANISE)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What would move, and the questions; a press of the button keeps the answers."""
    row = own_draft(request, pk, today())
    asked = queries.all_asked(row)
    if not asked:
        return redirect("reorganisations:reorganisation", pk)
    shown = [each for each in asked if each.open] if request.GET.get("chua") else asked
    page = Paginator(shown, AT_A_TIME).get_page(request.GET.get(PAGE))
    form = AnswersForm(sent(request), questions=[question for each in page for question in each.questions])
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(reorganisation=row, answers=form.given(), by=person_in(request).pk, at=now())
            messages.success(request, "Đã lưu các lựa chọn.")
            return redirect(request.get_full_path())
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    context = _preview_page(row, asked, list(page), form) | {"page": page}
    if not context["open"] and len(asked) <= AT_ONCE:
        context["refusal"] = actions.first_refusal(reorganisation=row, by=person_in(request), at=now())
    return render(request, "reorganisations/preview.html", context, status=422 if form.errors else 200)


def _preview_page(
    row: Reorganisation, asked: Sequence[Asked], shown: Sequence[Asked], form: AnswersForm
) -> dict[str, Any]:
    ends = queries.ending_in(queries.changes_in(row))
    staffed = queries.staffed([each.change for each in shown], queries.answers_to(row), row.effective_on)
    still_open = sum(each.open for each in asked)
    return {
        "row": row,
        "steps": steps(2),
        "hanging": queries.hanging_on(ends, queries.day_before(row)),
        "open": still_open,
        "refusal": "",
        "items": [_item(each, form, staffed.get(each.change.number)) for each in shown],
        "form": form,
        "has_questions": bool(form.fields),
        "save_kind": "primary" if still_open else "secondary",
    }


def _item(asked: Asked, form: AnswersForm, staffed: Staffed | None) -> Item:
    fields = [_question(question, form) for question in asked.questions]
    before, after = nodes(sketch_before(asked.change)), nodes(sketch_after(asked.change))
    return Item(asked.change, before, after, asked.share_open, fields, staffed)


def _question(question: Question, form: AnswersForm) -> QuestionRow:
    return QuestionRow(form[question.key], question.hint, {row.value: row.hint for row in question.choices})


@entered_with(Verb.REORGANISE)
@only_posted
def carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Do it: a few changes at once, many by the worker, with a bar to watch."""
    row = own_reorganisation(request, pk, today())
    person, at = person_in(request), now()
    try:
        if queries.changes_in(row).count() > AT_ONCE:
            actions.check_ready(reorganisation=row)
            here = reverse("reorganisations:reorganisation", args=[pk])
            bar_row = begin_progress(
                label=f"Đang thực hiện: {row.title}"[:200],
                by=person.pk,
                total=len(actions.STAGES),
                at=at,
                next_url=here,
            )
            carry_out_later.enqueue(pk, person.pk, bar_row.pk)
            return redirect("reorganisations:running", bar_row.pk)
        actions.carry_out(reorganisation=row, by=person, at=at)
        messages.success(request, "Đã thực hiện việc sắp xếp.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("reorganisations:reorganisation", pk)


def _by_the_worker(work: Task, stages: Sequence[str], label: str, pk: int, person: int) -> HttpResponse:
    """Queue long work on a reorganisation and go to its bar."""
    here = reverse("reorganisations:reorganisation", args=[pk])
    row = begin_progress(label=label[:200], by=person, total=len(stages), at=now(), next_url=here)
    work.enqueue(pk, person, row.pk)
    return redirect("reorganisations:running", row.pk)


@entered_with(Verb.REORGANISE)
def running(request: HttpRequest, pk: int) -> HttpResponse:
    """A page that reloads itself until the work has ended, then goes on."""
    row = _own_bar(request, pk)
    if row.ended_at and not row.failure:
        messages.success(request, "Đã xong. Mọi thay đổi có hiệu lực từ bây giờ.")
        return redirect(row.next_url)
    return render(request, "reorganisations/running.html", _bar_page(row))


@entered_with(Verb.REORGANISE)
def bar(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar alone; when the work has ended the whole page is loaded again."""
    row = _own_bar(request, pk)
    response = render(request, "reorganisations/bar.html", _bar_page(row))
    if row.ended_at:
        response.headers["HX-Redirect"] = reverse("reorganisations:running", args=[pk])
    return response


def _bar_page(row: Progress) -> dict[str, Any]:
    """The stage is told from inside the transaction, whose rows nobody sees before its end."""
    stage = stage_of(row.pk) or Stage(row.done, "Đang chờ đến lượt")
    return {"bar": row, "stage": stage}


def _own_bar(request: HttpRequest, pk: int) -> Progress:
    row = progress_of(pk, person_in(request).pk)
    if row is None:
        raise Http404
    return row


@entered_with(Verb.REORGANISE)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back, after asking."""
    row, refusal = own_reorganisation(request, pk, today()), ""
    if row.state != ReorganisationState.CARRIED_OUT:
        return redirect("reorganisations:reorganisation", pk)
    if request.method == "POST":
        try:
            if queries.changes_in(row).count() > AT_ONCE:
                label = f"Đang hoàn tác: {row.title}"
                return _by_the_worker(undo_later, actions.STAGES_BACK, label, pk, person_in(request).pk)
            actions.undo(reorganisation=row, by=person_in(request), at=now())
            messages.success(request, "Đã hoàn tác: mọi thứ trở lại như trước khi sắp xếp.")
            return redirect("reorganisations:reorganisation", pk)
        except DomainError as refused:
            refusal = refused.sentence
    context = {"row": row, "refusal": refusal, "title": "Hoàn tác", "label": "Hoàn tác"}
    context["question"] = f"Hoàn tác “{row.title}”?"
    context["words"] = "Đơn vị, người, việc và báo cáo trở lại như trước. Báo cáo dự thảo về lần sắp xếp này vẫn còn."
    return render(request, "reorganisations/ask.html", context, status=422 if refusal else 200)


@entered_with(Verb.REORGANISE)
@only_posted
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the document of a reorganisation that has none, such as one that was loaded."""
    row = own_reorganisation(request, pk, today())
    try:
        actions.write(reorganisation=row, by=person_in(request).pk, at=now())
        messages.success(request, "Đã soạn báo cáo dự thảo.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("reorganisations:reorganisation", pk)
