"""Shapes of what a person sends: a document, the head of a plan, one item."""

from namkhong.plans.forms.clauses import ClauseForm, clause_form
from namkhong.plans.forms.head import HeadForm
from namkhong.plans.forms.taking_in import LineForm, TakeInForm
from namkhong.plans.forms.words import WordsForm

__all__ = ["ClauseForm", "HeadForm", "LineForm", "TakeInForm", "WordsForm", "clause_form"]
