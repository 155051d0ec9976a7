"""The joint list of a unit: sent up, taken back, approved, refused with a reason; and the duty it fulfils."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from namkhong.campaigns.actions.duties import Deed, fulfil, refuse_when_closed, withdraw
from namkhong.campaigns.models import Campaign, Duty, JoinedDuty
from namkhong.campaigns.states import DutyKind, DutyState
from namkhong.foundation.clock import VIETNAM
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import Move, MovedMeanwhile, make
from namkhong.journal.actions import begin_batch, mark_undone, record_each, tell, tell_each
from namkhong.journal.models import Batch
from namkhong.people.models import Person
from namkhong.people.queries import officers_of, officers_of_each
from namkhong.registrations import states
from namkhong.registrations.actions.ground import hold_list, hold_own_list, note, told_why
from namkhong.registrations.actions.judging import NothingToApprove
from namkhong.registrations.actions.writing import Place
from namkhong.registrations.models import JointList, Registration
from namkhong.registrations.queries.eligible import clean_lists
from namkhong.registrations.queries.unit import held_by
from namkhong.registrations.rules import remarks
from namkhong.registrations.states import RegistrationState
from namkhong.units.models import Unit
from namkhong.units.queries import parent


class NotReady(DomainError):
    sentence = "Chưa gửi được. {first}"


class MendedMeanwhile(DomainError):
    sentence = "Đơn vị đã bắt đầu sửa danh sách nên không bỏ được kết quả từ chối nữa. Hãy đợi đơn vị gửi lại."


def send_list(*, place: Place, by: Person | None, at: datetime) -> JointList:
    """Send a unit's own registration and its approved people to the unit above; its duty to register is done.

    Raises: NotReady, ListGoneUp, MovedMeanwhile, CampaignClosed.
    """
    on = at.astimezone(VIETNAM).date()
    with transaction.atomic():
        joint = hold_own_list(place.campaign.pk, place.unit.pk, place.year)
        found = remarks(held_by(place.campaign, place.unit.pk, place.year, on), on)
        blocking = [remark.sentence for remark in found if remark.blocking]
        above = parent(place.unit.pk, place.campaign.line, on)
        if blocking or above is None:
            raise NotReady(first=blocking[0])
        cleared = {"reason": "", "judged_at": None, "judged_by": None, "judged_in": None}
        make(states.SEND, _one(joint), to_unit=above, sent_at=at, sent_by=by, mended=False, **cleared)
        _own(joint).filter(state__in=states.SEND.frm).update(state=states.SEND.to, sent_at=at, **cleared)
        joint.refresh_from_db()
        _fulfil_duties(joint, by, at)
        note("joint_list.send", joint, by, at, people=_people_on(joint))
        _tell(officers_of(above.pk, on), "registrations_sent", joint, at)
    return joint


def recall_list(*, joint: JointList, by: Person | None, at: datetime) -> None:
    """Take a list back that the unit above has not judged; the duty is open again. Raises: MovedMeanwhile."""
    with transaction.atomic():
        joint = hold_list(joint.campaign_id, joint.unit_id, joint.year)
        make(states.RECALL, _one(joint), to_unit=None, sent_at=None, sent_by=None)
        _own(joint).filter(state__in=states.RECALL.frm).update(state=states.RECALL.to, sent_at=None)
        _reopen_duties(joint, by, at)
        note("joint_list.recall", joint, by, at)


def approve_list(*, joint: JointList, by: Person | None, at: datetime) -> None:
    """Accept a list as it is. Raises: MovedMeanwhile, CampaignClosed."""
    with transaction.atomic():
        joint = hold_list(joint.campaign_id, joint.unit_id, joint.year)
        _judge(states.APPROVE, joint, by, at)
        note("joint_list.approve", joint, by, at)
        _tell(officers_of(joint.unit_id, at.date()), "registrations_approved", joint, at)


def refuse_list(*, joint: JointList, reason: str, by: Person | None, at: datetime) -> None:
    """Hand a list back with what is to be changed; the unit owes it again. Raises: ReasonTooShort, MovedMeanwhile."""
    why = told_why(reason)
    with transaction.atomic():
        joint = hold_list(joint.campaign_id, joint.unit_id, joint.year)
        _judge(states.REFUSE, joint, by, at, reason=why)
        _reopen_duties(joint, by, at)
        note("joint_list.refuse", joint, by, at)
        _tell(officers_of(joint.unit_id, at.date()), "registrations_refused", joint, at, reason=why)


def revoke_list(*, joint: JointList, by: Person | None, at: datetime) -> None:
    """Undo a judgement, whichever it was: the list waits again as it was sent.

    Raises: MendedMeanwhile, MovedMeanwhile, CampaignClosed.
    """
    with transaction.atomic():
        joint = hold_list(joint.campaign_id, joint.unit_id, joint.year)
        if joint.state == RegistrationState.REFUSED and joint.mended:
            raise MendedMeanwhile()
        cleared = {"reason": "", "judged_at": None, "judged_by": None, "judged_in": None}
        make(states.REVOKE, _one(joint), **cleared)
        _own(joint).filter(state__in=states.REVOKE.frm).update(state=states.REVOKE.to, **cleared)
        if joint.state == RegistrationState.REFUSED:
            _fulfil_duties(joint, by, at)
        note("joint_list.revoke", joint, by, at)


def approve_lists(
    *, campaign: Campaign, year: int, to_unit: Unit, lists: Sequence[int] | None, by: Person | None, at: datetime
) -> Batch:
    """Approve many lists that a unit received: those of `lists` (numbers) that wait, or all that nothing speaks
    against. Raises: NothingToApprove, CampaignClosed.
    """
    with transaction.atomic():
        refuse_when_closed(campaign.pk)
        received = JointList.objects.filter(campaign=campaign, year=year, to_unit=to_unit)
        waiting = received.filter(state__in=states.APPROVE.frm)
        chosen = clean_lists(waiting, at.date()) if lists is None else waiting.filter(pk__in=lists)
        rows = list(chosen.select_for_update(of=("self",)).order_by("pk").values_list("pk", "unit"))
        if not rows:
            raise NothingToApprove()
        batch = begin_batch(kind="joint-lists", by=by.pk if by else None, at=at)
        numbers = [pk for pk, _ in rows]
        done = {"state": states.APPROVE.to, "judged_at": at, "judged_by": by, "judged_in": batch}
        JointList.objects.filter(pk__in=numbers).update(**done)
        _own_of(campaign, year, rows).filter(state__in=states.APPROVE.frm).update(**done)
        _record_all("joint_list.approve", rows, by, at)
        told = officers_of_each([unit for _, unit in rows], at.date())
        facts = {"name": campaign.name, "year": year}
        url = reverse("registrations:campaign", args=[campaign.pk, year])
        everybody = sorted({person for people in told.values() for person in people})
        tell_each(told=((person, facts) for person in everybody), kind="registrations_approved", at=at, url=url)
    return batch


def undo_lists(*, campaign: Campaign, year: int, batch: Batch, by: Person | None, at: datetime) -> int:
    """Undo one approval of many: the lists that stand as it left them wait again. Returns how many.

    Raises: MovedMeanwhile where nothing of it is left, CampaignClosed.
    """
    with transaction.atomic():
        refuse_when_closed(campaign.pk)
        left = JointList.objects.filter(campaign=campaign, year=year, judged_in=batch, state=RegistrationState.APPROVED)
        rows = list(left.select_for_update(of=("self",)).order_by("pk").values_list("pk", "unit"))
        if not rows:
            raise MovedMeanwhile()
        back = {"state": states.REVOKE.to, "judged_at": None, "judged_by": None, "judged_in": None}
        JointList.objects.filter(pk__in=[pk for pk, _ in rows]).update(**back)
        _own_of(campaign, year, rows).filter(judged_in=batch).update(**back)
        mark_undone(batch=batch.pk, by=by.pk if by else None, at=at)
        _record_all("joint_list.revoke", rows, by, at)
    return len(rows)


def _judge(step: Move, joint: JointList, by: Person | None, at: datetime, reason: str = "") -> None:
    fields = {"reason": reason, "judged_at": at, "judged_by": by, "judged_in": None}
    make(step, _one(joint), **fields)
    _own(joint).filter(state__in=step.frm).update(state=step.to, **fields)


def _one(joint: JointList) -> QuerySet[JointList]:
    return JointList.objects.filter(pk=joint.pk)


def _own(joint: JointList) -> QuerySet[Registration]:
    """The unit's own registration, which goes with its list."""
    return Registration.objects.filter(campaign=joint.campaign_id, unit=joint.unit_id, year=joint.year, person=None)


