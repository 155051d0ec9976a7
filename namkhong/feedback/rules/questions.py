"""A longer instrument as plain data: sections of questions, some asked only after a certain earlier answer. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

SCALE: Final = "scale"
CHOICE: Final = "choice"
CHOICES: Final = "choices"
NUMBER: Final = "number"
WORDS: Final = "words"
KINDS: Final = (SCALE, CHOICE, CHOICES, NUMBER, WORDS)
"""Five points; one of several; any of several; a whole number; words of one's own."""

PICKED: Final = (SCALE, CHOICE, CHOICES)
"""Kinds that are answered by a touch."""

COMMENT: Final = "words"
"""The key of the question whose words stand beside the score of a ballot, as those of the quick rating do."""

IS, AT_MOST, AT_LEAST, AMONG = "is", "at_most", "at_least", "among"
WAYS: Final = (IS, AT_MOST, AT_LEAST, AMONG)


@dataclass(frozen=True, slots=True)
class Text:
    """Words in Vietnamese and in English; where there are no English ones the Vietnamese stand."""

    vi: str = ""
    en: str = ""

    def said(self, *, english: bool) -> str:
        """In the language asked for."""
        return self.en if english and self.en else self.vi


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen; on a scale its value is "1" to "5"."""

    value: str
    text: Text


@dataclass(frozen=True, slots=True)
class Condition:
    """When a question is asked: an earlier answer is a value, at most or at least a number, or one of several."""

    question: str
    way: str
    values: tuple[str, ...]

    @property
    def bound(self) -> int:
        """The number of `at_most` and `at_least`."""
        return int(self.values[0])


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `most` is the largest number, or the most letters; `factor` what a scale question belongs to."""

    key: str
    kind: str
    text: Text
    hint: Text = Text()
    options: tuple[Option, ...] = ()
    factor: str = ""
    required: bool = False
    when: Condition | None = None
    most: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Questions under one heading; `title` is empty where there is no need of one."""

    key: str
    title: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Everything an instrument asks. `overall` names the scale question that is the score of the ballot."""

    overall: str
    factors: tuple[Option, ...]
    sections: tuple[Section, ...]

    @property
    def questions(self) -> Iterator[Question]:
        """All questions in order."""
        return (question for section in self.sections for question in section.questions)

    @property
    def named(self) -> dict[str, Question]:
        """The questions by their keys."""
        return {question.key: question for question in self.questions}

    @property
    def in_english(self) -> bool:
        """Whether every question has been put into English."""
        return all(question.text.en for question in self.questions)


def questionnaire(definition: Mapping[str, Any]) -> Questionnaire:
    """A stored definition as it is asked; the quick rating is one section without a heading."""
    rows = definition.get("sections") or [{"key": "all", "questions": definition.get("questions", [])}]
    scale = _labels(definition)
    sections = tuple(
        Section(row["key"], _text(row, "title"), tuple(_question(one, scale) for one in row["questions"]))
        for row in rows
    )
    factors = tuple(Option(row["key"], _text(row, "name")) for row in definition.get("factors", []))
    return Questionnaire(definition.get("overall", "score"), factors, sections)


def _question(row: Mapping[str, Any], scale: tuple[Option, ...]) -> Question:
    options = tuple(Option(one["key"], _text(one, "words")) for one in row.get("options", []))
    if row["kind"] == SCALE:
        options = _labels(row) or scale
    return Question(
        key=row["key"],
        kind=row["kind"],
        text=_text(row, "words"),
        hint=_text(row, "hint"),
        options=options,
        factor=row.get("factor", ""),
        required=row.get("required", False),
        when=_condition(row.get("when")),
        most=row.get("most", 0),
    )


def _condition(row: Mapping[str, Any] | None) -> Condition | None:
    if not row:
        return None
    way = next((name for name in WAYS if name in row), IS)
    said = row.get(way, "")
    return Condition(row["question"], way, tuple(map(str, said if isinstance(said, list) else [said])))


def _labels(row: Mapping[str, Any]) -> tuple[Option, ...]:
    english = row.get("labels_en", [])
    return tuple(
        Option(str(at), Text(words, english[at - 1] if at <= len(english) else ""))
        for at, words in enumerate(row.get("labels", []), 1)
    )


def _text(row: Mapping[str, Any], name: str) -> Text:
    return Text(row.get(name, ""), row.get(f"{name}_en", ""))
