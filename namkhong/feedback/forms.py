"""Forms of this room: a new point, a batch of codes to print."""

from datetime import date, timedelta
from typing import Any

from django import forms

from namkhong.design.fields import NumberField
from namkhong.feedback.actions import PointDraft
from namkhong.feedback.actions.points import MOST_AT_ONCE
from namkhong.feedback.states import PointKind

OFFERED = (PointKind.SLIPS, PointKind.COUNTER, PointKind.POSTER)
"""Ways in which a unit asks by itself; the independent sample is not its to open."""
LONGEST = timedelta(days=366)


class PointForm(forms.Form):
    """Where and how people are asked."""

    kind = forms.ChoiceField(
        label="Cách mời người dân", choices=[(kind.value, kind.label) for kind in OFFERED], widget=forms.RadioSelect
    )
    desk = forms.CharField(label="Quầy, phòng, bộ phận", max_length=200, required=False)
    procedure = forms.CharField(label="Thủ tục, dịch vụ", max_length=300, required=False)

    def draft(self) -> PointDraft:
        """The point as the action wants it. Only for a valid form."""
        return PointDraft(**self.cleaned_data)


class CodesForm(forms.Form):
    """How many codes to print, and until when they are good."""

    size = NumberField(label="Số mã cần in", whole=True, min_value=1, max_value=MOST_AT_ONCE, initial=96)
    valid_to = forms.DateField(label="Mã dùng được đến hết ngày")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["valid_to"].initial = on + timedelta(days=90)

    def clean_size(self) -> int:
        """A whole number."""
        return int(self.cleaned_data["size"])

    def clean_valid_to(self) -> date:
        """Not past, and no longer than a year."""
        day: date = self.cleaned_data["valid_to"]
        if not self.on <= day <= self.on + LONGEST:
            raise forms.ValidationError("Chọn một ngày từ hôm nay đến một năm nữa.")
        return day
