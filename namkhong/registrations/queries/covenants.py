"""Reading covenants."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from namkhong.people.policies import own_units, reaching
from namkhong.people.rules import Verb
from namkhong.registrations.models import Covenant, CovenantParty
from namkhong.registrations.states import CovenantState
from namkhong.units.models import Unit


def covenants_of(campaign: int, year: int, line: str, person: int, on: date) -> QuerySet[Covenant]:
    """The covenants of a campaign and year that a person may see, each with `members` and `signatures`."""
    readable = Unit.objects.filter(reaching(person, Verb.READ_REGISTRATION, on, line=line))
    mine = CovenantParty.objects.filter(covenant=OuterRef("pk"), unit__in=readable.values("pk"))
    rows = with_counts(Covenant.objects.filter(campaign=campaign, year=year))
    return rows.filter(Q(unit__in=readable.values("pk")) | Exists(mine)).order_by("bloc", "pk")


def with_counts(rows: QuerySet[Covenant]) -> QuerySet[Covenant]:
    """Covenants with how many members they have and how many have signed."""
    signed = Count("parties", filter=Q(parties__signed_at__isnull=False))
    return rows.select_related("unit", "campaign").annotate(members=Count("parties"), signatures=signed)


def parties_of(covenant: int) -> list[CovenantParty]:
    """The members in order of names."""
    rows = CovenantParty.objects.filter(covenant=covenant).select_related("unit", "signed_by", "covenant")
    return list(rows.order_by("unit__search_name", "pk"))


def to_sign(person: int, on: date) -> list[CovenantParty]:
    """Members for which the person has to sign."""
    rows = CovenantParty.objects.filter(covenant__state=CovenantState.SIGNING, signed_at=None)
    rows = rows.filter(unit__in=own_units(person, Verb.SIGN_COVENANT, on))
    return list(rows.select_related("unit", "covenant", "covenant__campaign").order_by("covenant", "pk")[:50])
