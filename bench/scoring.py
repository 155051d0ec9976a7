"""130,000 sheets of thirty criteria: begun, filled in, graded, published, read; `python -m bench.scoring`.

`python tools/on_postgresql.py python -m bench.scoring` measures on PostgreSQL, where a server is.
"""

import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from bench.alone import database, finish, look_at_tables
from bench.rows import Row

if TYPE_CHECKING:
    from bench.land import Country
    from namkhong.criteria.models import CriteriaSet
    from namkhong.scoring.models import Round

AT = datetime(2026, 11, 22, 2, tzinfo=UTC)
TODAY = date(2026, 11, 22)
UNITS = int(os.environ.get("NAMKHONG_BENCH_UNITS", "198400"))
"""With so many units on five levels 130,000 stand at the bottom."""
GROUPS, PARTS = 10, (4, 3, 3)
GOAL = "<= 60"
PAGE_GOAL = "<= 100"


def measure(country: "Country") -> Iterator[Row]:
    """Seconds of every step; grading beside a bare cursor that reads the same marks; then pages over HTTP."""
    from bench.world import _person
    from namkhong.people.states import PostKind
    from namkhong.scoring.actions.deciding import publish
    from namkhong.scoring.actions.grading import decide_grades

    head = _person("Nguyễn Thị Cả Nước", country.top, PostKind.SUPERIOR_HEAD, "bench.scoring")
    row, began = _prepared(country), time.perf_counter()
    sheets = _begun(row)
    yield Row("scoring.begin_s", _since(began), "s")
    print(f"{sheets} sheets", flush=True)
    began = time.perf_counter()
    _fill(row)
    print(f"marks filled in in {_since(began)} s", flush=True)
    look_at_tables()
    _settle_ties(row, head.pk)
    control = _bare(row)
    began = time.perf_counter()
    weighing = decide_grades(round=row, by=head, at=AT)
    yield Row("scoring.grade_and_rank_s", _since(began), "s", control, "a bare cursor over the same marks", GOAL)
    _check(row, weighing.sheets)
    began = time.perf_counter()
    publish(round=row, by=head, at=AT)
    yield Row("scoring.publish_s", _since(began), "s")
    look_at_tables()
    yield from _pages(row, head.pk, country)


def _prepared(country: "Country") -> "Round":
    from namkhong.scoring.actions import RoundDraft, prepare
    from namkhong.scoring.states import Scored
    from namkhong.units.states import Line

    draft = RoundDraft(_set(), "Chấm điểm cả nước (đo tốc độ)", "2026", Scored.GRASSROOTS, Line.UNION)
    return prepare(unit=country.top, draft=draft, by=None, at=AT)


def _set() -> "CriteriaSet":
    """Ten groups of three criteria, 100 points, four grades of which the best is limited."""
    from namkhong.criteria.models import Band, CriteriaSet, Criterion
    from namkhong.criteria.states import Scale, SetState

    made = CriteriaSet.objects.create(
        key="do-toc-do", name="Bộ tiêu chí đo tốc độ", subject="grassroots_union", total=100, state=SetState.ISSUED
    )
    for group in range(1, GROUPS + 1):
        upper = Criterion.objects.create(
            set=made, order=group * 10, number=str(group), title=f"Nhóm {group}", scale=Scale.GROUP, most=sum(PARTS)
        )
        for place, most in enumerate(PARTS, start=1):
            Criterion.objects.create(
                set=made,
                parent=upper,
                order=group * 10 + place,
                number=f"{group}.{place}",
                title=f"Tiêu chí {group}.{place}",
                scale=Scale.POINTS,
                most=most,
            )
    for code, label, least in (("excellent", "Xuất sắc", 90), ("good", "Tốt", 70), ("completed", "Hoàn thành", 50)):
        Band.objects.create(set=made, code=code, label=label, at_least=least)
    Band.objects.create(set=made, code="not_completed", label="Không hoàn thành", at_least=0)
    Band.objects.filter(code="excellent").update(
        quota=20, quota_of="good", conditions=[{"kind": "each_at_least", "value": "50"}]
    )
    return made


def _begun(row: "Round") -> int:
    from namkhong.scoring.actions import begin

    return begin(round=row, by=None, at=AT)


_FILL = """
UPDATE scoring_mark SET self_points = {most}, checked_points =
    ROUND({most} * (52 + sheet_id * 7919 % 46 + (sheet_id * 31 + criterion_id * 17) % 23 / 5.0) / 100, 2)
"""


