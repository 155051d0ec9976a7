"""The box: ratings go in by groups, each group whole or not at all."""

from namkhong.feedback.box.putting import put
from namkhong.feedback.box.statements import add_to_answer_tallies, add_to_tallies, alone, numbers_of

__all__ = ["add_to_answer_tallies", "add_to_tallies", "alone", "numbers_of", "put"]
