"""A longer instrument laid out for one page that works without a script, on an old phone too.

A question that is only asked after a certain answer stands inside the question it depends on, behind its choices, and
the style sheet shows it when one of those is touched (`.y1:checked~.d1`). Where that cannot be done (the condition is
about a number, or stands under another heading) the page says in words who is to answer. Whatever is sent, the server
drops the answers that nobody asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from namkhong.feedback.rules.answers import holds
from namkhong.feedback.rules.questions import (
    AT_LEAST,
    AT_MOST,
    CHOICES,
    NUMBER,
    PICKED,
    SCALE,
    WORDS,
    Condition,
    Question,
    Questionnaire,
    Section,
)

MOST_SHOWN = 3
"""So many different conditions on one question the style sheet knows."""


@dataclass(slots=True)
class Choice:
    """One choice of a question: what it sends, its words, what it shows (classes), its place for being checked."""

    value: str
    words: str
    shows: str
    place: str


@dataclass(slots=True)
class Item:
    """A question on the page. `number` names its fields and places; `inside` are those that depend on it."""

    number: int
    kind: str
    words: str
    hint: str
    most: int
    required: bool
    choices: list[Choice]
    condition: str = ""
    shown_by: str = ""
    inside: list["Item"] = field(default_factory=list)

    @property
    def is_row(self) -> bool:
        """Five marks beside one another; one on which others depend is a list, as the style sheet needs it."""
        return self.kind == SCALE and not self.inside

    @property
    def is_list(self) -> bool:
        """Choices below one another."""
        return self.kind in PICKED and not self.is_row

    @property
    def control(self) -> str:
        """The type of its choices."""
        return "checkbox" if self.kind == CHOICES else "radio"

    @property
    def value_place(self) -> str:
        """Where stands what was typed."""
        return f"\ue000v{self.number}\ue001"

    @property
    def fault_place(self) -> str:
        """Where stands what is wrong."""
        return f"\ue000e{self.number}\ue001"

    @property
    def is_number(self) -> bool:
        """Answered by a number."""
        return self.kind == NUMBER

    @property
    def is_words(self) -> bool:
        """Answered in words."""
        return self.kind == WORDS


@dataclass(slots=True)
class Part:
    """A section on the page."""

    title: str
    items: list[Item]


def field_name(number: int) -> str:
    """The field of a question; the version that a point asks never changes, so its place in the order is enough."""
    return f"q{number}"


def laid_out(asked: Questionnaire, *, english: bool) -> list[Part]:
    """The sections with their questions, those that depend on another inside it."""
    numbers = {question.key: at for at, question in enumerate(asked.questions, 1)}
    return [
        Part(section.title.said(english=english), _items(section, asked, numbers, english))
        for section in asked.sections
    ]


def _items(section: Section, asked: Questionnaire, numbers: dict[str, int], english: bool) -> list[Item]:
    here: dict[str, Item] = {}
    conditions: dict[str, list[Condition]] = {}
    top: list[Item] = []
    for question in section.questions:
        item = here[question.key] = _item(question, asked, numbers, english)
        when = question.when
        if when is None:
            top.append(item)
            continue
        item.condition = in_words(when, asked.named[when.question], english=english)
        known = conditions.setdefault(when.question, [])
        other = here.get(when.question)
        if when not in known:
            known.append(when)
        if other is None or other.kind not in PICKED or known.index(when) >= MOST_SHOWN:
            top.append(item)
            continue
        shown = known.index(when) + 1
        item.shown_by = f"d{shown}"
        _point_out(other, asked.named[when.question], when, shown)
        other.inside.append(item)
    return top


def _point_out(item: Item, question: Question, when: Condition, shown: int) -> None:
    """The choices after which the condition holds."""
    for choice in item.choices:
        answer = int(choice.value) if question.kind == SCALE else choice.value
        if holds(when, {question.key: answer}) and f"y{shown}" not in choice.shows.split():
            choice.shows = f"{choice.shows} y{shown}".strip()


def _item(question: Question, asked: Questionnaire, numbers: dict[str, int], english: bool) -> Item:
    number = numbers[question.key]
    choices = [
        Choice(option.value, option.text.said(english=english), "", f"\ue000c{number}_{at}\ue001")
        for at, option in enumerate(question.options, 1)
    ]
    return Item(
        number=number,
        kind=question.kind,
        words=question.text.said(english=english),
        hint=question.hint.said(english=english),
        most=question.most,
        required=question.required or question.key == asked.overall,
        choices=choices,
    )


def in_words(when: Condition, other: Question, *, english: bool) -> str:
    """Who is to answer, for people."""
    asked = other.text.said(english=english).rstrip("?. ")
    if when.way in (AT_MOST, AT_LEAST):
        way = {AT_MOST: ("từ {} trở xuống", "{} or less"), AT_LEAST: ("từ {} trở lên", "{} or more")}[when.way][english]
        chosen = way.format(_said(when.values, other, english))
    else:
        chosen = _said(when.values, other, english)
    return f"Only if you answered “{asked}”: {chosen}." if english else f"Chỉ trả lời nếu “{asked}”: {chosen}."


def _said(values: Sequence[str], other: Question, english: bool) -> str:
    words = {option.value: option.text.said(english=english) for option in other.options}
    return (" or " if english else " hoặc ").join(words.get(value, value) for value in values)
