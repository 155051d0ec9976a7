"""Taking plans in, correcting what was read, adopting, dropping."""

from namkhong.plans.actions.adopting import (
    HeadChangedMeanwhile,
    IncompletePlan,
    NotAbove,
    adopt,
    adopt_definition,
    drop,
    restore,
    revise_head,
    start_from_definition,
)
from namkhong.plans.actions.casing import Case, export_case
from namkhong.plans.actions.clauses import (
    ChangedMeanwhile,
    NothingSure,
    OnClause,
    accept_sure,
    add_clause,
    confirm_clause,
    put_back_clause,
    revise_clause,
    take_out_clause,
)
from namkhong.plans.actions.history import ChangedSince, UndoneAlready, undo
from namkhong.plans.actions.holding import NotADraft
from namkhong.plans.actions.quoting import LONGEST, NotInText, TooMuch, add_from_words, requote_clause
from namkhong.plans.actions.taking_in import draft_plan, take_in_file, take_in_text

__all__ = [
    "LONGEST",
    "Case",
    "ChangedMeanwhile",
    "ChangedSince",
    "HeadChangedMeanwhile",
    "IncompletePlan",
    "NotADraft",
    "NotAbove",
    "NotInText",
    "NothingSure",
    "OnClause",
    "TooMuch",
    "UndoneAlready",
    "accept_sure",
    "add_clause",
    "add_from_words",
    "adopt",
    "adopt_definition",
    "confirm_clause",
    "draft_plan",
    "drop",
    "export_case",
    "put_back_clause",
    "requote_clause",
    "restore",
    "revise_clause",
    "revise_head",
    "start_from_definition",
    "take_in_file",
    "take_in_text",
    "take_out_clause",
    "undo",
]
