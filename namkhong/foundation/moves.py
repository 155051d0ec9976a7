"""State machines as tables. Making a move is one UPDATE that names the state it starts from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from namkhong.foundation.errors import DomainError


class MovedMeanwhile(DomainError):
    sentence = "Việc này vừa được người khác xử lý. Hãy tải lại trang để xem tình trạng mới."


@dataclass(frozen=True, slots=True)
class Move:
    """A named step from any of `frm` to `to`."""

    name: str
    frm: tuple[str, ...]
    to: str


def move(name: str, *, frm: Sequence[str], to: str) -> Move:
    """A row of a table of moves: `SUBMIT = move("submit", frm=[DRAFT, RETURNED], to=SUBMITTED)`."""
    return Move(name, tuple(str(state) for state in frm), str(to))


def make(step: Move, rows: QuerySet[Any], **fields: Any) -> None:
    """Carry out `step` on the one row that `rows` selects, setting `fields` in the same UPDATE.

    Raises: MovedMeanwhile when the row is no longer in a state the step starts from.
    """
    if rows.filter(state__in=step.frm).update(state=step.to, **fields) != 1:
        raise MovedMeanwhile()
