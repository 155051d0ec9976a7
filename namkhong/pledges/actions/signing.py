"""Signing a pledge: exactly once, however often the same thing is sent, in as few statements as can be."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from namkhong.foundation.days import show_day
from namkhong.foundation.errors import DomainError
from namkhong.papers.models import StoredFile
from namkhong.people.models import Person
from namkhong.pledges.actions import signing_sql as sql
from namkhong.pledges.actions.planned import planned
from namkhong.pledges.actions.texts import Found, text_in_force
from namkhong.pledges.models import Round
from namkhong.pledges.rules.counterparties import counterparties
from namkhong.pledges.rules.place import Standing, parsed, standing_of
from namkhong.pledges.states import RoundState, Way

ROWS = 1000
"""So many signatures are written by one statement."""


class NotObliged(DomainError):
    sentence = "{person} không làm việc ở đơn vị nào thuộc đợt ký này vào ngày {day} nên không ký được."


class RoundNotOpen(DomainError):
    sentence = "Đợt ký cam kết này đang không mở nên chưa ký được."


class AnotherBody(DomainError):
    sentence = "Mã gửi này đã dùng cho một bản ký khác. Hãy mở lại trang ký và ký lần nữa."


class TextChanged(DomainError):
    sentence = "Nội dung cam kết vừa được sửa. Hãy đọc bản mới rồi ký."


@dataclass(frozen=True, slots=True)
class Signed:
    """The number of the pledge; `again` when it had been signed before and nothing was changed."""

    pledge: int
    again: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a batch from paper: the number of the person and the scan that shows it."""

    person: int
    evidence: StoredFile | None = None


