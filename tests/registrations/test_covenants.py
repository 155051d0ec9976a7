"""A covenant between units: drawn up, signed by every head, redrafted, cancelled; and every refusal."""

from datetime import timedelta

import pytest
from django.urls import reverse

from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Notice
from namkhong.papers.layout import compose, plain_lines
from namkhong.registrations.actions import (
    Text,
    cancel,
    draw_up,
    open_signing,
    redraft,
    rewrite,
    sign,
    take_out,
    withdraw_signature,
)
from namkhong.registrations.actions.covenants import (
    BlocKnown,
    BlocUnnamed,
    NoPromises,
    NotBelow,
    SignedBefore,
    TooFewParties,
)
from namkhong.registrations.actions.ground import ReasonTooShort
from namkhong.registrations.drafting import covenant_document
from namkhong.registrations.models import Covenant, CovenantParty
from namkhong.registrations.queries import parties_of
from namkhong.registrations.states import CovenantState
from namkhong.units.models import Unit
from tests.registrations.stage import Stage
from tests.world import NOW, TODAY, World

LINES = ["Trả lời dân trong ngày.", "Không nhận quà."]


def page(name: str, *args: object) -> str:
    return reverse(f"registrations:{name}", args=args)


@pytest.fixture
def covenant(stage: Stage, world: World) -> Covenant:
    """A draft with all three units of the district."""
    text = Text("Khối các đơn vị cơ sở", world.grassroots, LINES)
    return draw_up(
        campaign=stage.campaign, unit=world.district, year=2026, text=text, by=world.district_officer, at=NOW
    )


def party(covenant: Covenant, unit: Unit) -> CovenantParty:
    return CovenantParty.objects.select_related("covenant").get(covenant=covenant, unit=unit)


def state(covenant: Covenant) -> str:
    covenant.refresh_from_db()
    return covenant.state


def test_from_draft_to_the_last_signature(stage: Stage, world: World, signed_in) -> None:
    leader = signed_in(world.district_officer)
    new = page("new_covenant", stage.campaign.pk, 2026, world.district.pk)
    typed = {"bloc": "Khối trường, trạm", "promises": "- Trả lời dân trong ngày\n\n+ Không nhận quà"}
    missing = leader.post(new, typed)
    assert missing.status_code == 422 and "ít nhất 2 đơn vị" in missing.content.decode()
    members = [world.school.pk, world.clinic.pk]
    assert leader.post(new, typed | {"don-vi": members}).status_code == 302
    covenant = Covenant.objects.get()
    assert covenant.promises == ["Trả lời dân trong ngày", "Không nhận quà"]
    assert leader.post(page("open_signing", covenant.pk)).status_code == 302
    told = set(Notice.objects.filter(kind="covenant_to_sign").values_list("to_id", flat=True))
    assert told == {world.school_head.pk, world.clinic_head.pk}
    for head, unit in ((world.school_head, world.school), (world.clinic_head, world.clinic)):
        browser, mine = signed_in(head), party(covenant, unit)
        assert "Ký giao ước thi đua" in browser.get("/").content.decode()
        shown = browser.get(page("covenant", covenant.pk)).content.decode()
        assert page("sign", covenant.pk, mine.pk) in shown
        assert "Không nhận quà" in browser.get(page("sign", covenant.pk, mine.pk)).content.decode()
        assert browser.post(page("sign", covenant.pk, mine.pk)).status_code == 302
        assert browser.get(page("sign", covenant.pk, mine.pk)).status_code == 302
    assert state(covenant) == CovenantState.SIGNED
    assert browser.post(page("sign", covenant.pk, mine.pk)).status_code == 422
    assert world.district_officer.pk in Notice.objects.filter(kind="covenant_signed").values_list("to_id", flat=True)
    assert "Đã ký đủ" in leader.get(page("campaign", stage.campaign.pk, 2026)).content.decode()
    assert leader.get(page("covenant_file", covenant.pk, "pdf"))["Content-Type"] == "application/pdf"
    assert leader.get(page("covenant_file", covenant.pk, "docx")).content[:2] == b"PK"
    assert leader.get(page("covenant_file", covenant.pk, "exe")).status_code == 404


