"""Tables of this room: a list of results handed in, invitations and samples given out."""

from namkhong.feedback.sheets.reading import FaultyList, Result, read_results
from namkhong.feedback.sheets.writing import invitations_file, sample_file, template_file

__all__ = ["FaultyList", "Result", "invitations_file", "read_results", "sample_file", "template_file"]
