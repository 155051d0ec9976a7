"""Raising, passing on, answering and closing a concern; the contact under lock; the answer by e-mail."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction

from namkhong.feedback.rules.invitations import GOOD_FOR
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Event, Notice
from namkhong.law.queries import is_working_day
from namkhong.people.sealing import CannotOpen, open_box
from namkhong.people.states import OpeningReason
from namkhong.redress import actions
from namkhong.redress.models import Answer, Concern
from namkhong.redress.queries import by_receipt, receipt_of, timeliness
from namkhong.redress.states import ConcernState
from namkhong.redress.tasks import send_answer
from tests.feedback.given import point_at
from tests.redress.given import ANSWER, WORDS, answered, invitation_at, page_id, raised
from tests.world import NOW, TODAY, World

MAIL = "django.core.mail.backends.locmem.EmailBackend"


def verbs() -> list[str]:
    return list(Event.objects.filter(subject_kind="concern").order_by("pk").values_list("verb", flat=True))


def test_a_concern_has_its_days_and_tells_the_unit(world: World) -> None:
    concern = raised(world.school)
    assert (concern.state, concern.received_on, concern.accept_by, concern.answer_by) == (
        "received",
        TODAY,
        date(2026, 11, 25),  # the 24th is a holiday
        date(2026, 12, 7),
    )
    assert (concern.words, concern.score, concern.contact_kind, concern.sealed) == (WORDS, 1, "", None)
    told = set(Notice.objects.filter(kind="concern_received").values_list("to_id", flat=True))
    assert told == {world.school_officer.pk, world.school_head.pk}
    event = Event.objects.get(verb="concern.receive")
    assert event.by_id is None and event.at.minute == event.at.second == 0 and not event.facts
    code = receipt_of(concern.client_id)
    assert by_receipt(code.lower()) == concern and by_receipt("x" * 16) is None and by_receipt("") is None
    assert code.replace("-", "").encode() not in bytes(Concern.objects.get().receipt)


def test_the_same_once_more_is_one_concern(world: World) -> None:
    point = point_at(world.school)
    sent = {"invitation": invitation_at(point), "client_id": page_id()}
    first = raised(point, "0912345678", **sent)
    assert raised(point, "0912 345 678", **sent) == first and Concern.objects.count() == 1
    with pytest.raises(actions.AnotherBody):
        raised(point, words="Một việc hoàn toàn khác.", **sent)
    with pytest.raises(actions.TicketUsed):
        raised(point, invitation=sent["invitation"])
    assert verbs() == ["concern.receive"]


def test_two_pages_that_send_at_once_make_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other was written between looking and writing."""
    point = point_at(world.school)
    sent = {"invitation": invitation_at(point), "client_id": page_id()}
    first = raised(point, **sent)
    looked = iter([None, first])
    monkeypatch.setattr("namkhong.redress.actions.concerns._same", lambda *_: next(looked))
    assert raised(point, **sent) == first


def test_an_old_ticket_raises_nothing(world: World) -> None:
    point = point_at(world.school)
    old = invitation_at(point, day=TODAY - timedelta(days=GOOD_FOR + 1))
    with pytest.raises(actions.TicketOld):
        raised(point, invitation=old)


def test_a_contact_is_sealed_and_opening_it_is_written_down(world: World) -> None:
    concern = raised(world.school, "0912345678")
    other = raised(world.school, "lan@vidu.vn")
    assert (concern.contact_kind, other.contact_kind) == ("phone", "email")
    assert b"0912345678" not in bytes(concern.sealed)
    opened = actions.open_contact(concern=concern, reason=OpeningReason.CONTACT, by=world.school_head, at=NOW)
    assert opened == "0912345678"
    event = Event.objects.get(verb="concern.open_contact")
    assert (event.by_id, event.facts) == (world.school_head.pk, {"reason": "contact"})
    assert not Event.objects.filter(facts__icontains="0912345678").exists()
    with pytest.raises(actions.NoContact):
        actions.open_contact(concern=raised(world.school), reason=OpeningReason.CONTACT, by=world.school_head, at=NOW)
    for number, kind in ((other.pk, "concern"), (concern.pk, "person")):
        with pytest.raises(CannotOpen):
            open_box(number, concern.sealed, kind=kind)


def test_contacts_are_sealed_anew_with_the_rest(world: World) -> None:
    concern, before = raised(world.school, "0912345678"), bytes(Concern.objects.get().sealed)
    call_command("renew_personal_key", forget_old=True, stdout=StringIO())
    concern.refresh_from_db()
    assert bytes(concern.sealed) != before
    told = actions.open_contact(concern=concern, reason=OpeningReason.CONTACT, by=world.school_head, at=NOW)
    assert told == "0912345678"


