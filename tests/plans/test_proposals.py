"""What a campaign may be made of, told by the sentences of a plan."""

from dataclasses import replace
from decimal import Decimal

import pytest

from namkhong.campaigns import states as campaigns
from namkhong.foundation.days import Bound
from namkhong.plans import states
from namkhong.plans.library.load import load
from namkhong.plans.rules import (
    ClauseDraft,
    DutyProposal,
    NumberedClause,
    PlanFacts,
    clauses_of_definition,
    propose,
)
from namkhong.plans.rules.drafts import work_facts
from namkhong.plans.rules.wording import first_event, kind_of, metric_of, who_must
from namkhong.plans.states import Basis, ClauseKind, WhoMust, WorkKind
from tests.plans.given import PLAN, numbered, proposed

ISSUER = "Liên đoàn Lao động huyện Hòa An"
FACTS = PlanFacts("Nụ cười công sở", ISSUER, None, 2026)


def duties(*drafts: ClauseDraft, plan: PlanFacts = FACTS) -> tuple[DutyProposal, ...]:
    return propose(plan, numbered(list(drafts))).duties


def work(kind: str, text: str = "Việc", clause: ClauseKind = ClauseKind.DEADLINE, **facts: object) -> ClauseDraft:
    """An item read from a sentence."""
    return ClauseDraft(clause, text, work_facts(kind=kind, **facts), quote=text, confidence=Decimal("0.95"))


def stage(name: str, first: int | None, last: int | None, open_ended: bool = False) -> ClauseDraft:
    return ClauseDraft(ClauseKind.STAGE, name, {"start_year": first, "end_year": last, "open_ended": open_ended})


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (states.WorkKind, campaigns.DutyKind),
        (states.WhoMust, campaigns.Obliged),
        (states.HowOften, campaigns.Recurrence),
        (states.TargetDirection, campaigns.Direction),
        (states.DayBound, Bound),
    ],
)
def test_the_vocabulary_is_that_of_campaigns(ours, theirs) -> None:
    assert {str(item.value) for item in ours} == {str(item.value) for item in theirs}


def test_a_whole_plan_becomes_stages_targets_and_duties() -> None:
    proposal = proposed(PLAN, ISSUER, 2021)
    assert [(s.start_year, s.end_year, s.open_ended) for s in proposal.stages] == [
        (2021, 2023, False),
        (2024, 2026, True),
    ]
    targets = [(t.metric, t.direction, t.low, t.high, t.stage, t.yearly, t.stated) for t in proposal.targets]
    assert targets == [
        ("misconduct_rate", "decrease", Decimal(2), Decimal(4), 0, True, False),
        ("satisfaction", "increase", Decimal(1), Decimal(2), 1, True, False),
    ]
    found = {(d.kind, d.obliged): d for d in proposal.duties}
    below, own = found["report", "grassroots"], found["report", "organiser"]
    assert (below.bound, below.day, below.month, below.via) == ("by", 10, 11, "Ban Tuyên giáo")
    assert (own.bound, own.day, own.month, own.title) == ("before", 30, 11, "Báo cáo tổng hợp gửi cấp trên")
    assert (below.first_year, below.last_year, below.recurrence) == (2021, None, "yearly")
    assert "chậm nhất" in below.source
    final = found["final_review", "organiser"]
    assert (final.first_year, final.last_year, final.recurrence) == (2024, 2026, "once")
    assert ("dialogue", "grassroots") in found and ("pledge", "grassroots") in found
    register = found["register", "grassroots"]
    assert not register.stated and register.chosen and "đăng ký thi đua" in register.source and register.doubt


def test_what_stands_twice_is_proposed_once() -> None:
    dated = work("launch", "Phát động trước ngày 20/10/2021", bound="before", day=20, month=10, year=2021, who="CĐCS")
    loose = work("launch", "Phát động rộng rãi", ClauseKind.MILESTONE, who="các công đoàn cơ sở")
    assert [d.source for d in duties(loose, dated)] == ["Phát động trước ngày 20/10/2021"]
    yearly = work("report", "Báo cáo 18/11", bound="before", day=18, month=11, recurrence="yearly", who="cơ sở")
    once = work("report", "Báo cáo 18/11/2021", bound="before", day=18, month=11, year=2021, who="cơ sở")
    other = work("report", "Báo cáo nhanh", bound="by", day=1, month=6, year=2021, who="cơ sở")
    assert [d.source for d in duties(once, yearly, other)] == ["Báo cáo 18/11", "Báo cáo nhanh"]
    again = replace(yearly, kind=ClauseKind.RECURRING_ACTIVITY)
    assert len(duties(yearly, again)) == 1
    tasks = [work("task", "Làm sạch hồ sơ"), work("task", "Làm sạch hồ sơ")]
    assert len(duties(*tasks)) == 2
    reviews = [work("interim_review", "Sơ kết 2021", year=2021), work("interim_review", "Sơ kết 2022", year=2022)]
    assert len(duties(*reviews)) == 2


