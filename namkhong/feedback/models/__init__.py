"""Instruments, points where people are asked and ways in, codes, ballots as they were given, and their sums."""
"""Instruments, points where people are asked, codes, ballots as they were given, their sums, what is published."""

from namkhong.feedback.models.ballots import Ballot
from namkhong.feedback.models.editions import Basis, Edition, Published
from namkhong.feedback.models.instruments import Instrument
from namkhong.feedback.models.points import CodeBatch, Point, SpentCode
from namkhong.feedback.models.sums import Delta, Tally
from namkhong.feedback.models.ways import Draw, Kiosk, Pile, PileSheet

__all__ = [
    "Ballot",
    "CodeBatch",
    "Delta",
    "Draw",
    "Instrument",
    "Kiosk",
    "Pile",
    "PileSheet",
    "Point",
    "SpentCode",
    "Tally",
from namkhong.feedback.models.targets import Target

__all__ = [
    "Ballot",
    "Basis",
    "CodeBatch",
    "Delta",
    "Edition",
    "Instrument",
    "Point",
    "Published",
    "SpentCode",
    "Tally",
    "Target",
]
