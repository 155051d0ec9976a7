"""The district's plan, sent to its three units."""

from dataclasses import dataclass

import pytest

from namkhong.cascade.actions import begin, issue, send, write_document
from namkhong.cascade.models import Delivery
from namkhong.cascade.queries.drafting import own_of
from namkhong.people.models import Person
from namkhong.plans.actions import adopt
from namkhong.plans.models import Plan
from namkhong.units.models import Unit
from tests.plans.given import draft
from tests.world import NOW, TODAY, World


@dataclass(frozen=True)
class Stage:
    """An adopted plan of the district, read from its text, and its copies."""

    world: World
    plan: Plan

    def copy(self, unit: Unit) -> Delivery:
        """The copy of a unit."""
        return Delivery.objects.select_related("plan__unit", "unit").get(plan=self.plan, unit=unit)

    def drafted(self, unit: Unit, by: Person, lead: str = "Tổ Văn phòng") -> Plan:
        """A draft of a unit."""
        row = self.copy(unit)
        own = own_of(unit, row.plan.unit.name, row.plan.line, TODAY, lead)
        return begin(delivery=row, own=own, by=by, at=NOW)

    def issued(self, unit: Unit, by: Person, lead: str = "Tổ Văn phòng") -> Plan:
        """An issued plan of a unit."""
        plan = self.drafted(unit, by, lead)
        write_document(plan=plan, by=by, at=NOW)
        issue(plan=plan, on=TODAY, by=by, at=NOW)
        plan.refresh_from_db()
        return plan


def sent_down(world: World) -> Stage:
    """The stage without the fixture, for tests elsewhere."""
    plan = draft(world.district, world.district_officer)
    adopt(plan=plan, by=world.district_head, at=NOW)
    plan.refresh_from_db()
    units = [unit.pk for unit in world.grassroots]
    send(plan=plan, units=units, due_on=TODAY, note_text="Gửi để thực hiện.", by=world.district_head, at=NOW)
    return Stage(world, plan)


@pytest.fixture
def stage(world: World) -> Stage:
    """The plan and its three copies, due today."""
    return sent_down(world)
