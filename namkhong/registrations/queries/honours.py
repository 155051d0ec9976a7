"""Names of honours as the law of a day has them, each with its source; and what a campaign suggests to promise."""

from dataclasses import dataclass
from datetime import date

from namkhong.campaigns.models import Target
from namkhong.campaigns.queries import targets_of
from namkhong.campaigns.states import Direction, MeasuredAs
from namkhong.foundation.numbers import show_decimal
from namkhong.law.queries import NoRuleInForce, in_force
from namkhong.registrations.rules import HONOURS, Honour, Whose


@dataclass(frozen=True, slots=True)
class Offer:
    """An honour that may be chosen; `source` is empty where no rule of law is known for it."""

    label: str
    source: str


def honours(whose: Whose, on: date) -> list[Offer]:
    """What a unit or a person may aim at on a day."""
    return [Offer(row.label, _source(row, on)) for row in HONOURS if row.whose is whose]


def _source(row: Honour, on: date) -> str:
    if not row.subject:
        return ""
    try:
        rule = in_force(row.subject, on)
    except NoRuleInForce:
        return ""
    named = {code.strip() for code in str((rule.values or {}).get("forms", "")).split(",")}
    return f"{rule.citation.article}, {rule.citation.document}" if row.code in named else ""


def suggestions(campaign: int) -> list[str]:
    """Lines to promise, made of the campaign's own targets."""
    return list(dict.fromkeys(_promise(row) for row in targets_of(campaign)))


def _promise(row: Target) -> str:
    compares = row.direction in (Direction.DECREASE, Direction.INCREASE)
    ends = dict.fromkeys(show_decimal(end) for end in (row.low, row.high) if end is not None)
    unit = " điểm phần trăm" if compares and row.measured_as == MeasuredAs.POINTS else "%"
    bounds = f" {'–'.join(ends)}{unit}" if ends else ""
    return f"{row.label}: {Direction(row.direction).label.lower()}{bounds}"
