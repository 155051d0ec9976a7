"""The whole mapping of 2025 with all that hangs on it, carried out in one transaction and taken back.

Every former commune has people, a head, duties of two running campaigns (some fulfilled), an open report and a sent
one; every former district runs a campaign of its own. One reorganisation of the Government then has every change of
2025: former communes merged and divided, districts ended, provinces merged. `python -m bench.country_whole` measures
in a throw-away SQLite database, `python tools/on_postgresql.py python -m bench.country_whole` in one of PostgreSQL;
NAMKHONG_BENCH_PROVINCES=01,04 takes a cut of the country.
"""

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from bench.alone import database, finish
from bench.rows import Row

if TYPE_CHECKING:
    from namkhong.campaigns.models import Campaign
    from namkhong.units.country.areas import Country
    from namkhong.units.country.changes import AreaChange
    from namkhong.units.models import Reorganisation, Unit

AT = datetime(2026, 11, 25, 2, tzinfo=UTC)
THEN = datetime(2025, 2, 3, 2, tzinfo=UTC)
BEFORE = date(2025, 6, 30)
ON = date(2026, 11, 25)
GOAL = "<= 600"
PEOPLE = 5
STAFF = 40
"""So many cadres every former commune reports."""


def measure() -> Iterator[Row]:
    """Seconds for carrying everything out and for taking everything back."""
    from namkhong.people.models import Employment
    from namkhong.reorganisations.actions import carry_out, undo
    from namkhong.reorganisations.queries import all_asked, changes_in, day_before, ending_in, hanging_on

    country, top, units, now = _before_2025()
    communes = [units[area.code] for area in country.former_communes]
    _told("hung on it", lambda: _hang(country, top, units))
    whole = _told("drafted", lambda: _draft(country, top, units, now))
    _analyse()
    began = time.perf_counter()
    all_asked(whole)
    found = hanging_on(ending_in(changes_in(whole)), day_before(whole))
    yield Row("reorganisations.country_whole_preview_s", _since(began), "s")
    print("; ".join(f"{thing.label} {thing.count}" for thing in found), flush=True)
    before, working = fingerprint(), Employment.objects.filter(valid_to=None).count()
    told: list[str] = []
    began = time.perf_counter()
    carry_out(reorganisation=whole, by=None, at=AT)
    yield Row("reorganisations.country_whole_s", _since(began), "s", goal=GOAL)
    print(f"{len(told)} stages; {_after(communes)}", flush=True)
    assert Employment.objects.filter(valid_to=None).count() == working, "nobody is lost"
    assert _staff_now(top) == STAFF * len(communes), "the figures of before add up on the tree of today"
    began = time.perf_counter()
    undo(reorganisation=whole, by=None, at=AT)
    yield Row("reorganisations.country_whole_taken_back_s", _since(began), "s", goal=GOAL)
    after = fingerprint()
    differing = [kind for kind in before if before[kind] != after[kind]]
    assert not differing, f"not as before: {differing}"
    print(f"as before, row by row: {', '.join(f'{kind} {rows[0]:,}' for kind, rows in before.items())}", flush=True)


def fingerprint() -> dict[str, tuple[int, str]]:
    """How many rows every table has that a reorganisation moves, and a hash of them; derived rows without numbers."""
    from namkhong.campaigns import models as campaigns
    from namkhong.people import models as people
    from namkhong.reports import models as reports
    from namkhong.units import models as units

    kept = (units.Unit, units.Placement, units.FormerName, units.Succession, people.Employment, people.Post)
    kept += (campaigns.Campaign, campaigns.Ownership, campaigns.Enrolment, campaigns.Duty, campaigns.Extension)
    kept += (campaigns.DutyMove, reports.Return, reports.Entry, reports.Rerouting)
    found = {kind.__name__: _hash(kind.objects.order_by("pk").values_list().iterator(5000)) for kind in kept}
    for derived in (units.Lineage, units.Heir):
        columns = [field.attname for field in derived._meta.concrete_fields if field.attname != "id"]
        found[derived.__name__] = _hash(derived.objects.order_by(*columns).values_list(*columns).iterator(5000))
    return found


def _hash(rows: Iterator[Any]) -> tuple[int, str]:
    whole, many = hashlib.sha256(), 0
    for row in rows:
        whole.update(repr(row).encode())
        many += 1
    return many, whole.hexdigest()


