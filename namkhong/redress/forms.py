"""Forms of this room: what a citizen writes, what an officer answers, explains and decides."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms

from namkhong.design.fields import NumberField
from namkhong.foundation.errors import DomainError
from namkhong.people.states import OpeningReason
from namkhong.redress.actions import ConcernDraft, Explanation
from namkhong.redress.rules.contacts import LONGEST, read_contact
from namkhong.redress.rules.standing import HIGHEST_THRESHOLD, LOWEST_THRESHOLD

MOST_WORDS = 4000
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_AREA = forms.Textarea(attrs={"rows": 6})


class WordsField(forms.CharField):
    """Words of a stranger: signs that no keyboard types are left out, not refused."""

    def to_python(self, value: Any) -> Any:
        """Tidied, with plain ends of lines."""
        return (
            super().to_python(_UNFIT.sub("", str(value).replace("\r\n", "\n"))) if value else super().to_python(value)
        )


class ConcernForm(forms.Form):
    """What somebody writes who wants an answer."""

    i = forms.UUIDField(widget=forms.HiddenInput)
    words = WordsField(
        label="Việc đã xảy ra thế nào",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={
            "required": "Ông/bà chưa viết gì. Xin kể lại việc đã xảy ra.",
            "max_length": f"Xin viết ngắn lại, nhiều nhất {MOST_WORDS} chữ cái.",
        },
    )
    contact = WordsField(
        label="Số điện thoại hoặc thư điện tử",
        max_length=LONGEST,
        required=False,
        error_messages={"max_length": "Dòng này dài quá. Xin ghi một số điện thoại hoặc một địa chỉ thư điện tử."},
    )
    consent = forms.BooleanField(
        label="Tôi đồng ý", error_messages={"required": "Xin đánh dấu vào ô đồng ý, vì phản ánh sẽ có người khác đọc."}
    )

    def clean_contact(self) -> str:
        """One that can be used, or none."""
        try:
            read_contact(self.cleaned_data["contact"])
        except DomainError as wrong:
            raise forms.ValidationError(wrong.sentence) from wrong
        return str(self.cleaned_data["contact"])

    def draft(self) -> ConcernDraft:
        """The concern as the action wants it. Only for a valid form."""
        return ConcernDraft(self.cleaned_data["words"], self.cleaned_data["contact"])


class AnswerForm(forms.Form):
    """The answer that the sender will read."""

    words = forms.CharField(label="Nội dung trả lời", max_length=MOST_WORDS, widget=_AREA)


class TransferForm(forms.Form):
    """To which sister unit a concern is passed on, and why."""

    unit = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)
    reason = forms.CharField(label="Vì sao chuyển", max_length=500)


class ContactForm(forms.Form):
    """Why a contact is opened."""

    reason = forms.ChoiceField(choices=[(OpeningReason.CONTACT.value, ""), (OpeningReason.VERIFY.value, "")])


class ExplanationForm(forms.Form):
    """Why it came to this, what is done about it, by when."""

    causes = forms.CharField(label="Nguyên nhân", max_length=MOST_WORDS, widget=_AREA)
    measures = forms.CharField(label="Biện pháp khắc phục", max_length=MOST_WORDS, widget=_AREA)
    mend_by = forms.DateField(label="Làm xong trước hoặc trong ngày")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mend_by"].initial = on + timedelta(days=30)

    def explanation(self) -> Explanation:
        """As the action wants it. Only for a valid form."""
        return Explanation(**self.cleaned_data)


class ReasonForm(forms.Form):
    """Why something is sent back or not done."""

    reason = forms.CharField(label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ThresholdForm(forms.Form):
    """The share of satisfied people that is expected."""

    percent = NumberField(
        label="Tỷ lệ hài lòng thấp nhất được chấp nhận",
        min_value=LOWEST_THRESHOLD,
        max_value=HIGHEST_THRESHOLD,
        decimal_places=1,
    )
