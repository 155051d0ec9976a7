"""Results as papers: the list that a unit publishes, and the sheet of evidence of one person or unit."""

from namkhong.scoring.drafting.evidence import evidence_sheet
from namkhong.scoring.drafting.result_list import result_decision

__all__ = ["evidence_sheet", "result_decision"]
