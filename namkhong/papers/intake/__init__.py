"""Judging a file before anything reads it, and putting it away."""

from namkhong.papers.intake.judging import Judged, judge
from namkhong.papers.intake.kinds import ACCEPTED_NAMES, LARGEST_BYTES
from namkhong.papers.intake.refusals import Refused
from namkhong.papers.intake.storing import put

__all__ = ["ACCEPTED_NAMES", "LARGEST_BYTES", "Judged", "Refused", "judge", "put"]
