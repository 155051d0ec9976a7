"""Detectors: pure, declared, in a fixed order; each takes no more than what goes beyond the usual. See `declared`."""

from namkhong.feedback.rules.detectors.declared import DECLARED, Declared
from namkhong.feedback.rules.detectors.finding import ORDER, inspected, worth_a_look
from namkhong.feedback.rules.detectors.seen import Facts, Finding, Seen, Usual

__all__ = ["DECLARED", "ORDER", "Declared", "Facts", "Finding", "Seen", "Usual", "inspected", "worth_a_look"]
