"""Reading what stands against units and people."""

from datetime import date

from django.db.models import F, Q, QuerySet

from namkhong.foundation.text import fold
from namkhong.scoring.models import Sheet, Veto
from namkhong.scoring.policies import seen_vetoes


def vetoes_seen(person: int, on: date, words: str = "") -> QuerySet[Veto]:
    """What a person may know to stand against somebody; what is not lifted first, then the latest."""
    rows = Veto.objects.filter(seen_vetoes(person, on)).select_related("unit", "person", "stated_by", "lifted_by")
    if words:
        piece = fold(words)
        rows = rows.filter(Q(unit__search_name__contains=piece) | Q(person__search_name__contains=piece))
    return rows.order_by(F("lifted_at").asc(nulls_first=True), "-stated_at", "-pk")


def living_vetoes(sheet: Sheet, on: date) -> QuerySet[Veto]:
    """What stands against the subject of a sheet on a day or later."""
    rows = Veto.objects.filter(lifted_at=None).filter(Q(valid_to=None) | Q(valid_to__gte=on))
    if sheet.person_id is None:
        return rows.filter(unit=sheet.unit_id, person=None).order_by("valid_from", "pk")
    return rows.filter(person=sheet.person_id).order_by("valid_from", "pk")
