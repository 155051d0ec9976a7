"""Questions and figures as the templates of this room want them; nothing is decided here."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from namkhong.design.components.charts import Bar
from namkhong.feedback.ingest.laying import in_words
from namkhong.feedback.queries import InstrumentFigures
from namkhong.feedback.rules.questions import CHOICE, CHOICES, NUMBER, SCALE, WORDS, Question, Questionnaire
from namkhong.feedback.rules.statistics import Say, Share

ANSWERED = {
    SCALE: "Thang năm mức",
    CHOICE: "Chọn một",
    CHOICES: "Chọn nhiều",
    NUMBER: "Ghi số",
    WORDS: "Viết bằng lời",
}


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in a list."""

    question: Question
    answered: str
    choices: str
    condition: str
    factor: str


def question_rows(asked: Questionnaire) -> list[tuple[str, list[QuestionRow]]]:
    """The sections with their questions."""
    factors = {factor.value: factor.text.vi for factor in asked.factors}
    return [
        (section.title.vi, [_row(question, asked, factors) for question in section.questions])
        for section in asked.sections
    ]


def _row(question: Question, asked: Questionnaire, factors: dict[str, str]) -> QuestionRow:
    when = question.when
    return QuestionRow(
        question,
        ANSWERED.get(question.kind, ""),
        "; ".join(option.text.vi for option in question.options if question.kind != SCALE),
        in_words(when, asked.named[when.question], english=False) if when else "",
        "Câu chung: điểm của cả phiếu" if question.key == asked.overall else factors.get(question.factor, ""),
    )


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A factor or one of its questions: people who answered, and where there are enough the share with its interval."""

    words: str
    factor: bool
    say: str
    answered: int
    percent: Decimal
    low: Decimal
    high: Decimal


def figure_rows(figures: InstrumentFigures) -> list[FigureRow]:
    """The factors of an instrument, each followed by its questions."""
    rows = []
    for factor in figures.factors:
        rows.append(_figure(factor.text.vi, factor.share, factor=True))
        rows += [_figure(one.text.vi, one.share, factor=False) for one in factor.questions]
    return rows


def _figure(words: str, share: Share, *, factor: bool) -> FigureRow:
    told = share if share.say is Say.SHARE else Share(0, 1)
    low, high = (Decimal(str(100 * bound)) for bound in (told.interval.low, told.interval.high))
    return FigureRow(words, factor, share.say, share.answered, told.percent, low, high)


def factor_bars(figures: InstrumentFigures) -> Sequence[Bar]:
    """One bar a factor; without enough people there is none."""
    return [
        Bar(factor.text.vi, factor.share.percent if factor.share.say is Say.SHARE else None, _mark(factor.share))
        for factor in figures.factors
    ]


def _mark(share: Share) -> str:
    return "chưa đủ mẫu" if share.say is Say.TOO_FEW else ""
