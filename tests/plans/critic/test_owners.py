"""Who reports by when to whom, who sums up, who receives the plan."""

import pytest

from namkhong.plans.rules.bodies import bare_body, same_body
from namkhong.plans.rules.critic import Deed, FindingKind
from namkhong.plans.states import ClauseKind
from tests.plans.critic.made import clause, given, of, only, read, report
from tests.plans.given import PLAN

K = FindingKind


def body(name: str, *tasks: str):
    return clause(ClauseKind.RESPONSIBILITY, name, tasks=list(tasks))


def to(name: str):
    return clause(ClauseKind.RECIPIENT, name)


def test_a_yearly_report_without_a_day() -> None:
    found = only(K.NO_DEADLINE, given("", (report("hằng năm báo cáo", recurrence="yearly", who="Phòng Y tế"),)))
    assert "“Phòng Y tế”" in found.sentence
    assert "nơi thực hiện" in only(K.NO_DEADLINE, given("", (report("báo cáo", recurrence="yearly"),))).sentence
    known = {"day": 1, "month": 2, "bound": "by"}
    for row in (report("báo cáo", recurrence="yearly", who="Phòng Y tế", **known), report("báo cáo", who="Phòng Y tế")):
        assert of(K.NO_DEADLINE, given("", (row,))) == []


def test_bodies_told_to_report_without_a_day() -> None:
    text = "Phòng Y tế\nTổng hợp báo cáo kết quả thực hiện"
    rows = tuple(body(f"Phòng {name}", "Lập báo cáo kết quả") for name in ("Y tế", "Nội vụ", "Tài chính", "Tư pháp"))
    found = only(K.NO_DEADLINE, given(text, rows))
    assert "và 1 nơi nữa" in found.sentence
    one = body("Phòng Y tế", "Mở lớp", "Tổng hợp báo cáo kết quả thực hiện")
    assert only(K.NO_DEADLINE, given(text, (one,))).spots[0].quote.startswith("Tổng hợp")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", (body("Phòng Y tế", "Báo cáo kết quả theo quy định"),)),
        ("", (body("Phòng Y tế", "Báo cáo kết quả trước ngày 5 tháng sau"),)),
        ("", (body("Phòng Y tế", "Mở lớp"),)),
        ("", (body("UBND huyện Hòa An", "Tổng hợp báo cáo tỉnh"),)),
        ("Định kỳ báo cáo trước ngày 10/11.", (body("Phòng Y tế", "Báo cáo kết quả"),)),
        ("", (body("Phòng Y tế", "Báo cáo kết quả"), report("gửi", who="Phòng Y tế", day=1, month=2))),
        ("", (body("Phòng Y tế", "Báo cáo kết quả"), report("gửi", who="Các phòng", day=1, month=2))),
        ("", (body("Phòng Y tế", "Báo cáo kết quả"), report("gửi", day=1, month=2))),
    ],
)
def test_reports_that_have_their_time(text: str, rows: tuple) -> None:
    assert of(K.NO_DEADLINE, given(text, rows)) == []


def test_reports_that_nobody_sums_up() -> None:
    row = report("Các phòng gửi báo cáo", who="Các phòng", to="UBND huyện", day=1, month=2)
    assert of(K.NO_COLLECTOR, given("Các phòng gửi báo cáo", (row,)))
    assert of(K.NO_COLLECTOR, given("Phòng Nội vụ tổng hợp. Các phòng gửi báo cáo", (row,))) == []


def test_a_report_that_goes_nowhere() -> None:
    rows = (
        report("gửi báo cáo năm", who="Phòng Y tế", day=1, month=2),
        report("nộp báo cáo quý", who="Phòng Y tế", day=2),
    )
    assert "(và 1 chỗ nữa)" in only(K.NO_RECIPIENT, given("", rows)).sentence
    assert only(K.NO_RECIPIENT, given("", rows[:1])).sentence.endswith("“gửi báo cáo năm”.")
    fine = (
        report("gửi báo cáo", to="UBND huyện"),
        report("gửi báo cáo", via="Phòng Nội vụ"),
        report("báo cáo viên họp"),
    )
    assert of(K.NO_RECIPIENT, given("", fine)) == []


