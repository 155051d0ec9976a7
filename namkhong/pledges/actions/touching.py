"""Telling the worker which units are to be counted afresh."""

from collections.abc import Iterable

from namkhong.pledges.models import CoverageChange


def touch(*, round: int, units: Iterable[int]) -> None:
    """Something changed about the people of these units in a round; said in the transaction of the change itself."""
    CoverageChange.objects.bulk_create(CoverageChange(round_id=round, unit_id=unit) for unit in sorted(set(units)))
