"""What somebody answered, held against what was asked. Pure.

Sent are fields by the key of their question, each with everything that was sent under it. What nobody asked is left
out, and so is the answer to a question whose condition does not hold: it was hidden, or meant for somebody else.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from namkhong.feedback.rules.questions import (
    AT_LEAST,
    AT_MOST,
    CHOICES,
    COMMENT,
    NUMBER,
    PICKED,
    SCALE,
    Condition,
    Question,
    Questionnaire,
)

Answer = int | str | list[str]


class Mistake(StrEnum):
    """Why an answer cannot be taken; the page says it in words beside the question."""

    MISSING = "missing"
    NOT_OFFERED = "not_offered"
    NO_NUMBER = "no_number"
    TOO_LARGE = "too_large"


@dataclass(slots=True)
class Answered:
    """Answers by question, and mistakes by question; the score is 0 as long as the overall question is unanswered."""

    score: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    mistakes: dict[str, Mistake] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What was said about the whole in words."""
        return str(self.answers.get(COMMENT, ""))


def answered(asked: Questionnaire, sent: Mapping[str, Sequence[str]]) -> Answered:
    """Everything that can be taken of what was sent, and what is wrong with the rest."""
    found = Answered()
    for question in asked.questions:
        if question.when and not holds(question.when, found.answers):
            continue
        said = [text for text in sent.get(question.key, ()) if text]
        if not said:
            if question.required or question.key == asked.overall:
                found.mistakes[question.key] = Mistake.MISSING
            continue
        answer = _taken(question, said)
        if isinstance(answer, Mistake):
            found.mistakes[question.key] = answer
        else:
            found.answers[question.key] = answer
    score = found.answers.get(asked.overall, 0)
    found.score = score if isinstance(score, int) else 0
    return found


def holds(condition: Condition, answers: Mapping[str, Answer]) -> bool:
    """Whether an earlier answer is what the condition wants; never where it was not given."""
    answer = answers.get(condition.question)
    if answer is None:
        return False
    if condition.way in (AT_MOST, AT_LEAST):
        if not isinstance(answer, int):
            return False
        return answer <= condition.bound if condition.way == AT_MOST else answer >= condition.bound
    given = answer if isinstance(answer, list) else [str(answer)]
    return any(value in given for value in condition.values)


def _taken(question: Question, said: Sequence[str]) -> Answer | Mistake:
    if question.kind in PICKED:
        offered = [option.value for option in question.options]
        if any(value not in offered for value in said) or (question.kind != CHOICES and len(said) > 1):
            return Mistake.NOT_OFFERED
        if question.kind == CHOICES:
            return [value for value in offered if value in said]
        return int(said[0]) if question.kind == SCALE else said[0]
    if question.kind == NUMBER:
        digits = said[0].strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
            return Mistake.NO_NUMBER
        return int(digits) if int(digits) <= question.most else Mistake.TOO_LARGE
    return said[0][: question.most]


def marks_of(asked: Questionnaire, answers: Mapping[str, Answer]) -> dict[str, int]:
    """The answers on scales: these are added up."""
    scales = {question.key for question in asked.questions if question.kind == SCALE}
    return {key: answer for key, answer in answers.items() if key in scales and isinstance(answer, int)}


def stored(asked: Questionnaire, answers: Mapping[str, Answer]) -> str:
    """The answers as a ballot keeps them: those on scales under "marks", the others under "told".

    The words about the whole are left out: a ballot has a place of its own for them.
    """
    marks = marks_of(asked, answers)
    told = {key: answer for key, answer in answers.items() if key not in marks and key != COMMENT}
    kept = {"marks": marks, "told": told} if told else {"marks": marks}
    return json.dumps(kept, separators=(",", ":"), ensure_ascii=False)
