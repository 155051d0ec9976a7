"""Tickets, concerns, sums of ratings and duties to explain for the tests of this room."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from uuid import UUID

from django.conf import settings

from namkhong.feedback.box import put
from namkhong.feedback.models import Point, Tally
from namkhong.feedback.rules.codes import derived_key
from namkhong.feedback.rules.invitations import Invitation, write_invitation
from namkhong.foundation.days import shifted
from namkhong.law.queries import is_working_day
from namkhong.redress import actions
from namkhong.redress.actions import ConcernDraft
from namkhong.redress.models import Concern, Remedy
from namkhong.units.models import Unit
from tests.feedback.given import point_at, rating
from tests.world import NOW, TODAY

WORDS = "Chờ từ sáng đến trưa mà không ai gọi tên."
ANSWER = "Quầy đã thêm một người tiếp nhận vào buổi sáng. Xin lỗi ông bà."
_numbers = count(1)


def invitation_at(point: Point, *, day: date = TODAY, score: int = 1) -> Invitation:
    """What the page of thanks would offer."""
    return Invitation(point.pk, day, score, next(_numbers).to_bytes(8, "big"))


def ticket(invitation: Invitation) -> str:
    """The same as it stands in the address."""
    return write_invitation(derived_key(settings.SECRET_KEY, "invitation"), invitation)


def page_id() -> UUID:
    """The number of a page that was opened."""
    return UUID(int=next(_numbers))


def raised(unit: Unit | Point, contact: str = "", words: str = WORDS, **more: object) -> Concern:
    """A concern about a unit, or about a point of it, as it is after it was taken in."""
    point = unit if isinstance(unit, Point) else point_at(unit, desk="Quầy số 3")
    draft = ConcernDraft(words, contact)
    what = {"invitation": invitation_at(point), "client_id": page_id(), "at": NOW} | more
    return actions.raise_concern(draft=draft, is_working_day=is_working_day, **what)


def answered(concern: Concern) -> Concern:
    """The unit has answered."""
    actions.answer(concern=concern, words=ANSWER, by=None, at=NOW)
    concern.refresh_from_db()
    return concern


def tallied(unit: Unit, month: int, scores: Iterable[int], evidence: str = "A") -> None:
    """Sums of a month, the unit's own and the same below it: how many gave 1, 2, 3, 4 and 5."""
    named = {f"{whose}_n{place}": many for whose in ("own", "all") for place, many in enumerate(scores, 1)}
    Tally.objects.update_or_create(unit=unit, month=month, evidence=evidence, defaults=named)


LOW = (20, 10, 5, 10, 15)
"""25 of 60 satisfied: surely under 70 per cent."""


def burst_at(point: Point, day: date, low: int, good: int) -> None:
    """Ratings with a code of one day at one desk."""
    given = [rating(point, score=1, day=day, evidence="A") for _ in range(low)]
    put([*given, *(rating(point, score=5, day=day, evidence="A") for _ in range(good))])


def owed(unit: Unit, month: int = 202610) -> Remedy:
    """A month that the unit must explain."""
    tallied(unit, month, LOW)
    actions.open_remedies(month=month, is_working_day=is_working_day, at=NOW)
    return Remedy.objects.select_related("unit").get(unit=unit, month=month)


def soon() -> date:
    """A working day in some weeks."""
    return shifted(TODAY + timedelta(days=21), is_working_day)
