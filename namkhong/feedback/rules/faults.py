"""What is wrong with an instrument, in sentences at the place of the mistake. Pure."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from namkhong.feedback.rules.questions import (
    AT_LEAST,
    AT_MOST,
    CHOICE,
    CHOICES,
    KINDS,
    NUMBER,
    SCALE,
    WORDS,
    Condition,
    Question,
    Questionnaire,
    Text,
)

KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_QUESTIONS: Final = 60
MOST_OPTIONS: Final = 20
LONGEST: Final = 300
"""Letters of a question; of what can be chosen a third of it."""
MOST_WORDS: Final = 2000
"""Letters of all answers in words together: what one page may send is limited."""
MOST_NUMBER: Final = 999_999


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake at the question with this key, or (empty) in the whole instrument."""

    question: str
    sentence: str


def faults(asked: Questionnaire) -> list[Fault]:
    """All that keeps an instrument from being issued, along its questions; none means that it can be asked."""
    found = [Fault("", sentence) for sentence in _of_the_whole(asked)]
    times = Counter(question.key for question in asked.questions)
    factors = {factor.value for factor in asked.factors}
    before: dict[str, Question] = {}
    for question in asked.questions:
        sentences = [
            *_of_key(question, times[question.key]),
            *_of_text(question),
            *_of_kind(question),
            *_of_factor(question, factors),
        ]
        if question.when:
            sentences += _of_condition(question, question.when, before, asked)
        found += [Fault(question.key, sentence) for sentence in sentences]
        before[question.key] = question
    return found


def _of_the_whole(asked: Questionnaire) -> Iterator[str]:
    questions = list(asked.questions)
    if not questions:
        yield "Bộ câu hỏi chưa có câu nào."
        return
    if len(questions) > MOST_QUESTIONS:
        yield f"Bộ câu hỏi có {len(questions)} câu, nhiều nhất là {MOST_QUESTIONS} câu."
    letters = sum(question.most for question in questions if question.kind == WORDS)
    if letters > MOST_WORDS:
        yield f"Các câu viết bằng lời cho phép tất cả {letters} chữ, nhiều nhất là {MOST_WORDS}."
    overall = asked.named.get(asked.overall)
    if overall is None or overall.kind != SCALE:
        yield "Chưa có câu hỏi chung trên thang năm mức để làm điểm của cả phiếu."
    elif overall.when:
        yield f"Câu hỏi chung “{overall.text.vi}” phải hỏi mọi người, không kèm điều kiện."
    for value, times in Counter(factor.value for factor in asked.factors).items():
        if times > 1:
            yield f"Yếu tố “{value}” bị ghi {times} lần."


def _of_key(question: Question, times: int) -> Iterator[str]:
    if not KEY.fullmatch(question.key):
        yield f"Tên “{question.key}” chỉ được gồm chữ thường không dấu, chữ số, gạch dưới và bắt đầu bằng chữ."
    elif times > 1:
        yield f"Tên “{question.key}” bị dùng cho {times} câu."


def _of_text(question: Question) -> Iterator[str]:
    if not question.text.vi.strip():
        yield "Câu hỏi chưa có lời."
    if _longest(question.text) > LONGEST or _longest(question.hint) > LONGEST:
        yield f"Câu hỏi hoặc lời nhắc dài quá {LONGEST} chữ."
    if any(_longest(option.text) > LONGEST // 3 for option in question.options):
        yield f"Có lựa chọn dài quá {LONGEST // 3} chữ."


def _longest(text: Text) -> int:
    return max(len(text.vi), len(text.en))


def _of_kind(question: Question) -> Iterator[str]:
    if question.kind not in KINDS:
        yield "Không rõ câu này trả lời bằng cách nào."
    elif question.kind == SCALE:
        if [option.value for option in question.options] != list("12345"):
            yield f"Thang điểm phải có đúng năm mức, đang có {len(question.options)}."
    elif question.kind in (CHOICE, CHOICES):
        yield from _of_options(question)
    elif question.kind == NUMBER and not 0 < question.most <= MOST_NUMBER:
        yield "Câu trả lời bằng số phải có số lớn nhất, từ 1 đến 999.999."
    elif question.kind == WORDS and question.most <= 0:
        yield "Câu viết bằng lời phải có số chữ nhiều nhất."


def _of_options(question: Question) -> Iterator[str]:
    values = Counter(option.value for option in question.options)
    if not 2 <= len(question.options) <= MOST_OPTIONS:
        yield f"Câu này phải có từ 2 đến {MOST_OPTIONS} lựa chọn, đang có {len(question.options)}."
    for value, times in values.items():
        if times > 1:
            yield f"Lựa chọn “{value}” bị ghi {times} lần."
        if not KEY.fullmatch(value) and not value.isdigit():
            yield f"Tên lựa chọn “{value}” chỉ được gồm chữ thường không dấu, chữ số, gạch dưới."
    if any(not option.text.vi.strip() for option in question.options):
        yield "Có lựa chọn chưa có lời."


def _of_factor(question: Question, factors: set[str]) -> Iterator[str]:
    if not question.factor:
        return
    if question.kind != SCALE:
        yield "Chỉ câu trên thang năm mức mới tính vào một yếu tố."
    if question.factor not in factors:
        yield f"Không có yếu tố “{question.factor}”."


def _of_condition(question: Question, when: Condition, before: dict[str, Question], asked: Questionnaire) -> list[str]:
    if when.question == question.key:
        return ["Điều kiện của câu này dựa vào chính nó."]
    if when.question not in asked.named:
        return [f"Điều kiện dựa vào câu “{when.question}”, nhưng không có câu đó."]
    if when.question not in before:
        return [f"Điều kiện dựa vào câu “{when.question}” đứng sau; hãy đưa câu đó lên trước."]
    return list(_of_values(when, before[when.question]))


def _of_values(when: Condition, other: Question) -> Iterator[str]:
    if other.kind == WORDS:
        yield f"Câu “{other.key}” viết bằng lời nên không dùng làm điều kiện được."
    elif when.way in (AT_MOST, AT_LEAST):
        if other.kind not in (SCALE, NUMBER):
            yield f"Câu “{other.key}” không trả lời bằng số nên không so lớn, nhỏ được."
        if not when.values[0].isdigit():
            yield f"Điều kiện “{when.values[0]}” không phải là số."
    elif other.kind != NUMBER:
        offered = {option.value for option in other.options}
        for value in when.values:
            if value not in offered:
                yield f"Câu “{other.key}” không có lựa chọn “{value}”."
    elif not all(value.isdigit() for value in when.values):
        yield f"Câu “{other.key}” trả lời bằng số, điều kiện phải là số."
