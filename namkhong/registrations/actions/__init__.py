"""Everything that changes registrations, joint lists and covenants."""

from namkhong.registrations.actions.covenants import (
    Text,
    cancel,
    draw_up,
    open_signing,
    redraft,
    rewrite,
    sign,
    take_out,
    withdraw_signature,
)
from namkhong.registrations.actions.following import follow, unfollow
from namkhong.registrations.actions.judging import (
    approve,
    approve_many,
    recall,
    refuse,
    revoke,
    send,
    send_all,
    undo_approvals,
)
from namkhong.registrations.actions.lists import (
    approve_list,
    approve_lists,
    recall_list,
    refuse_list,
    revoke_list,
    send_list,
    undo_lists,
)
from namkhong.registrations.actions.reminding import remind
from namkhong.registrations.actions.writing import Place, Wish, copy_last_year, drop, revise, write, write_many

__all__ = [
    "Place",
    "Text",
    "Wish",
    "approve",
    "approve_list",
    "approve_lists",
    "approve_many",
    "cancel",
    "copy_last_year",
    "draw_up",
    "drop",
    "follow",
    "open_signing",
    "recall",
    "recall_list",
    "redraft",
    "refuse",
    "refuse_list",
    "remind",
    "revise",
    "revoke",
    "revoke_list",
    "rewrite",
    "send",
    "send_all",
    "send_list",
    "sign",
    "take_out",
    "undo_approvals",
    "undo_lists",
    "unfollow",
    "withdraw_signature",
    "write",
    "write_many",
]
