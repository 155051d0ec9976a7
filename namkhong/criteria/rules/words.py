"""How steps, scales and deadlines are written by people, in the editor and in a spreadsheet alike. Pure."""

import re
from dataclasses import replace
from decimal import Decimal

from namkhong.criteria.rules.structure import CriterionDef, Level, SetDef
from namkhong.criteria.states import Measure, Scale
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import parse_decimal, show_decimal
from namkhong.foundation.text import fold, nfc

SCALES = {
    Scale.GROUP: "Nhóm",
    Scale.POINTS: "Cho điểm",
    Scale.YES_NO: "Có hoặc không",
    Scale.LEVELS: "Chọn mức",
    Scale.MEASURED: "Hệ thống tự tính",
    Scale.BONUS: "Điểm thưởng",
    Scale.MINUS: "Điểm trừ",
}
_FROM = re.compile(r"từ\s+(.+)", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})")


class NotAStep(DomainError):
    sentence = "Không hiểu mức “{line}”. Mỗi dòng ghi điểm, dấu hai chấm rồi đến tên mức, ví dụ “4: Đủ hồ sơ”."


class NotABound(DomainError):
    sentence = (
        "Không hiểu mức “{line}”. Mục do hệ thống tự tính thì mỗi dòng ghi điểm, dấu hai chấm rồi “từ” và số liệu,"
        " ví dụ “10: từ 90”."
    )


class NotAScale(DomainError):
    sentence = "Không có cách chấm “{text}”. Hãy ghi một trong các cách: {known}."


class NotAMeasure(DomainError):
    sentence = "Không có số liệu “{text}”. Hãy ghi “Hệ thống tự tính: ” rồi một trong các số liệu: {known}."


class NotADayOfTheYear(DomainError):
    sentence = "Không hiểu hạn “{text}”. Hãy ghi ngày/tháng, ví dụ 30/11."


def step_lines(levels: tuple[Level, ...]) -> str:
    """One step a line: its points, and what it is called or from how much on it counts."""
    return "\n".join(
        f"{show_decimal(one.points)}: " + (one.label if one.at_least is None else f"từ {show_decimal(one.at_least)}")
        for one in levels
    )


def steps_of(text: str, scale: str) -> tuple[Level, ...]:
    """What `step_lines` wrote, or a person. Raises: NotAStep, NotABound, NotANumber, AmbiguousNumber."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(_bound(line) if scale == Scale.MEASURED else _step(line) for line in lines)


def scale_words(row: CriterionDef) -> str:
    """How a criterion is scored, for a cell; a measured one names its figure."""
    words = SCALES[Scale(row.scale)]
    return f"{words}: {Measure(row.measure).label}" if row.measure else words


def scale_of(text: str) -> tuple[Scale, str]:
    """Scale and figure that a cell names, whatever its accents. Raises: NotAScale, NotAMeasure."""
    word, _, figure = text.partition(":")
    known = {fold(words): scale for scale, words in SCALES.items()} | {fold(one.label): one for one in Scale}
    scale = known.get(fold(word))
    if scale is None:
        raise NotAScale(text=text, known=", ".join(SCALES.values()))
    if scale != Scale.MEASURED:
        return scale, ""
    measures = {fold(one.label): one for one in Measure}
    if fold(figure) not in measures:
        raise NotAMeasure(text=figure.strip(), known="; ".join(one.label for one in Measure))
    return scale, measures[fold(figure)]


def deadline_words(row: CriterionDef) -> str:
    """Day and month, or what there is of them."""
    return f"{row.day or ''}/{row.month or ''}" if row.day or row.month else ""


def deadline_of(text: str) -> tuple[int | None, int | None]:
    """Day and month. Whether there is such a day is asked by `checking`. Raises: NotADayOfTheYear."""
    if not text.strip():
        return None, None
    found = _DAY.fullmatch(text.strip())
    if not found:
        raise NotADayOfTheYear(text=text)
    return int(found[1]), int(found[2])


def tidied(set: SetDef) -> SetDef:
    """With every text as it is kept: composed letters, single spaces; a guide keeps its lines."""
    criteria = tuple(_tidied(row) for row in set.criteria)
    bands = tuple(replace(band, label=_line(band.label)) for band in set.bands)
    return replace(set, name=_line(set.name), source=_line(set.source), criteria=criteria, bands=bands)


def _tidied(row: CriterionDef) -> CriterionDef:
    return replace(
        row,
        title=_line(row.title),
        guide="\n".join(map(_line, row.guide.strip().splitlines())),
        evidence=_line(row.evidence),
        checked_by=_line(row.checked_by),
        levels=tuple(replace(level, label=_line(level.label)) for level in row.levels),
    )


def _line(text: str) -> str:
    return " ".join(nfc(text).split())


def _step(line: str) -> Level:
    points, colon, label = line.partition(":")
    if not colon:
        raise NotAStep(line=line)
    return Level(parse_decimal(points), label=label.strip())


def _bound(line: str) -> Level:
    points, colon, bound = line.partition(":")
    found = _FROM.fullmatch(bound.strip())
    if not colon or not found:
        raise NotABound(line=line)
    return Level(_number(points), at_least=_number(found[1].removesuffix("%")))


def _number(text: str) -> Decimal:
    return parse_decimal(text.strip())
