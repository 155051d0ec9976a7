"""The three questions after signing: asked, answered, explained, and asked once more if wished."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import open_to_all, person_in, signed_in
from namkhong.pledges.actions.answering import answer
from namkhong.pledges.models import Answering, Question
from namkhong.pledges.queries.links import opened
from namkhong.pledges.queries.questions import asked_next, questions_in_order
from namkhong.pledges.queries.signing import Signing, answerings_of, signing_of
from namkhong.pledges.rules.questions import option_order
from namkhong.pledges.states import Way
from namkhong.pledges.views.entering import round_or_404
from namkhong.pledges.views.signing import kept_private

MOST_DIGITS = 18
ALL_THREE = "Hãy chọn một câu trả lời cho cả ba câu hỏi."


@csrf_exempt  # the token in the address is the authority, see `views.signing`
@open_to_all
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The questions of a person without an account."""
    found = opened(token)
    if found is None:
        raise Http404
    return _answer(request, signing_of(*found, today()), reverse("pledges:link", args=[token]), Way.LINK)


@signed_in
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions of whoever is signed in."""
    standing = signing_of(round_or_404(pk), person_in(request), today())
    return _answer(request, standing, reverse("pledges:own", args=[pk]), Way.ACCOUNT)


@dataclass(frozen=True, slots=True)
class Option:
    """One option at the place where this person sees it."""

    place: int
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One question with its options."""

    pk: int
    words: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Explained:
    """One question after it was answered."""

    words: str
    given: str
    right: str
    is_right: bool
    why: str


@dataclass(frozen=True, slots=True)
class Result:
    """One try after it was counted."""

    right: int
    total: int
    understood: bool
    rows: list[Explained]


def _answer(request: HttpRequest, standing: Signing, back: str, way: Way) -> HttpResponse:
    """Nobody is asked before signing; the last try is shown until another one is wished for."""
    if standing.pledge is None:
        return redirect(back)
    refusal = ""
    if request.method == "POST":
        refusal = _answered(request, standing)
        if not refusal:
            return redirect(f"{back}hieu-ro/")
    tries = answerings_of(standing.round, standing.person.pk)
    asked = asked_next(standing.round, standing.person.pk)
    again = request.GET.get("lam") == "lai" or bool(refusal)
    result = _result(tries[-1]) if tries and not (again and asked.questions) else None
    context = {
        "signing": standing,
        "here": f"{back}hieu-ro/",
        "back": back,
        "by_link": way == Way.LINK,
        "forgery": "" if way == Way.LINK else get_token(request),
        "refusal": refusal,
        "result": result,
        "may_again": bool(result and asked.questions),
        "attempt": asked.attempt,
        "questions": [_shown(row, standing.person.pk, request) for row in asked.questions],
    }
    html = render_to_string("pledges/signing/questions.html", context)
    return kept_private(HttpResponse(html, status=422 if refusal else 200), way)


def _answered(request: HttpRequest, standing: Signing) -> str:
    """Count a try; a sentence where it could not be counted."""
    questions = [_number(value) for value in request.POST.getlist("cau")[:10]]
    answers = [_number(request.POST.get(f"chon-{pk}", "")) for pk in questions]
    if not questions or None in questions or None in answers:
        return ALL_THREE
    person = standing.person
    try:
        answer(
            round=standing.round,
            person=person,
            questions=[pk for pk in questions if pk is not None],
            answers=[place for place in answers if place is not None],
            by=person,
            at=now(),
        )
    except DomainError as refused:
        return refused.sentence
    return ""


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= MOST_DIGITS else None


def _shown(question: Question, person: int, request: HttpRequest) -> Shown:
    chosen = _number(request.POST.get(f"chon-{question.pk}", ""))
    order = option_order(len(question.options), person=person, question=question.pk)
    return Shown(
        question.pk, question.words, [Option(place, question.options[place], place == chosen) for place in order]
    )


def _result(row: Answering) -> Result:
    questions = questions_in_order(row.questions)
    rows = [_explained(question, given) for question, given in zip(questions, row.answers, strict=False)]
    return Result(row.right, len(row.questions), row.understood, rows)


def _explained(question: Question, given: int) -> Explained:
    said = question.options[given] if given < len(question.options) else "không rõ"
    right = question.options[question.right]
    return Explained(question.words, said, right, given == question.right, question.why)
