"""Năm Không: from the plan document of a public-sector campaign to its final report."""

__version__ = "0.1.0"
