"""What makes a line of a reorganisation impossible, each with the sentence a clerk reads."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from namkhong.foundation.errors import DomainError
from namkhong.units.rules import changes
from namkhong.units.rules.changes import Result, Source, check_change, check_shares
from namkhong.units.rules.codes import BadOfficialCode, BadTaxCode, check_official_code

A, B, C = Source(1, "Xã A"), Source(2, "Xã B"), Source(3, "Xã C")
NEW = Result(name="Xã Mới", kind="committee")
HALF = Decimal("0.5")


def there(source: Source, share: Decimal | None = None) -> Result:
    return Result(number=source.number, name=source.name, share=share)


@pytest.mark.parametrize(
    ("kind", "line", "sources", "results", "error", "words"),
    [
        ("merge", "", [], [NEW], changes.NoSource, "ít nhất một đơn vị cũ"),
        ("merge", "", [A], [NEW], changes.MergeNeedsTwo, "ít nhất hai đơn vị cũ khác nhau"),
        ("merge", "", [A], [there(A)], changes.MergedIntoItself, "“Xã A” không thể sáp nhập vào chính mình"),
        ("merge", "", [A, A], [there(A)], changes.MergedIntoItself, "chính mình"),
        ("merge", "", [A, A], [NEW], changes.SameUnitTwice, "“Xã A” được chọn hai lần"),
        ("merge", "", [A, B], [], changes.MergeNeedsOneResult, "đúng một đơn vị"),
        ("merge", "", [A, B], [NEW, there(A)], changes.MergeNeedsOneResult, "đúng một đơn vị"),
        ("merge", "", [A, B], [Result(name=" ", kind="agency")], changes.ResultNeedsName, "tên và loại"),
        ("merge", "", [A, B], [Result(name="Xã Mới")], changes.ResultNeedsName, "tên và loại"),
        ("split", "", [A, B], [NEW, NEW], changes.SplitNeedsOneSource, "chỉ một đơn vị"),
        ("split", "", [A], [NEW], changes.SplitNeedsTwoResults, "“Xã A” phải cho ra ít nhất hai"),
        ("split", "", [A], [there(B), there(B)], changes.SameUnitTwice, "“Xã B” được chọn hai lần"),
        ("split", "", [A], [there(B, HALF), there(C, Decimal("0.4"))], changes.SharesNotWhole, "hiện là 90 %"),
        ("split", "", [A], [there(B, HALF), there(C, Decimal("0.5001"))], changes.SharesNotWhole, "100,01 %"),
        ("split", "", [A], [there(B, Decimal(1)), there(C)], changes.NothingLeft, "không còn phần nào"),
        ("split", "", [A], [there(B, Decimal(0)), there(C)], changes.ShareOutOfRange, "lớn hơn 0 %"),
        ("rename", "", [A, B], [NEW], changes.RenameNeedsName, "một tên mới"),
        ("rename", "", [A], [], changes.RenameNeedsName, "một tên mới"),
        ("rename", "", [A], [Result(number=1)], changes.RenameNeedsName, "một tên mới"),
        ("rename", "", [A], [Result(number=2, name="B")], changes.RenameNeedsName, "một tên mới"),
        ("transfer", "", [A], [], changes.TransferNeedsParent, "chuyển “Xã A” về"),
        ("transfer", "", [A], [NEW], changes.TransferNeedsParent, "cấp trên mới"),
        ("dissolve", "", [A], [there(B), there(C)], changes.OneSuccessorAtMost, "một đơn vị tiếp nhận"),
        ("wind_up", "", [A], [], changes.WindUpNeedsLine, "chọn tuyến"),
        ("wind_up", "union", [A], [there(B), there(C)], changes.OneSuccessorAtMost, "một đơn vị tiếp nhận"),
        ("merge", "", [A, Source(9, "Xã I", date(2020, 1, 31))], [NEW], changes.ClosedSource, "31/01/2020"),
        ("merge", "", [A, B], [Result(9, "Xã I", closed_on=date(2020, 1, 31))], changes.ClosedSource, "“Xã I”"),
    ],
)
def test_a_change_that_can_never_be(
    kind: str,
    line: str,
    sources: Sequence[Source],
    results: Sequence[Result],
    error: type[DomainError],
    words: str,
) -> None:
    with pytest.raises(error, match=words):
        check_change(kind, line, sources, results)


@pytest.mark.parametrize(
    ("kind", "line", "sources", "results"),
    [
        ("merge", "", [A, B, C], [NEW]),
        ("merge", "", [A, B], [there(A)]),
        ("merge", "", [A, B], [Result(referred=True)]),
        ("split", "", [A], [there(A, HALF), Result(name="Xã Mới", kind="agency", share=HALF)]),
        ("split", "", [A], [there(B), there(C)]),
        ("split", "", [A], [there(B, HALF), there(C)]),
        ("rename", "", [A], [Result(name="Xã Anh")]),
        ("rename", "", [A], [Result(number=1, name="Xã Anh")]),
        ("transfer", "union", [A, B], [Result(has_parent=True)]),
        ("dissolve", "", [A, B], []),
        ("dissolve", "", [A], [there(B)]),
        ("wind_up", "union", [A], []),
    ],
)
def test_a_change_that_may_be(kind: str, line: str, sources: Sequence[Source], results: Sequence[Result]) -> None:
    check_change(kind, line, sources, results)


def test_ten_decimals_of_thirds_are_whole_only_with_the_rest() -> None:
    third = Decimal("0.3333333333")
    check_shares("Xã A", [third, third, Decimal("0.3333333334")])
    with pytest.raises(changes.SharesNotWhole, match="99,99999999 %"):
        check_shares("Xã A", [third, third, third])


@pytest.mark.parametrize(
    "code", ["", "H26", "A00", "Y99.1", "H26.01.02.345", "Z01abc", "Z99.X-1", "G05." + "1." * 14 + "12"]
)
def test_codes_of_agencies_and_others(code: str) -> None:
    check_official_code(code, "agency")


@pytest.mark.parametrize(
    "code",
    ["Z26", "Z00abc", "h26", "H2", "H260", "H26.", "H26.1234", "H26.a", "H26 .1", "H26" + ".01" * 11, "Z01" + "x" * 33],
)
def test_codes_that_cannot_be(code: str) -> None:
    with pytest.raises(BadOfficialCode, match="A–Y"):
        check_official_code(code, "agency")


def test_an_enterprise_is_known_by_its_tax_code() -> None:
    for code in ("0300588569", "0101248141", "0101248141-001"):
        check_official_code(code, "state_enterprise")
    for code in ("0300588568", "030058856", "H26", "0101248141-01"):
        with pytest.raises(BadTaxCode, match="10 chữ số"):
            check_official_code(code, "state_enterprise")
