"""Rounds a person has to do with."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from namkhong.criteria.models import Criterion
from namkhong.people.policies import own_units, reaching, superior_units
from namkhong.people.rules import Verb
from namkhong.scoring.models import Round, Sheet
from namkhong.scoring.policies import HIDDEN
from namkhong.scoring.states import Scored
from namkhong.units.models import Lineage, Unit


def rounds_for(person: int, on: date) -> QuerySet[Round]:
    """Rounds in which a person runs, follows, checks, scores or is scored; the latest first."""
    runs = Q(unit__in=own_units(person, Verb.RUN_SCORING, on))
    follows = Q(Exists(Unit.objects.filter(reaching(person, Verb.READ_SCORES, on), pk=OuterRef("unit"))))
    own = Sheet.objects.filter(round=OuterRef("pk"))
    units = own_units(person, Verb.READ_SCORES, on)
    touched = Exists(own.filter(person=person)) | Exists(own.filter(unit__in=units, person=None))
    offices = own_units(person, Verb.CHECK_SCORES, on)
    named = Exists(Criterion.objects.filter(set=OuterRef("set"), checker__in=offices))
    below = superior_units(person, Verb.CHECK_SCORES, on)
    over = Lineage.objects.on(on).filter(descendant__in=below, line=OuterRef("line"), ancestor=OuterRef("unit"))
    between = Q(scored=Scored.GRASSROOTS) & Q(Exists(over))
    begun = ~Q(state__in=HIDDEN)
    rows = Round.objects.filter(runs | (begun & (follows | Q(touched) | Q(named) | between)))
    return rows.select_related("unit", "set").order_by("-pk")


def may_see_round(person: int, row: Round, on: date) -> bool:
    """Whether a round is one of these."""
    return rounds_for(person, on).filter(pk=row.pk).exists()
