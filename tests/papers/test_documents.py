"""Drafting, revising, numbering, replacing, cancelling."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from namkhong.foundation.clock import VIETNAM
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.queries import events_of
from namkhong.papers import actions
from namkhong.papers.content import ProfileName
from namkhong.papers.models import Document, IssuedNumber, Register
from namkhong.papers.queries import (
    caveat_of,
    content_of,
    documents_from,
    findings_in,
    outdated_bases,
    outgoing_register,
    waiting_for,
)
from namkhong.papers.states import DocumentState
from tests.papers.samples import LETTER, MINUTES, PLAN_UNION, REPORT_UNION
from tests.world import NOW, TODAY, World

CLERK_DAY = datetime(2026, 12, 31, 23, 30, tzinfo=VIETNAM)


def make(world: World, content=PLAN_UNION, **rest) -> Document:
    return actions.draft(unit=world.district.pk, content=content, by=world.district_officer.pk, at=NOW, **rest)


def give(world: World, document: Document, on: date = TODAY, at: datetime = NOW) -> IssuedNumber:
    return actions.issue(document=document, on=on, by=world.district_head.pk, at=at)


def test_a_draft_takes_no_number_and_remembers_its_source(world: World):
    document = make(world, source=("sum", 41))
    assert (document.state, document.number) == (DocumentState.DRAFT, None)
    assert content_of(document).number is None and content_of(document).issued_on is None
    assert list(documents_from("sum", 41)) == [document]


def test_issuing_numbers_from_one_and_freezes_the_text(world: World):
    first, second = make(world), make(world, REPORT_UNION)
    assert [give(world, first).number, give(world, second).number] == [1, 2]
    content = content_of(first)
    assert (content.number, content.issued_on) == (1, TODAY)
    with pytest.raises(actions.NotADraft):
        actions.revise(document=first, content=PLAN_UNION, seen=1, by=None, at=NOW)
    assert [e.verb for e in events_of("document", first.pk)] == ["document.issue", "document.draft"]


def test_a_council_has_its_own_series(world: World):
    give(world, make(world))
    assert give(world, make(world, MINUTES, series="Hội đồng Thi đua")).number == 1


def test_numbers_start_afresh_on_the_first_of_january(world: World):
    old, new = make(world), make(world)
    assert give(world, old, date(2026, 12, 31), CLERK_DAY).number == 1
    after = CLERK_DAY + timedelta(hours=1)
    assert give(world, new, date(2027, 1, 1), after).number == 1
    assert set(Register.objects.values_list("year", "last")) == {(2026, 1), (2027, 1)}


def test_a_slip_gives_the_number_back(world: World):
    unsigned = make(world, replace(PLAN_UNION, signature=None))
    with pytest.raises(actions.NotReady, match="chức vụ và họ tên"):
        give(world, unsigned)
    assert not IssuedNumber.objects.exists()
    assert give(world, make(world)).number == 1


def test_days_that_cannot_be(world: World):
    give(world, make(world))
    late = make(world)
    with pytest.raises(actions.DayBeforeLastNumber):
        give(world, late, TODAY - timedelta(days=1))
    with pytest.raises(actions.DayInFuture):
        give(world, late, TODAY + timedelta(days=1))
    assert give(world, late).number == 2


def test_issuing_twice_is_refused_and_takes_one_number(world: World):
    document = make(world)
    give(world, document)
    with pytest.raises(MovedMeanwhile):
        give(world, document)
    assert Register.objects.get().last == 1


def test_a_cancelled_number_stays_with_its_reason(world: World):
    document = make(world)
    give(world, document)
    with pytest.raises(actions.ReasonMissing):
        actions.cancel_number(document=document, reason="  ", by=None, at=NOW)
    actions.cancel_number(document=document, reason="Ghi sai tên đơn vị", by=world.district_head.pk, at=NOW)
    assert (document.state, document.number) == (DocumentState.DRAFT, None)
    assert give(world, document).number == 2
    lines = outgoing_register(world.district.pk, 2026)
    assert [(line.sign, line.cancelled) for line in lines] == [("01/KH-LĐLĐ", True), ("02/KH-LĐLĐ", False)]
    assert lines[0].note == "Số đã hủy: Ghi sai tên đơn vị"
    assert lines[1].storage == "VP" and lines[1].signer == "Đặng Thị Ngọc Quỳnh"


def test_cancelling_a_draft_is_refused(world: World):
    with pytest.raises(MovedMeanwhile):
        actions.cancel_number(document=make(world), reason="thử", by=None, at=NOW)


def test_a_replacement_retires_the_old_one_when_issued(world: World):
    old = make(world)
    give(world, old)
    new = make(world, replaces=old)
    old.refresh_from_db()
    assert old.state == DocumentState.ISSUED
    give(world, new)
    old.refresh_from_db()
    assert old.state == DocumentState.REPLACED


def test_two_writers_never_overwrite_each_other(world: World):
    document = make(world)
    actions.revise(document=document, content=replace(PLAN_UNION, subject="Bản một"), seen=1, by=None, at=NOW)
    with pytest.raises(actions.ChangedMeanwhile):
        actions.revise(document=document, content=replace(PLAN_UNION, subject="Bản hai"), seen=1, by=None, at=NOW)
    document.refresh_from_db()
    assert (document.subject, document.revision) == ("Bản một", 2)


def test_findings_are_for_drafts(world: World):
    document = make(world, replace(LETTER, addressed_to=()))
    assert "addressed_missing" in {finding.code for finding in findings_in(document, TODAY)}


def test_the_register_costs_the_same_with_many_rows(world: World, same_queries):
    def grow() -> None:
        for _ in range(19):
            give(world, make(world))

    give(world, make(world))
    same_queries(lambda: outgoing_register(world.district.pk, 2026), grow)


def test_a_draft_waits_for_those_who_may_issue_it(world: World):
    document = make(world)
    (waiting,) = waiting_for(world.district_head.pk, TODAY)
    assert waiting.label == "Ban hành kế hoạch" and str(document.pk) in waiting.url
    assert waiting_for(world.school_officer.pk, TODAY) == [] == waiting_for(world.federation_head.pk, TODAY)
    give(world, document)
    assert waiting_for(world.district_head.pk, TODAY) == []
    assert findings_in(document, TODAY) == []


def test_a_replaced_legal_basis_is_found_with_what_holds_instead():
    old = replace(PLAN_UNION, legal_bases=("Căn cứ Nghị định 91/2017/NĐ-CP", "Căn cứ Nghị định 30/2020/NĐ-CP"))
    (finding,) = outdated_bases(old, TODAY)
    assert finding.where == "Căn cứ thứ 1" and "152/2025" in finding.sentence
    assert outdated_bases(old, date(2020, 6, 1)) == []


def test_users_are_told_which_profile_was_not_compared():
    assert caveat_of(ProfileName.STATE, TODAY) == ""
    assert "Chưa đối chiếu" in caveat_of(ProfileName.UNION, TODAY) and "933" in caveat_of(ProfileName.UNION, TODAY)
