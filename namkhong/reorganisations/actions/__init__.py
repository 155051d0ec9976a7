"""Everything that changes reorganisations."""

from namkhong.reorganisations.actions.allotting import (
    AnotherName,
    NobodyChosen,
    NoSuchPart,
    NotDivided,
    NotInTheList,
    NotOfTheUnit,
    TwiceInList,
    UnknownPart,
    allot,
    allot_by_sheet,
)
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
from namkhong.reorganisations.actions.deciding import DecidedElsewhere
from namkhong.reorganisations.actions.importing import Faulty, bring_in
from namkhong.reorganisations.actions.writing import NothingToTell, write

__all__ = [
    "STAGES",
    "STAGES_BACK",
    "ActedOn",
    "AnotherName",
    "DecidedElsewhere",
    "Faulty",
    "InAnotherChange",
    "NoLongerBelow",
    "NoSuchAnswer",
    "NoSuchPart",
    "NobodyChosen",
    "NotDivided",
    "NotInTheList",
    "NotOfTheUnit",
    "NothingToDo",
    "NothingToTell",
    "OutOfHand",
    "SharesChanged",
    "TwiceInList",
    "Undecided",
    "UnknownPart",
    "add_changes",
    "allot",
    "allot_by_sheet",
    "answer",
    "bring_in",
    "carry_out",
    "check_ready",
    "decide_shares",
    "first_refusal",
    "undo",
    "write",
]