@dataclass(frozen=True, slots=True)
class ManySigned:
    """What became of a batch: pledges by person, new and signed before; people whom the round does not reach."""

    signed: dict[int, int]
    again: dict[int, int]
    refused: list[int]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A person in a round as the database has it now; `standing` None: works at no unit that day."""

    standing: Standing | None
    line: str
    round_state: str
    text_version: int
    pledge: int | None
    client_id: UUID | None
    client_mark: bytes | None
    signed: bool


@dataclass(frozen=True, slots=True)
class _Act:
    """What is the same for all who sign in one act; `texts` are those it has looked up."""

    round: int
    way: Way
    by: int | None
    at: datetime
    texts: Found = field(default_factory=Found)


def sign(
    *,
    round: Round,
    person: Person,
    way: Way,
    client_id: UUID | None = None,
    client_body: bytes = b"",
    evidence: StoredFile | None = None,
    text: bytes | None = None,
    by: Person | None,
    at: datetime,
) -> Signed:
    """A person signs. The same again (same number, same body) is answered as before; `text` is the mark that was read.

    Raises: NotObliged, RoundNotOpen, NothingToPledge, TextChanged, AnotherBody.
    """
    act = _Act(round.pk, way, by.pk if by else None, at)
    mark = hashlib.sha256(client_body).digest() if client_id else None
    seen = _look(act, [person.pk])[person.pk]
    if not seen.signed:
        row = _row(act, Signature(person.pk, evidence), seen, text)
        if row is None:
            raise NotObliged(person=person.full_name, day=show_day(at.date()))
        for pledge, _ in _written(act, [(*row, client_id, mark)]):
            return Signed(pledge, again=False)
        seen = _look(act, [person.pk])[person.pk]  # somebody else was first
    if seen.pledge is None or (client_id and client_id == seen.client_id and mark != seen.client_mark):
        raise AnotherBody()
    return Signed(seen.pledge, again=True)


def sign_many(
    *, round: Round, signatures: Iterable[Signature], way: Way, by: Person | None, at: datetime
) -> ManySigned:
    """Many people have signed, as a batch of paper shows. Raises: RoundNotOpen, NothingToPledge."""
    act = _Act(round.pk, way, by.pk if by else None, at)
    given = list({signature.person: signature for signature in signatures}.values())
    result = ManySigned({}, {}, [])
    with transaction.atomic():
        for start in range(0, len(given), ROWS):
            _sign_some(act, given[start : start + ROWS], result)
    return result


def _sign_some(act: _Act, some: Sequence[Signature], result: ManySigned) -> None:
    seen = _look(act, [signature.person for signature in some])
    rows = []
    for signature in some:
        there = seen.get(signature.person)
        if there is not None and there.signed and there.pledge:
            result.again[signature.person] = there.pledge
        elif there and (row := _row(act, signature, there)):
            rows.append((*row, None, None))
        else:
            result.refused.append(signature.person)
    result.signed.update({person: pledge for pledge, person in _written(act, rows)})
    if late := [row[1] for row in rows if row[1] not in result.signed]:  # signed elsewhere in this very moment
        result.again.update({person: row.pledge for person, row in _look(act, late).items() if row.pledge})


def _look(act: _Act, people: Sequence[int]) -> dict[int, _Seen]:
    values = {"round": act.round, "day": connection.ops.adapt_datefield_value(act.at.date())}
    look = {"postgresql": _looked_at_planned, "sqlite": _looked_at}[connection.vendor]
    return {row[0]: _seen(*row[1:]) for row in look(values, people)}


def _looked_at_planned(values: dict[str, Any], people: Sequence[int]) -> list[Any]:
    # The plan for many is made anew each time: one from a time when few had signed would go through all signatures.
    return planned(_LOOK_PLANNED, values | {"people": list(people)}, keep=len(people) == 1)


def _looked_at(values: dict[str, Any], people: Sequence[int]) -> list[Any]:
    listed = ", ".join(f"%(p{place})s" for place in range(len(people)))
    with connection.cursor() as cursor:
        cursor.execute(
            _LOOK.replace("{people}", f"IN ({listed})"),
            values | {f"p{place}": person for place, person in enumerate(people)},
        )
        rows: list[Any] = cursor.fetchall()
    return rows


_LOOK = sql.LOOK.replace("{listed}", sql.LISTED["sqlite"])
_LOOK_PLANNED = sql.LOOK.replace("{listed}", sql.LISTED["postgresql"]).replace("{people}", "= ANY(%(people)s)")


def _seen(
    unit: int | None,
    organiser: int,
    line: str,
    state: str,
    text_version: int,
    pledge: int | None,
    client_id: Any,
    client_mark: Any,
    signed: Any,
    above: str | None,
    laid: Any,
) -> _Seen:
    standing = standing_of(unit, parsed(above), organiser, line) if unit else None
    if standing and not laid:
        standing = None
    sent = client_id if client_id is None or isinstance(client_id, UUID) else UUID(client_id)
    mark = None if client_mark is None else bytes(client_mark)
    return _Seen(standing, line, state, text_version, pledge, sent, mark, bool(signed))


def _row(act: _Act, signature: Signature, seen: _Seen, read: bytes | None = None) -> tuple[Any, ...] | None:
    """What is written for one signature, None where the round does not reach the person.

    Raises: RoundNotOpen, NothingToPledge, TextChanged.
    """
    if seen.round_state != RoundState.OPEN:
        raise RoundNotOpen()
    if seen.standing is None or not seen.standing.path:
        return None
    text, mark = text_in_force(act.round, seen.text_version, seen.standing.path, act.texts)
    if read is not None and read != mark:
        raise TextChanged()
    to = counterparties(seen.standing.lines, seen.line)
    scan = signature.evidence.pk if signature.evidence else None
    return (act.round, signature.person, seen.standing.unit, act.way.value, text, scan, to.head, to.union)


def _written(act: _Act, rows: Sequence[tuple[Any, ...]]) -> list[tuple[int, int]]:
    """Numbers of pledge and person of the signatures that were new. Raises: AnotherBody."""
    if not rows:
        return []
    write = {"postgresql": _in_one, "sqlite": _one_by_one}[connection.vendor]
    # One statement by itself is whole or nothing; within a transaction that goes on, a clash must not end it.
    alone = connection.vendor == "postgresql" and not connection.in_atomic_block
    try:
        with nullcontext() if alone else transaction.atomic():
            return write(act, rows)
    except IntegrityError as clash:
        raise AnotherBody() from clash


def _in_one(act: _Act, rows: Sequence[tuple[Any, ...]]) -> list[tuple[int, int]]:
    statement = sql.PUT_AND_TELL.replace("{rows}", ", ".join([sql.PUT_ROW] * len(rows)))
    values = [value for row in rows for value in (*row, act.at)]
    facts = json.dumps({"way": act.way.value})
    return planned(statement, [*values, act.at, act.by, facts, act.round], keep=len(rows) == 1)


def _one_by_one(act: _Act, rows: Sequence[tuple[Any, ...]]) -> list[tuple[int, int]]:
    moment, facts = connection.ops.adapt_datetimefield_value(act.at), json.dumps({"way": act.way.value})
    with connection.cursor() as cursor:
        sent = [(*row[:-2], row[-2] and row[-2].hex, row[-1], moment) for row in rows]
        _execute(cursor, sql.PUT, sql.PUT_ROW, sent)
        put = cursor.fetchall()
        if put:
            told = [(moment, act.by, pledge, unit, facts) for pledge, _, unit in put]
            _execute(cursor, sql.TELL, sql.TELL_ROW, told)
            _execute(cursor, sql.TOUCH, sql.TOUCH_ROW, sorted({(act.round, unit) for _, _, unit in put}))
    return [(pledge, person) for pledge, person, _ in put]


def _execute(cursor: Any, statement: str, row: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """One statement for all rows."""
    values = [value for each in rows for value in each]
    cursor.execute(statement.replace("{rows}", ", ".join([row] * len(rows))), values)
