"""Forms of this room: a new point, codes to print, invitations, samples, paper sheets."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet

from namkhong.design.fields import NumberField
from namkhong.feedback.actions import PointDraft, SampleDraft
from namkhong.feedback.actions.points import MOST_AT_ONCE
from namkhong.feedback.models import Instrument
from namkhong.feedback.rules.codes import CodeName, read_one_time_code
from namkhong.feedback.rules.drawing import MOST_POPULATION, size_of_percent
from namkhong.feedback.states import PROOF, PointKind

OFFERED = (
    PointKind.SLIPS,
    PointKind.INVITATION,
    PointKind.PAPER,
    PointKind.COUNTER,
    PointKind.KIOSK,
    PointKind.POSTER,
)
"""Ways in which a unit asks by itself, what proves most first; the independent sample is not its to open."""
PROOFS = {kind.value: PROOF[kind] for kind in OFFERED}
LONGEST = timedelta(days=366)


class PointForm(forms.Form):
    """Where and how people are asked."""

    kind = forms.ChoiceField(
        label="Cách mời người dân", choices=[(kind.value, kind.label) for kind in OFFERED], widget=forms.RadioSelect
    )
    instrument = forms.ModelChoiceField(
        label="Bộ câu hỏi", queryset=Instrument.objects.none(), required=False, empty_label=None
    )
    desk = forms.CharField(label="Quầy, phòng, bộ phận", max_length=200, required=False)
    procedure = forms.CharField(label="Thủ tục, dịch vụ", max_length=300, required=False)

    def __init__(self, *args: Any, instruments: QuerySet[Instrument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instrument"].queryset = instruments  # type: ignore[attr-defined]
        self.fields["instrument"].initial = instruments.first()

    def draft(self) -> PointDraft:
        """The point as the action wants it. Only for a valid form."""
        return PointDraft(**{name: self.cleaned_data[name] for name in ("kind", "desk", "procedure")})

    def chosen(self) -> Instrument:
        """What is asked there: where nothing was chosen, the first that is offered."""
        chosen: Instrument = self.cleaned_data["instrument"] or self.fields["instrument"].initial
        return chosen


class ValidForm(forms.Form):
    """Until when codes are good."""

    valid_to = forms.DateField(label="Mã dùng được đến hết ngày")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["valid_to"].initial = on + timedelta(days=90)

    def clean_valid_to(self) -> date:
        """Not past, and no longer than a year."""
        day: date = self.cleaned_data["valid_to"]
        if not self.on <= day <= self.on + LONGEST:
            raise forms.ValidationError("Chọn một ngày từ hôm nay đến một năm nữa.")
        return day


class CodesForm(ValidForm):
    """How many codes to print, and until when they are good."""

    size = NumberField(label="Số mã cần in", whole=True, min_value=1, max_value=MOST_AT_ONCE, initial=96)

    def clean_size(self) -> int:
        """A whole number."""
        return int(self.cleaned_data["size"])


class InviteForm(ValidForm):
    """A list of results, and how many of them are drawn."""

    file = forms.FileField(
        label="Danh sách hồ sơ đã trả kết quả", widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"})
    )
    how = forms.ChoiceField(
        label="Mời bao nhiêu",
        choices=[("percent", "Theo tỷ lệ phần trăm"), ("number", "Theo số lượng")],
        initial="percent",
        widget=forms.RadioSelect,
    )
    amount = NumberField(label="Tỷ lệ hoặc số lượng", whole=True, min_value=1, max_value=20_000, initial=20)

    def clean(self) -> dict[str, Any]:
        """No more than all of them."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("how") == "percent" and (data.get("amount") or 0) > 100:
            self.add_error("amount", "Tỷ lệ phần trăm từ 1 đến 100.")
        return data

    def size_of(self, population: int) -> int:
        """How many of so many. Only for a valid form."""
        amount = int(self.cleaned_data["amount"])
        return size_of_percent(amount, population) if self.cleaned_data["how"] == "percent" else amount


class SampleForm(ValidForm):
    """A sample for an independent body."""

    body = forms.CharField(label="Bên độc lập phát mã", max_length=250)
    transactions = NumberField(label="Số lượt giao dịch trong kỳ", whole=True, min_value=1, max_value=MOST_POPULATION)
    error = NumberField(label="Sai số cho phép", min_value=3, max_value=10, max_digits=3, decimal_places=1, initial=5)
    procedure = forms.CharField(label="Chỉ đo một thủ tục, dịch vụ", max_length=300, required=False)

    def draft(self) -> SampleDraft:
        """The sample as the action wants it. Only for a valid form."""
        return SampleDraft(**self.cleaned_data | {"transactions": int(self.cleaned_data["transactions"])})


class SheetForm(forms.Form):
    """One paper sheet: its code as typed or scanned, the score, what was written on it."""

    code = forms.CharField(label="Mã trên tờ giấy", max_length=300)
    score = NumberField(label="Điểm (1 đến 5)", whole=True, min_value=1, max_value=5)
    words = forms.CharField(
        label="Lời ghi thêm", max_length=1000, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, key: bytes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key = key
        plain = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        self.fields["code"].widget.attrs |= plain
        self.fields["score"].widget.attrs |= {"autocomplete": "off", "inputmode": "numeric"}
        self.fields["score" if self.initial.get("code") else "code"].widget.attrs["autofocus"] = True

    def code_name(self) -> CodeName | None:
        """Which code it is; a scanner types the whole address. Only for a valid form."""
        return read_one_time_code(self.key, self.cleaned_data["code"].strip().rstrip("/").rpartition("/")[2])

    def clean_score(self) -> int:
        """A whole number."""
        return int(self.cleaned_data["score"])


class AgainForm(SheetForm):
    """The second reading of a sheet: the code and the score."""

    words = None  # type: ignore[assignment]


class SettleForm(forms.Form):
    """What stands on the paper."""

    score = forms.TypedChoiceField(choices=[(str(score), str(score)) for score in range(1, 6)], coerce=int)
