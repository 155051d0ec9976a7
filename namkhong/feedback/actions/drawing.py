"""Codes for people drawn by lot: invitations out of a list of results, a sample for an independent body."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from namkhong.feedback.actions.points import Closed, PointDraft, open_point
from namkhong.feedback.models import CodeBatch, Draw, Instrument, Point
from namkhong.feedback.rules.drawing import list_mark
from namkhong.feedback.rules.statistics import required_sample
from namkhong.feedback.states import PointKind
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.units.models import Unit


@transaction.atomic
def invite(
    *, point: Point, key: bytes, references: Sequence[str], size: int, valid_to: date, by: Person | None, at: datetime
) -> Draw:
    """Draw `size` of the results in a list; each gets a code. The list is not kept, only a mark of it under `key`.

    The same list again gives the draw that was made of it, with its seed, size and codes: whoever lost the file gets
    the same one, and nobody draws until they like the outcome. Raises: Closed.
    """
    if not point.open:
        raise Closed
    Point.objects.select_for_update().get(pk=point.pk)
    mark = list_mark(key, [str(point.pk), *references])
    there = Draw.objects.select_related("batch").filter(point=point, mark=mark).first()
    if there is not None:
        return there
    size = min(size, len(references))
    draw = _draw(point, size, valid_to, by, at, population=len(references), mark=mark)
    _record("point.invite", draw, by, at, drawn=size, of=len(references))
    return draw


@dataclass(frozen=True, slots=True)
class SampleDraft:
    """Who is to hand out the codes, of how many transactions, how exact (per cent to each side), until when."""

    body: str
    transactions: int
    error: Decimal
    valid_to: date
    procedure: str = ""


@transaction.atomic
def draw_sample(
    *, unit: Unit, instrument: Instrument, draft: SampleDraft, drawn_by: Unit, by: Person | None, at: datetime
) -> Draw:
    """A point of its own at a unit, with as many codes as the sample needs, for a body that is not the unit."""
    about = PointDraft(PointKind.SAMPLE, procedure=draft.procedure)
    point = open_point(unit=unit, instrument=instrument, draft=about, by=by, at=at)
    size = required_sample(draft.transactions, float(draft.error / 100))
    told = {"body": draft.body, "error": draft.error, "drawn_by": drawn_by}
    draw = _draw(point, size, draft.valid_to, by, at, population=draft.transactions, **told)
    _record("point.draw_sample", draw, by, at, drawn=size, of=draft.transactions)
    return draw


def _draw(point: Point, size: int, valid_to: date, by: Person | None, at: datetime, **told: Any) -> Draw:
    batch = CodeBatch.objects.create(point=point, size=size, valid_to=valid_to, made_at=at, made_by=by)
    return Draw.objects.create(batch=batch, point=point, seed=secrets.token_hex(8), **told)


def _record(verb: str, draw: Draw, by: Person | None, at: datetime, **facts: int) -> None:
    record(
        verb=verb,
        subject_kind="point",
        subject_id=draw.point_id,
        at=at,
        by=by.pk if by else None,
        unit=draw.point.unit_id,
        facts=facts | {"seed": draw.seed},
    )