def test_no_contact_without_a_box(world: World) -> None:
    raised(world.school)
    for wrong in ({"contact_kind": "phone"}, {"sealed": b"x"}, {"reopened_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Concern.objects.update(**wrong)


def test_accepted_then_answered(world: World) -> None:
    concern = raised(world.school)
    actions.accept(concern=concern, by=world.school_officer, at=NOW)
    with pytest.raises(MovedMeanwhile):
        actions.accept(concern=concern, by=world.school_officer, at=NOW)
    concern.refresh_from_db()
    with pytest.raises(actions.TooShort):
        actions.answer(concern=concern, words="Đã rõ. --- ...", by=world.school_officer, at=NOW)
    actions.answer(concern=concern, words=f" {ANSWER} ", by=world.school_officer, at=NOW)
    concern.refresh_from_db()
    assert (concern.state, concern.accepted_on, concern.answered_on) == ("answered", TODAY, TODAY)
    assert Answer.objects.get().words == ANSWER
    assert verbs() == ["concern.receive", "concern.accept", "concern.answer"]


def test_passed_on_once_to_a_sister_and_the_term_stays(world: World) -> None:
    concern, why = raised(world.school), "Việc này xảy ra tại trung tâm y tế."
    passed = {"reason": why, "by": world.school_officer, "at": NOW}
    for elsewhere in (world.sister_school, world.school, world.district):
        with pytest.raises(actions.NotASister):
            actions.transfer(concern=concern, to_unit=elsewhere, **passed)
    actions.transfer(concern=concern, to_unit=world.clinic, **passed)
    again = Concern.objects.select_related("unit").get()
    assert (again.unit, again.state, again.answer_by) == (world.clinic, "transferred", concern.answer_by)
    assert (again.transfer.from_unit, again.transfer.reason) == (world.school, why)
    assert Notice.objects.filter(kind="concern_transferred", to_id=world.clinic_head.pk).exists()
    assert Event.objects.get(verb="concern.transfer").unit_id == world.school.pk
    with pytest.raises(MovedMeanwhile):
        actions.transfer(concern=again, to_unit=world.office, **passed)
    actions.accept(concern=again, by=world.clinic_officer, at=NOW)


def test_not_passed_on_to_a_unit_that_has_ended(world: World) -> None:
    world.clinic.closed_on = TODAY - timedelta(days=1)
    world.clinic.save()
    with pytest.raises(actions.NotASister):
        actions.transfer(concern=raised(world.school), to_unit=world.clinic, reason="Nhầm đơn vị", by=None, at=NOW)


def said(concern: Concern, *, solved: bool, words: str = "") -> Concern:
    actions.judge_answer(concern=concern, solved=solved, words=words, is_working_day=is_working_day, at=NOW)
    concern.refresh_from_db()
    return concern


def test_solved_closes_it(world: World) -> None:
    concern = said(answered(raised(world.school)), solved=True, words="Cảm ơn.")
    assert (concern.state, concern.solved, concern.verdict) == ("settled", True, "Cảm ơn.")
    said(concern, solved=False)
    assert concern.solved is True, "said twice changes nothing"


def test_not_solved_opens_it_again_once(world: World) -> None:
    concern = said(answered(raised(world.school)), solved=False, words="Vẫn phải chờ.")
    assert (concern.state, concern.reopened_on, concern.due_on) == ("reopened", TODAY, date(2026, 11, 30))
    assert said(concern, solved=False).state == ConcernState.REOPENED
    assert Notice.objects.filter(kind="concern_reopened").count() == 2
    answered(concern)
    assert concern.answered_again_on == TODAY
    said(concern, solved=False)
    assert (concern.state, concern.solved, concern.verdict) == ("settled", False, "Vẫn phải chờ.")
    with pytest.raises(MovedMeanwhile):
        actions.judge_answer(concern=raised(world.school), solved=True, words="", is_working_day=is_working_day, at=NOW)


def test_timeliness_counts_the_second_answer_too(world: World) -> None:
    year, later = (date(2026, 1, 1), date(2026, 12, 31)), date(2027, 1, 4)
    raised(world.school)
    good = said(answered(raised(world.school)), solved=False)
    late = answered(raised(world.school))
    Concern.objects.filter(pk=late.pk).update(answered_on=date(2026, 12, 9))
    unit = world.school.pk
    told = timeliness([unit, world.clinic.pk], *year, TODAY)
    assert set(told) == {unit} and (told[unit].received, told[unit].in_time, told[unit].late) == (3, 0, 1)
    told = timeliness([unit], *year, later)[unit]
    assert (told.in_time, told.late) == (0, 3), "nobody answered the first, nor again the second"
    answered(good)
    assert timeliness([unit], *year, later)[unit].in_time == 1


def test_an_answer_goes_to_the_address_that_was_left_once(world: World, settings, run_queued) -> None:
    settings.EMAIL_BACKEND = MAIL
    concern = answered(raised(world.school, "lan@vidu.vn"))
    reply = Answer.objects.get()
    send_answer.enqueue(reply.pk, "https://y-kien.vidu.vn/")
    send_answer.enqueue(reply.pk, "https://y-kien.vidu.vn/")
    assert run_queued() == 2
    [letter] = mail.outbox
    code = receipt_of(concern.client_id)
    assert letter.to == ["lan@vidu.vn"] and ANSWER in letter.body
    assert f"https://y-kien.vidu.vn/phan-anh/xem/{code}/" in letter.body and code not in letter.subject
    reply.refresh_from_db()
    assert reply.mailed_at and Event.objects.filter(verb="concern.mail_answer", facts={}).count() == 1


@pytest.mark.parametrize(("contact", "backend"), [("0912345678", MAIL), ("lan@vidu.vn", "x.dummy.EmailBackend")])
def test_nothing_is_sent_without_address_or_post(world: World, settings, contact: str, backend: str) -> None:
    settings.EMAIL_BACKEND = backend
    answered(raised(world.school, contact))
    reply = Answer.objects.select_related("concern").get()
    assert actions.mail_answer(answer=reply, site="/", at=NOW) is False and not mail.outbox


def test_an_answer_that_another_worker_sends_is_left_to_it(world: World, settings) -> None:
    settings.EMAIL_BACKEND = MAIL
    answered(raised(world.school, "lan@vidu.vn"))
    reply = Answer.objects.select_related("concern__unit").get()
    Answer.objects.update(mailed_at=NOW)
    assert actions.mail_answer(answer=reply, site="/", at=NOW) is False and not mail.outbox
