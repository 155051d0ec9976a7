"""Rounds and the lines of a unit."""

from typing import Any

from django import forms

from namkhong.pledges.actions import RoundDraft
from namkhong.pledges.models import Round
from namkhong.pledges.rules.texts import LONGEST_LINE, MOST_LINES, Line

SPARE = 3
"""Empty lines offered below those that are there."""


class RoundForm(forms.Form):
    """What the organiser writes down of a round."""

    title = forms.CharField(label="Tên đợt ký", max_length=300)
    opens_on = forms.DateField(label="Bắt đầu ký từ ngày")
    due_on = forms.DateField(label="Ký xong chậm nhất ngày", required=False)
    reading = forms.CharField(label="Bài đọc ngắn trước khi ký", max_length=6000, required=False, widget=forms.Textarea)

    @property
    def draft(self) -> RoundDraft:
        """What was typed."""
        data = self.cleaned_data
        return RoundDraft(data["title"], data["opens_on"], data["due_on"], data["reading"])


def written_down(round: Round) -> dict[str, Any]:
    """A round as the form shows it."""
    return {"title": round.title, "opens_on": round.opens_on, "due_on": round.due_on, "reading": round.reading}


ITEMS = [("", "Không thuộc điều nào"), *((str(item), f"Không số {item}") for item in range(1, 6))]


class LineForm(forms.Form):
    """One line of a text; left empty it is left out."""

    text = forms.CharField(
        label="Nội dung", max_length=LONGEST_LINE, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    no_item = forms.TypedChoiceField(
        label="Thuộc “năm không”", choices=ITEMS, required=False, coerce=int, empty_value=None
    )


class _Lines(forms.BaseFormSet):  # type: ignore[type-arg]
    def lines(self) -> list[Line]:
        """What was typed, line by line."""
        return [Line(form.cleaned_data.get("text", ""), form.cleaned_data.get("no_item")) for form in self.forms]


LineForms = forms.formset_factory(
    LineForm, formset=_Lines, extra=SPARE, max_num=MOST_LINES, absolute_max=MOST_LINES + SPARE, validate_max=False
)


def line_forms(data: Any, lines: list[Line]) -> Any:
    """The lines as they are, with room for more."""
    return LineForms(data, initial=[{"text": line.text, "no_item": line.no_item} for line in lines], prefix="dieu")
