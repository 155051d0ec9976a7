"""What a rule of law is, which one holds on a day, and how days are counted. Pure: nothing here knows any law."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from namkhong.foundation.days import IsWorkingDay
from namkhong.foundation.text import fold

Value = Decimal | bool | str
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule is written: the document with its number, and the place in it."""

    document: str
    article: str


@dataclass(frozen=True, slots=True)
class Band:
    """A rank that a score earns from `at_least` points on, up to the next band."""

    code: str
    label: str
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with its life: first and last day in force, both included; `valid_to` None has no end in sight.

    `says` is the rule in one plain sentence; `values` are its figures by name. `mark` says where the figure was
    read: V the primary text, S a secondary source, G general knowledge, D our own conclusion.
    """

    id: str
    subject: str
    title: str
    says: str
    citation: Citation
    valid_from: date
    valid_to: date | None
    verified: bool
    mark: str
    group: str
    transition: str = ""
    values: Mapping[str, Value] | None = None
    bands: tuple[Band, ...] = ()

    def holds(self, on: date) -> bool:
        """Whether the rule is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def value(self, name: str) -> Value:
        """A value by name. Raises: KeyError where the rule does not have it."""
        return (self.values or {})[name]

    def number(self, name: str) -> Decimal:
        """A value that is a number. Raises: KeyError; TypeError where it is no number."""
        found = self.value(name)
        if not isinstance(found, Decimal):
            raise TypeError(f"{self.id}: {name} is not a number")
        return found


def clashes(rules: Iterable[Rule]) -> list[tuple[Rule, Rule]]:
    """Pairs of rules of one subject that are both in force on some day: the data must hold none."""
    by_subject: dict[str, list[Rule]] = {}
    for rule in rules:
        by_subject.setdefault(rule.subject, []).append(rule)
    return [
        (one, other)
        for same in by_subject.values()
        for one, other in combinations(same, 2)
        if one.holds(max(one.valid_from, other.valid_from)) and other.holds(max(one.valid_from, other.valid_from))
    ]


def band_of(bands: Sequence[Band], score: Decimal) -> Band | None:
    """The highest band the score reaches; a score on the border belongs to the higher band. None below them all."""
    reached = [band for band in bands if band.at_least <= score]
    return max(reached, key=lambda band: band.at_least, default=None)


