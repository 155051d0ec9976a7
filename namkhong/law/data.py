"""Reads the tables of law beside this file and checks them: every row complete, nothing in force twice."""

import tomllib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from namkhong.foundation.errors import DomainError
from namkhong.law.rules import (
    Band,
    Citation,
    FixedHoliday,
    LegalDocument,
    Rule,
    Swap,
    YearOfHolidays,
    bare_number,
    clashes,
)

TABLES = Path(__file__).parent / "tables"
Text = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.]*$")]
Mark = Literal["V", "S", "G", "D"]
Table = TypeVar("Table", bound=BaseModel)


class BrokenTable(DomainError):
    sentence = "Bảng luật {file} sai ở dòng {row}: {reason}. Hãy sửa tệp rồi khởi động lại."


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Source(_Row):
    document: Text
    article: Text


class _Band(_Row):
    code: Name
    label: Text
    at_least: Decimal


class _Rule(_Row):
    id: Name
    subject: Name
    title: Text
    says: Text
    citation: _Source
    valid_from: date
    valid_to: date | None = None
    verified: bool = False
    mark: Mark
    transition: str = ""
    values: dict[Name, Decimal | bool | str] = {}
    bands: tuple[_Band, ...] = ()


class _Group(_Row):
    key: Name
    name: Text
    order: int


class _RuleTable(_Row):
    group: _Group
    rules: tuple[_Rule, ...]


class _Fixed(_Row):
    name: Text
    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)]
    valid_from: date
    valid_to: date | None = None
    made_up: bool = True
    citation: _Source


class _Swap(_Row):
    off: date
    work: date


class _Year(_Row):
    year: int
    tet: Annotated[tuple[date, ...], Field(min_length=5, max_length=5)]
    tet_first: date
    hung_kings: date
    national_day_second: date | None = None
    swaps: tuple[_Swap, ...] = ()
    worked: tuple[date, ...] = ()
    citation: _Source
    verified: bool = False
    note: str = ""


class _HolidayTable(_Row):
    fixed: tuple[_Fixed, ...]
    years: tuple[_Year, ...]


class _Document(_Row):
    number: Text
    name: Text
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: tuple[Text, ...] = ()
    note: str = ""
    verified: bool = False
    issued_on: date | None = None
    replaced_in: str = ""


class _DocumentTable(_Row):
    documents: tuple[_Document, ...]


class Group(_Group):
    """A heading of the page of law."""


def read_rules(folder: Path) -> tuple[tuple[Group, ...], tuple[Rule, ...]]:
    """Groups and rules of all files named `rules_*.toml` in a folder. Raises: BrokenTable."""
    groups: list[Group] = []
    rules: list[Rule] = []
    for path in sorted(folder.glob("rules_*.toml")):
        table = _checked(path, _RuleTable.model_validate)
        groups.append(Group(**table.group.model_dump()))
        rules += [_rule(row, table.group.key) for row in table.rules]
    for one, other in clashes(rules):
        raise BrokenTable(file=f"{one.group}, {other.group}", row=other.id, reason=f"trùng hiệu lực với {one.id}")
    twice = sorted({rule.id for rule in rules if [other.id for other in rules].count(rule.id) > 1})
    if twice:
        raise BrokenTable(file=str(folder.name), row=twice[0], reason="hai quy định cùng khóa")
    return tuple(sorted(groups, key=lambda group: group.order)), tuple(rules)


def read_holidays(path: Path) -> tuple[tuple[FixedHoliday, ...], dict[int, YearOfHolidays]]:
    """Holidays on fixed days, and what each year settles. Raises: BrokenTable."""
    table = _checked(path, _HolidayTable.model_validate)
    fixed = tuple(FixedHoliday(**_plain(row)) for row in table.fixed)
    years = {row.year: YearOfHolidays(**(_plain(row) | {"swaps": _swaps(row)})) for row in table.years}
    for year, row in years.items():
        days = [*row.tet, row.tet_first, row.hung_kings, *(swap.off for swap in row.swaps), *row.worked]
        if any(day.year != year for day in days) or row.tet_first not in row.tet:
            raise BrokenTable(file=path.name, row=str(year), reason="có ngày không thuộc năm này")
    return fixed, years


def read_documents(path: Path) -> tuple[LegalDocument, ...]:
    """Documents with the days they hold. Raises: BrokenTable."""
    table = _checked(path, _DocumentTable.model_validate)
    return tuple(LegalDocument(**row.model_dump()) for row in table.documents)


@cache
def rule_tables() -> tuple[tuple[Group, ...], tuple[Rule, ...]]:
    """The project's own groups and rules, read once."""
    return read_rules(TABLES)


@cache
def holiday_tables() -> tuple[tuple[FixedHoliday, ...], dict[int, YearOfHolidays]]:
    """The project's own holidays, read once."""
    return read_holidays(TABLES / "holidays.toml")


@cache
def documents() -> tuple[LegalDocument, ...]:
    """The project's own list of documents, read once."""
    return read_documents(TABLES / "documents.toml")


@cache
def documents_by_number() -> dict[str, LegalDocument]:
    """The same by `rules.bare_number`."""
    return {bare_number(document.number): document for document in documents()}


def _checked(path: Path, check: Callable[[Any], Table]) -> Table:
    """The table in a file, or an error that names file and row."""
    try:
        return check(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise BrokenTable(file=path.name, row="?", reason=str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        row = " > ".join(str(step + 1) if isinstance(step, int) else step for step in first["loc"])
        raise BrokenTable(file=path.name, row=row, reason=first["msg"]) from error


def _plain(row: Any) -> dict[str, Any]:
    plain: dict[str, Any] = row.model_dump()
    return plain | {"citation": Citation(**row.citation.model_dump())}


def _swaps(row: _Year) -> tuple[Swap, ...]:
    return tuple(Swap(swap.off, swap.work) for swap in row.swaps)


def _rule(row: _Rule, group: str) -> Rule:
    bands = tuple(Band(**band.model_dump()) for band in row.bands)
    return Rule(**(_plain(row) | {"group": group, "bands": bands}))
