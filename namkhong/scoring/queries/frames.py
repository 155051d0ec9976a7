"""The criteria of a round as a sheet needs them: which are filled in, under which group, who must check them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from namkhong.criteria.models import Criterion
from namkhong.criteria.queries import definition_of
from namkhong.criteria.rules.structure import CriterionDef, SetDef
from namkhong.criteria.rules.totals import Outcome, Plan, plan_of, total
from namkhong.criteria.states import Scale
from namkhong.scoring.models import Mark
from namkhong.scoring.rules.marking import standing


@dataclass(frozen=True, slots=True)
class Leaf:
    """A criterion that gets points. `group` is the number of the top-level criterion it stands under."""

    pk: int
    rule: CriterionDef
    group: str
    checker: int | None

    @property
    def number(self) -> str:
        """Its number within the set."""
        return self.rule.number

    @property
    def measured(self) -> bool:
        """Whether the system fills it in and nobody types."""
        return self.rule.scale == Scale.MEASURED

    @property
    def extra(self) -> bool:
        """Whether it comes on top or off: who leaves it empty claims nothing."""
        return self.rule.scale in (Scale.BONUS, Scale.MINUS)


@dataclass(frozen=True, slots=True)
class Frame:
    """The criteria of a set, those that get points by their row numbers, in order."""

    rules: SetDef
    plan: Plan
    leaves: dict[int, Leaf]

    @property
    def groups(self) -> list[CriterionDef]:
        """The criteria of the top level, in order."""
        return [rule for rule in self.rules.criteria if not rule.parent]

    def total(self, points: Mapping[int, Decimal | None]) -> Outcome:
        """The total of points given by the row number of the criterion."""
        numbers = {leaf.number: points[pk] for pk, leaf in self.leaves.items() if pk in points}
        return total(self.plan, {number: given for number, given in numbers.items() if given is not None})

    def standing_total(self, marks: Iterable[Mark]) -> Outcome:
        """The total of a sheet as it stands."""
        return self.total({mark.criterion_id: standing(mark) for mark in marks})


def frame_of(set_pk: int) -> Frame:
    """The criteria of a set."""
    rules = definition_of(set_pk)
    parents = {rule.number: rule.parent for rule in rules.criteria}
    rows = Criterion.objects.filter(set=set_pk).order_by("order", "pk").values_list("number", "pk", "checker")
    places = {number: (pk, checker) for number, pk, checker in rows}
    leaves = {}
    for rule in rules.criteria:
        if rule.scale != Scale.GROUP:
            pk, checker = places[rule.number]
            leaves[pk] = Leaf(pk, rule, _top(rule.number, parents), checker)
    return Frame(rules, plan_of(rules), leaves)


def _top(number: str, parents: Mapping[str, str]) -> str:
    while parents[number]:
        number = parents[number]
    return number
