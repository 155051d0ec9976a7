"""The shape of what people send about reorganisations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from namkhong.design.fields import NumberField
from namkhong.papers.intake import LARGEST_BYTES
from namkhong.reorganisations.rules import Question
from namkhong.units.models import ChangePart, Unit
from namkhong.units.states import ChangeKind, Line, UnitKind

KEEP = "giu"
"""The choice that a unit stays under whom it stands."""

PART = "moi-"
"""What stands before the number of a unit that is not founded yet."""

NEW, EXISTING = "moi", "dang-co"
HOW = ((NEW, "Lập đơn vị mới"), (EXISTING, "Nhập vào một đơn vị đang có"))
ROWS = 6
"""Into so many parts a unit can be divided on the page; more come by spreadsheet."""


class HeadForm(forms.Form):
    """The decision and its days."""

    unit = forms.ChoiceField(label="Đơn vị thực hiện")
    title = forms.CharField(
        label="Nội dung sắp xếp", max_length=300, help_text="Ví dụ: Sáp nhập các trường tiểu học xã Đồng Tâm."
    )
    issuer = forms.CharField(
        label="Cơ quan ban hành", max_length=250, required=False, help_text="Cơ quan ký quyết định, nghị quyết."
    )
    number = forms.CharField(label="Số, ký hiệu văn bản", max_length=60, help_text="Ví dụ: 15/QĐ-LĐLĐ")
    decided_on = forms.DateField(label="Ngày ký")
    effective_on = forms.DateField(label="Có hiệu lực từ ngày", help_text="Ngày đầu tiên của tổ chức mới.")

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(unit.pk), unit.name) for unit in units]
        if len(units) == 1:
            field.widget = forms.HiddenInput()
            field.initial = str(units[0].pk)


@dataclass(frozen=True, slots=True)
class Offer:
    """Units that may be ticked: those ticked already, those just found, and those that the same draft founds."""

    chosen: Sequence[Unit]
    found: Sequence[Unit]
    founded: Sequence[ChangePart] = ()

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Each unit once, the ticked ones first."""
        rows = {unit.pk: unit for unit in (*self.chosen, *self.found)}
        new = [(f"{PART}{part.pk}", part.name) for part in self.founded]
        return [(str(unit.pk), unit.name) for unit in rows.values()] + new

    def unit(self, number: str) -> Unit:
        """One that exists by the number that was sent; only after the form has been found valid."""
        return next(unit for unit in (*self.chosen, *self.found) if str(unit.pk) == number)

    def above(self, number: str) -> Unit | ChangePart:
        """The same, or a unit that the draft founds."""
        return next((part for part in self.founded if f"{PART}{part.pk}" == number), None) or self.unit(number)


