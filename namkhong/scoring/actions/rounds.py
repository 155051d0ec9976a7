"""Preparing, beginning and dropping a round; taking newcomers in."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from namkhong.campaigns.models import Campaign
from namkhong.criteria.models import CriteriaSet
from namkhong.criteria.states import SetState, SubjectKind
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import make
from namkhong.foundation.periods import parse_period
from namkhong.journal.actions import tell
from namkhong.people.models import Person, Post
from namkhong.people.states import PostKind
from namkhong.scoring import states
from namkhong.scoring.actions.holding import RoundElsewhere, note_round
from namkhong.scoring.models import Round, Sheet
from namkhong.scoring.queries.frames import frame_of
from namkhong.scoring.queries.subjects import subjects
from namkhong.scoring.states import RoundState, Scored, SheetState
from namkhong.units.models import Unit

SHEETS_AT_A_TIME = 5_000
"""Marks are made for so many sheets in one statement, so that a bar can move."""

_OFFICERS = (PostKind.GRASSROOTS_OFFICER, PostKind.HEAD, PostKind.SUPERIOR_OFFICER, PostKind.SUPERIOR_HEAD)


class SetNotIssued(DomainError):
    sentence = "Bộ tiêu chí “{name}” chưa ban hành nên chưa chấm theo được."


class SetForOthers(DomainError):
    sentence = "Bộ tiêu chí “{name}” dành cho {kind}, không dùng để chấm {whom} được."


class DaysOutOfOrder(DomainError):
    sentence = "Hạn thẩm định phải sau hạn tự chấm."


class NobodyToScore(DomainError):
    sentence = "Không có ai để chấm: {whom} của {unit} chưa có trong hệ thống."


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """What is decided when a round is prepared."""

    set: CriteriaSet
    title: str
    period: str
    scored: str
    line: str
    self_due_on: date | None = None
    check_due_on: date | None = None
    appeal_days: int = 10
    head_within_unit: bool = False
    quota_raised: bool = False
    quota_by_peers: bool = False
    service_counts: bool = True
    campaign: Campaign | None = None


def prepare(*, unit: Unit, draft: RoundDraft, by: Person | None, at: datetime) -> Round:
    """Prepare a round. Raises: SetNotIssued, SetForOthers, DaysOutOfOrder, UnknownPeriod."""
    _check(draft)
    with transaction.atomic():
        row = Round.objects.create(
            campaign=draft.campaign,
            unit=unit,
            line=draft.line,
            set=draft.set,
            title=draft.title,
            period=draft.period,
            scored=draft.scored,
            self_due_on=draft.self_due_on,
            check_due_on=draft.check_due_on,
            appeal_days=draft.appeal_days,
            head_within_unit=draft.head_within_unit,
            quota_raised=draft.quota_raised,
            quota_by_peers=draft.quota_by_peers,
            service_counts=draft.service_counts,
        )
        note_round("score.prepare", row, by, at)
    return row


def _check(draft: RoundDraft) -> None:
    parse_period(draft.period)
    if draft.set.state != SetState.ISSUED:
        raise SetNotIssued(name=draft.set.name)
    if (draft.set.subject == SubjectKind.INDIVIDUAL) != (draft.scored == Scored.OWN_STAFF):
        whom, kind = Scored(draft.scored).label.lower(), SubjectKind(draft.set.subject).label.lower()
        raise SetForOthers(name=draft.set.name, kind=kind, whom=whom)
    if draft.self_due_on and draft.check_due_on and draft.check_due_on <= draft.self_due_on:
        raise DaysOutOfOrder()


def set_days(
    *, round: Round, self_due_on: date | None, check_due_on: date | None, by: Person | None, at: datetime
) -> None:
    """Give other days, as long as nothing is decided. Raises: DaysOutOfOrder, RoundElsewhere."""
    if self_due_on and check_due_on and check_due_on <= self_due_on:
        raise DaysOutOfOrder()
    open_ = (RoundState.PREPARING, RoundState.SCORING)
    with transaction.atomic():
        rows = Round.objects.filter(pk=round.pk, state__in=open_)
        if rows.update(self_due_on=self_due_on, check_due_on=check_due_on) != 1:
            raise RoundElsewhere(title=round.title, state=round.get_state_display())
        note_round("score.set_days", round, by, at)


def begin(*, round: Round, by: Person | None, at: datetime, step: Callable[[int], object] = abs) -> int:
    """A sheet with its marks for every subject, then set the round going and tell everybody; returns how many sheets.

    Sheets and marks are made in steps that may be repeated, so that work cut short is taken up by beginning once more.
    `step(done)` is told how many sheets are ready (`abs` merely takes the number).
    Raises: NobodyToScore, RoundElsewhere, MovedMeanwhile.
    """
    if round.state != RoundState.PREPARING:
        raise RoundElsewhere(title=round.title, state=round.get_state_display())
    make_sheets(round, at.date())
    made = make_marks(round, step)
    if not made:
        raise NobodyToScore(whom=Scored(round.scored).label.lower(), unit=round.unit.name)
    with transaction.atomic():
        make(states.BEGIN, Round.objects.filter(pk=round.pk))
        note_round("score.begin", round, by, at, sheets=made)
        _announce(round, Sheet.objects.filter(round=round.pk).order_by("pk"), by, at)
    round.refresh_from_db()
    return made


def drop(*, round: Round, by: Person | None, at: datetime) -> None:
    """Give a round up; what was written in it stays, unseen. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(states.DROP, Round.objects.filter(pk=round.pk))
        note_round("score.drop", round, by, at)


