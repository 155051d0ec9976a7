"""Vietnamese text: folding for search and the order of the alphabet."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namkhong.foundation.text import fold, name_sort_key, nfc, sort_key

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
words = st.text(alphabet=LETTERS + LETTERS.upper() + " 0123456789-", max_size=40)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(words)
def test_folding_leaves_only_what_a_plain_keyboard_has(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text) == fold(text.upper()) == fold(unicodedata.normalize("NFD", text))


@given(words, words)
def test_what_is_typed_without_accents_finds_the_name(before: str, name: str) -> None:
    assert fold(name) in fold(f"{before} {name}")


@given(st.text(max_size=60))
def test_normal_form_is_one_form(text: str) -> None:
    assert unicodedata.is_normalized("NFC", nfc(text))
    assert nfc(nfc(text)) == nfc(text)
    assert "\u00a0" not in nfc(text)


@given(st.text(max_size=60))
def test_sort_key_is_ascii_for_every_collation(text: str) -> None:
    assert sort_key(text).isascii()


@given(words)
def test_sort_key_does_not_depend_on_the_form_of_letters(text: str) -> None:
    assert sort_key(text) == sort_key(unicodedata.normalize("NFD", text)) == sort_key(text.upper())


@pytest.mark.parametrize(
    "in_order",
    [
        list("aăâbcdđeêghiklmnoôơpqrstuưvxy"),
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["an", "ang", "ăn", "ân", "ba"],
        ["do", "đo"],
        ["hoa", "hoà bình", "hoàn"],
        ["Bàn", "bán", "bàn tay"],
        ["tổ 2", "tổ 9"],
    ],
)
def test_words_stand_in_the_order_of_the_alphabet(in_order: list[str]) -> None:
    shuffled = in_order[1::2] + in_order[::2]
    assert sorted(shuffled, key=sort_key) == in_order


def test_people_are_sorted_by_given_name_first() -> None:
    people = ["Trần Văn Ân", "Nguyễn Thị Ánh", "Lê Bình", "Phạm An", "Bùi An"]
    assert sorted(people, key=name_sort_key) == ["Bùi An", "Phạm An", "Nguyễn Thị Ánh", "Trần Văn Ân", "Lê Bình"]


def plain_fold(text: str) -> str:
    """`fold` written down without a thought for speed."""
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).lower().split())


def plain_name_sort_key(full_name: str) -> str:
    """`name_sort_key` written down without a thought for speed."""
    words = full_name.split()
    return sort_key(" ".join(words[-1:] + words[:-1]))


@given(st.one_of(words, st.text(max_size=60)))
def test_the_quick_ways_say_the_same_as_the_plain_ones(text: str) -> None:
    assert fold(text) == plain_fold(text)
    assert name_sort_key(text) == plain_name_sort_key(text)
