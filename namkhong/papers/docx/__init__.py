"""Word files of official documents."""

from namkhong.papers.docx.document import MEDIA_TYPE, docx_file

__all__ = ["MEDIA_TYPE", "docx_file"]
