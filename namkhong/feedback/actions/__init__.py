"""What can be done with instruments, points, codes, the sums of ballots and their words."""

from namkhong.feedback.actions.appealing import (
    AppealOver,
    TooShort,
    appeal_aside,
    dismiss_aside,
    last_day_of_appeal,
    uphold_aside,
)
from namkhong.feedback.actions.counting import drain
from namkhong.feedback.actions.drawing import SampleDraft, draw_sample, invite
from namkhong.feedback.actions.inspecting import Inspected, begin_inspection, end_inspection, inspect_day
from namkhong.feedback.actions.instruments import (
    InstrumentDraft,
    Unsound,
    draft_instrument,
    install_instruments,
    issue_instrument,
)
from namkhong.feedback.actions.kiosks import start_kiosk, stop_kiosk
from namkhong.feedback.actions.paper import begin_pile, close_keying, key_again, key_in, put_in, reopen_keying
from namkhong.feedback.actions.points import (
    BatchTooLarge,
    Closed,
    PointDraft,
    close_point,
    make_codes,
    open_point,
    reopen_point,
)
from namkhong.feedback.actions.recounting import Recount, recount
from namkhong.feedback.actions.remarks import read_anew, read_remarks
from namkhong.feedback.actions.setting_aside import put_back, set_aside
from namkhong.feedback.actions.transactions import NotYet, state_transactions, state_working_hours

__all__ = [
    "AppealOver",
    "BatchTooLarge",
    "Closed",
    "Inspected",
    "InstrumentDraft",
    "NotYet",
    "PointDraft",
    "Recount",
    "SampleDraft",
    "TooShort",
    "Unsound",
    "appeal_aside",
    "begin_inspection",
    "begin_pile",
    "close_keying",
    "close_point",
    "dismiss_aside",
    "draft_instrument",
    "drain",
    "draw_sample",
    "end_inspection",
    "inspect_day",
    "install_instruments",
    "invite",
    "issue_instrument",
    "key_again",
    "key_in",
    "last_day_of_appeal",
    "make_codes",
    "open_point",
    "put_back",
    "put_in",
    "read_anew",
    "read_remarks",
    "recount",
    "reopen_keying",
    "reopen_point",
    "set_aside",
    "start_kiosk",
    "state_transactions",
    "state_working_hours",
    "stop_kiosk",
    "uphold_aside",
]
