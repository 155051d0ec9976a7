"""Signed sheets handed in: scans, or codes."""

from typing import Any

from django import forms

ENDINGS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")


class ManyFilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """A list of files, each as the plain field would take it."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file for itself; none is an empty list."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyFilesField, self).clean(one, initial) for one in given]


class ScanForm(forms.Form):
    """Scans of sheets."""

    scans = ManyFilesField(
        label="Tệp quét hoặc ảnh chụp tờ đã ký",
        required=False,
        help_text="Một hoặc nhiều tệp PDF, JPG, PNG, TIFF. Trang xoay ngang, ngược, hơi nghiêng vẫn đọc được.",
        widget=ManyFilesInput(attrs={"accept": ",".join(ENDINGS), "multiple": True}),
    )


class CodesForm(forms.Form):
    """Codes of sheets, typed or from a scanner that acts as a keyboard."""

    codes = forms.CharField(
        label="Mã trên giấy",
        required=False,
        max_length=100_000,
        help_text="Mỗi dòng một mã. Máy quét cầm tay tự xuống dòng sau mỗi mã; cũng có thể gõ dãy số in dưới tên.",
        widget=forms.Textarea(attrs={"rows": 6, "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"max_length": "Quá nhiều mã trong một lần. Hãy chia làm nhiều lần."},
    )