class DayOffKind(StrEnum):
    """Why a day is off."""

    HOLIDAY = "holiday"
    MADE_UP = "made_up"
    SWAPPED = "swapped"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day off and its name, as a calendar on the wall would print it."""

    day: date
    name: str
    kind: DayOffKind


@dataclass(frozen=True, slots=True)
class FixedHoliday:
    """A holiday on the same solar day every year while its law holds.

    `made_up`: where it falls on a weekend, the next working day is off too.
    """

    name: str
    month: int
    day: int
    valid_from: date
    valid_to: date | None
    made_up: bool
    citation: Citation

    def in_year(self, year: int) -> date | None:
        """The day in that year; None where the law does not hold on it."""
        day = date(year, self.month, self.day)
        return day if self.valid_from <= day and (self.valid_to is None or day <= self.valid_to) else None


@dataclass(frozen=True, slots=True)
class Swap:
    """A working day given off against a Saturday worked."""

    off: date
    work: date


@dataclass(frozen=True, slots=True)
class YearOfHolidays:
    """What is settled anew for each year: lunar days, the day beside National Day, swapped days.

    `worked` are Saturdays worked for a day off of another year.
    """

    year: int
    tet: tuple[date, ...]
    tet_first: date
    hung_kings: date
    national_day_second: date | None
    swaps: tuple[Swap, ...]
    worked: tuple[date, ...]
    citation: Citation
    verified: bool
    note: str


def is_weekend(day: date) -> bool:
    """Saturday or Sunday: the weekly days off of offices."""
    return day.weekday() >= SATURDAY


def days_off_of(fixed: Sequence[FixedHoliday], year: YearOfHolidays) -> tuple[DayOff, ...]:
    """Every day off of a year in order: holidays, days made up for weekends, swapped days.

    A holiday on a Saturday or Sunday is made up on the next working day that is not off already.
    """
    named = dict(_named(fixed, year))
    taken = set(named)
    entitled = sorted(day for day, (_, made_up) in named.items() if made_up and is_weekend(day))
    offs = [DayOff(day, name, DayOffKind.HOLIDAY) for day, (name, _) in named.items()]
    for day in entitled:
        instead = day
        while is_weekend(instead) or instead in taken:
            instead += timedelta(days=1)
        taken.add(instead)
        offs.append(DayOff(instead, f"Nghỉ bù {named[day][0]}", DayOffKind.MADE_UP))
    offs += [DayOff(s.off, f"Nghỉ hoán đổi, làm bù {s.work:%d/%m/%Y}", DayOffKind.SWAPPED) for s in year.swaps]
    return tuple(sorted(offs, key=lambda off: off.day))


def _named(fixed: Sequence[FixedHoliday], year: YearOfHolidays) -> Iterator[tuple[date, tuple[str, bool]]]:
    """Holidays of the year with name and whether a weekend is made up."""
    for holiday in fixed:
        if day := holiday.in_year(year.year):
            yield day, (holiday.name, holiday.made_up)
    for day in year.tet:
        yield day, ("Tết Âm lịch", True)
    yield year.hung_kings, ("Giỗ Tổ Hùng Vương", True)
    if year.national_day_second:
        yield year.national_day_second, ("Quốc khánh", True)


def working_days_after(day: date, count: int, is_working_day: IsWorkingDay) -> date:
    """The `count`-th working day after a day; the day itself is not counted. Zero is the day itself.

    Raises: ValueError for a negative count.
    """
    if count < 0:
        raise ValueError("count of working days must not be negative")
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


class DocumentStanding(StrEnum):
    """How a document stands on a day."""

    IN_FORCE = "in_force"
    REPLACED = "replaced"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return _STANDINGS[self]


_STANDINGS = {
    DocumentStanding.IN_FORCE: "Còn hiệu lực",
    DocumentStanding.REPLACED: "Đã được thay thế",
    DocumentStanding.NOT_YET: "Chưa có hiệu lực",
    DocumentStanding.UNKNOWN: "Chưa rõ, chưa có trong dữ liệu",
}


@dataclass(frozen=True, slots=True)
class LegalDocument:
    """A document with the days between which it holds (None: not known, or no end in sight) and what replaced it.

    `issued_on` is the day it was signed, None where nobody has looked; `replaced_in` the place that says so.
    """

    number: str
    name: str
    valid_from: date | None
    valid_to: date | None
    replaced_by: tuple[str, ...]
    note: str
    verified: bool
    issued_on: date | None = None
    replaced_in: str = ""

    def standing(self, on: date) -> DocumentStanding:
        """How the document stands on a day."""
        if self.valid_to is not None and on > self.valid_to:
            return DocumentStanding.REPLACED
        if self.valid_from is not None and on < self.valid_from:
            return DocumentStanding.NOT_YET
        return DocumentStanding.IN_FORCE


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """The answer to "is this document still in force on that day"; `document` None where it is not in the data.

    `successors` are the documents that hold instead on that day, the chain of replacements followed to its end.
    """

    number: str
    standing: DocumentStanding
    document: LegalDocument | None
    successors: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The answer in one Vietnamese sentence."""
        if self.document is None:
            return f"Chưa có {self.number} trong dữ liệu, cần tự kiểm tra hiệu lực."
        if self.standing is DocumentStanding.REPLACED:
            instead = " và ".join(self.successors)
            return f"{self.number} hết hiệu lực sau ngày {self.document.valid_to:%d/%m/%Y}" + (
                f", dùng {instead}." if instead else "."
            )
        if self.standing is DocumentStanding.NOT_YET:
            return f"{self.number} có hiệu lực từ ngày {self.document.valid_from:%d/%m/%Y}."
        return f"{self.number} đang có hiệu lực."


def bare_number(number: str) -> str:
    """A number as people write it, brought to one form: no accents, no blanks, no "số"."""
    return fold(number).removeprefix("so ").replace(" ", "")


def status_among(known: Mapping[str, LegalDocument], number: str, on: date) -> DocumentStatus:
    """How a document stands on a day, among those known by `bare_number`."""
    document = known.get(bare_number(number))
    if document is None:
        return DocumentStatus(number, DocumentStanding.UNKNOWN, None)
    return DocumentStatus(document.number, document.standing(on), document, tuple(_successors(known, document, on)))


def _successors(known: Mapping[str, LegalDocument], document: LegalDocument, on: date) -> Iterator[str]:
    """What holds instead of a replaced document on a day; nothing where it still holds."""
    if document.standing(on) is not DocumentStanding.REPLACED:
        return
    for number in document.replaced_by:
        later = known.get(bare_number(number))
        if later is None or later.standing(on) is not DocumentStanding.REPLACED:
            yield number
        else:
            yield from _successors(known, later, on)
