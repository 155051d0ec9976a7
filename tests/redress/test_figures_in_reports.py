"""A form that asks for it takes what people said from this room; nobody types it."""

from decimal import Decimal

from namkhong.reports.models import Indicator
from namkhong.reports.queries.known import known_values
from tests.hostile.conftest import Scene, scene  # noqa: F401  a fixture
from tests.world import TODAY


def test_a_form_may_ask_for_concerns(scene: Scene) -> None:  # noqa: F811
    form = scene.sheet.form_id
    Indicator.objects.filter(form=form, key="detected").update(known_as="concerns")
    told = known_values(scene.sheet, TODAY)
    assert (told["detected"].value, told["detected"].source) == (1, "Từ phản ánh của người dân")
    # What people rated with a code stands in the yearly report by itself.
    assert told["satisfaction"].value == Decimal("41.7") and told["ballots"].value >= 30
