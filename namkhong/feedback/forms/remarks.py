"""What is looked for in the words of people."""

from datetime import date, timedelta
from typing import Any

from django import forms

from namkhong.feedback.queries import Search
from namkhong.feedback.wordlists import lexicon
from namkhong.foundation.months import days_of, month_of, months_later

LONGEST = timedelta(days=366)
SCORES = {"khong-hai-long": (1, 2), "tam-duoc": (3,), "hai-long": (4, 5)}
MONTHS = 24


class RemarkFilter(forms.Form):
    """Which words are looked for. It comes with an address, so what makes no sense in it is left out, not refused."""

    tim = forms.CharField(label="Tìm trong lời người dân", max_length=100, required=False)
    thang = forms.ChoiceField(label="Thời gian", required=False)
    chude = forms.ChoiceField(label="Chủ đề", required=False)
    diem = forms.ChoiceField(
        label="Mức hài lòng",
        choices=[
            ("", "Mọi mức"),
            ("khong-hai-long", "Không hài lòng"),
            ("tam-duoc", "Tạm được"),
            ("hai-long", "Hài lòng"),
        ],
        required=False,
    )
    rieng = forms.ChoiceField(
        label="Ý kiến để riêng",
        choices=[("", "Xem cả hai"), ("khong", "Chỉ ý kiến được tính"), ("co", "Chỉ ý kiến để riêng")],
        required=False,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        topics = [(topic.key, topic.name) for topic in lexicon().topics]
        self.fields["chude"].choices = [("", "Mọi chủ đề"), *topics]  # type: ignore[attr-defined]
        self.fields["thang"].choices = [("", "12 tháng qua"), *_months(on)]  # type: ignore[attr-defined]

    def value(self, name: str) -> str:
        """What was chosen; empty where it makes no sense."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    def search(self, unit: int, after: int) -> Search:
        """What the page asks for."""
        month, topic = self.value("thang"), lexicon().by_key.get(self.value("chude"))
        days = days_of(int(month)) if month else [self.on - LONGEST, self.on]
        return Search(
            unit=unit,
            first=days[0],
            last=days[-1],
            words=self.value("tim"),
            scores=SCORES.get(self.value("diem"), ()),
            topic=topic.bit if topic else None,
            aside={"co": True, "khong": False}.get(self.value("rieng")),
            after=after,
        )


def _months(on: date) -> list[tuple[str, str]]:
    """The last months, the newest first."""
    month, found = month_of(on), []
    for _ in range(MONTHS):
        found.append((str(month), f"Tháng {month % 100} năm {month // 100}"))
        month = months_later(month, -1)
    return found
