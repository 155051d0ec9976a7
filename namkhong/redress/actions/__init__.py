"""What can be done with concerns, duties to explain and mend, and proposals to inspect."""

from namkhong.redress.actions.answering import NotASister, accept, answer, judge_answer, transfer
from namkhong.redress.actions.concerns import (
    AnotherBody,
    ConcernDraft,
    TicketOld,
    TicketUsed,
    raise_concern,
)
from namkhong.redress.actions.contacts import NoContact, mail_answer, mails, open_contact
from namkhong.redress.actions.flags import dismiss, plan_inspection, raise_flags
from namkhong.redress.actions.noting import TooShort
from namkhong.redress.actions.remedies import (
    Explanation,
    MendDayOutOfReach,
    MonthNotOver,
    approve,
    explain,
    open_remedies,
    return_,
)
from namkhong.redress.actions.thresholds import ThresholdOutOfReach, set_threshold

__all__ = [
    "AnotherBody",
    "ConcernDraft",
    "Explanation",
    "MendDayOutOfReach",
    "MonthNotOver",
    "NoContact",
    "NotASister",
    "ThresholdOutOfReach",
    "TicketOld",
    "TicketUsed",
    "TooShort",
    "accept",
    "answer",
    "approve",
    "dismiss",
    "explain",
    "judge_answer",
    "mail_answer",
    "mails",
    "open_contact",
    "open_remedies",
    "plan_inspection",
    "raise_concern",
    "raise_flags",
    "return_",
    "set_threshold",
    "transfer",
]