class ChangeForm(forms.Form):
    """One change: which units, and what becomes of them. Only the fields of its kind are there."""

    # A search sends the same form half filled in.
    use_required_attribute = False

    line = forms.ChoiceField(label="Trên tuyến")
    sources = forms.MultipleChoiceField(label="Đơn vị cũ", widget=forms.CheckboxSelectMultiple)
    how = forms.ChoiceField(label="Đơn vị sau sáp nhập", choices=HOW, widget=forms.RadioSelect, initial=NEW)
    receiver = forms.ChoiceField(label="Nếu nhập vào một đơn vị đang có", widget=forms.RadioSelect, required=False)
    name = forms.CharField(label="Tên đơn vị mới", max_length=250, required=False)
    short_name = forms.CharField(label="Tên viết tắt", max_length=120, required=False)
    unit_kind = forms.ChoiceField(
        label="Loại đơn vị", choices=[("", "Như đơn vị cũ đầu tiên"), *UnitKind.choices], required=False
    )
    place = forms.CharField(label="Địa danh ghi trên văn bản", max_length=100, required=False)
    parent = forms.ChoiceField(label="Cấp trên mới", widget=forms.RadioSelect)

    FIELDS = {
        ChangeKind.MERGE: ("sources", "how", "receiver", "name", "short_name", "unit_kind", "place", "parent"),
        ChangeKind.SPLIT: ("sources",),
        ChangeKind.RENAME: ("sources", "name", "short_name"),
        ChangeKind.TRANSFER: ("line", "sources", "parent"),
        ChangeKind.DISSOLVE: ("sources",),
        ChangeKind.WIND_UP: ("line", "sources"),
    }
    LABELS = {
        ChangeKind.MERGE: "Các đơn vị được sáp nhập",
        ChangeKind.SPLIT: "Đơn vị bị chia, tách",
        ChangeKind.RENAME: "Đơn vị đổi tên",
        ChangeKind.TRANSFER: "Các đơn vị được chuyển",
        ChangeKind.DISSOLVE: "Các đơn vị giải thể",
        ChangeKind.WIND_UP: "Các đơn vị kết thúc hoạt động trên tuyến",
    }
    ONE = (ChangeKind.SPLIT, ChangeKind.RENAME)

    def __init__(
        self, *args: Any, kind: ChangeKind, lines: Sequence[str], offers: Mapping[str, Offer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.offers = kind, offers
        for name in set(self.fields) - set(self.FIELDS[kind]):
            del self.fields[name]
        self._offer(kind, lines)
        if kind == ChangeKind.RENAME:
            self.fields["name"].label, self.fields["name"].required = "Tên mới", True
        if kind == ChangeKind.SPLIT:
            self._divide()
        if kind == ChangeKind.MERGE:
            self._ask_by_way()

    def _offer(self, kind: ChangeKind, lines: Sequence[str]) -> None:
        for name in {"sources", "receiver", "parent"} & set(self.fields):
            self._choice(name).choices = self.offers[name].choices
        self.fields["sources"].label = self.LABELS[kind]
        self.fields["sources"].error_messages["required"] = "Hãy tìm rồi đánh dấu đơn vị."
        if "parent" in self.fields:
            field = self._choice("parent")
            field.error_messages["required"] = "Hãy tìm rồi chọn cấp trên mới."
            if kind == ChangeKind.MERGE:
                field.label, field.initial = "Cấp trên của đơn vị mới", KEEP
                field.choices = [(KEEP, "Như đơn vị cũ đầu tiên"), *self.offers["parent"].choices]
        if "line" in self.fields:
            self._choice("line").choices = [(line, Line(line).label) for line in lines]

    def _ask_by_way(self) -> None:
        """Only one of the two ways is asked for: a new name, or a unit that exists."""
        how = self.data.get("how", NEW)
        self.fields["name"].required = how == NEW
        self.fields["name"].error_messages["required"] = "Hãy ghi tên đơn vị mới."
        self.fields["receiver"].required = how == EXISTING
        self.fields["receiver"].error_messages["required"] = "Hãy tìm rồi chọn đơn vị đang có."
        self.fields["parent"].required = how == NEW

    def _choice(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    def _divide(self) -> None:
        """A name and a share for each part; an empty share is asked for later."""
        for place in range(1, ROWS + 1):
            name = forms.CharField(label=f"Phần {place}: tên", max_length=250, required=place <= 2)
            name.error_messages["required"] = "Hãy ghi ít nhất hai đơn vị sau khi chia, tách."
            self.fields[f"name_{place}"] = name
            self.fields[f"share_{place}"] = NumberField(
                label="Tỷ lệ", min_value=0, max_value=100, decimal_places=4, required=False
            )

    def parts(self) -> list[tuple[str, Decimal | None]]:
        """Name and share (0 to 1) of each part that was named. Only for a valid form."""
        rows = [(self.cleaned_data[f"name_{n}"], self.cleaned_data[f"share_{n}"]) for n in range(1, ROWS + 1)]
        return [(name, None if share is None else share / 100) for name, share in rows if name]

    def clean(self) -> dict[str, Any]:
        """What one field says about another."""
        data: dict[str, Any] = super().clean() or {}
        if self.kind in self.ONE and len(data.get("sources", [])) > 1:
            self.add_error("sources", "Chỉ chọn một đơn vị. Mỗi đơn vị là một thay đổi riêng.")
        if self.kind == ChangeKind.SPLIT:
            self._check_parts(data)
        return data

    def _check_parts(self, data: dict[str, Any]) -> None:
        named = [n for n in range(1, ROWS + 1) if data.get(f"name_{n}")]
        for n in range(1, ROWS + 1):
            share = data.get(f"share_{n}")
            if share is not None and n not in named and n > 2:
                self.add_error(f"name_{n}", "Có tỷ lệ nhưng chưa có tên đơn vị.")
            if share == 0:
                self.add_error(f"share_{n}", "Tỷ lệ phải lớn hơn 0. Chưa biết thì để trống.")
        shares = [data.get(f"share_{n}") for n in named]
        stated = [share for share in shares if share is not None]
        if named and len(stated) == len(shares) and sum(stated) != 100:
            text = f"{sum(stated):f}".replace(".", ",")
            self.add_error(f"share_{named[-1]}", f"Các tỷ lệ cộng lại phải bằng 100%, hiện là {text}%.")


class SharesForm(forms.Form):
    """The open shares of a divided unit, in per cent."""

    def __init__(self, *args: Any, parts: Sequence[tuple[int, str, Decimal | None]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name, share in parts:
            self.fields[f"share_{number}"] = NumberField(
                label=name,
                min_value=Decimal("0.0001"),
                max_value=100,
                decimal_places=4,
                initial=None if share is None else share * 100,
            )

    def clean(self) -> dict[str, Any]:
        """Together they are the whole."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and sum(data.values()) != 100:
            text = f"{sum(data.values()):f}".replace(".", ",")
            raise forms.ValidationError(f"Các tỷ lệ cộng lại phải bằng 100%, hiện là {text}%.")
        return data

    def shares(self) -> dict[int, Decimal]:
        """Shares between 0 and 1 by the number of the part. Only for a valid form."""
        return {int(name.removeprefix("share_")): value / 100 for name, value in self.cleaned_data.items()}


class Decision(forms.ChoiceField):
    """A choice that must be made some day, and may be left open today."""

    def validate(self, value: Any) -> None:
        """Nothing chosen is no mistake yet."""
        if value:
            super().validate(value)


class AnswersForm(forms.Form):
    """The questions of a page of changes; what is left open stays open."""

    use_required_attribute = False

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question.key] = Decision(
                label=question.text,
                help_text=question.hint,
                choices=[(choice.value, choice.label) for choice in question.choices],
                widget=forms.RadioSelect,
                initial=question.answer,
            )

    def given(self) -> dict[str, str]:
        """What was answered. Only for a valid form."""
        return {key: value for key, value in self.cleaned_data.items() if value}


WITH_THE_REST = "chung"


class AllotForm(forms.Form):
    """To which part of a divided unit the ticked people go, or everybody found."""

    use_required_attribute = False

    part = forms.ChoiceField(label="Đơn vị nhận")
    everybody = forms.BooleanField(required=False)

    def __init__(self, *args: Any, parts: Mapping[int, str], rest: str, found: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["part"]
        assert isinstance(field, forms.ChoiceField)
        with_the_rest = f"Cùng những người còn lại ({rest})" if rest else "Cùng những người còn lại"
        named = [(str(part), name) for part, name in parts.items()]
        field.choices = [("", "Chọn đơn vị"), *named, (WITH_THE_REST, with_the_rest)]
        field.error_messages["required"] = "Hãy chọn đơn vị nhận."
        self.fields["everybody"].label = f"Cả {found} người tìm thấy, không chỉ trang này"

    def given(self) -> int | None:
        """The number of the part, None for going with the rest. Only for a valid form."""
        part = self.cleaned_data["part"]
        return None if part == WITH_THE_REST else int(part)


class SheetForm(forms.Form):
    """A spreadsheet of changes."""

    file = forms.FileField(
        label="Bảng các thay đổi",
        help_text=f"Tệp Excel (.xlsx) theo mẫu, tối đa {LARGEST_BYTES // 1024**2} MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_file(self) -> Any:
        """A table of changes is small; a large file is another list."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise forms.ValidationError(f"Tệp lớn hơn {LARGEST_BYTES // 1024**2} MB. Hãy tách thành nhiều tệp.")
        return file


class PeopleSheetForm(SheetForm):
    """The list of the people of a divided unit, filled in."""

    file = forms.FileField(
        label="Danh sách đã ghi đơn vị nhận",
        help_text="Tệp Excel (.xlsx) tải từ trang danh sách.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
