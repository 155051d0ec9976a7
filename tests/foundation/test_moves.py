"""A move is made by one of two people, never by both; a refusal carries its sentence."""

import pytest

from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile, make, move

STEP = move("submit", frm=["draft", "returned"], to="submitted")


class Rows:
    """Stands for a queryset of one row and remembers what was asked of it."""

    def __init__(self, state: str) -> None:
        self.state, self.fields = state, {}
        self.allowed: tuple[str, ...] = ()

    def filter(self, state__in: tuple[str, ...]) -> "Rows":
        self.allowed = state__in
        return self

    def update(self, state: str, **fields: object) -> int:
        if self.state not in self.allowed:
            return 0
        self.state, self.fields = state, fields
        return 1


@pytest.mark.parametrize("start", ["draft", "returned"])
def test_a_move_sets_the_state_and_the_fields(start: str) -> None:
    rows = Rows(start)
    make(STEP, rows, by=7)
    assert (rows.state, rows.fields) == ("submitted", {"by": 7})


def test_the_second_of_two_is_told(db: None) -> None:
    rows = Rows("draft")
    make(STEP, rows)
    with pytest.raises(MovedMeanwhile, match="vừa được người khác xử lý"):
        make(STEP, rows)


def test_a_refusal_fills_its_places() -> None:
    class NoUnit(DomainError):
        sentence = "Không có đơn vị “{name}”."

    assert str(NoUnit(name="Hòa An")) == "Không có đơn vị “Hòa An”."
    assert NoUnit("Câu khác.").sentence == "Câu khác."
    assert DomainError().sentence == "Không thực hiện được yêu cầu này."
