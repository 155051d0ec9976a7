"""Results returned: typed in by the month, handed in as a spreadsheet, weighed and gone by."""

from datetime import date, timedelta
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from namkhong.feedback.actions import NotYet, state_transactions
from namkhong.feedback.box import put
from namkhong.feedback.models import AsideGroup, Transactions, WorkingHours
from namkhong.feedback.queries import transactions_of
from namkhong.feedback.states import PointKind
from namkhong.journal.models import Event
from tests.feedback.given import point_at, rating
from tests.world import NOW, TODAY, World

YESTERDAY = TODAY - timedelta(days=1)
HEAD = ["Ngày trả kết quả", "Số lượt"]


def url(name: str, *args: int) -> str:
    return reverse(f"feedback:{name}", args=args)


def book(*rows: list[object]) -> SimpleUploadedFile:
    out = BytesIO()
    made = xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy"})
    sheet = made.add_worksheet()
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write(line, place, cell)
    made.close()
    return SimpleUploadedFile("ket-qua.xlsx", out.getvalue())


def test_counts_are_stated_changed_and_taken_back(world: World) -> None:
    say = {"unit": world.school, "by": world.school_officer, "at": NOW}
    assert state_transactions(counts={TODAY: 40, YESTERDAY: 0}, **say) == [YESTERDAY, TODAY]
    assert state_transactions(counts={TODAY: 40, YESTERDAY: None}, **say) == [YESTERDAY]
    assert state_transactions(counts={TODAY: 40}, **say) == []
    assert transactions_of(world.school.pk, 202611) == {TODAY: 40}
    told = Event.objects.filter(verb="transactions.state").order_by("pk")
    assert [event.facts["days"] for event in told] == [2, 1]
    with pytest.raises(NotYet, match="23/11/2026"):
        state_transactions(counts={TODAY + timedelta(days=1): 1}, **say)


def test_a_month_is_typed_in_and_a_mistake_is_told_at_its_day(world: World, signed_in) -> None:
    officer, page = signed_in(world.school_officer), url("transactions", world.school.pk)
    shown = officer.get(page).content.decode()
    assert "22/11/2026" in shown and "23/11/2026" not in shown and "chủ nhật" in shown.lower()
    wrong = officer.post(page, {"so-20": "40", "so-21": "nhiều"})
    assert wrong.status_code == 422 and "Hãy ghi một số nguyên" in wrong.content.decode()
    assert 'value="40"' in wrong.content.decode() and not Transactions.objects.exists()
    done = officer.post(page + "?thang=202611", {"so-20": "1.040", "so-21": "0"}, follow=True)
    assert "Đã ghi số kết quả của 2 ngày" in done.content.decode() and 'value="1.040"' in done.content.decode()
    old = officer.get(page + "?thang=202402").content.decode()
    assert "29/02/2024" in old and "Tháng 2/2024" in old
    for odd in ("209901", "202613", "x"):
        assert "22/11/2026" in officer.get(page + f"?thang={odd}").content.decode()
    assert signed_in(world.clinic_officer).get(page).status_code == 404


def test_results_known_later_have_their_day_gone_through_again(world: World, signed_in, run_queued) -> None:
    point = point_at(world.school, PointKind.COUNTER)
    put([rating(point, score, day=YESTERDAY, evidence="B") for score in (5, 4, 5, 4, 3, 5, 4, 2)])
    officer, page = signed_in(world.school_officer), url("transactions", world.school.pk)
    officer.post(page, {"so-22": "3"})
    assert run_queued() == 0
    officer.post(page, {"so-21": "4", "so-22": "3"})
    assert run_queued() == 1
    assert AsideGroup.objects.get().detector == "above"
    assert "100 %" in officer.get(page).content.decode()


