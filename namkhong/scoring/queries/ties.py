"""What the council has said about equal totals at the edge of a limited grade."""

from decimal import Decimal

from django.db.models import QuerySet

from namkhong.scoring.models import Mark, Round, TieDecision
from namkhong.scoring.queries.points import STANDING
from namkhong.scoring.rules.quotas import TieBreak
from namkhong.scoring.states import TieMeans


def decisions_of(row: Round) -> QuerySet[TieDecision]:
    """Decisions that hold, in the order in which they are applied."""
    rows = TieDecision.objects.filter(round=row.pk, withdrawn_at=None)
    return rows.select_related("criterion", "decided_by").order_by("decided_at", "pk")


def breaks_of(row: Round) -> list[TieBreak]:
    """The same as the rules take them."""
    return [_break(decision) for decision in decisions_of(row).prefetch_related("chosen")]


def _break(decision: TieDecision) -> TieBreak:
    return TieBreak(
        peer=decision.peer,
        band=decision.band,
        means=TieMeans(decision.means),
        criterion=decision.criterion.number if decision.criterion else "",
        points=points_by_sheet(decision.round_id, decision.criterion_id) if decision.criterion_id else {},
        chosen=frozenset(sheet.pk for sheet in decision.chosen.all()),
    )


def points_by_sheet(round: int, criterion: int) -> dict[int, Decimal]:
    """The points that count for one criterion, by sheet."""
    marks = Mark.objects.filter(sheet__round=round, criterion=criterion).order_by()
    rows = marks.annotate(standing=STANDING).values_list("sheet", "standing")
    return {sheet: Decimal(cents) / 100 for sheet, cents in rows if cents is not None}
