"""Everything that changes a campaign or a duty."""

from namkhong.campaigns.actions.assignment import assign_year
from namkhong.campaigns.actions.campaign import close, launch, prepare, reopen, set_target
from namkhong.campaigns.actions.definitions import define, drop_definition, revise_definition
from namkhong.campaigns.actions.duties import excuse, extend, fulfil, fulfil_by_report, oblige, reopen_report, withdraw

__all__ = [
    "assign_year",
    "close",
    "define",
    "drop_definition",
    "excuse",
    "extend",
    "fulfil",
    "fulfil_by_report",
    "launch",
    "oblige",
    "prepare",
    "reopen",
    "reopen_report",
    "revise_definition",
    "set_target",
    "withdraw",
]