def test_the_sheet_that_is_handed_out_can_be_handed_in(world: World, signed_in) -> None:
    officer = signed_in(world.school_officer)
    state_transactions(unit=world.school, counts={TODAY: 40}, by=None, at=NOW)
    file = officer.get(url("transactions_file", world.school.pk) + "?thang=202611")
    assert file["Content-Disposition"] == 'attachment; filename="ket-qua-da-tra-202611.xlsx"'
    sent = {"file": SimpleUploadedFile("bang.xlsx", file.getvalue())}
    done = officer.post(url("transactions_upload", world.school.pk), sent, follow=True)
    assert "Đã đọc 22 ngày trong bảng, ghi 0 ngày có thay đổi" in done.content.decode()


def test_a_table_of_ones_own_is_read(world: World, signed_in) -> None:
    officer, page = signed_in(world.school_officer), url("transactions_upload", world.school.pk)
    assert "Tải bảng mẫu" in officer.get(page).content.decode()
    rows = book(["Kết quả tháng 11"], HEAD, [date(2026, 11, 2), 12], ["03/11/2026", "1.250"], ["4/11/2026", ""])
    done = officer.post(page, {"file": rows}, follow=True)
    assert "Đã đọc 3 ngày trong bảng, ghi 2 ngày" in done.content.decode()
    assert transactions_of(world.school.pk, 202611) == {date(2026, 11, 2): 12, date(2026, 11, 3): 1250}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["Ngày", "Ghi chú"], ["02/11/2026", "x"]], "Số kết quả đã trả"),
        ([HEAD], "chưa có ngày nào bên dưới"),
        ([HEAD, ["11/30/2026", 4]], "Dòng 2: “11/30/2026” không có tháng 30"),
        ([HEAD, ["02/11/2026", -1]], "Dòng 2: “-1” không phải là số kết quả"),
        ([HEAD, ["02/11/2026", 1.5]], "không phải là số kết quả"),
        ([HEAD, ["02/11/2026", "nhiều"]], "“nhiều” không phải là số"),
        ([HEAD, ["02/11/2026", 4], ["2/11/2026", 5]], "Dòng 3: Ngày 02/11/2026 đã có ở một dòng trên"),
        ([HEAD, ["24/12/2026", 4]], "Ngày 24/12/2026 chưa đến"),
        ([HEAD, ["02/11/2026", "=1+1"]], "Cột “Số kết quả đã trả” là công thức"),
        ([HEAD, *(["02/11/2026", 4] for _ in range(401))], "hơn 400 dòng"),
    ],
)
def test_a_table_with_a_mistake_changes_nothing_and_says_where(world: World, signed_in, rows, told) -> None:
    page = signed_in(world.school_officer).post(url("transactions_upload", world.school.pk), {"file": book(*rows)})
    assert page.status_code == 422 and told in page.content.decode()
    assert not Transactions.objects.exists()


def test_what_is_no_table_is_refused(world: World, signed_in) -> None:
    sent = {"file": SimpleUploadedFile("anh.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 99)}
    page = signed_in(world.school_officer).post(url("transactions_upload", world.school.pk), sent)
    assert page.status_code == 422 and "ảnh PNG" in page.content.decode()


def test_hours_of_the_counters(world: World, signed_in) -> None:
    officer, page = signed_in(world.school_officer), url("working_hours", world.school.pk)
    assert "Từ 6 giờ đến 19 giờ" in officer.get(url("transactions", world.school.pk)).content.decode()
    assert 'value="6"' in officer.get(page).content.decode()
    wrong = officer.post(page, {"opens": "17", "closes": "7"})
    assert wrong.status_code == 422 and "Giờ đóng phải sau giờ mở" in wrong.content.decode()
    assert officer.post(page, {"opens": "x", "closes": "7"}).status_code == 422
    officer.post(page, {"opens": "7", "closes": "17"})
    assert WorkingHours.objects.get().closes == 17
    officer.post(page, {"opens": "0", "closes": "24"})
    assert "Mở suốt ngày đêm" in officer.get(url("transactions", world.school.pk)).content.decode()
