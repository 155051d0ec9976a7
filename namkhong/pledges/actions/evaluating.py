"""Evaluating each pledged line at the end of the year: oneself first, then the head, many at once with exceptions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.pledges.models import Evaluation, Pledge, Round
from namkhong.pledges.policies import evaluable
from namkhong.pledges.rules.evaluating import LineKept, all_kept, checked_evaluation, is_all_kept
from namkhong.pledges.states import Assessor, RoundState


class NotEvaluating(DomainError):
    sentence = "Đợt này chưa đến lúc đánh giá hoặc đã khép lại."


class NothingToEvaluate(DomainError):
    sentence = "Không có bản cam kết nào để đánh giá trong số đã chọn."


class NotSigned(DomainError):
    sentence = "Bạn chưa ký bản cam kết của đợt này nên không có điều nào để đánh giá."


class HeadHasEvaluated(DomainError):
    sentence = "Người đứng đầu đã đánh giá bản cam kết này nên phần tự đánh giá không sửa được nữa."


class SelfSaysOtherwise(DomainError):
    sentence = "{names} tự nhận còn điều thiếu sót. Hãy xem và đánh giá riêng từng người này."


def evaluate_self(*, round: Round, lines: Sequence[LineKept], by: Person, at: datetime) -> Evaluation:
    """A person says how each line was kept; it may be changed until the head has evaluated.

    Raises: NotEvaluating, NotSigned, HeadHasEvaluated, LinesDoNotFit, NoteNeeded, NoteTooLong.
    """
    pledge = Pledge.objects.filter(round=round, person=by, signed_at__isnull=False).select_related("text").first()
    if pledge is None or pledge.text is None:
        raise NotSigned()
    kept = checked_evaluation(lines, len(pledge.text.lines))
    with transaction.atomic():
        _refuse_unless_evaluating(round)
        if pledge.evaluations.filter(assessor=Assessor.HEAD).exists():
            raise HeadHasEvaluated()
        given = {"lines": kept, "given_at": at, "given_by": by}
        row, _ = Evaluation.objects.update_or_create(pledge=pledge, assessor=Assessor.SELF, defaults=given)
        _record("pledge.evaluate_self", "pledge", pledge.pk, pledge.unit_id, by, at)
    return row


def evaluate_all(
    *,
    round: Round,
    pledges: Iterable[int],
    exceptions: Mapping[int, Sequence[LineKept]],
    by: Person,
    at: datetime,
) -> int:
    """The head: all of these kept every line, save the exceptions, told line by line; returns how many.

    Nobody is declared faultless who says otherwise of himself: such a pledge must be among the exceptions.

    Raises: NotEvaluating, NothingToEvaluate, SelfSaysOtherwise, LinesDoNotFit, NoteNeeded, NoteTooLong.
    """
    with transaction.atomic():
        _refuse_unless_evaluating(round)
        wanted = {*pledges, *exceptions}
        rows = evaluable(by.pk, round, at.date()).filter(pk__in=wanted).select_related("text", "person")
        found = {row.pk: row for row in rows.order_by("person__sort_name", "pk")}
        if not found:
            raise NothingToEvaluate()
        _refuse_faultless(found, exceptions)
        _keep(found, exceptions, by, at)
        units = {row.unit_id for row in found.values()}
        unit = units.pop() if len(units) == 1 else None
        _record("pledge.evaluate", "pledge_round", round.pk, unit, by, at, pledges=len(found))
    return len(found)


def _keep(found: Mapping[int, Pledge], exceptions: Mapping[int, Sequence[LineKept]], by: Person, at: datetime) -> None:
    given = (
        Evaluation(
            pledge=row,
            assessor=Assessor.HEAD,
            lines=_lines(row, exceptions.get(number)),
            given_at=at,
            given_by=by,
        )
        for number, row in found.items()
    )
    Evaluation.objects.bulk_create(
        given,
        update_conflicts=True,
        unique_fields=["pledge", "assessor"],
        update_fields=["lines", "given_at", "given_by"],
        batch_size=500,
    )


def _lines(pledge: Pledge, exception: Sequence[LineKept] | None) -> list[dict[str, Any]]:
    count = len(pledge.text.lines) if pledge.text else 0
    return checked_evaluation(all_kept(count) if exception is None else exception, count)


def _refuse_faultless(found: Mapping[int, Pledge], exceptions: Mapping[int, Sequence[LineKept]]) -> None:
    told = Evaluation.objects.filter(pledge__in=found, assessor=Assessor.SELF).exclude(pledge__in=exceptions)
    wanting = {number for number, lines in told.values_list("pledge", "lines") if not is_all_kept(lines)}
    if wanting:
        raise SelfSaysOtherwise(names=", ".join(row.person.full_name for pk, row in found.items() if pk in wanting))


def _refuse_unless_evaluating(round: Round) -> None:
    if not Round.objects.filter(pk=round.pk, state=RoundState.EVALUATING).exists():
        raise NotEvaluating()


def _record(verb: str, kind: str, subject: int, unit: int | None, by: Person, at: datetime, **facts: object) -> None:
    record(verb=verb, subject_kind=kind, subject_id=subject, at=at, by=by.pk, unit=unit, facts=facts)
