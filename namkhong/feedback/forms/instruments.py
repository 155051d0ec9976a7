"""The form for a workbook of questions."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from namkhong.feedback.actions import InstrumentDraft
from namkhong.feedback.models import Instrument
from namkhong.feedback.states import InstrumentKind
from namkhong.feedback.xlsform import ReadForm


class InstrumentForm(forms.Form):
    """A workbook of questions, for a new instrument or as the next version of one's own."""

    file = forms.FileField(label="Bảng Excel các câu hỏi", widget=forms.FileInput(attrs={"accept": ".xlsx"}))
    of = forms.ModelChoiceField(
        label="Dùng làm", queryset=Instrument.objects.none(), required=False, empty_label="Bộ câu hỏi mới"
    )
    kind = forms.ChoiceField(
        label="Dùng cho", choices=[(kind.value, kind.label) for kind in InstrumentKind if kind != InstrumentKind.QUICK]
    )
    name = forms.CharField(label="Tên bộ câu hỏi", max_length=250, required=False)

    def __init__(self, *args: Any, own: QuerySet[Instrument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of = self.fields["of"]
        of.queryset = own  # type: ignore[attr-defined]
        of.label_from_instance = lambda row: f"Bản mới của “{row.name}”"  # type: ignore[attr-defined]

    def draft(self, read: ReadForm) -> InstrumentDraft:
        """The draft as the action wants it: the name typed, else that of the file, else that of the version before."""
        of, data = self.cleaned_data["of"], self.cleaned_data
        name = data["name"] or read.name or (of.name if of else "Bộ câu hỏi chưa đặt tên")
        return InstrumentDraft(kind=data["kind"], name=name, definition=read.definition)
