"""What a row of a list may mean: the units that are known, with the one above each."""

from datetime import date

from django.db.models import Min, Q

from namkhong.people.policies import units_within
from namkhong.people.rules import Verb
from namkhong.rosters.models import Overwritten, Roster
from namkhong.rosters.rules.finding_units import KnownUnit
from namkhong.rosters.states import RosterState
from namkhong.units.models import Lineage


def reachable_units(person: int, on: date) -> list[KnownUnit]:
    """The living units for which the person may bring in lists."""
    units = units_within(person, Verb.MANAGE_STAFF, on).filter(Q(closed_on=None) | Q(closed_on__gt=on))
    above = Lineage.objects.on(on).filter(depth=1, descendant__in=units.values("pk")).order_by()
    pairs = above.values_list("descendant").annotate(Min("ancestor__name"))
    superiors: dict[int, str] = dict(pairs)
    rows = units.order_by("pk").values_list("pk", "name", "short_name", "official_code")
    return [KnownUnit(pk, name, short, code, superiors.get(pk, "")) for pk, name, short, code in rows.iterator()]


def roster_of(pk: int) -> Roster | None:
    """A list with the unit that keeps it."""
    return Roster.objects.filter(pk=pk).select_related("kept_by", "file", "marked", "batch").first()


def overwritten_later(batch: int) -> bool:
    """Whether a later list changed somebody whom this one brought or changed."""
    mine = Overwritten.objects.filter(batch=batch).values("person")
    later = Overwritten.objects.filter(batch__gt=batch)
    return later.filter(Q(person__in=mine) | Q(person__enrolled_in=batch)).exists()


def cut_off() -> list[Roster]:
    """Lists that were being loaded when the machine stopped."""
    return list(Roster.objects.filter(state=RosterState.LOADING).order_by("pk"))
