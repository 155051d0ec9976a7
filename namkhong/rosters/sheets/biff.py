"""Which cells of an old Excel file (.xls) are formulas: the reader hands over their last results alone.

The file is a small file system of its own; in it the stream "Workbook" is a row of records, each with a kind and a
length. Sources: [MS-CFB] (sectors, directory), [MS-XLS] (records BOUNDSHEET8, FORMULA, EOF).
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_BOUND_SHEET, _FORMULA, _EOF, _BOF = 0x0085, 0x0006, 0x000A, 0x0809
_OLD_FORMULAS: Final = (0x0206, 0x0406)
_NAMES: Final = ("Workbook", "Book")
_LAST_SECTOR: Final = 0xFFFFFFFA
_SMALL: Final = 4_096
_PIECE: Final = 64


def formula_cells(path: Path, place: int) -> Iterator[tuple[int, int]]:
    """Row (from 1) and column (from 0) of every formula of the sheet at a place of the book.

    Raises: ValueError where this is no such file.
    """
    try:
        book = _book(path.read_bytes())
        starts = [struct.unpack_from("<I", book, at)[0] for kind, at, _ in _records(book, 0) if kind == _BOUND_SHEET]
        if place < len(starts):
            yield from _formulas(book, starts[place])
    except (struct.error, IndexError) as wrong:
        raise ValueError("no book of Excel") from wrong


def _formulas(book: bytes, start: int) -> Iterator[tuple[int, int]]:
    depth = 0
    for kind, at, _ in _records(book, start):
        # A chart within a sheet is a row of records within the row.
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1 and (kind == _FORMULA or kind in _OLD_FORMULAS):
            row, column = struct.unpack_from("<HH", book, at)
            yield row + 1, column


def _records(book: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place of the content and length of one record after another."""
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        yield kind, at + 4, length
        at += 4 + length


def _book(data: bytes) -> bytes:
    """The stream that holds the book."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        raise ValueError("no sectors")
    # The first sector comes after a head of its own size.
    body, table = data[size:], _sector_table(data, size)
    directory = _chain(body, table, size, struct.unpack_from("<I", data, 48)[0])
    for entry in range(0, len(directory), 128):
        (length,) = struct.unpack_from("<H", directory, entry + 64)
        name = directory[entry : entry + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        if name not in _NAMES:
            continue
        begin, whole = struct.unpack_from("<II", directory, entry + 116)
        if whole >= _SMALL:
            return _chain(body, table, size, begin)[:whole]
        # Short streams share one stream of the directory's root, cut into small pieces.
        shared = _chain(body, table, size, struct.unpack_from("<I", directory, 116)[0])
        pieces = _chain(body, table, size, struct.unpack_from("<I", data, 60)[0])
        return _chain(shared, struct.unpack(f"<{len(pieces) // 4}I", pieces), _PIECE, begin)[:whole]
    raise ValueError("no book inside")


def _sector_table(data: bytes, size: int) -> tuple[int, ...]:
    """Which sector follows each sector."""
    places = list(struct.unpack_from("<109I", data, 76))
    more, count = struct.unpack_from("<II", data, 68)
    for _ in range(count):
        if more >= _LAST_SECTOR:
            break
        *some, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        places += some
    sectors = b"".join(data[(at + 1) * size : (at + 2) * size] for at in places if at < _LAST_SECTOR)
    return struct.unpack(f"<{len(sectors) // 4}I", sectors)


def _chain(body: bytes, table: tuple[int, ...], size: int, sector: int) -> bytes:
    parts: list[bytes] = []
    while sector < _LAST_SECTOR:
        if len(parts) > len(table):
            raise ValueError("sectors in a circle")
        parts.append(body[sector * size : (sector + 1) * size])
        sector = table[sector]
    return b"".join(parts)
