"""The shape of what people send about rounds, sheets and marks."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from namkhong.campaigns.models import Campaign
from namkhong.criteria.models import CriteriaSet
from namkhong.criteria.rules.structure import CriterionDef
from namkhong.criteria.states import Scale
from namkhong.design.fields import NumberField
from namkhong.foundation.numbers import show_decimal
from namkhong.foundation.periods import Period, quarter_period, year_period
from namkhong.scoring.actions import RoundDraft
from namkhong.scoring.actions.grading import TieDraft
from namkhong.scoring.actions.vetoes import VetoDraft
from namkhong.scoring.queries.sheets import Line
from namkhong.scoring.rules.marking import standing
from namkhong.scoring.states import Scored, TieMeans, VetoKind
from namkhong.units.models import Unit
from namkhong.units.states import Line as UnitLine

POINTS, NOTE, FILE, REVISION = "diem-", "ghi-chu-", "tep-", "lan-"


def periods(on: date) -> list[Period]:
    """Periods a round may be about: this year and the last, the quarters of both."""
    years = [on.year, on.year - 1]
    return [*map(year_period, years), *(quarter_period(year, quarter) for year in years for quarter in (1, 2, 3, 4))]


class RoundForm(forms.Form):
    """A round that is being prepared."""

    unit = forms.ModelChoiceField(label="Đơn vị tổ chức chấm", queryset=Unit.objects.none(), empty_label=None)
    scored = forms.ChoiceField(label="Chấm ai", choices=Scored.choices, widget=forms.RadioSelect)
    set = forms.ModelChoiceField(
        label="Bộ tiêu chí", queryset=CriteriaSet.objects.none(), empty_label="Chọn bộ tiêu chí"
    )
    line = forms.ChoiceField(label="Theo tuyến", choices=UnitLine.choices)
    period = forms.ChoiceField(label="Kỳ chấm")
    title = forms.CharField(label="Tên đợt chấm", max_length=300)
    campaign = forms.ModelChoiceField(
        label="Thuộc cuộc vận động",
        queryset=Campaign.objects.none(),
        required=False,
        empty_label="Không gắn với cuộc nào",
    )
    self_due_on = forms.DateField(label="Hạn tự chấm", required=False)
    check_due_on = forms.DateField(label="Hạn thẩm định", required=False)
    appeal_days = NumberField(
        label="Số ngày nhận khiếu nại sau công bố", whole=True, min_value=1, max_value=90, initial=10
    )
    head_within_unit = forms.BooleanField(label="Người đứng đầu không xếp cao hơn đơn vị", required=False)
    quota_raised = forms.BooleanField(label="Đơn vị được xếp mức cao nhất nên được dùng tỷ lệ lớn hơn", required=False)
    quota_by_peers = forms.BooleanField(
        label="Tính tỷ lệ riêng cho từng nhóm",
        help_text="Chấm người: lãnh đạo tính riêng, người khác tính riêng. Chấm đơn vị: mỗi loại đơn vị tính riêng.",
        required=False,
    )
    service_counts = forms.BooleanField(
        label="Người làm việc trong năm chưa đủ thời gian thì không xếp loại",
        help_text="Bỏ chọn nếu danh sách người được nạp trong năm mà không ghi “Từ ngày”.",
        initial=True,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        units: QuerySet[Unit],
        sets: QuerySet[CriteriaSet],
        campaigns: QuerySet[Campaign],
        on: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("unit", units), ("set", sets), ("campaign", campaigns)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.fields["period"].choices = [(row.key, row.label.capitalize()) for row in periods(on)]  # type: ignore[attr-defined]

    def draft(self) -> RoundDraft:
        """The round as the actions want it. Only for a valid form."""
        data = {key: value for key, value in self.cleaned_data.items() if key != "unit"}
        return RoundDraft(**data | {"appeal_days": int(data["appeal_days"])})


class DaysForm(forms.Form):
    """Until when."""

    self_due_on = forms.DateField(label="Hạn tự chấm", required=False)
    check_due_on = forms.DateField(label="Hạn thẩm định", required=False)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="Lý do", max_length=500, widget=forms.Textarea)


class PickForm(forms.Form):
    """Which units or people, of those on the page."""

    chosen = forms.MultipleChoiceField(label="Đưa vào đợt chấm", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = list(choices)  # type: ignore[attr-defined]

    def numbers(self) -> list[int]:
        """What was ticked. Only for a valid form."""
        return [int(number) for number in self.cleaned_data["chosen"]]


def points_field(rule: CriterionDef) -> forms.Field:
    """How points are given for a criterion: typed, yes or no, or one of its levels."""
    if rule.scale == Scale.YES_NO:
        return _choice([(rule.most, "Có"), (Decimal(0), "Không")])
    if rule.scale == Scale.LEVELS:
        return _choice([(row.points, row.label) for row in rule.levels])
    return NumberField(label="Điểm", required=False)


def _choice(choices: list[tuple[Decimal, str]]) -> forms.Field:
    named = [(_key(points), f"{label} ({show_decimal(points)} điểm)") for points, label in choices]
    return PointsChoice(label="Điểm", choices=named, required=False, widget=forms.RadioSelect)


def _key(points: Decimal) -> str:
    """A number the same way however many places it carries."""
    return f"{points.normalize():f}"


class PointsChoice(forms.TypedChoiceField):
    """One of a few numbers, written with a point or a comma, with as many places as one likes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=Decimal, empty_value=None, **kwargs)

    def to_python(self, value: Any) -> str:
        """The choice that is worth as much; what is no number stays and is refused."""
        text = str(value or "").replace(",", ".")
        return _key(Decimal(text)) if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,4})?", text) else text

    def prepare_value(self, value: Any) -> Any:
        """A number in the form is shown as its choice."""
        return _key(value) if isinstance(value, Decimal) else value


