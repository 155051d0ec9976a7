"""Carrying a reorganisation out in every room at once, and taking it back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.foundation.hanging import Hanging
from namkhong.journal.actions import record
from namkhong.journal.models import Batch
from namkhong.people.models import Person
from namkhong.reorganisations.actions.deciding import deciding_line, refuse_withheld
from namkhong.reorganisations.actions.holding import hold
from namkhong.reorganisations.actions.telling import forget_told, tell_everybody
from namkhong.reorganisations.actions.writing import write
from namkhong.reorganisations.policies import out_of_hand
from namkhong.reorganisations.queries import (
    SUBJECT,
    Asked,
    acted_on,
    all_asked,
    allotted,
    changes_in,
    day_before,
    ending_in,
    hanging_on,
    moved_with,
    units_named,
    without_names,
)
from namkhong.reorganisations.rooms import ROOMS, Decisions
from namkhong.reorganisations.rules import VACANT, ChangeView, campaign_key, head_key, people_key
from namkhong.units import actions as units
from namkhong.units.models import ChangePart, Reorganisation
from namkhong.units.states import ChangeKind, ReorganisationState

STAGES = (
    "Kiểm tra các thay đổi và quyết định",
    "Lập, đổi và kết thúc đơn vị",
    *(f"Chuyển {room.moves} sang đơn vị mới" for room in ROOMS),
    "Báo cho các đơn vị, soạn báo cáo kết quả",
)
"""What is done one after the other, in words for a bar."""

STAGES_BACK = (
    "Kiểm tra xem đã có ai làm việc tiếp chưa",
    *(f"Trả {room.moves} về đơn vị cũ" for room in reversed(ROOMS)),
    "Khôi phục đơn vị cũ",
)
"""The same for taking back."""


class NothingToDo(DomainError):
    sentence = "Chưa có thay đổi nào để thực hiện."


class Undecided(DomainError):
    sentence = "Còn {count} điều cần quyết định trong phần xem trước. Hãy chọn rồi thực hiện lại."


class NoLongerBelow(DomainError):
    sentence = "“{unit}” không còn trực thuộc {by}. Hãy bỏ thay đổi có đơn vị này rồi thực hiện lại."


class ActedOn(DomainError):
    sentence = "Không hoàn tác được nữa, vì đã có người làm việc tiếp trên kết quả: {first}"


def check_ready(*, reorganisation: Reorganisation) -> list[Asked]:
    """What a reorganisation does, with every question answered.

    Raises: NothingToDo, Undecided, NoLongerBelow, DecidedElsewhere.
    """
    asked = all_asked(reorganisation)
    if not asked:
        raise NothingToDo()
    if still_open := sum(each.open for each in asked):
        raise Undecided(count=still_open)
    strangers = out_of_hand(reorganisation.unit_id, units_named(reorganisation), day_before(reorganisation))
    if strangers:
        raise NoLongerBelow(unit=strangers[0].name, by=reorganisation.unit.name)
    about = _decided_about([each.change for each in asked]) | {(unit, "") for unit in moved_with(reorganisation)}
    refuse_withheld(reorganisation.unit, about, day_before(reorganisation))
    return asked


def _decided_about(changes: Iterable[ChangeView]) -> set[tuple[int, str]]:
    """The units that changes decide about, with the line; see `changing`."""
    return {
        (end.number, deciding_line(change.kind, change.line))
        for change in changes
        if change.kind != ChangeKind.RENAME
        for end in change.sources
        if end.number and (change.kind == ChangeKind.SPLIT or end.number not in change.continuing)
    }


def carry_out(
    *,
    reorganisation: Reorganisation,
    by: Person | None,
    at: datetime,
    begin: Callable[[int], object] = abs,
) -> Batch:
    """Change the tree, let every room follow, and draft the document; all of it or nothing.

    `begin` is told the place in `STAGES` of each stage as it begins (`abs` merely takes it).
    Raises: NothingToDo, Undecided, NoLongerBelow, DecidedElsewhere, MovedMeanwhile, and what
    `units.actions.carry_out_structure` and the rooms refuse.
    """
    number = by.pk if by else None
    stage = count()
    with transaction.atomic():
        begin(next(stage))
        hold(reorganisation, ReorganisationState.DRAFT)
        asked = check_ready(reorganisation=reorganisation)
        ends = ending_in(changes_in(reorganisation))
        counted = without_names(hanging_on(ends, day_before(reorganisation)))
        begin(next(stage))
        batch = units.carry_out_structure(reorganisation=reorganisation, by=number, at=at)
        decisions = _decided(reorganisation, asked)
        for room in ROOMS:
            begin(next(stage))
            room.follow(batch=batch, effective_on=reorganisation.effective_on, decisions=decisions, by=by, at=at)
        begin(next(stage))
        _record("reorganisation.hand_over", reorganisation, by, at, batch=batch.pk, hanging=_facts(counted))
        reorganisation.refresh_from_db()
        tell_everybody(reorganisation=reorganisation, batch=batch, by=number, at=at)
        write(reorganisation=reorganisation, by=number, at=at)
    return batch


def undo(
    *, reorganisation: Reorganisation, by: Person | None, at: datetime, begin: Callable[[int], object] = abs
) -> None:
    """Take everything back: the rooms from the top down, then the tree; all of it or nothing.

    `begin` is told the place in `STAGES_BACK` of each stage as it begins.
    Raises: ActedOn, MovedMeanwhile.
    """
    number = by.pk if by else None
    stage = count()
    with transaction.atomic():
        begin(next(stage))
        hold(reorganisation, ReorganisationState.CARRIED_OUT)
        reorganisation.refresh_from_db()
        batch = reorganisation.batch
        assert batch is not None  # whatever is carried out has one: the database says so
        if reasons := acted_on(reorganisation):
            raise ActedOn(first=reasons[0])
        for room in reversed(ROOMS):
            begin(next(stage))
            room.unfollow(batch=batch, by=by, at=at)
        begin(next(stage))
        forget_told(batch=batch.pk)
        units.take_back_structure(reorganisation=reorganisation, by=number, at=at)
        _record("reorganisation.give_back", reorganisation, by, at, batch=batch.pk)
        reorganisation.refresh_from_db()


def first_refusal(*, reorganisation: Reorganisation, by: Person | None, at: datetime) -> str:
    """Why it could not be carried out now, found by doing it and rolling back; "" where it could."""
    try:
        with transaction.atomic():
            carry_out(
                reorganisation=Reorganisation.objects.select_related("unit").get(pk=reorganisation.pk), by=by, at=at
            )
            transaction.set_rollback(True)
    except DomainError as refused:
        return refused.sentence
    return ""


def _decided(reorganisation: Reorganisation, asked: Sequence[Asked]) -> Decisions:
    """The answers by the units that are there now."""
    rows = ChangePart.objects.filter(change__reorganisation=reorganisation).values_list("pk", "unit")
    unit_of: dict[int, int] = {part: unit for part, unit in rows.order_by() if unit is not None}
    heads: dict[int, int | None] = {}
    takes: dict[int, int | None] = {}
    owners: dict[int, int] = {}
    for each in asked:
        for question in each.questions:
            if question.key == head_key(each.change.number):
                chosen = None if question.answer == VACANT else int(question.answer)
                heads[unit_of[each.change.results[0].part]] = chosen
            if question.key == people_key(each.change.number):
                takes[unit_of[each.change.sources[0].part]] = unit_of[int(question.answer)]
            if question.key.startswith(campaign_key(each.change.number, 0)[:-1]) and question.answer != VACANT:
                owners[int(question.key.rpartition(":")[2])] = unit_of[int(question.answer)]
    return Decisions(heads, takes, owners, _apart(reorganisation, asked, unit_of))


def _apart(
    reorganisation: Reorganisation, asked: Sequence[Asked], unit_of: Mapping[int, int]
) -> dict[int, dict[int, int]]:
    """Where single people of divided units go: by unit and person, the unit."""
    source = {each.change.number: unit_of[each.change.sources[0].part] for each in asked}
    found: dict[int, dict[int, int]] = {}
    for change, person, part in allotted(reorganisation):
        found.setdefault(source[change], {})[person] = unit_of[part]
    return found


def _facts(hanging: Sequence[Hanging]) -> list[dict[str, Any]]:
    return [{"kind": row.kind, "label": row.label, "count": row.count, "becomes": row.becomes} for row in hanging]


def _record(verb: str, reorganisation: Reorganisation, by: Person | None, at: datetime, **facts: Any) -> None:
    record(
        verb=verb,
        subject_kind=SUBJECT,
        subject_id=reorganisation.pk,
        at=at,
        by=by.pk if by else None,
        unit=reorganisation.unit_id,
        facts=facts,
    )
