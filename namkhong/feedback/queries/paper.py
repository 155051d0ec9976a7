"""Piles of paper and the sheets in them."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from namkhong.feedback.models import CodeBatch, Pile, PileSheet, SpentCode
from namkhong.feedback.rules.codes import CodeName
from namkhong.feedback.rules.evidence import Batch
from namkhong.feedback.rules.paper import Agreement, Keyed, agreement
from namkhong.feedback.states import PointKind


def piles_of(point: int) -> QuerySet[Pile]:
    """The piles of a point, the latest first."""
    return Pile.objects.filter(point=point).select_related("made_by").order_by("-pk")


def pile_of(pk: int) -> Pile | None:
    """A pile with its point and unit."""
    return Pile.objects.select_related("point__unit").filter(pk=pk).first()


def sheets_of(pile: int) -> QuerySet[PileSheet]:
    """The sheets of a pile in the order in which they were keyed; `spent` tells that a code was used meanwhile."""
    used = SpentCode.objects.filter(batch=OuterRef("batch"), serial=OuterRef("serial"))
    return PileSheet.objects.filter(pile=pile).annotate(spent=Exists(used)).order_by("pk")


def sheet_of(pk: int) -> PileSheet | None:
    """A sheet with its pile, point and unit."""
    return PileSheet.objects.select_related("pile__point__unit").filter(pk=pk).first()


def spent_sheets(pile: int) -> list[int]:
    """Those of the sheets whose codes were used meanwhile."""
    return [sheet.pk for sheet in sheets_of(pile) if sheet.spent]  # type: ignore[attr-defined]  # annotated there


def keyed(sheet: PileSheet) -> Keyed:
    """How a sheet was keyed."""
    return Keyed(sheet.score, sheet.second_score, sheet.settled_score)


def agreement_of(sheets: Iterable[PileSheet]) -> Agreement:
    """How far two people agree on them."""
    return agreement(map(keyed, sheets))


def batch_known(code: CodeName | None) -> Batch | None:
    """What is known of the batch to which a code belongs."""
    row = CodeBatch.objects.select_related("point").filter(pk=code.batch).first() if code else None
    return Batch(row.point_id, row.size, row.valid_to, row.point.kind == PointKind.SAMPLE) if row else None
