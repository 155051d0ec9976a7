"""Points and ratings for the tests of this room."""

from datetime import date, datetime
from itertools import count
from typing import Any

from namkhong.feedback.actions import PointDraft, install_instruments, open_point
from namkhong.feedback.library import library
from namkhong.feedback.models import AsideGroup, Ballot, Instrument, Point, Tally
from namkhong.feedback.rules.ballots import Rating, ballot_number, mark_of
from namkhong.feedback.states import PointKind
from namkhong.units.models import Unit
from tests.world import NOW, TODAY

_numbers = count(1)


def quick() -> Instrument:
    """The quick rating."""
    install_instruments(instruments=library(), at=NOW)
    return Instrument.objects.get(key="quick")


def point_at(unit: Unit, kind: str = PointKind.POSTER, **about: str) -> Point:
    """A new open point of a unit."""
    return open_point(unit=unit, instrument=quick(), draft=PointDraft(kind, **about), by=None, at=NOW)


def rating(point: Point, score: int = 5, *, day: date = TODAY, evidence: str = "C", **more: Any) -> Rating:
    """A rating as it comes to the box, with a number of its own."""
    number = more.pop("id", None) or ballot_number(1, next(_numbers).to_bytes(13, "big"))
    mark = more.pop("mark", None) or mark_of(point.pk, score)
    return Rating(number, mark, point.unit_id, point.pk, day.isoformat(), 9, score, evidence, **more)


def group_at(point: Point, *ballots: Ballot, sentence: str = "Vì thế.", found_at: datetime = NOW) -> AsideGroup:
    """A finding over ballots (or over one that is nowhere), still standing."""
    return AsideGroup.objects.create(
        unit=point.unit,
        point=point,
        day=TODAY,
        evidence="B",
        detector="burst",
        sentence=sentence,
        ballots=[ballot.pk.hex for ballot in ballots] or ["0" * 32],
        count=len(ballots) or 1,
        found_at=found_at,
    )


def sums() -> dict[tuple[int, int, str], tuple[int, ...]]:
    """All stored sums that are not nothing."""
    names = [f"{whose}_{what}" for whose in ("own", "all") for what in ("n1", "n2", "n3", "n4", "n5", "aside")]
    rows = Tally.objects.order_by("unit", "month", "evidence").values_list("unit", "month", "evidence", *names)
    return {row[:3]: row[3:] for row in rows if any(row[3:])}


AT: datetime = NOW
