"""Grades, limited grades and ranks written onto the sheets of a round, and what the council says about ties."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from namkhong.criteria.models import Criterion
from namkhong.foundation.errors import DomainError
from namkhong.people.models import Person
from namkhong.scoring.actions.holding import ReasonTooShort, RoundElsewhere, note, note_round
from namkhong.scoring.models import QuotaCount, Round, Sheet, TieDecision
from namkhong.scoring.queries.ties import decisions_of
from namkhong.scoring.queries.weighing import Judged, Scales, Weighed, Weighing, weigh
from namkhong.scoring.rules.grading import fitting
from namkhong.scoring.rules.marking import SHORTEST_REASON, is_reason
from namkhong.scoring.rules.quotas import Edge
from namkhong.scoring.states import RoundState, SheetState, TieMeans

SHEETS_AT_A_TIME = 5_000


class TiesOpen(DomainError):
    sentence = (
        "Chưa xếp loại được: ở mức “{band}” có {tied} phiếu bằng điểm nhau cùng xét {free} chỗ. "
        "Hội đồng cần quyết định ở trang “Cách xếp hạng” trước khi công bố."
    )


class NoSuchTie(DomainError):
    sentence = "Chỗ này không còn ai bằng điểm cần hội đồng quyết định. Hãy xem lại trang cách xếp hạng."


class WrongChoice(DomainError):
    sentence = "Hãy chọn từ 1 đến {free} phiếu trong số các phiếu bằng điểm."


class NoCriterionChosen(DomainError):
    sentence = "Hãy chọn tiêu chí dùng để phân biệt các phiếu bằng điểm."


@dataclass(frozen=True, slots=True)
class TieDraft:
    """What the council says about one tie: by what to tell the subjects apart, or which sheets get the grade."""

    band: str
    peer: str
    means: str
    reason: str
    criterion: int | None = None
    chosen: frozenset[int] = frozenset()


def preview(round: Round, on: date) -> Weighing:
    """The round as it would be decided now; nothing is stored."""
    return weigh(round, on)


def decide_grades(*, round: Round, by: Person | None, at: datetime) -> Weighing:
    """Write the total, the grade, why it is no better one and the rank onto every checked sheet. Raises: TiesOpen.

    May be done again as long as the sheets are not published; nobody's official grading is touched.
    """
    with transaction.atomic():
        weighing = weigh(round, at.date())
        for edge in weighing.undecided:
            raise TiesOpen(band=edge.band.label, tied=len(edge.tied), free=edge.free)
        _store(weighing.sheets)
        QuotaCount.objects.filter(round=round.pk).delete()
        QuotaCount.objects.bulk_create(_count(round, edge) for edge in weighing.edges)
        graded = sum(1 for sheet in weighing.sheets if sheet.grade)
        note_round("score.grade", round, by, at, sheets=len(weighing.sheets), graded=graded)
    return weighing


_STORE = "UPDATE scoring_sheet SET final_total = %s, grade = %s, held_back = %s, rank = %s WHERE id = %s"


def _store(sheets: Sequence[Weighed]) -> None:
    """One prepared statement for all: many times faster than a model for each."""
    with connection.cursor() as cursor:
        for first in range(0, len(sheets), SHEETS_AT_A_TIME):
            some = sheets[first : first + SHEETS_AT_A_TIME]
            rows = [(sheet.total, sheet.grade, sheet.held_back, sheet.rank, sheet.sheet) for sheet in some]
            cursor.executemany(_STORE, rows)


def _count(round: Round, edge: Edge) -> QuotaCount:
    return QuotaCount(
        round=round,
        band=edge.band.code,
        peer=edge.peer,
        share=edge.share,
        counted=edge.counted,
        places=edge.places,
        wanted=edge.wanted,
        kept=len(edge.kept),
        cut=edge.cut,
    )


def decide_tie(*, round: Round, draft: TieDraft, by: Person, at: datetime) -> TieDecision:
    """Record how the council tells equal totals apart.

    Raises: RoundElsewhere, ReasonTooShort, NoSuchTie, NoCriterionChosen, WrongChoice.
    """
    if not is_reason(draft.reason):
        raise ReasonTooShort(least=SHORTEST_REASON)
    with transaction.atomic():
        _hold(round)
        edge = _tie(round, draft, at.date())
        criterion = _criterion(round, draft)
        chosen = _chosen(edge, draft)
        row = TieDecision.objects.create(
            round=round,
            band=draft.band,
            peer=draft.peer,
            means=draft.means,
            criterion=criterion,
            reason=draft.reason.strip(),
            decided_at=at,
            decided_by=by,
        )
        row.chosen.set(chosen)
        note_round("score.decide_tie", round, by, at, band=draft.band)
    return row


def take_tie_back(*, decision: TieDecision, by: Person, at: datetime) -> None:
    """Take a decision on equal totals back; it stays, marked. Raises: RoundElsewhere, NoSuchTie."""
    with transaction.atomic():
        _hold(decision.round)
        if decisions_of(decision.round).filter(pk=decision.pk).update(withdrawn_at=at) != 1:
            raise NoSuchTie()
        note_round("score.take_tie_back", decision.round, by, at, band=decision.band)


def _hold(round: Round) -> None:
    row = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if row.state != RoundState.DECIDING:
        raise RoundElsewhere(title=row.title, state=row.get_state_display())


def _tie(round: Round, draft: TieDraft, on: date) -> Edge:
    for edge in weigh(round, on).undecided:
        if (edge.peer, edge.band.code) == (draft.peer, draft.band):
            return edge
    raise NoSuchTie()


def _criterion(round: Round, draft: TieDraft) -> Criterion | None:
    if draft.means != TieMeans.CRITERION:
        return None
    found = Criterion.objects.filter(set=round.set_id, pk=draft.criterion or 0).first()
    if found is None:
        raise NoCriterionChosen()
    return found


def _chosen(edge: Edge, draft: TieDraft) -> Collection[int]:
    if draft.means != TieMeans.CHOSEN:
        return ()
    if not draft.chosen or not draft.chosen <= set(edge.tied) or len(draft.chosen) > edge.free:
        raise WrongChoice(free=edge.free)
    return draft.chosen


def grade_again(*, sheet: Sheet, by: Person | None, at: datetime) -> None:
    """Grade one sheet that is to take the place of a published one, without taking anything from anybody.

    A limited grade is given as long as a place is free; the ranks of the others stay, and this one's is counted among
    them. Call it while the sheet is checked, before it is published.
    """
    with transaction.atomic():
        scales = Scales(sheet.round, at.date(), sheet=sheet.pk)
        judged = next(scales.judged(Sheet.objects.filter(pk=sheet.pk)))
        others = _others(sheet)
        grade, why = _place(scales, judged, others)
        better = others.exclude(grade="").filter(final_total__gt=judged.contender.total).count()
        sheet.final_total = judged.contender.total
        sheet.grade = grade
        sheet.held_back = fitting(" ".join(filter(None, (judged.verdict.held_back, why))))
        sheet.rank = better + 1 if grade else None
        Sheet.objects.filter(pk=sheet.pk).update(
            final_total=sheet.final_total, grade=grade, held_back=sheet.held_back, rank=sheet.rank
        )
        note("score.grade_again", sheet, by, at)


def _others(sheet: Sheet) -> QuerySet[Sheet]:
    rows = Sheet.objects.filter(round=sheet.round_id, state=SheetState.PUBLISHED).exclude(pk=sheet.pk)
    return rows.exclude(unit=sheet.unit_id, person=sheet.person_id)


def _place(scales: Scales, judged: Judged, others: QuerySet[Sheet]) -> tuple[str, str]:
    """The best grade that is open to the sheet and not used up, and why it is no better one."""
    why = ""
    for place in judged.contender.open:
        band = scales.bands[place]
        given = QuotaCount.objects.filter(round=scales.row.pk, band=band.code, peer=judged.contender.peer).first()
        limited = band.quota is not None and place < len(scales.bands) - 1
        if not limited or _has_place(given, scales.among_peers(others, judged.contender.peer)):
            return band.code, why
        why = f"Đủ điều kiện mức “{band.label}” nhưng các chỗ của mức này đã xếp hết khi công bố."
    return "", why


def _has_place(given: QuotaCount | None, peers: QuerySet[Sheet]) -> bool:
    return given is not None and peers.filter(grade=given.band).count() < given.places
