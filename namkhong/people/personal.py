"""Personal data as it is written down: one form of each value, so that the same value is always found again."""

import re
from datetime import date
from typing import Final

from namkhong.foundation.errors import DomainError
from namkhong.people.states import PersonalField

EARLIEST_BIRTH: Final = date(1900, 1, 1)
YOUNGEST: Final = 15
"""Nobody is on a list of staff before that age, in years."""


class NotAnIdentity(DomainError):
    sentence = "Số định danh cá nhân gồm đúng 12 chữ số (giấy cũ: 9 chữ số). Hãy kiểm tra lại."


class NotAPhone(DomainError):
    sentence = "Số điện thoại gồm 10 hoặc 11 chữ số, bắt đầu bằng số 0 hoặc +84. Hãy kiểm tra lại."


class NotABirthday(DomainError):
    sentence = "Ngày sinh này không thể đúng. Hãy kiểm tra lại."


def plain_identity(text: str) -> str:
    """The digits of an identity number. Raises: NotAnIdentity."""
    digits = re.sub(r"[\s.\-']", "", text)
    if not re.fullmatch(r"[0-9]{12}|[0-9]{9}", digits):
        raise NotAnIdentity()
    return digits


def plain_phone(text: str) -> str:
    """A telephone number beginning with 0, whatever signs stand between its digits. Raises: NotAPhone."""
    digits = re.sub(r"[\s.\-()']", "", text)
    digits = re.sub(r"^(\+84|0084|84(?=[0-9]{9}$))", "0", digits)
    if not re.fullmatch(r"0[1-9][0-9]{8,9}", digits):
        raise NotAPhone()
    return digits


def plain_birth(day: date, on: date) -> str:
    """A day of birth as it is sealed. Raises: NotABirthday where nobody of that age works on the day `on`."""
    if not day >= EARLIEST_BIRTH or on.year - day.year < YOUNGEST:
        raise NotABirthday()
    return day.isoformat()


def masked(field: PersonalField, value: str) -> str:
    """How a value is shown to whoever may open it but has not: the end of a number, nothing of a day."""
    if field == PersonalField.BORN:
        return "••/••/••••"
    hidden = "•" * (len(value) - 4) + value[-4:]
    return " ".join(hidden[max(0, end - 4) : end] for end in range(len(hidden) % 4 or 4, len(hidden) + 1, 4))


def shown(field: PersonalField, value: str) -> str:
    """How an opened value is read."""
    return f"{date.fromisoformat(value):%d/%m/%Y}" if field == PersonalField.BORN else value
