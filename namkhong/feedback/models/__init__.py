"""Instruments, points where people are asked and ways in, codes, ballots as they were given, and their sums."""

from namkhong.feedback.models.ballots import Ballot
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
]
