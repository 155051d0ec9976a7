"""A form field for numbers as people here write them."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from namkhong.design.components.panels import shown

NUMBER = re.compile(r"[+-]?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?")


class NumberField(forms.DecimalField):
    """A number with a decimal comma and dots between thousands: "1.250" is one thousand two hundred and fifty.

    The framework's own decimal field reads "1.250" as 1,25 without a word. Gives a `Decimal`, None where left empty;
    zero is a value. `whole=True` refuses a fraction. "12.5" is refused, because nobody can tell what was meant.
    """

    widget = forms.TextInput

    def __init__(self, *, whole: bool = False, **kwargs: Any) -> None:
        if whole:
            kwargs["decimal_places"] = 0
        super().__init__(**kwargs)
        self.whole = whole

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs think it an integer
        """Raises: ValidationError with a sentence that shows how to write it."""
        if isinstance(value, int | Decimal):
            return Decimal(value)
        text = re.sub(r"\s", "", str(value or ""))
        if not text:
            return None
        if not NUMBER.fullmatch(text) or (self.whole and "," in text):
            raise ValidationError(self._advice(text), code="invalid")
        return Decimal(text.replace(".", "").replace(",", ".")) + 0  # "-0" is zero

    def _advice(self, text: str) -> str:
        if "." in text and re.fullmatch(r"[+-]?[\d.,]+", text):
            return "Chưa rõ số này là bao nhiêu. Dấu chấm chỉ để tách hàng nghìn (1.250), phần lẻ dùng dấu phẩy (12,5)."
        if self.whole:
            return "Hãy ghi một số nguyên, ví dụ 1.250."
        return "Hãy ghi một số, dùng dấu phẩy cho phần lẻ, ví dụ 12,5."

    def prepare_value(self, value: Any) -> Any:
        """A number in the form is written back the way it is read; what cannot be read stays as typed."""
        return shown(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else value
