"""How long the pages take that people open all day, on SQLite with 2,000 units and five years."""

from collections.abc import Iterator

from django.urls import reverse

from bench.rows import Row
from bench.serving import page_ms, server, sign_in
from bench.world import BenchWorld
from namkhong.campaigns.models import Duty
from namkhong.campaigns.states import DutyKind, Obliged
from namkhong.foundation.clock import now, today
from namkhong.reports.actions import begin
from namkhong.reports.models import Return

GOAL = "<= 100"
CONTROL = "the sign-in page"


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
        ("desk.page", reverse("desk:home"), world.officer),
        ("desk.clerk_page", reverse("desk:home"), world.clerk),
        ("campaigns.page", reverse("campaigns:campaign", args=[campaign]), world.officer),
        ("reports.index", reverse("reports:index"), world.officer),
        ("reports.sheet_page", reverse("reports:sheet", args=[sheet.pk]), world.officer),
        ("reports.own_sheet_page", reverse("reports:sheet", args=[own.pk]), world.officer),
        ("reports.total_page", total, world.officer),
    ]
    with server() as serving:
        floor, floor_cpu = page_ms(serving, reverse("account_login"))
        for name, path, person in pages:
            waited, cpu = page_ms(serving, path, sign_in(person))
            yield Row(f"{name}_p95_ms", round(waited, 1), "ms", round(floor, 1), CONTROL, GOAL)
            yield Row(f"{name}_cpu_ms", round(cpu, 1), "ms CPU", round(floor_cpu, 1), CONTROL, GOAL)