def _before_2025() -> "tuple[Country, Unit, Mapping[str, Unit], Mapping[str, Unit]]":
    """The country, its top, the units of before as they stood on 30 June 2025, and those of today.

    A number may be that of a former ward and of another one of today.
    """
    from namkhong.units.actions import take_back_structure
    from namkhong.units.country.areas import only, unchanged
    from namkhong.units.country.former import load_former
    from namkhong.units.country.source import read
    from namkhong.units.country.today import load_today
    from namkhong.units.country.writing import units_of_before, units_of_today
    from namkhong.units.models import Reorganisation
    from namkhong.units.states import ReorganisationState

    country = read()
    if cut := os.environ.get("NAMKHONG_BENCH_PROVINCES"):
        country = only(country, frozenset(cut.split(",")))
    top = _told("today", lambda: load_today(country=country, under="", on=ON, by=None, at=AT)).top
    _told("former", lambda: load_former(country=country, top=top, by=None, at=AT))
    done = Reorganisation.objects.filter(state=ReorganisationState.CARRIED_OUT).order_by("-pk")
    with transaction.atomic():
        for row in done:
            take_back_structure(reorganisation=row, by=None, at=AT)
    now, goes_on = units_of_today(country.today), unchanged(country)
    then = units_of_before(area for area in country.former if area.code not in goes_on)
    return country, top, {code: now[code] for code in goes_on} | then, now


def _hang(country: "Country", top: "Unit", units: "Mapping[str, Unit]") -> None:
    communes = [units[area.code] for area in country.former_communes]
    _people(communes)
    campaign = _campaign(top, (("report", "all_below"), ("report", "all_below"), ("task", "all_below")))
    _report(campaign, {unit.pk for unit in communes})
    for area in country.districts:
        _campaign(units[area.code], (("task", "direct"),))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE campaigns_duty SET state = 'fulfilled', fulfilled_on = '2025-04-01'"
            " WHERE id % 3 = 0 AND definition_id IN (SELECT id FROM campaigns_dutydefinition WHERE kind = 'task')"
        )


def _people(communes: "Sequence[Unit]") -> None:
    from namkhong.people.actions import make_person
    from namkhong.people.models import Employment, Person, Post
    from namkhong.people.states import PostKind
    from namkhong.units.country.areas import EARLY_DAY

    places = [unit for unit in communes for _ in range(PEOPLE)]
    people = Person.objects.bulk_create((make_person("Nguyễn Văn Đo") for _ in places), batch_size=2000)
    pairs = list(zip(people, places, strict=True))
    Employment.objects.bulk_create(
        (Employment(person=person, unit=unit, valid_from=EARLY_DAY) for person, unit in pairs), batch_size=2000
    )
    kinds = {0: PostKind.SUPERIOR_HEAD, 1: PostKind.GRASSROOTS_OFFICER}
    Post.objects.bulk_create(
        (
            Post(person=person, unit=unit, kind=kinds[place % PEOPLE], valid_from=EARLY_DAY)
            for place, (person, unit) in enumerate(pairs)
            if place % PEOPLE in kinds
        ),
        batch_size=2000,
    )


def _campaign(organiser: "Unit", duties: Sequence[tuple[str, str]]) -> "Campaign":
    from namkhong.campaigns.actions import assign_year, define, launch, prepare
    from namkhong.campaigns.actions.definitions import DefinitionDraft
    from namkhong.campaigns.states import DutyKind, Obliged
    from namkhong.foundation.days import Bound
    from namkhong.plans.models import Plan
    from namkhong.plans.states import PlanState

    plan = Plan.objects.create(
        unit=organiser,
        line="administration",
        title="Kế hoạch đo tốc độ",
        state=PlanState.ADOPTED,
        created_at=THEN,
        adopted_at=THEN,
    )
    by: dict[str, Any] = {"by": None, "at": THEN}
    campaign = prepare(plan=plan, name="Nói không với tiêu cực", stages=[], targets=[], **by)
    for place, (kind, obliged) in enumerate(duties):
        draft = DefinitionDraft(
            DutyKind(kind), f"Việc số {place}", Obliged(obliged), 2025, Bound.BEFORE, day=20, month=12
        )
        define(campaign=campaign, draft=draft, **by)
    launch(campaign=campaign, on=THEN.date(), **by)
    assign_year(campaign=campaign, year=2025, tree_on=BEFORE, is_working_day=lambda _: True, **by)
    campaign.refresh_from_db()
    return campaign


