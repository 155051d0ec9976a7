"""Answering what a reorganisation asks."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.reorganisations.actions.holding import hold
from namkhong.reorganisations.models import Answer
from namkhong.reorganisations.queries import SUBJECT, all_asked
from namkhong.units.models import Reorganisation
from namkhong.units.states import ReorganisationState


class NoSuchAnswer(DomainError):
    sentence = "Câu trả lời không còn phù hợp vì các thay đổi vừa được sửa. Hãy tải lại trang rồi chọn lại."


def answer(*, reorganisation: Reorganisation, answers: Mapping[str, str], by: int | None, at: datetime) -> int:
    """Keep answers to questions of a draft, by question; returns how many changed.

    Raises: NoSuchAnswer where a question or a choice is not one of the reorganisation; MovedMeanwhile.
    """
    with transaction.atomic():
        hold(reorganisation, ReorganisationState.DRAFT)
        choices = {
            question.key: (question.answer, {choice.value for choice in question.choices})
            for asked in all_asked(reorganisation)
            for question in asked.questions
        }
        if any(key not in choices or value not in choices[key][1] for key, value in answers.items()):
            raise NoSuchAnswer()
        new = {key: value for key, value in answers.items() if choices[key][0] != value}
        Answer.objects.bulk_create(
            (
                Answer(reorganisation=reorganisation, question=key, value=value, answered_at=at, answered_by_id=by)
                for key, value in new.items()
            ),
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["reorganisation", "question"],
            update_fields=["value", "answered_at", "answered_by_id"],
        )
        if new:
            record(
                verb="reorganisation.answer",
                subject_kind=SUBJECT,
                subject_id=reorganisation.pk,
                at=at,
                by=by,
                unit=reorganisation.unit_id,
                facts={"questions": sorted(new)},
            )
    return len(new)
