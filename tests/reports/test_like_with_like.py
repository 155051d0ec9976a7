"""A year is set beside the year before of the same units, in the sentence, in the table and against the target."""

from decimal import Decimal

from namkhong.campaigns.models import Target
from namkhong.campaigns.states import Direction, DutyKind
from namkhong.reports.actions import SheetDraft, save
from namkhong.reports.drafting import report_document, sentences
from namkhong.reports.drafting.tables import series_table
from namkhong.reports.queries import Series, SeriesYear, series_of, sheet_of, targets_met, thawed_series
from namkhong.reports.wording import achieved_words
from tests.reports.conftest import REVIEW_TEXTS, Running
from tests.reports.test_drafting import words
from tests.world import NOW, TODAY

D = Decimal


def _year(year: int, **values: object) -> SeriesYear:
    return SeriesYear(year, {key: D(str(value)) for key, value in values.items()}, "accepted", "")


def test_a_target_is_judged_by_the_year_before_of_the_same_units() -> None:
    """Last year 10 units with 20 cases, this year 5 units with 10, as many as the same 5 had: nothing fell."""
    before = _year(2025, cases=20, staff=1000, misconduct_rate=2)
    now = _year(2026, cases=10, staff=400, misconduct_rate="2.5", cases_before=10, staff_before=400)
    target = Target(
        metric="misconduct_rate", direction=Direction.DECREASE, low=D(5), high=D(10), measured_as="relative"
    )
    [last] = targets_met(Series(1, [now], before), target)
    assert (last.achieved, last.met) == (0, False)
    stated_none = _year(2026, cases=10, staff=400, misconduct_rate=1)
    [last] = targets_met(Series(1, [stated_none], before), target)
    assert (last.achieved, last.met) == (50, True)


def test_counts_are_those_of_the_same_units_too() -> None:
    target = Target(metric="misconduct_rate", direction=Direction.DECREASE)
    now = _year(2026, cases=2, cases_before=0)
    assert achieved_words(target, None, now, _year(2025, cases=1)) == "từ 0 vụ thành 2 vụ"


def test_a_base_that_differs_from_last_years_report_is_told() -> None:
    values = {"cases": D(38), "cases_before": D(40), "misconduct_change": D("16.6")}
    told = " ".join(sentences.misconduct(values, {"cases": D(54)}, relative=True))
    assert "Năm trước có 40 vụ việc" in told and "báo cáo của năm trước ghi 54 vụ" in told
    same = " ".join(sentences.misconduct(values, {"cases": D(40)}, relative=True))
    assert "ghi" not in same


def test_the_report_of_a_superior_tells_one_fall_only(running: Running) -> None:
    world = running.world
    for unit, cases in ((world.school, 4), (world.clinic, 0)):
        running.accepted(unit, 2025, staff=100, cases=cases)
    running.send(running.fill(running.sheet(world.district, 2025), staff=200, cases=4))
    running.accepted(world.school, 2026, staff=100, cases=3)
    own = running.send(
        running.fill(running.sheet(world.district), staff=100, cases=3, cases_before=4, staff_before=100)
    )
    text = words(report_document(sheet_of(own.pk), TODAY))
    assert "tỷ lệ tiêu cực giảm 25,0%" in text
    assert "mỗi năm, so với năm trước): giảm 25,0%, đạt chỉ tiêu" in text


def test_a_year_sent_without_some_units_says_so(running: Running) -> None:
    world = running.world
    running.accepted(world.school)
    running.send(running.fill(running.sheet(world.district)))
    series = series_of(world.district.pk, running.campaign, 2026, 2026, TODAY)
    assert series.years[0].source == "Báo cáo đã gửi, thiếu 2 đơn vị"
    assert "Năm 2026: báo cáo đã gửi, thiếu 2 đơn vị." in series_table([], series).note
    review = running.sheet(world.district, kind=DutyKind.FINAL_REVIEW)
    save(sheet=review, draft=SheetDraft(texts=REVIEW_TEXTS), version=1, by=None, at=NOW)
    review = running.send(review)
    assert thawed_series(review).years[-1].missing == 2
    del review.frozen["years"][-1]["missing"]
    assert thawed_series(review).years[-1].missing == 0, "reviews that were sent before this was counted"


def test_the_page_of_the_years_says_it_above_the_figures(running: Running, signed_in) -> None:
    world = running.world
    running.accepted(world.school)
    running.send(running.fill(running.sheet(world.district)))
    page = signed_in(world.district_officer).get(f"/bao-cao/nhieu-nam/{running.campaign.pk}/{world.district.pk}/")
    assert "đã gửi, chờ tiếp nhận, thiếu 2 đơn vị" in page.content.decode()


def test_who_judges_a_report_sees_where_it_contradicts_the_one_of_last_year(running: Running, signed_in) -> None:
    world = running.world
    running.accepted(world.school, 2025, staff=100, cases=2)
    sheet = running.sent(world.school, 2026, cases_before=7, staff_before=100)
    page = signed_in(world.district_officer).get(f"/bao-cao/{sheet.pk}/").content.decode()
    assert page.count("Báo cáo năm trước ghi") == 1 and "Báo cáo năm trước ghi 2<" in page


def test_the_receipt_of_a_review_names_its_stage_once(running: Running, signed_in) -> None:
    world = running.world
    review = running.sheet(world.district, kind=DutyKind.FINAL_REVIEW)
    save(sheet=review, draft=SheetDraft(texts=REVIEW_TEXTS), version=1, by=None, at=NOW)
    running.send(review)
    page = signed_in(world.district_officer).get(f"/bao-cao/{review.pk}/da-gui/").content.decode()
    assert "Đã gửi báo cáo tổng kết giai đoạn 2021–2026" in page and "giai đoạn, giai đoạn" not in page
