"""Putting a set that is plain data into the tables."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import uuid4

from django.db.models import Q

from namkhong.criteria.models import Band, CriteriaSet, Criterion
from namkhong.criteria.rules.plain import plain_conditions, plain_levels
from namkhong.criteria.rules.structure import CriterionDef, SetDef
from namkhong.criteria.rules.tree import Tree
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.units.models import Lineage, Unit


def create(*, unit: Unit | None, key: str, version: int, definition: SetDef, on: date, **more: object) -> CriteriaSet:
    """A new version of a set with everything in it."""
    row = CriteriaSet.objects.create(unit=unit, key=key, version=version, **head(definition), **more)
    fill(row, definition, on)
    return row


def new_key() -> str:
    """A name for all versions of a set that somebody begins."""
    return uuid4().hex[:12]


def head(definition: SetDef) -> dict[str, object]:
    """The columns of the set itself."""
    return {
        "name": definition.name,
        "subject": str(definition.subject),
        "source": definition.source,
        "total": definition.total,
    }


def fill(row: CriteriaSet, definition: SetDef, on: date) -> None:
    """Write criteria and grades of a set anew; only for one that nothing refers to yet."""
    Criterion.objects.filter(set=row).delete()
    Band.objects.filter(set=row).delete()
    tree, made = Tree(definition.criteria), dict[str, Criterion]()
    order = {one.number: at for at, one in enumerate(tree.ordered())}
    checkers = _offices(row.unit_id, {one.checked_by for one in definition.criteria}, on)
    layer: Iterable[CriterionDef] = tree.parts_of("")
    while layer:
        rows = [_criterion(row, one, made.get(one.parent), order[one.number], checkers) for one in layer]
        made |= {one.number: one for one in Criterion.objects.bulk_create(rows)}
        layer = [part for one in layer for part in tree.parts_of(one.number)]
    capped = [one for one in definition.criteria if one.cap_by]
    for one in capped:
        made[one.number].cap_by = made[one.cap_by]
    Criterion.objects.bulk_update([made[one.number] for one in capped], ["cap_by"])
    Band.objects.bulk_create(
        Band(
            set=row,
            code=band.code,
            label=band.label,
            at_least=band.at_least,
            conditions=plain_conditions(band.conditions),
            quota=band.quota,
            quota_of=band.quota_of,
        )
        for band in definition.bands
    )


def tell(verb: str, row: CriteriaSet, by: Person | None, at: datetime, **facts: object) -> None:
    """Write the Event of a change."""
    record(
        verb=f"criteria.{verb}",
        subject_kind="criteria_set",
        subject_id=row.pk,
        at=at,
        by=by.pk if by else None,
        unit=row.unit_id,
        facts={"version": row.version, **facts},
    )


def _criterion(
    row: CriteriaSet, one: CriterionDef, parent: Criterion | None, order: int, checkers: dict[str, int]
) -> Criterion:
    return Criterion(
        set=row,
        parent=parent,
        order=order,
        number=one.number,
        title=one.title,
        guide=one.guide,
        scale=str(one.scale),
        most=one.most,
        weight=one.weight,
        levels=plain_levels(one.levels),
        measure=str(one.measure),
        evidence=one.evidence,
        day=one.day,
        month=one.month,
        checked_by=one.checked_by,
        checker_id=checkers.get(one.checked_by),
    )


def _offices(unit: int | None, names: set[str], on: date) -> dict[str, int]:
    """Which of the offices named as checkers are units above or below the owner; a name that two have is nobody's."""
    if unit is None or not (names := names - {""}):
        return {}
    lineage = Lineage.objects.on(on)
    upper = lineage.filter(descendant=unit).order_by().values("ancestor")
    lower = lineage.filter(ancestor=unit).order_by().values("descendant")
    found: dict[str, int] = {}
    twice: set[str] = set()
    rows = Unit.objects.filter(Q(pk__in=upper) | Q(pk__in=lower), name__in=names)
    for pk, name in rows.exclude(closed_on__lt=on).order_by().values_list("pk", "name"):
        twice |= {name} & found.keys()
        found[name] = pk
    return {name: pk for name, pk in found.items() if name not in twice}
