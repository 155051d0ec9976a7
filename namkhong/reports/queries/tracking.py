"""Which units have sent what: the table a superior works from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When

from namkhong.campaigns.models import Campaign, Duty, DutyDefinition
from namkhong.campaigns.states import REPORTING, DutyKind, DutyState, Recurrence
from namkhong.foundation.periods import Period, parse_period
from namkhong.foundation.text import fold
from namkhong.reports.models import Form, FormUse, Return
from namkhong.reports.queries.series import PERIODIC_KEY
from namkhong.reports.queries.totals import tied_campaigns
from namkhong.reports.states import ReturnState

OFTEN = (Recurrence.QUARTERLY, Recurrence.MONTHLY)
ACCEPTED, SUBMITTED, RETURNED, MISSING, EXEMPT = "accepted", "submitted", "returned", "missing", "exempt"


@dataclass(frozen=True, slots=True)
class Gathering:
    """What one unit gathers from below for one campaign and period: how many owe, are accepted, wait to be judged."""

    campaign_id: int
    campaign_name: str
    period: Period
    unit_id: int
    unit_name: str
    obliged: int
    accepted: int
    submitted: int


def tracked(unit: int, campaign: Campaign, period: str) -> QuerySet[Duty]:
    """Reporting duties owed to a unit for a period, by unit name, each with its latest return.

    Adds `return_id`, `sent_at` and `standing`: accepted, submitted, returned, missing or exempt.
    """
    latest = Return.objects.filter(duty=OuterRef("pk")).order_by("-revision")
    owed = Duty.objects.filter(
        to_unit=unit, campaign__in=tied_campaigns(campaign), definition__kind__in=REPORTING, period=period
    )
    rows = owed.annotate(
        return_id=Subquery(latest.values("pk")[:1]),
        sent_at=Subquery(latest.values("submitted_at")[:1]),
        return_state=Subquery(latest.values("state")[:1]),
    )
    return rows.annotate(standing=_STANDING).select_related("unit", "definition").order_by("unit__search_name", "pk")


_STANDING = Case(
    When(state=DutyState.NOT_OBLIGED, then=Value(EXEMPT)),
    When(return_state=ReturnState.SUBMITTED, then=Value(SUBMITTED)),
    When(return_state=ReturnState.SENT_BACK, then=Value(RETURNED)),
    When(Q(return_state=ReturnState.ACCEPTED) | Q(state=DutyState.FULFILLED), then=Value(ACCEPTED)),
    default=Value(MISSING),
    output_field=CharField(),
)


def count_by_standing(rows: QuerySet[Any]) -> dict[str, int]:
    """How many of the tracked duties stand how."""
    counted = rows.order_by().values_list("standing").annotate(count=Count("pk"))
    return {**dict.fromkeys((ACCEPTED, SUBMITTED, RETURNED, MISSING, EXEMPT), 0), **dict(counted)}


def narrowed(rows: QuerySet[Duty], standing: str, words: str) -> QuerySet[Duty]:
    """Only those of one standing and whose unit's name holds the words, typed with or without accents."""
    if standing:
        rows = rows.filter(Q(standing=standing))
    return rows.filter(unit__search_name__contains=fold(words)) if words.strip() else rows


def gatherings(units: list[int], year: int) -> list[Gathering]:
    """What units gather from below in a year, campaign by campaign."""
    owed = Duty.objects.filter(to_unit__in=units, year=year, definition__kind__in=REPORTING)
    rows = (
        owed.order_by("campaign__name", "period", "to_unit")
        .values("campaign", "campaign__name", "period", "to_unit", "to_unit__name")
        .annotate(
            obliged=Count("pk", filter=~Q(state=DutyState.NOT_OBLIGED)),
            accepted=Count("pk", filter=Q(state=DutyState.FULFILLED)),
        )
    )
    waiting = _waiting_to_be_judged(units)
    return [
        Gathering(
            campaign_id=row["campaign"],
            campaign_name=row["campaign__name"],
            period=parse_period(row["period"]),
            unit_id=row["to_unit"],
            unit_name=row["to_unit__name"],
            obliged=row["obliged"],
            accepted=row["accepted"],
            submitted=waiting.get((row["campaign"], row["period"], row["to_unit"]), 0),
        )
        for row in rows
    ]


def _waiting_to_be_judged(units: list[int]) -> dict[tuple[int, str, int], int]:
    rows = Return.objects.filter(to_unit__in=units, state=ReturnState.SUBMITTED).order_by()
    counted = rows.values_list("campaign", "period", "to_unit").annotate(count=Count("pk"))
    return {(campaign, period, unit): count for campaign, period, unit, count in counted if unit is not None}


def to_judge(units: list[int]) -> QuerySet[Return]:
    """Returns sent to these units that nobody has judged yet, the longest waiting first."""
    rows = Return.objects.filter(to_unit__in=units, state=ReturnState.SUBMITTED)
    return rows.select_related("unit", "campaign", "duty").order_by("submitted_at", "pk")


def sent_by(units: list[int], year: int) -> QuerySet[Return]:
    """Returns of a year that these units have sent, the latest revision of each, newest first."""
    later = Return.objects.filter(duty=OuterRef("duty")).order_by("-revision").values("pk")[:1]
    rows = Return.objects.filter(unit__in=units, duty__year=year, pk=Subquery(later))
    rows = rows.exclude(state=ReturnState.DRAFT).select_related("unit", "to_unit", "campaign", "duty")
    return rows.order_by(F("submitted_at").desc(nulls_last=True), "pk")


def years_of_duties(units: list[int]) -> list[int]:
    """Years in which these units owe or receive reports, latest first."""
    rows = Duty.objects.filter(Q(unit__in=units) | Q(to_unit__in=units), definition__kind__in=REPORTING)
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def form_of(campaign: Campaign) -> Form | None:
    """The form with which a campaign's yearly reports are written; the library's newest where none was chosen."""
    use = FormUse.objects.filter(definition__campaign=campaign, definition__kind=DutyKind.REPORT)
    chosen = use.select_related("form").order_by("definition__order", "pk").first()
    return chosen.form if chosen else Form.objects.filter(key=PERIODIC_KEY).order_by("-version").first()


def periods_gathered(unit: int, campaign: Campaign, on: date) -> list[Period]:
    """Periods up to this year for which units owe reports to a unit, latest first.

    A definition has one period a year unless it comes back more often, so that one duty tells it; only those that
    come back more often are read whole.
    """
    reports = DutyDefinition.objects.filter(campaign__in=tied_campaigns(campaign), kind=DutyKind.REPORT)
    kinds = {row.pk: row for row in reports.only("first_year", "recurrence").order_by("first_year", "pk")}
    often = [pk for pk, row in kinds.items() if row.recurrence in OFTEN]
    years = range(next((row.first_year for row in kinds.values()), on.year), on.year + 1)
    owed = Duty.objects.filter(to_unit=unit).order_by()
    looks = [Subquery(owed.filter(definition=OuterRef("pk"), year=year).values("period")[:1]) for year in years]
    once_a_year = reports.exclude(pk__in=often).order_by().values_list(*looks) if looks else []
    keys = {key for row in once_a_year for key in row if key}
    if often:
        keys |= set(owed.filter(definition__in=often, year__lte=on.year).values_list("period", flat=True).distinct())
    return [parse_period(key) for key in sorted(keys, reverse=True)]
