"""Criteria in a spreadsheet, out and in."""

from namkhong.criteria.sheets.reading import FaultySheet, read
from namkhong.criteria.sheets.writing import workbook

__all__ = ["FaultySheet", "read", "workbook"]