def _report(campaign: "Campaign", units: set[int]) -> None:
    """Of the two yearly reports of every former commune one is on its way and one is a draft."""
    from namkhong.campaigns.models import Duty
    from namkhong.reports.actions import install_forms
    from namkhong.reports.forms_data import library
    from namkhong.reports.models import Entry, Indicator, Return
    from namkhong.reports.states import ReturnState

    form = next(form for form in install_forms(forms=library()) if form.key == "yearly")
    first = campaign.definitions.order_by("pk").values_list("pk", flat=True)[0]
    rows = []
    for duty in Duty.objects.filter(campaign=campaign, definition__kind="report").order_by("pk"):
        if duty.unit_id in units:
            sent = duty.definition_id == first
            rows.append(
                Return(
                    duty=duty,
                    campaign=campaign,
                    form=form,
                    unit_id=duty.unit_id,
                    to_unit_id=duty.to_unit_id,
                    period=duty.period,
                    state=ReturnState.SUBMITTED if sent else ReturnState.DRAFT,
                    saved_at=THEN,
                    submitted_at=THEN if sent else None,
                )
            )
    Return.objects.bulk_create(rows, batch_size=1000)
    staff = Indicator.objects.get(form=form, key="staff")
    sent_ones = (row for row in rows if row.state == ReturnState.SUBMITTED)
    Entry.objects.bulk_create((Entry(sheet=row, indicator=staff, value=STAFF) for row in sent_ones), batch_size=2000)


def _draft(
    country: "Country", top: "Unit", before: "Mapping[str, Unit]", now: "Mapping[str, Unit]"
) -> "Reorganisation":
    """One reorganisation with every change of 2025; shares are equal, heads and receivers the first of the choices."""
    from namkhong.reorganisations.actions import add_changes, answer
    from namkhong.reorganisations.queries import all_asked
    from namkhong.units.actions import draft_reorganisation
    from namkhong.units.country import changes
    from namkhong.units.country.areas import FIRST_DAY

    days = {"decided_on": date(2025, 6, 16), "effective_on": FIRST_DAY}
    row = draft_reorganisation(unit=top, title="Sắp xếp cả nước (đo)", number="1/NQ", by=None, at=AT, **days)
    lines: list[AreaChange] = []
    for province in country.provinces:
        lines += changes.of_communes(country, province.code) + changes.of_divided(country, province.code)
    lines += changes.of_districts(country) + changes.of_provinces(country)
    drafts = [_line(line, before, now) for line in lines]
    pairs = sum(len(draft.sources) * len(draft.results) for draft in drafts)
    print(f"{len(drafts):,} changes, {pairs:,} pairs of an old and a new unit", flush=True)
    add_changes(reorganisation=row, drafts=drafts, by=None, at=AT)
    chosen = {question.key: question.choices[0].value for each in all_asked(row) for question in each.questions}
    answer(reorganisation=row, answers=chosen, by=None, at=AT)
    print(f"{len(chosen):,} questions answered", flush=True)
    return row


def _line(line: "AreaChange", before: "Mapping[str, Unit]", now: "Mapping[str, Unit]") -> Any:
    from namkhong.units.actions import ChangeDraft, ResultDraft

    share = None
    if len(line.after) > 1:
        share = Decimal(1) / len(line.after)
    shares = [share and round(share, 10) for _ in line.after]
    if share:
        shares[-1] = 1 - sum(part or Decimal(0) for part in shares[:-1])
    results = [ResultDraft(unit=now[code], share=part) for code, part in zip(line.after, shares, strict=True)]
    return ChangeDraft(line.kind, "", [before[code] for code in line.before], results)


def _staff_now(top: "Unit") -> Decimal:
    """The cadres that were reported, on the tree of after the mapping."""
    from namkhong.campaigns.models import Campaign
    from namkhong.reports.models import Form
    from namkhong.reports.queries.as_now import total_now

    form, campaign = Form.objects.get(key="yearly"), Campaign.objects.get(unit=top)
    groups = total_now(top.pk, campaign, form, "2025", ON, provisional=True)
    parts = (group.values.get("staff") for group in (groups.here, groups.outside, groups.undecided))
    return round(sum((part or Decimal(0) for part in parts), Decimal(0)), 3)


def _after(communes: "Sequence[Unit]") -> str:
    """What has become of it all, in a line."""
    from namkhong.campaigns.models import Duty, DutyMove
    from namkhong.people.models import Employment, Post
    from namkhong.reports.models import Rerouting
    from namkhong.units.models import Succession, Unit

    closed = Unit.objects.filter(pk__in=[unit.pk for unit in communes], closed_on=BEFORE).count()
    counts = {
        "former communes ended": closed,
        "successions": Succession.objects.count(),
        "employments begun": Employment.objects.filter(begun_in__isnull=False).count(),
        "posts begun": Post.objects.filter(begun_in__isnull=False).count(),
        "duties moved": DutyMove.objects.count(),
        "duties laid on heirs": Duty.objects.filter(made_in__isnull=False).count(),
        "returns led elsewhere": Rerouting.objects.count(),
    }
    return ", ".join(f"{what} {count:,}" for what, count in counts.items())


def _told(what: str, do: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    done = do()
    print(f"{what} in {_since(began)} s", flush=True)
    return done


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 2)


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def main() -> int:
    """Measure in a database of its own; the exit status says whether every goal is met."""
    with database():
        return finish(measure())


if __name__ == "__main__":
    sys.exit(main())
