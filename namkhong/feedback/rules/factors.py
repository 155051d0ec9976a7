"""What the answers say about each factor of an instrument. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from namkhong.feedback.rules.questions import SCALE, Questionnaire, Text
from namkhong.feedback.rules.statistics import Share, share_of


@dataclass(frozen=True, slots=True)
class QuestionFigure:
    """One question: how many marked 1 to 5, and the share of 4 and 5."""

    key: str
    text: Text
    share: Share


@dataclass(frozen=True, slots=True)
class FactorFigure:
    """A factor: its questions, and its share among the people who answered.

    The share is the mean of the shares of the questions, each weighing the same (the index of QĐ 1001/QĐ-BNV). One
    person answers all questions of a factor, so answers are not independent: the interval goes by the number of
    *people* (those who answered the most-answered question), never by the number of answers.
    """

    key: str
    text: Text
    share: Share
    questions: tuple[QuestionFigure, ...]


def factor_figures_of(asked: Questionnaire, counts: Mapping[str, Sequence[int]]) -> list[FactorFigure]:
    """Factors in their order with the questions that belong to them; `counts` are five figures by question."""
    found = []
    for factor in asked.factors:
        questions = tuple(
            QuestionFigure(one.key, one.text, share_of(counts.get(one.key, (0,) * 5)))
            for one in asked.questions
            if one.kind == SCALE and one.factor == factor.value
        )
        found.append(FactorFigure(factor.value, factor.text, _mean([one.share for one in questions]), questions))
    return found


def _mean(shares: Sequence[Share]) -> Share:
    """The mean of shares, as satisfied people of those who answered the most-answered question."""
    given = [share for share in shares if share.answered]
    if not given:
        return Share(0, 0)
    people = max(share.answered for share in given)
    return Share(round(people * sum(share.value for share in given) / len(given)), people)
