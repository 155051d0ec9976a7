"""Days proposed earlier, clauses shared out, plans compared, amendments matched: all without a database."""

from datetime import date, timedelta
from typing import Any

import pytest

from namkhong.cascade.rules import (
    Behind,
    Own,
    applies_below,
    changes_between,
    earlier,
    in_sentence,
    items_after,
    label_of,
    lacks,
    read_day,
    reminder_text,
    section_of,
    shares_of,
    show_own_day,
    told_change,
    with_own_day,
)
from namkhong.cascade.rules.reminding import LISTED, reminder_to_one
from namkhong.cascade.states import ChangeKind, GapKind, How, Section, Standing
from namkhong.plans.rules import ClauseDraft, NumberedClause
from namkhong.plans.rules.comparing import is_weaker
from namkhong.plans.rules.days import is_later
from namkhong.plans.rules.drafts import work_facts
from namkhong.plans.states import ClauseKind

ISSUER = "Liên đoàn Lao động huyện Hòa An"
OWN = Own(unit="Công đoàn cơ sở xã Lâm", superior=ISSUER, margin=10, lead="Tổ Tuyên giáo", staff=45)


def day(text: str, bound: str = "by", often: str = "yearly", year: int | None = None) -> dict[str, Any]:
    """Facts of a day written "10/11", or "25" for one in a month."""
    parts = [int(part) for part in text.split("/")]
    month = parts[1] if len(parts) > 1 else None
    return work_facts(bound=bound, day=parts[0], month=month, year=year, recurrence=often)


def clause(which: ClauseKind, text: str, /, **facts: Any) -> ClauseDraft:
    """A clause of a superior's plan."""
    return ClauseDraft(kind=which, text=text, facts=facts)


@pytest.mark.parametrize(
    ("facts", "margin", "shown"),
    [
        (day("10/11"), 5, "05/11"),
        (day("10/11", bound="before"), 5, "04/11"),
        (day("5/1"), 10, "26/12"),
        (day("1/3", year=2024, often="once"), 1, "29/02/2024"),
        (day("5/1", year=2026, often="once"), 10, "26/12/2025"),
        (day("29/2"), 1, "27/02"),
        (day("25", often="monthly"), 10, "15"),
        (day("25", bound="before", often="quarterly"), 30, "01"),
        (work_facts(), 5, ""),
        (day("20", often="yearly"), 5, ""),
    ],
)
def test_a_day_below_leaves_time_to_total_up(facts: dict[str, Any], margin: int, shown: str) -> None:
    own = earlier(facts, margin)
    assert show_own_day(own) == shown
    assert not is_later(own, facts)


def test_four_levels_each_before_the_one_above() -> None:
    facts = day("20/1", bound="before")
    for _ in range(4):
        below = earlier(facts, 10)
        assert is_later(facts, below) and not is_later(below, facts)
        facts = below
    assert show_own_day(facts) == f"{date(2001, 1, 19) - timedelta(days=40):%d/%m}"


@pytest.mark.parametrize(
    ("own", "upper", "later"),
    [
        (day("11/11"), day("10/11"), True),
        (day("10/11"), day("11/11", bound="before"), False),
        (day("26/12"), day("5/1"), False),
        (day("1/1", year=2027, often="once"), day("31/12", year=2026, often="once"), True),
        (day("20/11", often="once", year=2026), day("10/11"), True),
        (day("20", often="monthly"), day("15", often="monthly"), True),
        (day("20", often="monthly"), day("15", often="quarterly"), False),
        (day("20", often="monthly"), day("15/11"), False),
        (work_facts(), day("10/11"), False),
        (day("10/11"), work_facts(), False),
    ],
)
def test_later_than_the_superior(own: dict[str, Any], upper: dict[str, Any], later: bool) -> None:
    assert is_later(own, upper) is later


@pytest.mark.parametrize(
    ("typed", "before", "shown"),
    [
        ("30/10", day("10/11"), "30/10"),
        ("30.10.2027", day("10/11", often="once", year=2026), "30/10/2027"),
        ("30/10", day("10/11", often="once", year=2026), "30/10/2026"),
        ("09/11", day("10/11", bound="before"), "09/11"),
        ("20", day("25", often="monthly"), "20"),
        ("  ", day("10/11"), ""),
    ],
)
def test_a_typed_day_is_read(typed: str, before: dict[str, Any], shown: str) -> None:
    facts = read_day(typed, before)
    assert facts is not None and show_own_day(facts) == shown


@pytest.mark.parametrize("typed", ["31/2", "mai", "20", "0/5", "30/13"])
def test_no_day_of_the_calendar_is_refused(typed: str) -> None:
    assert read_day(typed, day("10/11")) is None


def test_a_monthly_day_takes_no_month() -> None:
    assert read_day("20/5", day("25", often="monthly")) is None


