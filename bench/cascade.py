"""A plan sent to 3,000 units and what comes back from them; `python -m bench.cascade` measures it alone."""

import sys
import time
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from bench.alone import database, finish
from bench.rows import Row

if TYPE_CHECKING:
    from namkhong.plans.models import Plan

UNITS, OPENED, ISSUED = 3000, 2500, 2000
TODAY = date(2026, 11, 22)
CONTROL = "the sign-in page"


def measure() -> Iterator[Row]:
    """Sending, then the pages of the superior and of one unit that drafts, with two thirds of the plans issued."""
    from django.core.management import call_command
    from django.urls import reverse

    from bench.serving import page_ms, server, sign_in
    from bench.world import _person, _units
    from namkhong.people.states import PostKind

    call_command("collectstatic", verbosity=0, interactive=False)
    _, organiser, units = _units(UNITS)
    officer = _person("Nguyễn Thị Gửi", organiser, PostKind.SUPERIOR_OFFICER, "bench.officer")
    clerk = _person("Trần Văn Nhận", units[-1], PostKind.GRASSROOTS_OFFICER, "bench.clerk")
    _clerks(units)
    plan = _plan(organiser, officer)
    began = time.perf_counter()
    _send(plan, units, officer)
    yield Row("cascade.send_3000_s", round(time.perf_counter() - began, 2), "s", goal="<= 10")
    drafted = _come_back(plan, units, clerk)
    pages = [
        ("follow", reverse("cascade:follow", args=[plan.pk]), officer),
        ("late", reverse("cascade:follow", args=[plan.pk]) + "?tinh-trang=cham&trang=9", officer),
        ("gaps", reverse("cascade:gaps", args=[plan.pk]), officer),
        ("clause", reverse("cascade:clause", args=[plan.pk, _first_clause(plan)]), officer),
        ("urge", reverse("cascade:urge", args=[plan.pk]), officer),
        ("draft", reverse("cascade:draft", args=[drafted]), clerk),
        ("index", reverse("cascade:index"), officer),
    ]
    with server() as serving:
        floor, _ = page_ms(serving, reverse("account_login"))
        for name, path, person in pages:
            waited, cpu = page_ms(serving, path, sign_in(person))
            goal = "<= 100" if name in ("follow", "late", "draft") else None
            yield Row(f"cascade.{name}_page_p95_ms", round(waited, 1), "ms", round(floor, 1), CONTROL, goal)
            yield Row(f"cascade.{name}_page_cpu_ms", round(cpu, 1), "ms CPU")


def _clerks(units: list[Any]) -> None:
    """Somebody to be told at every unit."""
    from bench.world import SINCE
    from namkhong.people.actions import make_person
    from namkhong.people.models import Person, Post
    from namkhong.people.states import PostKind

    people = [make_person(f"Lê Văn {number}") for number in range(len(units))]
    Person.objects.bulk_create(people, batch_size=1000)
    kind = PostKind.HEAD
    posts = [Post(person=who, unit=unit, kind=kind, valid_from=SINCE) for who, unit in zip(people, units, strict=True)]
    Post.objects.bulk_create(posts, batch_size=1000)


def _plan(organiser: Any, officer: Any) -> "Plan":
    from bench.world import START
    from namkhong.plans.actions import adopt_definition
    from namkhong.plans.library.load import load_all

    key = max(load_all(), key=lambda definition: len(definition.duties)).key
    return adopt_definition(definition_key=key, unit=organiser, line="union", superior_plan=None, by=officer, at=START)


def _send(plan: "Plan", units: list[Any], officer: Any) -> None:
    from namkhong.cascade.actions import send
    from namkhong.foundation.clock import now

    send(plan=plan, units=[unit.pk for unit in units], due_on=date(2026, 11, 20), note_text="", by=officer, at=now())


def _come_back(plan: "Plan", units: list[Any], clerk: Any) -> int:
    """Most have opened it, two thirds have issued a plan with every clause traced and a few gaps; one is drafting."""
    from namkhong.cascade.actions import begin
    from namkhong.cascade.models import Delivery, Gap, Trace
    from namkhong.cascade.queries.drafting import own_of
    from namkhong.foundation.clock import now
    from namkhong.plans.models import Clause, Plan
    from namkhong.plans.queries import clauses_of

    at, chosen = now(), [unit.pk for unit in units]
    Delivery.objects.filter(unit__in=chosen[:OPENED]).update(opened_at=at, opened_by=clerk)
    Delivery.objects.filter(unit__in=chosen[:ISSUED]).update(received_at=at, received_by=clerk)
    facts = {"line": "union", "superior_plan": plan, "title": "Kế hoạch của đơn vị", "created_at": at}
    lower = Plan.objects.bulk_create(
        (Plan(unit=unit, state="adopted", adopted_at=at, **facts) for unit in units[:ISSUED]), batch_size=500
    )
    uppers = clauses_of(plan)
    rows = [
        Clause(plan=each, kind=row.kind, order=row.order, text=row.text, facts=row.facts)
        for each in lower
        for row in uppers
    ]
    made = Clause.objects.bulk_create(rows, batch_size=2000)
    traces = [
        Trace(lower=each.plan, upper=uppers[place % len(uppers)], clause=each, how="concrete")
        for place, each in enumerate(made)
    ]
    Trace.objects.bulk_create(traces, batch_size=5000)
    gaps = [
        Gap(plan=plan, upper=uppers[(place * 7 + n) % len(uppers)], lower=each, unit_id=each.unit_id, kind=kind)
        for place, each in enumerate(lower)
        for n, kind in enumerate(("unowned", "later", "weaker")[: place % 4])
    ]
    Gap.objects.bulk_create(gaps, batch_size=5000)
    print(f"{len(traces):,} traces, {len(gaps):,} gaps", flush=True)
    row = Delivery.objects.select_related("plan__unit", "unit").get(plan=plan, unit=units[-1])
    return begin(delivery=row, own=own_of(row.unit, "Cấp trên", "union", TODAY, "Tổ Một"), by=clerk, at=at).pk


def _first_clause(plan: "Plan") -> int:
    from namkhong.plans.queries import clauses_of

    return clauses_of(plan)[0].pk


def main() -> int:
    """Measure; the exit status says whether every goal is met."""
    with database():
        return finish(list(measure()))


if __name__ == "__main__":
    sys.exit(main())
