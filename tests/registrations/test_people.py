"""The registration of a person from draft to approval, and every refusal on the way."""

import pytest
from django.urls import reverse

from namkhong.campaigns.actions import close
from namkhong.campaigns.actions.duties import CampaignClosed
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Event, Notice
from namkhong.people.models import Employment
from namkhong.registrations.actions import (
    Place,
    Wish,
    approve,
    approve_many,
    copy_last_year,
    drop,
    recall,
    refuse,
    revise,
    revoke,
    send,
    send_all,
    send_list,
    undo_approvals,
    write,
    write_many,
)
from namkhong.registrations.actions.ground import ListGoneUp, ReasonTooShort
from namkhong.registrations.actions.judging import (
    GoesWithTheList,
    NothingToApprove,
    NothingToSend,
    NotLookedAt,
    OwnRegistration,
)
from namkhong.registrations.actions.writing import (
    HonourMissing,
    NobodyPicked,
    NothingToCopy,
    RegisteredAlready,
    WorksElsewhere,
)
from namkhong.registrations.models import Registration
from namkhong.registrations.policies import may_register_himself
from namkhong.registrations.states import RegistrationState
from tests.registrations.stage import OWN, WISH, Stage
from tests.world import NOW, TODAY, World

WHY = "Nội dung phấn đấu còn chung chung."


def page(name: str, *args: int) -> str:
    return reverse(f"registrations:{name}", args=args)


def at_school(stage: Stage) -> tuple[int, int, int]:
    return stage.campaign.pk, 2026, stage.world.school.pk


def test_from_draft_to_approval(stage: Stage, world: World, signed_in) -> None:
    officer, head = signed_in(world.school_officer), signed_in(world.school_head)
    teacher = stage.teachers[0]
    sent = {"nguoi": [teacher.pk], "honour": "Lao động tiên tiến", "promise": "Không hẹn dân lần hai"}
    assert officer.post(page("pick", *at_school(stage)), sent).status_code == 302
    row = Registration.objects.get(person=teacher)
    assert (row.state, row.written_by, row.unit) == (RegistrationState.NOT_SENT, world.school_officer, world.school)
    assert head.post(page("approve", row.pk)).status_code == 422
    assert officer.post(page("send", row.pk)).status_code == 302
    assert "Duyệt đăng ký của 1 người" in head.get("/").content.decode()
    assert officer.post(page("approve", row.pk)).status_code == 404
    assert head.post(page("approve", row.pk)).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.judged_by) == (RegistrationState.APPROVED, world.school_head)
    shown = officer.get(page("registration", row.pk)).content.decode()
    assert "Gửi duyệt" in shown and world.school_head.full_name in shown


def test_refusal_names_its_reason_and_lets_it_be_mended(stage: Stage, world: World, signed_in) -> None:
    row = stage.registered(stage.school, world.nobody)
    send(row=row, by=world.nobody, at=NOW)
    head, himself = signed_in(world.school_head), signed_in(world.nobody)
    short = head.post(page("refuse", row.pk), {"reason": "Sai"})
    assert short.status_code == 422 and "ít nhất 10 chữ cái" in short.content.decode()
    assert head.post(page("refuse", row.pk), {"reason": WHY}).status_code == 302
    told = set(Notice.objects.filter(kind="registration_refused").values_list("to_id", flat=True))
    assert told == {world.nobody.pk, world.school_officer.pk}
    assert "Sửa đăng ký thi đua của bạn" in himself.get("/").content.decode()
    assert WHY in himself.get(page("edit", row.pk)).content.decode()
    again = {"honour": "khac", "other": "Cán bộ được dân mến", "promise": "Mỗi tuần gọi lại người dân chưa hài lòng"}
    assert himself.post(page("edit", row.pk), again).status_code == 302
    assert himself.post(page("send", row.pk)).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.reason, row.honour) == (RegistrationState.WAITING, "", "Cán bộ được dân mến")


def test_nobody_judges_his_own(stage: Stage, world: World, signed_in) -> None:
    row = stage.registered(stage.school, world.school_head)
    send(row=row, by=world.school_officer, at=NOW)
    assert signed_in(world.school_head).post(page("approve", row.pk)).status_code == 404
    for verb in (approve, revoke):
        with pytest.raises(OwnRegistration):
            verb(row=row, by=world.school_head, at=NOW)
    with pytest.raises(OwnRegistration):
        refuse(row=row, reason=WHY, by=world.school_head, at=NOW)
    with pytest.raises(NothingToApprove):
        approve_many(place=stage.school, rows=None, by=world.school_head, at=NOW)
    # That of the head is judged from above, that of anybody else is not.
    teacher = stage.registered(stage.school, stage.teachers[0])
    assert signed_in(world.district_officer).post(page("approve", teacher.pk)).status_code == 404
    assert signed_in(world.district_officer).post(page("approve", row.pk)).status_code == 302
    assert signed_in(world.committee_head).post(page("revoke", row.pk)).status_code == 404