class FillForm(forms.Form):
    """A sheet as its subject fills it in: points, a note and a file for each criterion."""

    def __init__(self, lines: Sequence[Line], writable: set[int], *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {
            f"{name}{row.leaf.pk}": value
            for row in lines
            for name, value in ((POINTS, row.mark.self_points), (NOTE, row.mark.note), (REVISION, row.mark.revision))
        }
        super().__init__(*args, **kwargs)
        self.lines = [row for row in lines if row.leaf.pk in writable]
        for row in self.lines:
            self._add(row)

    def _add(self, row: Line) -> None:
        pk = row.leaf.pk
        if not row.leaf.measured:
            self.fields[f"{POINTS}{pk}"] = points_field(row.leaf.rule)
            self.fields[f"{POINTS}{pk}"].label = f"Điểm mục {row.leaf.number}"
        self.fields[f"{NOTE}{pk}"] = forms.CharField(
            label="Ghi chú", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields[f"{FILE}{pk}"] = forms.FileField(label="Minh chứng", required=False)
        self.fields[f"{REVISION}{pk}"] = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class CheckForm(forms.Form):
    """Points that a checker or the council gives, and why they differ."""

    reason = forms.CharField(
        label="Lý do nếu đổi điểm", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rule: CriterionDef, points: Decimal | None, revision: int, **kwargs: Any) -> None:
        kwargs["initial"] = {"points": points, "revision": revision}
        super().__init__(*args, **kwargs)
        field = points_field(rule)
        field.required = True
        self.fields["points"] = field


class ReturnForm(forms.Form):
    """What is to be done again, and why."""

    criteria = forms.MultipleChoiceField(
        label="Những mục cần làm lại", widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = forms.CharField(label="Cần làm lại gì", max_length=500, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criteria"].choices = [  # type: ignore[attr-defined]
            (str(row.leaf.pk), f"{row.leaf.number}. {row.leaf.rule.title}") for row in lines if not row.leaf.measured
        ]

    def numbers(self) -> list[int]:
        """The criteria ticked. Only for a valid form."""
        return [int(number) for number in self.cleaned_data["criteria"]]


class CellForm(forms.Form):
    """Points typed into a cell of the grid; the reason stands once above it."""

    points = NumberField(label="Điểm", error_messages={"required": "Hãy ghi điểm; không đạt thì ghi 0."})
    reason = forms.CharField(label="Lý do", max_length=500, required=False)
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class AppealForm(forms.Form):
    """What a subject objects to."""

    criterion = forms.ChoiceField(label="Khiếu nại về", required=False)
    words = forms.CharField(label="Nội dung khiếu nại", max_length=5000, widget=forms.Textarea)
    evidence = forms.FileField(label="Tài liệu kèm theo", required=False)

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(row.leaf.pk), f"Mục {row.leaf.number}. {row.leaf.rule.title}") for row in lines]
        self.fields["criterion"].choices = [("", "Toàn bộ kết quả"), *named]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer to an appeal, with points where it is upheld."""

    answer = forms.CharField(label="Trả lời", max_length=5000, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        kwargs["initial"] = {f"{POINTS}{row.leaf.pk}": standing(row.mark) for row in lines}
        super().__init__(*args, **kwargs)
        for row in lines:
            field = points_field(row.leaf.rule)
            field.label = f"Mục {row.leaf.number}. {row.leaf.rule.title}"
            self.fields[f"{POINTS}{row.leaf.pk}"] = field

    def points(self) -> dict[int, Decimal]:
        """Points by the number of the criterion. Only for a valid form."""
        found = {name: value for name, value in self.cleaned_data.items() if name.startswith(POINTS)}
        return {int(name.removeprefix(POINTS)): value for name, value in found.items() if value is not None}


class TieForm(forms.Form):
    """What the council says about sheets with equal totals at the edge of a limited grade."""

    means = forms.ChoiceField(label="Phân biệt bằng", choices=TieMeans.choices, widget=forms.RadioSelect)
    criterion = forms.ChoiceField(label="Tiêu chí dùng để phân biệt", required=False)
    chosen = forms.MultipleChoiceField(
        label="Phiếu được hội đồng chọn", required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label="Lý do, căn cứ", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self, *args: Any, criteria: Iterable[tuple[int, str]], sheets: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [("", "Chỉ chọn khi phân biệt bằng một tiêu chí"), *((str(pk), words) for pk, words in criteria)]
        self.fields["criterion"].choices = named  # type: ignore[attr-defined]
        self.fields["chosen"].choices = [(str(pk), name) for pk, name in sheets]  # type: ignore[attr-defined]

    def draft(self, band: str, peer: str) -> TieDraft:
        """The decision as the actions want it. Only for a valid form."""
        data = self.cleaned_data
        return TieDraft(
            band=band,
            peer=peer,
            means=data["means"],
            reason=data["reason"],
            criterion=int(data["criterion"]) if data["criterion"] else None,
            chosen=frozenset(map(int, data["chosen"])),
        )


class VetoForm(forms.Form):
    """What stands against a unit or a person."""

    kind = forms.ChoiceField(label="Điều kiện", choices=VetoKind.choices, widget=forms.RadioSelect)
    on_duty = forms.BooleanField(
        label="Kỷ luật vì hành vi liên quan đến công vụ, nhiệm vụ được giao", required=False, initial=True
    )
    source = forms.CharField(label="Căn cứ", max_length=300, required=False)
    valid_from = forms.DateField(label="Tính từ ngày")
    valid_to = forms.DateField(label="Đến hết ngày", required=False)

    def draft(self) -> VetoDraft:
        """What is stated, as the actions want it. Only for a valid form."""
        return VetoDraft(**self.cleaned_data)
