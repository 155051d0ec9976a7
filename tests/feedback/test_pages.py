"""The pages for those who are signed in."""

from namkhong.feedback.actions import drain, set_aside
from namkhong.feedback.box import put
from namkhong.feedback.models import Ballot
from namkhong.units.states import Line
from tests.feedback.given import point_at, rating
from tests.world import NOW, World


def test_a_head_sees_the_months_and_a_superior_the_units_below(world: World, signed_in) -> None:
    point = point_at(world.school)
    put([rating(point, 5 if n % 3 else 2, evidence="A") for n in range(30)] + [rating(point, 1)])
    set_aside(ballots=[Ballot.objects.filter(evidence="C").get().pk], reason="burst", by=None, at=NOW)
    drain()
    own = signed_in(world.school_officer)
    assert f"/y-kien/{world.school.pk}/" in own.get("/y-kien/").content.decode()
    page = own.get(f"/y-kien/{world.school.pk}/").content.decode()
    assert "66,7 % hài lòng" in page and "1 ý kiến để riêng" in page and "chưa đủ mẫu" in page
    assert "cap-duoi" not in page
    above = signed_in(world.district_officer)
    assert "66,7 % hài lòng" in above.get(f"/y-kien/{world.district.pk}/?nam=2026").content.decode()
    listed = above.get(f"/y-kien/{world.district.pk}/cap-duoi/?tuyen={Line.UNION}").content.decode()
    assert listed.index("Đồng Tâm") < listed.index("Hòa An", listed.index("<tbody"))
    other = above.get(f"/y-kien/{world.district.pk}/cap-duoi/?tuyen=union&loai=X&nam=9999").content.decode()
    assert "66,7" in other
    assert signed_in(world.stranger).get(f"/y-kien/{world.school.pk}/").status_code == 404


def test_a_year_before_is_empty_and_nobody_has_nothing(world: World, signed_in) -> None:
    assert "chưa có" in signed_in(world.school_head).get(f"/y-kien/{world.school.pk}/?nam=2025").content.decode()
    assert "Bạn chưa có đơn vị nào" in signed_in(world.nobody).get("/y-kien/").content.decode()


def test_a_list_of_many_units_costs_as_many_queries_as_one_of_few(world: World, signed_in, same_queries) -> None:
    browser = signed_in(world.district_officer)

    def grow() -> None:
        for unit in world.grassroots:
            put([rating(point_at(unit), 3, evidence="A") for _ in range(40)])
        drain()

    same_queries(lambda: browser.get(f"/y-kien/{world.district.pk}/cap-duoi/?tuyen=union"), grow)
