"""How each line was kept."""

from collections.abc import Sequence
from typing import Any

from django import forms

from namkhong.pledges.rules.evaluating import LONGEST_NOTE, LineKept
from namkhong.pledges.states import Kept


class KeptForm(forms.Form):
    """One line; nothing is chosen beforehand unless somebody has said so."""

    kept = forms.ChoiceField(label="Mức thực hiện", choices=Kept.choices, widget=forms.RadioSelect)
    note = forms.CharField(label="Ghi chú", max_length=LONGEST_NOTE, required=False)


def kept_forms(data: Any, lines: int, told: Sequence[LineKept], prefix: str = "dieu") -> list[KeptForm]:
    """One form for each line of a text, with what was told before."""
    given = [{"kept": line.kept.value, "note": line.note} for line in told] or [{}] * lines
    return [KeptForm(data, initial=given[place], prefix=f"{prefix}-{place}") for place in range(lines)]


def lines_of(forms_: Sequence[KeptForm]) -> list[LineKept] | None:
    """What was chosen, None where something is wanting."""
    wrong = [form for form in forms_ if not form.is_valid()]  # every form is looked at, so that each shows its mistake
    if wrong:
        return None
    return [LineKept(Kept(form.cleaned_data["kept"]), form.cleaned_data["note"]) for form in forms_]
