"""Facts in words, gaps in words, marks in the text."""

import pytest

from namkhong.plans.rules import ClauseDraft, gaps_of, is_plan, tell
from namkhong.plans.rules.drafts import work_facts
from namkhong.plans.rules.from_reading import clauses_of_reading, head_of_reading
from namkhong.plans.states import Basis, ClauseKind
from tests.plans.given import LETTER, reading_json

K = ClauseKind


@pytest.mark.parametrize(
    ("kind", "facts", "lines"),
    [
        (K.STAGE, {"start_year": 2019, "end_year": 2020, "open_ended": False}, ["2019–2020"]),
        (K.STAGE, {"start_year": 2021, "end_year": 2026, "open_ended": True}, ["2021–2026 và các năm tiếp theo"]),
        (K.STAGE, {"start_year": 2020, "end_year": 2020}, ["năm 2020"]),
        (K.STAGE, {"start_year": None, "end_year": 2020}, ["?–2020"]),
        (
            K.DEADLINE,
            work_facts(
                kind="report", who="Cơ sở", to="Huyện", via="Ban", bound="before", day=5, month=3, recurrence="yearly"
            ),
            ["Báo cáo, trước ngày 05/03 hằng năm", "Người làm: Cơ sở", "Gửi: Huyện, qua Ban"],
        ),
        (
            K.DEADLINE,
            work_facts(
                kind="launch",
                obliged="grassroots",
                bound="by",
                day=20,
                month=10,
                year=2020,
                evidence=["Ảnh", "Biên bản"],
            ),
            ["Phát động, chậm nhất ngày 20/10/2020", "Người làm: Các đơn vị cơ sở", "Minh chứng: Ảnh; Biên bản"],
        ),
        (
            K.DEADLINE,
            work_facts(kind="report", to="Tỉnh", bound="by", day=15, recurrence="monthly"),
            ["Báo cáo, chậm nhất ngày 15 hằng tháng", "Gửi: Tỉnh"],
        ),
        (K.MILESTONE, work_facts(year=2022), ["trong năm 2022"]),
        (K.MILESTONE, work_facts(when="dịp Quốc khánh", recurrence="yearly"), ["dịp Quốc khánh hằng năm"]),
        (K.PLEDGE, work_facts(), []),
        (
            K.TARGET,
            {"direction": "decrease", "low": "5", "high": "10", "unit": "percent", "period": "yearly", "stage": "Một"},
            ["Giảm 5–10% mỗi năm", "Một", "Kế hoạch không nói là phần trăm so với năm trước hay điểm phần trăm."],
        ),
        (
            K.TARGET,
            {"direction": "reach", "low": "100", "high": "100", "unit": "percent", "unit_stated": True},
            ["Đạt 100%"],
        ),
        (
            K.TARGET,
            {"direction": "at_least", "low": "30.5", "high": "", "unit": "points"},
            ["Ít nhất 30,5 điểm phần trăm"],
        ),
        (K.TARGET, {"direction": "at_most", "low": "", "high": "3", "unit": "points"}, ["Không quá 3 điểm phần trăm"]),
        (
            K.TARGET,
            {"direction": "increase", "low": "", "high": "", "unit": "other", "value": "1,7 lần"},
            ["Tăng 1,7 lần"],
        ),
        (K.LEGAL_BASIS, {"issued_on": "2019-10-04", "issuer": "Tỉnh"}, ["ngày 04/10/2019", "Tỉnh"]),
        (K.LEGAL_BASIS, {}, []),
        (K.CRITERION, {"group": "Cá nhân", "subs": ["Đúng giờ"]}, ["Cá nhân", "Đúng giờ"]),
        (K.TASK_GROUP, {"count": 3}, ["3 ý"]),
        (K.TASK_GROUP, {"items": ["Một", "Hai"], "count": 2}, ["Một", "Hai"]),
        (K.TASK_GROUP, {}, []),
        (K.RESPONSIBILITY, {"tasks": ["Làm"]}, ["Làm"]),
        (K.AWARD_FORM, {"by": "Huyện"}, ["Huyện"]),
        (K.SIGNER, {"authority": "TM. BAN THƯỜNG VỤ", "title": "Chủ tịch"}, ["TM. BAN THƯỜNG VỤ, Chủ tịch"]),
        (K.RECIPIENT, {}, []),
    ],
)
def test_facts_are_told_in_words(kind: ClauseKind, facts: dict, lines: list[str]) -> None:
    assert tell(ClauseDraft(kind, "Mục", facts)) == lines


def work(**facts: object) -> ClauseDraft:
    return ClauseDraft(K.DEADLINE, "Báo cáo " * 20, work_facts(**facts))


def test_a_complete_plan_has_no_gaps() -> None:
    stage = ClauseDraft(K.STAGE, "Một", {"start_year": 2021, "end_year": 2026})
    dated = work(bound="by", day=29, month=2, recurrence="yearly")
    assert gaps_of("Tên", "", [stage, dated, work(bound="by", day=15, recurrence="monthly"), work()]) == []


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        (ClauseDraft(K.STAGE, "Một", {"start_year": 2021, "end_year": None}), "chưa đủ năm đầu"),
        (ClauseDraft(K.STAGE, "Một", {"start_year": 2026, "end_year": 2021}), "đứng trước năm đầu 2026"),
        (work(bound="by", month=3), "chưa đủ ngày và tháng"),
        (work(bound="before", day=3), "chưa đủ ngày và tháng"),
        (work(bound="before", day=31, month=4), "không có trong lịch"),
        (work(bound="before", day=3, month=13), "không có trong lịch"),
    ],
)
def test_gaps_name_what_to_mend(clause: ClauseDraft, words: str) -> None:
    stage = ClauseDraft(K.STAGE, "Hai", {"start_year": 2021, "end_year": 2026})
    (gap,) = gaps_of("", "Cuộc vận động", [stage, clause])
    assert words in gap.sentence and gap.clause == 1


