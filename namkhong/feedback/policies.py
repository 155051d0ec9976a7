"""Who may open, close and use a point: its own unit, but for the independent sample whoever stands above."""

from datetime import date

from namkhong.feedback.states import PointKind
from namkhong.people.policies import superior_units
from namkhong.people.rules import Verb
from namkhong.units.models import Lineage, Unit


def keeping_verb(kind: str) -> Verb:
    """What it takes to keep a point of a kind. Whoever is measured must not hold the codes of the sample."""
    return Verb.DRAW_SAMPLE if kind == PointKind.SAMPLE else Verb.KEEP_POINTS


def drawing_unit(person: int, unit: int, on: date) -> Unit:
    """In whose name a person draws a sample at a unit: the nearest above it. Only for whoever may draw there."""
    above = superior_units(person, Verb.DRAW_SAMPLE, on)
    rows = Lineage.objects.on(on).filter(descendant=unit, ancestor__in=above, depth__gt=0)
    return Unit.objects.get(pk=rows.order_by("depth", "ancestor").values_list("ancestor", flat=True)[0])