def _own_of(campaign: Campaign, year: int, rows: Sequence[tuple[int, int]]) -> QuerySet[Registration]:
    units = [unit for _, unit in rows]
    return Registration.objects.filter(campaign=campaign, year=year, unit__in=units, person=None)


def _people_on(joint: JointList) -> int:
    rows = Registration.objects.filter(campaign=joint.campaign_id, unit=joint.unit_id, year=joint.year)
    return rows.exclude(person=None).filter(state=RegistrationState.APPROVED).count()


def _fulfil_duties(joint: JointList, by: Person | None, at: datetime) -> None:
    """The unit's open duties to register are done on the day the list was sent; one answered elsewhere stays so."""
    sent = (joint.sent_at or at).astimezone(VIETNAM).date()
    rows = Duty.objects.filter(campaign=joint.campaign_id, unit=joint.unit_id, year=joint.year, state=DutyState.OPEN)
    rows = rows.filter(definition__kind=DutyKind.REGISTER).exclude(pk__in=JoinedDuty.objects.values("duty"))
    duties = list(rows.select_related("definition").order_by("pk"))
    deed = Deed(done_on=sent, note="Gửi danh sách đăng ký thi đua.", count=_people_on(joint))
    for duty in duties:
        fulfil(duty=duty, deed=deed, by=by, at=at)
    _one(joint).update(duties=[duty.pk for duty in duties])


def _reopen_duties(joint: JointList, by: Person | None, at: datetime) -> None:
    """Duties that the sending fulfilled are open again; one withdrawn or joined since is left as it is."""
    rows = Duty.objects.filter(pk__in=joint.duties, state=DutyState.FULFILLED)
    rows = rows.exclude(pk__in=JoinedDuty.objects.values("duty"))
    for duty in rows.select_related("definition").order_by("pk"):
        withdraw(duty=duty, by=by, at=at)
    _one(joint).update(duties=[])


def _tell(people: Sequence[int], kind: str, joint: JointList, at: datetime, **facts: object) -> None:
    tell(
        people=people,
        kind=kind,
        at=at,
        url=reverse("registrations:unit", args=[joint.campaign_id, joint.year, joint.unit_id]),
        facts={"name": joint.campaign.name, "year": joint.year, "unit": joint.unit_id, **facts},
    )


def _record_all(verb: str, rows: Sequence[tuple[int, int]], by: Person | None, at: datetime) -> None:
    record_each(verb=verb, subject_kind="joint_list", subjects=rows, at=at, by=by.pk if by else None)
