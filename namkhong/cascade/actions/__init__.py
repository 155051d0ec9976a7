"""Sending a plan down, receiving it, drafting a plan from it, issuing that, following an amendment, urging."""

from namkhong.cascade.actions.amending import NothingChanged, follow
from namkhong.cascade.actions.comparing import compare, compare_elsewhere
from namkhong.cascade.actions.drafting import AlreadyIssued, NothingToUndo, add_own, begin, save, take_out_own, undo
from namkhong.cascade.actions.issuing import NoDocument, issue, write_document
from namkhong.cascade.actions.receiving import open_delivery, receive
from namkhong.cascade.actions.sending import NobodyToSend, NotInForce, send
from namkhong.cascade.actions.urging import NobodyBehind, remind, write_letter

__all__ = [
    "AlreadyIssued",
    "NoDocument",
    "NobodyBehind",
    "NobodyToSend",
    "NotInForce",
    "NothingChanged",
    "NothingToUndo",
    "add_own",
    "begin",
    "compare",
    "compare_elsewhere",
    "follow",
    "issue",
    "open_delivery",
    "receive",
    "remind",
    "save",
    "send",
    "take_out_own",
    "undo",
    "write_document",
    "write_letter",
]
