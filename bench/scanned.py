"""How much of a plan is lost between its text and its scan: both read, both scored against the same annotation.

The plans are the project's own annotated ones; each is set as PDF, and the scan is made from that PDF.
"""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import typst
from PIL import Image, ImageFilter

from bench.rows import Row
from namkhong.plans.reading.as_json import gold_shape
from namkhong.plans.reading.read import read_file
from namkhong.plans.reading.scoring import Score, compare, total

_PLANS = Path(__file__).parents[1] / "tests" / "plans" / "reading" / "own"
_CHOSEN = ("a01_bo", "a04_truong", "a05_benhvien", "a06_xa")
_PAGE = '#set page(paper: "a4", numbering: "1")\n#set text(font: "New Computer Modern", size: 13pt)\n'


def rows() -> Iterator[Row]:
    """The mean F1 over all fields of the scans, beside that of the PDF with text."""
    scans, texts = [], []
    for name in _CHOSEN:
        gold = json.loads((_PLANS / f"{name}.gold.json").read_text())
        made = printed((_PLANS / f"{name}.txt").read_text().split("\n"))
        texts.append(compare(gold, gold_shape(read_file(made))))
        scans.append(compare(gold, gold_shape(read_file(scan(made)))))
    f1, control = _mean(total(scans)), _mean(total(texts))
    yield Row("plans.scan_f1", round(f1, 3), "F1", round(control, 3), "the same as PDF with text", "ratio >= 0.9")


def _mean(scores: dict[str, Score]) -> float:
    return sum(score.f1 for score in scores.values()) / len(scores)


def printed(lines: list[str]) -> bytes:
    """Lines as paragraphs of a PDF; bars between cells are left out."""
    shown = (line.replace("**", "") for line in lines if line.strip().strip("|"))
    made = typst.compile((_PAGE + "\n\n".join(map(_escaped, shown))).encode())
    assert isinstance(made, bytes)
    return made


def _escaped(line: str) -> str:
    return "".join(f"\\{sign}" if sign.isascii() and not sign.isalnum() and sign != " " else sign for sign in line)


def scan(made: bytes, most: int = 40) -> bytes:
    """Pages as pictures: 200 dots to the inch, noise, blur, a little askew, pressed as JPEG."""
    document = pdfium.PdfDocument(made)
    pictures = []
    for index in range(min(len(document), most)):
        picture = document[index].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
        turned = picture.rotate((-1.5, 0.7, 1.2)[index % 3], Image.Resampling.BICUBIC, fillcolor=245)
        noisy = Image.blend(turned, Image.effect_noise(turned.size, 40), 0.15)
        pictures.append(noisy.filter(ImageFilter.GaussianBlur(0.6)))
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=200, quality=60)
    return out.getvalue()
