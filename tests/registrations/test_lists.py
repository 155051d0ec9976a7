"""The joint list of a unit: what goes up, what stands in the way, what the unit above does with it, and the duty."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from namkhong.campaigns.actions import close, extend, withdraw
from namkhong.campaigns.actions.duties import CampaignClosed
from namkhong.campaigns.models import Fulfilment
from namkhong.campaigns.states import DutyState
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.foundation.periods import year_period
from namkhong.journal.models import Notice
from namkhong.papers.models import Document
from namkhong.people.models import Employment
from namkhong.registrations.actions import (
    Place,
    approve,
    approve_list,
    approve_lists,
    approve_many,
    recall_list,
    refuse_list,
    remind,
    revoke_list,
    send,
    send_list,
    undo_lists,
)
from namkhong.registrations.actions.judging import NothingToApprove
from namkhong.registrations.actions.lists import NotReady
from namkhong.registrations.actions.reminding import NobodyToRemind
from namkhong.registrations.models import JointList, Registration
from namkhong.registrations.queries import figures, registered_person, registered_unit
from namkhong.registrations.states import RegistrationState
from namkhong.units.models import Placement, Unit
from namkhong.units.states import Line, UnitKind
from tests.registrations.stage import Stage
from tests.world import NOW, SINCE, TODAY, World

WHY = "Danh sách thiếu đăng ký của tập thể."


def page(name: str, *args: int) -> str:
    return reverse(f"registrations:{name}", args=args)


def spot(stage: Stage, unit: Unit) -> tuple[int, int, int]:
    return stage.campaign.pk, 2026, unit.pk


def filled(stage: Stage, people: int = 2) -> None:
    """The school's own registration and approved people."""
    stage.registered(stage.school)
    for person in stage.teachers[:people]:
        send(row=stage.registered(stage.school, person), by=None, at=NOW)
    approve_many(place=stage.school, rows=None, by=stage.world.school_head, at=NOW)


@pytest.fixture
def sent(stage: Stage) -> JointList:
    """The list of the school, before the district."""
    filled(stage)
    return send_list(place=stage.school, by=stage.world.school_officer, at=NOW)


