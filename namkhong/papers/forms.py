"""Shapes of what people send about documents."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.core.validators import MinValueValidator
from django.http import QueryDict

from namkhong.papers.content import Block, OfficialDocument, Table, from_json, to_json

_BASE = "papers.draft"
_LINES = "Mỗi dòng một mục."


EARLIEST = date(2000, 1, 1)
"""A slip of the finger in the year must not open a register of the year 206."""


class IssueForm(forms.Form):
    """The day on the document, for a number to be taken."""

    on = forms.DateField(
        label="Ngày ban hành",
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        validators=[MinValueValidator(EARLIEST, "Năm trên văn bản quá xa. Hãy kiểm tra lại năm, ví dụ 22/11/2026.")],
    )


class CancelForm(forms.Form):
    """Why a number is cancelled."""

    reason = forms.CharField(label="Lý do hủy số", max_length=300)


class DraftForm(forms.Form):
    """The words of a draft: its head, every paragraph, its recipients. Tables come from their source and stay.

    In a paragraph's box a new line starts a new paragraph of the same kind; an empty box drops the paragraph.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput)
    base = forms.CharField(widget=forms.HiddenInput)
    subject = forms.CharField(label="Trích yếu", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    place = forms.CharField(label="Địa danh", max_length=100)
    addressed_to = forms.CharField(label="Kính gửi", required=False, help_text=_LINES, widget=forms.Textarea)
    legal_bases = forms.CharField(label="Căn cứ", required=False, help_text=_LINES, widget=forms.Textarea)
    recipients = forms.CharField(label="Nơi nhận", required=False, help_text=_LINES, widget=forms.Textarea)
    storage = forms.CharField(label="Lưu", required=False, max_length=100)
    signer = forms.CharField(label="Họ tên người ký", required=False, max_length=120)

    _LISTS = ("addressed_to", "legal_bases", "recipients")

    def __init__(self, content: OfficialDocument, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(content)
        super().__init__(*args, **kwargs)
        self.content = content
        for name in self._LISTS:
            self.fields[name].widget.attrs["rows"] = 3
        for place, block in _editable(content):
            box = forms.TextInput() if block.block == "heading" else _box(block.text)
            label = f"{_KIND_WORDS[block.block]} {place + 1}"
            self.fields[_name(place)] = forms.CharField(label=label, required=False, widget=box, initial=block.text)

    def body_fields(self) -> list[Any]:
        """The boxes of the paragraphs, in order."""
        return [self[name] for name in self.fields if name.startswith("block-")]

    def changed_content(self) -> OfficialDocument:
        """The content with what was typed; call when valid."""
        typed = self.cleaned_data
        signature = self.content.signature
        return replace(
            self.content,
            subject=" ".join(typed["subject"].split()),
            place=typed["place"].strip(),
            storage=typed["storage"].strip(),
            signature=replace(signature, name=typed["signer"].strip()) if signature else None,
            body=tuple(self._body()),
            addressed_to=_lines(typed["addressed_to"]),
            legal_bases=_lines(typed["legal_bases"]),
            recipients=_lines(typed["recipients"]),
        )

    def _body(self) -> Iterator[Block]:
        for place, block in enumerate(self.content.body):
            if isinstance(block, Table):
                yield block
                continue
            yield from (replace(block, text=line) for line in _lines(self.cleaned_data[_name(place)]))


_KIND_WORDS = {
    "heading": "Đề mục, dòng",
    "paragraph": "Đoạn",
    "bullet": "Gạch đầu dòng, đoạn",
    "article": "Điều, đoạn",
    "clause": "Khoản, đoạn",
    "point": "Điểm, đoạn",
}


def _box(text: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": max(2, min(12, len(text) // 80 + 1))})


def base_of(post: QueryDict | None) -> OfficialDocument | None:
    """The content a posted form was made from: its boxes belong to those paragraphs, whatever was saved since."""
    try:
        return from_json(signing.loads(str(post["base"]), salt=_BASE)) if post else None
    except (signing.BadSignature, KeyError):
        return None


def _name(place: int) -> str:
    return f"block-{place}"


def _editable(content: OfficialDocument) -> Iterator[tuple[int, Any]]:
    return ((place, block) for place, block in enumerate(content.body) if not isinstance(block, Table))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _initial(content: OfficialDocument) -> dict[str, str]:
    return {
        "base": signing.dumps(to_json(content), salt=_BASE, compress=True),
        "subject": content.subject,
        "place": content.place,
        "addressed_to": "\n".join(content.addressed_to),
        "legal_bases": "\n".join(content.legal_bases),
        "recipients": "\n".join(content.recipients),
        "storage": content.storage,
        "signer": content.signature.name if content.signature else "",
    }
