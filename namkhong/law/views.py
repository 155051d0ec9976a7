"""Pages of the room `law`: rules in force on a day, documents and what replaced them, days off of a year."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from namkhong.design.components.tables import Tab
from namkhong.foundation.clock import today
from namkhong.foundation.days import show_day
from namkhong.foundation.numbers import whole_number
from namkhong.law.forms import AskForm
from namkhong.law.queries import (
    days_off,
    documents_about,
    groups,
    holiday_year,
    holiday_years,
    rules,
    status_of_document,
    worked_saturdays,
)
from namkhong.law.rules import DayOffKind, DocumentStanding, Rule

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
KINDS = {DayOffKind.HOLIDAY: "Lễ, Tết", DayOffKind.MADE_UP: "Nghỉ bù", DayOffKind.SWAPPED: "Hoán đổi"}
TAGS = {
    DocumentStanding.IN_FORCE: "accepted",
    DocumentStanding.REPLACED: "closed",
    DocumentStanding.NOT_YET: "soon",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the rules under it."""

    key: str
    name: str
    rules: list[Rule]


def _tabs(current: str) -> list[Tab]:
    names = {"index": "Quy định", "documents": "Văn bản", "holidays": "Ngày nghỉ"}
    return [Tab(label, reverse(f"law:{name}"), name == current) for name, label in names.items()]


def _asked(request: HttpRequest) -> tuple[AskForm, date, str]:
    """The form, the day (today where none or a wrong one is given) and the words asked for."""
    day, words = today(), request.GET.get("tim", "")
    form = AskForm({"ngay": request.GET.get("ngay") or show_day(day), "tim": words})
    form.is_valid()
    return form, form.cleaned_data.get("ngay") or day, form.cleaned_data.get("tim") or ""


def index(request: HttpRequest) -> HttpResponse:
    """The rules in force on a day, with citation, life and whether somebody has checked them."""
    form, day, words = _asked(request)
    found = rules(day, words)
    sections = [Section(g.key, g.name, [rule for rule in found if rule.group == g.key]) for g in groups()]
    shown = {
        "form": form,
        "day": day,
        "words": words,
        "count": len(found),
        "sections": [section for section in sections if section.rules],
        "tabs": _tabs("index"),
    }
    return render(request, "law/index.html", shown)


def documents(request: HttpRequest) -> HttpResponse:
    """Documents by number or name, and how each stands on a day."""
    form, day, words = _asked(request)
    found = [status_of_document(document.number, day) for document in documents_about(words)]
    rows = [(status, TAGS[status.standing]) for status in found]
    shown = {"form": form, "day": day, "words": words, "rows": rows, "tabs": _tabs("documents")}
    return render(request, "law/documents.html", shown)


def holidays(request: HttpRequest) -> HttpResponse:
    """Days off and Saturdays worked in one year, with where the dates come from."""
    years = holiday_years()
    asked = whole_number(request.GET.get("nam", ""))
    year = asked if asked in years else min(max(today().year, years[0]), years[-1])
    here = reverse("law:holidays")
    shown = {
        "year": year,
        "settled": holiday_year(year),
        "days": [(off, WEEKDAYS[off.day.weekday()], KINDS[off.kind]) for off in days_off(year)],
        "worked": [(day, WEEKDAYS[day.weekday()]) for day in sorted(worked_saturdays()) if day.year == year],
        "years": [Tab(str(other), f"{here}?nam={other}", other == year) for other in years],
        "tabs": _tabs("holidays"),
    }
    return render(request, "law/holidays.html", shown)


# `people` stands above this room, so its decorator cannot be used here; the mark it sets can.
for view in (index, documents, holidays):
    view.access = "signed_in"  # type: ignore[attr-defined]
