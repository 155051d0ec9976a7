"""Concerns and their answers; duties to explain and mend, thresholds, proposals to inspect."""

from namkhong.redress.models.concerns import Answer, Concern, Transfer
from namkhong.redress.models.remedies import InspectionFlag, Remedy, Threshold

__all__ = ["Answer", "Concern", "InspectionFlag", "Remedy", "Threshold", "Transfer"]
