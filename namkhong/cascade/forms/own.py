"""A clause of the unit's own."""

from typing import Any

from django import forms

from namkhong.cascade.rules import read_day, with_own_day
from namkhong.plans.models import Clause
from namkhong.plans.rules.drafts import work_facts
from namkhong.plans.rules.wording import kind_of
from namkhong.plans.states import ClauseKind, HowOften

_KINDS = (
    (ClauseKind.DEADLINE, "Việc có thời hạn"),
    (ClauseKind.TASK_GROUP, "Nhiệm vụ, giải pháp"),
    (ClauseKind.TARGET, "Chỉ tiêu của đơn vị"),
    (ClauseKind.CONTENT_ITEM, "Nội dung"),
)


class OwnClauseForm(forms.Form):
    """What it says, who does it, by when, and which clause of the superior's it carries out, if any."""

    kind = forms.ChoiceField(label="Loại mục", choices=_KINDS)
    text = forms.CharField(label="Nội dung", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    lead = forms.CharField(label="Bộ phận phụ trách", required=False, max_length=200)
    day = forms.CharField(
        label="Chậm nhất ngày",
        required=False,
        max_length=20,
        help_text="Ghi ngày/tháng, ví dụ 30/10. Không có thì bỏ trống.",
    )
    yearly = forms.BooleanField(label="Lặp lại hằng năm", required=False, initial=True)
    upper = forms.ChoiceField(label="Thực hiện mục nào của cấp trên", required=False)

    def __init__(self, uppers: dict[str, tuple[str, Clause]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.uppers = uppers
        field = self.fields["upper"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Mục riêng của đơn vị"), *[(key, label) for key, (label, _) in uppers.items()]]

    def clean(self) -> dict[str, Any]:
        """The day is a day of the calendar."""
        data: dict[str, Any] = super().clean() or {}
        if read_day(data.get("day") or "", self._often()) is None:
            self.add_error("day", "Không phải ngày: ghi ngày/tháng, ví dụ 30/10.")
        return data

    def _often(self) -> dict[str, Any]:
        often = HowOften.YEARLY if self.cleaned_data.get("yearly") else HowOften.ONCE
        return work_facts(recurrence=str(often))

    def made(self) -> tuple[ClauseKind, str, dict[str, Any], Clause | None]:
        """Kind, text, facts and the superior's clause; only of a valid form."""
        data = self.cleaned_data
        kind, text, upper = ClauseKind(data["kind"]), data["text"].strip(), self.uppers.get(data["upper"])
        above = upper[1] if upper else None
        if kind == ClauseKind.DEADLINE:
            facts = (read_day(data["day"], self._often()) or {}) | {"who": data["lead"], "kind": str(kind_of(text))}
            return kind, with_own_day(text, {}, facts), facts, above
        if kind == ClauseKind.TARGET:
            facts = {"metric": "other", "direction": "reach", "low": "", "high": "", "unit": "other", "value": ""}
            return kind, text, facts | {"period": "yearly" if data["yearly"] else "once", "stage": ""}, above
        return kind, text, {"lead": data["lead"]} if kind == ClauseKind.TASK_GROUP else {"group": ""}, above
