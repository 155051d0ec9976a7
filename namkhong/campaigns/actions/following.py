"""Following a reorganisation: open duties and campaigns go to whoever answers for them now; and taking that back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.urls import reverse

from namkhong.campaigns.actions import following_sql as sql
from namkhong.campaigns.actions.enrolling import enrol_heirs, enrol_passed
from namkhong.campaigns.models import Campaign, Duty, DutyMove, Enrolment, Extension, Ownership
from namkhong.campaigns.states import CampaignState, DutyState
from namkhong.foundation.days import show_day
from namkhong.journal.actions import record, tell
from namkhong.journal.models import Notice
from namkhong.people.models import Person
from namkhong.people.queries import officers_of
from namkhong.units.models import Reorganisation

PASSED = "Đơn vị kế thừa từ ngày {day}: "
"""The reason on a duty that a successor does instead; the successors' names and the decision follow."""


HANDED_OVER = "campaign_handed_over"
"""The notice to a new owner, by whomever the campaign came to it."""


@dataclass(frozen=True, slots=True)
class Followed:
    """How many duties ended with their units, were laid on successors, got another receiver; campaigns passed on."""

    ended: int
    made: int
    received: int
    campaigns: int


def follow(
    *,
    batch: int,
    effective_on: date,
    by: Person | None,
    at: datetime,
    answered: QuerySet[Any, int] | None = None,
    owners: Mapping[int, int] | None = None,
) -> Followed:
    """Let duties and campaigns follow a reorganisation whose units, successions and placements are already written.

    Only running campaigns and open duties move, those of earlier years too; `answered` are numbers of duties for
    which a report has been sent: they stay with the unit that sent it, only their receiver changes. A unit that ended
    without a successor keeps its open duties, which are then orphans. `owners` says, by the number of a campaign, to
    which unit it belongs where a person has decided that.
    """
    with transaction.atomic():
        values = _values(batch, effective_on)
        ended = _pass_duties(batch, values, answered)
        _run(sql.LAY_ON_HEIRS, values)
        _run(sql.PASS_EXTENSIONS, values)
        _run(sql.NOTE_EXCUSED_HEIRS, values)
        reopened = DutyMove.objects.filter(batch=batch, state=DutyState.NOT_OBLIGED)
        Duty.objects.filter(pk__in=reopened.values("duty")).update(state=DutyState.OPEN, reason="")
        _run(sql.NOTE_RECEIVERS, values)
        _run(sql.SEND_ELSEWHERE, values)
        _end_enrolments(batch, effective_on)
        campaigns = _pass_campaigns(batch, effective_on, owners or {})
        _tell_owners(batch, effective_on, by, at)
        made = Duty.objects.filter(made_in=batch).count()
        received = DutyMove.objects.filter(batch=batch).exclude(went_to=None).count()
        told = Followed(ended, made, received, campaigns)
        _record("campaign.follow", batch, by, at, asdict(told))
    return told


def unfollow(*, batch: int, by: Person | None, at: datetime) -> None:
    """Take back exactly what `follow` did for a batch."""
    with transaction.atomic():
        Extension.objects.filter(duty__made_in=batch).delete()
        Duty.objects.filter(made_in=batch).delete()
        _run(sql.RESTORE, {"batch": batch})
        DutyMove.objects.filter(batch=batch).delete()
        Enrolment.objects.all().take_back(batch)
        passed = list(Ownership.objects.filter(begun_in=batch).values_list("campaign", flat=True))
        Ownership.objects.all().take_back(batch)
        _copy_owners(passed)
        Notice.objects.filter(kind=HANDED_OVER, read_at=None, facts__batch=batch).delete()  # nobody has seen them
        _record("campaign.unfollow", batch, by, at, {})


def _pass_duties(batch: int, values: dict[str, Any], answered: QuerySet[Any, int] | None) -> int:
    """Open duties of ended units with successors: noted as they stood, then no longer asked of those units."""
    _run(sql.NOTE_ENDED, values)
    if answered is not None:
        DutyMove.objects.filter(batch=batch, duty__in=answered).delete()
    _run(sql.EXCUSE_ENDED, values)
    return DutyMove.objects.filter(batch=batch).count()


