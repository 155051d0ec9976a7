"""A set as plain words and lists, and back: what is kept of a draft for taking a change back. Pure."""

from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from namkhong.criteria.rules.structure import BandDef, Condition, CriterionDef, Level, SetDef


def as_plain(set: SetDef) -> dict[str, Any]:
    """The set in what JSON knows; numbers are text, so that nothing is rounded."""
    plain: dict[str, Any] = _texts(asdict(set))
    return plain


def from_plain(plain: dict[str, Any]) -> SetDef:
    """What `as_plain` made."""
    criteria = tuple(
        CriterionDef(**row | _numbers(row, "most", "weight") | {"levels": levels_from(row["levels"])})
        for row in plain["criteria"]
    )
    bands = tuple(
        BandDef(**row | _numbers(row, "at_least", "quota") | {"conditions": conditions_from(row["conditions"])})
        for row in plain["bands"]
    )
    return SetDef(**plain | _numbers(plain, "total") | {"criteria": criteria, "bands": bands})


def levels_from(rows: Iterable[dict[str, Any]]) -> tuple[Level, ...]:
    """Steps as the table of criteria keeps them."""
    return tuple(Level(Decimal(row["points"]), row.get("label", ""), _number(row.get("at_least"))) for row in rows)


def plain_levels(levels: Iterable[Level]) -> list[dict[str, str]]:
    """Steps for the table of criteria, without what is empty."""
    return [{key: str(value) for key, value in asdict(row).items() if value not in ("", None)} for row in levels]


def conditions_from(rows: Iterable[dict[str, Any]]) -> tuple[Condition, ...]:
    """Side conditions as the table of grades keeps them."""
    return tuple(Condition(row["kind"], row.get("criterion", ""), _number(row.get("value"))) for row in rows)


def plain_conditions(conditions: Iterable[Condition]) -> list[dict[str, str]]:
    """Side conditions for the table of grades, without what is empty."""
    return [{key: str(value) for key, value in asdict(row).items() if value not in ("", None)} for row in conditions]


def _numbers(row: dict[str, Any], *keys: str) -> dict[str, Decimal | None]:
    return {key: _number(row[key]) for key in keys}


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(one) for one in value]
    # A word of a list of choices is a kind of text; what is kept is the plain word.
    return str(value) if isinstance(value, Decimal | str) else value
