"""`namkhong units load vietnam` says what it did, in Vietnamese, and refuses with a sentence."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from namkhong.units.actions import found, place
from namkhong.units.country import source
from namkhong.units.country.areas import Country
from namkhong.units.models import Reorganisation, Unit
from namkhong.units.states import Line, UnitKind
from tests.world import NOW


@pytest.fixture(autouse=True)
def small(cut: Country, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(source, "read", lambda: cut)


def run(*words: str) -> str:
    said = StringIO()
    call_command("units", "load", "vietnam", *words, stdout=said)
    return said.getvalue()


def test_today(cut: Country) -> None:
    said = run()
    assert f"Dưới “Chính phủ”: thêm {len(cut.today)}, giữ nguyên 0 đơn vị." in said
    assert "Đã đổi tên 11 đơn vị" in said and "Xong sau" in said
    assert "không có gì thay đổi" in run()


def test_former(cut: Country) -> None:
    said = run("--former")
    assert "Đã thực hiện 5 nghị quyết sắp xếp." in said
    waiting = sum(len(heirs) > 1 for heirs in cut.heirs.values())
    assert f"Cần người quyết định: {waiting} xã cũ được chia cho nhiều xã mới, chưa có tỷ lệ." in said
    assert "Hãy mở 2 dự thảo" in said
    assert "Đơn vị cũ đã được nạp trước đây" in run("--former")


def test_under_a_unit_that_is_young() -> None:
    top = found(name="Sở Nội vụ", kind=UnitKind.AGENCY, by=1, at=NOW)
    place(unit=top, line=Line.ADMINISTRATION, parent=None, since=date(2026, 5, 1), by=1, at=NOW)
    assert "“Sở Nội vụ” đứng trên tuyến từ ngày 01/05/2026" in run("--under", "Sở Nội vụ")


def test_a_province_that_stands_elsewhere_is_named() -> None:
    own = found(name="Ủy ban nhân dân tỉnh Tây Ninh", kind=UnitKind.COMMITTEE, by=1, at=NOW)
    place(unit=own, line=Line.ADMINISTRATION, parent=None, since=date(2019, 1, 1), by=1, at=NOW)
    said = run()
    assert "Đã ghi mã địa bàn cho 1 đơn vị có sẵn mang đúng tên." in said
    assert "“Ủy ban nhân dân tỉnh Tây Ninh” có từ trước, không đứng dưới “Chính phủ”" in said


def test_a_refusal_writes_nothing() -> None:
    top = found(name="Sở Nội vụ", kind=UnitKind.AGENCY, by=1, at=NOW)
    place(unit=top, line=Line.ADMINISTRATION, parent=None, since=date(2026, 5, 1), by=1, at=NOW)
    with pytest.raises(CommandError, match="chỉ đứng trên tuyến chính quyền từ ngày 01/05/2026"):
        run("--former", "--under", "Sở Nội vụ")
    assert (Unit.objects.count(), Reorganisation.objects.count()) == (1, 0)
