"""Formulas in old Excel files are seen, although the reader hands over their results alone."""

import struct
from pathlib import Path

import pytest

from namkhong.rosters.sheets import errors, opened
from namkhong.rosters.sheets.biff import formula_cells
from tests.rosters.books import kept

# Two sheets; in the first B3 is a formula, in the second D6.
BOOK = Path(__file__).with_name("old_book.xls").read_bytes()


def cells(folder, content, place=0):
    return list(formula_cells(kept(folder, "a.xls", content), place))


def test_formulas_are_named_by_sheet(tmp_path):
    assert cells(tmp_path, BOOK) == [(3, 1)]
    assert cells(tmp_path, BOOK, 1) == [(6, 3)]
    assert cells(tmp_path, BOOK, 2) == []


def test_a_row_with_a_formula_is_a_mistake(world, hand_in):
    roster = hand_in(BOOK, name="danh sách.xls")
    assert [(row[0], row[1]) for row in roster.mistakes if "công thức" in row[2]] == [(3, "")]
    assert "B3 là công thức" in roster.mistakes[0][2]


def test_long_books_lie_in_sectors_of_their_own(tmp_path):
    whole = _book_of(_records() + struct.pack("<HH", 0x0042, 5000) + bytes(5000))
    assert cells(tmp_path, whole) == [(8, 2)]


def _records() -> bytes:
    """A book of one sheet with a chart in it; a formula of the chart is none of the sheet."""
    begin, end = struct.pack("<HHHH", 0x0809, 4, 0x0600, 5), struct.pack("<HH", 0x000A, 0)
    sheet = begin + begin + struct.pack("<HHHH", 0x0006, 4, 1, 1) + end + struct.pack("<HHHH", 0x0006, 4, 7, 2) + end
    head = begin + struct.pack("<HHI", 0x0085, 4, len(begin) + 8 + len(end)) + end
    return head + sheet


def _book_of(stream: bytes) -> bytes:
    sectors = -(-len(stream) // 512)
    head = bytearray(512)
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 48, 1)
    struct.pack_into("<II", head, 68, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    directory = bytearray(512)
    name = "Workbook\0".encode("utf-16-le")
    directory[128 : 128 + len(name)] = name
    struct.pack_into("<H", directory, 192, len(name))
    struct.pack_into("<II", directory, 244, 2, len(stream))
    return bytes(head) + table + bytes(directory) + stream.ljust(sectors * 512, b"\0")


def test_a_table_of_sectors_that_goes_on(tmp_path):
    book = bytearray(_book_of(_records() + struct.pack("<HH", 0x0042, 5000) + bytes(5000)))
    struct.pack_into("<II", book, 68, len(book) // 512 - 1, 1)
    more = struct.pack("<128I", *[0xFFFFFFFF] * 127, 0xFFFFFFFE)
    assert cells(tmp_path, bytes(book) + more) == [(8, 2)]
    struct.pack_into("<II", book, 68, 0xFFFFFFFE, 1)
    assert cells(tmp_path, bytes(book)) == [(8, 2)]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda book: book[:40],
        lambda book: book[:30] + b"\x03\x00" + book[32:],
        lambda book: book.replace("Workbook".encode("utf-16-le"), "Werkbook".encode("utf-16-le")),
        lambda book: book[:48] + b"\x77\x77\x00\x00" + book[52:],
    ],
)
def test_what_is_no_old_book(tmp_path, spoil):
    with pytest.raises(ValueError, match=r"book|sectors"):
        cells(tmp_path, spoil(BOOK))


def test_sectors_in_a_circle(tmp_path):
    book = bytearray(_book_of(_records() + bytes(5000)))
    struct.pack_into("<I", book, 512 + 4, 1)
    with pytest.raises(ValueError, match="circle"):
        cells(tmp_path, bytes(book))


def test_such_a_book_is_refused_with_a_sentence(tmp_path):
    path = kept(tmp_path, "a.xls", BOOK[:2000])
    with pytest.raises(errors.CannotRead), opened(path, ".xls") as table:
        list(table.rows)
