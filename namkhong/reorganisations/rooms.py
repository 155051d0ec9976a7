"""The rooms that follow a reorganisation, in the order of the staircase: what hangs on units moves from the foot up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import QuerySet

from namkhong.campaigns import actions as campaigns_actions
from namkhong.campaigns import queries as campaigns_queries
from namkhong.foundation.hanging import Hanging
from namkhong.journal.models import Batch
from namkhong.people import actions as people_actions
from namkhong.people import queries as people_queries
from namkhong.people.models import Person
from namkhong.registrations import actions as registrations_actions
from namkhong.registrations import queries as registrations_queries
from namkhong.reports import actions as reports_actions
from namkhong.reports import queries as reports_queries
from namkhong.scoring import actions as scoring_actions
from namkhong.scoring import queries as scoring_queries


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person has decided: who is at the head of a unit (None: nobody yet), who takes the people of which.

    And who has a campaign of a divided unit from then on; one that is not named waits for an owner. `apart` says where
    single people of a divided unit go, by unit and person.
    """

    heads: Mapping[int, int | None] = field(default_factory=dict)
    takes: Mapping[int, int | None] = field(default_factory=dict)
    owners: Mapping[int, int] = field(default_factory=dict)
    apart: Mapping[int, Mapping[int, int]] = field(default_factory=dict)


class Follow(Protocol):
    """Move what must move in one room."""

    def __call__(
        self, *, batch: Batch, effective_on: date, decisions: Decisions, by: Person | None, at: datetime
    ) -> Any: ...


class Unfollow(Protocol):
    """Take exactly that back."""

    def __call__(self, *, batch: Batch, by: Person | None, at: datetime) -> Any: ...


@dataclass(frozen=True, slots=True)
class Room:
    """The four words of a room that keeps something of units (see ADR 7); `moves` is what moves there, in words."""

    name: str
    moves: str
    hanging: Callable[[QuerySet[Any, int], date], list[Hanging]]
    follow: Follow
    unfollow: Unfollow
    acted_on: Callable[[int], list[str]]


def _people_follow(*, batch: Batch, effective_on: date, decisions: Decisions, by: Person | None, at: datetime) -> None:
    people_actions.follow(
        batch=batch.pk,
        effective_on=effective_on,
        by=by.pk if by else None,
        at=at,
        heads=decisions.heads,
        takes=decisions.takes,
        apart=decisions.apart,
    )


def _people_unfollow(*, batch: Batch, by: Person | None, at: datetime) -> None:
    people_actions.unfollow(batch=batch.pk, by=by.pk if by else None, at=at)


def _campaigns_follow(
    *, batch: Batch, effective_on: date, decisions: Decisions, by: Person | None, at: datetime
) -> None:
    """Duties for which a report is already on its way stay with who sent it, so campaigns is told of those."""
    answered = reports_queries.answered_duties(people_queries.ended_by(batch.pk).values("pk"))
    owners = decisions.owners
    campaigns_actions.follow(batch=batch.pk, effective_on=effective_on, by=by, at=at, answered=answered, owners=owners)


def _campaigns_unfollow(*, batch: Batch, by: Person | None, at: datetime) -> None:
    campaigns_actions.unfollow(batch=batch.pk, by=by, at=at)


def _registrations_follow(
    *, batch: Batch, effective_on: date, decisions: Decisions, by: Person | None, at: datetime
) -> None:
    registrations_actions.follow(batch=batch.pk, effective_on=effective_on, by=by, at=at)


def _registrations_unfollow(*, batch: Batch, by: Person | None, at: datetime) -> None:
    registrations_actions.unfollow(batch=batch.pk, by=by, at=at)


def _scoring_follow(*, batch: Batch, effective_on: date, decisions: Decisions, by: Person | None, at: datetime) -> None:
    scoring_actions.follow(batch=batch.pk, effective_on=effective_on, by=by, at=at)


def _scoring_unfollow(*, batch: Batch, by: Person | None, at: datetime) -> None:
    scoring_actions.unfollow(batch=batch.pk, by=by, at=at)


def _reports_follow(*, batch: Batch, effective_on: date, decisions: Decisions, by: Person | None, at: datetime) -> None:
    reports_actions.follow(batch=batch.pk, effective_on=effective_on, by=by, at=at)


def _reports_unfollow(*, batch: Batch, by: Person | None, at: datetime) -> None:
    reports_actions.unfollow(batch=batch.pk, by=by, at=at)


ROOMS: tuple[Room, ...] = (
    Room(
        "people", "người và nhiệm vụ", people_queries.hanging, _people_follow, _people_unfollow, people_queries.acted_on
    ),
    Room(
        "campaigns",
        "việc và cuộc vận động",
        campaigns_queries.hanging,
        _campaigns_follow,
        _campaigns_unfollow,
        campaigns_queries.acted_on,
    ),
    Room(
        "registrations",
        "danh sách đăng ký thi đua",
        registrations_queries.hanging,
        _registrations_follow,
        _registrations_unfollow,
        registrations_queries.acted_on,
    ),
    Room(
        "scoring",
        "phiếu chấm điểm",
        scoring_queries.hanging,
        _scoring_follow,
        _scoring_unfollow,
        scoring_queries.acted_on,
    ),
    Room("reports", "báo cáo", reports_queries.hanging, _reports_follow, _reports_unfollow, reports_queries.acted_on),
)