def test_years_follow_the_stages() -> None:
    stages = [stage("Một", 2019, 2020), stage("Hai", 2021, 2026)]
    launch, interim, final, yearly = duties(
        *stages,
        work("launch", clause=ClauseKind.MILESTONE),
        work("interim_review", clause=ClauseKind.MILESTONE, year=2023),
        work("final_review", clause=ClauseKind.MILESTONE),
        work("dialogue", recurrence="yearly"),
        plan=replace(FACTS, year=2020),
    )
    assert (launch.first_year, launch.last_year) == (2019, 2020)
    assert (interim.first_year, interim.last_year, interim.title) == (2021, 2023, "Sơ kết năm 2023")
    assert (final.first_year, final.last_year) == (2021, 2026)
    assert (yearly.first_year, yearly.last_year) == (2020, 2026)


def test_years_without_stages() -> None:
    yearly = work("dialogue", recurrence="yearly")
    assert duties(yearly)[0].first_year == 2026
    assert duties(yearly, plan=replace(FACTS, year=2022))[0].first_year == 2022
    dated = work("register", bound="by", day=1, month=3, year=2020)
    first, launch = duties(yearly, dated)[0], duties(work("launch", clause=ClauseKind.MILESTONE), dated)[0]
    assert (first.first_year, first.last_year) == (2020, None)
    assert (launch.first_year, launch.last_year) == (2020, 2020)
    review = duties(work("final_review", year=2030), stage("Một", 2020, 2021))[0]
    assert (review.first_year, review.last_year) == (2030, 2030)


def test_stages_need_a_year() -> None:
    rows = propose(
        FACTS, numbered([stage("Không năm", None, None), stage("Sau", 2024, None), stage("Trước", None, 2022)])
    )
    assert [(s.name, s.start_year, s.end_year) for s in rows.stages] == [("Trước", 2022, 2022), ("Sau", 2024, 2024)]


@pytest.mark.parametrize(
    ("facts", "suggested"),
    [
        ({"kind": "report", "who": "cơ sở"}, (15, 11)),
        ({"kind": "report", "who": ISSUER}, (30, 11)),
        ({"kind": "task", "who": "cơ sở", "month": 2}, (28, 2)),
        ({"kind": "launch", "who": "cơ sở", "when": "vào Tháng Công nhân"}, (31, 5)),
        ({"kind": "interim_review", "year": 2022}, (31, 12)),
        ({"kind": "task", "suggestion": {"day": 1, "month": 6, "reason": "Vì thế."}}, (1, 6)),
        ({"kind": "report", "who": "cơ sở", "bound": "by", "day": 5}, (15, 11)),
    ],
)
def test_a_day_is_offered_where_the_plan_names_none(facts: dict, suggested: tuple[int, int]) -> None:
    (duty,) = duties(work(**facts))
    assert duty.suggested and (duty.suggested.day, duty.suggested.month) == suggested and duty.suggested.reason
    assert (duty.bound, duty.day, duty.month) == ("none", None, None)


def test_a_monthly_day_needs_no_month() -> None:
    (duty,) = duties(work("report", bound="by", day=15, recurrence="monthly", who="cơ sở"))
    assert (duty.bound, duty.day, duty.month, duty.suggested, duty.title) == (
        "by",
        15,
        None,
        None,
        "Báo cáo kết quả tháng",
    )


def test_doubts_are_said() -> None:
    nobody, unsure, inferred = duties(
        work("dialogue", "A"),
        replace(work("register", "B", who="cơ sở"), confidence=Decimal("0.60")),
        replace(
            work("pledge", "C", who="cơ sở"), confidence=Decimal("0.60"), basis=Basis.INFERRED, reason="Trang đảo."
        ),
    )
    assert "không nói rõ đơn vị nào" in nobody.doubt
    assert "chưa chắc" in unsure.doubt and unsure.stated
    assert inferred.doubt == "Trang đảo." and not inferred.stated


def test_general_yearly_sentences_are_offered_but_not_ticked() -> None:
    general, dated = duties(
        work("task", "Hằng năm chăm lo đời sống", ClauseKind.RECURRING_ACTIVITY, recurrence="yearly"),
        work("task", "Nộp danh sách", bound="by", day=1, month=3, year=2026),
    )
    assert not general.chosen and dated.chosen
    typed = ClauseDraft(ClauseKind.RECURRING_ACTIVITY, "Dọn kho lưu trữ " * 20, work_facts(kind="task"))
    (own,) = duties(typed)
    assert own.chosen and len(own.title) <= 200 and own.title.endswith("…")