@pytest.mark.parametrize(
    ("text", "before", "after", "told"),
    [
        (
            "Gửi danh sách trước ngày 20/3 hằng năm.",
            day("20/3", "before"),
            day("9/3"),
            "Gửi danh sách chậm nhất ngày 09/03 hằng năm",
        ),
        (
            "Chậm nhất là ngày 05 tháng 4 năm 2027 nộp hồ sơ",
            day("5/4", often="once", year=2027),
            day("1/4", often="once", year=2027),
            "chậm nhất ngày 01/04/2027 nộp hồ sơ",
        ),
        ("Nộp hồ sơ;", work_facts(), day("1/4"), "Nộp hồ sơ chậm nhất ngày 01/04 hằng năm"),
        ("Nộp hồ sơ.", work_facts(), work_facts(), "Nộp hồ sơ"),
        ("Nộp trước 15 hằng tháng", day("15", "before", "monthly"), day("9", often="monthly"), None),
    ],
)
def test_a_sentence_follows_its_day(text: str, before: Any, after: Any, told: str | None) -> None:
    said = with_own_day(text, before, after)
    assert said == told if told else said == "Nộp chậm nhất ngày 09 hằng tháng"


def test_stages_and_contents_stay_as_they_are() -> None:
    for kind in (ClauseKind.STAGE, ClauseKind.CONTENT_ITEM, ClauseKind.CRITERION, ClauseKind.AWARD_FORM):
        [share] = shares_of(clause(kind, "Giữ nguyên"), ISSUER, OWN)
        assert share.how is How.INHERITED and share.draft.text == "Giữ nguyên" and share.applies
        assert section_of(kind) is Section.INHERITED


def test_laws_are_inherited_and_other_papers_are_not() -> None:
    law = clause(ClauseKind.LEGAL_BASIS, "Luật Công đoàn", kind="Luật")
    plan = clause(ClauseKind.LEGAL_BASIS, "Kế hoạch số 3", kind="Kế hoạch")
    assert len(shares_of(law, ISSUER, OWN)) == 1 and shares_of(plan, ISSUER, OWN) == []
    assert shares_of(clause(ClauseKind.SIGNER, "Ai đó"), ISSUER, OWN) == []


def test_a_target_of_people_knows_how_many_there_are() -> None:
    [pledge] = shares_of(clause(ClauseKind.TARGET, "100% ký", metric="pledge"), ISSUER, OWN)
    [rate] = shares_of(clause(ClauseKind.TARGET, "Giảm 2%", metric="misconduct_rate"), ISSUER, OWN)
    assert pledge.draft.facts["people"] == 45 and rate.draft.facts["people"] is None
    assert section_of(ClauseKind.TARGET) is Section.TARGETS


def test_a_body_below_becomes_an_own_department() -> None:
    tasks = ["Niêm yết thủ tục", "Báo cáo trước ngày 10/11"]
    mine = clause(ClauseKind.RESPONSIBILITY, "Công đoàn cơ sở", tasks=tasks)
    told = Own("A", "B", 5, "Tổ Một", told=frozenset({"bao cao truoc ngay 10/11"}))
    [share] = shares_of(mine, ISSUER, told)
    assert (share.draft.text, share.draft.facts["tasks"], share.applies) == ("Tổ Một", ["Niêm yết thủ tục"], True)
    [theirs] = shares_of(clause(ClauseKind.RESPONSIBILITY, "Ban Tài chính", tasks=[]), ISSUER, OWN)
    assert not theirs.applies
    [group] = shares_of(clause(ClauseKind.TASK_GROUP, "Tuyên truyền"), ISSUER, OWN)
    assert group.draft.facts["lead"] == "Tổ Tuyên giáo" and section_of(ClauseKind.TASK_GROUP) is Section.TASKS


def test_a_report_becomes_one_from_within_and_one_to_the_superior() -> None:
    facts = day("10/11") | {"kind": "report", "who": "Công đoàn cơ sở", "to": "Liên đoàn Lao động huyện"}
    inner, upward = shares_of(clause(ClauseKind.DEADLINE, "Báo cáo kết quả", **facts), ISSUER, OWN)
    assert inner.draft.text == ("Tổ Tuyên giáo báo cáo kết quả về Công đoàn cơ sở xã Lâm chậm nhất ngày 31/10 hằng năm")
    assert upward.draft.text == (
        f"Công đoàn cơ sở xã Lâm tổng hợp, báo cáo kết quả về {ISSUER} chậm nhất ngày 10/11 hằng năm"
    )
    assert (inner.how, upward.how) == (How.CONCRETE, How.INHERITED)


