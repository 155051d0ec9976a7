"""Saying which share of a divided unit's figures each of its successors answers for."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.units.actions.drafting import note
from namkhong.units.actions.heirs import rebuild_heirs
from namkhong.units.models import ChangePart, Reorganisation, Succession
from namkhong.units.rules.changes import check_shares
from namkhong.units.states import ChangeKind, PartRole, ReorganisationState


class NothingToDecide(DomainError):
    sentence = "Chỉ nhập tỷ lệ cho các đơn vị nhận của một thay đổi “Chia, tách” đang soạn hoặc đã thực hiện."


def decide_share(*, part: ChangePart, share: Decimal | None, by: int | None, at: datetime) -> None:
    """Decide the share of one result of a split (None: leave it open again). Raises: what `decide_shares` raises."""
    decide_shares(shares={part.pk: share}, by=by, at=at)


def decide_shares(*, shares: Mapping[int, Decimal | None], by: int | None, at: datetime) -> None:
    """Decide shares of results (by number of the part) of one reorganisation at once.

    Also after it was carried out: the figures of a unit whose last share is decided pass to its successors.
    Raises: NothingToDecide, ShareOutOfRange, SharesNotWhole, NothingLeft.
    """
    with transaction.atomic():
        parts = ChangePart.objects.filter(pk__in=shares, role=PartRole.RESULT, change__kind=ChangeKind.SPLIT)
        rows = list(parts.select_related("change").order_by("pk"))
        reorganisations = {row.change.reorganisation_id for row in rows}
        if len(rows) < len(shares) or len(reorganisations) != 1:
            raise NothingToDecide()
        whole = Reorganisation.objects.select_for_update().get(pk=reorganisations.pop())
        if whole.state not in (ReorganisationState.DRAFT, ReorganisationState.CARRIED_OUT):
            raise NothingToDecide()
        for row in rows:
            row.share = shares[row.pk]
        changes = {row.change_id for row in rows}
        refuse_wrong_shares(changes, {row.pk: row.share for row in rows})
        ChangePart.objects.bulk_update(rows, ["share"], batch_size=500)
        if whole.state == ReorganisationState.CARRIED_OUT:
            _follow(whole, changes)
        told = {str(row.pk): None if row.share is None else str(row.share) for row in rows}
        note("reorganisation.decide_share", whole, by, at, parts=told)


def refuse_wrong_shares(changes: set[int], decided: Mapping[int, Decimal | None]) -> None:
    """Check the shares of splits, some of them as just decided.

    Raises: ShareOutOfRange, SharesNotWhole, NothingLeft.
    """
    names = dict(
        ChangePart.objects.filter(change__in=changes, role=PartRole.SOURCE).values_list("change", "unit__name")
    )
    shares: dict[int, list[Decimal | None]] = {change: [] for change in sorted(changes)}
    results = ChangePart.objects.filter(change__in=changes, role=PartRole.RESULT).order_by("pk")
    for pk, change, share in results.values_list("pk", "change", "share"):
        shares[change].append(decided.get(pk, share))
    for change, some in shares.items():
        check_shares(names[change], some)


def _follow(whole: Reorganisation, changes: set[int]) -> None:
    """Carry shares decided late into the succession that was written without them."""
    parts = ChangePart.objects.filter(change__in=changes)
    before = dict(parts.filter(role=PartRole.SOURCE).values_list("change", "unit"))
    shares = {}
    for part in parts.filter(role=PartRole.RESULT).select_related("same_as"):
        described = part.same_as or part
        shares[before[part.change_id], described.unit_id] = part.share
    rows = list(Succession.objects.filter(batch=whole.batch_id, predecessor__in=set(before.values())))
    for row in rows:
        row.share = shares[row.predecessor_id, row.successor_id]
    Succession.objects.bulk_update(rows, ["share"], batch_size=500)
    rebuild_heirs({row.predecessor_id for row in rows})
