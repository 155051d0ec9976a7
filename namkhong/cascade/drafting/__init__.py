"""Official documents of the cascade: a lower unit's plan, and the letter that urges units on."""

from namkhong.cascade.drafting.letter import urging_letter
from namkhong.cascade.drafting.plan import plan_document

__all__ = ["plan_document", "urging_letter"]
