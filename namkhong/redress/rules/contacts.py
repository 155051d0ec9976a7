"""What somebody typed to be reached by: a telephone number or an e-mail address, in one form each."""

import re
from typing import Final

from namkhong.foundation.errors import DomainError
from namkhong.people.personal import plain_phone
from namkhong.redress.states import ContactKind

LONGEST: Final = 120
_EMAIL = re.compile(r"[a-z0-9._%+-]{1,64}@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


class NotAnEmail(DomainError):
    sentence = "Địa chỉ thư điện tử chưa đúng. Hãy viết như ten@vidu.vn, hoặc ghi số điện thoại."


def read_contact(typed: str) -> tuple[str, str]:
    """The kind of a contact and its plain form; two empty texts where none was left. Raises: NotAnEmail, NotAPhone."""
    text = typed.strip()
    if not text:
        return "", ""
    if "@" not in text:
        return ContactKind.PHONE.value, plain_phone(text)
    plain = text.lower()
    if len(plain) > LONGEST or not _EMAIL.fullmatch(plain):
        raise NotAnEmail()
    return ContactKind.EMAIL.value, plain
