"""What other rooms ask: what waits for a person, the figures of a unit, what measured criteria go by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models.functions import Coalesce
from django.urls import reverse

from namkhong.feedback.queries.coded import coded_counts
from namkhong.feedback.rules.statistics import Share
from namkhong.foundation.months import month_of
from namkhong.foundation.periods import Period
from namkhong.foundation.waiting import Figure, Waiting
from namkhong.people.policies import superior_units
from namkhong.people.rules import Verb
from namkhong.redress.models import Concern, InspectionFlag, Remedy
from namkhong.redress.policies import of_own_units, of_units
from namkhong.redress.queries.concerns import Timeliness, timeliness
from namkhong.redress.rules.standing import LEAST
from namkhong.redress.states import OWED, WAITING, FlagState, RemedyState

MOST = 50


def waiting_for(person: int, on: date) -> list[Waiting]:
    """Concerns to answer and months to explain at one's own units; explanations and proposals to judge below."""
    return [*_to_answer(person, on), *_to_explain(person, on), *_to_judge(person, on)]


def _to_answer(person: int, on: date) -> list[Waiting]:
    mine = of_own_units(person, Verb.ANSWER_CONCERNS, on)
    rows = Concern.objects.filter(mine, state__in=WAITING).select_related("unit", "point")
    rows = rows.order_by(Coalesce("answer_again_by", "answer_by"), "pk")[:MOST]
    return [
        Waiting(
            label="Trả lời lại phản ánh" if row.reopened_on else "Trả lời phản ánh",
            detail=f"{row.point}, nhận ngày {row.received_on:%d/%m/%Y}",
            unit_name=row.unit.brief,
            due_on=row.due_on,
            url=reverse("redress:concern", args=[row.pk]),
            kind="concern.answer",
        )
        for row in rows
    ]


def _to_explain(person: int, on: date) -> list[Waiting]:
    mine = of_own_units(person, Verb.ANSWER_CONCERNS, on)
    rows = Remedy.objects.filter(mine, state__in=OWED).select_related("unit")
    rows = rows.order_by(Coalesce("due_again_on", "due_on"), "pk")[:MOST]
    return [
        Waiting(
            label="Giải trình mức hài lòng thấp",
            detail=f"Tháng {row.month % 100}/{row.month // 100}",
            unit_name=row.unit.brief,
            due_on=row.term,
            url=reverse("redress:remedy", args=[row.pk]),
            kind="remedy.explain",
        )
        for row in rows
    ]


def _to_judge(person: int, on: date) -> list[Waiting]:
    if not superior_units(person, Verb.JUDGE_REMEDIES, on):
        return []
    within = of_units(person, Verb.JUDGE_REMEDIES, on)
    sent = Remedy.objects.filter(state=RemedyState.SUBMITTED).filter(within).count()
    raised = InspectionFlag.objects.filter(state=FlagState.RAISED).filter(within).count()
    told = [
        (sent, "Xem {} bản giải trình", "Đơn vị có mức hài lòng thấp", f"{reverse('redress:remedies')}?phan=cho-xem"),
        (raised, "Quyết định {} đề nghị kiểm tra", "Đơn vị nhiều tháng có mức hài lòng thấp", reverse("redress:flags")),
    ]
    return [
        Waiting(label=words.format(many), detail=detail, unit_name="", due_on=None, url=url, kind="judge")
        for many, words, detail, url in told
        if many
    ]


def figures(unit: int, period: Period) -> list[Figure]:
    """Concerns of a unit in a period, and the share of satisfied people where enough rated with a code."""
    told = timeliness([unit], period.starts_on, period.ends_on, period.ends_on).get(unit, Timeliness())
    share = satisfaction_of([unit], period).get(unit)
    percent = Share(share.part, share.whole).percent if share and share.whole >= LEAST else None
    return [
        Figure("concerns", "Số phản ánh đã nhận", Decimal(told.received), "phản ánh của người dân"),
        Figure("concerns_in_time", "Số phản ánh trả lời đúng hạn", Decimal(told.in_time), "phản ánh của người dân"),
        Figure("concerns_late", "Số phản ánh trả lời chậm, quá hạn", Decimal(told.late), "phản ánh của người dân"),
        Figure("rated", "Số ý kiến có mã", Decimal(share.whole) if share else None, "ý kiến người dân"),
        Figure("rated_satisfaction", "Tỷ lệ hài lòng theo ý kiến có mã", percent, "ý kiến người dân"),
    ]


@dataclass(frozen=True, slots=True)
class Measured:
    """A part of a whole of a unit, and the page that shows it."""

    part: int
    whole: int
    url: str


def satisfaction_of(units: Iterable[int], period: Period) -> dict[int, Measured]:
    """Satisfied people of all who rated with a code (classes A and B, never C) a unit or anybody below it; of a unit
    that nobody rated, nothing. Fewer than `rules.standing.LEAST` say nothing.
    """
    found = coded_counts(month_of(period.starts_on), month_of(period.ends_on), units=units)
    return {
        unit: Measured(
            counts.scores[3] + counts.scores[4],
            counts.total,
            f"{reverse('feedback:unit', args=[unit])}?nam={period.year}",
        )
        for unit, counts in found.items()
    }


def answered_in_time_of(units: Iterable[int], period: Period, on: date) -> dict[int, Measured]:
    """Concerns of the period that were answered in time, of those whose answer was due or has come."""
    found = timeliness(units, period.starts_on, period.ends_on, on)
    return {
        unit: Measured(
            told.in_time, told.in_time + told.late, f"{reverse('redress:unit', args=[unit])}?nam={period.year}"
        )
        for unit, told in found.items()
        if told.in_time + told.late
    }
