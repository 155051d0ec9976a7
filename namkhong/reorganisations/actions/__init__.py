"""Everything that changes reorganisations."""

from namkhong.reorganisations.actions.answering import NoSuchAnswer, answer
from namkhong.reorganisations.actions.carrying import (
    STAGES,
    STAGES_BACK,
    ActedOn,
    NoLongerBelow,
    NothingToDo,
    Undecided,
    carry_out,
    check_ready,
    first_refusal,
    undo,
)
from namkhong.reorganisations.actions.changing import (
    InAnotherChange,
    OutOfHand,
    SharesChanged,
    add_changes,
    decide_shares,
)
from namkhong.reorganisations.actions.importing import Faulty, bring_in
from namkhong.reorganisations.actions.writing import NothingToTell, write

__all__ = [
    "STAGES",
    "STAGES_BACK",
    "ActedOn",
    "Faulty",
    "InAnotherChange",
    "NoLongerBelow",
    "NoSuchAnswer",
    "NothingToDo",
    "NothingToTell",
    "OutOfHand",
    "SharesChanged",
    "Undecided",
    "add_changes",
    "answer",
    "bring_in",
    "carry_out",
    "check_ready",
    "decide_shares",
    "first_refusal",
    "undo",
    "write",
]
