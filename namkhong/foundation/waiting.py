"""What every room answers upward: what waits for a person, and which figures it knows of a unit."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for a person.

    `label` is five words or so; `due_on` None means no day is set; `url` is where the work is done.
    """

    label: str
    detail: str
    unit_name: str
    due_on: date | None
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure a room knows of a unit in a period; `value` None means nobody has stated it yet."""

    key: str
    label: str
    value: Decimal | None
    source: str
