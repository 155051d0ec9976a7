"""Words chosen in the document: by their place where the browser tells it, else by the sentence itself."""

from collections.abc import Mapping
from typing import Any

from django import forms

from namkhong.foundation.errors import DomainError
from namkhong.plans.actions import LONGEST, ChangedMeanwhile, NotInText
from namkhong.plans.models import Plan
from namkhong.plans.rules import found_in
from namkhong.plans.states import ClauseKind


class WordsForm(forms.Form):
    """`start` and `end` are letters of the reading's text; without them `sentence` is looked for in it."""

    kind = forms.ChoiceField(label="Thêm thành", choices=ClauseKind)
    sentence = forms.CharField(
        label="Câu trong văn bản",
        max_length=LONGEST,
        error_messages={"required": "Hãy chép câu trong văn bản vào đây."},
        help_text="Chép hoặc gõ đúng câu trong văn bản; gõ không dấu cũng được. Máy sẽ tìm câu này và đọc lại.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, text: str, near: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._text, self._near = text, near
        self.fields["sentence"].required = not self.data.get("start")

    @classmethod
    def of(
        cls, plan: Plan, sent: Mapping[str, Any] | None, *, near: int = 0, seen: str | None = None, kind: str = ""
    ) -> "WordsForm":
        """For words of a plan's document; with `seen` they are for an item that is there, else for a new one."""
        form = cls(plan.reading.text if plan.reading else "", near, sent, initial={"seen": seen, "kind": kind})
        if seen is not None:
            del form.fields["kind"]
        return form

    def clean(self) -> dict[str, Any]:
        """Places for what was typed."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("start") is not None and data.get("end") is not None:
            return data
        if not data.get("sentence"):
            return data
        place = found_in(self._text, data["sentence"], self._near)
        if place is None:
            self.add_error("sentence", NotInText.sentence)
            return data
        return data | {"start": place[0], "end": place[1]}

    def refuse(self, refused: DomainError, *, seen: str = "") -> None:
        """Say why; after a change by somebody else, saving again overwrites what is now before the eyes."""
        self.add_error(None, refused.sentence)
        if isinstance(refused, ChangedMeanwhile):
            self.data = {name: self.data.get(name) for name in self.fields} | {"seen": seen}
