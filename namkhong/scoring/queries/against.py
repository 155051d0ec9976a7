"""What stands against the subjects of a round besides their points: vetoes, short service, the grade of their unit."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from namkhong.criteria.queries import definition_of
from namkhong.criteria.rules.structure import BandDef
from namkhong.foundation.periods import parse_period
from namkhong.law.queries import NoRuleInForce, in_force
from namkhong.people.models import Employment
from namkhong.scoring.models import Round, Sheet, Veto
from namkhong.scoring.rules.grading import Bar, place_in
from namkhong.scoring.rules.tenure import months_worked
from namkhong.scoring.states import Scored, SheetState, VetoKind

SHORT_SERVICE = "classify.public_employee.short_service"
YEAR = timedelta(days=364)


@dataclass(frozen=True, slots=True)
class Against:
    """Vetoes by unit and by person, units with one of their people warned, months worked by person, and for whoever
    leads the place of the unit's grade (None where it does not count) or that it is still waited for.
    """

    units: Mapping[int, tuple[Bar, ...]] = field(default_factory=dict)
    people: Mapping[int, tuple[Bar, ...]] = field(default_factory=dict)
    warned: frozenset[int] = frozenset()
    months: Mapping[int, int] | None = None
    ceiling: int | None = None
    waits_for_unit: bool = False


def against(row: Round, bands: tuple[BandDef, ...], on: date, *, sheet: int | None = None) -> Against:
    """What stands against the subjects of a round on a day; given `sheet`, against that one alone."""
    sheets = Sheet.objects.filter(round=row.pk).order_by()
    if sheet is not None:
        sheets = sheets.filter(pk=sheet)
    units: dict[int, list[Bar]] = defaultdict(list)
    people: dict[int, list[Bar]] = defaultdict(list)
    warned: set[int] = set()
    for veto in vetoes_on(row, on, sheets).order_by("pk"):
        bar = Bar(VetoKind(veto.kind), veto.on_duty)
        if veto.person_id is None:
            units[veto.unit_id].append(bar)
            continue
        people[veto.person_id].append(bar)
        if bar.kind is VetoKind.WARNING:
            warned.add(veto.unit_id)
    ceiling, waits = _ceiling(row, bands)
    return Against(
        {unit: tuple(bars) for unit, bars in units.items()},
        {person: tuple(bars) for person, bars in people.items()},
        frozenset(warned),
        _months(row, sheets, on),
        ceiling,
        waits,
    )


def vetoes_on(row: Round, on: date, sheets: QuerySet[Sheet]) -> QuerySet[Veto]:
    """Vetoes on these subjects, and on people of these units, that count on a day: those in force at any time since the
    period of the round began. What was being verified counts only while it is.
    """
    began = parse_period(row.period).starts_on
    still = Q(valid_to=None) | Q(valid_to__gte=on)
    since = Q(valid_to=None) | Q(valid_to__gte=began)
    counts = (Q(kind=VetoKind.UNDER_VERIFICATION) & still) | (~Q(kind=VetoKind.UNDER_VERIFICATION) & since)
    subjects = Q(unit__in=sheets.filter(person=None).values("unit"))
    subjects |= Q(person__in=sheets.filter(person__isnull=False).values("person"))
    return Veto.objects.filter(counts & subjects, lifted_at=None, valid_from__lte=on)


def least_months(row: Round, on: date) -> int:
    """How many months a person must have worked in a whole year to be graded; for shorter periods any time will do."""
    period = parse_period(row.period)
    if row.scored != Scored.OWN_STAFF or not row.service_counts or period.ends_on - period.starts_on < YEAR:
        return 0
    try:
        return int(in_force(SHORT_SERVICE, on).number("months"))
    except NoRuleInForce:
        return 0


def _months(row: Round, sheets: QuerySet[Sheet], on: date) -> Mapping[int, int] | None:
    if not least_months(row, on):
        return None
    period = parse_period(row.period)
    works = Employment.objects.filter(person__in=sheets.values("person"), valid_from__lte=period.ends_on)
    stretches: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for person, since, until in works.from_day(period.starts_on).values_list("person", "valid_from", "valid_to"):
        stretches[person].append((since, until))
    found = {person: months_worked(rows, period.starts_on, period.ends_on) for person, rows in stretches.items()}
    return defaultdict(int, found)


def _ceiling(row: Round, bands: tuple[BandDef, ...]) -> tuple[int | None, bool]:
    """The place of the grade of the unit among the bands of its people, and whether it is still waited for."""
    if row.scored != Scored.OWN_STAFF or not row.head_within_unit:
        return None, False
    graded = Sheet.objects.filter(unit=row.unit_id, person=None, state=SheetState.PUBLISHED, round__period=row.period)
    of_unit = (
        graded.exclude(grade="").order_by("-round__published_on", "-pk").values_list("grade", "round__set").first()
    )
    if of_unit is None:
        return None, True
    grade, set_pk = of_unit
    return place_in(bands, grade, definition_of(set_pk).bands), False