def test_the_superiors_own_business_starts_taken_out() -> None:
    own = day("30/11") | {"kind": "report", "who": ISSUER, "to": "Liên đoàn Lao động tỉnh"}
    [share] = shares_of(clause(ClauseKind.DEADLINE, "Tổng hợp", **own), ISSUER, OWN)
    assert not share.applies
    upper = clause(ClauseKind.MILESTONE, "Tổng kết", obliged="organiser")
    assert not applies_below(upper, ISSUER) and not applies_below(clause(ClauseKind.SIGNER, "A"), ISSUER)
    assert applies_below(clause(ClauseKind.MILESTONE, "Tổng kết", kind="final_review"), ISSUER)
    assert section_of(ClauseKind.MILESTONE) is Section.WORK


def test_other_work_is_dated_earlier_in_its_own_words() -> None:
    dated = clause(ClauseKind.DEADLINE, "Mở hòm thư trước ngày 15/4 hằng năm", **day("15/4", "before"))
    dayless = clause(ClauseKind.RECURRING_ACTIVITY, "Mỗi năm đối thoại một lần", **work_facts(kind="dialogue"))
    assert shares_of(dated, ISSUER, OWN)[0].draft.text == "Mở hòm thư chậm nhất ngày 04/04 hằng năm"
    assert shares_of(dayless, ISSUER, OWN)[0].draft.text == "Mỗi năm đối thoại một lần"


@pytest.mark.parametrize(
    ("own", "upper", "weaker"),
    [
        ({"direction": "decrease", "low": "1"}, {"direction": "decrease", "low": "2"}, True),
        ({"direction": "decrease", "low": "2"}, {"direction": "decrease", "low": "2"}, False),
        ({"direction": "at_most", "high": "5"}, {"direction": "at_most", "high": "3"}, True),
        ({"direction": "at_most", "high": "2"}, {"direction": "at_most", "high": "3"}, False),
        ({"direction": "reach", "high": "80"}, {"direction": "reach", "low": "90"}, True),
        ({"direction": "reach", "low": "x"}, {"direction": "reach", "low": "90"}, False),
        ({"direction": "reach"}, {"direction": "reach", "low": "90"}, False),
        ({"direction": "reach", "low": "1"}, {"direction": "at_least", "low": "90"}, True),
        ({"direction": "reach", "low": "1", "period": "yearly"}, {"direction": "reach", "low": "90"}, False),
        ({"direction": "at_most"}, {"direction": "at_most"}, False),
    ],
)
def test_a_target_below_the_superiors(own: dict[str, Any], upper: dict[str, Any], weaker: bool) -> None:
    assert is_weaker(own, upper) is weaker


def test_what_a_plan_lacks() -> None:
    upper = clause(ClauseKind.DEADLINE, "Nộp", **day("10/11"))
    late = clause(ClauseKind.DEADLINE, "Nộp", **day("12/11"))
    named = clause(ClauseKind.DEADLINE, "Nộp", **day("1/11") | {"who": "Tổ Một"})
    assert lacks(upper, []) == [GapKind.MISSING]
    assert lacks(upper, [late]) == [GapKind.UNOWNED, GapKind.LATER]
    assert lacks(upper, [named]) == []
    target = clause(ClauseKind.TARGET, "Đạt 90%", direction="reach", low="90")
    assert lacks(target, [clause(ClauseKind.TARGET, "Đạt 80%", direction="reach", low="80")]) == [GapKind.WEAKER]
    group = clause(ClauseKind.TASK_GROUP, "Nêu gương")
    assert lacks(group, [clause(ClauseKind.TASK_GROUP, "Nêu gương", lead="Tổ Hai")]) == []
    body = clause(ClauseKind.RESPONSIBILITY, "Công đoàn cơ sở")
    assert lacks(body, [clause(ClauseKind.RESPONSIBILITY, "")]) == [GapKind.UNOWNED]


def numbered(*drafts: ClauseDraft) -> list[NumberedClause]:
    """Clauses with numbers from 1 on."""
    return [NumberedClause(place, draft) for place, draft in enumerate(drafts, start=1)]


def test_an_amendment_is_matched_by_words_and_number() -> None:
    old = numbered(
        clause(ClauseKind.TASK_GROUP, "Tuyên truyền sâu rộng trong đơn vị", number="III.1"),
        clause(ClauseKind.TARGET, "Giảm ít nhất 2% mỗi năm", low="2"),
        clause(ClauseKind.CONTENT_ITEM, "Không nhận quà"),
        clause(ClauseKind.CONTENT_ITEM, "Không gây phiền hà"),
        clause(ClauseKind.SIGNER, "Người ký"),
    )
    new = numbered(
        clause(ClauseKind.TASK_GROUP, "Phổ biến, quán triệt", number="III.1"),
        clause(ClauseKind.TARGET, "Giảm ít nhất 3% mỗi năm", low="3"),
        clause(ClauseKind.CONTENT_ITEM, "Không gây phiền hà."),
        clause(ClauseKind.CONTENT_ITEM, "Công khai số điện thoại nhận phản ánh"),
        clause(ClauseKind.SIGNER, "Người ký khác"),
    )
    changes, matched = changes_between(old, new)
    kinds = [(change.kind, change.old and change.old.pk, change.new and change.new.pk) for change in changes]
    assert kinds == [
        (ChangeKind.REVISED, 1, 1),
        (ChangeKind.REVISED, 2, 2),
        (ChangeKind.ADDED, None, 4),
        (ChangeKind.REMOVED, 3, None),
    ]
    assert matched == {1: 1, 2: 2, 4: 3}
    before, after = told_change(changes[3])
    assert before[0] == "Không nhận quà" and after == []


