"""The shape of what the screens of this room send. Nothing here saves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from namkhong.campaigns.models import DutyDefinition
from namkhong.design.components.panels import shown
from namkhong.design.fields import NumberField
from namkhong.reports.actions.filling import SheetDraft
from namkhong.reports.models import Form, Indicator, Narrative, Return
from namkhong.reports.queries.sheets import SheetRow
from namkhong.reports.states import Aggregation

FIGURE, TEXT = "so-", "loi-"
BASE, CHOICE, THEIRS = "goc-", "chon-", "kia-"
LARGEST = Decimal(10) ** 12 - 1


class _FigureField(NumberField):
    """A figure; `required` only says what sending will ask for, a draft may be saved without it."""

    def validate(self, value: Any) -> None:
        """An empty figure means "chưa có số liệu"."""


class _TextField(forms.CharField):
    """A text that may be empty in a draft."""

    def validate(self, value: Any) -> None:
        """Nothing is asked of a draft."""


class SheetForm(forms.Form):
    """All figures and texts of a return; `version` is the saving that the screen was opened with."""

    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput)
    evidence = forms.FileField(
        label="Minh chứng",
        required=False,
        help_text="Biên bản, danh sách ký, ảnh chụp. Nhận tệp PDF, Word, Excel, ảnh; không quá 20 MB.",
    )

    def __init__(
        self,
        sheet: Return,
        rows: Sequence[SheetRow],
        texts: Sequence[Narrative],
        data: QueryDict | None = None,
        *,
        alone: bool = True,
        **rest: Any,
    ) -> None:
        super().__init__(data, initial=_initial(sheet, rows, texts), **rest)
        self.rows = rows
        for row in rows:
            if not row.derived:
                self.fields[FIGURE + row.indicator.key] = _field_of(row.indicator, alone=alone)
        for text in texts:
            self.fields[TEXT + text.section.key] = _TextField(
                label=text.section.title,
                help_text=text.section.hint,
                required=text.section.required,
                widget=forms.Textarea(attrs={"rows": 5}),
            )

    def draft(self) -> SheetDraft:
        """What can be saved: everything typed that could be read."""
        read = self.cleaned_data
        return SheetDraft(
            values={key.removeprefix(FIGURE): value for key, value in read.items() if key.startswith(FIGURE)},
            texts={key.removeprefix(TEXT): value for key, value in read.items() if key.startswith(TEXT)},
        )

    def field_of(self, key: str) -> str | None:
        """The name of the field of a figure or section; None where nobody types it."""
        return next((name for name in (FIGURE + key, TEXT + key) if name in self.fields), None)


class _YesNoField(forms.TypedChoiceField):
    """A figure that is one or zero for a unit alone."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", "Chưa có số liệu"), ("1", "Có"), ("0", "Chưa")]
        super().__init__(choices=choices, coerce=Decimal, empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The saved 1,0000 is the choice "1"."""
        return shown(value) if isinstance(value, Decimal) else value

    def validate(self, value: Any) -> None:
        """Nothing chosen means "chưa có số liệu"; anything that is no choice is refused."""
        if value:
            super().validate(value)


def _field_of(indicator: Indicator, *, alone: bool) -> forms.Field:
    if indicator.aggregation != Aggregation.SUM:
        return _figure_field(indicator, indicator.highest)
    if alone and indicator.highest == 1:
        return _YesNoField(label=indicator.label, required=indicator.required)
    return _figure_field(indicator, indicator.highest if alone else None)


def _figure_field(indicator: Indicator, highest: Decimal | None) -> _FigureField:
    return _FigureField(
        label=indicator.label,
        help_text=indicator.hint,
        required=indicator.required,
        whole=indicator.decimals == 0,
        min_value=0,
        max_value=LARGEST if highest is None else highest,
    )


def _initial(sheet: Return, rows: Sequence[SheetRow], texts: Sequence[Narrative]) -> dict[str, Any]:
    return {
        "version": sheet.version,
        **{FIGURE + row.indicator.key: row.value for row in rows if not row.derived},
        **{TEXT + text.section.key: text.text for text in texts},
    }


def bases(form: SheetForm) -> list[tuple[str, str]]:
    """Hidden fields that remember what stood in each place when the screen was opened."""
    return [(BASE + name, written(value)) for name, value in form.initial.items() if name != "version"]


def written(value: Any) -> str:
    """A saved value the way a field shows it."""
    return shown(value) if isinstance(value, Decimal) else str(value or "").strip().replace("\r\n", "\n")


@dataclass(frozen=True, slots=True)
class Clash:
    """One place in which two people wrote different things; `mine_first` where the reader touched it."""

    name: str
    label: str
    mine: str
    theirs: str
    mine_first: bool


def clashes(form: SheetForm) -> list[Clash]:
    """Where what was typed differs from what somebody else has saved meanwhile (the form's initial values)."""
    found = []
    for name, saved in form.initial.items():
        if name == "version":
            continue
        mine, theirs = written(form.data.get(name, "")), written(saved)
        if _same(form, name, mine, theirs):
            continue
        touched = not _same(form, name, mine, written(form.data.get(BASE + name, theirs)))
        found.append(Clash(name, str(form.fields[name].label), mine, theirs, touched))
    return found


def _same(form: SheetForm, name: str, one: str, other: str) -> bool:
    return one == other or not form.fields[name].has_changed(one, other)


def settled(post: QueryDict) -> QueryDict:
    """What was posted, with the reader's choices between two versions carried out."""
    chosen = post.copy()
    for name in post:
        if name.startswith(CHOICE) and post[name] == "kia":
            field = name.removeprefix(CHOICE)
            chosen[field] = post.get(THEIRS + field, "")
    return chosen


class ReasonForm(forms.Form):
    """Why a return is given back."""

    reason = forms.CharField(
        label="Cần sửa những gì",
        help_text="Ghi rõ mục nào, số nào chưa đúng. Đơn vị sẽ đọc nguyên văn lời này.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class HistoricalForm(forms.Form):
    """Figures of one year from a paper that is older than the system."""

    KEYS = ("staff", "cases", "detected", "handled_on_time", "handling_days", "pledged", "aware", "satisfaction")

    year = forms.IntegerField(label="Năm", min_value=2000)
    source = forms.CharField(
        label="Lấy từ văn bản nào", max_length=300, help_text="Số, ký hiệu, ngày và cơ quan ban hành văn bản."
    )

    def __init__(self, indicators: Sequence[Indicator], on: date, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.on = on
        for indicator in indicators:
            field = _figure_field(indicator, None if indicator.aggregation == Aggregation.SUM else indicator.highest)
            field.required = False
            self.fields[FIGURE + indicator.key] = field

    def clean_year(self) -> int:
        """Old figures are of years that have begun."""
        year: int = self.cleaned_data["year"]
        if year > self.on.year:
            raise forms.ValidationError("Chỉ nhập số liệu của những năm đã qua.")
        return year

    def clean(self) -> dict[str, Any]:
        """At least one figure."""
        read = super().clean() or {}
        if not self.errors and not self.values():
            raise forms.ValidationError("Hãy nhập ít nhất một số liệu.")
        return read

    def values(self) -> dict[str, Decimal]:
        """The figures that were typed, by key."""
        return {
            key.removeprefix(FIGURE): value
            for key, value in self.cleaned_data.items()
            if key.startswith(FIGURE) and value is not None
        }


class ChoiceOfForms(forms.Form):
    """Which form answers which reporting duty."""

    def __init__(
        self,
        definitions: Sequence[DutyDefinition],
        library: Sequence[Form],
        chosen: Mapping[int, int],
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data)
        self.definitions, self.library = definitions, library
        for row in definitions:
            self.fields[f"viec-{row.pk}"] = forms.TypedChoiceField(
                label=row.title,
                coerce=int,
                choices=[(form.pk, form.title) for form in library],
                initial=chosen.get(row.pk),
            )

    def choices(self) -> list[tuple[DutyDefinition, Form]]:
        """The pairs that were chosen."""
        forms_by_number = {form.pk: form for form in self.library}
        return [(row, forms_by_number[self.cleaned_data[f"viec-{row.pk}"]]) for row in self.definitions]
