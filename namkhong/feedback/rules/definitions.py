"""What the quick rating asks, read from its definition; longer instruments are `rules.questions`."""

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


def quick_questions(definition: Mapping[str, Any], *, english: bool = False) -> QuickQuestions:
    """The quick rating of a definition: its question on the scale, and the one for words."""
    by_kind = {question["kind"]: question for question in definition["questions"]}
    scale, words = by_kind["scale"], by_kind["words"]

    def said(row: Mapping[str, Any], name: str) -> Any:
        return (english and row.get(f"{name}_en")) or row[name]

    return QuickQuestions(
        said(scale, "words"),
        tuple(said(scale, "labels")),
        said(words, "words"),
        said(words, "hint"),
        int(words["most"]),
    )
