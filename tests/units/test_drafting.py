"""Writing a reorganisation down, changing one's mind, deciding shares."""

from datetime import date
from decimal import Decimal

import pytest

from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.queries import events_of
from namkhong.units import queries
from namkhong.units.actions import (
    ChangeDraft,
    NotADraft,
    NothingToDecide,
    ResultDraft,
    TransferBelowItself,
    add_change,
    add_changes,
    carry_out_structure,
    decide_share,
    decide_shares,
    drop_change,
    drop_reorganisation,
    redraft,
    revise,
)
from namkhong.units.models import Change, ChangePart, Reorganisation
from namkhong.units.rules.changes import MergeNeedsTwo, NothingLeft, SharesNotWhole
from namkhong.units.rules.codes import BadOfficialCode
from namkhong.units.states import ReorganisationState
from tests.units.reorganised import DAY, LAST, carried_out, drafted, new, old, taken_back
from tests.world import NOW, World

HALF = Decimal("0.5")


def test_a_draft_is_written_and_revised(world: World) -> None:
    draft = drafted(world.federation, ("merge", [world.district, world.sister], [new("LĐLĐ khu vực")]))
    revise(reorganisation=draft, by=1, at=NOW, number="16/NQ-HĐND", effective_on=date(2026, 8, 1))
    assert (str(draft), draft.number) == ("Sắp xếp năm 2026", "16/NQ-HĐND")
    assert Reorganisation.objects.get().effective_on == date(2026, 8, 1)
    assert list(queries.reorganisations_of([world.federation.pk])) == [draft]
    assert [event.verb for event in events_of("reorganisation", draft.pk)] == [
        "reorganisation.revise",
        "reorganisation.add_changes",
        "reorganisation.draft",
    ]


def test_what_cannot_be_is_not_written(world: World) -> None:
    draft = drafted(world.federation)
    good = ChangeDraft("dissolve", "", [world.office])
    with pytest.raises(MergeNeedsTwo):
        add_changes(
            reorganisation=draft, drafts=[good, ChangeDraft("merge", "", [world.school], [new("Mới")])], by=1, at=NOW
        )
    coded = new("Mới", official_code="26H")
    with pytest.raises(BadOfficialCode):
        add_changes(
            reorganisation=draft, drafts=[ChangeDraft("merge", "", [world.school, world.clinic], [coded])], by=1, at=NOW
        )
    assert not Change.objects.exists()


def test_nobody_is_transferred_under_his_own_subordinate(world: World) -> None:
    draft = drafted(world.federation)
    with pytest.raises(TransferBelowItself, match="đang trực thuộc chính “Liên đoàn Lao động huyện Hòa An”"):
        add_change(
            reorganisation=draft,
            kind="transfer",
            sources=[world.sister, world.district],
            results=[ResultDraft(parent=world.school)],
            by=1,
            at=NOW,
        )
    assert not Change.objects.exists()


def test_only_a_draft_is_changed(world: World) -> None:
    done = carried_out(world.federation, ("dissolve", [world.office], []))
    with pytest.raises(NotADraft, match="không còn ở dạng dự thảo"):
        revise(reorganisation=done, by=1, at=NOW, title="Khác")
    with pytest.raises(NotADraft):
        add_change(reorganisation=done, kind="dissolve", sources=[world.school], by=1, at=NOW)
    with pytest.raises(NotADraft):
        drop_change(change=Change.objects.get(), by=1, at=NOW)
    with pytest.raises(MovedMeanwhile):
        drop_reorganisation(reorganisation=done, by=1, at=NOW)


def test_a_draft_may_be_dropped_and_taken_up_again(world: World) -> None:
    draft = drafted(world.federation, ("dissolve", [world.office], []))
    drop_reorganisation(reorganisation=draft, by=1, at=NOW)
    assert Reorganisation.objects.get().state == ReorganisationState.DROPPED
    redraft(reorganisation=draft, by=1, at=NOW)
    drop_change(change=Change.objects.get(), by=1, at=NOW)
    assert not ChangePart.objects.exists()


