"""Lists of reorganisations, and the work that waits on them."""

from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse

from namkhong.foundation.numbers import show_decimal
from namkhong.foundation.waiting import Waiting
from namkhong.people.policies import superior_units
from namkhong.people.rules import Verb
from namkhong.reorganisations.policies import visible_to
from namkhong.units.models import ChangePart, Reorganisation
from namkhong.units.states import ChangeKind, PartRole, ReorganisationState


def listed_for(person: int, on: date) -> QuerySet[Reorganisation]:
    """The reorganisations a person may open, drafts first, then the latest; each with `changes_count`."""
    rows = visible_to(person, on).select_related("unit").annotate(changes_count=Count("changes"))
    return rows.order_by("-effective_on", "-pk")


def waiting_for(person: int, on: date) -> list[Waiting]:
    """Drafts of the person's units that are not carried out yet, and divided units whose shares nobody has decided."""
    units = superior_units(person, Verb.REORGANISE, on)
    rows = Reorganisation.objects.filter(unit__in=units).select_related("unit").order_by("effective_on", "pk")
    drafts = [
        _waiting(row, "Hoàn tất sắp xếp đơn vị", row.title, row.effective_on)
        for row in rows.filter(state=ReorganisationState.DRAFT)
    ]
    parts = ChangePart.objects.filter(role=PartRole.RESULT, share=None, change__kind=ChangeKind.SPLIT)
    counted = parts.filter(change__reorganisation=OuterRef("pk")).order_by().values("change__reorganisation")
    count = Subquery(counted.annotate(count=Count("change", distinct=True)).values("count")[:1])
    done = rows.filter(state=ReorganisationState.CARRIED_OUT).annotate(undecided=count).filter(undecided__gt=0)
    divided = [
        _waiting(row, "Định tỷ lệ chia số liệu", f"{row.title}: {show_decimal(row.undecided)} đơn vị bị chia", None)
        for row in done
    ]
    return drafts + divided


def _waiting(row: Reorganisation, label: str, detail: str, due_on: date | None) -> Waiting:
    url = reverse("reorganisations:reorganisation", args=[row.pk])
    return Waiting(label=label, detail=detail, unit_name=row.unit.brief, due_on=due_on, url=url, kind="reorganise")
