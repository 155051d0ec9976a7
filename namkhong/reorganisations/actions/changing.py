"""Drafting a reorganisation within the hand of its unit, and the shares of what is divided."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.reorganisations.actions.deciding import deciding_line, refuse_withheld
from namkhong.reorganisations.policies import out_of_hand
from namkhong.reorganisations.queries import day_before
from namkhong.units import actions as units
from namkhong.units.actions import ChangeDraft
from namkhong.units.models import Change, ChangePart, Reorganisation, Unit
from namkhong.units.states import ChangeKind, PartRole


class OutOfHand(DomainError):
    sentence = "“{unit}” không trực thuộc {by}, nên không đưa vào lần sắp xếp này được."


class InAnotherChange(DomainError):
    sentence = "“{unit}” đã có trong một thay đổi khác của lần sắp xếp này. Hãy bỏ thay đổi kia trước."


class SharesChanged(DomainError):
    sentence = "Các đơn vị của thay đổi này vừa được sửa. Hãy tải lại trang rồi ghi tỷ lệ."


def add_changes(
    *, reorganisation: Reorganisation, drafts: Sequence[ChangeDraft], by: int | None, at: datetime
) -> list[Change]:
    """Add changes to a draft.

    Raises: OutOfHand, DecidedElsewhere, InAnotherChange, and what `units.actions.add_changes` raises.
    """
    with transaction.atomic():
        _refuse_strangers(reorganisation, drafts)
        refuse_withheld(reorganisation.unit, _decided(drafts), day_before(reorganisation))
        _refuse_taken(reorganisation, drafts)
        return units.add_changes(reorganisation=reorganisation, drafts=drafts, by=by, at=at)


def decide_shares(*, change: Change, shares: Mapping[int, Decimal], by: int | None, at: datetime) -> None:
    """Say which part of a divided unit each result answers for, by the number of the part; together they are 1.

    Raises: SharesChanged, and what `units.actions.decide_share` raises.
    """
    with transaction.atomic():
        parts = ChangePart.objects.filter(change=change, role=PartRole.RESULT).order_by("order", "pk")
        if {part.pk for part in parts} != set(shares):
            raise SharesChanged()
        units.decide_shares(shares=shares, by=by, at=at)


def _refuse_strangers(reorganisation: Reorganisation, drafts: Iterable[ChangeDraft]) -> None:
    strangers = out_of_hand(reorganisation.unit_id, _named(drafts), day_before(reorganisation))
    if strangers:
        raise OutOfHand(unit=strangers[0].name, by=reorganisation.unit.name)


def _refuse_taken(reorganisation: Reorganisation, drafts: Sequence[ChangeDraft]) -> None:
    """A unit goes into one change of a reorganisation only; each line of a wind-up is another thing."""
    seen: set[tuple[int, str]] = set()
    sources = {(unit.pk, draft.line): unit for draft in drafts for unit in draft.sources}
    for key in ((unit.pk, draft.line) for draft in drafts for unit in draft.sources):
        if key in seen:
            raise InAnotherChange(unit=sources[key].name)
        seen.add(key)
    parts = ChangePart.objects.filter(change__reorganisation=reorganisation, role=PartRole.SOURCE)
    taken = parts.filter(unit__in={unit for unit, _ in seen}).order_by("pk")
    for unit, line in taken.values_list("unit", "change__line"):
        if (unit, line) in seen:
            raise InAnotherChange(unit=sources[unit, line].name)


def _decided(drafts: Iterable[ChangeDraft]) -> set[tuple[int, str]]:
    """The units that drafts decide about, with the line. A new name is no matter of lines, taking others in neither,
    unless whoever takes them in is put under another superior with it.
    """
    found: set[tuple[int, str]] = set()
    for draft in drafts:
        stays = (
            {result.unit for result in draft.results if result.parent is None}
            if draft.kind in (ChangeKind.MERGE, ChangeKind.DISSOLVE)
            else ()
        )
        if draft.kind != ChangeKind.RENAME:
            line = deciding_line(draft.kind, draft.line)
            moved = {result.unit for result in draft.results if isinstance(result.unit, Unit) and result.parent}
            found |= {(unit.pk, line) for unit in {*draft.sources, *moved} if unit not in stays}
    return found


def _named(drafts: Iterable[ChangeDraft]) -> set[int]:
    """Numbers of the units that exist and are named."""
    found: set[int] = set()
    for draft in drafts:
        ends = [end for result in draft.results for end in (result.unit, result.parent)]
        found |= {unit.pk for unit in (*draft.sources, *ends) if isinstance(unit, Unit)}
    return found
