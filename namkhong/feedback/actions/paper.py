"""Keying in paper sheets: pile by pile, a tenth again by somebody else, then into the box together."""

import secrets
from datetime import datetime

from django.db import transaction

from namkhong.feedback.box import put
from namkhong.feedback.models import Pile, PileSheet, Point, SpentCode
from namkhong.feedback.queries.paper import agreement_of, batch_known, keyed, sheets_of, spent_sheets
from namkhong.feedback.rules.ballots import Rating, ballot_number, mark_of
from namkhong.feedback.rules.codes import CodeName
from namkhong.feedback.rules.drawing import drawn
from namkhong.feedback.rules.evidence import by_one_time_code
from namkhong.feedback.rules.paper import again
from namkhong.feedback.states import CLOSE_KEYING, PUT_IN, REOPEN_KEYING, Lowered, PileState
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile, make
from namkhong.journal.actions import record
from namkhong.people.models import Person


class NotOurs(DomainError):
    sentence = "Mã này không đúng, hoặc thuộc điểm lấy ý kiến khác. Hãy xem lại từng ký tự trên tờ giấy."


class AlreadyRated(DomainError):
    sentence = "Mã này đã được dùng để chấm điểm (qua điện thoại, hoặc đã đưa vào trước đây). Tờ này không tính nữa."


class AlreadyKeyed(DomainError):
    sentence = "Tờ này đã được nhập rồi và đang chờ đưa vào. Hãy để sang bên."


class NothingKeyed(DomainError):
    sentence = "Chưa nhập tờ nào. Hãy nhập ít nhất một tờ."


class SamePerson(DomainError):
    sentence = "Tờ này do chính ông/bà nhập lần đầu. Người khác phải nhập lại thì mới kiểm tra được."


class NotToBeChecked(DomainError):
    sentence = "Tờ này không nằm trong số được bốc thăm để nhập lại."


class NotCheckedYet(DomainError):
    sentence = "Còn {left} tờ phải nhập lại trước khi đưa vào."


class StillDiffering(DomainError):
    sentence = "Còn {left} tờ hai người đọc khác nhau. Hãy xem lại tờ giấy và chọn điểm ghi trên đó."


class SomeSpent(DomainError):
    sentence = "Có {count} tờ mà mã đã được dùng để chấm qua điện thoại sau khi nhập. Hãy bỏ các dòng đánh dấu."


@transaction.atomic
def begin_pile(*, point: Point, by: Person | None, at: datetime) -> Pile:
    """A new pile. A closed point may still have paper lying about."""
    pile = Pile.objects.create(point=point, made_at=at, made_by=by)
    _record("pile.begin", pile, by, at)
    return pile


@transaction.atomic
def key_in(*, pile: Pile, code: CodeName | None, score: int, words: str, by: Person | None, at: datetime) -> str:
    """Take down one sheet; why it will count in a lower class, or "". Not an Event each: nothing counts yet.

    Raises: NotOurs, AlreadyRated, AlreadyKeyed, MovedMeanwhile when the pile is not being keyed.
    """
    _locked(pile, PileState.KEYING)
    judged = by_one_time_code(code, batch_known(code), pile.point_id, at.date())
    if code is None or judged.lowered == Lowered.WRONG:
        raise NotOurs
    if SpentCode.objects.filter(batch=code.batch, serial=code.serial).exists():
        raise AlreadyRated
    if PileSheet.objects.filter(batch=code.batch, serial=code.serial).exists():
        raise AlreadyKeyed
    PileSheet.objects.create(
        pile=pile,
        batch_id=code.batch,
        serial=code.serial,
        score=score,
        words=words,
        keyed_at=at,
        keyed_by=by,
    )
    return judged.lowered


@transaction.atomic
def drop_sheet(*, sheet: PileSheet, by: Person | None, at: datetime) -> None:
    """Take a sheet out of its pile before it counts; while the pile is being checked only one whose code was used.

    Raises: MovedMeanwhile.
    """
    spent = SpentCode.objects.filter(batch=sheet.batch_id, serial=sheet.serial).exists()
    _locked(sheet.pile, PileState.KEYING, *([PileState.CHECKING] if spent else []))
    sheet.delete()
    _record("pile.drop_sheet", sheet.pile, by, at)


@transaction.atomic
def close_keying(*, pile: Pile, by: Person | None, at: datetime) -> None:
    """Every sheet is in; a tenth is drawn to be keyed again. Raises: NothingKeyed, MovedMeanwhile."""
    numbers = list(sheets_of(pile.pk).values_list("pk", flat=True))
    if not numbers:
        raise NothingKeyed
    seed = secrets.token_hex(8)
    make(CLOSE_KEYING, Pile.objects.filter(pk=pile.pk), seed=seed)
    chosen = [numbers[place - 1] for place in drawn(seed, len(numbers), again(len(numbers)))]
    PileSheet.objects.filter(pk__in=chosen).update(chosen=True)
    _record("pile.close_keying", pile, by, at, sheets=len(numbers), again=len(chosen))


