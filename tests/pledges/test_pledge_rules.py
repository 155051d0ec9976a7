"""The pure rules: texts, counterparties, places, counting, evaluations, questions about form."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namkhong.pledges.rules.counterparties import Counterparties, counterparties, only_of_union
from namkhong.pledges.rules.counting import Count, Level, counted_as, state_on, summed
from namkhong.pledges.rules.evaluating import (
    LineKept,
    LinesDoNotFit,
    NoteNeeded,
    NoteTooLong,
    all_kept,
    checked_evaluation,
    evaluation_from,
    is_all_kept,
)
from namkhong.pledges.rules.formality import FEWEST, Signing, most_within, questions
from namkhong.pledges.rules.place import parsed, standing_of
from namkhong.pledges.rules.suggestions import FIVE_NO, TWELVE_OF_CARE, organiser_lines
from namkhong.pledges.rules.texts import (
    Line,
    LineTooLong,
    LineTwice,
    NoLines,
    TooManyLines,
    checked,
    lines_from,
    text_of,
)
from namkhong.pledges.states import Kept
from tests.world import NOW, TODAY


def test_a_text_keeps_its_order_and_its_mark() -> None:
    own, more = [Line("Một", 1), Line("Hai")], [Line("Ba")]
    text = text_of([(1, own), (2, more)])
    assert [(line.text, line.unit) for line in text.lines] == [("Một", 1), ("Hai", 1), ("Ba", 2)]
    assert text.mark == text_of([(1, own), (2, more)]).mark
    assert len(text.mark) == 32
    assert text.mark != text_of([(2, more), (1, own)]).mark
    assert lines_from(text.as_data) == [*own, *more]


def test_lines_are_checked() -> None:
    assert checked([Line("  Một   hai ", 9), Line("")], may_be_empty=False) == [Line("Một hai")]
    assert checked([], may_be_empty=True) == []
    for lines, wrong in (
        ([Line(" ")], NoLines),
        ([Line("x" * 501)], LineTooLong),
        ([Line("Một"), Line("MỘT")], LineTwice),
        ([Line(str(number)) for number in range(41)], TooManyLines),
    ):
        with pytest.raises(wrong):
            checked(lines, may_be_empty=False)


def test_ready_lines() -> None:
    assert [line.no_item for line in FIVE_NO] == [1, 2, 3, 4, 5]
    assert len(checked(TWELVE_OF_CARE, may_be_empty=False)) == 12
    told = organiser_lines(
        ["Nói không với quan liêu, vô cảm;", "“Không xu nịnh, chạy chọt.”", "Tham nhũng, lãng phí", "Việc khác"]
    )
    assert [line.text for line in told] == [
        FIVE_NO[0].text,
        "Không quan liêu, vô cảm",
        "Không tham nhũng, lãng phí",
        "Không xu nịnh, chạy chọt",
        FIVE_NO[4].text,
    ]
    assert organiser_lines(["Cửa quyền " * 40]) == list(FIVE_NO)


@pytest.mark.parametrize(
    ("lines", "campaign", "head", "union"),
    [
        (["administration", "union"], "union", True, True),
        (["party_front"], "union", True, False),
        (["sector"], "union", True, False),
        (["union"], "administration", False, True),
        ([], "union", False, True),
        ([], "administration", True, False),
    ],
)
def test_counterparties(lines: list[str], campaign: str, head: bool, union: bool) -> None:
    assert counterparties(lines, campaign) == Counterparties(head, union)


def test_only_of_union() -> None:
    assert only_of_union(["union"])
    assert not only_of_union(["union", "sector"])


def test_the_way_down() -> None:
    rows = parsed("union:0:9 union:1:5 union:2:1 administration:0:9 administration:1:7")
    assert standing_of(9, rows, 1, "union").path == (1, 5, 9)
    assert standing_of(9, rows, 5, "union").path == (5, 9)
    assert standing_of(9, rows, 9, "union").path == (9,)
    assert standing_of(9, rows, 7, "union").path == ()
    assert standing_of(9, rows, 7, "union").lines == {"union", "administration"}
    assert parsed(None) == []


counts = st.builds(Count, *[st.integers(0, 50)] * 6)


@settings(deadline=None, max_examples=50)
@given(st.lists(counts, max_size=6), counts)
def test_counts_add_up(some: list[Count], other: Count) -> None:
    assert summed([*some, other]) == summed(some) + other
    assert summed([*some, other]) - other == summed(some)


@settings(deadline=None, max_examples=50)
@given(st.integers(1, 3000), st.integers(0, 3000))
def test_a_hundred_per_cent_means_everybody(obliged: int, signed: int) -> None:
    count = Count(obliged=obliged, signed=min(signed, obliged))
    assert (count.per_cent == 100) == count.complete == (count.waiting == 0)


def test_levels() -> None:
    assert [Count(obliged=100, signed=n).level for n in (100, 99, 80, 79, 50, 49, 0)] == [
        Level.ALL,
        Level.MOST,
        Level.MOST,
        Level.HALF,
        Level.HALF,
        Level.FEW,
        Level.FEW,
    ]
    assert Count(unlisted=1).level is Level.UNKNOWN
    assert Count(obliged=2, signed=2, unlisted=1).level is Level.MOST  # a missing list is never complete
    assert (Count().known, Count(on_leave=1).known, Level.ALL.label) == (False, True, "Đã ký đủ")


def test_one_person_counts() -> None:
    def counted(state: str | None, **more: object) -> Count:
        known = {"until_on": None, "signed_before": False, "same_unit": True, "understood": False, "on": TODAY}
        return counted_as(state, **(known | more))

    assert counted(None) == counted("awaited") == Count(obliged=1)
    assert counted("signed", signed_before=True, understood=True) == Count(obliged=1, signed=1, understood=1)
    assert counted("refused") == Count(obliged=1, refused=1)
    assert counted("on_leave", until_on=TODAY) == counted("on_leave") == Count(on_leave=1)
    assert counted("on_leave", until_on=TODAY - timedelta(days=1)) == Count(obliged=1)
    assert counted("retired") == counted("transferred", signed_before=True) == Count()
    assert counted("transferred", signed_before=True, same_unit=False) == Count(obliged=1, signed=1)
    assert state_on("on_leave", TODAY - timedelta(days=1), TODAY) == "awaited"


def test_evaluations_are_whole() -> None:
    assert checked_evaluation(all_kept(2), 2) == [{"kept": "kept", "note": ""}] * 2
    assert is_all_kept(checked_evaluation(all_kept(2), 2))
    partly = checked_evaluation([LineKept(Kept.PARTLY, " Muộn ")], 1)
    assert evaluation_from(partly) == [LineKept(Kept.PARTLY, "Muộn")]
    assert not is_all_kept(partly)
    for lines, wrong in (
        (all_kept(1), LinesDoNotFit),
        ([LineKept(Kept.BROKEN), *all_kept(1)], NoteNeeded),
        ([LineKept(Kept.KEPT, "x" * 501), *all_kept(1)], NoteTooLong),
    ):
        with pytest.raises(wrong):
            checked_evaluation(lines, 2)


def test_many_at_once_is_a_question_and_no_more() -> None:
    together = [Signing(NOW + timedelta(seconds=5 * n), by_himself=True) for n in range(FEWEST)]
    [question] = questions(together, [])
    assert question.ask.endswith("?")
    assert f"{FEWEST} người" in question.because
    assert questions(together[1:], []) == []
    paper = [Signing(NOW, by_himself=False)] * 50
    assert questions(paper, []) == []
    spread = [Signing(NOW + timedelta(minutes=2 * n), by_himself=True) for n in range(60)]
    assert questions([*spread, *together], []) == []


def test_all_evaluated_alike_is_a_question() -> None:
    same = [[{"kept": "kept", "note": ""}]] * FEWEST
    assert len(questions([], same)) == 1
    assert questions([], same[1:]) == []
    assert questions([], [*same, [{"kept": "partly", "note": "Muộn"}]]) == []


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(0, 600), max_size=40))
def test_most_within_a_minute(seconds: list[int]) -> None:
    moments = [NOW + timedelta(seconds=second) for second in seconds]
    plain = max((sum(0 <= other - one <= 60 for other in seconds) for one in seconds), default=0)
    assert most_within(moments) == plain
