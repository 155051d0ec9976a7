"""What stands against units and people: who may state and lift it, who sees it, what nobody learns."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from namkhong.journal.models import Event
from namkhong.scoring.actions.holding import ReasonTooShort
from namkhong.scoring.actions.vetoes import (
    DaysReversed,
    LiftedAlready,
    SourceMissing,
    StatedAlready,
    VetoDraft,
    lift_veto,
    state_veto,
)
from namkhong.scoring.models import Veto
from namkhong.scoring.policies import may_state_veto
from namkhong.scoring.queries.vetoes import vetoes_seen
from tests.scoring.graded import graded_people, graded_units
from tests.scoring.test_grading import TEN
from tests.scoring.test_results_pages import text_of
from tests.world import NOW, TODAY

DRAFT = VetoDraft("warning", "Quyết định số 12/QĐ ngày 01/3/2026", date(2026, 3, 1), date(2027, 3, 1))


def stated(world, unit, person=None, draft=DRAFT):
    return state_veto(unit=unit, person=person, draft=draft, by=world.district_head, at=NOW)


def test_who_may_say_what_stands_against_whom(world):
    def may(name, unit, subject=None):
        person = getattr(world, name).pk
        return may_state_veto(person, unit.pk, subject.pk if subject else None, TODAY)

    for name in ("district_officer", "district_head", "federation_officer", "federation_head", "committee_head"):
        assert may(name, world.school) and may(name, world.school, world.school_officer)
    assert may("school_head", world.school, world.school_officer)
    assert not may("school_head", world.school) and not may("school_head", world.school, world.school_head)
    for name in ("school_officer", "stranger", "sister_officer", "auditor", "administrator", "nobody", "clinic_head"):
        assert not may(name, world.school) and not may(name, world.school, world.school_officer)


def test_who_sees_what_stands_against_whom(world):
    unit = stated(world, world.school)
    head = stated(world, world.school, world.school_head)
    officer = stated(world, world.school, world.school_officer)

    def seen(name, words=""):
        return set(vetoes_seen(getattr(world, name).pk, TODAY, words))

    assert seen("district_officer") == seen("federation_head") == {unit, head, officer}
    assert seen("school_head") == {officer}
    assert seen("school_officer") == seen("stranger") == seen("auditor") == seen("clinic_head") == set()
    assert seen("district_officer", "vu thi mai") == {officer}


def test_stating_and_lifting_are_kept_without_a_name(world):
    row = stated(world, world.school, world.school_officer)
    with pytest.raises(StatedAlready):
        stated(world, world.school, world.school_officer)
    with pytest.raises(ReasonTooShort):
        lift_veto(veto=row, reason="vì", by=world.district_head, at=NOW)
    lift_veto(veto=row, reason="Quyết định đã hết hiệu lực.", by=world.district_head, at=NOW)
    with pytest.raises(LiftedAlready):
        lift_veto(veto=row, reason="Quyết định đã hết hiệu lực.", by=world.district_head, at=NOW)
    row.refresh_from_db()
    assert (row.lifted_by, row.lifted_why) == (world.district_head, "Quyết định đã hết hiệu lực.")
    assert stated(world, world.school, world.school_officer)
    events = Event.objects.filter(subject_kind="veto").order_by("pk")
    assert [event.verb for event in events] == ["veto.state", "veto.lift", "veto.state"]
    assert {(event.unit_id, str(event.facts)) for event in events} == {(None, "{}")}


def test_what_is_refused(world):
    with pytest.raises(SourceMissing):
        stated(world, world.school, draft=replace(DRAFT, source=" "))
    with pytest.raises(DaysReversed):
        stated(world, world.school, draft=replace(DRAFT, valid_to=date(2026, 2, 28)))


def test_of_what_is_being_verified_nothing_is_kept(world):
    row = stated(
        world, world.school, world.school_head, replace(DRAFT, kind="under_verification", source="Đơn của ông A")
    )
    assert (row.source, row.on_duty) == ("", False)
    with pytest.raises(StatedAlready):
        stated(world, world.school, world.school_head, replace(DRAFT, kind="under_verification", source="khác"))


def test_it_is_stated_from_a_sheet_and_lifted_from_the_list(world, signed_in):
    made = graded_people(world, TEN)
    browser = signed_in(world.school_head)
    url = reverse("scoring:state_veto", args=[made.sheets[0].pk])
    assert browser.get(url).status_code == 200
    data = {"kind": "reprimand", "on_duty": "on", "source": "", "valid_from": "01/03/2026", "valid_to": ""}
    wrong = browser.post(url, data)
    assert wrong.status_code == 422 and "căn cứ" in text_of(wrong)
    assert browser.post(url, data | {"source": "QĐ số 3"}).status_code == 302
    row = Veto.objects.get()
    assert row.on_duty and row.stated_by == world.school_head
    assert "QĐ số 3" in text_of(browser.get(url))
    listed = text_of(browser.get(reverse("scoring:vetoes"), {"tim": "so 000"}))
    assert "QĐ số 3" in listed and "vì hành vi liên quan đến công vụ" in listed
    lift = reverse("scoring:lift_veto", args=[row.pk])
    assert browser.post(lift, {"reason": "vì"}).status_code == 422
    assert browser.post(lift, {"reason": "Đã hết thời hạn kỷ luật."}).status_code == 302
    assert "Đã bỏ" in text_of(browser.get(reverse("scoring:vetoes")))


def test_strangers_and_subjects_find_a_wall(world, signed_in):
    made = graded_units(world, TEN[:2])
    row = stated(world, made.sheets[0].unit)
    for person in (world.stranger, world.school_head, world.nobody, world.auditor):
        browser = signed_in(person)
        assert browser.get(reverse("scoring:state_veto", args=[made.sheets[0].pk])).status_code == 404
        assert browser.get(reverse("scoring:lift_veto", args=[row.pk])).status_code == 404
    assert signed_in(world.district_head).get(reverse("scoring:state_veto", args=[999_999])).status_code == 404


def test_a_longer_list_costs_no_more_queries(world, signed_in, same_queries):
    made = graded_people(world, TEN * 2)
    stated(world, world.school, made.sheets[0].person)
    browser = signed_in(world.district_head)

    def grow():
        for sheet in made.sheets[1:]:
            stated(world, world.school, sheet.person)

    same_queries(lambda: browser.get(reverse("scoring:vetoes")), grow)
