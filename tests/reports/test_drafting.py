"""Official documents made from reports: careful sentences, every figure one that was sent."""

from dataclasses import fields
from decimal import Decimal

import pytest

from namkhong.campaigns.models import Target
from namkhong.campaigns.states import Direction, DutyKind, MeasuredAs
from namkhong.foundation.periods import parse_period
from namkhong.papers.content import Bullet, Heading, OfficialDocument, Paragraph, ProfileName, Table, from_json, to_json
from namkhong.papers.rules import check
from namkhong.reports.actions import SheetDraft, save, state_historical_year
from namkhong.reports.drafting import report_document, review_document, sentences
from namkhong.reports.drafting.frame import signature
from namkhong.reports.queries import sheet_of
from namkhong.reports.queries.comparison import figures_before, period_before
from namkhong.reports.queries.series import SeriesYear
from namkhong.reports.wording import achieved_words, duty_words, measure_words, target_words
from namkhong.units.states import Line
from tests.reports.conftest import REVIEW_TEXTS
from tests.world import NOW, TODAY

D = Decimal


def words(document: OfficialDocument) -> str:
    return "\n".join(block.text for block in document.body if isinstance(block, Heading | Paragraph | Bullet))


def test_a_grassroots_report_is_a_whole_document(running):
    world = running.world
    running.accepted(world.school, 2025, staff=100, cases=4)
    sheet = running.sent(world.school, staff=100, cases=3)
    document = report_document(sheet_of(sheet.pk), TODAY)
    assert document.issuer == world.school.name
    assert document.superior == world.district.name
    assert document.notation == "BC-CĐCS"
    assert document.profile is ProfileName.UNION
    assert document.addressed_to == (world.district.name,)
    assert document.signature.name == world.school_head.full_name
    assert "Kế hoạch số 07/KH-LĐLĐ ngày 05 tháng 02 năm 2021" in document.legal_bases[0]
    assert "03 vụ việc tiêu cực đã có kết luận" in words(document)
    assert "tỷ lệ tiêu cực giảm 25%" in words(document).replace("25,0", "25")
    assert document.annexes == ()
    assert not [finding for finding in check(document) if finding.blocking]
    assert from_json(to_json(document)) == document
    assert {field.name for field in fields(document)} >= {"body", "annexes"}


def test_a_superior_report_names_its_parts_and_who_is_missing(running):
    world = running.world
    running.accepted(world.school)
    own = running.send(running.fill(running.sheet(world.district), launched=1))
    document = report_document(sheet_of(own.pk), TODAY)
    assert "cộng từ 1 báo cáo đã tiếp nhận" in words(document)
    assert "còn 2 đơn vị chưa có báo cáo" in words(document)
    annex = document.annexes[0]
    assert [row.cells[1] for block in annex.body if isinstance(block, Table) for row in block.rows] == [
        world.school.name
    ]
    assert {block.text for block in annex.body if isinstance(block, Bullet)} == {world.clinic.name, world.office.name}
    assert document.superior == world.federation.name


def test_a_review_tells_the_years_and_the_targets(running):
    world = running.world
    figures = {"staff": D(1000), "cases": D(10)}
    for year, cases in ((2020, 10), (2021, 9), (2022, 9)):
        state_historical_year(
            campaign=running.campaign,
            unit=world.district,
            year=year,
            values=figures | {"cases": D(cases)},
            source="Báo cáo số 9",
            by=None,
            at=NOW,
        )
    sheet = running.sheet(world.district, kind=DutyKind.FINAL_REVIEW)
    save(sheet=sheet, draft=SheetDraft(texts=REVIEW_TEXTS), version=1, by=None, at=NOW)
    live = review_document(sheet_of(sheet.pk), TODAY)
    running.send(sheet)
    document = review_document(sheet_of(sheet.pk), TODAY)
    assert live.body == document.body
    text = words(document)
    assert "có 18 vụ việc tiêu cực đã có kết luận (năm 2021: 9 vụ; năm 2022: 9 vụ)" in text
    assert "Chưa có số liệu của năm 2023, 2024, 2025, 2026." in text
    assert "năm 2021 giảm 10% (đạt chỉ tiêu)" in text.replace("10,0", "10")
    assert "năm 2022 không đổi (chưa đạt chỉ tiêu)" in text
    assert "- nhóm" not in text
    table = next(block for block in document.body if isinstance(block, Table))
    assert [column.heading for column in table.columns][2] == "2020", "the base year leads"
    assert not [finding for finding in check(document) if finding.blocking]


