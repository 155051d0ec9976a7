"""Merging three units into one and dividing one into three in a country of 130,000 units, with all that hangs on them.

`python -m bench.reorganise` measures it alone, on SQLite or on the server that NAMKHONG_DATABASE_URL names.
"""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bench.alone import database, finish
from bench.rows import Row

if TYPE_CHECKING:
    from bench.land import Land
    from namkhong.campaigns.models import Campaign
    from namkhong.units.models import Reorganisation, Unit

TODAY = date(2026, 11, 22)
FROM = date(2027, 1, 1)
SHARES = (Decimal("0.5"), Decimal("0.3"), Decimal("0.2"))
OWN_CAMPAIGNS = 20
"""So many communes run a campaign of their own."""


def measure(country: "Land") -> Iterator[Row]:
    """Hang people, duties, returns and campaigns on the country, then change it and take it back."""
    began = time.perf_counter()
    counts = hang(country)
    told = ", ".join(f"{count:,} {what}" for what, count in counts.items())
    print(f"hung on it in {time.perf_counter() - began:.0f} s: {told}", flush=True)
    _analyse()
    yield from _both("merge_3_into_1", _merge(country.communes[:3], country))
    yield from _both("split_1_into_3", _split(country.communes[3], country))


def hang(country: "Land") -> dict[str, int]:
    """Three people and eight duties to every unit, a return to every school, a head to every commune."""
    campaign = _campaign(country.top, 8)
    duties = _assign(campaign)
    for commune in country.communes[:OWN_CAMPAIGNS]:
        duties += _assign(_campaign(commune, 2))
    return {
        "people": _people(country),
        "duties": duties,
        "returns": _returns(country, campaign),
        "campaigns": 1 + OWN_CAMPAIGNS,
    }


def _people(country: "Land") -> int:
    from bench.land import SINCE
    from namkhong.people.actions import make_person
    from namkhong.people.models import Employment, Person, Post
    from namkhong.people.states import PostKind
    from namkhong.units.states import UnitKind

    made = 0
    for start in range(0, len(country.units), 20_000):
        some = [unit for unit in country.units[start : start + 20_000] for _ in range(3)]
        people = [make_person("Nguyễn Văn Đo") for _ in some]
        Person.objects.bulk_create(people, batch_size=2000)
        pairs = list(zip(people, some, strict=True))
        Employment.objects.bulk_create(
            [Employment(person=person, unit=unit, valid_from=SINCE) for person, unit in pairs], batch_size=2000
        )
        heads = [pair for place, pair in enumerate(pairs) if place % 3 == 0 and pair[1].kind == UnitKind.COMMITTEE]
        Post.objects.bulk_create(
            [Post(person=p, unit=u, kind=PostKind.SUPERIOR_HEAD, valid_from=SINCE) for p, u in heads], batch_size=2000
        )
        made += len(people)
    return made


def _campaign(organiser: "Unit", duties: int) -> "Campaign":
    from bench.world import START
    from namkhong.campaigns.actions import define, launch, prepare
    from namkhong.campaigns.actions.definitions import DefinitionDraft
    from namkhong.campaigns.states import DutyKind, Obliged
    from namkhong.foundation.days import Bound
    from namkhong.plans.models import Plan
    from namkhong.plans.states import PlanState

    plan = Plan.objects.create(
        unit=organiser,
        line="union",
        title="Kế hoạch đo tốc độ",
        state=PlanState.ADOPTED,
        created_at=START,
        adopted_at=START,
        adopted_by=_officer(),
    )
    campaign = prepare(plan=plan, name="Nói không với tiêu cực", stages=[], targets=[], by=_officer(), at=START)
    for place in range(duties):
        kind = DutyKind.REPORT if place == 0 else DutyKind.TASK
        draft = DefinitionDraft(kind, f"Việc số {place}", Obliged.ALL_BELOW, 2026, Bound.BEFORE, day=20, month=12)
        define(campaign=campaign, draft=draft, by=_officer(), at=START)
    launch(campaign=campaign, on=START.date(), by=_officer(), at=START)
    campaign.refresh_from_db()
    return campaign


def _officer() -> Any:
    from bench.world import START
    from namkhong.people.actions import enrol
    from namkhong.people.models import Person

    return Person.objects.filter(full_name="Trần Thị Đo").first() or enrol(full_name="Trần Thị Đo", by=None, at=START)


def _assign(campaign: "Campaign") -> int:
    from bench.world import START
    from namkhong.campaigns.actions import assign_year
    from namkhong.law.queries import is_working_day

    return assign_year(
        campaign=campaign, year=2026, tree_on=TODAY, is_working_day=is_working_day, by=_officer(), at=START
    )


