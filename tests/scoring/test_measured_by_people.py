"""What people say as measure: coded ratings, never posters; concerns answered in time; too few say little."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from namkhong.redress.models import Concern
from namkhong.scoring.actions import measure, tell_figure
from namkhong.scoring.queries.measuring import found_for
from tests.redress.given import answered, raised, tallied
from tests.scoring.stage import Stage
from tests.scoring.test_measuring import measured_by
from tests.world import NOW, TODAY, World


def reported(world: World, percent: int) -> None:
    for unit in (world.school, world.clinic):
        tell_figure(
            unit=unit.pk,
            period="2026",
            measure="satisfaction",
            value=Decimal(percent),
            source="Báo cáo năm 2026",
            source_url="/bao-cao/1/",
            at=NOW,
        )


def test_satisfied_people_are_counted_from_coded_ratings_of_the_period(stage: Stage, world: World) -> None:
    measured_by(stage, "satisfaction")
    reported(world, 99)
    tallied(world.school, 202603, (2, 2, 2, 4, 10), "A")
    tallied(world.school, 202604, (2, 1, 1, 6, 10), "B")
    tallied(world.school, 202604, (0, 0, 0, 0, 900), "C")
    tallied(world.school, 202512, (900, 0, 0, 0, 0), "A")
    assert measure(round=stage.round, by=None, at=NOW) == 2
    mark = stage.mark(world.school, "2.2")
    assert (mark.figure, mark.self_points, mark.source) == (75, 15, "30/40 ý kiến có mã hài lòng")
    assert mark.source_url == f"{reverse('feedback:unit', args=[world.school.pk])}?nam=2026"
    clinic = stage.mark(world.clinic, "2.2")
    assert (clinic.figure, clinic.source_url) == (99, "/bao-cao/1/"), "nobody rated it: its accepted report counts"


def test_too_few_ratings_give_no_points_and_say_so(stage: Stage, world: World, signed_in) -> None:
    measured_by(stage, "satisfaction")
    reported(world, 99)
    tallied(world.school, 202603, (29, 0, 0, 0, 0))
    measure(round=stage.round, by=None, at=NOW)
    mark = stage.mark(world.school, "2.2")
    assert (mark.figure, mark.self_points, mark.source) == (None, None, "chưa đủ mẫu: 29 ý kiến có mã, cần 30")
    page = signed_in(world.school_officer).get(reverse("scoring:sheet", args=[mark.sheet_id])).content.decode()
    assert "chưa đủ mẫu: 29 ý kiến có mã, cần 30" in page and "Chưa tính được" in page
    assert measure(round=stage.round, by=None, at=NOW) == 0


def test_concerns_answered_in_time(stage: Stage, world: World) -> None:
    measured_by(stage, "concerns_in_time")
    raised(world.clinic)
    answered(raised(world.school))
    late = answered(raised(world.school))
    Concern.objects.filter(pk=late.pk).update(answered_on=date(2026, 12, 9))
    measure(round=stage.round, by=None, at=NOW)
    mark = stage.mark(world.school, "2.2")
    assert (mark.figure, mark.self_points, mark.source) == (50, 10, "1/2 phản ánh trả lời đúng hạn")
    assert mark.source_url == f"{reverse('redress:unit', args=[world.school.pk])}?nam=2026"
    assert stage.mark(world.clinic, "2.2").figure is None, "it still has time"
    assert found_for(stage.round, "concerns_in_time", [world.clinic.pk], date(2027, 1, 4))[world.clinic.pk].figure == 0
    assert found_for(stage.round, "concerns_in_time", [world.office.pk], TODAY) == {}
