"""Answering the questions, and keeping the bank they are drawn from."""

import tomllib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from namkhong.campaigns.models import Campaign
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.pledges.models import Answering, CoverageChange, Question, Round
from namkhong.pledges.queries.questions import asked_next
from namkhong.pledges.queries.signing import signed_pledge
from namkhong.pledges.rules.questions import count_right, has_understood

STARTER = Path(__file__).resolve().parents[1] / "library" / "questions.toml"
FEWEST_OPTIONS, MOST_OPTIONS = 2, 6


class NotSignedYet(DomainError):
    sentence = "Hãy ký cam kết trước, rồi trả lời ba câu hỏi."


class OtherQuestions(DomainError):
    sentence = "Bộ câu hỏi vừa được sửa nên câu hỏi của bạn đã đổi. Hãy trả lời các câu dưới đây."


class FewOptions(DomainError):
    sentence = "Mỗi câu hỏi cần từ {fewest} đến {most} lựa chọn khác nhau. Hãy sửa lại các lựa chọn."


class NoRightOption(DomainError):
    sentence = "Hãy đánh dấu lựa chọn nào là đúng."


class NoWords(DomainError):
    sentence = "Hãy ghi câu hỏi và lời giải thích."


def answer(
    *, round: Round, person: Person, questions: Sequence[int], answers: Sequence[int], by: Person | None, at: datetime
) -> Answering:
    """One try at the three questions; the same sent again is answered with the try as it was counted.

    Raises: NotSignedYet, OtherQuestions.
    """
    pledge = signed_pledge(round, person.pk)
    if pledge is None:
        raise NotSignedYet()
    with transaction.atomic():
        sent = Answering.objects.filter(round=round, person=person).order_by("-attempt").first()
        if sent is not None and sent.questions == list(questions) and sent.answers == list(answers):
            return sent
        asked = asked_next(round, person.pk)
        if not asked.questions or [row.pk for row in asked.questions] != list(questions):
            raise OtherQuestions()
        right = count_right(questions, answers, {row.pk: row.right for row in asked.questions})
        row = Answering(
            round=round,
            person=person,
            unit=pledge.unit,
            attempt=asked.attempt,
            questions=list(questions),
            answers=list(answers),
            right=right,
            understood=has_understood(right),
            answered_at=at,
        )
        return _kept(row, by)


def _kept(row: Answering, by: Person | None) -> Answering:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # sent twice in the same moment: the first one counts
        return Answering.objects.get(round=row.round, person=row.person, attempt=row.attempt)
    if row.understood:
        CoverageChange.objects.create(round=row.round, unit=row.unit)
    record(
        verb="pledge.answer",
        subject_kind="pledge_round",
        subject_id=row.round_id,
        at=row.answered_at,
        by=by.pk if by else None,
        unit=row.unit_id,
        facts={"attempt": row.attempt, "right": row.right},
    )
    return row


def fill_bank(*, campaign: Campaign, by: Person | None, at: datetime) -> int:
    """Put the questions that come with the product into an empty bank; returns how many. A second click adds none."""
    rows = tomllib.loads(STARTER.read_text())["question"]
    with transaction.atomic():
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        if Question.objects.filter(campaign=campaign).exists():
            return 0
        Question.objects.bulk_create(Question(campaign=campaign, **row) for row in rows)
        _record("pledge.fill_bank", campaign, by, at, questions=len(rows))
    return len(rows)


def add_question(
    *,
    campaign: Campaign,
    words: str,
    options: Sequence[str],
    right: int | None,
    why: str,
    instead_of: Question | None = None,
    by: Person | None,
    at: datetime,
) -> Question:
    """A new question; `instead_of` goes out of use, so that what people were asked stays as they saw it.

    Raises: NoWords, FewOptions, NoRightOption.
    """
    kept = [" ".join(option.split()) for option in options]
    place = _checked(words, kept, right, why)
    with transaction.atomic():
        if instead_of is not None:
            Question.objects.filter(pk=instead_of.pk).update(in_use=False)
        row = Question.objects.create(
            campaign=campaign, words=" ".join(words.split()), options=kept, right=place, why=" ".join(why.split())
        )
        facts = {"question": row.pk} | ({"instead_of": instead_of.pk} if instead_of else {})
        _record("pledge.add_question", campaign, by, at, **facts)
    return row


def use_question(*, question: Question, in_use: bool, by: Person | None, at: datetime) -> None:
    """Take a question out of use, or back into it."""
    with transaction.atomic():
        if Question.objects.filter(pk=question.pk, in_use=not in_use).update(in_use=in_use):
            verb = "pledge.put_back_question" if in_use else "pledge.take_out_question"
            _record(verb, question.campaign, by, at, question=question.pk)


def _checked(words: str, options: Sequence[str], right: int | None, why: str) -> int:
    """The place of the right option. Raises: NoWords, FewOptions, NoRightOption."""
    if not words.strip() or not why.strip():
        raise NoWords()
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS or len({each.casefold() for each in options}) < len(options):
        raise FewOptions(fewest=FEWEST_OPTIONS, most=MOST_OPTIONS)
    if right is None or not 0 <= right < len(options) or not options[right]:
        raise NoRightOption()
    return right


def _record(verb: str, campaign: Campaign, by: Person | None, at: datetime, **facts: object) -> None:
    record(
        verb=verb,
        subject_kind="campaign",
        subject_id=campaign.pk,
        at=at,
        by=by.pk if by else None,
        unit=campaign.unit_id,
        facts=facts,
    )
