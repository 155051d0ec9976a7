"""Instruments, points where people are asked, codes, ballots as they were given, and their sums."""

from namkhong.feedback.models.ballots import Ballot
from namkhong.feedback.models.instruments import Instrument
from namkhong.feedback.models.points import CodeBatch, Point, SpentCode
from namkhong.feedback.models.sums import Delta, Tally

__all__ = ["Ballot", "CodeBatch", "Delta", "Instrument", "Point", "SpentCode", "Tally"]
