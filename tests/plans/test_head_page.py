"""Two people at the head of one plan: the second is told, and nothing typed is lost."""

from django.urls import reverse

from tests.plans.given import draft
from tests.world import World


def test_two_people_at_the_head_of_a_plan(world: World, signed_in) -> None:
    plan = draft(world.district, world.district_officer)
    path, officer = reverse("plans:head", args=[plan.pk]), signed_in(world.district_officer)
    seen = officer.get(path).context["form"]["seen"].value()
    signed_in(world.district_head).post(path, {"title": "Tên của người kia", "seen": seen})
    met = officer.post(path, {"title": "Tên của tôi", "seen": seen})
    assert met.status_code == 422 and "Người khác vừa sửa thông tin chung" in met.content.decode()
    assert "Tên của người kia" in met.content.decode() and "Tên của tôi" in met.content.decode()
    again = {"title": "Tên của tôi", "seen": met.context["form"]["seen"].value()}
    assert officer.post(path, again).status_code == 302
    plan.refresh_from_db()
    assert plan.title == "Tên của tôi"
