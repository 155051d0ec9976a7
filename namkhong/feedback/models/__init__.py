"""Instruments, points and ways in, ballots as they were given, their sums, what is read from them and published."""

from namkhong.feedback.models.answers import AnswerTally
from namkhong.feedback.models.ballots import Ballot
from namkhong.feedback.models.editions import Basis, Edition, Published
from namkhong.feedback.models.inspecting import AsideGroup, Inspection, Transactions, WorkingHours
from namkhong.feedback.models.instruments import Instrument
from namkhong.feedback.models.points import CodeBatch, Point, SpentCode
from namkhong.feedback.models.remarks import Remark, Unread
from namkhong.feedback.models.sums import Delta, Tally
from namkhong.feedback.models.targets import Target
from namkhong.feedback.models.ways import Draw, Kiosk, Pile, PileSheet

__all__ = [
    "AnswerTally",
    "AsideGroup",
    "Ballot",
    "Basis",
    "CodeBatch",
    "Delta",
    "Draw",
    "Edition",
    "Inspection",
    "Instrument",
    "Kiosk",
    "Pile",
    "PileSheet",
    "Point",
    "Published",
    "Remark",
    "SpentCode",
    "Tally",
    "Target",
    "Transactions",
    "Unread",
    "WorkingHours",
]
