"""Reading a long plan beside plain extraction of the same file, and writing official documents."""

import io
import time
from collections.abc import Callable, Iterator
from statistics import median

import docx
import typst

from bench.rows import Row
from bench.sample import long_plan, report
from namkhong.papers.docx import docx_file as write_docx
from namkhong.papers.pdf import pdf as write_pdf
from namkhong.plans.reading.read import read_file

PAGES = 200


def measure() -> Iterator[Row]:
    """Everything about documents."""
    yield from _reading()
    yield from _writing()


def _reading() -> Iterator[Row]:
    """A made-up plan of 200 pages as Word."""
    data = long_plan(PAGES)
    spent = _median(lambda: read_file(data, "ke-hoach.docx"), 3)
    plain = _median(lambda: [p.text for p in docx.Document(io.BytesIO(data)).paragraphs], 3)
    yield Row("plans.read_200_pages_cpu_s", round(spent, 3), "s", round(plain, 3), "python-docx paragraphs", "<= 2")


def _writing() -> Iterator[Row]:
    """A report of some ten pages; the controls are an empty Word file and an empty page of the typesetter."""
    document = report()
    word = _median(lambda: write_docx(document), 5) * 1000
    empty = _median(lambda: docx.Document().save(io.BytesIO()), 5) * 1000
    yield Row("papers.docx_cpu_ms", round(word, 1), "ms", round(empty, 1), "an empty Word file", "<= 1500")
    page = _median(lambda: write_pdf(document), 5) * 1000
    blank = _median(lambda: typst.compile(b"a"), 5) * 1000
    yield Row("papers.pdf_cpu_ms", round(page, 1), "ms", round(blank, 1), "an empty page", "<= 1500")


def _median(work: Callable[[], object], rounds: int) -> float:
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return median(spent)
