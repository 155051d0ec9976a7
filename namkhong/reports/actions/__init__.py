"""Everything that changes forms and returns."""

from namkhong.reports.actions.filling import SheetDraft, attach, begin, detach, refresh, save
from namkhong.reports.actions.forms import install_forms, state_historical, use_form
from namkhong.reports.actions.judging import accept, revise, send_back
from namkhong.reports.actions.sending import recall, submit

__all__ = [
    "SheetDraft",
    "accept",
    "attach",
    "begin",
    "detach",
    "install_forms",
    "recall",
    "refresh",
    "revise",
    "save",
    "send_back",
    "state_historical",
    "submit",
    "use_form",
]
