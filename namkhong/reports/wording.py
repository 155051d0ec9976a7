"""Figures and targets in words, the same on the screen and on paper. Careful where a percentage would mislead."""

from decimal import Decimal

from namkhong.campaigns.models import Target
from namkhong.campaigns.states import Direction, MeasuredAs
from namkhong.foundation.numbers import show_decimal
from namkhong.foundation.periods import Period
from namkhong.reports.queries.series import SeriesYear

_ASKS = {
    Direction.DECREASE: "giảm",
    Direction.INCREASE: "tăng",
    Direction.REACH: "đạt",
    Direction.AT_LEAST: "đạt ít nhất",
    Direction.AT_MOST: "không quá",
}
NOT_STATED = "chưa có số liệu"
_CHANGES = (Direction.DECREASE, Direction.INCREASE)


def duty_words(title: str, period: Period) -> str:
    """A reporting duty with its period: "Báo cáo năm 2026", "Tổng kết, giai đoạn 2021–2026"."""
    if title.endswith(" năm") and period.label.startswith("năm "):
        return f"{title} {period.label.removeprefix('năm ')}"
    if title.endswith(f" {period.label}"):
        return title
    return f"{title}, {period.label}"


def target_words(target: Target) -> str:
    """What a target asks: "giảm từ 5% đến 10% mỗi năm, so với năm trước"."""
    asks = f"{_ASKS[Direction(target.direction)]} {_bounds(target)}"
    if target.yearly:
        asks += " mỗi năm"
    if target.direction not in _CHANGES:
        return asks
    points = target.measured_as == MeasuredAs.POINTS
    return asks + (", tính bằng điểm phần trăm so với năm trước" if points else ", so với năm trước")


def measure_words(target: Target) -> str:
    """How the change of a rate is measured, and whether the plan says so."""
    points = target.measured_as == MeasuredAs.POINTS
    how = (
        "Mức giảm = tỷ lệ năm trước trừ tỷ lệ năm nay, tính bằng điểm phần trăm."
        if points
        else "Mức giảm = phần tỷ lệ đã giảm chia cho tỷ lệ năm trước, tính bằng phần trăm."
    )
    if target.stated:
        return how
    return how + " Kế hoạch không nói rõ cách tính; cách này đang là lựa chọn mặc định."


def achieved_words(target: Target, achieved: Decimal | None, now: SeriesYear, before: SeriesYear | None) -> str:
    """What was achieved in a year; counts instead of a percentage where the base is zero."""
    if achieved is None:
        return _counted(now, before) if target.metric == "misconduct_rate" else NOT_STATED
    if target.direction not in _CHANGES:
        return f"{show_decimal(achieved, 1)}%"
    unit = " điểm phần trăm" if target.measured_as == MeasuredAs.POINTS else "%"
    fell = achieved > 0 if target.direction == Direction.DECREASE else achieved < 0
    places = 1 if unit == "%" else 2
    if round(achieved, places) == 0:
        return "không đổi"
    return f"{'giảm' if fell else 'tăng'} {show_decimal(abs(achieved), places)}{unit}"


def _counted(now: SeriesYear, before: SeriesYear | None) -> str:
    cases = now.values.get("cases")
    if cases is None:
        return NOT_STATED
    earlier = now.values.get("cases_before")
    if earlier is None and before is not None:
        earlier = before.values.get("cases")
    if earlier is None:
        return f"{show_decimal(cases)} vụ, chưa có năm để so"
    return f"từ {show_decimal(earlier)} vụ thành {show_decimal(cases)} vụ"


def _bounds(target: Target) -> str:
    sign = " điểm phần trăm" if target.measured_as == MeasuredAs.POINTS and target.direction in _CHANGES else "%"
    low, high = target.low, target.high
    if low is not None and high is not None and low != high:
        return f"từ {show_decimal(low)}{sign} đến {show_decimal(high)}{sign}"
    bound = low if low is not None else high
    return "theo kế hoạch" if bound is None else f"{show_decimal(bound)}{sign}"
