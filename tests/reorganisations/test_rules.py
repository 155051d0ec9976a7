"""Words of changes, questions and sketches, without a database."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from namkhong.reorganisations.rules import (
    VACANT,
    Branch,
    ChangeView,
    End,
    Head,
    Owned,
    change_words,
    head_key,
    listed,
    people_key,
    per_cent,
    questions_of,
    share_key,
    sketch_after,
    sketch_before,
)

A, B = End("Xã A", 1, 1, parent="Huyện H"), End("Xã B", 2, 2, parent="Huyện H")
C = End("Xã C", 3, 3, parent="Huyện K")


def view(kind: str, sources, results=(), line: str = "") -> ChangeView:
    """A change."""
    return ChangeView(7, kind, line, tuple(sources), tuple(results))


def test_words() -> None:
    under = End("Xã D", parent="Tỉnh T", part=9)
    assert change_words(view("merge", [A, B], [under])) == "Sáp nhập Xã A, Xã B thành Xã D, trực thuộc Tỉnh T"
    assert change_words(view("merge", [A, C], [C])) == "Sáp nhập Xã A vào Xã C, trực thuộc Huyện K"
    assert (
        change_words(view("transfer", [A], [], "union"))
        == "Chuyển Xã A về trực thuộc cấp cao nhất trên tuyến Công đoàn"
    )
    assert change_words(view("dissolve", [A])) == "Giải thể Xã A"
    assert change_words(view("dissolve", [A], [B])) == "Giải thể Xã A, Xã B kế thừa"
    assert view("wind_up", [A], line="union").label == "Kết thúc hoạt động của một tuyến"


@given(st.lists(st.sampled_from(["A", "B", "C"]), max_size=20))
def test_long_lists_are_counted(names: list[str]) -> None:
    words = listed(names)
    assert ("đơn vị khác" in words) == (len(names) > 6)


@given(st.decimals(min_value=Decimal("0.0001"), max_value=1, places=6))
def test_shares_are_read_back_as_they_were(share: Decimal) -> None:
    assert Decimal(per_cent(share).rstrip("%").replace(",", ".")) / 100 == share


def test_open_share_says_so() -> None:
    assert per_cent(None) == "chưa định tỷ lệ" and share_key(3) == "share:3"


def test_who_is_at_the_head() -> None:
    merge = view("merge", [A, B], [End("Xã D", part=9)])
    heads = [Head(11, "Lan", "Chủ tịch", 1, "Xã A"), Head(12, "Huệ", "", 2, "Xã B"), Head(11, "Lan", "", 2, "Xã B")]
    (question,) = questions_of(merge, heads, set(), {head_key(7): "12"})
    assert [choice.value for choice in question.choices] == ["11", "12", VACANT]
    assert question.choices[1].hint == "Đang đứng đầu Xã B"
    assert not question.open and question.answered == "Huệ"
    assert questions_of(merge, heads, set(), {head_key(7): "99"})[0].open
    assert questions_of(merge, heads, set(), {})[0].answered == ""
    assert questions_of(merge, [], set(), {}) == []
    assert questions_of(view("rename", [A], [B]), heads, {1}, {}) == []


def test_where_people_go() -> None:
    split = view("split", [A], [End("Xã D", part=9), End("Xã E", part=10)])
    (question,) = questions_of(split, [], {1}, {people_key(7): "10"})
    assert question.answered == "Xã E"
    assert questions_of(split, [], set(), {}) == []
    assert questions_of(view("split", [A], [A, End("Xã E", part=10)]), [], {1}, {}) == []


def test_sketches() -> None:
    merge = view("merge", [A, B, C], [End("Xã D", part=9)])
    assert [(branch.name, len(branch.below)) for branch in sketch_before(merge)] == [("Huyện H", 2), ("Huyện K", 1)]
    assert sketch_after(merge) == [Branch("Huyện H", below=(Branch("Xã D", "lập mới"),))]
    into = view("merge", [A, C], [C])
    assert sketch_after(into)[0].below[0].note == "đơn vị đang có"
    gone = view("dissolve", [A], [End("Xã C", 3, 3)])
    assert [branch.note for branch in sketch_after(gone)[0].below] == ["kết thúc hoạt động", "kế thừa"]
    assert sketch_after(view("wind_up", [A], line="union"))[0].below[0].note == "không còn trên tuyến này"
    moved = view("transfer", [A, B], [End("", parent="Huyện K")])
    assert sketch_after(moved) == [Branch("Huyện K", below=(Branch("Xã A"), Branch("Xã B")))]
    assert sketch_after(view("rename", [End("Tỉnh T", 5, 5)], [End("Tỉnh U")])) == [Branch("Tỉnh U", "tên mới")]
    shared = view("split", [A], [End("Xã D", share=Decimal("0.5")), End("Xã E")])
    assert [branch.note for branch in sketch_after(shared)[0].below] == ["50%", "chưa định tỷ lệ"]
    assert sketch_after(view("merge", [], [End("Xã D")])) == [Branch("Xã D", "lập mới")]


def test_only_campaigns_of_units_that_end_are_asked_about() -> None:
    split = view("split", [A, B], [B, End("Xã E", part=10)])
    owned = [Owned(4, "Năm không", 1), Owned(5, "Công sở đẹp", 2)]
    asked = [row.text for row in questions_of(split, [], set(), {}, owned)]
    assert asked == ["Đơn vị nào chủ trì “Năm không” của Xã A?"]
