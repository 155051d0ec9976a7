"""Everything that changes rounds, sheets and marks."""

from namkhong.scoring.actions.appeals import AppealDraft, appeal, dismiss, settle, take_back, uphold, window_of
from namkhong.scoring.actions.checking import check, check_again, finish, keep_rest, return_, undo
from namkhong.scoring.actions.deciding import back_to_scoring, begin_deciding, decide, publish
from namkhong.scoring.actions.figures import tell_figure
from namkhong.scoring.actions.filling import Entry, attach, detach, fill, recall, submit
from namkhong.scoring.actions.following import follow, unfollow
from namkhong.scoring.actions.measuring import measure
from namkhong.scoring.actions.rounds import RoundDraft, begin, drop, prepare, set_days, take_newcomers_in
from namkhong.scoring.actions.sheets import leave_out, take_in

__all__ = [
    "AppealDraft",
    "Entry",
    "RoundDraft",
    "appeal",
    "attach",
    "back_to_scoring",
    "begin",
    "begin_deciding",
    "check",
    "check_again",
    "decide",
    "detach",
    "dismiss",
    "drop",
    "fill",
    "finish",
    "follow",
    "keep_rest",
    "leave_out",
    "measure",
    "prepare",
    "publish",
    "recall",
    "return_",
    "set_days",
    "settle",
    "submit",
    "take_back",
    "take_in",
    "take_newcomers_in",
    "tell_figure",
    "undo",
    "unfollow",
    "uphold",
    "window_of",
]