def table(content: bytes) -> list[list[object]]:
    """What stands in a workbook."""
    return CalamineWorkbook.from_object(BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def state_of(joint: JointList) -> str:
    joint.refresh_from_db()
    return joint.state


def test_list_goes_up_and_the_duty_is_done(stage: Stage, world: World, signed_in) -> None:
    filled(stage)
    officer = signed_in(world.school_officer)
    duty_page = reverse("campaigns:duty", args=[stage.duty(world.school).pk])
    shown = officer.get(duty_page).content.decode()
    assert page("unit", *spot(stage, world.school)) in shown and "Báo đã làm xong</h2>" not in shown
    by_hand = officer.post(duty_page, {"done_on": "20/11/2026"})
    assert by_hand.status_code == 422 and "danh sách đăng ký thi đua được gửi" in by_hand.content.decode()
    asked = officer.get(page("send_list", *spot(stage, world.school))).content.decode()
    assert "Không thấy gì phải sửa" in asked and "2 người" in asked
    assert officer.post(page("send_list", *spot(stage, world.school))).status_code == 302
    joint = stage.joint(world.school)
    assert (joint.state, joint.to_unit, joint.sent_by) == (
        RegistrationState.WAITING,
        world.district,
        world.school_officer,
    )
    duty = stage.duty(world.school)
    assert (duty.state, duty.fulfilled_on) == (DutyState.FULFILLED, TODAY)
    assert Fulfilment.objects.get(duty=duty).count == 2
    told = set(Notice.objects.filter(kind="registrations_sent").values_list("to_id", flat=True))
    assert told == {world.district_officer.pk, world.district_head.pk}
    above = signed_in(world.district_officer)
    assert "Duyệt 1 danh sách đăng ký" in above.get("/").content.decode()
    assert above.post(page("approve_list", *spot(stage, world.school))).status_code == 302
    assert registered_unit(world.school.pk, stage.campaign.pk, 2026).honour == "Tập thể lao động tiên tiến"
    assert registered_person(stage.teachers[0].pk, stage.campaign.pk, 2026) is not None
    assert "Đã duyệt" in officer.get(page("unit", *spot(stage, world.school))).content.decode()


def test_recall_opens_the_duty_again(stage: Stage, world: World, sent: JointList, signed_in) -> None:
    officer = signed_in(world.school_officer)
    assert officer.get(page("send_list", *spot(stage, world.school))).status_code == 302
    assert officer.post(page("send_list", *spot(stage, world.school))).status_code == 422
    assert officer.post(page("recall_list", *spot(stage, world.school))).status_code == 302
    assert state_of(sent) == RegistrationState.NOT_SENT and sent.to_unit is None and sent.duties == []
    assert stage.duty(world.school).state == DutyState.OPEN
    assert Registration.objects.get(person=None).state == RegistrationState.NOT_SENT
    assert officer.post(page("recall_list", *spot(stage, world.school))).status_code == 422
    assert signed_in(world.district_officer).post(page("approve_list", *spot(stage, world.school))).status_code == 404
    assert officer.post(page("send_list", *spot(stage, world.school))).status_code == 302
    assert stage.duty(world.school).state == DutyState.FULFILLED


def test_refused_with_a_reason_then_mended(stage: Stage, world: World, sent: JointList, signed_in) -> None:
    above, officer = signed_in(world.district_head), signed_in(world.school_officer)
    address = page("refuse_list", *spot(stage, world.school))
    assert above.post(address, {"reason": "chưa"}).status_code == 422
    assert above.post(address, {"reason": WHY}).status_code == 302
    assert state_of(sent) == RegistrationState.REFUSED and stage.duty(world.school).state == DutyState.OPEN
    home = officer.get("/").content.decode()
    assert "Sửa danh sách đăng ký bị từ chối" in home and WHY in home
    assert WHY in officer.get(page("unit", *spot(stage, world.school))).content.decode()
    own = Registration.objects.get(person=None)
    assert (own.state, own.reason) == (RegistrationState.REFUSED, WHY)
    assert officer.post(page("edit", own.pk), {"honour": "Giấy khen", "promise": "Rõ hơn"}).status_code == 302
    send_list(place=stage.school, by=world.school_officer, at=NOW)
    assert state_of(sent) == RegistrationState.WAITING and sent.reason == ""
    own.refresh_from_db()
    assert (own.state, own.reason, own.honour) == (RegistrationState.WAITING, "", "Giấy khen")


def test_a_judgement_is_undone_with_its_duty(stage: Stage, world: World, sent: JointList, signed_in) -> None:
    refuse_list(joint=sent, reason=WHY, by=world.district_head, at=NOW)
    later = NOW + timedelta(days=2)
    revoke_list(joint=sent, by=world.district_head, at=later)
    duty = stage.duty(world.school)
    assert (state_of(sent), duty.state, duty.fulfilled_on) == (RegistrationState.WAITING, DutyState.FULFILLED, TODAY)
    approve_list(joint=sent, by=world.district_head, at=later)
    above = signed_in(world.district_head)
    assert above.post(page("revoke_list", *spot(stage, world.school))).status_code == 302
    assert state_of(sent) == RegistrationState.WAITING and stage.duty(world.school).fulfilled_on == TODAY
    for wrong in (
        lambda: revoke_list(joint=sent, by=None, at=later),
        lambda: [approve_list(joint=sent, by=None, at=later) for _ in range(2)],
        lambda: recall_list(joint=sent, by=None, at=later),
    ):
        with pytest.raises(MovedMeanwhile):
            wrong()


def test_a_refusal_stands_once_the_unit_has_begun_to_mend(
    stage: Stage, world: World, sent: JointList, signed_in
) -> None:
    refuse_list(joint=sent, reason=WHY, by=world.district_head, at=NOW)
    above, address = signed_in(world.district_head), page("revoke_list", *spot(stage, world.school))
    shown = page("unit", *spot(stage, world.school))
    assert address in above.get(shown).content.decode()
    stage.registered(stage.school, stage.teachers[4])
    assert address not in above.get(shown).content.decode()
    answer = above.post(address)
    assert answer.status_code == 422 and "đã bắt đầu sửa" in answer.content.decode()
    assert state_of(sent) == RegistrationState.REFUSED


def test_duty_withdrawn_by_hand_meanwhile_is_left_alone(stage: Stage, world: World, sent: JointList) -> None:
    withdraw(duty=stage.duty(world.school), by=None, at=NOW)
    recall_list(joint=sent, by=None, at=NOW)
    assert stage.duty(world.school).state == DutyState.OPEN


def test_what_stands_in_the_way_is_told(stage: Stage, world: World, signed_in) -> None:
    with pytest.raises(NotReady):
        send_list(place=stage.school, by=None, at=NOW)
    top = Place(stage.campaign, world.federation, 2026)
    stage.registered(top)
    with pytest.raises(NotReady) as nowhere:
        send_list(place=top, by=None, at=NOW)
    assert "không có cấp trên" in nowhere.value.sentence
    filled(stage, people=6)
    extend(duty=stage.duty(world.school), due_on=TODAY + timedelta(days=9), reason="Chờ", by=None, at=NOW)
    stage.registered(stage.school, world.nobody)
    send(row=stage.registered(stage.school, world.school_officer), by=None, at=NOW)
    Employment.objects.filter(person=stage.teachers[1]).update(valid_to=TODAY - timedelta(days=1))
    shown = signed_in(world.school_officer).get(page("send_list", *spot(stage, world.school))).content.decode()
    assert "Không còn làm việc tại đơn vị: Trần Văn Bảo" in shown
    assert "Có thể bị ghi hai lần: Nguyễn Thị Lan" in shown
    assert "1 đăng ký chờ duyệt tại đơn vị và 1 bản chưa gửi" in shown
    assert "Đã qua hạn" not in shown


def test_late_is_accepted_and_marked(stage: Stage, world: World, signed_in, settings) -> None:
    filled(stage)
    late = NOW + timedelta(days=10)
    settings.FIXED_TODAY = late.date()
    officer, above = signed_in(world.school_officer), signed_in(world.district_officer)
    assert "gửi muộn" in officer.get(page("send_list", *spot(stage, world.school))).content.decode()
    assert officer.post(page("send_list", *spot(stage, world.school))).status_code == 302
    assert "Gửi muộn" in above.get(page("received", *spot(stage, world.district))).content.decode()
    assert "Gửi muộn" in officer.get(page("unit", *spot(stage, world.school))).content.decode()


def test_closed_campaign_judges_nothing(stage: Stage, world: World, sent: JointList) -> None:
    close(campaign=stage.campaign, on=TODAY, by=None, at=NOW)
    for wrong in (
        lambda: approve_list(joint=sent, by=None, at=NOW),
        lambda: approve_lists(campaign=stage.campaign, year=2026, to_unit=world.district, lists=None, by=None, at=NOW),
    ):
        with pytest.raises(CampaignClosed):
            wrong()


def test_many_lists_at_once_and_undone(stage: Stage, world: World, sent: JointList, signed_in) -> None:
    stage.registered(stage.clinic)
    send_list(place=stage.clinic, by=world.clinic_officer, at=NOW)
    Employment.objects.filter(person=stage.teachers[0]).update(valid_to=TODAY - timedelta(days=1))
    above, spotted = signed_in(world.district_officer), spot(stage, world.district)
    assert above.post(page("approve_lists", *spotted), {"tat-ca": "1"}).status_code == 302
    assert state_of(sent) == RegistrationState.WAITING
    clinic = stage.joint(world.clinic)
    assert clinic.state == RegistrationState.APPROVED and clinic.judged_in is not None
    assert registered_unit(world.clinic.pk, stage.campaign.pk, 2026) is not None
    assert above.post(page("approve_lists", *spotted), {"tat-ca": "1"}).status_code == 422
    assert above.post(page("approve_lists", *spotted), {"danh-sach": [sent.pk, clinic.pk]}).status_code == 302
    assert state_of(sent) == RegistrationState.APPROVED
    undo = page("undo_lists", *spotted, sent.judged_in_id)
    assert undo in above.get(page("received", *spotted)).content.decode()
    assert signed_in(world.district_head).post(undo).status_code == 404
    assert above.post(undo).status_code == 302 and above.post(undo).status_code == 422
    assert state_of(sent) == RegistrationState.WAITING
    assert stage.joint(world.clinic).state == RegistrationState.APPROVED
    own = Registration.objects.get(unit=world.school, person=None)
    assert own.state == RegistrationState.WAITING
    with pytest.raises(NothingToApprove):
        approve_lists(campaign=stage.campaign, year=2026, to_unit=world.sister, lists=[sent.pk], by=None, at=NOW)
    undo_lists(campaign=stage.campaign, year=2026, batch=clinic.judged_in, by=None, at=NOW)
    assert state_of(clinic) == RegistrationState.WAITING


def test_received_is_filtered_searched_and_taken_home(stage: Stage, world: World, sent: JointList, signed_in) -> None:
    above, spotted = signed_in(world.district_officer), spot(stage, world.district)
    whole = above.get(page("received", *spotted)).content.decode()
    assert all(unit.name in whole for unit in world.grassroots) and "Tất cả" in whole
    waiting = above.get(page("received", *spotted) + "?tinh-trang=waiting").content.decode()
    assert world.school.name in waiting and world.clinic.name not in waiting
    found = above.get(page("received", *spotted) + "?tim=trung+tam+y+te").content.decode()
    assert world.clinic.name in found and world.school.name not in found
    rows = table(above.get(page("units_table", *spotted)).content)
    assert [world.school.name, "Chờ duyệt", "Tập thể lao động tiên tiến", 2] in [row[1:5] for row in rows[3:]]
    people = table(above.get(page("people_table", *spot(stage, world.school))).content)
    assert people[3][1] in {person.full_name for person in stage.teachers}


def test_formula_in_a_promise_leaves_as_text(stage: Stage, world: World, signed_in) -> None:
    row = stage.registered(stage.school, stage.teachers[0])
    Registration.objects.filter(pk=row.pk).update(promise='=HYPERLINK("http://x")')
    whole = signed_in(world.school_officer).get(page("people_table", *spot(stage, world.school))).content
    assert table(whole)[3][3] == '=HYPERLINK("http://x")'


def test_those_behind_are_reminded(stage: Stage, world: World, sent: JointList, signed_in) -> None:
    above, spotted = signed_in(world.district_officer), spot(stage, world.district)
    words = above.get(page("remind", *spotted)).content.decode()
    assert world.clinic.name in words and world.school.name not in words and "hạn 25/11/2026" in words
    assert above.post(page("remind", *spotted), {"nhac": "1"}).status_code == 302
    told = set(Notice.objects.filter(kind="registrations_remind").values_list("to_id", flat=True))
    assert told == {p.pk for p in (world.clinic_officer, world.clinic_head, world.office_officer, world.office_head)}
    assert above.post(page("remind", *spotted)).status_code == 302
    assert Document.objects.filter(unit=world.district).count() == 1
    assert signed_in(world.auditor).post(page("remind", *spotted), {"nhac": "1"}).status_code == 404
    with pytest.raises(NobodyToRemind):
        remind(campaign=stage.campaign, year=2026, to_unit=world.district, units=[], by=None, at=NOW)


def test_submission_names_everybody_on_the_list(stage: Stage, world: World, sent: JointList, signed_in) -> None:
    officer, spotted = signed_in(world.school_officer), spot(stage, world.school)
    shown = officer.get(page("document", *spotted)).content.decode()
    assert "Tờ trình" in shown and "Cộng: 2" in shown
    made = officer.post(page("document", *spotted))
    assert made.status_code == 302
    text = str(Document.objects.get(unit=world.school).content)
    assert "Nguyễn Thị Lan" in text and world.district.name in text and "Lao động tiên tiến" in text
    assert officer.get(page("preview", *spotted))["Content-Type"] == "application/pdf"
    assert page("unit", *spotted) in officer.get(page("document", *spotted)).content.decode()


def test_figures_count_only_what_was_sent(stage: Stage, world: World) -> None:
    period = year_period(2026)

    def told() -> list[object]:
        return [figure.value for figure in figures(world.school.pk, period)]

    assert told() == [None, None]
    filled(stage)
    assert told() == [0, None]
    joint = send_list(place=stage.school, by=None, at=NOW)
    assert told() == [1, 2]
    assert registered_unit(world.school.pk, stage.campaign.pk, 2026) is None
    assert registered_person(stage.teachers[0].pk, stage.campaign.pk, 2026) is None
    assert registered_person(stage.teachers[5].pk, stage.campaign.pk, 2026) is None
    approve_list(joint=joint, by=None, at=NOW)
    assert registered_person(stage.teachers[0].pk, stage.campaign.pk, 2026) is not None


def test_lists_cost_the_same_however_long(stage: Stage, world: World, signed_in, same_queries) -> None:
    filled(stage, people=1)
    officer, above = signed_in(world.school_officer), signed_in(world.district_officer)

    def grow_people() -> None:
        for person in stage.teachers[1:]:
            send(row=stage.registered(stage.school, person), by=None, at=NOW)

    same_queries(lambda: officer.get(page("unit", *spot(stage, world.school))), grow_people)

    def grow_units() -> None:
        for place in range(20):
            name = f"Trường số {place}"
            unit = Unit.objects.create(name=name, search_name=name.lower(), kind=UnitKind.SCHOOL, founded_on=SINCE)
            Placement.objects.create(unit=unit, line=Line.UNION, parent=world.district, valid_from=SINCE)
            JointList.objects.create(
                campaign=stage.campaign, unit=unit, year=2026, to_unit=world.district, state="waiting", sent_at=NOW
            )

    same_queries(lambda: above.get(page("received", *spot(stage, world.district))), grow_units)


def test_other_lines_and_sisters_find_a_wall(stage: Stage, world: World, sent: JointList, signed_in) -> None:
    school = spot(stage, world.school)
    row = Registration.objects.filter(person__isnull=False).first()
    for person in (world.stranger, world.sister_officer, world.committee_officer, world.clinic_officer, world.nobody):
        browser = signed_in(person)
        for address in (page("unit", *school), page("people_table", *school), page("registration", row.pk)):
            assert browser.get(address).status_code == 404, (person, address)
        assert browser.post(page("approve_list", *school)).status_code == 404
    assert signed_in(world.federation_officer).get(page("unit", *school)).status_code == 200
    assert signed_in(world.federation_officer).post(page("approve_list", *school)).status_code == 404


def test_campaign_page_leads_to_everything(stage: Stage, world: World, sent: JointList, signed_in) -> None:
    above = signed_in(world.district_officer)
    campaign = above.get(reverse("campaigns:campaign", args=[stage.campaign.pk])).content.decode()
    assert page("campaign", stage.campaign.pk, 2026) in campaign
    shown = above.get(page("campaign", stage.campaign.pk, 2026)).content.decode()
    assert page("received", *spot(stage, world.district)) in shown
    assert page("new_covenant", *spot(stage, world.district)) in shown
    assert above.get(page("campaign", stage.campaign.pk, 2031)).status_code == 404
    assert page("unit", *spot(stage, world.school)) in signed_in(world.school_head).get(page("index")).content.decode()


def test_approving_one_by_one_ends_a_bulk_act(stage: Stage, world: World) -> None:
    row = stage.registered(stage.school, stage.teachers[0])
    send(row=row, by=None, at=NOW)
    approve(row=row, by=world.school_head, at=NOW)
    row.refresh_from_db()
    assert row.judged_in is None
