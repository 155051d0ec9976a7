"""Opening and closing the points where people are asked, and printing one-time codes for them."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from namkhong.feedback.models import CodeBatch, Instrument, Point
from namkhong.feedback.rules.codes import MOST_SERIALS, slug_of
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.units.models import Unit

MOST_AT_ONCE = min(1_200, MOST_SERIALS)
"""Codes of one batch: a hundred sheets of slips, some seconds of typesetting."""


class Closed(DomainError):
    sentence = "Điểm lấy ý kiến này đã đóng. Hãy mở lại trước khi in mã."


class BatchTooLarge(DomainError):
    sentence = "Mỗi lần in được từ 1 đến {most} mã."


@dataclass(frozen=True, slots=True)
class PointDraft:
    """What a point is about: a desk, a procedure, both, or (neither named) the whole unit."""

    kind: str
    desk: str = ""
    procedure: str = ""


@transaction.atomic
def open_point(*, unit: Unit, instrument: Instrument, draft: PointDraft, by: Person | None, at: datetime) -> Point:
    """A new point, open at once; its address and its secret are drawn by lot."""
    point = Point.objects.create(
        unit=unit,
        instrument=instrument,
        kind=draft.kind,
        desk=draft.desk,
        procedure=draft.procedure,
        slug=slug_of(secrets.token_bytes(5)),
        secret=secrets.token_bytes(32),
        made_at=at,
        made_by=by,
        changed_at=at,
    )
    _record("point.open", point, by, at)
    return point


@transaction.atomic
def close_point(*, point: Point, by: Person | None, at: datetime) -> None:
    """Nobody is asked here any more; what was said stays."""
    _turn(point, at, to=False)
    _record("point.close", point, by, at)


@transaction.atomic
def reopen_point(*, point: Point, by: Person | None, at: datetime) -> None:
    """Ask again under the same address."""
    _turn(point, at, to=True)
    _record("point.reopen", point, by, at)


@transaction.atomic
def make_codes(*, point: Point, size: int, valid_to: date, by: Person | None, at: datetime) -> CodeBatch:
    """A batch of one-time codes to print.

    Raises: Closed, BatchTooLarge.
    """
    if not point.open:
        raise Closed
    if not 1 <= size <= MOST_AT_ONCE:
        raise BatchTooLarge(most=MOST_AT_ONCE)
    batch = CodeBatch.objects.create(point=point, size=size, valid_to=valid_to, made_at=at, made_by=by)
    _record("point.print_codes", point, by, at, codes=size)
    return batch


def _turn(point: Point, at: datetime, *, to: bool) -> None:
    if Point.objects.filter(pk=point.pk, open=not to).update(open=to, changed_at=at) != 1:
        raise MovedMeanwhile
    point.open = to


def _record(verb: str, point: Point, by: Person | None, at: datetime, **facts: int) -> None:
    record(
        verb=verb,
        subject_kind="point",
        subject_id=point.pk,
        at=at,
        by=by.pk if by else None,
        unit=point.unit_id,
        facts=facts,
    )
