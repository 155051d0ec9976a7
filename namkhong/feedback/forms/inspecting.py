"""Forms of results returned, working hours, appeals and answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from namkhong.design.fields import NumberField

RESULT = "so-"
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
MOST_A_DAY = 100_000


class ResultsForm(forms.Form):
    """Results returned on each day of a month, as far as it has come; empty where not known."""

    use_required_attribute = False

    def __init__(self, *args: Any, days: Sequence[date], known: Mapping[date, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = days
        for day in days:
            self.fields[f"{RESULT}{day.day}"] = NumberField(
                label=f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}",
                whole=True,
                min_value=0,
                max_value=MOST_A_DAY,
                required=False,
                initial=known.get(day),
            )

    def counts(self) -> dict[date, int | None]:
        """Results by day, None where nothing was typed. Only for a valid form."""
        typed = {day: self.cleaned_data[f"{RESULT}{day.day}"] for day in self.days}
        return {day: None if count is None else int(count) for day, count in typed.items()}


class HoursForm(forms.Form):
    """From which hour to which the counters are open."""

    opens = NumberField(label="Mở từ", whole=True, min_value=0, max_value=23)
    closes = NumberField(label="Đóng lúc", whole=True, min_value=1, max_value=24)

    def clean(self) -> dict[str, Any]:
        """Opens before it closes."""
        read: dict[str, Any] = super().clean() or {}
        if read.get("opens") is not None and read.get("closes") is not None and read["opens"] >= read["closes"]:
            self.add_error("closes", "Giờ đóng phải sau giờ mở. Mở suốt ngày đêm thì ghi từ 0 đến 24.")
        return read


class ResultsFileForm(forms.Form):
    """Results returned, in a spreadsheet."""

    file = forms.FileField(
        label="Bảng Excel số kết quả đã trả",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )


class WordsForm(forms.Form):
    """What a unit objects to, or what its superior answers."""

    words = forms.CharField(label="Nội dung", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
