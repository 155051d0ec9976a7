"""What is wrong with what somebody filled in, in words that say what to do about it.

The framework's own Vietnamese sentences are stiff and partly wrong. A sentence that a room wrote itself is a plain
string and is shown as it is; a sentence of a library is a lazy translation and is put into these words by its code.
"""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.formats import number_format
from django.utils.functional import Promise

CODES: dict[str, str] = {
    "required": "Hãy điền mục này.",
    "min_value": "Số này phải từ {limit_value} trở lên.",
    "max_value": "Số này không được quá {limit_value}.",
    "min_length": "Hãy ghi ít nhất {limit_value} ký tự, hiện có {show_value}.",
    "max_length": "Hãy ghi ngắn lại, nhiều nhất {limit_value} ký tự, hiện có {show_value}.",
    "max_digits": "Số này dài quá {max} chữ số. Kiểm tra lại dấu phẩy và dấu chấm.",
    "max_decimal_places": "Chỉ ghi tối đa {max} chữ số sau dấu phẩy.",
    "max_whole_digits": "Số này lớn quá, nhiều nhất {max} chữ số trước dấu phẩy.",
    "invalid_choice": "Mục đã chọn không còn dùng được. Hãy chọn lại.",
    "empty": "Tệp vừa gửi không có nội dung. Hãy mở tệp để kiểm tra rồi gửi lại.",
    "missing": "Chưa nhận được tệp nào. Hãy chọn lại tệp.",
    "email_password_mismatch": "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt.",
    "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt.",
    "too_many_login_attempts": "Đã thử sai quá nhiều lần. Hãy đợi vài phút rồi đăng nhập lại.",
    "incorrect_password": "Mật khẩu chưa đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt.",
    "enter_current_password": "Mật khẩu đang dùng chưa đúng.",
    "password_too_short": "Mật khẩu còn ngắn. Hãy dùng ít nhất {min_length} ký tự.",
    "password_too_common": "Mật khẩu này quá nhiều người dùng nên dễ bị đoán. Hãy chọn mật khẩu khác.",
}
LABELS: dict[str, str] = {
    "login": "Tên đăng nhập",
    "password": "Mật khẩu",
    "remember": "Giữ đăng nhập trên máy này",
    "oldpassword": "Mật khẩu đang dùng",
    "password1": "Mật khẩu mới",
    "password2": "Nhập lại mật khẩu mới",
}
WHOLE = "Hãy ghi một số nguyên, ví dụ 1.250."
DECIMAL = "Hãy ghi một số, dùng dấu phẩy cho phần lẻ, ví dụ 12,5."
DAY = "Hãy ghi một ngày có thật theo thứ tự ngày/tháng/năm, ví dụ 20/10/2026."


def label_of(bound: BoundField) -> str:
    """The label of a field; the account library has no Vietnamese for its own."""
    ours = LABELS.get(bound.name) if isinstance(bound.field.label, Promise) else None
    return ours or str(bound.label)


def mistakes(bound: BoundField) -> list[str]:
    """The sentences to show beside a field."""
    return [words for error in bound.errors.as_data() for words in sentences(error, bound.field)]


def general_mistakes(form: forms.BaseForm) -> list[str]:
    """The sentences that belong to the form as a whole."""
    return [words for error in form.non_field_errors().as_data() for words in sentences(error)]


def sentences(error: ValidationError, field: forms.Field | None = None) -> list[str]:
    """A mistake in our words where a library reported it, otherwise as it was written."""
    words = _of_kind(error.code, field) or CODES.get(error.code or "")
    if words is None or not isinstance(error.message, Promise):
        return list(error.messages)
    return [words.format_map(_Places(error.params or {}))]


class _Places(dict[str, Any]):
    """Numbers written the Vietnamese way; limits may be given as functions; a place without a value stays open."""

    def __getitem__(self, name: str) -> str:
        value = super().__getitem__(name)
        value = value() if callable(value) else value
        return number_format(value, force_grouping=True) if isinstance(value, int | float | Decimal) else str(value)

    def __missing__(self, name: str) -> str:
        return "…"


def _of_kind(code: str | None, field: forms.Field | None) -> str | None:
    if code == "required":
        return _missing(field)
    if code != "invalid":
        return None
    if isinstance(field, forms.DateField):
        return DAY
    if isinstance(field, forms.DecimalField | forms.FloatField):
        return DECIMAL
    return WHOLE if isinstance(field, forms.IntegerField) else None


def _missing(field: forms.Field | None) -> str | None:
    if isinstance(field, forms.BooleanField):
        return "Hãy đánh dấu vào ô này nếu đúng."
    if isinstance(field, forms.FileField):
        return "Hãy chọn một tệp."
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return "Hãy chọn một mục."
    return None
