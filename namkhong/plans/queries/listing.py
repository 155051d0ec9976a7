"""Which plans there are: of a unit, above it, below a plan, in place of one."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from namkhong.foundation.text import fold
from namkhong.foundation.waiting import Waiting
from namkhong.people.policies import own_units
from namkhong.people.rules import Verb
from namkhong.plans import rules
from namkhong.plans.models import Plan
from namkhong.plans.states import Basis, PlanState
from namkhong.units.models import Lineage, Unit
from namkhong.units.queries import ancestors


def same_draft(unit: int, text: str) -> Plan | None:
    """A draft of the unit made from the very same text, so that sending twice makes one."""
    return Plan.objects.filter(unit=unit, reading__text=text, state=PlanState.DRAFT).order_by("pk").first()


def superior_choices(unit: Unit, line: str, on: date) -> list[Plan]:
    """The adopted plans that a plan of the unit may carry out: those of units above it, the nearest first."""
    above = [upper.pk for upper in ancestors(unit.pk, line, on)]
    plans = Plan.objects.filter(unit__in=above, line=line, state=PlanState.ADOPTED).select_related("unit")
    return sorted(plans, key=lambda plan: (above.index(plan.unit_id), -plan.pk))


def amendment_of(plan: int) -> Plan | None:
    """The draft that is to take the place of a plan."""
    return Plan.objects.filter(amends=plan, state=PlanState.DRAFT).select_related("unit").order_by("pk").first()


def adopted_amendment(plan: int) -> Plan | None:
    """The adopted plan that has taken the place of a plan."""
    return Plan.objects.filter(amends=plan).exclude(adopted_at=None).order_by("pk").first()


def lower_plans(plan: Plan) -> QuerySet[Plan]:
    """The adopted plans of units below that carry this one out."""
    adopted = Plan.objects.filter(superior_plan=plan, state=PlanState.ADOPTED)
    return adopted.select_related("unit").order_by("unit__search_name", "pk")


def own_plans(units: Iterable[int], states: Iterable[str]) -> QuerySet[Plan]:
    """The plans of some units, newest first, each with `doubtful`: how many items are still to be looked at."""
    doubtful = Count("clauses", filter=_wants_look("clauses__"))
    rows = Plan.objects.filter(unit__in=units, state__in=states).select_related("unit")
    return rows.annotate(doubtful=doubtful).order_by("-created_at", "-pk")


def _wants_look(to: str = "") -> Q:
    """What `rules.wants_look` says, of items that stand in the draft and that nobody has accepted yet."""
    asked = Q(**{f"{to}removed_at": None, f"{to}accepted_at": None, f"{to}confidence__isnull": False})
    sure = Q(**{f"{to}basis": Basis.PRINTED, f"{to}confidence__gte": rules.SURE})
    return asked & ~Q(**{f"{to}basis": Basis.TYPED}) & ~sure


def checked_plans() -> QuerySet[Plan]:
    """The plans whose reading a person has checked: adopted ones that were read from a document."""
    states = [PlanState.ADOPTED, PlanState.REPLACED]
    return Plan.objects.filter(state__in=states, reading__isnull=False).select_related("reading").order_by("pk")


def plans_above(units: Iterable[int], on: date) -> QuerySet[Plan]:
    """The adopted plans of units above these ones, on the line on which each stands above."""
    above = Lineage.objects.on(on).filter(descendant__in=units, depth__gt=0)
    touching = Q(pk__in=[])
    for line in above.order_by().values_list("line", flat=True).distinct():
        touching |= Q(line=line, unit__in=above.filter(line=line).values("ancestor"))
    rows = Plan.objects.filter(touching, state=PlanState.ADOPTED).select_related("unit")
    return rows.order_by("-adopted_at", "-pk")


def named(plans: QuerySet[Plan], words: str) -> QuerySet[Plan]:
    """Those of the plans whose unit is found by these words, typed with or without accents."""
    return plans.filter(unit__search_name__contains=fold(words)) if words.strip() else plans


def waiting_for(person: int, on: date, *, upto: int = 50) -> list[Waiting]:
    """Drafts of the person's own units that are still to be checked and adopted."""
    drafts = own_plans(own_units(person, Verb.PREPARE_PLAN, on), [PlanState.DRAFT])
    return [
        Waiting(
            label="Soát kế hoạch",
            detail=_draft_in_words(plan),
            unit_name=plan.unit.brief,
            due_on=None,
            url=reverse("plans:review", args=[plan.pk]),
            kind="plan_draft",
        )
        for plan in drafts[:upto]
    ]


def _draft_in_words(plan: Plan) -> str:
    """Name and what is still to be looked at; the row comes from `own_plans`."""
    name = str(plan) or "Kế hoạch chưa có tên"
    doubtful: int = plan.doubtful  # type: ignore[attr-defined]
    return f"{name}. {doubtful} mục cần xem lại." if doubtful else name
