"""Instruments in the form format of the ecosystem (XLSForm, as ODK, KoboToolbox and others use it), out and in."""

from namkhong.feedback.xlsform.reading import FaultyForm, ReadForm, RowFault, read
from namkhong.feedback.xlsform.writing import workbook

__all__ = ["FaultyForm", "ReadForm", "RowFault", "read", "workbook"]
