"""Conditions and limits as XLSForm writes them. Pure: they are read as text with a fixed shape, nothing is ever run.

Read and written: ${q} = 'a', ${q} <= 2, ${q} >= 2, selected(${q}, 'a'), and several of the first or the last kind
about one question joined by "or". Limits: . <= 50 (with or without . >= 0 and) and string-length(.) <= 300.
"""

import re
from typing import Final

from namkhong.feedback.rules.questions import (
    AMONG,
    AT_LEAST,
    AT_MOST,
    CHOICES,
    IS,
    NUMBER,
    WORDS,
    Condition,
    Question,
)
from namkhong.foundation.errors import DomainError

_NAME: Final = r"\$\{\s*(?P<question>\w+)\s*\}"
_VALUE: Final = r"""(?:'(?P<one>[^'"]*)'|"(?P<two>[^'"]*)"|(?P<number>\d{1,6}))"""
_COMPARED: Final = re.compile(rf"\s*{_NAME}\s*(?P<sign><=|>=|=|<|>)\s*{_VALUE}\s*", re.ASCII)
_SELECTED: Final = re.compile(rf"\s*selected\(\s*{_NAME}\s*,\s*{_VALUE}\s*\)\s*", re.ASCII)
_OR: Final = re.compile(r"\bor\b")
_LARGEST: Final = re.compile(r"\s*(?:\.\s*>=\s*0\s+and\s+)?\.\s*<=\s*(\d{1,6})\s*", re.ASCII)
_LONGEST: Final = re.compile(r"\s*string-length\(\s*\.\s*\)\s*<=\s*(\d{1,6})\s*", re.ASCII)
_LENGTH: Final = 2000


class UnreadableCondition(DomainError):
    sentence = (
        "Chưa đọc được điều kiện “{text}”. Chỉ dùng một trong các dạng: ${{câu}} = 'lựa chọn', ${{câu}} >= số, "
        "${{câu}} <= số, selected(${{câu}}, 'lựa chọn'), hoặc vài lựa chọn của cùng một câu nối bằng or."
    )


class UnreadableLimit(DomainError):
    sentence = "Chưa đọc được giới hạn “{text}”. Chỉ dùng: . <= số (câu trả lời số), string-length(.) <= số (bằng lời)."


def relevant_of(when: Condition, other: Question) -> str:
    """A condition in the words of the format; `other` is the question that it looks at."""
    name = f"${{{when.question}}}"
    if when.way in (AT_MOST, AT_LEAST):
        return f"{name} {'<=' if when.way == AT_MOST else '>='} {when.bound}"
    if other.kind == CHOICES:
        pieces = [f"selected({name}, '{value}')" for value in when.values]
    elif other.kind == NUMBER:
        pieces = [f"{name} = {value}" for value in when.values]
    else:
        pieces = [f"{name} = '{value}'" for value in when.values]
    return " or ".join(pieces)


def condition_in(text: str) -> Condition:
    """The condition that a text says. Raises: UnreadableCondition."""
    if len(text) > _LENGTH:
        raise UnreadableCondition(text=text[:40])
    pieces = [_SELECTED.fullmatch(piece) or _COMPARED.fullmatch(piece) for piece in _OR.split(text)]
    if not all(pieces):
        raise UnreadableCondition(text=text)
    found = [piece.groupdict() for piece in pieces if piece]
    names, signs = {one["question"] for one in found}, {one.get("sign", "=") for one in found}
    if len(names) > 1 or (len(found) > 1 and signs != {"="}):
        raise UnreadableCondition(text=text)
    values = tuple(next(one[key] for key in ("one", "two", "number") if one[key] is not None) for one in found)
    (name,) = names
    if len(values) > 1:
        return Condition(name, AMONG, values)
    return _single(name, signs.pop(), values[0], text)


def _single(name: str, sign: str, value: str, text: str) -> Condition:
    if sign == "=":
        return Condition(name, IS, (value,))
    if not value.isdigit() or (sign == "<" and value == "0"):
        raise UnreadableCondition(text=text)
    bound = int(value) + {"<": -1, ">": 1}.get(sign, 0)
    return Condition(name, AT_MOST if sign in ("<", "<=") else AT_LEAST, (str(bound),))


def constraint_of(question: Question) -> str:
    """What limits the answer of a question, in the words of the format; "" where nothing does."""
    if question.kind == NUMBER:
        return f". >= 0 and . <= {question.most}"
    return f"string-length(.) <= {question.most}" if question.kind == WORDS else ""


def limit_in(text: str, kind: str) -> int:
    """The largest number or length that a text says. Raises: UnreadableLimit."""
    found = {NUMBER: _LARGEST, WORDS: _LONGEST}[kind].fullmatch(text[:_LENGTH])
    if found is None:
        raise UnreadableLimit(text=text[:80])
    return int(found[1])