def test_twins_are_matched_once_each() -> None:
    twin = clause(ClauseKind.CONTENT_ITEM, "Như nhau")
    changes, matched = changes_between(numbered(twin, twin), numbered(twin))
    assert [change.kind for change in changes] == [ChangeKind.REMOVED] and len(matched) == 1


TEXT = """III. NHIỆM VỤ
1. Tuyên truyền
Mở đầu bằng lời dẫn.
- Treo băng rôn tại
trụ sở;
- Phát thanh mỗi tuần.
Dòng thừa
+ Họp tổ.
2. Nêu gương
- Chọn gương.
"""


def test_tasks_under_a_heading_are_found() -> None:
    start = TEXT.index("Tuyên")
    assert items_after(TEXT, start, 9) == ["Treo băng rôn tại trụ sở", "Phát thanh mỗi tuần", "Họp tổ"]
    assert items_after(TEXT, start, 1) == ["Treo băng rôn tại trụ sở"]
    assert items_after(TEXT, TEXT.index("Chọn"), 3) == []


def test_a_clause_is_called_by_its_number_or_kind() -> None:
    assert label_of(clause(ClauseKind.TASK_GROUP, "Nêu gương", number="IV.4.")) == "Mục IV.4: Nêu gương"
    long = label_of(clause(ClauseKind.CONTENT_ITEM, "rất dài " * 30))
    assert long.startswith("Nội dung cuộc vận động: rất dài") and long.endswith("…")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Thực hiện cuộc vận động “Nụ cười”", "cuộc vận động “Nụ cười”"),
        ("Tổ chức triển khai thực hiện Phong trào thi đua", "phong trào thi đua"),
        ("Cuộc vận động “Năm không”", "cuộc vận động “Năm không”"),
        ("Nâng cao ý thức", "Nâng cao ý thức"),
    ],
)
def test_a_plan_is_named_after_the_words_carry_out(name: str, said: str) -> None:
    assert in_sentence(name) == said
    assert f"lập kế hoạch thực hiện {said}, đến ngày" in reminder_text(name, [], "LĐLĐ huyện", date(2026, 11, 22))


def test_reminders_name_units_and_what_is_missing() -> None:
    on = date(2026, 11, 22)
    rows = [
        Behind("Trường A", Standing.UNOPENED, date(2026, 11, 20)),
        Behind("Trường B", Standing.DRAFTING, date(2026, 11, 30)),
        Behind("Trường C", Standing.RECEIVED, None),
        Behind("Trường D", Standing.ISSUED, None, ("Mục IV.4 chưa có ai phụ trách",)),
    ]
    text = reminder_text("cuộc vận động", rows, "LĐLĐ huyện", on)
    assert "1. Trường A: chưa mở kế hoạch (quá hạn 2 ngày)" in text
    assert "2. Trường B: đang soạn, chưa ban hành kế hoạch (hạn 30/11/2026)" in text
    assert "3. Trường C: đã tiếp nhận, chưa ban hành kế hoạch" in text
    assert "4. Trường D: kế hoạch cần bổ sung: Mục IV.4 chưa có ai phụ trách" in text
    faulty = Behind("Trường E", Standing.ISSUED, None, ("a", "b", "c", "d", "e"))
    assert "Trường E: kế hoạch cần bổ sung: a; b; c và 2 chỗ nữa" in reminder_text(
        "cuộc vận động", [faulty], "LĐLĐ", on
    )
    assert "kế hoạch cần bổ sung: a; b; c; d; e." in reminder_to_one("cuộc vận động", faulty, "LĐLĐ", on)
    assert "Kính gửi Trường A" in reminder_to_one("cuộc vận động", rows[0], "LĐLĐ huyện", on)
    many = reminder_text("cuộc vận động", rows[:1] * (LISTED + 2), "LĐLĐ huyện", on)
    assert "… và 2 đơn vị nữa" in many


def test_a_sentence_that_does_not_print_its_day_gets_the_new_one_at_its_end() -> None:
    told = with_own_day("Nộp hồ sơ", day("20/3", "before"), day("9/3"))
    assert told == "Nộp hồ sơ chậm nhất ngày 09/03 hằng năm"
