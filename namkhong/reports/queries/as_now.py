"""The second view of a figure: what the lowest units once reported, summed on today's tree through succession."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from namkhong.campaigns.models import Campaign
from namkhong.reports.models import Form
from namkhong.reports.queries.carrying import Carried, Place, carry
from namkhong.reports.queries.sheets import measured_as, rules_of
from namkhong.reports.queries.sums import Columns, Values, sums_of
from namkhong.reports.rules import derive


@dataclass(frozen=True, slots=True)
class Group:
    """Figures by key, how many returns state each, and how many returns there are."""

    values: Values = field(default_factory=dict)
    stated: dict[str, int] = field(default_factory=dict)
    returns: int = 0


@dataclass(frozen=True, slots=True)
class NowTotal:
    """The figures under a unit of today for one period, and beside them those that belong to no unit of today.

    `former` are the units that have been succeeded and of which `here` holds a part.
    """

    here: Group
    outside: Group
    undecided: Group
    provisional: bool
    former: frozenset[int] = frozenset()


def total_now(unit: int, campaign: Campaign, form: Form, period: str, on: date, *, provisional: bool) -> NowTotal:
    """Add up what the lowest units reported for a period, on the tree of the day `on`."""
    return totals_now(unit, campaign, form, [period], on, provisional=provisional)[period]


def totals_now(
    unit: int,
    campaign: Campaign,
    form: Form,
    periods: Sequence[str],
    on: date,
    *,
    provisional: bool,
    wanted: Iterable[str] = (),
) -> dict[str, NowTotal]:
    """The same for several periods at once; only the wanted figures where any are named."""
    carried = carry(unit, campaign, form, periods, on, provisional=provisional)
    return totals_of(carried, campaign, form, provisional=provisional, wanted=wanted)


def totals_of(
    carried: Carried, campaign: Campaign, form: Form, *, provisional: bool, wanted: Iterable[str] = ()
) -> dict[str, NowTotal]:
    """Add up what has been carried, period by period."""
    rules, measure = rules_of(form.pk), measured_as(campaign.pk)
    whole = {key: found.whole for key, found in carried.items()}
    shared = {key: found.shared for key, found in carried.items()}
    sums = sums_of(whole, Columns.of(rules, form.key, wanted), shared=shared)

    def group(period: str, place: Place) -> Group:
        found = carried[period, place]
        if not found.whole and not found.shared:
            return Group()
        values, stated = sums[period, place]
        return Group(derive(rules, values, measure), stated, len(found.whole) + len(found.shared))

    return {
        period: NowTotal(
            group(period, Place.HERE),
            group(period, Place.OUTSIDE),
            group(period, Place.UNDECIDED),
            provisional,
            frozenset(found.former),
        )
        for (period, place), found in carried.items()
        if place is Place.HERE
    }
