"""Everything that changes lists: taking in, checking, loading, taking back."""

from namkhong.rosters.actions.checking import ColumnMissing, ColumnTwice, FileGone, check, match_columns
from namkhong.rosters.actions.loading import NothingToLoad, StillWrong, WrongSince, begin, load
from namkhong.rosters.actions.taking_in import drop, take_in
from namkhong.rosters.actions.undoing import UsedSince, undo, why_not

__all__ = [
    "ColumnMissing",
    "ColumnTwice",
    "FileGone",
    "NothingToLoad",
    "StillWrong",
    "UsedSince",
    "WrongSince",
    "begin",
    "check",
    "drop",
    "load",
    "match_columns",
    "take_in",
    "undo",
    "why_not",
]
