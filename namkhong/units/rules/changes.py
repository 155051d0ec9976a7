"""What makes one line of a reorganisation possible, before anybody looks at a tree."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from namkhong.foundation.errors import DomainError
from namkhong.units.states import ChangeKind


class NoSource(DomainError):
    sentence = "Hãy chọn ít nhất một đơn vị cũ."


class SameUnitTwice(DomainError):
    sentence = "“{unit}” được chọn hai lần trong cùng một thay đổi."


class MergeNeedsTwo(DomainError):
    sentence = (
        "Sáp nhập cần ít nhất hai đơn vị cũ khác nhau. Nếu “{unit}” nhập vào một đơn vị đang có, hãy chọn cả hai."
    )


class MergedIntoItself(DomainError):
    sentence = "“{unit}” không thể sáp nhập vào chính mình. Hãy chọn thêm đơn vị khác."


class MergeNeedsOneResult(DomainError):
    sentence = "Sáp nhập cho ra đúng một đơn vị. Nếu có nhiều đơn vị nhận, hãy dùng “Chia, tách” cho từng đơn vị cũ."


class SplitNeedsOneSource(DomainError):
    sentence = "Mỗi lần chia, tách chỉ một đơn vị. Hãy thêm một dòng riêng cho từng đơn vị."


class SplitNeedsTwoResults(DomainError):
    sentence = "Chia, tách “{unit}” phải cho ra ít nhất hai đơn vị."


class SharesNotWhole(DomainError):
    sentence = "Tổng tỷ lệ của các đơn vị nhận từ “{unit}” phải đúng bằng 100 %, hiện là {sum} %."


class NothingLeft(DomainError):
    sentence = "Tỷ lệ đã nhập từ “{unit}” đã đủ 100 %, không còn phần nào cho các đơn vị nhận chưa có tỷ lệ."


class ShareOutOfRange(DomainError):
    sentence = "Tỷ lệ phải lớn hơn 0 % và không quá 100 %."


class RenameNeedsName(DomainError):
    sentence = "Đổi tên chỉ áp dụng cho một đơn vị và cần một tên mới."


class TransferNeedsParent(DomainError):
    sentence = "Hãy chọn một cấp trên mới để chuyển “{unit}” về."


class OneSuccessorAtMost(DomainError):
    sentence = "Chỉ chọn được một đơn vị tiếp nhận. Nếu có nhiều đơn vị, hãy dùng “Chia, tách”."


class WindUpNeedsLine(DomainError):
    sentence = "Hãy chọn tuyến kết thúc hoạt động."


class ResultNeedsName(DomainError):
    sentence = "Đơn vị mới cần có tên và loại đơn vị, hoặc hãy chọn một đơn vị đang có."


class ClosedSource(DomainError):
    sentence = "“{unit}” đã kết thúc hoạt động sau ngày {day:%d/%m/%Y}, không thể đưa vào sắp xếp."


@dataclass(frozen=True, slots=True)
class Source:
    """A unit that goes into a change."""

    number: int
    name: str
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A unit that comes out of a change: one that exists (`number`), or one that is described.

    `referred` says that another part of the reorganisation describes it.
    """

    number: int | None = None
    name: str = ""
    kind: str = ""
    referred: bool = False
    has_parent: bool = False
    share: Decimal | None = None
    closed_on: date | None = None


def check_change(kind: str, line: str, sources: Sequence[Source], results: Sequence[Result]) -> None:
    """Refuse a change that can never be carried out. Raises: the errors of this module."""
    if not sources:
        raise NoSource()
    numbers = [source.number for source in sources]
    if kind == ChangeKind.MERGE and set(numbers) == {result.number for result in results}:
        raise MergedIntoItself(unit=sources[0].name)
    for at, source in enumerate(sources):
        if source.number in numbers[:at]:
            raise SameUnitTwice(unit=source.name)
        if source.closed_on:
            raise ClosedSource(unit=source.name, day=source.closed_on)
    named = [result.number for result in results if result.number is not None]
    for result in results:
        if result.closed_on:
            raise ClosedSource(unit=result.name, day=result.closed_on)
        if named.count(result.number or 0) > 1:
            raise SameUnitTwice(unit=result.name)
    _CHECKS[ChangeKind(kind)](line, sources, results)


def check_shares(unit: str, shares: Sequence[Decimal | None]) -> None:
    """Shares that are all decided add up to exactly 1; where some are open, those that are decided leave something.

    Raises: ShareOutOfRange, SharesNotWhole, NothingLeft.
    """
    decided = [share for share in shares if share is not None]
    if any(not 0 < share <= 1 for share in decided):
        raise ShareOutOfRange()
    total = sum(decided, Decimal(0))
    if len(decided) < len(shares) and total == 1:
        raise NothingLeft(unit=unit)
    if total > 1 or (total < 1 and len(decided) == len(shares)):
        raise SharesNotWhole(unit=unit, sum=f"{total * 100:f}".rstrip("0").rstrip(".").replace(".", ","))


def _merge(_line: str, sources: Sequence[Source], results: Sequence[Result]) -> None:
    if len(sources) < 2:
        raise MergeNeedsTwo(unit=sources[0].name)
    if len(results) != 1:
        raise MergeNeedsOneResult()
    _known(results)


def _split(_line: str, sources: Sequence[Source], results: Sequence[Result]) -> None:
    if len(sources) != 1:
        raise SplitNeedsOneSource()
    if len(results) < 2:
        raise SplitNeedsTwoResults(unit=sources[0].name)
    _known(results)
    check_shares(sources[0].name, [result.share for result in results])


def _rename(_line: str, sources: Sequence[Source], results: Sequence[Result]) -> None:
    if len(sources) != 1 or len(results) != 1 or not results[0].name.strip():
        raise RenameNeedsName()
    if results[0].number not in (None, sources[0].number):
        raise RenameNeedsName()


def _transfer(_line: str, sources: Sequence[Source], results: Sequence[Result]) -> None:
    if len(results) != 1 or not results[0].has_parent:
        raise TransferNeedsParent(unit=sources[0].name)


def _dissolve(_line: str, _sources: Sequence[Source], results: Sequence[Result]) -> None:
    if len(results) > 1:
        raise OneSuccessorAtMost()
    _known(results)


def _wind_up(line: str, sources: Sequence[Source], results: Sequence[Result]) -> None:
    if not line:
        raise WindUpNeedsLine()
    _dissolve(line, sources, results)


def _known(results: Sequence[Result]) -> None:
    for result in results:
        if result.number is None and not result.referred and not (result.name.strip() and result.kind):
            raise ResultNeedsName()


_CHECKS: dict[ChangeKind, Callable[[str, Sequence[Source], Sequence[Result]], None]] = {
    ChangeKind.MERGE: _merge,
    ChangeKind.SPLIT: _split,
    ChangeKind.RENAME: _rename,
    ChangeKind.TRANSFER: _transfer,
    ChangeKind.DISSOLVE: _dissolve,
    ChangeKind.WIND_UP: _wind_up,
}
