"""Numbers as Vietnamese officials write them: decimal comma, dot between thousands."""

import re
from decimal import Decimal

from namkhong.foundation.errors import DomainError

_SIGNS = re.compile(r"[+-]?[0-9.]+(,[0-9]*)?")
"""Plain digits only: the language's own reader would also take "1e9", "NaN", "1_000" and the digits of every script."""


class NotANumber(DomainError):
    sentence = "“{text}” không phải là số. Hãy viết như 1.250 hoặc 12,5."


class AmbiguousNumber(DomainError):
    sentence = "Không rõ “{text}” là bao nhiêu. Dùng dấu phẩy cho phần lẻ, dấu chấm để tách hàng nghìn."


def parse_decimal(text: str) -> Decimal:
    """Read "1.250", "12,5", "1.250,75" or "1250". A lone dot that does not part thousands is refused.

    Raises: NotANumber, AmbiguousNumber.
    """
    plain = "".join(text.split())
    if not _SIGNS.fullmatch(plain):
        raise NotANumber(text=text)
    whole, comma, fraction = plain.partition(",")
    groups = whole.lstrip("+-").split(".")
    if len(groups) > 1 and (len(groups[0]) not in (1, 2, 3) or any(len(g) != 3 for g in groups[1:])):
        raise AmbiguousNumber(text=text)
    if comma and (not fraction.isdigit()):
        raise NotANumber(text=text)
    return Decimal(whole.replace(".", "") + ("." + fraction if comma else ""))


def whole_number(text: str, most_digits: int = 18) -> int | None:
    """A whole number in an address or a hidden field, in plain digits; None for anything else a stranger may send."""
    return int(text) if re.fullmatch(rf"[0-9]{{1,{most_digits}}}", text) else None


def show_decimal(number: Decimal | int | None, places: int | None = None) -> str:
    """Write a number the Vietnamese way; None is an empty string (no figure is not zero)."""
    if number is None:
        return ""
    value = Decimal(number)
    if places is not None:
        value = round(value, places)
    text = f"{value:,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
