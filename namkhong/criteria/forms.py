"""The shape of what people send about criteria sets."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from namkhong.criteria.rules.structure import BandDef, Condition, CriterionDef, SetDef
from namkhong.criteria.rules.tree import Tree
from namkhong.criteria.rules.words import SCALES, step_lines, steps_of
from namkhong.criteria.states import Measure, Scale, SubjectKind
from namkhong.design.fields import NumberField
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import parse_decimal, show_decimal
from namkhong.units.models import Unit

POINTS: dict[str, Any] = {"min_value": 0, "max_digits": 7, "decimal_places": 2}


class HeadForm(forms.Form):
    """What a set is called, whom it scores, how many points it has in all."""

    name = forms.CharField(label="Tên bộ tiêu chí", max_length=250)
    subject = forms.ChoiceField(label="Dùng để chấm", choices=SubjectKind.choices)
    total = NumberField(label="Tổng điểm", min_value=Decimal("0.01"), max_digits=7, decimal_places=2)
    source = forms.CharField(label="Căn cứ", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def onto(self, definition: SetDef) -> SetDef:
        """The set with this head. Only for a valid form."""
        return replace(definition, **{name: self.cleaned_data[name] for name in HeadForm.base_fields})


class BeginForm(HeadForm):
    """A new set, of which of one's own units, and perhaps with criteria from a spreadsheet."""

    unit = forms.ModelChoiceField(label="Đơn vị ban hành", queryset=Unit.objects.none(), empty_label=None)
    file = forms.FileField(
        label="Bảng Excel các tiêu chí", required=False, widget=forms.FileInput(attrs={"accept": ".xlsx"})
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class UnitForm(forms.Form):
    """For which of one's own units a set is copied."""

    unit = forms.ModelChoiceField(label="Chép về cho đơn vị", queryset=Unit.objects.none(), empty_label=None)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class FileForm(forms.Form):
    """A spreadsheet of criteria in place of those of the draft."""

    file = forms.FileField(label="Bảng Excel các tiêu chí", widget=forms.FileInput(attrs={"accept": ".xlsx"}))


class CriterionForm(forms.Form):
    """One group, criterion or sub-criterion."""

    title = forms.CharField(label="Nội dung", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    scale = forms.ChoiceField(label="Cách chấm", choices=list(SCALES.items()))
    most = NumberField(label="Điểm tối đa", **POINTS)
    weight = NumberField(
        label="Hệ số", required=False, min_value=Decimal("0.01"), max_digits=5, decimal_places=2, initial=1
    )
    parent = forms.ChoiceField(label="Nằm trong nhóm", required=False)
    number = forms.CharField(label="Số thứ tự", max_length=20, required=False)
    levels = forms.CharField(label="Các mức điểm", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    measure = forms.ChoiceField(
        label="Số liệu của hệ thống", required=False, choices=[("", "Không dùng"), *Measure.choices]
    )
    evidence = forms.CharField(label="Minh chứng cần có", max_length=300, required=False)
    day = NumberField(label="Hạn: ngày", whole=True, min_value=1, max_value=31, required=False)
    month = NumberField(label="Hạn: tháng", whole=True, min_value=1, max_value=12, required=False)
    checked_by = forms.CharField(label="Nơi thẩm định", max_length=200, required=False)
    cap_by = forms.ChoiceField(label="Không vượt quá điểm của mục", required=False)
    guide = forms.CharField(
        label="Hướng dẫn người chấm", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, definition: SetDef, number: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tree = Tree(definition.criteria)
        outside = [
            row
            for row in tree.ordered()
            if number not in (row.number, *(one.number for one in tree.above(row))) or not number
        ]
        groups = [row for row in outside if row.scale == Scale.GROUP]
        caps = [row for row in outside if row.scale != Scale.MINUS]
        self.fields["parent"].choices = [("", "Không, đây là mục lớn"), *map(_named, groups)]  # type: ignore[attr-defined]
        self.fields["cap_by"].choices = [("", "Không giới hạn"), *map(_named, caps)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Steps as they are meant under the chosen scale; a measured criterion names its figure."""
        data: dict[str, Any] = super().clean() or {}
        try:
            data["steps"] = steps_of(data.get("levels", ""), data.get("scale", ""))
        except DomainError as refused:
            self.add_error("levels", refused.sentence)
        if data.get("scale") == Scale.MEASURED and not data.get("measure"):
            self.add_error("measure", "Hãy chọn số liệu để hệ thống tự tính.")
        return data

    def row(self, number: str = "") -> CriterionDef:
        """The criterion, with its old number where none was typed. Only for a valid form."""
        data = self.cleaned_data | {"number": self.cleaned_data["number"] or number}
        days: dict[str, Any] = {key: None if data[key] is None else int(data[key]) for key in ("day", "month")}
        words = {key: data[key] for key in ("title", "parent", "number", "evidence", "checked_by", "cap_by", "guide")}
        measured = data["scale"] == Scale.MEASURED
        return CriterionDef(
            scale=Scale(data["scale"]),
            most=data["most"],
            weight=Decimal(1) if data["weight"] is None else data["weight"],
            levels=data["steps"],
            measure=data["measure"] if measured else "",
            **days,
            **words,
        )

    @staticmethod
    def values_of(row: CriterionDef) -> dict[str, Any]:
        """What the form starts with for a criterion that is there."""
        plain = {name: getattr(row, name) for name in CriterionForm.base_fields if name != "levels"}
        return plain | {"levels": step_lines(row.levels)}


def _named(row: CriterionDef) -> tuple[str, str]:
    title = row.title if len(row.title) <= 60 else f"{row.title[:57]}..."
    return row.number, f"{row.number}. {title}"


class BandForm(forms.Form):
    """One grade; left empty it is none."""

    code = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    label = forms.CharField(label="Tên mức", max_length=120, required=False)
    at_least = NumberField(label="Từ bao nhiêu điểm", required=False, **POINTS)
    each_at_least = NumberField(
        label="Mỗi mục lớn ít nhất", required=False, min_value=0, max_value=100, decimal_places=2
    )
    needs = forms.CharField(label="Mục phải đạt", required=False, max_length=300)
    no_discipline = forms.BooleanField(label="Không bị kỷ luật", required=False)
    without_bonus = forms.BooleanField(label="Không tính điểm thưởng", required=False)
    quota = NumberField(label="Tỷ lệ nhiều nhất", required=False, min_value=0, max_value=100, decimal_places=2)
    quota_of = forms.ChoiceField(label="tính trên những người đạt từ mức", required=False)

    def __init__(self, *args: Any, bands: Sequence[BandDef], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "mọi người được chấm"), *((band.code, band.label) for band in bands)]
        self.fields["quota_of"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A grade has a name and a threshold, or is empty."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("label") and data.get("at_least") is None and "at_least" not in self.errors:
            self.add_error("at_least", "Hãy ghi mức này tính từ bao nhiêu điểm.")
        if data.get("at_least") is not None and not data.get("label"):
            self.add_error("label", "Hãy đặt tên cho mức này, hoặc xóa ngưỡng điểm để bỏ mức.")
        try:
            data["needed"] = _needs(data.get("needs", ""))
        except DomainError as refused:
            self.add_error("needs", f"{refused.sentence} Ghi số mục, dấu hai chấm rồi số điểm, ví dụ 1.2: 5.")
        return data

    def band(self, code: str) -> BandDef | None:
        """The grade, None for an empty row. Only for a valid form."""
        data = self.cleaned_data
        if not data.get("label"):
            return None
        conditions = list[Condition]()
        if data["each_at_least"] is not None:
            conditions.append(Condition("each_at_least", value=data["each_at_least"]))
        conditions += data["needed"]
        conditions += [Condition(kind) for kind in ("no_discipline", "without_bonus") if data[kind]]
        quota_of = data["quota_of"] if data["quota"] is not None else ""
        return BandDef(
            data["code"] or code, data["label"], data["at_least"], tuple(conditions), data["quota"], quota_of
        )

    @staticmethod
    def values_of(band: BandDef) -> dict[str, Any]:
        """What a row starts with for a grade that is there."""
        kinds = {one.kind: one for one in band.conditions}
        needs = [one for one in band.conditions if one.kind == "criterion_at_least"]
        each = kinds.get("each_at_least")
        return {
            "code": band.code,
            "label": band.label,
            "at_least": band.at_least,
            "each_at_least": each.value if each else None,
            "needs": "; ".join(f"{one.criterion}: {show_decimal(one.value)}" for one in needs),
            "no_discipline": "no_discipline" in kinds,
            "without_bonus": "without_bonus" in kinds,
            "quota": band.quota,
            "quota_of": band.quota_of,
        }


def _needs(text: str) -> list[Condition]:
    """ "1.2: 5; 3: 10" as conditions. Raises: NotANumber, AmbiguousNumber."""
    found = []
    for piece in filter(str.strip, text.split(";")):
        number, _, points = piece.partition(":")
        found.append(Condition("criterion_at_least", number.strip(), parse_decimal(points.strip())))
    return found


BandFormSet = forms.formset_factory(BandForm, extra=2, max_num=12, absolute_max=12)


def bands_of(formset: Any) -> tuple[BandDef, ...]:
    """The grades of a valid formset from the best down, each with a code of its own."""
    taken = {form.cleaned_data.get("code") for form in formset}
    free = (code for at in range(1, 100) if (code := f"muc_{at}") not in taken)
    bands = [band for form in formset if (band := form.band(next(free)))]
    return tuple(sorted(bands, key=lambda band: band.at_least, reverse=True))
