"""The decisions behind the areas, read from the table beside this file."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from namkhong.units.country.areas import Area

TABLE = Path(__file__).with_name("decisions.toml")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision that changed areas on 1 July 2025."""

    number: str
    issuer: str
    title: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class Later:
    """A decision of afterwards: from a day on, areas are of another kind, with the same number and name."""

    number: str
    effective_on: date
    word: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everything the table says. `communes` and `divided` are kept by the number of the province of today."""

    provinces: Decision
    districts: Decision
    communes: dict[str, Decision]
    divided: dict[str, Decision]
    later: tuple[Later, ...]
    people: frozenset[str]


@cache
def decisions() -> Decisions:
    """The table, read once. Titles of communal decisions still have the place "{province}"."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    communal = table["communes"]
    common = {"issuer": communal["issuer"], "decided_on": communal["decided_on"]}
    numbers: dict[str, str] = communal["numbers"]
    later = (
        Later(each["number"], each["effective_on"], each["word"], frozenset(each["codes"])) for each in table["later"]
    )
    return Decisions(
        provinces=Decision(**table["provinces"]),
        districts=Decision(**table["districts"]),
        communes={code: Decision(number, title=communal["title"], **common) for code, number in numbers.items()},
        divided={code: Decision(number, title=communal["divided_title"], **common) for code, number in numbers.items()},
        later=tuple(sorted(later, key=lambda each: (each.effective_on, each.number))),
        people=frozenset(table["place"]["people"]),
    )


def as_on(area: Area, day: date) -> Area:
    """An area of today as it was on a day."""
    for change in decisions().later:
        if area.code in change.codes and change.effective_on <= day:
            area = replace(area, word=change.word)
    return area


def changes_between(area: Area, after: date, until: date) -> Iterator[tuple[Later, Area]]:
    """The decisions that made another kind of an area after one day and up to another, and what it was then."""
    for change in decisions().later:
        if area.code in change.codes and after < change.effective_on <= until:
            yield change, as_on(area, change.effective_on)