def test_only_the_head_of_a_member_signs_for_it(covenant: Covenant, world: World, signed_in) -> None:
    open_signing(covenant=covenant, by=None, at=NOW)
    school = party(covenant, world.school)
    address = page("sign", covenant.pk, school.pk)
    for person in (world.school_officer, world.clinic_head, world.district_head, world.stranger, world.committee_head):
        assert signed_in(person).post(address).status_code == 404, person
    assert signed_in(world.stranger).get(page("covenant", covenant.pk)).status_code == 404
    assert signed_in(world.committee_officer).get(page("covenant", covenant.pk)).status_code == 404
    assert signed_in(world.clinic_officer).get(page("covenant", covenant.pk)).status_code == 200


def test_redrafting_voids_signatures_after_a_warning(covenant: Covenant, world: World, signed_in) -> None:
    open_signing(covenant=covenant, by=None, at=NOW)
    sign(party=party(covenant, world.school), by=world.school_head, at=NOW)
    leader = signed_in(world.district_head)
    assert "1 đơn vị đã ký" in leader.get(page("redraft", covenant.pk)).content.decode()
    assert leader.post(page("redraft", covenant.pk)).status_code == 302
    assert state(covenant) == CovenantState.DRAFT and not covenant.parties.filter(signed_at__isnull=False).exists()
    edit = page("edit_covenant", covenant.pk)
    assert "Không nhận quà." in leader.get(edit).content.decode()
    changed = {"bloc": "Khối mới", "promises": "Một lời hứa", "don-vi": [world.school.pk, world.clinic.pk]}
    assert leader.post(edit, changed).status_code == 302
    covenant.refresh_from_db()
    assert (covenant.bloc, covenant.promises, covenant.parties.count()) == ("Khối mới", ["Một lời hứa"], 2)
    with pytest.raises(MovedMeanwhile):
        sign(party=party(covenant, world.school), by=world.school_head, at=NOW)
    open_signing(covenant=covenant, by=None, at=NOW)
    assert leader.get(edit).status_code == 302 and leader.post(edit, changed).status_code == 302
    with pytest.raises(MovedMeanwhile):
        rewrite(covenant=covenant, text=Text("Khác", world.grassroots, LINES), by=None, at=NOW)


def test_a_member_taken_out_may_complete_it(covenant: Covenant, world: World, signed_in) -> None:
    leader, office = signed_in(world.district_officer), party(covenant, world.office)
    open_signing(covenant=covenant, by=None, at=NOW)
    for unit, head in ((world.school, world.school_head), (world.clinic, world.clinic_head)):
        sign(party=party(covenant, unit), by=head, at=NOW)
    assert leader.post(page("take_out", covenant.pk, office.pk)).status_code == 302
    assert state(covenant) == CovenantState.SIGNED
    assert Notice.objects.get(kind="covenant_taken_out").to_id == world.office_head.pk
    with pytest.raises(MovedMeanwhile):
        take_out(party=party(covenant, world.school), by=None, at=NOW)


def test_two_members_stay_at_least(covenant: Covenant, world: World) -> None:
    gone = party(covenant, world.office)
    take_out(party=gone, by=None, at=NOW)
    with pytest.raises(TooFewParties):
        take_out(party=party(covenant, world.school), by=None, at=NOW)
    open_signing(covenant=covenant, by=None, at=NOW)
    with pytest.raises(MovedMeanwhile):
        sign(party=gone, by=world.office_head, at=NOW)


def test_somebody_took_the_same_member_out(covenant: Covenant, world: World) -> None:
    gone = party(covenant, world.office)
    CovenantParty.objects.filter(pk=gone.pk).delete()
    CovenantParty.objects.create(covenant=covenant, unit=world.office)
    with pytest.raises(MovedMeanwhile):
        take_out(party=gone, by=None, at=NOW)


