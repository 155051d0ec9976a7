"""Shapes of the requests of this room."""

from collections.abc import Sequence
from typing import Any

from django import forms

from namkhong.registrations.queries import Offer
from namkhong.registrations.rules import SHORTEST_REASON, says_why

OTHER = "khac"
LONGEST_PROMISE = 3_000
_AREA = {"rows": 6}


class HonourForm(forms.Form):
    """An honour from the list, or in one's own words."""

    honour = forms.ChoiceField(label="Danh hiệu, hình thức khen đăng ký", required=False)
    other = forms.CharField(label="Danh hiệu khác", max_length=200, required=False)

    def __init__(self, offers: Sequence[Offer], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(offer.label, offer.label) for offer in offers]
        known = {name for name, _ in names}
        first: Any = self.initial.get("honour", "")
        if first and first not in known:
            self.initial = {**self.initial, "honour": OTHER, "other": first}
        choices = [("", "Chọn danh hiệu"), *names, (OTHER, "Danh hiệu khác (ghi ở ô dưới)")]
        self.fields["honour"].choices = choices  # type: ignore[attr-defined]

    def aimed(self) -> str:
        """The honour, whichever way it was given; "" for none."""
        chosen, other = self.cleaned_data.get("honour", ""), self.cleaned_data.get("other", "").strip()
        return other if other and chosen in ("", OTHER) else "" if chosen == OTHER else chosen


class WishForm(HonourForm):
    """What is aimed at, and what is promised; lines that the campaign suggests can be ticked."""

    promise = forms.CharField(
        label="Nội dung phấn đấu", max_length=LONGEST_PROMISE, required=False, widget=forms.Textarea(attrs=_AREA)
    )
    suggested = forms.MultipleChoiceField(
        label="Đưa chỉ tiêu của cuộc vận động vào nội dung", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, offers: Sequence[Offer], suggestions: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(offers, *args, **kwargs)
        if suggestions:
            self.fields["suggested"].choices = [(line, line) for line in suggestions]  # type: ignore[attr-defined]
        else:
            del self.fields["suggested"]

    def clean(self) -> dict[str, Any]:
        """An honour is named, and the promise with its ticked lines is not too long."""
        data = super().clean() or {}
        if not self.aimed() and "honour" not in self.errors:
            field = "other" if data.get("honour") == OTHER else "honour"
            self.add_error(field, "Hãy chọn hoặc ghi danh hiệu đăng ký.")
        if len(self.promised()) > LONGEST_PROMISE:
            self.add_error("promise", f"Hãy ghi ngắn lại, nhiều nhất {LONGEST_PROMISE} ký tự.")
        return data

    def promised(self) -> str:
        """The promise, with the ticked lines that are not in it yet."""
        text: str = self.cleaned_data.get("promise", "").strip()
        fresh = [f"- {line}" for line in self.cleaned_data.get("suggested", []) if line not in text]
        return "\n".join([text, *fresh] if text else fresh)


class TableForm(HonourForm):
    """A list of people from a file, or pasted."""

    file = forms.FileField(label="Tệp bảng tính", required=False)
    text = forms.CharField(
        label="Hoặc dán các dòng từ bảng tính",
        max_length=400_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class ReasonForm(forms.Form):
    """Why something is refused or given up."""

    reason = forms.CharField(label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_reason(self) -> str:
        """Long enough to say something."""
        reason: str = self.cleaned_data["reason"]
        if not says_why(reason):
            raise forms.ValidationError(f"Hãy ghi rõ hơn, ít nhất {SHORTEST_REASON} chữ cái.")
        return reason


class CovenantForm(forms.Form):
    """A bloc and what its units promise, a line each; the units are ticked beside it."""

    bloc = forms.CharField(label="Tên khối, cụm thi đua", max_length=200)
    promises = forms.CharField(label="Nội dung giao ước", max_length=6_000, widget=forms.Textarea(attrs={"rows": 8}))

    def lines(self) -> list[str]:
        """The promises, one a line."""
        return [line.strip().lstrip("-–+•").strip() for line in self.cleaned_data["promises"].splitlines()]
