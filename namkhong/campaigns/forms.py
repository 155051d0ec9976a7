"""The shape of what people send about campaigns and duties."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from namkhong.campaigns.actions import DefinitionDraft
from namkhong.campaigns.models import BOUNDS, DutyDefinition
from namkhong.campaigns.states import DutyKind, MeasuredAs, Obliged, Recurrence
from namkhong.design.fields import NumberField
from namkhong.foundation.days import Bound
from namkhong.units.models import Unit


class DeedForm(forms.Form):
    """What a unit says it did."""

    done_on = forms.DateField(label="Ngày làm xong")
    count = NumberField(label="Số người tham gia", whole=True, min_value=0, max_value=9_999_999, required=False)
    note = forms.CharField(label="Kết quả, ghi chú", max_length=500, required=False, widget=forms.Textarea)
    evidence = forms.FileField(label="Minh chứng", required=False)

    COUNTED = {
        DutyKind.PLEDGE: "Số người đã ký cam kết",
        DutyKind.DIALOGUE: "Số người dự đối thoại",
        DutyKind.LAUNCH: "Số người dự phát động",
        DutyKind.REGISTER: "Số người đăng ký",
    }

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label := self.COUNTED.get(DutyKind(kind)):
            self.fields["count"].label = label
        else:
            del self.fields["count"]


class ExtensionForm(forms.Form):
    """A later day for one unit."""

    due_on = forms.DateField(label="Hạn mới")
    reason = forms.CharField(label="Lý do gia hạn", max_length=300, widget=forms.Textarea)


class ExcuseForm(forms.Form):
    """Why a unit need not do it."""

    reason = forms.CharField(label="Lý do không phải làm", max_length=300, widget=forms.Textarea)


class EnrolForm(forms.Form):
    """What units that are brought into a campaign get."""

    with_past = forms.BooleanField(label="Giao cả việc đã qua hạn trong năm nay", required=False)


class HandOverForm(forms.Form):
    """From when on a campaign belongs to another unit, and why."""

    since = forms.DateField(label="Bàn giao từ ngày")
    reason = forms.CharField(label="Lý do, căn cứ", max_length=300, widget=forms.Textarea)


class ReceiveForm(forms.Form):
    """Which of one's own units receives from now on."""

    to = forms.ModelChoiceField(label="Đơn vị nhận", queryset=Unit.objects.none(), empty_label=None)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = units  # type: ignore[attr-defined]


class SpareForm(forms.Form):
    """Why nobody is asked any more what a unit that has ended still owed."""

    reason = forms.CharField(label="Lý do không phải làm", max_length=300, widget=forms.Textarea)


class MeasureForm(forms.Form):
    """How a percentage of the plan is to be understood."""

    measured_as = forms.ChoiceField(label="Kế hoạch tính theo", choices=MeasuredAs.choices, widget=forms.RadioSelect)


class DefinitionForm(forms.Form):
    """One duty as a row that can be corrected before launch."""

    kind = forms.ChoiceField(label="Loại việc", choices=DutyKind.choices)
    title = forms.CharField(label="Tên việc", max_length=200)
    obliged = forms.ChoiceField(label="Ai phải làm", choices=Obliged.choices)
    via = forms.CharField(label="Gửi qua", max_length=200, required=False)
    recurrence = forms.ChoiceField(label="Bao lâu một lần", choices=Recurrence.choices)
    bound = forms.ChoiceField(label="Kế hoạch ghi hạn thế nào", choices=BOUNDS)
    day = NumberField(label="Ngày", whole=True, min_value=1, max_value=31, required=False)
    month = NumberField(label="Tháng", whole=True, min_value=1, max_value=12, required=False)
    # Years are written without a dot, unlike numbers.
    first_year = forms.IntegerField(label="Từ năm", min_value=2019, max_value=2100, widget=forms.TextInput)
    last_year = forms.IntegerField(
        label="Đến năm", min_value=2019, max_value=2100, required=False, widget=forms.TextInput
    )
    shifts = forms.BooleanField(label="Rơi vào ngày nghỉ thì tính đến ngày làm việc kế tiếp", required=False)
    evidence = forms.CharField(label="Minh chứng cần có", max_length=300, required=False)

    def draft(self, source: str = "") -> DefinitionDraft:
        """The duty as the actions want it. Only for a valid form."""
        data = self.cleaned_data
        whole = {key: None if data[key] is None else int(data[key]) for key in ("day", "month", "last_year")}
        bound = Bound(data["bound"])
        if bound is Bound.NONE:
            whole |= {"day": None, "month": None}
        return DefinitionDraft(
            kind=DutyKind(data["kind"]),
            title=data["title"],
            obliged=Obliged(data["obliged"]),
            first_year=int(data["first_year"]),
            bound=bound,
            recurrence=Recurrence(data["recurrence"]),
            via=data["via"],
            shifts=data["shifts"],
            evidence=data["evidence"],
            source=source,
            **whole,
        )

    @staticmethod
    def values_of(row: DutyDefinition) -> dict[str, Any]:
        """What the form starts with for a duty that is there."""
        return {name: getattr(row, name) for name in DefinitionForm.base_fields}


class YearsForm(forms.Form):
    """Which years to assign at launch."""

    years = forms.MultipleChoiceField(label="Giao việc của năm", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["years"].choices = [(str(year), f"Năm {year}") for year in years]  # type: ignore[attr-defined]

    def chosen(self) -> list[int]:
        """The years in order. Only for a valid form."""
        return sorted(int(year) for year in self.cleaned_data["years"])
