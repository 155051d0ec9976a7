"""What every act of this room begins and ends with: the list of the unit, held still, and the Event."""

from datetime import datetime

from namkhong.campaigns.actions.duties import refuse_when_closed
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.registrations.models import Covenant, JointList, Registration
from namkhong.registrations.rules import SHORTEST_REASON, says_why
from namkhong.registrations.states import GONE_UP, RegistrationState


class ListGoneUp(DomainError):
    sentence = (
        "Danh sách chung của đơn vị đã gửi lên cấp trên nên không thay đổi được. "
        "Nếu danh sách còn chờ duyệt, hãy rút về trước."
    )


class ReasonTooShort(DomainError):
    sentence = "Hãy ghi rõ lý do (ít nhất {least} chữ cái) để bên nhận biết cần sửa gì."


def hold_list(campaign: int, unit: int, year: int) -> JointList:
    """The list of a unit, begun where there is none, held still until the transaction ends. Raises: CampaignClosed."""
    refuse_when_closed(campaign)
    made, _ = JointList.objects.get_or_create(campaign_id=campaign, unit_id=unit, year=year)
    rows = JointList.objects.select_for_update(of=("self",)).select_related("campaign", "unit", "to_unit")
    return rows.get(pk=made.pk)


def hold_own_list(campaign: int, unit: int, year: int) -> JointList:
    """The same while what is on it may still change, and to change it. Raises: ListGoneUp, CampaignClosed."""
    joint = hold_list(campaign, unit, year)
    if joint.state in GONE_UP:
        raise ListGoneUp()
    if joint.state == RegistrationState.REFUSED:
        JointList.objects.filter(pk=joint.pk).update(mended=True)
    return joint


def told_why(reason: str) -> str:
    """The reason, tidied. Raises: ReasonTooShort."""
    if not says_why(reason):
        raise ReasonTooShort(least=SHORTEST_REASON)
    return reason.strip()


def note(verb: str, row: Registration | JointList | Covenant, by: Person | None, at: datetime, **facts: object) -> None:
    """Write the Event of a registration, a list or a covenant."""
    kinds = {Registration: "registration", JointList: "joint_list", Covenant: "covenant"}
    record(
        verb=verb,
        subject_kind=kinds[type(row)],
        subject_id=row.pk,
        at=at,
        by=by.pk if by else None,
        unit=row.unit_id,
        facts=facts,
    )