def test_a_review_without_figures_says_so(running):
    sheet = running.sheet(running.world.district, kind=DutyKind.FINAL_REVIEW)
    assert "Chưa có số liệu về vụ việc" in words(review_document(sheet_of(sheet.pk), TODAY))


@pytest.mark.parametrize(
    ("values", "before", "expected"),
    [
        ({}, {}, "chưa được thống kê"),
        ({"cases": D(0)}, {"cases": D(0)}, "Năm trước cũng không có vụ việc nào"),
        ({"cases": D(2)}, {"cases": D(0)}, "không tính mức tăng, giảm theo phần trăm"),
        ({"cases": D(2)}, {}, "Chưa có số liệu năm trước"),
        ({"cases": D(2), "cases_before": D(4)}, {}, "Năm trước có 04 vụ việc đã có kết luận."),
        ({"cases": D(2), "cases_before": D(4), "misconduct_change": D(-5)}, {}, "tăng 5,0%"),
        ({"cases": D(2), "cases_before": D(2), "misconduct_change": D(0)}, {}, "không thay đổi"),
        ({"cases": D(12), "misconduct_rate": D("1.5")}, {}, "12 vụ việc tiêu cực đã có kết luận, bằng 1,500%"),
        ({"cases": D(2), "cases_before": D(2), "misconduct_change": D("-0.04")}, {}, "không thay đổi"),
        ({"detected": D(0)}, {}, "không tiếp nhận phản ánh"),
        ({"detected": D(5)}, {}, "Đã tiếp nhận 05 lượt phản ánh, tin báo về tiêu cực."),
    ],
)
def test_misconduct_is_told_with_care(values, before, expected):
    assert expected in " ".join(sentences.misconduct(values, before, relative=True))


def test_points_are_told_as_points():
    told = sentences.misconduct(
        {"cases": D(2), "cases_before": D(4), "misconduct_change": D("0.2")}, {}, relative=False
    )
    assert "giảm 0,200 điểm phần trăm" in " ".join(told)


def test_only_what_was_stated_is_told():
    assert sentences.organised({}, grassroots=True) == []
    assert sentences.checked({}) == []
    assert "chưa tổ chức phát động" in sentences.organised({"launched": D(0)}, grassroots=True)[0]
    assert "Có 12 đơn vị đã phát động" in sentences.organised({"launched": D(12)}, grassroots=False)[0]
    assert "chưa tổ chức cuộc đối thoại" in sentences.organised({"dialogues": D(0)}, grassroots=True)[0]
    assert sentences.organised({"pledged": D(5)}, grassroots=True) == ["Có 05 người đã ký bản cam kết."]
    assert "chưa có kết quả khảo sát" in sentences.satisfied({})[0]
    assert sentences.satisfied({"satisfaction": D(90)})[0].endswith("đạt 90,0%.")
    none = sentences.checked({"inspections": D(0), "commended_collectives": D(0), "commended_persons": D(0)})
    assert none == [
        "Trong kỳ chưa tiến hành cuộc kiểm tra, giám sát nào.",
        "Trong kỳ chưa khen thưởng tập thể, cá nhân nào.",
    ]


def test_who_signs_depends_on_the_body(world):
    assert [line.text for line in signature(world.district, Line.UNION, TODAY).lines] == ["Ban Thường vụ", "Chủ tịch"]
    committee = signature(world.district_committee, Line.ADMINISTRATION, TODAY)
    assert [line.text for line in committee.lines] == ["Ủy ban nhân dân", "Chủ tịch"]
    assert [line.text for line in signature(world.office, Line.ADMINISTRATION, TODAY).lines] == ["Chủ tịch Công đoàn"]
    assert signature(world.sister_school, Line.ADMINISTRATION, TODAY).name == ""