def _returns(country: "Land", campaign: "Campaign") -> int:
    """A return to every school: one in two is on its way, one in two is still a draft."""
    from bench.world import START
    from namkhong.campaigns.models import Duty
    from namkhong.campaigns.states import DutyKind
    from namkhong.reports.actions import install_forms
    from namkhong.reports.forms_data import library
    from namkhong.reports.models import Return
    from namkhong.reports.states import ReturnState

    form = next(form for form in install_forms(forms=library()) if form.key == "yearly")
    wanted = {unit.pk for unit in (*country.communes, *country.schools)}
    duties = Duty.objects.filter(campaign=campaign, definition__kind=DutyKind.REPORT).order_by("pk")
    officer, rows = _officer(), []
    for place, duty in enumerate(duty for duty in duties.iterator(5000) if duty.unit_id in wanted):
        sent = place % 2 == 0
        rows.append(
            Return(
                duty=duty,
                campaign=campaign,
                form=form,
                unit_id=duty.unit_id,
                to_unit_id=duty.to_unit_id,
                period=duty.period,
                state=ReturnState.SUBMITTED if sent else ReturnState.DRAFT,
                saved_at=START,
                saved_by=officer,
                submitted_at=START if sent else None,
                submitted_by=officer if sent else None,
            )
        )
    return len(Return.objects.bulk_create(rows, batch_size=1000))


def _merge(three: "Sequence[Unit]", country: "Land") -> "Reorganisation":
    from namkhong.units.actions import ResultDraft

    return _draft(country, ("merge", three, [ResultDraft(name="Xã hợp nhất (đo tốc độ)", kind="committee")]))


def _split(divided: "Unit", country: "Land") -> "Reorganisation":
    from namkhong.units.actions import ResultDraft
    from namkhong.units.queries import children

    parts = [ResultDraft(name=f"Xã chia {n}", kind="committee", share=share) for n, share in enumerate(SHARES)]
    below = list(children(divided.pk, "union", TODAY))
    moved = [("transfer", below[n::3], [ResultDraft(parent=part)]) for n, part in enumerate(parts) if below[n::3]]
    return _draft(country, ("split", [divided], parts), *moved)


def _draft(country: "Land", *changes: tuple[Any, ...]) -> "Reorganisation":
    from namkhong.reorganisations.actions import add_changes, answer
    from namkhong.reorganisations.queries import all_asked
    from namkhong.units.actions import ChangeDraft, draft_reorganisation

    days = {"decided_on": TODAY, "effective_on": FROM}
    row = draft_reorganisation(unit=country.top, title="Sắp xếp (đo)", number="1/NQ", by=None, at=_now(), **days)
    drafts = [ChangeDraft(kind, "", sources, results) for kind, sources, results in changes]
    add_changes(reorganisation=row, drafts=drafts, by=None, at=_now())
    chosen = {question.key: question.choices[0].value for each in all_asked(row) for question in each.questions}
    answer(reorganisation=row, answers=chosen, by=None, at=_now())
    return row


def _both(name: str, row: "Reorganisation") -> Iterator[Row]:
    """Looking at what would move, doing it, taking it back."""
    from namkhong.reorganisations.actions import carry_out, undo
    from namkhong.reorganisations.queries import all_asked, changes_in, day_before, ending_in, hanging_on

    began = time.perf_counter()
    all_asked(row)
    found = hanging_on(ending_in(changes_in(row)), day_before(row))
    yield Row(f"reorganisations.{name}_preview", round(time.perf_counter() - began, 2), "s")
    print(f"{name}: " + "; ".join(f"{thing.label} {thing.count}" for thing in found), flush=True)
    began = time.perf_counter()
    carry_out(reorganisation=row, by=None, at=_now())
    yield Row(f"reorganisations.{name}", round(time.perf_counter() - began, 2), "s", goal="<= 5")
    began = time.perf_counter()
    undo(reorganisation=row, by=None, at=_now())
    yield Row(f"reorganisations.{name}_taken_back", round(time.perf_counter() - began, 2), "s", goal="<= 5")


def _now() -> datetime:
    from namkhong.foundation.clock import now

    return now()


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def main() -> int:
    """Measure in a database of its own."""
    with database():
        from bench import land

        return finish(measure(land.build(int(os.environ.get("NAMKHONG_BENCH_UNITS", "130000")))))


if __name__ == "__main__":
    sys.exit(main())
