"""The head of a plan."""

from typing import Any

from django import forms
from django.http import QueryDict

from namkhong.plans.models import Plan
from namkhong.plans.queries import mark_of_head
from namkhong.plans.rules import HeadDraft


class HeadForm(forms.Form):
    """Title, name, issuer, number, day, and the superior's plan that this one carries out."""

    title = forms.CharField(
        label="Tên kế hoạch", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    campaign_name = forms.CharField(
        label="Tên gọi của cuộc vận động",
        max_length=300,
        required=False,
        help_text="Tên ngắn để mọi người nhận ra, ví dụ: Cuộc vận động “Năm không”.",
    )
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=250, required=False)
    number = forms.CharField(label="Số, ký hiệu", max_length=60, required=False)
    issued_on = forms.DateField(label="Ngày ban hành", required=False)
    superior = forms.ChoiceField(
        label="Thực hiện kế hoạch nào của cấp trên",
        required=False,
        help_text="Chỉ có các kế hoạch cấp trên đã đưa vào hệ thống.",
    )

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, choices: list[Plan], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plans = {str(plan.pk): plan for plan in choices}
        field = self.fields["superior"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Không có, hoặc chưa có trong hệ thống")] + [
            (key, f"{plan.unit.brief}: {plan}") for key, plan in self.plans.items()
        ]

    @classmethod
    def of(cls, plan: Plan, choices: list[Plan], kept: QueryDict | None = None) -> "HeadForm":
        """The form as the plan stands, or as it was typed before the session ran out."""
        names = ("title", "campaign_name", "issuer", "number", "issued_on")
        initial = {name: getattr(plan, name) for name in names}
        typed = kept.dict() if kept else {}
        first = {"superior": str(plan.superior_plan_id or ""), "seen": mark_of_head(plan)}
        return cls(choices, initial=initial | first | typed)

    def head(self) -> HeadDraft:
        """What was sent; only of a valid form."""
        data = self.cleaned_data
        return HeadDraft(
            title=data["title"],
            campaign_name=data["campaign_name"],
            issuer=data["issuer"],
            number=data["number"],
            issued_on=data["issued_on"],
        )

    def chosen_superior(self) -> Plan | None:
        """The plan that was chosen."""
        return self.plans.get(self.cleaned_data["superior"])
