"""The registrations of one unit in one year."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.states import DutyKind, DutyState
from namkhong.foundation.text import fold
from namkhong.registrations.models import JointList, Registration
from namkhong.registrations.queries.eligible import gone_people, registered_elsewhere
from namkhong.registrations.rules import Held, asks_again
from namkhong.registrations.states import RegistrationState
from namkhong.units.queries import parent


def list_of(campaign: int, unit: int, year: int) -> JointList | None:
    """The joint list of a unit, None before anything was written."""
    rows = JointList.objects.filter(campaign=campaign, unit=unit, year=year)
    return rows.select_related("campaign", "unit", "to_unit", "judged_by", "sent_by").first()


def own_of(campaign: int, unit: int, year: int) -> Registration | None:
    """The unit's own registration."""
    rows = Registration.objects.filter(campaign=campaign, unit=unit, year=year, person=None)
    return rows.select_related("campaign", "unit", "written_by", "judged_by").first()


def people_of(campaign: int, unit: int, year: int) -> QuerySet[Registration]:
    """The registrations of a unit's people, in Vietnamese order of given names."""
    rows = Registration.objects.filter(campaign=campaign, unit=unit, year=year, person__isnull=False)
    return rows.select_related("person", "campaign", "unit").order_by("person__sort_name", "pk")


def approved_people(campaign: int, unit: int, year: int) -> QuerySet[Registration]:
    """Those who stand on the unit's list."""
    return people_of(campaign, unit, year).filter(state=RegistrationState.APPROVED)


def named_like(rows: QuerySet[Registration], words: str) -> QuerySet[Registration]:
    """Only people whose names hold every word, typed with or without accents."""
    for word in fold(words).split():
        rows = rows.filter(person__search_name__contains=word)
    return rows


def counts_by_state(rows: QuerySet[Registration]) -> dict[RegistrationState, int]:
    """How many of the rows stand how, in one statement."""
    counted = rows.order_by().aggregate(**{s.value: Count("pk", filter=Q(state=s)) for s in RegistrationState})
    return {state: counted[state.value] for state in RegistrationState}


def totals_by_honour(campaign: int, unit: int, year: int) -> list[tuple[str, int]]:
    """How many people on a unit's list aim at what, the most first."""
    rows = approved_people(campaign, unit, year).order_by().values_list("honour").annotate(many=Count("pk"))
    return list(rows.order_by("-many", "honour"))


def due_of(campaign: int, unit: int, year: int) -> Duty | None:
    """The unit's duty to register in that year, with the day that is due now."""
    rows = Duty.objects.with_due().filter(campaign=campaign, unit=unit, year=year, definition__kind=DutyKind.REGISTER)
    rows = rows.exclude(state=DutyState.NOT_OBLIGED).select_related("definition", "to_unit")
    return rows.order_by("due_on", "pk").first()


def held_by(campaign: Campaign, unit: int, year: int, on: date) -> Held:
    """What a list holds on a day, for the remarks before it is sent."""
    own, approved = own_of(campaign.pk, unit, year), approved_people(campaign.pk, unit, year)
    counts, duty = counts_by_state(people_of(campaign.pk, unit, year)), due_of(campaign.pk, unit, year)
    return Held(
        own=own is not None,
        approved=counts[RegistrationState.APPROVED],
        waiting=counts[RegistrationState.WAITING],
        drafts=counts[RegistrationState.NOT_SENT] + counts[RegistrationState.REFUSED],
        gone=_names(gone_people(approved, on)),
        twice=sorted({*_names(registered_elsewhere(approved)), *_namesakes(approved)}),
        unread=own is not None and own.unread,
        has_superior=parent(unit, campaign.line, on) is not None,
        due_on=duty.current_due_on if duty else None,
    )


def _names(rows: QuerySet[Registration]) -> list[str]:
    return list(rows.values_list("person__full_name", flat=True))


def _namesakes(rows: QuerySet[Registration]) -> list[str]:
    """Names that stand on the list more than once: two people, or one who was entered twice."""
    counted = Counter(_names(rows))
    return [name for name, many in counted.items() if many > 1]


def last_years(rows: Iterable[Registration]) -> dict[int | None, str]:
    """What the same unit or people promised the year before on the same line, by number of the person."""
    asked = list(rows)
    if not asked:
        return {}
    first = asked[0]
    before = Registration.objects.filter(year=first.year - 1, campaign__line=first.campaign.line)
    before = before.filter(Q(person__in=[row.person_id for row in asked]) | Q(person=None, unit=first.unit_id))
    return dict(before.order_by("campaign", "pk").values_list("person", "promise"))


def questions(rows: Iterable[Registration]) -> dict[int, int]:
    """How alike a promise is to last year's, in per cent, where it must be asked about; by number of the row."""
    asked = list(rows)
    before = last_years(asked)
    found = {row.pk: asks_again(row.promise, before.get(row.person_id, "")) for row in asked}
    return {pk: share for pk, share in found.items() if share}