@transaction.atomic
def reopen_keying(*, pile: Pile, by: Person | None, at: datetime) -> None:
    """Back to keying, where too much was wrong; what was keyed again is forgotten. Raises: MovedMeanwhile."""
    make(REOPEN_KEYING, Pile.objects.filter(pk=pile.pk), seed="")
    PileSheet.objects.filter(pile=pile).update(chosen=False, second_score=None, second_by=None, settled_score=None)
    _record("pile.reopen_keying", pile, by, at)


@transaction.atomic
def key_again(*, pile: Pile, code: CodeName | None, score: int, by: Person | None, at: datetime) -> bool:
    """The second reading of a sheet that was drawn; whether both agree. Nothing counts yet, so it is not an Event.

    Raises: NotToBeChecked, SamePerson, MovedMeanwhile when it was keyed again already.
    """
    _locked(pile, PileState.CHECKING)
    chosen = PileSheet.objects.filter(pile=pile, chosen=True)
    sheet = chosen.filter(batch=code.batch, serial=code.serial).first() if code else None
    if sheet is None:
        raise NotToBeChecked
    if by is None or sheet.keyed_by_id == by.pk:
        raise SamePerson
    if PileSheet.objects.filter(pk=sheet.pk, second_score=None).update(second_score=score, second_by=by) != 1:
        raise MovedMeanwhile
    return sheet.score == score


@transaction.atomic
def settle_sheet(*, sheet: PileSheet, score: int, by: Person | None, at: datetime) -> None:
    """What stands on the paper where two people read different scores. Raises: MovedMeanwhile."""
    _locked(sheet.pile, PileState.CHECKING)
    if not keyed(sheet).differs:
        raise MovedMeanwhile
    PileSheet.objects.filter(pk=sheet.pk).update(settled_score=score)
    _record("pile.settle_sheet", sheet.pile, by, at)


@transaction.atomic
def put_in(*, pile: Pile, by: Person | None, at: datetime) -> int:
    """All sheets of a pile go into the box, or none does; how many. The sheets themselves are then forgotten.

    Raises: NotCheckedYet, StillDiffering, SomeSpent, MovedMeanwhile.
    """
    _locked(pile, PileState.CHECKING)
    sheets = list(sheets_of(pile.pk))
    _ready(sheets, pile)
    found = agreement_of(sheets)
    told = {"sheets": len(sheets), "twice": found.twice, "differing": found.differing}
    make(PUT_IN, Pile.objects.filter(pk=pile.pk), put_at=at, put_by=by, **told)
    put([_rating(sheet, pile.point, at) for sheet in sheets])
    PileSheet.objects.filter(pile=pile).delete()
    _record("pile.put_in", pile, by, at, **told)
    return len(sheets)


def _ready(sheets: list[PileSheet], pile: Pile) -> None:
    if not sheets:
        raise NothingKeyed
    if left := sum(sheet.chosen and sheet.second_score is None for sheet in sheets):
        raise NotCheckedYet(left=left)
    if left := sum(keyed(sheet).open for sheet in sheets):
        raise StillDiffering(left=left)
    if spent := spent_sheets(pile.pk):
        raise SomeSpent(count=len(spent))


def _rating(sheet: PileSheet, point: Point, at: datetime) -> Rating:
    score = keyed(sheet).score
    code = CodeName(sheet.batch_id, sheet.serial)
    judged = by_one_time_code(code, batch_known(code), point.pk, sheet.keyed_at.date())
    return Rating(
        id=ballot_number(int(at.timestamp()) // 3600, secrets.token_bytes(13)),
        mark=mark_of(point.pk, score, sheet.words),
        unit=point.unit_id,
        point=point.pk,
        day=at.date().isoformat(),
        hour=at.hour,
        score=score,
        evidence=judged.evidence,
        words=sheet.words,
        lowered=judged.lowered,
        code=judged.code,
    )


def _locked(pile: Pile, *states: str) -> None:
    """Nobody else moves the pile meanwhile. Raises: MovedMeanwhile when it is in another state."""
    if not Pile.objects.select_for_update().filter(pk=pile.pk, state__in=states).exists():
        raise MovedMeanwhile


def _record(verb: str, pile: Pile, by: Person | None, at: datetime, **facts: int) -> None:
    record(
        verb=verb,
        subject_kind="pile",
        subject_id=pile.pk,
        at=at,
        by=by.pk if by else None,
        unit=pile.point.unit_id,
        facts=facts,
    )