def take_newcomers_in(*, round: Round, only: Collection[int], by: Person | None, at: datetime) -> int:
    """Sheets for units (or people) that have joined since the round began; returns how many. Raises: RoundElsewhere."""
    with transaction.atomic():
        row = Round.objects.select_for_update(of=("self",)).select_related("unit").get(pk=round.pk)
        if row.state != RoundState.SCORING:
            raise RoundElsewhere(title=row.title, state=row.get_state_display())
        there = set(Sheet.objects.filter(round=row.pk).values_list("pk", flat=True))
        make_sheets(row, at.date(), only=only)
        make_marks(row)
        fresh = Sheet.objects.filter(round=row.pk).exclude(pk__in=there).order_by("pk")
        count = fresh.count()
        note_round("score.take_newcomers_in", row, by, at, sheets=count)
        _announce(row, fresh, by, at)
    return count


_SHEETS = """
INSERT INTO scoring_sheet (round_id, unit_id, person_id, leads, revision, state, reason, grade, held_back)
SELECT %s, found.subject_unit, {person}, {leads}, 1, %s, '', '', ''
FROM ({subjects}) AS found
WHERE 1 = 1
ON CONFLICT DO NOTHING
"""
_MARKS = """
INSERT INTO scoring_mark (sheet_id, criterion_id, note, reason, reopened, source, source_url, revision)
SELECT sheet.id, criterion.id, '', '', {false}, '', '', 0
FROM scoring_sheet AS sheet CROSS JOIN criteria_criterion AS criterion
WHERE sheet.round_id = %s AND sheet.id > %s AND sheet.id <= %s AND criterion.id IN ({leaves})
ON CONFLICT DO NOTHING
"""


def make_sheets(round: Round, on: date, *, only: Collection[int] | None = None) -> None:
    """One statement: a sheet for every subject that has none."""
    staff = round.scored == Scored.OWN_STAFF
    found = subjects(round, on)
    if only is not None:
        found = found.filter(**{"person__in" if staff else "descendant__in": list(only)})
    inner, values = found.query.sql_with_params()
    statement = _SHEETS.format(
        subjects=inner, person="found.subject" if staff else "NULL", leads="found.heading" if staff else _false()
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [round.pk, SheetState.OPEN, *values])


def make_marks(round: Round, step: Callable[[int], object] = abs) -> int:
    """A mark for every criterion on every sheet that lacks one; returns how many sheets there are."""
    leaves = list(frame_of(round.set_id).leaves)
    statement = _MARKS.format(false=_false(), leaves=", ".join(["%s"] * len(leaves)))
    last, done = 0, 0
    while batch := list(_after(round, last)):
        with connection.cursor() as cursor:
            cursor.execute(statement, [round.pk, last, batch[-1], *leaves])
        last, done = batch[-1], done + len(batch)
        step(done)
    return done


def _after(round: Round, last: int) -> Any:
    rows = Sheet.objects.filter(round=round.pk, pk__gt=last).order_by("pk")
    return rows.values_list("pk", flat=True)[:SHEETS_AT_A_TIME]


def _false() -> str:
    return "0" if connection.vendor == "sqlite" else "false"


def _announce(round: Round, sheets: Any, by: Person | None, at: datetime) -> None:
    """Tell everybody who is to score: the people themselves, or the officers of the units."""
    if round.scored == Scored.OWN_STAFF:
        people = set(sheets.values_list("person", flat=True))
    else:
        posts = Post.objects.on(at.date()).filter(unit__in=sheets.order_by().values("unit"), kind__in=_OFFICERS)
        people = set(posts.order_by().values_list("person", flat=True))
    tell(
        people=people - {by.pk if by else 0},
        kind="scoring_begun",
        at=at,
        url=reverse("scoring:round", args=[round.pk]),
        facts={"title": round.title, "due_on": round.self_due_on.isoformat() if round.self_due_on else ""},
    )
