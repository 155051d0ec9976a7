"""Shapes of the requests of this room."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from namkhong.papers.intake import SHEET_NAMES
from namkhong.rosters.columns import COLUMNS
from namkhong.rosters.models import Roster
from namkhong.rosters.states import RosterKind
from namkhong.units.models import Unit


class BeginForm(forms.Form):
    """What is brought in, for which unit, from which file."""

    kind = forms.ChoiceField(label="Nội dung", choices=RosterKind.choices, widget=forms.RadioSelect, initial="staff")
    kept_by = forms.ModelChoiceField(label="Đơn vị giữ danh sách", queryset=Unit.objects.none())
    file = forms.FileField(
        label="Tệp danh sách",
        help_text="Excel (.xlsx, .xls), OpenDocument (.ods) hoặc CSV. Tệp được xóa khỏi hệ thống khi nạp xong.",
        widget=forms.FileInput(attrs={"accept": ",".join(SHEET_NAMES)}),
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kept_by"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units.order_by("sort_name", "pk")
        field.empty_label = None


class MatchForm(forms.Form):
    """Which column of the file is which."""

    mend_capitals = forms.BooleanField(
        label="Viết lại họ tên viết hoa toàn bộ (NGUYỄN THỊ LAN thành Nguyễn Thị Lan)", required=False
    )

    def __init__(self, roster: Roster, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(str(place), title or f"Cột {place + 1}") for place, title in enumerate(roster.titles)]
        self.keys = [column.key for column in COLUMNS[roster.kind]]
        for column in COLUMNS[roster.kind]:
            found = roster.columns.get(column.key)
            self.fields[column.key] = forms.ChoiceField(
                label=column.label,
                required=column.required,
                choices=[("", "(không có trong tệp)"), *places],
                initial="" if found is None else str(found),
            )
        self.order_fields([*self.keys, "mend_capitals"])
        if roster.kind == RosterKind.UNITS:
            del self.fields["mend_capitals"]
        else:
            self.fields["mend_capitals"].initial = roster.mend_capitals

    def columns(self) -> dict[str, int]:
        """The chosen places; only of a valid form."""
        return {key: int(self.cleaned_data[key]) for key in self.keys if self.cleaned_data[key] != ""}


class LoadForm(forms.Form):
    """What to do with rows that are wrong, and with people who are not in the file."""

    skip_bad = forms.BooleanField(label="Bỏ qua dòng lỗi, chỉ nạp những dòng đúng", required=False)
    finish_missing = forms.BooleanField(
        label="Ghi thôi làm việc cho những người không còn trong danh sách", required=False
    )

    def __init__(self, roster: Roster, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not roster.counts.get("bad"):
            del self.fields["skip_bad"]
        if not roster.counts.get("missing"):
            del self.fields["finish_missing"]
        else:
            self.fields["finish_missing"].help_text = (
                f"{roster.counts['missing']} người của danh sách trước không có trong tệp này. "
                "Không chọn thì họ được giữ nguyên."
            )