def test_items_that_ask_for_nothing_are_no_duties() -> None:
    assert not duties(work(""), ClauseDraft(ClauseKind.RECIPIENT, "Lưu: VP"))


def test_targets_that_are_no_percentages_are_left_to_people() -> None:
    drafts = [
        ClauseDraft(ClauseKind.TARGET, "Gấp 1,7 lần", {"unit": "other", "value": "1,7 lần"}),
        ClauseDraft(ClauseKind.TARGET, "Đạt", {"low": "không rõ", "high": "", "unit": "points", "unit_stated": True}),
    ]
    (target,) = propose(FACTS, numbered(drafts)).targets
    assert (target.low, target.high, target.measured_as, target.stated, target.metric) == (
        None,
        None,
        "points",
        True,
        "other",
    )


def test_a_report_said_in_passing_is_found_with_its_way() -> None:
    body = ClauseDraft(
        ClauseKind.RESPONSIBILITY,
        "Các phòng",
        {"tasks": ["Hằng năm báo cáo huyện (qua phòng Nội vụ)."]},
        quote="Các phòng",
    )
    (duty,) = duties(body)
    assert (duty.kind, duty.via, duty.recurrence, duty.stated, duty.clause) == (
        "report",
        "Phòng Nội vụ",
        "yearly",
        False,
        None,
    )


def test_a_definition_keeps_its_own_words_and_days() -> None:
    rows = propose(FACTS, numbered(clauses_of_definition(load("duong_minh_chau")))).duties
    launch = next(d for d in rows if d.kind == "launch")
    assert (launch.first_year, launch.last_year) == (2019, 2019)  # the suggested day lies in 2019
    report = next(d for d in rows if d.kind == "report" and d.obliged == "grassroots")
    assert (report.bound, report.day, report.month, report.first_year) == ("before", 10, 11, 2020)
    assert report.evidence == "Báo cáo năm; Số liệu vụ việc và cách xử lý" and report.chosen


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mỗi người có bản cam kết", WorkKind.PLEDGE),
        ("Tổ chức đối thoại", WorkKind.DIALOGUE),
        ("Rút kinh nghiệm cuối năm", WorkKind.CONTENT_REVIEW),
        ("Đăng ký thi đua", WorkKind.REGISTER),
        ("Báo cáo sơ kết", WorkKind.REPORT),
        ("Lễ phát động", WorkKind.LAUNCH),
        ("Hội nghị sơ kết", WorkKind.INTERIM_REVIEW),
        ("Hội nghị tổng kết", WorkKind.FINAL_REVIEW),
        ("Trồng cây", WorkKind.TASK),
    ],
)
def test_the_kind_of_a_sentence(text: str, kind: WorkKind) -> None:
    assert kind_of(text) is kind
    assert first_event(text) is kind


def test_the_first_word_decides_a_yearly_sentence() -> None:
    assert first_event("Hằng năm sơ kết, cuối năm 2026 tổng kết và báo cáo") is WorkKind.INTERIM_REVIEW


@pytest.mark.parametrize(
    ("who", "to", "answer"),
    [
        ("Ban Thường vụ Liên đoàn Lao động huyện", "", WhoMust.ORGANISER),
        ("LĐLĐ huyện Hòa An", "", WhoMust.ORGANISER),
        ("Các cấp công đoàn", "", WhoMust.ALL_BELOW),
        ("CĐCS trong huyện", "", WhoMust.GRASSROOTS),
        ("Các cơ quan, đơn vị", "", WhoMust.DIRECT),
        ("", "Liên đoàn Lao động huyện", WhoMust.GRASSROOTS),
        ("", "Liên đoàn Lao động tỉnh", WhoMust.ORGANISER),
        ("Đài phát thanh", "", None),
        ("", "", None),
    ],
)
def test_who_is_meant(who: str, to: str, answer: WhoMust | None) -> None:
    assert who_must(who, to, ISSUER) is answer


def test_without_an_issuer_nobody_is_taken_for_it() -> None:
    assert who_must("Công đoàn huyện", "", "") is None


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Giảm tỷ lệ tiêu cực 5%", "misconduct_rate"),
        ("Mức độ hài lòng tăng 2%", "satisfaction"),
        ("100% ký cam kết", "pledge"),
        ("100% hiểu rõ nội dung", "awareness"),
        ("Phát động đến 100% đoàn viên “nói không với tiêu cực”", "staff_launched"),
        ("Triển khai ở 100% trường", "units_launched"),
        ("Trồng 100% diện tích", "other"),
    ],
)
def test_what_a_target_measures(text: str, metric: str) -> None:
    assert metric_of(text) == metric


def test_numbers_of_clauses_come_along() -> None:
    row = NumberedClause(77, work("launch", who="cơ sở"))
    assert propose(FACTS, [row]).duties[0].clause == 77
