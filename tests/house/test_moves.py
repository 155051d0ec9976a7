"""Every state can be reached, and left unless it is an end."""

from importlib import import_module

import pytest

from namkhong.foundation.moves import Move
from tests.house.walk import HOUSE, storeys

ENDS = {
    "replaced",
    "dropped",
    "superseded",
    "cancelled",
    "undone",
    "void",
    "read",
    "settled",
    "upheld",
    "dismissed",
    "taken_back",
    "planned",
}
MODULES = [
    import_module(f"namkhong.{room}.states")
    for room in storeys()
    if (HOUSE / room / "states.py").exists() or (HOUSE / room / "states").is_dir()
]
TABLES = []
for _module in MODULES:
    if moves := getattr(_module, "MOVES", None):
        firsts = _module.FIRST
        tables = moves if isinstance(moves, dict) else {type(firsts): moves}
        for _states, _moves in tables.items():
            TABLES.append((_states, _moves, firsts[_states] if isinstance(firsts, dict) else firsts))


@pytest.mark.parametrize(("states", "moves", "first"), TABLES, ids=[table[0].__qualname__ for table in TABLES])
def test_states_are_reached_and_left(states: type, moves: tuple[Move, ...], first: str) -> None:
    reached = {str(first)}
    for _ in states:
        reached |= {step.to for step in moves if reached & set(step.frm)}
    assert reached == set(states.values)
    assert set(states.values) - {start for step in moves for start in step.frm} <= ENDS
    assert len({step.name for step in moves}) == len(moves)


def test_every_move_stands_in_a_table() -> None:
    stray = [
        f"{module.__name__}: {step.name}"
        for module in MODULES
        for step in vars(module).values()
        if isinstance(step, Move) and not any(step in moves for _, moves, _ in TABLES)
    ]
    assert not stray
