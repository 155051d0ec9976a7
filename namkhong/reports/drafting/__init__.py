"""Official documents made from reports that have been sent; each figure in them is one that was frozen."""

from namkhong.reports.drafting.report import report_document
from namkhong.reports.drafting.review import review_document

__all__ = ["report_document", "review_document"]
