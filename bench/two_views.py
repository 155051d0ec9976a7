"""How long both views of a total and of six years take over 2,000 units, on SQLite, after a reorganisation."""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from bench.alone import database, finish, look_at_tables

if TYPE_CHECKING:
    from bench.rows import Row
    from bench.world import BenchWorld

SINCE = date(2025, 7, 1)
GOAL_TOTAL, GOAL_SERIES = "<= 100", "<= 150"
CONTROL = "the sign-in page"


def measure(world: "BenchWorld") -> Iterator["Row"]:
    """Pages of an officer who stands above the organiser and has no reports of its own."""
    from django.urls import reverse

    from bench.rows import Row
    from bench.serving import page_ms, server, sign_in
    from namkhong.people.actions import appoint
    from namkhong.people.states import PostKind

    reorganise(world)
    look_at_tables()
    appoint(
        person=world.officer,
        unit=world.superior,
        kind=PostKind.SUPERIOR_OFFICER,
        since=SINCE,
        by=None,
        at=world_start(),
    )
    total = reverse("reports:total", args=[world.campaign.pk, "2025", world.organiser.pk])
    trace = reverse("reports:trace", args=[world.campaign.pk, "2025", world.organiser.pk, "staff"])
    series = reverse("reports:series", args=[world.campaign.pk, world.superior.pk])
    pages = [
        ("reports.total_as_was", total, GOAL_TOTAL),
        ("reports.total_provisional", f"{total}?so-lieu=tam", GOAL_TOTAL),
        ("reports.total_now", f"{total}?cay=nay", GOAL_TOTAL),
        ("reports.total_now_provisional", f"{total}?cay=nay&so-lieu=tam", GOAL_TOTAL),
        ("reports.trace_now", f"{trace}?cay=nay", None),
        ("reports.series_live", series, GOAL_SERIES),
        ("reports.series_now", f"{series}?cay=nay", GOAL_SERIES),
    ]
    with server() as serving:
        floor = page_ms(serving, reverse("account_login"))[0]
        for name, path, goal in pages:
            waited = page_ms(serving, path, sign_in(world.officer))[0]
            yield Row(f"{name}_p95_ms", round(waited, 1), "ms", round(floor, 1), CONTROL, goal)


def reorganise(world: "BenchWorld") -> None:
    """Two hundred units end: half are merged into a neighbour, half are divided over three others."""
    from namkhong.units.actions import rebuild_lineage
    from namkhong.units.models import Heir, Placement, Succession, Unit

    units = [unit.pk for unit in world.grassroots]
    ended, others = units[-200:], units[:-200]
    shares = (Decimal("0.5"), Decimal("0.3"), Decimal("0.2"))
    pairs = [(unit, others[n], Decimal(1)) for n, unit in enumerate(ended[:100])]
    pairs += [(unit, others[n * 3 + k], share) for n, unit in enumerate(ended[100:]) for k, share in enumerate(shares)]
    Succession.objects.bulk_create(
        Succession(predecessor_id=old, successor_id=new, share=share, effective_on=SINCE) for old, new, share in pairs
    )
    Heir.objects.bulk_create(Heir(unit_id=old, heir_id=new, share=share, valid_from=SINCE) for old, new, share in pairs)
    last_day = SINCE - timedelta(days=1)
    Placement.objects.filter(unit__in=ended).update(valid_to=last_day)
    Unit.objects.filter(pk__in=ended).update(closed_on=last_day)
    rebuild_lineage(line=world.campaign.line)


def world_start() -> object:
    """The moment from which the people of the province act."""
    from bench.world import START

    return START


def main() -> int:
    """Build the province with six years of reports in a database of its own, measure, print."""
    with database():
        from django.core.management import call_command

        call_command("collectstatic", verbosity=0, interactive=False)
        from bench import world

        world.YEARS = range(2021, 2027)
        return finish(measure(world.build()))


if __name__ == "__main__":
    sys.exit(main())
