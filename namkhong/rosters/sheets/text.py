"""Tables as plain text: which letters, which separator."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

SEPARATORS: Final = ";\t,"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def rows_of(path: Path) -> Iterator[list[str]]:
    """The rows of a CSV file."""
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as opened:
        start = "".join(islice(opened, 30))
    with path.open(encoding=encoding, newline="") as opened:
        yield from csv.reader(opened, delimiter=separator_of(start))


def encoding_of(path: Path) -> str:
    """UTF-8 with or without its mark, Excel's Unicode text, else the old Vietnamese code page of Windows."""
    with path.open("rb") as opened:
        if opened.read(2) in _UTF16:
            return "utf-16"
    try:
        with path.open(encoding="utf-8-sig") as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "windows-1258"
    return "utf-8-sig"


def separator_of(start: str) -> str:
    """The sign that cuts most lines of the beginning into the same number of cells, more than one."""

    def agreement(sign: str) -> tuple[int, int]:
        counts = Counter(len(row) for row in csv.reader(start.splitlines(), delimiter=sign) if len(row) > 1)
        width, lines = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return lines, width

    return max(SEPARATORS, key=agreement)
