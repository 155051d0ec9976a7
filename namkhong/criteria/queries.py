"""Reading criteria sets."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from namkhong.criteria.data import library, set_on
from namkhong.criteria.models import Band, CriteriaSet, Criterion
from namkhong.criteria.policies import above, visible
from namkhong.criteria.rules.plain import conditions_from, levels_from
from namkhong.criteria.rules.structure import BandDef, CriterionDef, SetDef
from namkhong.criteria.states import Scale, SetState
from namkhong.people.policies import own_units
from namkhong.people.rules import Verb

OURS, SUPERIORS, LIBRARY, BELOW = 0, 1, 2, 3
"""Whose a set is, seen from a person."""


def definition_of(set_pk: int) -> SetDef:
    """A set as plain data. Raises: CriteriaSet.DoesNotExist."""
    row = CriteriaSet.objects.get(pk=set_pk)
    criteria = Criterion.objects.filter(set=row).select_related("parent", "cap_by").order_by("order", "pk")
    # In the order the editor saved them; one threshold under the other means from the best down.
    bands = Band.objects.filter(set=row).order_by("pk")
    return SetDef(
        name=row.name,
        subject=row.subject,
        total=row.total,
        criteria=tuple(_criterion(one) for one in criteria),
        bands=tuple(_band(one) for one in bands),
        source=row.source,
    )


def sets_of_person(person: int, on: date, subject: str = "") -> QuerySet[CriteriaSet]:
    """What a person sees, their own units' first, then what superiors issued, then the library; with `whose` (OURS,
    SUPERIORS, LIBRARY, BELOW) and `criteria_count`.
    """
    own = own_units(person, Verb.READ_CRITERIA, on)
    whose = Case(
        When(unit__in=own, then=Value(OURS)),
        When(unit=None, then=Value(LIBRARY)),
        When(unit__in=above(own, on), then=Value(SUPERIORS)),
        default=Value(BELOW),
        output_field=IntegerField(),
    )
    rows = visible(person, on).select_related("unit").annotate(whose=whose, criteria_count=Count("criteria"))
    rows = rows.filter(subject=subject) if subject else rows
    return rows.order_by("whose", "subject", "name", "-version", "pk")


def sets_for(unit: int, on: date, subject: str = "") -> QuerySet[CriteriaSet]:
    """What a unit may begin a round of scoring with: issued by itself or above it, or from the library."""
    rows = CriteriaSet.objects.filter(Q(unit=None) | Q(unit=unit) | Q(unit__in=above([unit], on)))
    rows = rows.filter(state=SetState.ISSUED).select_related("unit")
    rows = rows.filter(subject=subject) if subject else rows
    return rows.order_by(F("unit").asc(nulls_last=True), "name", "-version", "pk")


def library_is_there(on: date) -> bool:
    """Whether the library stands as the law of a day has it: names, sources (which cite the rule) and sizes."""
    rows = CriteriaSet.objects.filter(unit=None, state=SetState.ISSUED).annotate(criteria_count=Count("criteria"))
    there = set(rows.order_by().values_list("key", "name", "source", "criteria_count"))
    made = {file.key: set_on(file, on) for file in library()}
    return there >= {(key, one.name, one.source, len(one.criteria)) for key, one in made.items() if one}


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a set among the others."""

    row: CriteriaSet
    current: bool


def versions_of(row: CriteriaSet, *, drafts: bool) -> list[Version]:
    """All versions of a set, the latest first; drafts only for those who may see them."""
    rows = CriteriaSet.objects.filter(unit=row.unit_id, key=row.key).order_by("-version")
    rows = rows if drafts else rows.exclude(state=SetState.DRAFT)
    return [Version(one, one.pk == row.pk) for one in rows]


def _criterion(row: Criterion) -> CriterionDef:
    return CriterionDef(
        number=row.number,
        title=row.title,
        scale=Scale(row.scale),
        most=row.most,
        weight=row.weight,
        parent=row.parent.number if row.parent else "",
        cap_by=row.cap_by.number if row.cap_by else "",
        levels=levels_from(row.levels),
        measure=row.measure,
        guide=row.guide,
        evidence=row.evidence,
        day=row.day,
        month=row.month,
        checked_by=row.checked_by,
    )


def _band(row: Band) -> BandDef:
    return BandDef(row.code, row.label, row.at_least, conditions_from(row.conditions), row.quota, row.quota_of)