def test_parts_may_refer_to_parts_written_before(world: World) -> None:
    """On the screen a second change names the unit that the first one founds; a third names it through the second."""
    draft = drafted(world.federation, ("merge", [world.school, world.office], [new("Trường mới", "school")]))
    described = ChangePart.objects.get(role="result")
    share = ResultDraft(unit=described, share=HALF)
    again = ResultDraft(unit=share)
    drafts = [
        ChangeDraft("split", "", [world.clinic], [share, old(world.sister_school, share=HALF)]),
        ChangeDraft("transfer", "union", [world.sister_school], [ResultDraft(parent=again)]),
    ]
    add_changes(reorganisation=draft, drafts=drafts, by=1, at=NOW)
    second = ChangePart.objects.get(same_as=described)
    third = ChangePart.objects.get(parent_part=described)
    add_change(
        reorganisation=draft,
        kind="dissolve",
        sources=[world.district_committee],
        results=[ResultDraft(unit=second)],
        by=1,
        at=NOW,
    )
    assert ChangePart.objects.filter(same_as=described).count() == 2
    carry_out_structure(reorganisation=draft, by=1, at=NOW)
    assert queries.parent(world.sister_school.pk, "union", DAY).name == "Trường mới"
    assert third.change.kind == "transfer"


def split(world: World, *, carry_out: bool) -> tuple[Reorganisation, list[ChangePart]]:
    results = [new("Trường A", "school"), old(world.clinic)]
    draft = (carried_out if carry_out else drafted)(world.federation, ("split", [world.school], results))
    return draft, list(ChangePart.objects.filter(role="result").order_by("pk"))


def test_shares_are_asked_for_and_decided(world: World) -> None:
    draft, (first, second) = split(world, carry_out=False)
    assert list(queries.undecided(draft)) == [first, second]
    decide_share(part=first, share=Decimal("0.7"), by=1, at=NOW)
    assert list(queries.undecided(draft)) == [second]
    with pytest.raises(SharesNotWhole, match="hiện là 110 %"):
        decide_share(part=second, share=Decimal("0.4"), by=1, at=NOW)
    decide_share(part=second, share=Decimal("0.3"), by=1, at=NOW)
    decide_shares(shares={first.pk: HALF, second.pk: HALF}, by=1, at=NOW)
    decide_share(part=first, share=None, by=1, at=NOW)
    with pytest.raises(NothingLeft):
        decide_share(part=second, share=Decimal(1), by=1, at=NOW)
    assert list(queries.undecided(draft)) == [first]
    assert events_of("reorganisation", draft.pk).first().facts == {"parts": {str(first.pk): None}}


def test_a_share_may_be_decided_after_the_unit_has_been_divided(world: World) -> None:
    """Until then its figures are nobody else's, and the pair of successors is there without shares."""
    done, (first, second) = split(world, carry_out=True)
    pairs = queries.successor_pairs(done.batch_id)
    assert {pair.share for pair in pairs} == {None}
    assert queries.heirs_on([world.school.pk], DAY) == {world.school.pk: {world.school.pk: 1}}
    decide_shares(shares={first.pk: Decimal("0.7"), second.pk: Decimal("0.3")}, by=1, at=NOW)
    first.refresh_from_db()
    assert queries.heirs_on([world.school.pk], DAY) == {
        world.school.pk: {first.unit_id: Decimal("0.7"), world.clinic.pk: Decimal("0.3")}
    }
    assert queries.heirs_on([world.school.pk], LAST) == {world.school.pk: {world.school.pk: 1}}
    taken_back(done)
    with pytest.raises(NothingToDecide):
        decide_share(part=second, share=HALF, by=1, at=NOW)


def test_only_results_of_splits_have_shares(world: World) -> None:
    drafted(world.federation, ("merge", [world.school, world.office], [new("Mới", "school")]))
    for part in ChangePart.objects.order_by("pk"):
        with pytest.raises(NothingToDecide, match="Chia, tách"):
            decide_share(part=part, share=HALF, by=1, at=NOW)
    with pytest.raises(NothingToDecide):
        decide_shares(shares={}, by=1, at=NOW)


def test_everybody_who_is_touched_is_counted_before_and_after(world: World) -> None:
    draft = drafted(
        world.federation,
        ("merge", [world.sister, world.office], [new("LĐLĐ khu vực", parent=world.federation)]),
        ("wind_up", [world.clinic], [], "union"),
    )
    before = set(queries.affected_units(draft))
    assert before == {world.sister, world.office, world.sister_school, world.clinic}
    carry_out_structure(reorganisation=draft, by=1, at=NOW)
    region = ChangePart.objects.get(role="result").unit
    assert set(queries.affected_units(draft)) == {*before, region}
