"""Every kind of document against its golden files: the words and styles of the Word file, the look of the pages.

To accept a wanted change: NAMKHONG_ACCEPT_GOLDEN=1 pytest tests/papers/test_golden.py, then look at the pages.
"""

import io
import os
import re
import zipfile
from pathlib import Path
from xml.dom import minidom

import pytest

from namkhong.foundation.text import nfc
from namkhong.papers.content import DocumentKind, OfficialDocument, ProfileName
from namkhong.papers.docx import docx_file
from namkhong.papers.layout import compose, plain_lines
from namkhong.papers.pdf import page_images, pdf
from tests.papers.pages import differing, pictures, read_png, words, write_png
from tests.papers.samples import SAMPLES

GOLDEN = Path(__file__).parent / "golden"
ACCEPT = os.environ.get("NAMKHONG_ACCEPT_GOLDEN") == "1"
TOLERANCE = 0.004  # share of pixels that may differ visibly: type rasters change a little between versions
EVERY = pytest.mark.parametrize("name", SAMPLES)


def words_of(document: OfficialDocument) -> str:
    return re.sub(r"\s+", "", nfc("".join(plain_lines(compose(document)))))


def xml_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = sorted(name for name in archive.namelist() if re.match(r"word/(document|header\d*)\.xml", name))
        texts = [f"== {name}\n{minidom.parseString(archive.read(name)).toprettyxml(indent=' ')}" for name in parts]
    return "\n".join(re.sub(r' xmlns:\w+="[^"]*"', "", text) for text in texts)


def repeated_heads(name: str) -> set[str]:
    """Signs of table headings, which stand again on every further page."""
    grids = [item for section in compose(SAMPLES[name]).sections for item in section.items if item.item == "grid"]
    return {sign for grid in grids for row in grid.head for cell in row for sign in cell.text}


def test_all_kinds_and_both_profiles_have_samples():
    assert {sample.kind for sample in SAMPLES.values()} == set(DocumentKind)
    for kind in (DocumentKind.PLAN, DocumentKind.REPORT):
        assert {sample.profile for sample in SAMPLES.values() if sample.kind is kind} == set(ProfileName)


@EVERY
def test_word_file(name: str):
    made, path = xml_of(docx_file(SAMPLES[name])), GOLDEN / f"{name}.docx.xml"
    if ACCEPT:
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")


@EVERY
def test_pages_look_as_they_did(name: str):
    pages = pictures(pdf(SAMPLES[name]))
    paths = [GOLDEN / f"{name}-{place}.png" for place in range(1, len(pages) + 1)]
    if ACCEPT:
        for page, path in zip(pages, paths, strict=True):
            write_png(path, page)
    assert sorted(GOLDEN.glob(f"{name}-*.png")) == paths
    for page, path in zip(pages, paths, strict=True):
        assert differing(page, read_png(path)) <= TOLERANCE, path.name


@EVERY
def test_the_pdf_holds_every_word_with_its_accents(name: str):
    found = nfc(words(pdf(SAMPLES[name])))
    have, wanted = re.sub(r"\s+", "", found), words_of(SAMPLES[name])
    # Side-by-side columns are read in another order, and page numbers come besides; so signs are counted.
    missing = {sign: wanted.count(sign) - have.count(sign) for sign in set(wanted)}
    assert {sign for sign, count in missing.items() if count > 0} == set()
    assert {sign for sign, count in missing.items() if count < 0} <= set("0123456789") | repeated_heads(name)
    for line in plain_lines(compose(SAMPLES[name])):
        for word in nfc(line).split():
            assert word in found


@EVERY
def test_same_content_same_bytes(name: str):
    assert docx_file(SAMPLES[name]) == docx_file(SAMPLES[name])
    assert pdf(SAMPLES[name]) == pdf(SAMPLES[name])


def test_an_issued_pdf_is_tagged_and_fit_for_keeping():
    data = pdf(SAMPLES["decision_state"])
    assert data.startswith(b"%PDF-1.7") and b"/MarkInfo" in data and b"pdfaid:part" in data
    assert b"D:20260312" in data


def test_page_images_for_preview_are_one_png_per_page():
    images = page_images(SAMPLES["plan_state"], ppi=40)
    assert len(images) == 2 and all(image.startswith(b"\x89PNG") for image in images)
