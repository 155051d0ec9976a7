"""Shapes of what is sent to the pages of the cascade."""

from namkhong.cascade.forms.own import OwnClauseForm
from namkhong.cascade.forms.section import SectionForm
from namkhong.cascade.forms.sending import BeginForm, IssueForm, SendForm

__all__ = ["BeginForm", "IssueForm", "OwnClauseForm", "SectionForm", "SendForm"]
