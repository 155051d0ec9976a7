"""The pages of a list, from the empty table to undoing."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from namkhong.foundation.clock import now
from namkhong.journal.models import Progress
from namkhong.people.models import Person
from namkhong.rosters.models import Roster
from namkhong.rosters.states import RosterState
from namkhong.rosters.views import steps
from tests.rosters.books import STAFF_HEAD, book
from tests.rosters.test_loading import HUNG, LAN

GOOD = book([STAFF_HEAD, LAN, HUNG])
BAD = book([STAFF_HEAD, LAN, ["NS1", "", "Trường lạ"]])


@pytest.fixture
def officer(world, signed_in):
    return signed_in(world.district_officer)


@pytest.fixture
def send(world, officer):
    def go(content, name="Danh sách 2026.xlsx", kind="staff"):
        sent = {"kind": kind, "kept_by": world.district.pk, "file": SimpleUploadedFile(name, content)}
        answer = officer.post("/danh-sach/moi/", sent)
        if answer.status_code == 302:
            return answer.url
        return answer.content.decode()

    return go


def place(roster: Roster, what: str = "") -> str:
    return f"/danh-sach/{roster.pk}/{what}"


def matched(roster: Roster) -> dict[str, int]:
    return roster.columns


def test_a_list_goes_in_and_back_out_on_its_pages(world, officer, send):
    url = send(GOOD)
    roster = Roster.objects.get()
    assert url == place(roster, "cot/")
    assert officer.get(place(roster)).url == url
    assert "Số định danh cá nhân" in officer.get(url).content.decode()
    assert officer.post(url, matched(roster)).url == place(roster)
    page = officer.get(place(roster)).content.decode()
    assert "Mọi dòng đều đúng" in page
    assert officer.post(place(roster, "nap/")).url == place(roster)
    page = officer.get(place(roster)).content.decode()
    assert "Hoàn tác danh sách này?" in page
    assert Person.objects.filter(kept_by=world.district).count() == 2
    assert officer.get(place(roster, "cot/")).url == place(roster)
    officer.post(place(roster, "hoan-tac/"))
    assert not Person.objects.filter(kept_by=world.district).exists()
    assert "Đã hoàn tác" in officer.get(place(roster)).content.decode()
    assert "Danh sách 2026.xlsx" in officer.get("/danh-sach/").content.decode()
    page = officer.post(place(roster, "hoan-tac/"), follow=True).content.decode()
    assert "vừa được người khác xử lý" in page


def test_mistakes_are_shown_and_the_own_file_comes_back(world, officer, send):
    send(BAD)
    roster = Roster.objects.get()
    officer.post(place(roster, "cot/"), matched(roster))
    page = officer.get(place(roster)).content.decode()
    assert "Những chỗ phải sửa" in page
    assert "đã có ở dòng 2" in page
    answer = officer.get(place(roster, "tep-ghi-loi/"))
    content = io.BytesIO(b"".join(answer.streaming_content))
    assert CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()[0][-1] == "Lỗi"
    page = officer.post(place(roster, "nap/"), follow=True).content.decode()
    assert "Còn 1 dòng có lỗi" in page
    officer.post(place(roster, "nap/"), {"skip_bad": "on"})
    assert Person.objects.filter(kept_by=world.district).count() == 1
    assert officer.get(place(roster, "tep-ghi-loi/")).status_code == 404
    page = officer.post(place(roster, "bo/"), follow=True).content.decode()
    assert "vừa được người khác xử lý" in page


def test_a_file_that_is_no_table_is_refused_at_its_field(world, officer, send):
    assert "thực ra là" in send(GOOD, "a.csv")
    assert "Không tìm thấy dòng tiêu đề" in send(book([["x"], ["y"]]))
    assert not Roster.objects.exists()


def test_columns_may_be_chosen_otherwise_and_the_list_dropped(world, officer, send):
    send(GOOD)
    roster = Roster.objects.get()
    page = officer.post(place(roster, "cot/"), {"code": "0", "name": "0"})
    assert page.status_code == 422
    assert "được chọn cho hai mục" in page.content.decode()
    officer.post(place(roster, "bo/"))
    roster.refresh_from_db()
    assert roster.state == RosterState.DROPPED
    assert officer.get(place(roster)).status_code == 200


def test_long_lists_are_checked_and_loaded_by_the_worker(world, officer, send, run_queued, monkeypatch):
    monkeypatch.setattr(steps, "AT_ONCE", 0)
    send(GOOD)
    roster = Roster.objects.get()
    officer.post(place(roster, "cot/"), matched(roster))
    assert "Đang kiểm tra" in officer.get(place(roster)).content.decode()
    assert officer.get(place(roster, "thanh/")).status_code == 200
    run_queued()
    assert "HX-Redirect" in officer.get(place(roster, "thanh/")).headers
    officer.post(place(roster, "nap/"))
    assert "Đang nạp" in officer.get(place(roster)).content.decode()
    run_queued()
    assert "Hoàn tác" in officer.get(place(roster)).content.decode()
    assert list(Progress.objects.order_by("pk").values_list("done", flat=True)) == [2, 2]


def test_a_loading_that_was_cut_off_can_be_taken_up(world, officer, send, run_queued, monkeypatch):
    monkeypatch.setattr(steps, "AT_ONCE", 0)
    send(GOOD)
    roster = Roster.objects.get()
    officer.post(place(roster, "cot/"), matched(roster))
    run_queued()
    world.clinic.closed_on = world.clinic.founded_on
    world.clinic.save()
    officer.post(place(roster, "nap/"))
    run_queued()
    assert "đã thành lỗi" in officer.get(place(roster)).content.decode()
    world.clinic.closed_on = None
    world.clinic.save()
    officer.post(place(roster, "cot/"), matched(roster))
    run_queued()
    officer.post(place(roster, "nap/"))
    roster.refresh_from_db()
    Progress.objects.filter(pk=roster.progress_id).update(ended_at=roster.uploaded_at, failure="Máy vừa tắt.")
    page = officer.get(place(roster)).content.decode()
    assert "Máy vừa tắt." in page
    assert "Nạp tiếp" in page
    officer.post(place(roster, "nap/"))
    run_queued()
    roster.refresh_from_db()
    assert roster.state == RosterState.LOADED


def test_a_bar_that_nothing_is_heard_of_offers_to_go_on(world, officer, send, run_queued, monkeypatch):
    monkeypatch.setattr(steps, "AT_ONCE", 0)
    send(GOOD)
    roster = Roster.objects.get()
    officer.post(place(roster, "cot/"), matched(roster))
    run_queued()
    officer.post(place(roster, "nap/"))
    roster.refresh_from_db()
    bar = Progress.objects.filter(pk=roster.progress_id)
    assert "HX-Redirect" not in officer.get(place(roster, "thanh/")).headers
    bar.update(started_at=roster.uploaded_at - dt.timedelta(hours=1))
    assert "HX-Redirect" in officer.get(place(roster, "thanh/")).headers
    page = officer.get(place(roster)).content.decode()
    assert "không thấy tiến độ mới" in page
    assert "Nạp tiếp" in page
    bar.update(advanced_at=now())
    assert "không thấy tiến độ mới" not in officer.get(place(roster)).content.decode()
    bar.update(advanced_at=None)
    officer.post(place(roster, "nap/"))
    run_queued()
    roster.refresh_from_db()
    assert (roster.state, roster.counts["new"]) == (RosterState.LOADED, 2)


@pytest.mark.parametrize(("kind", "title"), [("staff", "Mã nhân sự"), ("units", "Mã đơn vị")])
def test_the_empty_table_explains_itself_and_is_recognised(world, officer, send, kind, title):
    content = officer.get(f"/danh-sach/mau/{kind}.xlsx").content
    book_ = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book_.get_sheet_by_name("Danh sách").to_python()[0][0] == title
    assert "Bắt buộc" in book_.get_sheet_by_name("Giải thích").to_python()[0]
    send(content, kind=kind)
    assert len(Roster.objects.get().columns) == (8 if kind == "staff" else 9)
    assert officer.get("/danh-sach/mau/khac.xlsx").status_code == 404


def test_the_list_of_lists_costs_the_same_for_many(world, officer, hand_in, same_queries):
    hand_in([LAN])
    same_queries(lambda: officer.get("/danh-sach/"), lambda: [hand_in([LAN]) for _ in range(4)])
