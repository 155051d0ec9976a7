"""Rows as the templates of this room want them: words, tones and links, nothing decided here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from namkhong.campaigns.models import Campaign, DutyDefinition, Stage, Target
from namkhong.campaigns.queries import DutyView, Share, schedule_of
from namkhong.campaigns.rules import Standing, named_day_words
from namkhong.campaigns.states import Direction, MeasuredAs
from namkhong.design.components.panels import Step
from namkhong.design.components.status import Share as Part
from namkhong.design.components.tables import Tab
from namkhong.foundation.numbers import show_decimal

TAGS = {
    Standing.NOT_OBLIGED: "exempt",
    Standing.ON_TIME: "done",
    Standing.EXTENDED: "done",
    Standing.LATE: "late",
    Standing.OVERDUE: "overdue",
    Standing.SOON: "soon",
    Standing.OPEN: "todo",
    Standing.NO_DAY: "todo",
}
"""The tag of `design` for each standing; its words come from the standing itself."""

MISCONDUCT = "misconduct_rate"


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage with its years in words and whether it runs now."""

    stage: Stage
    years: str
    running: bool


def stage_rows(stages: Iterable[Stage], on: date) -> list[StageRow]:
    """Stages in order, the one of today marked."""
    return [
        StageRow(
            row,
            f"{row.start_year}–{row.end_year}" + (" và các năm tiếp theo" if row.open_ended else ""),
            row.start_year <= on.year and (on.year <= row.end_year or row.open_ended),
        )
        for row in stages
    ]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target in words; `open_question` where a percentage may mean two things and nobody has said which."""

    target: Target
    words: str
    misconduct: bool
    compares: bool
    open_question: bool


def target_rows(targets: Iterable[Target]) -> list[TargetRow]:
    """Targets in the words of an official."""
    return [_target_row(row) for row in targets]


def _target_row(row: Target) -> TargetRow:
    compares = row.direction in (Direction.DECREASE, Direction.INCREASE)
    unit = " điểm phần trăm" if compares and row.measured_as == MeasuredAs.POINTS else "%"
    bounds = _bounds(row.low, row.high)
    words = f"{Direction(row.direction).label} {bounds}{unit}" + (" mỗi năm" if row.yearly else "")
    if compares and row.base == "previous_year":
        words += ", so với năm trước"
    return TargetRow(row, words, row.metric == MISCONDUCT, compares, compares and not row.stated)


def _bounds(low: Decimal | None, high: Decimal | None) -> str:
    ends = dict.fromkeys(show_decimal(end) for end in (low, high) if end is not None)
    return "–".join(ends)


@dataclass(frozen=True, slots=True)
class ShareRow:
    """How far the units are with one duty: a bar, a sentence and where the list of units is."""

    share: Share
    title: str
    when: str
    parts: list[Part]
    url: str


def share_rows(campaign: Campaign, shares: Iterable[Share]) -> list[ShareRow]:
    """A bar for each duty of a year."""
    return [_share_row(campaign, share, share.definition) for share in shares if share.definition]


def _share_row(campaign: Campaign, share: Share, row: DutyDefinition) -> ShareRow:
    parts = [
        Part("Xong đúng hạn", share.done - share.late, "good"),
        Part("Xong sau hạn", share.late, "warn"),
        Part("Quá hạn", share.overdue, "danger"),
        Part("Chưa đến hạn", share.waiting, "info"),
        Part("Không phải làm", share.excused, "quiet"),
    ]
    url = reverse("campaigns:progress", args=[campaign.pk, share.year, row.pk])
    return ShareRow(share, row.title, named_day_words(schedule_of(row)), [p for p in parts if p.count], url)


def launch_steps(now: int) -> list[Step]:
    """The way from a plan to a running campaign; `now` is the place of the step at hand."""
    labels = ("Chọn việc", "Định ngày, người làm", "Phát động", "Chọn mẫu báo cáo")
    states = ["done"] * now + ["now"] + ["later"] * (len(labels) - now - 1)
    return [Step(label, state) for label, state in zip(labels, states, strict=True)]


def year_tabs(years: list[int], chosen: int) -> list[Tab]:
    """A tab for each year with duties, the latest first."""
    return [Tab(f"Năm {year}", f"?nam={year}", year == chosen) for year in years]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty with its tag."""

    view: DutyView
    tag: str
    label: str


def duty_rows(views: Iterable[DutyView]) -> list[DutyRow]:
    """Duties with the tag and the words of how they stand."""
    return [DutyRow(view, TAGS[view.standing], view.standing.label) for view in views]


@dataclass(frozen=True, slots=True)
class DefinitionRow:
    """A duty being worded, told in one line; `dayless` where neither the plan nor a person has named a day."""

    row: DutyDefinition
    when: str
    years: str
    dayless: bool


def definition_rows(rows: Iterable[DutyDefinition]) -> list[DefinitionRow]:
    """Duties being worded, in the plan's order."""
    shown = []
    for row in rows:
        when = named_day_words(schedule_of(row))
        last = str(row.last_year) if row.last_year else "trở đi"
        years = str(row.first_year) if row.first_year == row.last_year else f"{row.first_year}–{last}"
        shown.append(DefinitionRow(row, when, years.replace("–trở đi", " trở đi"), not when))
    return shown
