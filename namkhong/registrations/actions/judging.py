"""The registration of a person: sent, taken back, approved, refused with a reason, judged anew; one or many."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile, make
from namkhong.journal.actions import begin_batch, mark_undone, record_each, tell
from namkhong.journal.models import Batch
from namkhong.people.models import Account, Person
from namkhong.registrations import states
from namkhong.registrations.actions.ground import hold_own_list, note, told_why
from namkhong.registrations.actions.writing import Place
from namkhong.registrations.models import Registration
from namkhong.registrations.states import RegistrationState


class NotLookedAt(DomainError):
    sentence = "Bản này chép từ năm trước và chưa ai xem lại. Hãy mở ra xem, sửa nếu cần, rồi lưu trước khi gửi."


class OwnRegistration(DomainError):
    sentence = "Không ai tự duyệt đăng ký của chính mình."


class GoesWithTheList(DomainError):
    sentence = "Đăng ký của đơn vị gửi cùng danh sách chung, không gửi riêng."


class NothingToSend(DomainError):
    sentence = "Không có bản nào gửi được. Bản chép từ năm trước phải được mở ra xem trước."


class NothingToApprove(DomainError):
    sentence = "Không có đăng ký nào duyệt được trong số đã chọn."


def send(*, row: Registration, by: Person | None, at: datetime) -> None:
    """Hand a person's registration in at the unit.

    Raises: GoesWithTheList, NotLookedAt, ListGoneUp, MovedMeanwhile, CampaignClosed.
    """
    if row.person_id is None:
        raise GoesWithTheList()
    with transaction.atomic():
        hold_own_list(row.campaign_id, row.unit_id, row.year)
        rows = Registration.objects.filter(pk=row.pk)
        if rows.filter(unread=True).exists():
            raise NotLookedAt()
        make(states.SEND, rows, sent_at=at, reason="", judged_at=None, judged_by=None)
        note("registration.send", row, by, at)


def send_all(*, place: Place, by: Person | None, at: datetime) -> int:
    """Hand in every draft of the unit's people that has been looked at; those refused wait for a change of their own.

    Returns how many. Raises: NothingToSend, ListGoneUp, CampaignClosed.
    """
    with transaction.atomic():
        hold_own_list(place.campaign.pk, place.unit.pk, place.year)
        ready = _of_people(place).filter(state=RegistrationState.NOT_SENT, unread=False)
        numbers = list(ready.order_by("pk").values_list("pk", flat=True))
        if not numbers:
            raise NothingToSend()
        Registration.objects.filter(pk__in=numbers).update(state=states.SEND.to, sent_at=at)
        _record_all("registration.send", place, numbers, by, at)
    return len(numbers)


def recall(*, row: Registration, by: Person | None, at: datetime) -> None:
    """Take a person's registration back that nobody has judged yet. Raises: ListGoneUp, MovedMeanwhile."""
    with transaction.atomic():
        hold_own_list(row.campaign_id, row.unit_id, row.year)
        make(states.RECALL, _one_of_a_person(row), sent_at=None)
        note("registration.recall", row, by, at)


def approve(*, row: Registration, by: Person | None, at: datetime) -> None:
    """Let a person's registration go into the joint list. Raises: OwnRegistration, ListGoneUp, MovedMeanwhile."""
    _refuse_own(row, by)
    with transaction.atomic():
        hold_own_list(row.campaign_id, row.unit_id, row.year)
        make(states.APPROVE, _one_of_a_person(row), judged_at=at, judged_by=by, judged_in=None)
        note("registration.approve", row, by, at)


def refuse(*, row: Registration, reason: str, by: Person | None, at: datetime) -> None:
    """Hand a person's registration back with what is to be changed.

    Raises: ReasonTooShort, OwnRegistration, ListGoneUp, MovedMeanwhile.
    """
    why = told_why(reason)
    _refuse_own(row, by)
    with transaction.atomic():
        hold_own_list(row.campaign_id, row.unit_id, row.year)
        make(states.REFUSE, _one_of_a_person(row), reason=why, judged_at=at, judged_by=by, judged_in=None)
        note("registration.refuse", row, by, at)
        _tell_whom(row, why, at)