def test_a_judgement_is_undone(stage: Stage, world: World, signed_in) -> None:
    row, head = stage.registered(stage.school, stage.teachers[0]), world.school_head
    send(row=row, by=world.school_officer, at=NOW)
    for judge in (
        lambda: approve(row=row, by=head, at=NOW),
        lambda: refuse(row=row, reason=WHY, by=head, at=NOW),
    ):
        judge()
        assert signed_in(head).post(page("revoke", row.pk)).status_code == 302
        row.refresh_from_db()
        assert (row.state, row.reason, row.judged_at) == (RegistrationState.WAITING, "", None)
    recall(row=row, by=world.school_officer, at=NOW)
    with pytest.raises(MovedMeanwhile):
        revoke(row=row, by=head, at=NOW)


def test_two_tabs(stage: Stage, world: World, signed_in) -> None:
    row, officer = stage.registered(stage.school, stage.teachers[0]), signed_in(world.school_officer)
    assert officer.post(page("send", row.pk)).status_code == 302
    assert "vừa được người khác xử lý" in officer.post(page("send", row.pk)).content.decode()
    wish = {"honour": "Giấy khen", "promise": "Đổi giữa chừng"}
    assert officer.post(page("edit", row.pk), wish).status_code == 302
    row.refresh_from_db()
    assert row.honour == WISH.honour
    with pytest.raises(MovedMeanwhile):
        revise(row=row, wish=OWN, by=world.school_officer, at=NOW)
    assert officer.post(page("drop", row.pk)).status_code == 422
    assert officer.post(page("recall", row.pk)).status_code == 302
    assert officer.get(page("drop", row.pk)).status_code == 200
    assert officer.post(page("drop", row.pk)).status_code == 302
    assert not Registration.objects.exists() and Event.objects.filter(verb="registration.drop").exists()


def test_many_at_once_and_undone(stage: Stage, world: World, signed_in) -> None:
    officer, head = signed_in(world.school_officer), signed_in(world.school_head)
    many = {"nguoi": [person.pk for person in stage.teachers], "honour": "Lao động tiên tiến", "promise": "Giữ lời"}
    assert officer.post(page("pick", *at_school(stage)), many).status_code == 302
    assert officer.post(page("send_all", *at_school(stage))).status_code == 302
    first, *rest = Registration.objects.order_by("pk")
    assert head.post(page("approve_people", *at_school(stage)), {"phieu": [first.pk, "0x1"]}).status_code == 302
    assert head.post(page("approve_people", *at_school(stage)), {"tat-ca": "1"}).status_code == 302
    assert set(Registration.objects.values_list("state", flat=True)) == {RegistrationState.APPROVED}
    rest[0].refresh_from_db()
    shown = head.get(page("unit", *at_school(stage))).content.decode()
    undo = page("undo_people", *at_school(stage), rest[0].judged_in_id)
    assert undo in shown
    assert officer.post(undo).status_code == 404
    assert head.post(undo).status_code == 302
    states = list(Registration.objects.order_by("pk").values_list("state", flat=True))
    assert states == [RegistrationState.APPROVED] + [RegistrationState.WAITING] * len(rest)
    assert head.post(undo).status_code == 422
    with pytest.raises(NothingToSend):
        send_all(place=stage.school, by=None, at=NOW)


def test_who_cannot_be_registered(stage: Stage, world: World, signed_in) -> None:
    stage.registered(stage.school, stage.teachers[0])
    place = stage.school
    with pytest.raises(RegisteredAlready) as twice:
        write(place=place, person=stage.teachers[0], wish=WISH, by=None, at=NOW)
    assert "Nguyễn Thị Lan" in twice.value.sentence
    with pytest.raises(WorksElsewhere):
        write(place=place, person=world.clinic_head, wish=WISH, by=None, at=NOW)
    with pytest.raises(HonourMissing):
        write(place=place, person=stage.teachers[1], wish=Wish("  "), by=None, at=NOW)
    with pytest.raises(NobodyPicked):
        write_many(place=place, wishes=[], by=None, at=NOW)
    stage.registered(place)
    with pytest.raises(RegisteredAlready):
        stage.registered(place)
    answer = signed_in(world.school_officer).post(page("pick", *at_school(stage)), {"nguoi": "7", "promise": "còn đây"})
    assert answer.status_code == 422 and "Hãy chọn hoặc ghi danh hiệu" in answer.content.decode()
    assert "còn đây" in answer.content.decode()


