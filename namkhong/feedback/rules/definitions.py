"""What an instrument asks, read from its definition."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class QuickQuestions:
    """Two taps: how satisfied, and if one likes, in words."""

    question: str
    labels: tuple[str, ...]
    words: str
    hint: str
    most: int


def quick_questions(definition: Mapping[str, Any]) -> QuickQuestions:
    """The quick rating of a definition: its question on the scale, and the one for words."""
    by_kind = {question["kind"]: question for question in definition["questions"]}
    scale, words = by_kind["scale"], by_kind["words"]
    return QuickQuestions(scale["words"], tuple(scale["labels"]), words["words"], words["hint"], int(words["most"]))
