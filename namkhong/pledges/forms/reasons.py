"""Why somebody has not signed."""

from typing import Any

from django import forms


class ReasonForm(forms.Form):
    """What was chosen for one person. The reason may be needed or not: the action says so."""

    CHOICES = (
        ("refuse", "Không ký"),
        ("go_on_leave", "Nghỉ dài ngày (ốm, thai sản, đi học…)"),
        ("transfer", "Đã chuyển đi đơn vị khác"),
        ("retire", "Đã nghỉ hưu, thôi việc"),
    )

    what = forms.ChoiceField(label="Tình trạng", choices=CHOICES, widget=forms.RadioSelect)
    reason = forms.CharField(label="Lý do", max_length=300, required=False)
    until_on = forms.DateField(label="Nghỉ đến hết ngày", required=False)

    def __init__(self, *args: Any, signed: bool, **kwargs: Any) -> None:
        """Who has signed can only have left."""
        super().__init__(*args, **kwargs)
        if signed:
            self.fields["what"].choices = self.CHOICES[2:]  # type: ignore[attr-defined]
            del self.fields["until_on"]


class UnsignForm(forms.Form):
    """Why a signature is taken back."""

    reason = forms.CharField(label="Lý do hủy chữ ký", max_length=300, required=False)