def test_nothing_changes_once_the_list_has_gone_up(stage: Stage, world: World) -> None:
    row = stage.registered(stage.school, stage.teachers[0])
    send(row=row, by=None, at=NOW)
    batch = approve_many(place=stage.school, rows=[row.pk], by=world.school_head, at=NOW)
    other = stage.registered(stage.school, stage.teachers[1])
    own = stage.registered(stage.school)
    with pytest.raises(GoesWithTheList):
        send(row=own, by=None, at=NOW)
    send_list(place=stage.school, by=None, at=NOW)
    for forbidden in (
        lambda: stage.registered(stage.school, stage.teachers[2]),
        lambda: revise(row=other, wish=WISH, by=None, at=NOW),
        lambda: drop(row=other, by=None, at=NOW),
        lambda: send(row=other, by=None, at=NOW),
        lambda: revoke(row=row, by=None, at=NOW),
        lambda: undo_approvals(place=stage.school, batch=batch, by=None, at=NOW),
        lambda: copy_last_year(place=stage.school, by=None, at=NOW),
    ):
        with pytest.raises(ListGoneUp):
            forbidden()


def test_closed_campaign_takes_nothing(stage: Stage) -> None:
    row = stage.registered(stage.school, stage.teachers[0])
    close(campaign=stage.campaign, on=TODAY, by=None, at=NOW)
    with pytest.raises(CampaignClosed):
        send(row=row, by=None, at=NOW)
    with pytest.raises(ReasonTooShort):
        refuse(row=row, reason="x", by=None, at=NOW)


def test_last_year_is_copied_and_must_be_looked_at(stage: Stage, world: World, signed_in) -> None:
    last = Place(stage.campaign, world.school, 2025)
    with pytest.raises(NothingToCopy):
        copy_last_year(place=stage.school, by=None, at=NOW)
    for person in (None, *stage.teachers[:3]):
        write(place=last, person=person, wish=WISH if person else OWN, by=None, at=NOW)
    Employment.objects.filter(person=stage.teachers[2]).update(valid_to=TODAY.replace(month=6))
    stage.registered(stage.school, stage.teachers[1])
    officer = signed_in(world.school_officer)
    assert officer.post(page("copy", *at_school(stage))).status_code == 302
    copied = Registration.objects.filter(year=2026, unread=True)
    assert set(copied.values_list("person", flat=True)) == {None, stage.teachers[0].pk}
    row = copied.get(person=stage.teachers[0])
    with pytest.raises(NotLookedAt):
        send(row=row, by=None, at=NOW)
    shown = officer.get(page("edit", row.pk)).content.decode()
    assert "giống năm trước tới 100%" in shown and "Nội dung đăng ký năm trước" in shown
    assert "chưa ai xem lại" in officer.get(page("unit", *at_school(stage))).content.decode()
    assert officer.post(page("edit", row.pk), {"honour": row.honour, "promise": row.promise}).status_code == 302
    send(row=row, by=None, at=NOW)
    assert "gần như năm trước" in officer.get(page("unit", *at_school(stage))).content.decode()
    assert officer.post(page("copy", *at_school(stage))).status_code == 422


def test_a_person_writes_his_own(stage: Stage, world: World, signed_in) -> None:
    himself = signed_in(world.nobody)
    assert "Đăng ký thi đua của bạn" in himself.get("/").content.decode()
    form = page("write_mine", stage.campaign.pk, 2026)
    assert form in himself.get(page("mine")).content.decode()
    assert form in himself.get(page("index")).content.decode()
    shown = himself.get(form).content.decode()
    assert "Mức hài lòng của người dân: tăng 1–2%" in shown and "Điều 80" in shown
    ticked = {
        "honour": "Lao động tiên tiến",
        "promise": "Đúng giờ",
        "suggested": "Mức hài lòng của người dân: tăng 1–2%",
    }
    assert himself.post(form, ticked).status_code == 302
    row = Registration.objects.get(person=world.nobody)
    assert row.promise == "Đúng giờ\n- Mức hài lòng của người dân: tăng 1–2%"
    assert himself.post(form, ticked).status_code == 422
    assert himself.get(page("registration", row.pk)).status_code == 200
    assert himself.post(page("drop", row.pk)).status_code == 302
    assert signed_in(world.stranger).get(form).status_code == 404
    asked = (stage.campaign, world.school.pk, 2026, TODAY)
    assert may_register_himself(world.school_officer.pk, *asked)
    assert not may_register_himself(world.clinic_head.pk, *asked)
