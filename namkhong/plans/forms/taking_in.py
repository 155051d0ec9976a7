"""A document handed in: a file or pasted text, for which unit and on which line."""

from dataclasses import dataclass
from typing import Any

from django import forms

from namkhong.units.models import Unit
from namkhong.units.states import Line

ENDINGS = (".docx", ".pdf", ".txt", ".md", ".html", ".htm", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
MOST_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Stand:
    """A unit on a line."""

    unit: Unit
    line: str

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.unit.pk}-{self.line}"

    @property
    def label(self) -> str:
        """How people name it."""
        return f"{self.unit.name} ({Line(self.line).label.lower()})"


class LineForm(forms.Form):
    """For which of my units, on which line; nothing to choose where there is only one."""

    stand = forms.ChoiceField(label="Kế hoạch của đơn vị")

    def __init__(self, stands: list[Stand], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stands = {stand.key: stand for stand in stands}
        field = self.fields["stand"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(stand.key, stand.label) for stand in stands]
        if len(stands) == 1:
            field.widget = forms.HiddenInput()
            field.initial = stands[0].key

    def chosen(self) -> Stand:
        """The unit and line that were chosen; only of a valid form."""
        return self.stands[self.cleaned_data["stand"]]


class TakeInForm(LineForm):
    """One of a file and pasted text."""

    file = forms.FileField(
        label="Tệp kế hoạch",
        required=False,
        help_text=(
            "Tệp Word (.docx), PDF, ảnh chụp hoặc quét trang văn bản (.jpg, .png, .tif), trang web đã lưu (.html) "
            "hoặc tệp .txt."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    text = forms.CharField(
        label="Hoặc dán nội dung kế hoạch",
        required=False,
        max_length=MOST_CHARACTERS,
        strip=False,
        help_text="Mở văn bản, chọn tất cả, sao chép rồi dán vào đây.",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": "Nội dung dài quá một triệu chữ cái. Hãy chỉ dán phần kế hoạch, bỏ phụ lục."},
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        data: dict[str, Any] = super().clean() or {}
        file, text = data.get("file"), (data.get("text") or "").strip()
        if file and text:
            self.add_error("text", "Chỉ chọn một cách: gửi tệp hoặc dán nội dung. Hãy bỏ trống một trong hai.")
        if not file and not text and not self.errors:
            self.add_error("file", "Hãy chọn tệp kế hoạch, hoặc dán nội dung vào ô bên dưới.")
        return data

    def clean_file(self) -> Any:
        """Only kinds that a plan can be read from."""
        file = self.cleaned_data.get("file")
        name = file.name.lower() if file else ""
        if name.endswith((".doc", ".rtf", ".odt")):
            raise forms.ValidationError("Hãy mở tệp này bằng Word, chọn “Lưu thành” rồi lưu dạng .docx và gửi lại.")
        if file and not name.endswith(ENDINGS):
            raise forms.ValidationError(
                "Không đọc được kế hoạch từ loại tệp này. "
                "Hãy gửi tệp .docx, .pdf, ảnh (.jpg, .png, .tif), .html hoặc .txt."
            )
        return file
