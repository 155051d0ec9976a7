"""Everything that changes a campaign or a duty."""

from namkhong.campaigns.actions.assignment import assign_year
from namkhong.campaigns.actions.campaign import StageDraft, TargetDraft, close, launch, prepare, reopen, set_target
from namkhong.campaigns.actions.definitions import DefinitionDraft, define, drop_definition, revise_definition
from namkhong.campaigns.actions.duties import (
    Deed,
    NeedsList,
    excuse,
    extend,
    fulfil,
    fulfil_by_report,
    oblige,
    reopen_report,
    withdraw,
)
from namkhong.campaigns.actions.following import Followed, follow, unfollow
from namkhong.campaigns.actions.from_plan import prepare_from
from namkhong.campaigns.actions.handing import hand_over, readdress, spare
from namkhong.campaigns.actions.joining import join, part
from namkhong.campaigns.actions.newcomers import enrol_newcomers, unenrol
from namkhong.campaigns.actions.rollout import announce, roll_out

__all__ = [
    "Deed",
    "DefinitionDraft",
    "Followed",
    "NeedsList",
    "StageDraft",
    "TargetDraft",
    "announce",
    "assign_year",
    "close",
    "define",
    "drop_definition",
    "enrol_newcomers",
    "excuse",
    "extend",
    "follow",
    "fulfil",
    "fulfil_by_report",
    "hand_over",
    "join",
    "launch",
    "oblige",
    "part",
    "prepare",
    "prepare_from",
    "readdress",
    "reopen",
    "reopen_report",
    "revise_definition",
    "roll_out",
    "set_target",
    "spare",
    "unenrol",
    "unfollow",
    "withdraw",
]
