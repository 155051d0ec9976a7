"""To whom a plan is sent, how a draft is begun, on which day it is issued."""

from typing import Any

from django import forms

from namkhong.cascade.states import Scope
from namkhong.units.models import Unit
from namkhong.units.states import UnitKind


class SendForm(forms.Form):
    """All units directly below, those of some kinds, or single ones; a day by which they issue their own plans."""

    scope = forms.ChoiceField(label="Gửi cho", choices=Scope, initial=Scope.ALL, widget=forms.RadioSelect)
    kinds = forms.MultipleChoiceField(label="Loại đơn vị", required=False, widget=forms.CheckboxSelectMultiple)
    units = forms.MultipleChoiceField(label="Đơn vị", required=False, widget=forms.CheckboxSelectMultiple)
    due_on = forms.DateField(
        label="Hạn ban hành kế hoạch của đơn vị",
        required=False,
        help_text="Qua ngày này, đơn vị chưa ban hành được ghi là quá hạn.",
    )
    note = forms.CharField(label="Lời nhắn kèm theo", required=False, max_length=500)

    def __init__(self, below: list[Unit], shown: list[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.below = below
        counted = [(str(kind), kind.label, sum(unit.kind == kind for unit in below)) for kind in UnitKind]
        self._choices("kinds", [(key, f"{label} ({n})") for key, label, n in counted if n])
        self.offer(shown)

    def offer(self, units: list[Unit]) -> None:
        """The single units that can be ticked."""
        self._choices("units", [(str(unit.pk), unit.name) for unit in units])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Something is chosen where something is to be chosen."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("scope") == Scope.KINDS and not data.get("kinds"):
            self.add_error("kinds", "Hãy chọn ít nhất một loại đơn vị.")
        if data.get("scope") == Scope.CHOSEN and not data.get("units"):
            self.add_error("units", "Hãy chọn ít nhất một đơn vị.")
        return data

    def chosen(self) -> list[int]:
        """Numbers of the units; only of a valid form."""
        scope, data = self.cleaned_data["scope"], self.cleaned_data
        if scope == Scope.ALL:
            return [unit.pk for unit in self.below]
        if scope == Scope.KINDS:
            return [unit.pk for unit in self.below if unit.kind in data["kinds"]]
        return [int(key) for key in data["units"]]


class BeginForm(forms.Form):
    """What fills the draft at first: who does most of it, and how many days the unit needs before its superior."""

    lead = forms.CharField(
        label="Bộ phận phụ trách chung",
        required=False,
        max_length=200,
        help_text="Điền sẵn cho mọi việc, sửa từng việc sau. Để trống nếu mỗi việc một bộ phận.",
    )
    margin = forms.IntegerField(
        label="Xong trước hạn cấp trên mấy ngày",
        min_value=1,
        max_value=90,
        help_text="Để đơn vị còn thời gian tổng hợp. Hạn của từng việc sửa sau được.",
    )


class IssueForm(forms.Form):
    """The day the plan was signed."""

    on = forms.DateField(label="Ngày ký")
