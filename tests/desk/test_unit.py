"""The page of a unit."""

import pytest
from django.urls import reverse

from namkhong.campaigns.actions import Deed, fulfil
from namkhong.units.actions import state_headcount
from namkhong.units.models import Unit
from tests.campaigns.stage import Stage
from tests.campaigns.test_progress import more_units
from tests.campaigns.upheaval import upheave
from tests.world import NOW, TODAY, World


def address(unit: Unit) -> str:
    return reverse("desk:unit", args=[unit.pk])


@pytest.mark.parametrize(
    ("who", "unit", "answer"),
    [
        ("school_officer", "school", 200),
        ("school_officer", "district", 404),
        ("school_officer", "clinic", 404),
        ("stranger", "school", 404),
        ("sister_officer", "school", 404),
        ("nobody", "school", 404),
        ("district_officer", "school", 200),
        ("committee_officer", "school", 200),
        ("federation_officer", "school", 200),
        ("auditor", "district", 200),
        ("administrator", "school", 200),
    ],
)
def test_who_opens_which_unit(stage: Stage, world: World, signed_in, who: str, unit: str, answer: int) -> None:
    assert signed_in(getattr(world, who)).get(address(getattr(world, unit))).status_code == answer


def test_unit_tells_its_work_people_and_history(stage: Stage, world: World, signed_in) -> None:
    fulfil(duty=stage.duty(stage.pledge, world.school), deed=Deed(TODAY), by=world.school_officer, at=NOW)
    state_headcount(unit=world.school, year=2026, staff=42, source="Danh sách 30/6", by=None, at=NOW)
    page = signed_in(world.district_officer).get(address(world.school)).content.decode()
    for told in (
        "Bùi Hữu Phước",
        "Liên đoàn Lao động huyện Hòa An",
        "Ủy ban nhân dân huyện Hòa An",
        "Danh sách 30/6",
        "Số người năm 2026",
        "Làm xong một việc ngày 22/11/2026",
        "Báo cáo kết quả năm",
    ):
        assert told in page, told


def test_year_without_work_says_so(world: World, signed_in) -> None:
    page = signed_in(world.district_officer).get(address(world.school)).content.decode()
    assert "chưa được giao việc" in page and "chưa có số liệu" in page


def test_year_is_chosen(stage: Stage, world: World, signed_in) -> None:
    browser = signed_in(world.district_officer)
    for asked in ("2026", "1999", "x"):
        assert browser.get(address(world.school), {"nam": asked}).context["year"] == 2026


def test_units_below_are_found_without_accents(stage: Stage, world: World, signed_in) -> None:
    browser = signed_in(world.district_officer)
    assert [unit.pk for unit in browser.get(address(world.district), {"tim": "dong tam"}).context["below"]] == [
        world.school.pk
    ]
    assert "Không tìm thấy" in browser.get(address(world.district), {"tim": "không đâu"}).content.decode()


def test_many_units_below_cost_no_more_queries(stage: Stage, world: World, signed_in, same_queries) -> None:
    browser = signed_in(world.district_officer)
    same_queries(lambda: browser.get(address(world.district)), lambda: more_units(world, 20))


def test_work_of_one_line_is_not_told_to_the_superior_on_another(stage: Stage, world: World, signed_in) -> None:
    page = signed_in(world.committee_officer).get(address(world.school)).content.decode()
    assert "Trường Tiểu học Đồng Tâm" in page and "Báo cáo kết quả năm" not in page
    own = signed_in(world.school_officer).get(address(world.school)).content.decode()
    assert "Báo cáo kết quả năm" in own


def test_the_page_of_a_unit_that_ended_is_kept_for_who_answers_for_it(stage: Stage, world: World, signed_in) -> None:
    upheave(heirs={world.school: [world.sister_school]})
    for who, answer in (("stranger", 200), ("sister_officer", 200), ("district_officer", 200), ("clinic_officer", 404)):
        page = signed_in(getattr(world, who)).get(address(world.school))
        assert page.status_code == answer, who
        assert answer == 404 or "Báo cáo kết quả năm" in page.content.decode(), who
