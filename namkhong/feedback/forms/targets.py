"""The form of a target."""

from decimal import Decimal
from typing import Any

from django import forms

from namkhong.design.fields import NumberField
from namkhong.feedback.actions.targets import Aimed


class TargetForm(forms.Form):
    """From which share on, and how much is to be added each year."""

    base_year = NumberField(label="Năm gốc", whole=True, min_value=2000, max_value=2100)
    base = NumberField(label="Mức hài lòng của năm gốc", min_value=0, max_value=Decimal("99.9"), decimal_places=1)
    least = NumberField(label="Mỗi năm thêm ít nhất", min_value=0, max_value=20, decimal_places=1, initial=1)
    most = NumberField(label="Mỗi năm thêm nhiều nhất", min_value=0, max_value=20, decimal_places=1, initial=2)

    def clean(self) -> dict[str, Any]:
        """The most is no less than the least."""
        told = super().clean() or self.cleaned_data
        least, most = told.get("least"), told.get("most")
        if least is not None and most is not None and most < least:
            self.add_error("most", "Mức nhiều nhất phải từ mức ít nhất trở lên.")
        return told

    def aimed(self) -> Aimed:
        """The target as the action wants it. Only for a valid form."""
        told = self.cleaned_data
        return Aimed(int(told["base_year"]), told["base"], told["least"], told["most"])