def test_signature_is_withdrawn_while_it_may_be(covenant: Covenant, world: World, signed_in) -> None:
    open_signing(covenant=covenant, by=None, at=NOW)
    heads = {world.school: world.school_head, world.clinic: world.clinic_head, world.office: world.office_head}
    school = party(covenant, world.school)
    with pytest.raises(MovedMeanwhile):
        withdraw_signature(party=school, by=None, at=NOW)
    sign(party=school, by=world.school_head, at=NOW)
    back = page("withdraw_signature", covenant.pk, school.pk)
    assert signed_in(world.school_head).post(back).status_code == 302
    for unit, head in heads.items():
        sign(party=party(covenant, unit), by=head, at=NOW)
    with pytest.raises(SignedBefore):
        withdraw_signature(party=school, by=None, at=NOW + timedelta(days=1))
    withdraw_signature(party=school, by=world.school_head, at=NOW)
    assert state(covenant) == CovenantState.SIGNING
    cancel(covenant=covenant, reason="Khối được tổ chức lại", by=None, at=NOW)
    with pytest.raises(MovedMeanwhile):
        withdraw_signature(party=party(covenant, world.clinic), by=None, at=NOW)


def test_cancelled_with_a_reason(covenant: Covenant, world: World, signed_in) -> None:
    leader = signed_in(world.district_officer)
    assert leader.post(page("cancel", covenant.pk), {"reason": "thôi"}).status_code == 422
    with pytest.raises(ReasonTooShort):
        cancel(covenant=covenant, reason="thôi", by=None, at=NOW)
    open_signing(covenant=covenant, by=None, at=NOW)
    assert leader.post(page("cancel", covenant.pk), {"reason": "Khối được tổ chức lại"}).status_code == 302
    assert "Khối được tổ chức lại" in signed_in(world.school_head).get(page("covenant", covenant.pk)).content.decode()
    for wrong in (open_signing, redraft):
        with pytest.raises(MovedMeanwhile):
            wrong(covenant=covenant, by=None, at=NOW)
    assert leader.post(page("open_signing", covenant.pk)).status_code == 422


def test_draft_is_cancelled_quietly(covenant: Covenant) -> None:
    cancel(covenant=covenant, reason="Soạn nhầm khối thi đua", by=None, at=NOW)
    assert not Notice.objects.filter(kind="covenant_cancelled").exists()


def test_what_cannot_be_drawn_up(stage: Stage, covenant: Covenant, world: World) -> None:
    def drawn(bloc: str, units: list[Unit], lines: list[str]) -> Covenant:
        text = Text(bloc, units, lines)
        return draw_up(campaign=stage.campaign, unit=world.district, year=2026, text=text, by=None, at=NOW)

    for error, given in (
        (BlocUnnamed, (" ", world.grassroots, LINES)),
        (TooFewParties, ("A", [world.school], LINES)),
        (NoPromises, ("A", world.grassroots, [" "])),
        (NotBelow, ("A", [world.school, world.sister_school], LINES)),
        (BlocKnown, (covenant.bloc, world.grassroots, LINES)),
    ):
        with pytest.raises(error):
            drawn(*given)
    other = drawn("Khối khác", world.grassroots, LINES)
    with pytest.raises(BlocKnown):
        rewrite(covenant=other, text=Text(covenant.bloc, world.grassroots, LINES), by=None, at=NOW)


def test_document_has_a_place_for_every_member(covenant: Covenant, world: World) -> None:
    open_signing(covenant=covenant, by=None, at=NOW)
    sign(party=party(covenant, world.clinic), by=world.clinic_head, at=NOW)
    lines = plain_lines(compose(covenant_document(covenant, parties_of(covenant.pk), TODAY)))
    for unit, head in ((world.school, world.school_head), (world.clinic, world.clinic_head)):
        assert unit.name.upper() in lines and head.full_name in lines
    assert "GIAO ƯỚC THI ĐUA" in lines