def test_a_plan_needs_a_name_and_a_stage() -> None:
    assert [gap.sentence[:18] for gap in gaps_of("", "", [])] == ["Chưa có tên kế hoạ", "Chưa có giai đoạn "]


def test_genres() -> None:
    assert is_plan("ke_hoach") and not is_plan("cong_van")


def test_a_newspaper_says_what_is_missing() -> None:
    result = reading_json() | {"genre": "bai_bao_ve_ke_hoach", "incomplete_because": ["Thiếu phần đầu văn bản."]}
    inferred = {"text": "Liên đoàn X", "reason": "Vì thế."}
    warnings = head_of_reading(result | {"issuer_inferred": inferred}).warnings
    assert "bài báo" in warnings[0] and warnings[1] == "Thiếu phần đầu văn bản."
    assert "“Liên đoàn X”, máy suy ra. Vì thế." in warnings[-1]


def test_a_letter_gives_no_head() -> None:
    head = head_of_reading(reading_json(LETTER))
    assert (head.campaign_name, head.issued_on) == ("", None)


def test_a_campaign_has_the_short_name_a_body_has_not() -> None:
    names = [{"text": "ban chỉ đạo"}, {"text": "cuộc vận động “Nụ cười công sở”"}]
    assert head_of_reading(reading_json() | {"short_names": names}).campaign_name == "Cuộc vận động “Nụ cười công sở”"
    assert head_of_reading(reading_json() | {"short_names": names[:1]}).campaign_name == ""


def reading_with(key: str, **item: object) -> list[ClauseDraft]:
    """The clauses of a reading that holds nothing but one item."""
    empty = {name: [] for name, value in reading_json().items() if isinstance(value, list)}
    base = {"source": None, "confidence": 0.5, "basis": "inferred", "reason": "Vì thế."}
    return clauses_of_reading(empty | {"signer": None, key: [base | item]})


DEADLINE = dict.fromkeys(
    ("day", "month", "year", "from_body", "to_body", "via", "days", "anchor", "period_name", "time", "quarter")
) | {"text": "Gửi danh sách", "kind": "action", "recurring": "once", "bound": None, "working_days": False}


@pytest.mark.parametrize(
    ("said", "bound", "when"),
    [
        ({"bound": "on", "day": 3, "month": 4}, "by", ""),
        ({"bound": "before", "day": 3, "month": 4}, "before", ""),
        (
            {"bound": "relative", "days": 5, "working_days": True, "anchor": "ngày nhận", "day": 1},
            "none",
            "trong 5 ngày làm việc kể từ ngày nhận",
        ),
        ({"bound": "relative", "days": 10}, "none", "trong 10 ngày"),
        ({"bound": "within", "month": 12}, "none", "trong tháng 12"),
        ({"bound": "on_event", "period_name": "quý IV"}, "none", "quý IV"),
    ],
)
def test_days_that_are_none_are_told_in_words(said: dict, bound: str, when: str) -> None:
    (clause,) = reading_with("deadlines", **(DEADLINE | said))
    assert (clause.facts["bound"], clause.facts["when"]) == (bound, when)
    assert (clause.span_from, clause.quote, clause.basis) == (None, "", Basis.INFERRED)
    assert (clause.facts["day"] is None) == (bound == "none")


def test_a_dated_milestone_and_a_stage_by_days() -> None:
    day = {
        "text": "Lễ tổng kết",
        "kind": "tổng kết",
        "when": "ngày 2/9",
        "on": "2025-09-02",
        "year": 2025,
        "recurring": None,
    }
    (milestone,) = reading_with("milestones", **day)
    assert [milestone.facts[name] for name in ("kind", "bound", "day", "month", "year")] == [
        "final_review",
        "by",
        2,
        9,
        2025,
    ]
    years = {"start_year": None, "end_year": None, "open_ended": False, "start_on": "2024-05-01", "end_on": None}
    (stage,) = reading_with("stages", name="đợt 1", **years)
    assert (stage.text, stage.facts["start_year"], stage.facts["end_year"]) == ("Đợt 1", 2024, None)


def test_criteria_stand_alone() -> None:
    rows = reading_with("criteria", group="Tập thể", criteria=["Một", "Hai"], sub_counts=[1, 0])
    assert [(row.text, row.facts["group"]) for row in rows] == [("Một", "Tập thể"), ("Hai", "Tập thể")]


def test_an_item_keeps_its_group() -> None:
    (row,) = reading_with("content_items", text="Đúng giờ", group="Tác phong")
    assert (row.text, row.facts) == ("Đúng giờ", {"group": "Tác phong"})


def test_a_target_without_a_number_stays_without() -> None:
    said = {"text": "Giảm phiền hà", "unit": None, "direction": "decrease", "low": None, "high": None}
    (target,) = reading_with("targets", **said, value=None, period=None, stage=None)
    assert [target.facts[name] for name in ("metric", "low", "high", "period")] == ["other", "", "", "once"]
