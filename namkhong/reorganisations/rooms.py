"""The rooms that follow a reorganisation, in the order of the staircase: what hangs on units moves from the foot up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from namkhong.foundation.hanging import Hanging
from namkhong.journal.models import Batch
from namkhong.people import actions as people_actions
from namkhong.people import queries as people_queries


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person has decided: who is at the head of a unit (None: nobody yet), and who takes the people of which."""

    heads: Mapping[int, int | None] = field(default_factory=dict)
    takes: Mapping[int, int | None] = field(default_factory=dict)


class Follow(Protocol):
    """Move what must move in one room."""

    def __call__(
        self, *, batch: Batch, effective_on: date, decisions: Decisions, by: int | None, at: datetime
    ) -> Any: ...


class Unfollow(Protocol):
    """Take exactly that back."""

    def __call__(self, *, batch: Batch, by: int | None, at: datetime) -> Any: ...


@dataclass(frozen=True, slots=True)
class Room:
    """The four words of a room that keeps something of units (see ADR 7)."""

    name: str
    hanging: Callable[[list[int], date], list[Hanging]]
    follow: Follow
    unfollow: Unfollow
    acted_on: Callable[[Batch], list[str]]


def _people_follow(*, batch: Batch, effective_on: date, decisions: Decisions, by: int | None, at: datetime) -> None:
    people_actions.follow(
        batch=batch.pk, effective_on=effective_on, by=by, at=at, heads=decisions.heads, takes=decisions.takes
    )


def _people_unfollow(*, batch: Batch, by: int | None, at: datetime) -> None:
    people_actions.unfollow(batch=batch.pk, by=by, at=at)


def _people_acted_on(batch: Batch) -> list[str]:
    return people_queries.acted_on(batch.pk)


ROOMS: tuple[Room, ...] = (
    Room("people", people_queries.hanging, _people_follow, _people_unfollow, _people_acted_on),
)
