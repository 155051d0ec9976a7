"""Measured criteria: the system fills them in, with a source; unknown is not zero; what a person decided stays."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from namkhong.campaigns.actions import extend, fulfil_by_report
from namkhong.criteria.models import Criterion
from namkhong.foundation.clock import now
from namkhong.pledges.actions import drain
from namkhong.reports.actions import accept, begin, revise, save, submit
from namkhong.reports.actions.filling import SheetDraft
from namkhong.scoring import actions
from namkhong.scoring.actions import check, drop, measure, tell_figure
from namkhong.scoring.actions.holding import RoundElsewhere
from namkhong.scoring.models import KnownFigure, MarkChange
from namkhong.scoring.queries.measuring import found_for
from namkhong.scoring.states import SheetState
from tests.campaigns.stage import set_stage as set_campaign
from tests.pledges.stage import set_round as set_pledges
from tests.reports.conftest import FIGURES, TEXTS
from tests.scoring.stage import Stage, make_round, set_stage
from tests.world import NOW, TODAY, World


def measured_by(stage: Stage, which: str) -> None:
    """2.2 goes by another figure."""
    Criterion.objects.filter(pk=stage.numbers["2.2"]).update(measure=which)


def test_reports_on_time_come_from_the_duties(stage: Stage, world: World) -> None:
    campaign = set_campaign(world)
    late, in_time = campaign.duty(campaign.report, world.clinic), campaign.duty(campaign.report, world.school)
    fulfil_by_report(duty=in_time, on=date(2026, 11, 9), by=None, at=NOW)
    fulfil_by_report(duty=late, on=date(2026, 11, 10), by=None, at=NOW)
    assert measure(round=stage.round, by=None, at=NOW) == 3
    marks = {unit.pk: stage.mark(unit, "2.2") for unit in world.grassroots}
    assert [mark.self_points for mark in marks.values()] == [20, 0, 0]
    school = marks[world.school.pk]
    assert (school.figure, school.source) == (100, "1/1 báo cáo đúng hạn")
    assert school.source_url == f"{reverse('desk:unit', args=[world.school.pk])}?nam=2026"
    change = MarkChange.objects.get(mark=school)
    assert (change.before, change.after, change.by, change.reason) == (None, 20, None, school.source)
    # The same again changes nothing; an extension makes good what was late.
    assert measure(round=stage.round, by=None, at=NOW) == 0
    extend(duty=late, due_on=date(2026, 11, 15), reason="Mưa lũ", by=None, at=NOW)
    assert measure(round=stage.round, by=None, at=NOW) == 1


def test_duties_that_are_not_due_do_not_count(stage: Stage, world: World) -> None:
    campaign = set_campaign(world)
    found = found_for(stage.round, "duties_on_time", [world.school.pk], TODAY)
    assert found == {}, "the pledge is due on 30/11, the dialogue has no day"
    stage.round.campaign = campaign.campaign
    found = found_for(stage.round, "reports_on_time", [world.school.pk], TODAY)
    assert found[world.school.pk].figure == 0


def test_unknown_is_left_out_and_not_zero(stage: Stage, world: World) -> None:
    measured_by(stage, "satisfaction")
    assert measure(round=stage.round, by=None, at=NOW) == 0
    assert stage.mark(world.school, "2.2").self_points is None


def test_figures_told_from_above_come_and_go(stage: Stage, world: World) -> None:
    measured_by(stage, "satisfaction")
    told = {"unit": world.school.pk, "period": "2026", "measure": "satisfaction", "at": NOW}
    tell_figure(value=Decimal("87.5"), source="Báo cáo năm 2026", source_url="/bao-cao/1/", **told)
    measure(round=stage.round, by=None, at=NOW)
    mark = stage.mark(world.school, "2.2")
    assert (mark.figure, mark.self_points, mark.source_url) == (Decimal("87.5"), Decimal("17.5"), "/bao-cao/1/")
    tell_figure(value=Decimal(90), source="Báo cáo thay thế", source_url="/bao-cao/2/", **told)
    assert KnownFigure.objects.get().source == "Báo cáo thay thế"
    tell_figure(value=None, source="", source_url="", **told)
    assert measure(round=stage.round, by=None, at=NOW) == 1
    assert stage.mark(world.school, "2.2").figure is None


def test_the_own_total_follows_and_what_was_decided_stays(stage: Stage, world: World) -> None:
    measured_by(stage, "satisfaction")
    sheet = stage.hand_in(world.school)
    assert sheet.self_total == 98
    measure(round=stage.round, by=None, at=NOW)  # nothing is known: the 20 of the stage go
    assert stage.sheet(world.school).self_total == 78
    mark = stage.mark(world.school, "2.2")
    why = "Phiếu khảo sát giấy đạt 60 phần trăm"
    asked = {"criterion": mark.criterion_id, "points": Decimal(12), "reason": why, "revision": mark.revision}
    check(sheet=mark.sheet, by=world.district_officer, at=NOW, **asked)
    tell_figure(
        unit=world.school.pk,
        period="2026",
        measure="satisfaction",
        value=Decimal(90),
        source="Muộn",
        source_url="",
        at=NOW,
    )
    assert measure(round=stage.round, by=None, at=NOW) == 0
    assert stage.mark(world.school, "2.2").checked_points == 12


def test_measured_in_a_running_round_only(world: World) -> None:
    row = make_round(world)
    drop(round=row, by=None, at=NOW)
    row.refresh_from_db()
    with pytest.raises(RoundElsewhere):
        measure(round=row, by=None, at=NOW)


def test_an_accepted_report_tells_its_figures(world: World) -> None:
    stage = set_campaign(world)
    duty = stage.duty(stage.report, world.school)
    sheet = begin(duty=duty, on=TODAY, by=None, at=NOW)
    values = {key: Decimal(value) for key, value in FIGURES.items()} | {"satisfaction": Decimal("91.5")}
    save(sheet=sheet, draft=SheetDraft(values=values, texts=TEXTS), version=1, by=None, at=NOW)
    sheet.refresh_from_db()
    sent = submit(sheet=sheet, submission="00000000-0000-4000-8000-000000000001", on=TODAY, by=None, at=NOW)
    accept(sheet=sent, by=world.district_officer, at=NOW)
    told = {row.measure: row for row in KnownFigure.objects.all()}
    assert set(told) == {"satisfaction", "cases_concluded"}
    assert (told["satisfaction"].value, told["satisfaction"].unit) == (Decimal("91.5"), world.school)
    assert told["satisfaction"].source_url == reverse("reports:sheet", args=[sent.pk])
    assert told["cases_concluded"].source == "Báo cáo năm 2026, tiếp nhận ngày 22/11/2026"
    # A later revision without the figure takes it back.
    sent.refresh_from_db()
    later = revise(sheet=sent, by=None, at=NOW)
    save(sheet=later, draft=SheetDraft(values={"satisfaction": None}), version=1, by=None, at=NOW)
    later.refresh_from_db()
    again = submit(sheet=later, submission="00000000-0000-4000-8000-000000000002", on=TODAY, by=None, at=NOW)
    accept(sheet=again, by=world.district_officer, at=NOW)
    assert set(KnownFigure.objects.values_list("measure", flat=True)) == {"cases_concluded"}


def test_large_rounds_are_measured_and_begun_by_the_worker(
    world: World, signed_in, run_queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("namkhong.scoring.views.rounds.AT_ONCE", 1)
    monkeypatch.setattr("namkhong.scoring.views.measuring.AT_ONCE", 1)
    row, browser = make_round(world), signed_in(world.district_officer)
    told = browser.post(reverse("scoring:begin", args=[row.pk]))
    assert "Đang lập phiếu" in browser.get(told.url).content.decode()
    assert run_queued() == 1
    assert browser.get(told.url.rstrip("/") + "/thanh/")["HX-Redirect"] == told.url
    assert browser.get(told.url).url == reverse("scoring:round", args=[row.pk])
    told = browser.post(reverse("scoring:measure", args=[row.pk]))
    assert run_queued() == 1 and "Đã làm xong" in browser.get(told.url, follow=True).content.decode()
    # A round that has gone elsewhere meanwhile is told as a sentence.
    told = browser.post(reverse("scoring:measure", args=[row.pk]))
    actions.drop(round=row.__class__.objects.get(pk=row.pk), by=None, at=now())
    run_queued()
    assert "không làm việc này được" in browser.get(told.url).content.decode()


def test_measured_at_once_on_the_page(stage: Stage, world: World, signed_in) -> None:
    set_campaign(world)
    browser, url = signed_in(world.district_officer), reverse("scoring:measure", args=[stage.round.pk])
    told = browser.post(url, follow=True).content.decode()
    assert "3 mục có thay đổi" in told
    page = browser.get(reverse("scoring:sheet", args=[stage.sheet(world.school).pk])).content.decode()
    assert "0/1 báo cáo đúng hạn" in page and f"/don-vi/{world.school.pk}/?nam=2026" in page
    drop(round=stage.round, by=None, at=NOW)
    assert "không làm việc này được" in browser.post(url, follow=True).content.decode()
    assert stage.sheet(world.school).state == SheetState.OPEN


@pytest.mark.parametrize(("which", "words"), [("pledge_coverage", "3/7 người đã ký cam kết"), ("understanding", None)])
def test_coverage_comes_from_the_pledge_register(world: World, which: str, words: str | None) -> None:
    pledges = set_pledges(world)
    pledges.sign_all(pledges.teachers[:3])
    drain(round=pledges.round, at=NOW)
    stage = set_stage(world)
    measured_by(stage, which)
    measure(round=stage.round, by=None, at=NOW)
    mark = stage.mark(world.school, "2.2")
    if words is not None:
        assert (mark.source, mark.self_points) == (words, Decimal("8.57"))
    assert mark.source.startswith(words or "") and mark.figure is not None
    assert mark.source_url == reverse("pledges:coverage", args=[pledges.round.pk, world.school.pk])
