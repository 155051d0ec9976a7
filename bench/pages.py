"""How long the pages take that people open all day, on SQLite with 2,000 units and five years."""

from collections.abc import Iterator

from django.urls import reverse

from bench.rows import Row
from bench.serving import page_p95_ms, server, sign_in
from bench.world import BenchWorld
from namkhong.campaigns.models import Duty
from namkhong.campaigns.states import DutyKind, Obliged
from namkhong.foundation.clock import now, today
from namkhong.reports.actions import begin
from namkhong.reports.models import Return

GOAL = "<= 100"


def measure(world: BenchWorld) -> Iterator[Row]:
    """Pages of the officer who totals 2,000 units, and of the clerk of one; the control is the bare sign-in page."""
    sheet = Return.objects.filter(unit=world.grassroots[0], period="2025").get()
    duty = Duty.objects.get(
        campaign=world.campaign, year=2026, definition__kind=DutyKind.REPORT, definition__obliged=Obliged.ORGANISER
    )
    own = begin(duty=duty, on=today(), by=world.officer, at=now())
    campaign = world.campaign.pk
    total = reverse("reports:total", args=[campaign, "2026", world.organiser.pk])
    pages = [
        ("desk.page_p95_ms", reverse("desk:home"), world.officer),
        ("desk.clerk_page_p95_ms", reverse("desk:home"), world.clerk),
        ("campaigns.page_p95_ms", reverse("campaigns:campaign", args=[campaign]), world.officer),
        ("reports.index_p95_ms", reverse("reports:index"), world.officer),
        ("reports.sheet_page_p95_ms", reverse("reports:sheet", args=[sheet.pk]), world.officer),
        ("reports.own_sheet_page_p95_ms", reverse("reports:sheet", args=[own.pk]), world.officer),
        ("reports.total_page_p95_ms", total, world.officer),
    ]
    with server() as port:
        floor = page_p95_ms(port, reverse("account_login"))
        for name, path, person in pages:
            value = page_p95_ms(port, path, sign_in(person))
            yield Row(name, round(value, 2), "ms", round(floor, 2), "the sign-in page", GOAL)
