"""Word files as an office program opens them, page by page beside our PDF. Slow and needs LibreOffice:

    make check-papers

Not part of the suite (its name does not begin with test_); a missing LibreOffice fails loudly.
"""

from pathlib import Path

import pytest

from namkhong.papers.pdf import pdf
from tests.papers.office import assert_same_height, assert_same_words, turned
from tests.papers.samples import SAMPLES


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every sample turned from Word into PDF by LibreOffice."""
    return turned(SAMPLES, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_words_stand_on_the_same_pages(name: str, opened: Path):
    assert_same_words((opened / f"{name}.pdf").read_bytes(), pdf(SAMPLES[name]))


@pytest.mark.parametrize("name", SAMPLES)
def test_pages_end_at_the_same_height(name: str, opened: Path):
    assert_same_height((opened / f"{name}.pdf").read_bytes(), pdf(SAMPLES[name]))
