"""The bank of questions: looked at, filled, added to, changed, taken out of use."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.foundation.clock import now
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.pledges.actions import answering
from namkhong.pledges.forms.questions import QuestionForm
from namkhong.pledges.models import Question, Round
from namkhong.pledges.queries.questions import bank_of, understanding
from namkhong.pledges.rules.questions import ASKED, TRIES
from namkhong.pledges.views.entering import run_question, run_round

PAGE_SIZE = 30


@entered_with(Verb.RUN_PLEDGES)
def bank(request: HttpRequest, pk: int) -> HttpResponse:
    """Every question, and how far people have understood so far."""
    round = run_round(request, pk)
    rows = bank_of(round.campaign_id)
    context = {
        "round": round,
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "in_use": rows.filter(in_use=True).count(),
        "enough": ASKED * TRIES,
        "understanding": understanding(round, round.campaign.unit_id),
    }
    return render(request, "pledges/questions/bank.html", context)


@entered_with(Verb.RUN_PLEDGES)
@only_posted
def fill(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over the questions that come with the product."""
    round = run_round(request, pk)
    added = answering.fill_bank(campaign=round.campaign, by=person_in(request), at=now())
    if added:
        messages.success(request, f"Đã thêm {added} câu hỏi mẫu. Hãy đọc lại và sửa cho hợp với đơn vị.")
    return redirect("pledges:questions", pk)


@entered_with(Verb.RUN_PLEDGES)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new question."""
    return _form(request, run_round(request, pk), None)


@entered_with(Verb.RUN_PLEDGES)
def edit(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """A changed question takes the place of the one that people may have been asked."""
    return _form(request, *run_question(request, pk, question))


def _form(request: HttpRequest, round: Round, question: Question | None) -> HttpResponse:
    empty = QuestionForm.of(question) if question else QuestionForm()
    form = QuestionForm(request.POST) if request.method == "POST" else empty
    if request.method == "POST" and form.is_valid():
        try:
            answering.add_question(
                campaign=round.campaign, **form.draft(), instead_of=question, by=person_in(request), at=now()
            )
            messages.success(request, "Đã lưu câu hỏi.")
            return redirect("pledges:questions", round.pk)
        except answering.NoRightOption as refused:
            form.add_error("right", refused.sentence)
        except DomainError as refused:
            form.add_error("options", refused.sentence)
    status = 422 if request.method == "POST" else 200
    context = {"round": round, "form": form, "question": question}
    return render(request, "pledges/questions/form.html", context, status=status)


@entered_with(Verb.RUN_PLEDGES)
@only_posted
def use(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """Take a question out of use, or back into it; the same button undoes it."""
    _, row = run_question(request, pk, question)
    answering.use_question(question=row, in_use=not row.in_use, by=person_in(request), at=now())
    said = "Không hỏi câu này nữa." if row.in_use else "Câu này lại được dùng."
    messages.success(request, said)
    return redirect("pledges:questions", pk)