def _end_enrolments(batch: int, effective_on: date) -> None:
    """Units that ended leave the campaigns in which they were enrolled; their successors come in."""
    open_ones = Enrolment.objects.filter(valid_to=None, unit__closed_in=batch)
    open_ones.update(**_ended(batch, effective_on))
    enrol_heirs(batch=batch, since=effective_on)


def _pass_campaigns(batch: int, effective_on: date, owners: Mapping[int, int]) -> int:
    """Campaigns go to whom a person chose, else to the only successor; with several or none they wait for a person."""
    with connection.cursor() as cursor:
        cursor.execute(sql.PASSED_CAMPAIGNS, {"batch": batch})
        heirs = dict(cursor.fetchall()) | dict(owners)
    held = Ownership.objects.filter(campaign__in=list(heirs), valid_to=None)
    begins = dict(held.values_list("campaign", "valid_from"))
    held.update(**_ended(batch, effective_on))
    Ownership.objects.bulk_create(
        (
            Ownership(
                campaign_id=pk,
                unit_id=heirs[pk],
                valid_from=max(effective_on, begins[pk] + timedelta(days=1)),
                begun_in_id=batch,
            )
            for pk in begins
        ),
        batch_size=2000,
    )
    _copy_owners(list(begins))
    enrol_passed(batch=batch, since=effective_on)
    return len(begins)


def _tell_owners(batch: int, effective_on: date, by: Person | None, at: datetime) -> None:
    """Whoever does the paperwork of a unit that a campaign has come to is told, and by which decision."""
    number = Reorganisation.objects.filter(batch=batch).values_list("number", flat=True).first()
    given = dict(Ownership.objects.filter(ended_in=batch).order_by().values_list("campaign", "unit"))
    for row in Ownership.objects.filter(begun_in=batch).select_related("campaign").order_by("campaign"):
        tell(
            people=set(officers_of(row.unit_id, row.valid_from)) - {by.pk if by else 0},
            kind=HANDED_OVER,
            at=at,
            url=reverse("campaigns:campaign", args=[row.campaign_id]),
            facts={
                "name": row.campaign.name,
                "unit": given[row.campaign_id],
                "due_on": max(effective_on, row.valid_from).isoformat(),
                "reason": f"sắp xếp đơn vị theo văn bản số {number}" if number else "sắp xếp đơn vị",
                "batch": batch,
            },
        )


def _ended(batch: int, effective_on: date) -> dict[str, Any]:
    """Last day before the new order; a row that began later (the decision was entered afterwards) keeps one day."""
    last = Greatest(F("valid_from"), effective_on - timedelta(days=1))
    return {"ended_in": batch, "valid_to_before": F("valid_to"), "valid_to": last}


def _copy_owners(campaigns: list[int]) -> None:
    """`Campaign.unit` is the unit of the open ownership."""
    owner = Ownership.objects.filter(campaign=OuterRef("pk"), valid_to=None).values("unit")[:1]
    Campaign.objects.filter(pk__in=campaigns).update(unit=Subquery(owner))


def _values(batch: int, effective_on: date) -> dict[str, Any]:
    number = Reorganisation.objects.filter(batch=batch).values_list("number", flat=True).first()
    return {
        "batch": batch,
        "day": effective_on,
        "open": DutyState.OPEN,
        "not_obliged": DutyState.NOT_OBLIGED,
        "running": CampaignState.RUNNING,
        "since": PASSED.format(day=show_day(effective_on)),
        "by_number": f" (theo văn bản số {number})." if number else ".",
    }


def _run(statement: str, values: dict[str, Any]) -> None:
    listed = sql.LISTED["sqlite" if connection.vendor == "sqlite" else "standard"]
    with connection.cursor() as cursor:
        cursor.execute(statement.format(listed=listed), values)


def _record(verb: str, batch: int, by: Person | None, at: datetime, facts: dict[str, int]) -> None:
    record(verb=verb, subject_kind="batch", subject_id=batch, at=at, by=by.pk if by else None, facts=facts)
