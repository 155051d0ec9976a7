"""Word files as an office program opens them, page by page beside our PDF. Slow and needs LibreOffice:

    make check-papers

Not part of the suite (its name does not begin with test_); a missing LibreOffice fails loudly.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

from namkhong.foundation.text import nfc
from namkhong.papers.docx import docx_file
from namkhong.papers.pdf import pdf
from tests.papers.pages import Picture, page_words, pictures
from tests.papers.samples import SAMPLES


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every sample turned from Word into PDF by LibreOffice."""
    office = shutil.which("soffice")
    assert office, "LibreOffice (soffice) is not installed; this check cannot be made here."
    folder = tmp_path_factory.mktemp("office")
    for name, sample in SAMPLES.items():
        (folder / f"{name}.docx").write_bytes(docx_file(sample))
    home = f"-env:UserInstallation=file://{folder}/home"
    files = [f"{name}.docx" for name in SAMPLES]
    command = [office, home, "--headless", "--convert-to", "pdf", *files]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    return folder


def sorted_words(page: str) -> list[str]:
    """The words of a page in no order: side-by-side columns are read in another order by each program."""
    return sorted(nfc(page).split())


def lines_of_ink(picture: Picture) -> list[int]:
    """Rows of the page that hold ink."""
    width = picture.width
    rows = (picture.pixels[y * width : (y + 1) * width] for y in range(picture.height))
    return [y for y, row in enumerate(rows) if min(row) < 128]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_words_stand_on_the_same_pages(name: str, opened: Path):
    word, ours = page_words((opened / f"{name}.pdf").read_bytes()), page_words(pdf(SAMPLES[name]))
    assert [sorted_words(page) for page in word] == [sorted_words(page) for page in ours]


@pytest.mark.parametrize("name", SAMPLES)
def test_pages_end_at_the_same_height(name: str, opened: Path):
    word, ours = pictures((opened / f"{name}.pdf").read_bytes()), pictures(pdf(SAMPLES[name]))
    for one, other in zip(word, ours, strict=True):
        assert abs(lines_of_ink(one)[-1] - lines_of_ink(other)[-1]) <= 6  # 2.5 mm at 60 dots an inch
