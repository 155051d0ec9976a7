"""Drafts, changes and their undoing, issuing, versions; whose sets are seen by whom."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from namkhong.criteria.actions import (
    AlreadyDrafting,
    CannotBeKept,
    EditedMeanwhile,
    HasFaults,
    NotADraft,
    NothingToUndo,
    begin,
    begin_version,
    copy,
    drop,
    install_library,
    issue,
    rewrite,
    undo,
)
from namkhong.criteria.data import library
from namkhong.criteria.models import CriteriaSet, Criterion
from namkhong.criteria.policies import keeping_units, may_keep, may_see
from namkhong.criteria.queries import definition_of, library_is_there, sets_for, sets_of_person, versions_of
from namkhong.criteria.rules.structure import SetDef
from namkhong.criteria.states import SetState
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Event
from namkhong.units.models import Unit
from tests.criteria.sets import SMALL, criterion
from tests.world import NOW, TODAY, World

D = Decimal


def verbs(row: CriteriaSet) -> list[str]:
    rows = Event.objects.filter(subject_kind="criteria_set", subject_id=row.pk).order_by("pk")
    return list(rows.values_list("verb", flat=True))


def with_title(title: str) -> SetDef:
    first, *rest = SMALL.criteria
    return replace(SMALL, criteria=(replace(first, title=title), *rest))


def test_what_is_kept_is_what_was_given(draft: CriteriaSet):
    assert definition_of(draft.pk) == SMALL
    assert draft.state == SetState.DRAFT and verbs(draft) == ["criteria.begin"]


def test_texts_are_kept_tidy(world: World):
    odd = replace(
        SMALL, name="  Bộ\u00a0 thử ", criteria=(criterion("1", 20, guide=" Một \r\n\r\n hai  ba"),), bands=()
    )
    row = begin(unit=world.school, definition=odd, by=world.school_head, at=NOW)
    kept = definition_of(row.pk)
    assert (kept.name, kept.criteria[0].guide) == ("Bộ thử", "Một\n\nhai ba")


def test_a_draft_is_rewritten_and_the_change_taken_back_and_made_again(world: World, draft: CriteriaSet):
    by, other = world.district_officer, with_title("Tên khác")
    rewrite(row=draft, definition=other, revision=1, by=by, at=NOW)
    assert definition_of(draft.pk) == other
    undo(row=draft, revision=2, by=by, at=NOW)
    assert definition_of(draft.pk) == SMALL
    undo(row=draft, revision=3, by=by, at=NOW)
    assert definition_of(draft.pk) == other
    assert verbs(draft) == ["criteria.begin", "criteria.edit", "criteria.undo", "criteria.undo"]


def test_nothing_to_take_back(world: World, draft: CriteriaSet):
    with pytest.raises(NothingToUndo):
        undo(row=draft, revision=1, by=world.district_officer, at=NOW)


def test_the_second_of_two_editors_is_told(world: World, draft: CriteriaSet):
    rewrite(row=draft, definition=with_title("Của người thứ nhất"), revision=1, by=world.district_officer, at=NOW)
    for act in (
        lambda: rewrite(row=draft, definition=SMALL, revision=1, by=world.district_head, at=NOW),
        lambda: undo(row=draft, revision=1, by=world.district_head, at=NOW),
        lambda: issue(row=draft, revision=1, by=world.district_head, at=NOW),
    ):
        with pytest.raises(EditedMeanwhile):
            act()
    draft.refresh_from_db()
    assert definition_of(draft.pk).criteria[0].title == "Của người thứ nhất"
    assert (draft.state, draft.revision) == (SetState.DRAFT, 2)


def test_what_cannot_be_kept_changes_nothing(world: World, draft: CriteriaSet):
    twice = replace(SMALL, criteria=(*SMALL.criteria, criterion("2", 1)))
    with pytest.raises(CannotBeKept) as refused:
        rewrite(row=draft, definition=twice, revision=1, by=world.district_officer, at=NOW)
    assert {fault.number for fault in refused.value.faults} == {"2"}
    with pytest.raises(CannotBeKept):
        begin(unit=world.district, definition=replace(SMALL, total=D(0)), by=world.district_officer, at=NOW)
    draft.refresh_from_db()
    assert definition_of(draft.pk) == SMALL and draft.revision == 1


def test_a_set_with_faults_is_not_issued(world: World, draft: CriteriaSet):
    rewrite(row=draft, definition=replace(SMALL, total=D(21)), revision=1, by=world.district_officer, at=NOW)
    with pytest.raises(HasFaults) as refused:
        issue(row=draft, revision=2, by=world.district_officer, at=NOW)
    assert "còn thiếu 1 điểm" in refused.value.faults[0].sentence
    draft.refresh_from_db()
    assert draft.state == SetState.DRAFT and draft.issued_at is None


def test_what_is_issued_never_changes(world: World, issued: CriteriaSet):
    by = world.district_officer
    for act in (
        lambda: rewrite(row=issued, definition=with_title("Khác"), revision=1, by=by, at=NOW),
        lambda: drop(row=issued, by=by, at=NOW),
    ):
        with pytest.raises(NotADraft):
            act()
    with pytest.raises(MovedMeanwhile):
        issue(row=issued, revision=1, by=by, at=NOW)
    assert definition_of(issued.pk) == SMALL


def test_a_new_version_takes_the_place_of_the_old_one_which_stays_readable(world: World, issued: CriteriaSet):
    by = world.district_officer
    new = begin_version(source=issued, by=by, at=NOW)
    with pytest.raises(AlreadyDrafting):
        begin_version(source=issued, by=by, at=NOW)
    rewrite(row=new, definition=with_title("Bản hai"), revision=1, by=by, at=NOW)
    issued.refresh_from_db()
    assert issued.state == SetState.ISSUED
    issue(row=new, revision=2, by=by, at=NOW)
    issued.refresh_from_db()
    assert (issued.state, new.version, new.key) == (SetState.REPLACED, 2, issued.key)
    assert definition_of(issued.pk) == SMALL
    assert [one.row.version for one in versions_of(new, drafts=False)] == [2, 1]


def test_a_dropped_version_leaves_its_number_free(world: World, issued: CriteriaSet):
    by = world.district_officer
    drop(row=begin_version(source=issued, by=by, at=NOW), by=by, at=NOW)
    assert begin_version(source=issued, by=by, at=NOW).version == 2
    assert len(versions_of(issued, drafts=True)) == 2 and len(versions_of(issued, drafts=False)) == 1


def test_a_copy_is_a_draft_of_its_own(world: World, issued: CriteriaSet):
    made = copy(source=issued, unit=world.school, by=world.school_head, at=NOW)
    assert (made.unit, made.version, made.state) == (world.school, 1, SetState.DRAFT)
    assert made.key != issued.key and definition_of(made.pk) == SMALL


def test_an_office_named_as_checker_is_found_among_those_near(world: World):
    rows = (
        criterion("1", 5, checked_by=world.federation.name),
        criterion("2", 5, checked_by=world.school.name),
        criterion("3", 5, checked_by=world.sister.name),
        criterion("4", 5, checked_by="Văn phòng"),
    )
    twin = Unit.objects.get(pk=world.clinic.pk)
    Unit.objects.filter(pk=twin.pk).update(name=world.school.name)
    made = begin(
        unit=world.district, definition=replace(SMALL, criteria=rows, bands=()), by=world.district_head, at=NOW
    )
    checkers = dict(Criterion.objects.filter(set=made).values_list("number", "checker"))
    # A name that two units have is nobody's; a sister unit is not near.
    assert checkers == {"1": world.federation.pk, "2": None, "3": None, "4": None}


# -- the library ---------------------------------------------------------------------------------------------------


def test_the_library_comes_once(world: World):
    assert not library_is_there(TODAY)
    first = install_library(sets=library(), on=TODAY, at=NOW)
    assert install_library(sets=library(), on=TODAY, at=NOW) == first
    assert len(first) == len(library()) == CriteriaSet.objects.count() and library_is_there(TODAY)


def test_the_library_follows_the_law_of_the_day(world: World):
    early = {row.key: row for row in install_library(sets=library(), on=date(2024, 5, 1), at=NOW)}
    assert "civil_servant" not in early and "61/2018" in early["one_stop"].source
    assert not library_is_there(TODAY)
    late = {row.key: row for row in install_library(sets=library(), on=TODAY, at=NOW)}
    early["one_stop"].refresh_from_db()
    assert (early["one_stop"].state, late["one_stop"].version) == (SetState.REPLACED, 2)
    assert "118/2025" in late["one_stop"].source and "civil_servant" in late
    assert late["office_culture_collective"] == early["office_culture_collective"]


# -- whose sets ----------------------------------------------------------------------------------------------------


def test_who_sees_a_draft_and_who_may_write_it(world: World, draft: CriteriaSet):
    cast = ("district_officer", "district_head", "federation_head", "school_head", "stranger", "nobody")
    see = {name for name in cast if may_see(getattr(world, name).pk, draft, TODAY)}
    assert see == {"district_officer", "district_head"}
    assert may_keep(world.district_officer.pk, draft, TODAY)
    assert not may_keep(world.federation_head.pk, draft, TODAY) and not may_keep(world.school_head.pk, draft, TODAY)


def test_who_sees_what_is_issued(world: World, issued: CriteriaSet):
    install_library(sets=library(), on=TODAY, at=NOW)
    theirs = {
        name: [row.whose for row in sets_of_person(getattr(world, name).pk, TODAY) if row.unit_id]
        for name in ("district_officer", "school_officer", "federation_head", "auditor", "stranger", "nobody")
    }
    assert theirs == {
        "district_officer": [0],
        "school_officer": [1],
        "federation_head": [3],
        "auditor": [3],
        "stranger": [],
        "nobody": [],
    }
    assert sets_of_person(world.stranger.pk, TODAY).count() == len(library())
    assert sets_of_person(world.nobody.pk, TODAY).count() == 0
    assert not may_keep(world.district_head.pk, CriteriaSet.objects.filter(unit=None)[0], TODAY)


def test_what_a_round_may_begin_with(world: World, issued: CriteriaSet):
    copy(source=issued, unit=world.school, by=world.school_head, at=NOW)
    assert list(sets_for(world.school.pk, TODAY)) == [issued]
    assert list(sets_for(world.sister_school.pk, TODAY)) == []
    assert list(sets_for(world.school.pk, TODAY, "one_stop")) == []
    assert list(sets_of_person(world.district_head.pk, TODAY, "collective")) == [issued]


def test_for_which_units_a_person_writes_sets(world: World):
    assert list(keeping_units(world.district_officer.pk, TODAY)) == [world.district]
    assert not keeping_units(world.school_officer.pk, TODAY).exists()