def test_a_report_without_a_form() -> None:
    row = report("Gửi báo cáo", to="UBND huyện", day=1, month=2)
    assert of(K.NO_FORM, given("Gửi báo cáo", (row,)))
    assert of(K.NO_FORM, given("Gửi báo cáo theo mẫu tại Phụ lục", (row,))) == []
    assert of(K.NO_FORM, given("Gửi báo cáo", (report("Gửi báo cáo"),))) == []


def test_bodies_that_do_not_receive_the_plan() -> None:
    rows = (*(body(f"Hãng phim số {n}") for n in range(1, 7)), to("Phòng Y tế"))
    found = only(K.UNLISTED, given("", rows))
    assert "và 2 nơi nữa" in found.sentence and found.changes[0].deed is Deed.ADD
    assert found.changes[0].kind is ClauseKind.RECIPIENT and found.changes[0].text == "Hãng phim số 1"
    assert only(K.UNLISTED, given("", (body("Sở Y tế"), to("Đoàn thanh niên")))).sentence.endswith("“Sở Y tế”.")


@pytest.mark.parametrize(
    ("name", "recipient"),
    [
        ("Sở Y tế", "Các sở, ban, ngành"),
        ("Sở Nông nghiệp và Môi trường", "Sở: NN&MT, Y tế"),
        ("Sở Y tế", "Sở Y tế tỉnh"),
        ("Ngân hàng Nhà nước chi nhánh khu vực 9", "NH Nhà nước CN khu vực 9"),
        ("UBND các xã", "Các xã, phường"),
        ("Hội Nông dân huyện", "Mặt trận và đoàn thể"),
        ("Phòng Y tế", "Các phòng, ban"),
        ("Báo Hòa An", "Báo, đài huyện"),
        ("Bộ Y tế", "Các bộ"),
        ("Các trường", "Phòng Y tế"),
        ("Phòng Y tế", "Như Điều 3"),
        ("UBND huyện Hòa An", "Phòng Y tế"),
    ],
)
def test_bodies_that_receive_it_under_another_name(name: str, recipient: str) -> None:
    assert of(K.UNLISTED, given("", (body(name), to(recipient)))) == []


def test_without_a_list_of_recipients_nobody_is_missed() -> None:
    assert of(K.UNLISTED, given("", (body("Hãng phim số 1"),))) == []


def test_a_row_of_the_table_of_tasks_without_a_lead() -> None:
    def row(name: str, who: str):
        return report(name, who=who, with_whom="Các phòng")

    rows = tuple(row(f"việc {n}", "Phòng Y tế") for n in range(4))
    assert "“việc hở”." in only(K.NO_LEAD, given("", (*rows, row("việc hở", "")))).sentence
    two = (*rows, row("việc hở", ""), row("việc trống", ""))
    assert "(và 1 dòng nữa)" in only(K.NO_LEAD, given("", two)).sentence
    assert of(K.NO_LEAD, given("", rows)) == []
    assert of(K.NO_LEAD, given("", (row("việc hở", ""),))) == []
    assert of(K.NO_LEAD, given("", (*rows, report("dòng chữ thường", with_whom="")))) == []


def test_names_of_bodies() -> None:
    assert bare_body("Ban Thường vụ LĐLĐ huyện Hòa An") == "lien doan lao dong huyen hoa an"
    assert same_body("Sở Công thương", "Sở Công Thương") and same_body("UBND huyện", "Ủy ban nhân dân huyện Hòa An")
    assert (
        not same_body("", "")
        and not same_body("Sở Y tế", "Sở Nội vụ")
        and not same_body("Công đoàn", "Công đoàn ngành")
    )


def test_the_made_up_plan_says_who_reports_to_whom() -> None:
    silent = (K.CHAIN, K.NO_DEADLINE, K.NO_RECIPIENT, K.NO_COLLECTOR, K.UNLISTED, K.NOBODY, K.NO_LEAD)
    assert [row.kind for kind in silent for row in of(kind, read(PLAN))] == []
