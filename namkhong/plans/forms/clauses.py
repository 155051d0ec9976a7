"""One item of a plan: each kind has the fields that its facts need."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from namkhong.design.fields import NumberField
from namkhong.plans.rules import ClauseDraft
from namkhong.plans.states import ClauseKind, DayBound, HowOften, Metric, TargetDirection, WhoMust, WorkKind

Facts = dict[str, Any]


def _lines(label: str, hint: str = "Mỗi dòng một ý.") -> forms.CharField:
    return forms.CharField(label=label, required=False, help_text=hint, widget=forms.Textarea(attrs={"rows": 4}))


def _words(label: str, most: int = 250, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most, help_text=hint)


def _year(label: str, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=required, min_value=2000, max_value=2100)


class ClauseForm(forms.Form):
    """The text of an item; subclasses add fields named after the facts. `LINES` hold one entry on each line."""

    text = forms.CharField(label="Nội dung", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    LINES: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, stages: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stage_names = stages or []

    @classmethod
    def initial_of(cls, draft: ClauseDraft) -> Facts:
        """What the fields show of an item."""
        shown = {name: value for name, value in draft.facts.items() if name in cls.base_fields}
        shown |= {name: "\n".join(draft.facts.get(name) or []) for name in cls.LINES}
        return shown | {"text": draft.text}

    def facts(self, before: Facts) -> Facts:
        """The facts as corrected; what the form does not show stays."""
        told = {name: self._fact(name, value) for name, value in self.cleaned_data.items()}
        return before | {name: value for name, value in told.items() if name not in ("text", "seen")}

    def _fact(self, name: str, value: Any) -> Any:
        if name in self.LINES:
            return [line.strip() for line in value.splitlines() if line.strip()]
        if isinstance(value, date):
            return value.isoformat()
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class LegalBasisForm(ClauseForm):
    text = forms.CharField(label="Gọi tắt", max_length=300)
    kind = _words("Loại văn bản", 60)
    number = _words("Số, ký hiệu", 60)
    issued_on = forms.DateField(label="Ngày ban hành", required=False)
    issuer = _words("Cơ quan ban hành")

    @classmethod
    def initial_of(cls, draft: ClauseDraft) -> Facts:
        shown = super().initial_of(draft)
        issued = shown.get("issued_on")
        return shown | {"issued_on": date.fromisoformat(issued) if issued else None}

    def _fact(self, name: str, value: Any) -> Any:
        return "" if name == "issued_on" and value is None else super()._fact(name, value)


class StageForm(ClauseForm):
    text = forms.CharField(label="Tên giai đoạn", max_length=120)
    start_year = _year("Năm đầu", required=True)
    end_year = _year("Năm cuối", required=True)
    open_ended = forms.BooleanField(label="Còn kéo dài các năm tiếp theo", required=False)

    def clean(self) -> Facts:
        """Years in order."""
        data: Facts = super().clean() or {}
        first, last = data.get("start_year"), data.get("end_year")
        if first and last and last < first:
            self.add_error("end_year", "Năm cuối không được đứng trước năm đầu.")
        return data


class TargetForm(ClauseForm):
    metric = forms.ChoiceField(
        label="Đo điều gì",
        choices=Metric,
        help_text="Chọn đúng thì hệ thống tự đối chiếu số liệu hằng năm với chỉ tiêu.",
    )
    direction = forms.ChoiceField(label="Chiều", choices=TargetDirection)
    low = NumberField(label="Mức thấp", required=False, min_value=0, max_value=9999, decimal_places=3)
    high = NumberField(label="Mức cao", required=False, min_value=0, max_value=9999, decimal_places=3)
    measured = forms.ChoiceField(
        label="Cách tính",
        choices=[
            ("unsaid", "Phần trăm, kế hoạch không nói rõ cách tính"),
            ("percent", "Phần trăm so với mốc, hoặc phần trăm trên tổng số"),
            ("points", "Điểm phần trăm"),
            ("other", "Không phải phần trăm"),
        ],
    )
    value = _words("Mức ghi trong văn bản", 120, "Dùng khi chỉ tiêu không phải phần trăm, ví dụ: 1,7 lần.")
    period = forms.ChoiceField(label="Tính theo", choices=[("yearly", "Mỗi năm"), ("once", "Một lần")])
    stage = forms.ChoiceField(label="Thuộc giai đoạn", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["stage"]
        assert isinstance(field, forms.ChoiceField)
        kept = self.initial.get("stage") or ""
        names = self.stage_names + [name for name in [kept] if name and name not in self.stage_names]
        field.choices = [("", "Cả cuộc vận động"), *[(name, name) for name in names]]

    @classmethod
    def initial_of(cls, draft: ClauseDraft) -> Facts:
        shown = super().initial_of(draft)
        unit = draft.facts.get("unit") or "percent"
        unsaid = unit == "percent" and not draft.facts.get("unit_stated")
        bounds = {name: Decimal(shown[name]) if shown.get(name) else None for name in ("low", "high")}
        return shown | bounds | {"measured": "unsaid" if unsaid else unit}

    def facts(self, before: Facts) -> Facts:
        told = super().facts(before)
        measured = told.pop("measured")
        told |= {name: told[name] or "" for name in ("low", "high")}
        return told | {"unit": "percent" if measured == "unsaid" else measured, "unit_stated": measured != "unsaid"}

    def clean(self) -> Facts:
        """Bounds in order."""
        data: Facts = super().clean() or {}
        low, high = data.get("low"), data.get("high")
        if low is not None and high is not None and high < low:
            self.add_error("high", "Mức cao không được nhỏ hơn mức thấp.")
        return data


class GroupedForm(ClauseForm):
    group = _words("Dành cho", 120, "Ví dụ: Tập thể, Cá nhân.")


class CriterionForm(GroupedForm):
    LINES = ("subs",)
    points = NumberField(label="Điểm tối đa", required=False, min_value=0, max_value=9999, decimal_places=3)
    subs = _lines("Các ý nhỏ")

    @classmethod
    def initial_of(cls, draft: ClauseDraft) -> Facts:
        shown = super().initial_of(draft)
        return shown | {"points": Decimal(shown["points"]) if shown.get("points") else None}

    def facts(self, before: Facts) -> Facts:
        told = super().facts(before)
        return told | {"points": told["points"] or ""}


class TaskGroupForm(ClauseForm):
    LINES = ("items",)
    number = _words("Số mục", 30)
    items = _lines("Các việc")


class ResponsibilityForm(ClauseForm):
    LINES = ("tasks",)
    text = forms.CharField(label="Cơ quan, đơn vị", max_length=300)
    tasks = _lines("Việc được giao", "Mỗi dòng một việc.")


class WorkForm(ClauseForm):
    LINES = ("evidence",)
    kind = forms.ChoiceField(
        label="Loại việc", required=False, choices=[("", "Không giao thành việc"), *WorkKind.choices]
    )
    who = _words("Ai làm, theo chữ trong văn bản", 1000)
    with_whom = _words("Ai phối hợp", 1000)
    obliged = forms.ChoiceField(
        label="Giao cho", required=False, choices=[("", "Để hệ thống hiểu theo chữ"), *WhoMust.choices]
    )
    to = _words("Gửi cho ai")
    via = _words("Gửi qua")
    bound = forms.ChoiceField(
        label="Thời hạn", choices=DayBound, help_text="“Trước ngày 20/10” nghĩa là chậm nhất 19/10."
    )
    day = forms.IntegerField(label="Ngày", required=False, min_value=1, max_value=31)
    month = forms.IntegerField(label="Tháng", required=False, min_value=1, max_value=12)
    year = _year("Năm, nếu chỉ làm một lần")
    recurrence = forms.ChoiceField(label="Bao lâu một lần", choices=HowOften)
    evidence = _lines("Minh chứng", "Mỗi dòng một loại, ví dụ: Biên bản đối thoại.")

    def clean(self) -> Facts:
        """A bound needs its day."""
        data: Facts = super().clean() or {}
        if data.get("bound") in (DayBound.BEFORE, DayBound.BY):
            if data.get("day") is None and "day" not in self.errors:
                self.add_error("day", "Hãy ghi ngày, hoặc chọn “văn bản không ghi ngày”.")
            month_needed = data.get("recurrence") in (HowOften.ONCE, HowOften.YEARLY)
            if month_needed and data.get("month") is None and "month" not in self.errors:
                self.add_error("month", "Hãy ghi tháng, hoặc chọn “văn bản không ghi ngày”.")
        return data


class AwardForm(ClauseForm):
    by = _words("Ai khen thưởng")


class SignerForm(ClauseForm):
    text = forms.CharField(label="Họ và tên", max_length=120)
    authority = _words("Quyền hạn ký", 120, "Ví dụ: TM. Ban Thường vụ.")
    title = _words("Chức vụ", 120)


FORMS: dict[ClauseKind, type[ClauseForm]] = {
    ClauseKind.LEGAL_BASIS: LegalBasisForm,
    ClauseKind.STAGE: StageForm,
    ClauseKind.TARGET: TargetForm,
    ClauseKind.AUDIENCE: GroupedForm,
    ClauseKind.CONTENT_ITEM: GroupedForm,
    ClauseKind.EMULATION_CONTENT: GroupedForm,
    ClauseKind.TASK_GROUP: TaskGroupForm,
    ClauseKind.CRITERION: CriterionForm,
    ClauseKind.RESPONSIBILITY: ResponsibilityForm,
    ClauseKind.DEADLINE: WorkForm,
    ClauseKind.MILESTONE: WorkForm,
    ClauseKind.RECURRING_ACTIVITY: WorkForm,
    ClauseKind.PLEDGE: WorkForm,
    ClauseKind.AWARD_FORM: AwardForm,
    ClauseKind.RECIPIENT: ClauseForm,
    ClauseKind.SIGNER: SignerForm,
}


def clause_form(kind: ClauseKind) -> type[ClauseForm]:
    """The form of a kind."""
    return FORMS[kind]
