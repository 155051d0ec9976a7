"""Who may reorganise, and which units are in the hand of the unit that carries a reorganisation out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from namkhong.people.policies import may, superior_units, units_within
from namkhong.people.rules import Verb
from namkhong.reorganisations.rules import main_line
from namkhong.units.models import Heir, Lineage, Placement, Reorganisation, Unit


def may_reorganise(person: int, reorganisation: Reorganisation, on: date) -> bool:
    """Draft, carry out and take back: whoever may reorganise the unit that carries it out."""
    return may(person, Verb.REORGANISE, reorganisation.unit_id, on)


def acting_units(person: int, on: date) -> list[Unit]:
    """The units for which a person may begin a reorganisation, by name."""
    own = superior_units(person, Verb.REORGANISE, on)
    return list(Unit.objects.filter(pk__in=own, closed_on=None).order_by("search_name", "pk"))


def visible_to(person: int, on: date) -> QuerySet[Reorganisation]:
    """The reorganisations that a person may open."""
    return Reorganisation.objects.filter(unit__in=units_within(person, Verb.REORGANISE, on).values("pk"))


def in_hand(unit: int, on: date) -> QuerySet[Unit]:
    """A unit and everybody under it on any line on a day or on the day after, without those that have ended before.

    Also everybody who stood on that day under a unit that this one has replaced in whole: a province of 2025 settles
    what became of the communes of the provinces that were merged into it. But nobody who has moved away since, to where
    this unit does not stand above: a decision of an earlier day is no way to get hold of another's units.
    """
    replaced = Heir.objects.filter(heir=unit, share=1).exclude(unit=unit).order_by().values("unit")
    old = Lineage.objects.on(on).filter(Q(ancestor=unit) | Q(ancestor__in=replaced), depth__gt=0)
    new = Lineage.objects.on(on + timedelta(days=1)).filter(ancestor=unit, depth__gt=0)
    reach = Unit.objects.filter(Q(pk=unit) | Q(pk__in=old.values("descendant")) | Q(pk__in=new.values("descendant")))
    same = Lineage.objects.filter(line=OuterRef("line"), descendant=OuterRef("descendant"))
    start = OuterRef("valid_from")
    still = same.filter(Q(valid_to=None) | Q(valid_to__gte=start), ancestor=unit, valid_from__lte=start)
    then = same.on(on).filter(Q(ancestor=unit) | Q(ancestor__in=replaced))  # type: ignore[attr-defined]
    places = Lineage.objects.filter(descendant=OuterRef("pk"), depth=0, valid_from__gt=on + timedelta(days=1))
    moved = places.filter(Exists(then), ~Exists(still))
    return reach.filter(Q(closed_on=None) | Q(closed_on__gte=on), ~Exists(moved))


def out_of_hand(unit: int, units: Iterable[int], on: date) -> list[Unit]:
    """Those of the units that are not in the hand of `unit` on a day."""
    asked = set(units)
    inside = set(in_hand(unit, on).filter(pk__in=asked).order_by().values_list("pk", flat=True))
    return list(Unit.objects.filter(pk__in=asked - inside).order_by("search_name", "pk"))


@dataclass(frozen=True, slots=True)
class Withheld:
    """A unit about which somebody else decides: on which line, and who stands directly above it there, if anybody."""

    unit: Unit
    line: str
    superior: Unit | None


def withheld(unit: int, asked: Iterable[tuple[int, str]], on: date) -> list[Withheld]:
    """Those of (unit, line) over which `unit` has no authority on a day, by name.

    Authority over a unit on a line is to stand above it there (or to have replaced in whole who did). Without a line
    the unit is meant as a whole: its main line decides, the first in the order of `Line` on which it stands, so that
    the administration decides about its schools and a union about what is only a union. A unit that does not stand
    where it is asked about is nobody's.
    """
    pairs = set(asked)
    places = _places({number for number, _ in pairs}, on)
    reached = _reached(unit, set(places), on)
    found = []
    for number, line in sorted(pairs):
        standing = places.get(number, {})
        decides = line or main_line(standing)
        if decides in standing and (number, decides) not in reached:
            found.append((number, decides, standing[decides]))
    units = Unit.objects.in_bulk({pk for number, _, parent in found for pk in (number, parent) if pk})
    rows = [Withheld(units[number], line, units.get(parent or 0)) for number, line, parent in found]
    return sorted(rows, key=lambda row: (row.unit.search_name, row.unit.pk, row.line))


def _places(units: set[int], on: date) -> dict[int, dict[str, int | None]]:
    """Under whom each unit stands, line by line, on a day; on the day after where it does not stand there yet.

    A line on which it stands only later counts as well: who decides about a unit today is not passed over by a
    decision of an earlier day.
    """
    found: dict[int, dict[str, int | None]] = {}
    for day in (on, on + timedelta(days=1)):
        rows = Placement.objects.on(day).filter(unit__in=units - found.keys()).order_by("pk")
        here: dict[int, dict[str, int | None]] = {}
        for number, line, parent in rows.values_list("unit", "line", "parent"):
            here.setdefault(number, {})[line] = parent
        found |= here
    later = Placement.objects.filter(unit__in=found.keys(), valid_from__gt=on).order_by("valid_from", "pk")
    for number, line, parent in later.values_list("unit", "line", "parent"):
        found[number].setdefault(line, parent)
    return found


def _reached(unit: int, units: set[int], on: date) -> set[tuple[int, str]]:
    """The (unit, line) at or under `unit`, or under one that it has replaced, on a day or on the day after; where they
    stand on the line only later, at or under `unit` then.
    """
    replaced = Heir.objects.filter(heir=unit, share=1).exclude(unit=unit).order_by().values("unit")
    below = Lineage.objects.filter(descendant__in=units).order_by()
    old = below.on(on).filter(Q(ancestor=unit) | Q(ancestor__in=replaced))  # type: ignore[attr-defined]
    new = below.on(on + timedelta(days=1)).filter(ancestor=unit)  # type: ignore[attr-defined]
    before = below.filter(line=OuterRef("line"), descendant=OuterRef("descendant"), depth=0, valid_from__lte=on)
    standing = before.exclude(valid_to__lt=on)
    later = below.filter(ancestor=unit, valid_from__gt=on).exclude(Exists(standing))
    return {pair for rows in (old, new, later) for pair in rows.values_list("descendant", "line")}
