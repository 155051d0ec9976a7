"""What can be wrong with one criterion, looked at alone. Pure."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from namkhong.criteria.rules.structure import CriterionDef, Level
from namkhong.criteria.states import Measure, Scale
from namkhong.foundation.numbers import show_decimal

MOST_POINTS = Decimal("99999.99")
MOST_WEIGHT = Decimal("999.99")
MOST_LEVELS = 30
COUNTS = (Measure.CASES_CONCLUDED,)
"""Figures that are numbers of something, not percentages."""


def faults_of_criterion(row: CriterionDef) -> Iterator[str]:
    """Sentences about title, points, levels, figure, deadline and lengths."""
    if not row.title.strip():
        yield "Mục này chưa có nội dung."
    yield from cannot_be_kept(row)
    if row.most == 0 and row.scale != Scale.GROUP:
        yield "Điểm tối đa phải lớn hơn 0."
    yield from _of_measure(row)
    yield from _of_levels(row)
    yield from _of_deadline(row)


def cannot_be_kept(row: CriterionDef) -> Iterator[str]:
    """What is too long, too large or not of the words that are known: not even a draft holds it."""
    yield from too_long(
        ("Số thứ tự", row.number, 20),
        ("Nội dung", row.title, 500),
        ("Hướng dẫn", row.guide, 5000),
        ("Minh chứng", row.evidence, 300),
        ("Nơi thẩm định", row.checked_by, 200),
    )
    if row.scale not in Scale.values:
        yield "Chưa chọn cách chấm."
    if row.scale == Scale.MEASURED and not row.measure:
        yield "Chưa chọn số liệu để hệ thống tự tính."
    yield from _of_points(row)
    if len(row.levels) > MOST_LEVELS:
        yield f"Mục này có {len(row.levels)} mức, nhiều nhất là {MOST_LEVELS} mức."


def too_long(*texts: tuple[str, str, int]) -> Iterator[str]:
    """A sentence for each text (label, text, most signs) that does not fit."""
    for label, text, most in texts:
        if len(text) > most:
            yield f"{label} dài {len(text)} ký tự, nhiều nhất là {most} ký tự."


def two_places(number: Decimal) -> bool:
    """Whether a finite number has no more than two places after the comma."""
    return number == number.quantize(Decimal("0.01"))


def fits(number: Decimal, most: Decimal) -> bool:
    """A finite number from 0 to `most` with at most two places."""
    return number.is_finite() and 0 <= number <= most and two_places(number)


def _of_points(row: CriterionDef) -> Iterator[str]:
    if not fits(row.most, MOST_POINTS):
        yield f"Điểm tối đa phải từ 0 đến {show_decimal(MOST_POINTS)}, lấy đến hai chữ số sau dấu phẩy."
    if not fits(row.weight, MOST_WEIGHT) or row.weight == 0:
        yield (
            f"Hệ số phải lớn hơn 0, không quá {show_decimal(MOST_WEIGHT)}, lấy đến hai chữ số sau dấu phẩy;"
            " không nhân thì để hệ số 1."
        )


def _of_measure(row: CriterionDef) -> Iterator[str]:
    if row.scale != Scale.MEASURED:
        if row.measure:
            yield "Chỉ mục do hệ thống tự tính mới lấy số liệu của hệ thống."
    elif row.measure and row.measure not in Measure.values:
        yield "Hệ thống không có số liệu này."
    elif row.measure in COUNTS and not row.levels:
        yield "Số liệu này là số vụ, không phải tỷ lệ, nên phải chia mức điểm."


def _of_levels(row: CriterionDef) -> Iterator[str]:
    if row.scale not in (Scale.LEVELS, Scale.MEASURED):
        if row.levels:
            yield "Chỉ mục chọn mức hoặc do hệ thống tự tính mới có các mức điểm."
        return
    if not row.levels:
        if row.scale == Scale.LEVELS:
            yield "Mục chọn mức chưa có mức nào."
        return
    wrong = [level for level in row.levels if not fits(level.points, row.most)]
    for level in wrong:
        yield f"Mức {_named(level)} phải có điểm từ 0 đến {show_decimal(row.most)}, tối đa hai chữ số sau dấu phẩy."
    if not wrong and max(level.points for level in row.levels) != row.most:
        yield f"Phải có một mức đạt điểm tối đa {show_decimal(row.most)}."
    yield from _of_labels(row) if row.scale == Scale.LEVELS else _of_bounds(row)


def _of_labels(row: CriterionDef) -> Iterator[str]:
    labels = [level.label.strip() for level in row.levels]
    if not all(labels):
        yield "Có mức chưa ghi tên."
    for label in sorted({label for label in labels if label and labels.count(label) > 1}):
        yield f"Mức “{label}” bị ghi hai lần."
    for label in labels:
        yield from too_long((f"Tên mức “{label[:30]}”", label, 120))
    if any(level.at_least is not None for level in row.levels):
        yield "Chỉ mục do hệ thống tự tính mới ghi “từ bao nhiêu” cho các mức."


def _of_bounds(row: CriterionDef) -> Iterator[str]:
    bounds = [level.at_least for level in row.levels]
    if any(bound is None or not bound.is_finite() or bound < 0 for bound in bounds):
        yield "Có mức chưa ghi đạt từ bao nhiêu trở lên."
        return
    for bound in sorted({bound for bound in bounds if bound is not None and bounds.count(bound) > 1}):
        yield f"Có hai mức cùng tính từ {show_decimal(bound)}."


def _named(level: Level) -> str:
    return f"“{level.label}”" if level.at_least is None else f"từ {show_decimal(level.at_least)}"


def _of_deadline(row: CriterionDef) -> Iterator[str]:
    if row.day is None and row.month is None:
        return
    if row.day is None or row.month is None:
        yield "Hạn phải có cả ngày và tháng."
        return
    try:
        # A year without 29 February: a deadline must be a day of every year.
        date(2026, row.month, row.day)
    except ValueError:
        yield f"Không phải năm nào cũng có ngày {row.day}/{row.month}. Hãy chọn một ngày khác."