def target(**changes):
    given = {"metric": "misconduct_rate", "direction": Direction.DECREASE, "low": D(5), "high": D(10), "yearly": True}
    return Target(**(given | changes))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "giảm từ 5% đến 10% mỗi năm, so với năm trước"),
        (
            {"measured_as": MeasuredAs.POINTS, "high": None},
            "giảm 5 điểm phần trăm mỗi năm, tính bằng điểm phần trăm so với năm trước",
        ),
        ({"direction": Direction.REACH, "low": D(100), "high": None, "yearly": False}, "đạt 100%"),
        ({"direction": Direction.AT_MOST, "low": None, "high": D(3)}, "không quá 3% mỗi năm"),
        ({"direction": Direction.AT_LEAST, "low": None, "high": None}, "đạt ít nhất theo kế hoạch mỗi năm"),
    ],
)
def test_targets_in_words(changes, expected):
    assert target_words(target(**changes)) == expected


def test_the_measure_says_whether_the_plan_says_it():
    assert "Kế hoạch không nói rõ" in measure_words(target())
    assert "điểm phần trăm" in measure_words(target(measured_as=MeasuredAs.POINTS, stated=True))


def year(**values):
    return SeriesYear(2026, {key: D(value) for key, value in values.items()}, "accepted", "")


@pytest.mark.parametrize(
    ("achieved", "now", "before", "changes", "expected"),
    [
        (D("5.04"), year(), None, {}, "giảm 5,0%"),
        (D(-3), year(), None, {}, "tăng 3,0%"),
        (D(3), year(), None, {"direction": Direction.INCREASE}, "tăng 3,0%"),
        (D(0), year(), None, {}, "không đổi"),
        (D("0.04"), year(), None, {}, "không đổi"),
        (D("0.25"), year(), None, {"measured_as": MeasuredAs.POINTS}, "giảm 0,25 điểm phần trăm"),
        (D(97), year(), None, {"direction": Direction.REACH}, "97,0%"),
        (None, year(), None, {"metric": "awareness"}, "chưa có số liệu"),
        (None, year(), None, {}, "chưa có số liệu"),
        (None, year(cases=2), None, {}, "2 vụ, chưa có năm để so"),
        (None, year(cases=2), year(cases=0), {}, "từ 0 vụ thành 2 vụ"),
    ],
)
def test_achievements_in_words(achieved, now, before, changes, expected):
    assert achieved_words(target(**changes), achieved, now, before) == expected


@pytest.mark.parametrize(
    ("key", "before"),
    [("2026", "2025"), ("2026-Q1", "2025-Q4"), ("2026-Q3", "2026-Q2"), ("2026-01", "2025-12"), ("2026-05", "2026-04")],
)
def test_the_period_before_is_as_long(key, before):
    assert period_before(parse_period(key)).key == before


def test_a_span_of_years_has_nothing_before_it():
    assert period_before(parse_period("2021-2026")) is None


def test_old_figures_stand_beside_new_ones_with_their_rates(running):
    who = {"campaign": running.campaign, "unit": running.world.school, "by": None, "at": NOW}
    state_historical_year(year=2025, values={"staff": D(200), "cases": D(1)}, source="Báo cáo số 9", **who)
    before = figures_before(running.sheet(running.world.school))
    assert before.source == "số liệu cũ"
    assert before.values["misconduct_rate"] == D("0.5")


def test_duties_are_named_with_their_period():
    assert duty_words("Báo cáo năm", parse_period("2026")) == "Báo cáo năm 2026"
    assert duty_words("Tổng kết", parse_period("2021-2026")) == "Tổng kết, giai đoạn 2021–2026"
    named = "Tổng kết giai đoạn 2021–2026"
    assert duty_words(named, parse_period("2021-2026")) == named
