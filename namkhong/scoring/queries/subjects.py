"""Whom a round scores, and those who have joined since it began."""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from namkhong.people.models import Employment, Person, Post
from namkhong.people.states import HEADS
from namkhong.scoring.models import Round, Sheet
from namkhong.scoring.states import Scored
from namkhong.units.models import Lineage, Unit


def subjects(row: Round, on: date) -> QuerySet[Any, Any]:
    """The subjects of a round on a day, as rows of `subject_unit`, and for people `subject` and `leads`."""
    if row.scored == Scored.OWN_STAFF:
        heads = Post.objects.on(on).filter(person=OuterRef("person"), unit=row.unit_id, kind__in=list(HEADS))
        staff = Employment.objects.on(on).filter(unit=row.unit_id).order_by()
        return staff.annotate(subject_unit=F("unit_id"), subject=F("person_id"), heading=Exists(heads)).values(
            "subject_unit", "subject", "heading"
        )
    below = Lineage.objects.on(on).filter(ancestor=row.unit_id, line=row.line).order_by()
    if row.scored == Scored.DIRECT:
        below = below.filter(depth=1)
    else:
        lower = Lineage.objects.on(on).filter(ancestor=OuterRef("descendant"), line=row.line, depth=1)
        below = below.filter(~Exists(lower), depth__gt=0)
    return below.annotate(subject_unit=F("descendant_id")).values("subject_unit")


def unit_newcomers(row: Round, on: date) -> QuerySet[Unit]:
    """Units that would be scored had they been there when the round began."""
    there = Sheet.objects.filter(round=row.pk).values("unit")
    found = subjects(row, on).values("subject_unit")
    return Unit.objects.filter(pk__in=found).exclude(pk__in=there).order_by("search_name", "pk")


def staff_newcomers(row: Round, on: date) -> QuerySet[Person]:
    """People who would be scored had they been there when the round began."""
    there = Sheet.objects.filter(round=row.pk).values("person")
    found = subjects(row, on).values("subject")
    return Person.objects.filter(pk__in=found).exclude(pk__in=there).order_by("sort_name", "pk")
