"""Who may see and do what after units have ended, moved or left a line: read with hostile eyes."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from namkhong.campaigns.models import Duty
from namkhong.campaigns.policies import kept, may_relax_duty, may_settle
from namkhong.campaigns.queries import orphans
from namkhong.journal.models import Notice
from namkhong.people.actions import transfer
from namkhong.people.models import Employment, Person, Post
from namkhong.people.policies import may, own_units, superior_units, units_within
from namkhong.people.rules import LOOKING_BACK, Verb
from namkhong.reorganisations import actions as reorganisations
from namkhong.reorganisations.policies import out_of_hand
from namkhong.reorganisations.queries import all_asked
from namkhong.reports.policies import may_judge, may_see, may_write
from namkhong.reports.queries.succession import carried_over
from namkhong.units.actions import ChangeDraft, ResultDraft, close, draft_reorganisation, move
from namkhong.units.actions.heirs import rebuild_heirs
from namkhong.units.models import Succession, Unit
from namkhong.units.states import ChangeKind, Line, UnitKind
from tests.reports.conftest import Running
from tests.world import NOW, TODAY, World

CHANGED = TODAY - timedelta(days=10)
EVERY_ACTING_VERB = [verb for verb in Verb if verb not in LOOKING_BACK]


def reorganise(by: Unit, kind: str, sources: list[Unit], *results: ResultDraft, line: str = "", on: date = CHANGED):
    """Drafted and carried out by a unit, with the first answer to every question."""
    row = draft_reorganisation(unit=by, title="Sắp xếp", number="3/QĐ", decided_on=on, effective_on=on, by=None, at=NOW)
    drafts = [ChangeDraft(kind, line, sources, results)]
    reorganisations.add_changes(reorganisation=row, drafts=drafts, by=None, at=NOW)
    first = {question.key: question.choices[0].value for each in all_asked(row) for question in each.questions}
    reorganisations.answer(reorganisation=row, answers=first, by=None, at=NOW)
    reorganisations.carry_out(reorganisation=row, by=None, at=NOW)
    return row


def moved_to_the_sister(world: World) -> None:
    reorganise(world.federation, ChangeKind.TRANSFER, [world.school], ResultDraft(parent=world.sister), line="union")


def test_an_officer_of_a_dissolved_unit_has_nothing_left(running: Running) -> None:
    world, sheet = running.world, running.sent(running.world.office)
    reorganise(world.federation, ChangeKind.DISSOLVE, [world.office])
    officer = world.office_officer.pk
    assert not [verb for verb in Verb if may(officer, verb, world.office.pk, TODAY)]
    sheet.refresh_from_db()
    assert not may_see(officer, sheet, TODAY) and not may_write(officer, sheet, TODAY)
    assert may_judge(world.district_officer.pk, sheet, TODAY), "what it had sent is still judged"


def test_a_post_that_nobody_ended_only_looks_back(world: World) -> None:
    close(unit=world.office, on=CHANGED, by=None, at=NOW)
    officer, unit = world.office_officer.pk, world.office.pk
    assert may(officer, Verb.READ_REPORT, unit, TODAY)
    assert not [verb for verb in EVERY_ACTING_VERB if may(officer, verb, unit, TODAY)]
    assert own_units(officer, Verb.WRITE_REPORT, TODAY) == []
    close(unit=world.sister_school, on=CHANGED, by=None, at=NOW)
    close(unit=world.sister, on=CHANGED, by=None, at=NOW)
    assert superior_units(world.sister_officer.pk, Verb.HAND_OVER, TODAY) == []
    assert not units_within(world.sister_officer.pk, Verb.REORGANISE, TODAY).exists()


def test_the_old_superior_has_no_say_after_a_transfer(running: Running) -> None:
    world, sheet = running.world, running.sent(running.world.school)
    moved_to_the_sister(world)
    sheet.refresh_from_db()
    duty = Duty.objects.with_due().select_related("unit", "campaign").get(pk=sheet.duty_id)
    old, new = world.district_officer.pk, world.sister_officer.pk
    assert may_judge(new, sheet, TODAY) and not may_judge(old, sheet, TODAY)
    for verb in (Verb.EXTEND_DUTY, Verb.HAND_OVER, Verb.REORGANISE, Verb.READ_STAFF, Verb.MANAGE_STAFF):
        assert may(new, verb, world.school.pk, TODAY) and not may(old, verb, world.school.pk, TODAY), verb
    stranger = world.stranger.pk  # of a school beside it, under the new superior
    assert not [verb for verb in Verb if may(stranger, verb, world.school.pk, TODAY)]
    assert not may_see(stranger, sheet, TODAY) and not may_relax_duty(stranger, duty, TODAY)


@pytest.mark.parametrize(
    ("kind", "results"),
    [
        (ChangeKind.RENAME, [{"name": "Trường của huyện cũ"}]),
        (ChangeKind.DISSOLVE, []),
        (ChangeKind.SPLIT, [{"unit": "school", "share": "0.5"}, {"unit": "clinic", "share": "0.5"}]),
        (ChangeKind.TRANSFER, [{"parent": "district"}]),
    ],
)
@pytest.mark.parametrize("way", ["by a decision", "by hand"])
def test_a_decision_of_an_earlier_day_does_not_get_hold_of_what_moved_away(
    world: World, kind: str, results: list[dict[str, Any]], way: str
) -> None:
    if way == "by hand":
        move(unit=world.school, line=Line.UNION, parent=world.sister, since=CHANGED, by=None, at=NOW)
    else:
        moved_to_the_sister(world)
    # The district committee still has it on its own line; the district union has lost it.
    drafts = [
        ResultDraft(
            **{key: getattr(world, value, value) if key in ("unit", "parent") else value for key, value in row.items()}
        )
        for row in results
    ]
    with pytest.raises(reorganisations.OutOfHand, match="Đồng Tâm"):
        reorganise(world.district, kind, [world.school], *drafts, on=CHANGED - timedelta(days=30))


def test_another_line_keeps_its_hold_on_what_moved_on_the_unions_line(world: World) -> None:
    moved_to_the_sister(world)
    early = CHANGED - timedelta(days=30)
    assert not out_of_hand(world.district_committee.pk, [world.school.pk], early)
    assert out_of_hand(world.district.pk, [world.school.pk], early) == [world.school]


def test_what_moved_away_while_it_was_drafted_is_refused(world: World) -> None:
    early = CHANGED - timedelta(days=30)
    row = draft_reorganisation(
        unit=world.district, title="Sắp xếp", number="3/QĐ", decided_on=early, effective_on=early, by=None, at=NOW
    )
    drafts = [ChangeDraft(ChangeKind.RENAME, "", [world.school], [ResultDraft(name="Trường của huyện cũ")])]
    reorganisations.add_changes(reorganisation=row, drafts=drafts, by=None, at=NOW)
    move(unit=world.school, line=Line.UNION, parent=world.sister, since=CHANGED, by=None, at=NOW)
    with pytest.raises(reorganisations.NoLongerBelow, match="Đồng Tâm"):
        reorganisations.carry_out(reorganisation=row, by=world.district_officer, at=NOW)


def test_what_a_unit_left_behind_is_settled_by_whoever_stood_above_it_last(running: Running) -> None:
    world = running.world
    moved_to_the_sister(world)
    later = CHANGED + timedelta(days=3)
    reorganise(world.province_committee, ChangeKind.DISSOLVE, [world.school], on=later)
    gone = Unit.objects.get(pk=world.school.pk)
    settlers = {
        name
        for name in ("district_officer", "sister_officer", "federation_officer", "stranger", "committee_officer")
        if may_settle(getattr(world, name).pk, running.campaign, gone, TODAY)
    }
    assert settlers == {"sister_officer", "federation_officer"}
    assert not kept(world.district_officer.pk, Line.UNION, TODAY).filter(pk=gone.pk).exists()


def test_a_unit_that_only_left_the_line_waits_in_the_queue(running: Running) -> None:
    """Its open duties have nobody above; what it had sent is still judged by whoever received it."""
    world, sheet = running.world, running.sent(running.world.school)
    owed = running.duty(world.school, 2025)
    reorganise(world.federation, ChangeKind.WIND_UP, [world.school], line=Line.UNION)
    sheet.refresh_from_db()
    assert may_judge(world.district_officer.pk, sheet, TODAY)
    assert not may_judge(world.sister_officer.pk, sheet, TODAY)
    found = orphans(world.district_officer.pk, TODAY)
    assert [(row.unit, row.duties) for row in found.unowed] == [(world.school, 2)] and owed.unit == world.school
    assert not orphans(world.sister_officer.pk, TODAY) and not orphans(world.committee_officer.pk, TODAY)
    assert may_settle(world.district_officer.pk, running.campaign, world.school, TODAY)


def test_a_receiver_that_only_left_the_line_is_in_the_queue(running: Running) -> None:
    world = running.world
    children = [world.school, world.clinic, world.office]
    move_all = [ChangeDraft(ChangeKind.TRANSFER, Line.UNION, children, [ResultDraft(parent=world.sister)])]
    Duty.objects.filter(unit=world.office).update(to_unit=world.district)
    row = draft_reorganisation(
        unit=world.federation, title="x", number="4/QĐ", decided_on=CHANGED, effective_on=CHANGED, by=None, at=NOW
    )
    wind_up = ChangeDraft(ChangeKind.WIND_UP, Line.UNION, [world.district])
    reorganisations.add_changes(reorganisation=row, drafts=[*move_all, wind_up], by=None, at=NOW)
    reorganisations.carry_out(reorganisation=row, by=None, at=NOW)
    Duty.objects.filter(unit=world.office).update(to_unit=world.district)  # as if nobody had been found
    left = orphans(world.federation_officer.pk, TODAY).unreceived
    assert [(row.unit.pk, row.duties) for row in left] == [(world.district.pk, 2)]


def test_the_old_unit_no_longer_opens_what_is_kept_of_somebody_who_moved(world: World, signed_in) -> None:
    teacher = Person.objects.create(full_name="Lê Thu An", search_name="le thu an", sort_name="le thu an")
    Employment.objects.create(person=teacher, unit=world.office, valid_from=date(2020, 1, 1))
    reads = dict.fromkeys((world.office_officer, world.clinic_officer), f"/nguoi/{teacher.pk}/")
    assert signed_in(world.office_officer).get(reads[world.office_officer]).status_code == 200
    assert signed_in(world.clinic_officer).get(reads[world.clinic_officer]).status_code == 404
    transfer(person=teacher, to=world.clinic, since=CHANGED, by=None, at=NOW)
    assert signed_in(world.office_officer).get(reads[world.office_officer]).status_code == 404
    assert signed_in(world.clinic_officer).get(reads[world.clinic_officer]).status_code == 200
    for page in ("mo/", "thong-tin/", "chuyen/"):
        assert signed_in(world.office_officer).post(f"/nguoi/{teacher.pk}/{page}").status_code == 404, page
    assert not Post.objects.filter(person=teacher).exists()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ChangeKind.MERGE, "được sáp nhập"),
        (ChangeKind.DISSOLVE, "giải thể"),
        (ChangeKind.SPLIT, "được chia, tách"),
    ],
)
def test_the_note_says_what_happened(world: World, kind: str, words: str) -> None:
    into = ResultDraft(unit=world.clinic, share=Decimal("0.4") if kind == ChangeKind.SPLIT else None)
    kept = {ChangeKind.MERGE: [world.clinic, world.office], ChangeKind.SPLIT: [world.office]}.get(kind, [world.office])
    part = [ResultDraft(unit=world.office, share=Decimal("0.6"))] if kind == ChangeKind.SPLIT else []
    reorganise(world.district, kind, kept, into, *part)
    (told,) = [row for row in carried_over([world.office.pk, world.clinic.pk], TODAY) if row.unit == world.office]
    assert (told.happened, told.since) == (words, CHANGED)


def test_the_note_does_not_guess_what_happened(world: World) -> None:
    Succession.objects.create(predecessor=world.office, successor=world.clinic, share=1, effective_on=CHANGED)
    rebuild_heirs()
    (told,) = carried_over([world.office.pk], TODAY)
    assert told.happened == "được sắp xếp lại"


@pytest.mark.parametrize("later", [False, True])
def test_the_campaign_of_a_divided_unit_goes_to_whom_a_person_chose(running: Running, later: bool) -> None:
    world = running.world
    row = draft_reorganisation(
        unit=world.federation, title="x", number="4/QĐ", decided_on=CHANGED, effective_on=CHANGED, by=None, at=NOW
    )
    parts = [ResultDraft(name=name, kind=UnitKind.FEDERATION, share=Decimal("0.5")) for name in ("Cụm Đông", "Cụm Tây")]
    moves = ChangeDraft(ChangeKind.TRANSFER, Line.UNION, world.grassroots, [ResultDraft(parent=parts[1])])
    drafts = [ChangeDraft(ChangeKind.SPLIT, "", [world.district], parts), moves]
    reorganisations.add_changes(reorganisation=row, drafts=drafts, by=None, at=NOW)
    asked = {q.key.partition(":")[0]: q for each in all_asked(row) for q in each.questions}
    question = asked["campaign"]
    assert "Năm không" in question.text and [c.label for c in question.choices] == [
        "Cụm Đông",
        "Cụm Tây",
        "Quyết định sau",
    ]
    chosen = {
        question.key: question.choices[2 if later else 1].value,
        asked["people"].key: asked["people"].choices[0].value,
    }
    with pytest.raises(reorganisations.Undecided):
        reorganisations.carry_out(reorganisation=row, by=None, at=NOW)
    reorganisations.answer(reorganisation=row, answers=chosen, by=None, at=NOW)
    reorganisations.carry_out(reorganisation=row, by=None, at=NOW)
    running.campaign.refresh_from_db()
    waits = running.campaign in orphans(world.federation_officer.pk, TODAY).campaigns
    assert (running.campaign.unit.name, waits) == (world.district.name if later else "Cụm Tây", later)
    told = Notice.objects.filter(kind="campaign_handed_over")
    assert told.exists() is False  # nobody does the paperwork of the new unit yet: all posts went to the other part
    reorganisations.undo(reorganisation=row, by=None, at=NOW)
    running.campaign.refresh_from_db()
    assert running.campaign.unit == world.district and not orphans(world.federation_officer.pk, TODAY)


def test_the_new_owner_of_a_campaign_is_told_unless_it_is_taken_back(running: Running) -> None:
    world = running.world
    row = reorganise(world.federation, ChangeKind.MERGE, [world.district, world.sister], ResultDraft(unit=world.sister))
    told = Notice.objects.filter(kind="campaign_handed_over")
    assert set(told.values_list("to_id", flat=True)) >= {world.sister_officer.pk, world.district_officer.pk}
    notice = told.first()
    assert notice.facts["unit"] == world.district.pk and "số 3/QĐ" in notice.facts["reason"]
    reorganisations.undo(reorganisation=row, by=None, at=NOW)
    assert not told.exists()