def _fill(row: "Round") -> None:
    """Points from half to all of what there is, so that totals lie between 50 and 100; every sheet checked."""
    from django.db import connection

    from namkhong.criteria.models import Criterion
    from namkhong.scoring.models import Round, Sheet
    from namkhong.scoring.states import RoundState, SheetState

    leaves = Criterion.objects.filter(set=row.set_id, parent__isnull=False).values_list("pk", "most")
    most = "CASE criterion_id " + " ".join(f"WHEN {pk} THEN {most}" for pk, most in leaves) + " END"
    with connection.cursor() as cursor:
        cursor.execute(_FILL.format(most=most))
    Sheet.objects.filter(round=row).update(state=SheetState.CHECKED)
    Round.objects.filter(pk=row.pk).update(state=RoundState.DECIDING)
    row.refresh_from_db()


def _settle_ties(row: "Round", person: int) -> None:
    """What the council says of equal totals, whichever there will be."""
    from namkhong.scoring.models import TieDecision
    from namkhong.scoring.states import TieMeans

    for means in (TieMeans.BASE, TieMeans.NOBODY):
        TieDecision.objects.create(
            round=row, band="excellent", means=means, reason="Đo tốc độ.", decided_at=AT, decided_by_id=person
        )


def _bare(row: "Round") -> float:
    """Seconds in which a cursor reads all marks of the round in order of sheets, doing nothing with them."""
    from django.db import connection, transaction

    began = time.perf_counter()
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(
            "SELECT sheet_id, criterion_id, COALESCE(final_points, checked_points, self_points) FROM scoring_mark "
            "WHERE sheet_id IN (SELECT id FROM scoring_sheet WHERE round_id = %s AND state = 'checked') "
            "ORDER BY sheet_id",
            [row.pk],
        )
        count = 0
        while some := cursor.fetchmany(20_000):
            count += len(some)
    print(f"{count} marks", flush=True)
    return _since(began)


def _check(row: "Round", weighed: object) -> None:
    """What was stored is what the formula says."""
    from namkhong.scoring.models import QuotaCount, Sheet

    sheets = Sheet.objects.filter(round=row)
    best = sheets.filter(grade="excellent").count()
    count = QuotaCount.objects.get(round=row)
    good = sheets.filter(grade__in=["excellent", "good"]).count()
    assert good == count.counted and best == count.kept <= good * Decimal("0.2"), (good, best)
    assert sheets.filter(rank=1).exists() and not sheets.filter(final_total=None).exists()
    print(f"{good} good or better, {best} of {count.places} places given, cut {count.cut}", flush=True)


def _pages(row: "Round", person: int, country: "Country") -> Iterator[Row]:
    from django.core.management import call_command
    from django.urls import reverse

    from bench.serving import page_ms, server, sign_in
    from namkhong.people.models import Person

    call_command("collectstatic", verbosity=0, interactive=False)
    head = Person.objects.get(pk=person)
    pages = {
        "standings_page": (reverse("scoring:standings", args=[row.pk]), PAGE_GOAL),
        "standings_deep_page": (reverse("scoring:standings", args=[row.pk]) + "?trang=1000", None),
        "standings_by_name_page": (reverse("scoring:standings", args=[row.pk]) + "?sap=ten", None),
        "areas_page": (reverse("scoring:areas", args=[row.pk]), None),
        "areas_province_page": (reverse("scoring:areas", args=[row.pk]) + f"?duoi={country.provinces[3].pk}", None),
        "heat_page": (reverse("scoring:heat", args=[row.pk]), None),
        "dashboard_page": (reverse("scoring:dashboard", args=[row.pk]), None),
        "ranking_page": (reverse("scoring:ranking", args=[row.pk]), None),
    }
    with server() as serving:
        floor, _ = page_ms(serving, reverse("account_login"))
        cookie = sign_in(head)
        for name, (path, goal) in pages.items():
            waited, _ = page_ms(serving, path, cookie)
            yield Row(f"scoring.{name}_p95_ms", round(waited, 1), "ms", round(floor, 1), "the sign-in page", goal)


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 2)


def main() -> int:
    """Measure in a database of its own."""
    with database():
        from bench import land

        began = time.perf_counter()
        country = land.build(UNITS)
        print(f"{UNITS} units loaded in {_since(began)} s", flush=True)
        return finish(measure(country))


if __name__ == "__main__":
    sys.exit(main())
