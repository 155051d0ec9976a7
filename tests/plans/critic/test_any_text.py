"""What holds for any plan: no crash, places that lie in the text, nothing personal told, no long waits."""

import time
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namkhong.law.rules import DocumentStanding
from namkhong.plans.reading.as_json import full
from namkhong.plans.reading.errors import EmptyFile
from namkhong.plans.reading.read import read_text
from namkhong.plans.rules import ClauseDraft, HeadDraft, NumberedClause, clauses_of_reading, head_of_reading
from namkhong.plans.rules.critic import Case, FindingKind, Superior, Weight, findings
from namkhong.plans.states import ClauseKind
from tests.plans.critic.made import law, read
from tests.plans.given import PLAN

PIECES = [
    *PLAN.split("\n"), "0912345678", "số 9/NQ-HĐND ngày 5/1/2026", "ngày 31/11/2026", "CCCD 001088012345",
    "giảm 5% tỷ lệ", "giai đoạn 2021 - 2025", "trước ngày 16 hằng tháng", "Nơi nhận:", "1.",
    "II. ", "“", "(QLVX)", "91/2017/NĐ-CP",
]  # fmt: skip
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map("\n".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
)
values = st.one_of(st.none(), st.integers(-5, 3000), st.sampled_from(["", "yearly", "once", "báo cáo", "5", "before"]))
names = ("start_year", "end_year", "open_ended", "day", "month", "year", "recurrence", "bound", "kind", "who", "to")
bodies = st.one_of(st.none(), st.sampled_from(["", "Sở Y tế", "các đơn vị", "báo cáo"]))
"""Who does it and who receives it are words, whatever else is odd."""
facts = st.fixed_dictionaries(
    {},
    optional={name: values for name in names if name not in ("start_year", "end_year", "who", "to")}
    | {"who": bodies, "to": bodies},
)
relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(texts)
def test_no_text_breaks_the_critic(text: str) -> None:
    try:
        shape = full(read_text(text))
    except EmptyFile:
        return
    clauses = [NumberedClause(number, draft) for number, draft in enumerate(clauses_of_reading(shape))]
    head = head_of_reading(shape)
    upper = Superior("Kế hoạch tỉnh", "UBND tỉnh", clauses)
    case = Case(text=shape["text"], genre=shape["genre"], head=head, clauses=clauses, superior=upper, law=law)
    for finding in findings(case):
        assert finding.sentence and finding.mend and finding.kind.label and finding.weight.label
        assert all(0 <= spot.start <= spot.end <= len(case.text) for spot in finding.spots)
        told = f"{finding.sentence} {finding.mend} {[spot.quote for spot in finding.spots]}"
        assert "0912345678" not in told and "001088012345" not in told


@relaxed
@given(st.lists(st.tuples(st.sampled_from(ClauseKind), st.text(max_size=30), facts), max_size=6))
def test_no_items_break_the_critic(rows: list[tuple[ClauseKind, str, dict]]) -> None:
    clauses = [NumberedClause(None, ClauseDraft(kind=kind, text=text, facts=known)) for kind, text, known in rows]
    for finding in findings(Case(text="", genre="", head=HeadDraft(), clauses=clauses)):
        assert finding.clauses == () and finding.spots == ()


def test_a_mark_holds_on_to_the_finding_and_its_place() -> None:
    marks = [{finding.mark for finding in findings(read(text))} for text in (PLAN, PLAN, PLAN.replace("4%", "5%"))]
    assert marks[0] == marks[1] != marks[2]


def test_the_heaviest_comes_first() -> None:
    weights = [finding.weight for finding in findings(read(f"{PLAN}\nngày 31/11/2026, gọi 0912345678"))]
    assert weights == sorted(weights, key=list(Weight).index) and len(set(weights)) == 3
    assert len({kind.label for kind in FindingKind}) == len(FindingKind)


def test_two_hundred_pages_take_half_a_second() -> None:
    line = "- Phòng Nội vụ theo dõi bàn, ghế theo Quyết định số 12/QĐ-UBND ngày 5/1/2026 và báo cáo kết quả.\n"
    short = read(PLAN)
    long = replace(short, text=short.text.replace("IV. TỔ CHỨC", f"{line * 5500}IV. TỔ CHỨC"))
    pages = len(long.text) // 2500
    assert pages >= 200
    start = time.process_time()
    findings(long)
    took = time.process_time() - start
    assert took < 2, "half a second is the aim; a busy machine gets four times that"


def test_without_law_and_calendar_nothing_is_known() -> None:
    case = Case(text="", genre="", head=HeadDraft(), clauses=[])
    day = date(2026, 11, 20)
    assert case.off(day) == "" and case.law("30/2020/NĐ-CP", day).standing is DocumentStanding.UNKNOWN
