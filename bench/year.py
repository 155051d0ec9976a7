"""A year's duties for 130,000 units, beside what the database needs to copy the same rows."""

import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db import connection, transaction

from bench.land import Country
from bench.rows import Row
from bench.world import START
from namkhong.campaigns.actions import assign_year, define, launch, prepare
from namkhong.campaigns.actions.campaign import StageDraft, TargetDraft
from namkhong.campaigns.actions.definitions import DefinitionDraft
from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.states import Direction, DutyKind, Obliged
from namkhong.foundation.days import Bound
from namkhong.law.queries import is_working_day
from namkhong.people.actions import enrol
from namkhong.people.models import Person
from namkhong.plans.models import Plan
from namkhong.plans.states import PlanState
from namkhong.units.states import Line

YEAR = 2027
_DUTIES = (
    (DutyKind.LAUNCH, "Phát động", 20, 2),
    (DutyKind.REGISTER, "Đăng ký thi đua", 15, 3),
    (DutyKind.PLEDGE, "Ký bản cam kết", 10, 4),
    (DutyKind.DIALOGUE, "Đối thoại", 30, 6),
    (DutyKind.TASK, "Tuyên truyền", 15, 8),
    (DutyKind.TASK, "Kiểm tra, giám sát", 30, 9),
    (DutyKind.CONTENT_REVIEW, "Rà soát nội dung", 15, 12),
    (DutyKind.INTERIM_REVIEW, "Sơ kết", 20, 12),
)


def measure(country: Country) -> Iterator[Row]:
    """Seconds for eight duties for everybody below the top, beside INSERT ... SELECT of the finished rows."""
    officer = enrol(full_name="Nguyễn Thị Tổng Hợp", by=None, at=START)
    campaign = _campaign(country, officer)
    began = time.perf_counter()
    made = assign_year(
        campaign=campaign,
        year=YEAR,
        tree_on=date(2026, 11, 22),
        is_working_day=is_working_day,
        by=officer,
        at=START,
    )
    spent = time.perf_counter() - began
    print(f"{made:,} duties", flush=True)
    goal = "<= 60" if connection.vendor == "postgresql" else None
    yield Row("campaigns.assign_a_year_country", round(spent, 1), "s", _copied(campaign), "INSERT ... SELECT", goal)


def _copied(campaign: Campaign) -> float:
    """Seconds in which the database writes the same rows again when they lie ready, rolled back."""
    columns = "campaign_id, definition_id, unit_id, to_unit_id, period, year, due_on, state, fulfilled_on, reason"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE ready AS SELECT {columns} FROM campaigns_duty")
        Duty.objects.filter(campaign=campaign).delete()
        began = time.perf_counter()
        cursor.execute(f"INSERT INTO campaigns_duty ({columns}) SELECT {columns} FROM ready")
        spent = time.perf_counter() - began
        transaction.set_rollback(True)
    return round(spent, 1)


def _campaign(country: Country, officer: Person) -> Campaign:
    plan = Plan.objects.create(
        unit=country.top,
        line=Line.UNION,
        title="Kế hoạch cả nước (đo tốc độ)",
        state=PlanState.ADOPTED,
        created_at=START,
        adopted_at=START,
        adopted_by=officer,
    )
    stages = [StageDraft("Giai đoạn 2", 2021, YEAR, True)]
    target = TargetDraft("misconduct_rate", "Giảm tỷ lệ tiêu cực", Direction.DECREASE, Decimal(5), Decimal(10), 0)
    campaign = prepare(plan=plan, name="Nói không với tiêu cực", stages=stages, targets=[target], by=officer, at=START)
    for kind, title, day, month in _DUTIES:
        draft = DefinitionDraft(kind, title, Obliged.ALL_BELOW, 2022, Bound.BEFORE, day=day, month=month)
        define(campaign=campaign, draft=draft, by=officer, at=START)
    launch(campaign=campaign, on=START.date(), by=officer, at=START)
    campaign.refresh_from_db()
    return campaign
