"""Everything that changes forms and returns."""

from namkhong.reports.actions.filling import SheetDraft, attach, begin, begin_from_drafts, detach, refresh, save
from namkhong.reports.actions.following import follow, unfollow
from namkhong.reports.actions.forms import (
    choose_forms,
    install_forms,
    state_historical,
    state_historical_year,
    use_form,
)
from namkhong.reports.actions.joining import answer_together
from namkhong.reports.actions.judging import accept, revise, send_back
from namkhong.reports.actions.reminding import remind
from namkhong.reports.actions.sending import recall, submit

__all__ = [
    "SheetDraft",
    "accept",
    "answer_together",
    "attach",
    "begin",
    "begin_from_drafts",
    "choose_forms",
    "detach",
    "follow",
    "install_forms",
    "recall",
    "refresh",
    "remind",
    "revise",
    "save",
    "send_back",
    "state_historical",
    "state_historical_year",
    "submit",
    "unfollow",
    "use_form",
]
