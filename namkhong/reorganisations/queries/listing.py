"""Lists of reorganisations, and the work that waits on them."""

from datetime import date

from django.db.models import Count, QuerySet
from django.urls import reverse

from namkhong.foundation.waiting import Waiting
from namkhong.people.policies import superior_units
from namkhong.people.rules import Verb
from namkhong.reorganisations.policies import visible_to
from namkhong.units.models import Reorganisation
from namkhong.units.states import ReorganisationState


def listed_for(person: int, on: date) -> QuerySet[Reorganisation]:
    """The reorganisations a person may open, drafts first, then the latest; each with `changes_count`."""
    rows = visible_to(person, on).select_related("unit").annotate(changes_count=Count("changes"))
    return rows.order_by("-effective_on", "-pk")


def waiting_for(person: int, on: date) -> list[Waiting]:
    """Drafts of the person's units that are not carried out yet."""
    units = superior_units(person, Verb.REORGANISE, on)
    drafts = Reorganisation.objects.filter(unit__in=units, state=ReorganisationState.DRAFT).select_related("unit")
    return [
        Waiting(
            label="Hoàn tất sắp xếp đơn vị",
            detail=row.title,
            unit_name=row.unit.brief,
            due_on=row.effective_on,
            url=reverse("reorganisations:reorganisation", args=[row.pk]),
            kind="reorganise",
        )
        for row in drafts.order_by("effective_on", "pk")
    ]
