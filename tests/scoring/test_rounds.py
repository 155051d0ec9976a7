"""Rounds: prepared, begun for whom, newcomers, days, dropped; who sees and checks which sheets."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from namkhong.criteria.models import CriteriaSet
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Notice
from namkhong.people.models import Post
from namkhong.people.states import PostKind
from namkhong.scoring.actions import begin, drop, set_days, take_newcomers_in
from namkhong.scoring.actions.holding import RoundElsewhere
from namkhong.scoring.actions.rounds import DaysOutOfOrder, NobodyToScore, SetForOthers, SetNotIssued
from namkhong.scoring.models import Mark, Round, Sheet
from namkhong.scoring.policies import rights_on
from namkhong.scoring.queries import rounds_for, seen_sheets, sheet_of, staff_newcomers, unit_newcomers
from namkhong.scoring.rules.words import change_words
from namkhong.scoring.states import RoundState, Scored, SheetState, Step
from tests.scoring.stage import Stage, employ, make_round, make_set, set_stage
from tests.world import NOW, SINCE, TODAY, World


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"scored": Scored.OWN_STAFF}, SetForOthers),
        ({"self_due_on": date(2026, 12, 10), "check_due_on": date(2026, 12, 10)}, DaysOutOfOrder),
    ],
)
def test_a_round_that_makes_no_sense_is_refused(world: World, more: dict[str, Any], error: type) -> None:
    with pytest.raises(error):
        make_round(world, **more)


def test_only_issued_sets_are_scored_by(world: World) -> None:
    draft = make_set()
    CriteriaSet.objects.filter(pk=draft.pk).update(state="draft")
    draft.refresh_from_db()
    with pytest.raises(SetNotIssued, match="chưa ban hành"):
        make_round(world, set=draft)


def test_lowest_units_wherever_they_stand(world: World) -> None:
    row = make_round(world, scored=Scored.GRASSROOTS)
    Round.objects.filter(pk=row.pk).update(unit=world.federation)
    row = Round.objects.select_related("unit").get(pk=row.pk)
    assert begin(round=row, by=None, at=NOW) == 4
    units = {sheet.unit for sheet in Sheet.objects.filter(round=row).select_related("unit")}
    assert units == {*world.grassroots, world.sister_school}
    # Districts check what stands below them, and see no more than that.
    for who, seen in ((world.district_officer, 3), (world.sister_officer, 1), (world.federation_officer, 4)):
        assert row in rounds_for(who.pk, TODAY)
        assert seen_sheets(who.pk, row, TODAY).count() == seen
    assert row not in rounds_for(world.committee_officer.pk, TODAY)


def test_nobody_below_nothing_to_score(world: World) -> None:
    row = make_round(world)
    Round.objects.filter(pk=row.pk).update(unit=world.school)
    with pytest.raises(NobodyToScore, match="chưa có trong hệ thống"):
        begin(round=Round.objects.select_related("unit").get(pk=row.pk), by=None, at=NOW)


def test_begun_once(stage: Stage, world: World) -> None:
    with pytest.raises(RoundElsewhere, match="Đang chấm"):
        begin(round=stage.round, by=None, at=NOW)


def test_begin_costs_the_same_for_many(world: World) -> None:
    def queries(row: Round) -> int:
        with CaptureQueriesContext(connection) as asked:
            begin(round=row, by=world.district_officer, at=NOW)
        return len(asked)

    few = queries(make_round(world))
    stage = set_stage(world, set=Round.objects.get().set)
    stage.grow(30)
    again = make_round(world, set=stage.round.set)
    assert queries(again) == few
    assert Sheet.objects.filter(round=again).count() == 33
    assert Mark.objects.filter(sheet__round=again).count() == 33 * 6


def test_newcomers_are_taken_in_and_told(stage: Stage, world: World) -> None:
    assert not unit_newcomers(stage.round, TODAY).exists()
    gone = Sheet.objects.get(round=stage.round, unit=world.office)
    gone.marks.all().delete()
    gone.delete()
    Notice.objects.all().delete()
    assert list(unit_newcomers(stage.round, TODAY)) == [world.office]
    assert take_newcomers_in(round=stage.round, only=[world.office.pk], by=None, at=NOW) == 1
    assert stage.sheet(world.office).marks.count() == 6
    assert {each.to_id for each in Notice.objects.all()} == {world.office_officer.pk, world.office_head.pk}
    drop(round=stage.round, by=None, at=NOW)
    with pytest.raises(RoundElsewhere, match="Đã bỏ"):
        take_newcomers_in(round=stage.round, only=[world.office.pk], by=None, at=NOW)


def staff_stage(world: World) -> Stage:
    """The school scores two of its people, one of them its head."""
    employ([world.school_head, world.nobody], world.school)
    row = make_round(world, scored=Scored.OWN_STAFF, set=make_set(subject="individual"))
    Round.objects.filter(pk=row.pk).update(unit=world.school)
    row = Round.objects.select_related("unit").get(pk=row.pk)
    begin(round=row, by=world.school_officer, at=NOW)
    return Stage(world, row, {})


def test_people_are_told_and_newcomers_found(world: World) -> None:
    stage = staff_stage(world)
    assert {each.to_id for each in Notice.objects.all()} == {world.school_head.pk, world.nobody.pk}
    assert dict(Sheet.objects.values_list("person", "leads")) == {world.school_head.pk: True, world.nobody.pk: False}
    assert not staff_newcomers(stage.round, TODAY).exists()
    employ([world.school_officer], world.school)
    assert list(staff_newcomers(stage.round, TODAY)) == [world.school_officer]
    assert take_newcomers_in(round=stage.round, only=[world.school_officer.pk], by=None, at=NOW) == 1


def test_nobody_checks_himself_and_the_head_is_checked_from_above(world: World) -> None:
    staff_stage(world)
    sheets = {row.person_id: sheet_of(row.pk) for row in Sheet.objects.all()}
    head, other = sheets[world.school_head.pk], sheets[world.nobody.pk]
    own = rights_on(world.school_head.pk, head, TODAY)
    assert (own.own, own.checks, own.decides, own.offices) == (True, False, False, frozenset())
    assert rights_on(world.school_head.pk, other, TODAY).checks
    assert rights_on(world.district_officer.pk, head, TODAY).checks
    assert not rights_on(world.district_officer.pk, other, TODAY).checks
    assert rights_on(world.nobody.pk, other, TODAY).own and not rights_on(world.nobody.pk, head, TODAY).reads


def test_a_unit_is_checked_from_above_alone(stage: Stage, world: World) -> None:
    sheet = sheet_of(stage.sheet(world.school).pk)
    assert not rights_on(world.school_head.pk, sheet, TODAY).checks
    Post.objects.create(person=world.school_head, unit=world.district, kind=PostKind.SUPERIOR_OFFICER, valid_from=SINCE)
    assert rights_on(world.school_head.pk, sheet, TODAY).checks, "whoever holds a post above checks from there"


def test_a_round_being_prepared_is_seen_by_those_who_run_it(world: World, signed_in) -> None:
    row = make_round(world)
    assert row in rounds_for(world.district_officer.pk, TODAY)
    for who in (world.federation_officer, world.school_officer, world.auditor):
        assert row not in rounds_for(who.pk, TODAY)
        assert signed_in(who).get(reverse("scoring:round", args=[row.pk])).status_code == 404
    begin(round=row, by=None, at=NOW)
    drop(round=row, by=None, at=NOW)
    row.refresh_from_db()
    sheet = sheet_of(Sheet.objects.get(unit=world.school).pk)
    assert not rights_on(world.school_officer.pk, sheet, TODAY).reads
    assert rights_on(world.district_officer.pk, sheet, TODAY).runs
    assert not seen_sheets(world.school_officer.pk, row, TODAY).exists()
    assert signed_in(world.district_officer).get(reverse("scoring:grid", args=[row.pk])).status_code == 404


def test_other_days_until_it_is_decided(stage: Stage, world: World) -> None:
    days = {"self_due_on": date(2026, 12, 1), "check_due_on": date(2026, 12, 15)}
    set_days(round=stage.round, **days, by=None, at=NOW)
    stage.round.refresh_from_db()
    assert stage.round.self_due_on == date(2026, 12, 1)
    with pytest.raises(DaysOutOfOrder):
        set_days(round=stage.round, **days | {"check_due_on": date(2026, 12, 1)}, by=None, at=NOW)
    drop(round=stage.round, by=None, at=NOW)
    with pytest.raises(RoundElsewhere):
        set_days(round=stage.round, **days, by=None, at=NOW)
    with pytest.raises(MovedMeanwhile):
        drop(round=stage.round, by=None, at=NOW)


def test_prepared_begun_and_dropped_on_the_pages(world: World, signed_in) -> None:
    browser, made = signed_in(world.district_officer), make_set()
    assert signed_in(world.school_officer).get(reverse("scoring:prepare")).status_code == 404
    sent = {
        "unit": world.district.pk,
        "scored": "direct",
        "set": made.pk,
        "line": "union",
        "period": "2026",
        "title": "Chấm điểm năm 2026",
        "self_due_on": "30/11/2026",
        "check_due_on": "10/12/2026",
        "appeal_days": "10",
    }
    refused = browser.post(reverse("scoring:prepare"), sent | {"scored": "own_staff"})
    assert refused.status_code == 422 and "không dùng để chấm" in refused.content.decode()
    told = browser.post(reverse("scoring:prepare"), sent)
    row = Round.objects.get()
    assert told.url == reverse("scoring:begin", args=[row.pk]) and row.appeal_days == 10
    assert "(3 phiếu)" in browser.get(told.url).content.decode()
    assert browser.post(told.url).url == reverse("scoring:round", args=[row.pk])
    assert browser.get(told.url).status_code == 302, "it has begun"
    days = reverse("scoring:days", args=[row.pk])
    assert browser.post(days, {"self_due_on": "1/12/2026", "check_due_on": "1/12/2026"}).status_code == 422
    assert browser.post(days, {"self_due_on": "1/12/2026"}).status_code == 302
    page = browser.get(reverse("scoring:round", args=[row.pk]), {"tinh-trang": "open", "tim": "dong tam"})
    assert [each.name for each in page.context["rows"]] == ["Trường Tiểu học Đồng Tâm"]
    newcomers = reverse("scoring:newcomers", args=[row.pk])
    assert "Không còn ai để đưa thêm" in browser.get(newcomers).content.decode()
    assert browser.post(newcomers, {"chosen": "1"}).status_code == 422
    dropped = reverse("scoring:drop", args=[row.pk])
    assert browser.post(dropped).status_code == 302
    assert browser.post(dropped).status_code == 422
    assert Round.objects.get().state == RoundState.DROPPED
    assert Sheet.objects.filter(state=SheetState.OPEN).count() == 3


def test_newcomers_on_the_page(stage: Stage, world: World, signed_in) -> None:
    gone = Sheet.objects.get(round=stage.round, unit=world.office)
    gone.marks.all().delete()
    gone.delete()
    browser, url = signed_in(world.district_officer), reverse("scoring:newcomers", args=[stage.round.pk])
    assert "Công đoàn cơ sở cơ quan huyện" in browser.get(url).content.decode()
    assert browser.post(url, {"chosen": str(world.office.pk)}).status_code == 302
    assert stage.sheet(world.office).state == SheetState.OPEN


@pytest.mark.parametrize(
    ("step", "before", "after", "words"),
    [
        (Step.SELF, "", "5", "Tự chấm mục 1.1: 5 điểm"),
        (Step.SELF, "4", "5", "Tự chấm mục 1.1: 5 điểm (trước đó 4)"),
        (Step.SELF, "4", "", "Tự chấm mục 1.1: bỏ trống điểm"),
        (Step.CHECK, "4", "", "Thẩm định mục 1.1: bỏ điểm 4, chờ chấm lại"),
        (Step.CHECK, "", "", "Thẩm định mục 1.1: bỏ điểm trước đó, chờ chấm lại"),
        (Step.CHECK, "4", "4", "Thẩm định mục 1.1: giữ nguyên 4 điểm"),
        (Step.DECIDE, "", "5", "Quyết định mục 1.1: chưa có điểm → 5 điểm"),
    ],
)
def test_changes_in_words(step: Step, before: str, after: str, words: str) -> None:
    assert change_words(step, "1.1", before, after) == words
