"""The duty "ký bản cam kết 100 %" is done when everybody at the unit has signed."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F

from namkhong.campaigns import actions as campaigns
from namkhong.campaigns.models import Duty
from namkhong.campaigns.states import DutyKind
from namkhong.foundation.errors import DomainError
from namkhong.pledges.models import Coverage, Round

NOTE = "Mọi người trong danh sách đã ký bản cam kết."


def fulfil_complete(*, round: Round, units: Collection[int] | None, at: datetime) -> int:
    """Fulfil the open pledge duties of units (None: of all) whose own people have all signed; returns how many.

    A duty that cannot be fulfilled now (it is answered together with another one, the campaign has ended) stays as it
    is; one that is fulfilled stays so when somebody joins the unit later.
    """
    duties = Duty.objects.filter(campaign=round.campaign_id, year=round.year, definition__kind=DutyKind.PLEDGE).open()
    complete = Coverage.objects.filter(round=round, own_obliged__gt=0, own_signed=F("own_obliged"))
    done = 0
    for some in _portions(units):
        asked = complete if some is None else complete.filter(unit__in=some)
        signed = dict(asked.filter(unit__in=duties.values("unit")).values_list("unit", "own_signed"))
        for duty in duties.filter(unit__in=signed).select_related("definition", "campaign").order_by("pk"):
            deed = campaigns.Deed(done_on=at.date(), note=NOTE, count=signed[duty.unit_id])
            done += _fulfilled(duty, deed, at)
    return done


def _portions(units: Collection[int] | None) -> list[list[int] | None]:
    if units is None:
        return [None]
    asked = sorted(units)
    return [asked[start : start + 5000] for start in range(0, len(asked), 5000)]


def _fulfilled(duty: Duty, deed: campaigns.Deed, at: datetime) -> bool:
    try:
        campaigns.fulfil(duty=duty, deed=deed, by=None, at=at)
    except DomainError:
        return False
    return True