def revoke(*, row: Registration, by: Person | None, at: datetime) -> None:
    """Undo a judgement, whichever it was: the registration waits again.

    Raises: OwnRegistration, ListGoneUp, MovedMeanwhile.
    """
    _refuse_own(row, by)
    with transaction.atomic():
        hold_own_list(row.campaign_id, row.unit_id, row.year)
        make(states.REVOKE, _one_of_a_person(row), reason="", judged_at=None, judged_by=None, judged_in=None)
        note("registration.revoke", row, by, at)


def approve_many(*, place: Place, rows: Sequence[int] | None, by: Person | None, at: datetime) -> Batch:
    """Approve those of a unit's people that wait, of `rows` (numbers) or all; one's own is passed over.

    Raises: NothingToApprove, ListGoneUp, CampaignClosed.
    """
    chosen = Q() if rows is None else Q(pk__in=rows)
    not_own = ~Q(person=by) if by else Q()
    with transaction.atomic():
        hold_own_list(place.campaign.pk, place.unit.pk, place.year)
        waiting = _of_people(place).filter(chosen, not_own, state__in=states.APPROVE.frm)
        numbers = list(waiting.order_by("pk").values_list("pk", flat=True))
        if not numbers:
            raise NothingToApprove()
        batch = begin_batch(kind="registrations", by=by.pk if by else None, at=at)
        done = {"state": states.APPROVE.to, "judged_at": at, "judged_by": by, "judged_in": batch}
        Registration.objects.filter(pk__in=numbers).update(**done)
        _record_all("registration.approve", place, numbers, by, at)
    return batch


def undo_approvals(*, place: Place, batch: Batch, by: Person | None, at: datetime) -> int:
    """Undo one approval of many: those that stand as it left them wait again. Returns how many.

    Raises: ListGoneUp, MovedMeanwhile where nothing of it is left.
    """
    with transaction.atomic():
        hold_own_list(place.campaign.pk, place.unit.pk, place.year)
        rows = _of_people(place).filter(judged_in=batch, state=RegistrationState.APPROVED)
        numbers = list(rows.order_by("pk").values_list("pk", flat=True))
        if not numbers:
            raise MovedMeanwhile()
        back = {"state": states.REVOKE.to, "judged_at": None, "judged_by": None, "judged_in": None}
        Registration.objects.filter(pk__in=numbers).update(**back)
        mark_undone(batch=batch.pk, by=by.pk if by else None, at=at)
        _record_all("registration.revoke", place, numbers, by, at)
    return len(numbers)


def _of_people(place: Place) -> QuerySet[Registration]:
    rows = Registration.objects.filter(campaign=place.campaign, unit=place.unit, year=place.year)
    return rows.exclude(person=None)


def _one_of_a_person(row: Registration) -> QuerySet[Registration]:
    return Registration.objects.filter(pk=row.pk).exclude(person=None)


def _refuse_own(row: Registration, by: Person | None) -> None:
    if by is not None and row.person_id == by.pk:
        raise OwnRegistration()


def _tell_whom(row: Registration, why: str, at: datetime) -> None:
    """The person himself, where he can sign in, and whoever wrote it for him."""
    people = [number for number in (row.person_id, row.written_by_id) if number]
    able = Account.objects.filter(person__in=people).order_by().values_list("person", flat=True)
    tell(
        people=able,
        kind="registration_refused",
        at=at,
        url=reverse("registrations:registration", args=[row.pk]),
        facts={"name": row.campaign.name, "reason": why},
    )


def _record_all(verb: str, place: Place, numbers: Sequence[int], by: Person | None, at: datetime) -> None:
    subjects = [(number, place.unit.pk) for number in numbers]
    record_each(verb=verb, subject_kind="registration", subjects=subjects, at=at, by=by.pk if by else None)
