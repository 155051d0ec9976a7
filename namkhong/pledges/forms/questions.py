"""One question of the bank."""

from typing import Any

from django import forms

from namkhong.pledges.actions.answering import MOST_OPTIONS
from namkhong.pledges.models import Question


class QuestionForm(forms.Form):
    """The question, its options one a line, the number of the right one, and why."""

    words = forms.CharField(label="Câu hỏi", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    options = forms.CharField(
        label="Các lựa chọn",
        max_length=3000,
        help_text=f"Mỗi dòng một lựa chọn, nhiều nhất {MOST_OPTIONS} dòng.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    right = forms.TypedChoiceField(
        label="Lựa chọn đúng",
        coerce=int,
        choices=[("", "Chọn dòng đúng"), *((place, f"Dòng {place + 1}") for place in range(MOST_OPTIONS))],
        error_messages={"required": "Hãy chọn dòng nào là câu trả lời đúng."},
    )
    why = forms.CharField(
        label="Giải thích",
        max_length=500,
        help_text="Người trả lời thấy lời này ngay sau khi trả lời, dù đúng hay sai.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, question: Question) -> "QuestionForm":
        """Filled in with a question that is there."""
        return cls(
            initial={
                "words": question.words,
                "options": "\n".join(question.options),
                "right": question.right,
                "why": question.why,
            }
        )

    def draft(self) -> dict[str, Any]:
        """What `add_question` is given; only of a valid form."""
        data = self.cleaned_data
        lines = [line for line in data["options"].splitlines() if line.strip()]
        return {"words": data["words"], "options": lines, "right": data["right"], "why": data["why"]}
