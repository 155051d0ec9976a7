"""Judging a file before anything reads it, and putting it away."""

from namkhong.papers.intake.judging import Judged, judge
from namkhong.papers.intake.kinds import ACCEPTED_NAMES, LARGEST_BYTES, SHEET_NAMES
from namkhong.papers.intake.refusals import Refused
from namkhong.papers.intake.sheets import judge_sheet
from namkhong.papers.intake.storing import put

__all__ = ["ACCEPTED_NAMES", "LARGEST_BYTES", "SHEET_NAMES", "Judged", "Refused", "judge", "judge_sheet", "put"]
