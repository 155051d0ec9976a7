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
from namkhong.plans.actions.amending import NotAdopted, amend
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
from namkhong.plans.actions.critiquing import (
    NoReason,
    NothingToChange,
    ReasonTooLong,
    dismiss_finding,
    restore_finding,
    take_change,
)
from namkhong.plans.actions.history import ChangedSince, UndoneAlready, undo
from namkhong.plans.actions.holding import NotADraft
from namkhong.plans.actions.many import ClausesChangedMeanwhile, Revision, revise_many
from namkhong.plans.actions.quoting import LONGEST, NotInText, TooMuch, add_from_words, requote_clause
from namkhong.plans.actions.recognising import (
    StillReading,
    begin_recognition,
    leave_recognition,
    recognise,
    refuse_recognition,
    retry_recognition,
)
from namkhong.plans.actions.taking_in import Pictures, draft_plan, take_in_file, take_in_text

__all__ = [
    "LONGEST",
    "Case",
    "ChangedMeanwhile",
    "ChangedSince",
    "ClausesChangedMeanwhile",
    "HeadChangedMeanwhile",
    "IncompletePlan",
    "NoReason",
    "NotADraft",
    "NotAbove",
    "NotAdopted",
    "NotInText",
    "NothingSure",
    "NothingToChange",
    "OnClause",
    "Pictures",
    "ReasonTooLong",
    "Revision",
    "StillReading",
    "TooMuch",
    "UndoneAlready",
    "accept_sure",
    "add_clause",
    "add_from_words",
    "adopt",
    "adopt_definition",
    "amend",
    "begin_recognition",
    "confirm_clause",
    "dismiss_finding",
    "draft_plan",
    "drop",
    "export_case",
    "leave_recognition",
    "put_back_clause",
    "recognise",
    "refuse_recognition",
    "requote_clause",
    "restore",
    "restore_finding",
    "retry_recognition",
    "revise_clause",
    "revise_head",
    "revise_many",
    "start_from_definition",
    "take_change",
    "take_in_file",
    "take_in_text",
    "take_out_clause",
    "undo",
]
