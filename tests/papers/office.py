"""Word files as LibreOffice opens them, beside our PDF of the same document."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from namkhong.foundation.text import nfc
from namkhong.papers.content import OfficialDocument
from namkhong.papers.docx import docx_file
from namkhong.papers.pdf import pdf
from tests.papers.pages import Picture, page_words, pictures


def turned(documents: Mapping[str, OfficialDocument], folder: Path) -> Path:
    """The folder, with every document turned from Word into PDF by LibreOffice; its absence fails loudly."""
    office = shutil.which("soffice")
    assert office, "LibreOffice (soffice) is not installed; this check cannot be made here."
    for name, document in documents.items():
        (folder / f"{name}.docx").write_bytes(docx_file(document))
    home = f"-env:UserInstallation=file://{folder}/home"
    files = [f"{name}.docx" for name in documents]
    command = [office, home, "--headless", "--convert-to", "pdf", *files]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    return folder


def assert_same_words(theirs: bytes, ours: bytes) -> None:
    """The same words stand on the same pages."""
    word, own = page_words(theirs), page_words(ours)
    assert [_sorted(page) for page in word] == [_sorted(page) for page in own]


def _sorted(page: str) -> list[str]:
    """The words of a page in no order: side-by-side columns are read in another order by each program."""
    return sorted(nfc(page).split())


def assert_same_height(theirs: bytes, ours: bytes) -> None:
    """Every page ends at the same height, within 2.5 mm (six rows at 60 dots an inch)."""
    for one, other in zip(pictures(theirs), pictures(ours), strict=True):
        assert abs(_lines_of_ink(one)[-1] - _lines_of_ink(other)[-1]) <= 6


def _lines_of_ink(picture: Picture) -> list[int]:
    """Rows of the page that hold ink."""
    width = picture.width
    rows = (picture.pixels[y * width : (y + 1) * width] for y in range(picture.height))
    return [y for y, row in enumerate(rows) if min(row) < 128]


def assert_alike(name: str, document: OfficialDocument, folder: Path) -> None:
    """What LibreOffice made of a document stands as in our PDF."""
    theirs, ours = (folder / f"{name}.pdf").read_bytes(), pdf(document)
    assert_same_words(theirs, ours)
    assert_same_height(theirs, ours)
