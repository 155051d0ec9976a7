"""What waits for a person in rounds of scoring."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from namkhong.criteria.models import Criterion
from namkhong.foundation.numbers import show_decimal
from namkhong.foundation.waiting import Waiting
from namkhong.people.policies import own_units, reaching, superior_units
from namkhong.people.rules import Verb
from namkhong.scoring.models import Appeal, Mark, Round, Sheet
from namkhong.scoring.policies import typed_by
from namkhong.scoring.rules.marking import CHECKING, SELF_SCORING
from namkhong.scoring.states import AppealState, RoundState, SheetState
from namkhong.units.models import Lineage, Unit


def waiting_for(person: int, on: date, *, upto: int = 50) -> list[Waiting]:
    """Sheets to score or to mend, sheets to check, appeals to answer."""
    return [
        *_to_score(person, on, upto),
        *_to_check(_checked_by(person, on)[:upto]),
        *_to_check(_left_to_offices(person, on)[:upto]),
        *_to_answer(person, on, upto),
    ]


def _to_score(person: int, on: date, upto: int) -> list[Waiting]:
    units = own_units(person, Verb.SCORE_OWN, on)
    rows = Sheet.objects.filter(Q(person=person) | Q(person=None, unit__in=units))
    rows = rows.filter(state__in=SELF_SCORING, round__state=RoundState.SCORING)
    return [
        Waiting(
            label="Sửa phiếu chấm bị trả lại" if row.state == SheetState.RETURNED else "Tự chấm điểm",
            detail=row.round.title,
            unit_name=row.unit.brief,
            due_on=row.round.self_due_on,
            url=reverse("scoring:sheet", args=[row.pk]),
            kind="score",
        )
        for row in rows.select_related("round", "unit").order_by("round__self_due_on", "pk")[:upto]
    ]


def _checked_by(person: int, on: date) -> QuerySet[Any]:
    """Rounds with sheets that wait for the person's check, each with how many; of rounds of the own units or above."""
    above = superior_units(person, Verb.CHECK_SCORES, on)
    upper = Lineage.objects.on(on).filter(descendant__in=above, line=OuterRef("line"), ancestor=OuterRef("unit"))
    reach = Lineage.objects.on(on).filter(
        ancestor__in=above, descendant=OuterRef("unit"), line=OuterRef("round__line"), depth__gt=0
    )
    at_unit = own_units(person, Verb.CHECK_SCORES, on)
    mine = Q(person__isnull=False, unit__in=at_unit) & _others(person)
    waiting = Sheet.objects.filter(Q(person=None) & Q(Exists(reach)) | mine, state=SheetState.SUBMITTED)
    rows = Round.objects.filter(Q(Exists(upper)) | Q(unit__in=at_unit), state__in=CHECKING)
    return _counting(rows, waiting)


def _others(person: int) -> Q:
    """Neither the person's own sheet nor one that he typed in for somebody."""
    return ~Q(person=person) & ~typed_by(person)


def _left_to_offices(person: int, on: date) -> QuerySet[Any]:
    """Rounds with sheets on which a criterion waits for an office of the person."""
    offices = own_units(person, Verb.CHECK_SCORES, on)
    marks = Mark.objects.filter(sheet=OuterRef("pk"), checked_points=None, criterion__checker__in=offices)
    others = Q(person__isnull=False) & _others(person) | Q(person=None) & ~Q(unit__in=offices)
    waiting = Sheet.objects.filter(others, Exists(marks), state=SheetState.SUBMITTED)
    sets = Criterion.objects.filter(checker__in=offices).values("set")
    rows = Round.objects.filter(set__in=sets, state__in=CHECKING)
    return _counting(rows, waiting)


def _counting(rows: QuerySet[Round], waiting: QuerySet[Sheet]) -> QuerySet[Any]:
    counted = rows.annotate(count=Count("sheets", filter=Q(sheets__in=waiting)))
    return counted.filter(count__gt=0).select_related("unit").order_by("pk")


def _to_check(rows: QuerySet[Any]) -> list[Waiting]:
    return [
        Waiting(
            label=f"Thẩm định {show_decimal(row.count)} phiếu chấm điểm",
            detail=row.title,
            unit_name=row.unit.brief,
            due_on=row.check_due_on,
            url=reverse("scoring:grid", args=[row.pk]),
            kind="judge",
        )
        for row in rows
    ]


def _to_answer(person: int, on: date, upto: int) -> list[Waiting]:
    units = Unit.objects.filter(reaching(person, Verb.DECIDE_SCORES, on), pk=OuterRef("sheet__round__unit"))
    rows = Appeal.objects.filter(Exists(units), state=AppealState.WAITING)
    rows = rows.exclude(sheet__person=person)
    return [
        Waiting(
            label="Trả lời khiếu nại kết quả chấm điểm",
            detail=row.sheet.round.title,
            unit_name=row.sheet.unit.brief,
            due_on=None,
            url=reverse("scoring:appeal", args=[row.pk]),
            kind="judge",
        )
        for row in rows.select_related("sheet__round", "sheet__unit").order_by("made_at", "pk")[:upto]
    ]
