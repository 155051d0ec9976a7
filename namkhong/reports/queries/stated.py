"""Filling rates beside figures that were only stated as counts."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from namkhong.campaigns.states import MeasuredAs
from namkhong.reports.rules import Rule, derive


def with_derived(rules: Iterable[Rule], stated: Mapping[str, Decimal]) -> dict[str, Decimal | None]:
    """The stated figures and the rates that follow from them; a rate that was itself stated stays as stated.

    The change against the year before is left to the caller, who knows that year's rate.
    """
    worked_out = derive(rules, stated, MeasuredAs.RELATIVE)
    return {key: stated.get(key, value) for key, value in worked_out.items() if value is not None}
