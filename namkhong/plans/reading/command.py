"""The command line: `namkhong read FILE` prints a reading as JSON."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from namkhong.law.closing import why_closed
from namkhong.law.data import documents_by_number
from namkhong.law.rules import status_among
from namkhong.plans.reading.as_json import full, gold_shape
from namkhong.plans.reading.errors import UnreadableFile
from namkhong.plans.reading.items import Reading
from namkhong.plans.reading.read import read_file
from namkhong.plans.reading.scoring import Score, compare, total
from namkhong.plans.rules.critic import Case, Finding, findings
from namkhong.plans.rules.from_reading import clauses_of_reading, head_of_reading
from namkhong.plans.rules.proposals import NumberedClause

_SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".html", ".png", ".jpg", ".tif")


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0 (that it is no plan is said on standard error); 1 when the file cannot be read; 2 for wrong use."""
    parser = argparse.ArgumentParser(prog="namkhong read", description="Đọc một bản kế hoạch và in kết quả dạng JSON.")
    parser.add_argument("file", nargs="?", help="tệp txt, md, html, docx, pdf, hoặc ảnh png, jpg, tif")
    parser.add_argument("--gold-shape", action="store_true", help="in theo dạng của bản chú giải tay")
    parser.add_argument("--critic", action="store_true", help="in những điều nên hỏi lại về kế hoạch")
    parser.add_argument("--evaluate", metavar="DIR", help="chấm mọi tệp có bản chú giải *.gold.json trong thư mục")
    options = parser.parse_args(argv)
    try:
        if options.evaluate:
            return _evaluate(Path(options.evaluate))
        if not options.file:
            parser.error("cần tên tệp, hoặc --evaluate với một thư mục")
        reading = read_file(Path(options.file))
    except UnreadableFile as error:
        print(error.sentence, file=sys.stderr)
        return 1
    except OSError:
        print(f"Không mở được tệp {options.file or options.evaluate}. Hãy kiểm tra đường dẫn.", file=sys.stderr)
        return 1
    if reading.refusal:
        print(reading.refusal, file=sys.stderr)
    if options.critic:
        print(opinions(reading))
        return 0
    shape = gold_shape(reading) if options.gold_shape else full(reading)
    print(json.dumps(shape, ensure_ascii=False, indent=1))
    return 0


def opinions(reading: Reading) -> str:
    """What the critic says of a reading, as plain lines: the finding, its mend, its places with their lines."""
    shape = full(reading)
    case = Case(
        text=reading.text,
        genre=reading.genre,
        head=head_of_reading(shape),
        clauses=[NumberedClause(place, draft) for place, draft in enumerate(clauses_of_reading(shape))],
        complete=reading.complete,
        law=partial(status_among, documents_by_number()),
        off=why_closed,
    )
    found = findings(case)
    return "\n".join(_lines(reading, found)) if found else "Không có góp ý nào."


def _lines(reading: Reading, found: Sequence[Finding]) -> Iterator[str]:
    for finding in found:
        yield f"[{finding.weight.label}] {finding.kind.label}: {finding.sentence}"
        yield f"    Đề nghị: {finding.mend}"
        for spot in finding.spots:
            yield f"    Dòng {reading.text.count(chr(10), 0, spot.start) + 1}: “{spot.quote}”"


def pairs(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Documents of a folder that have an annotation beside them, with the annotation."""
    out = []
    for gold in sorted(folder.glob("*.gold.json")):
        stem = gold.name.removesuffix(".gold.json")
        for suffix in _SUFFIXES:
            document = folder / f"{stem}{suffix}"
            if document.exists():
                out.append((document, json.loads(gold.read_text(encoding="utf-8"))))
                break
    return out


def evaluate(folder: Path) -> dict[str, Score]:
    """The total score of every field over the annotated documents of a folder."""
    return total(compare(gold, gold_shape(read_file(document))) for document, gold in pairs(folder))


def _evaluate(folder: Path) -> int:
    scores = evaluate(folder)
    if not scores:
        print("Thư mục không có bản chú giải nào (*.gold.json).", file=sys.stderr)
        return 1
    print(f"{'field':18}{'P':>7}{'R':>7}{'F1':>7}{'right':>7}{'read':>6}{'gold':>6}")
    for name, score in scores.items():
        print(
            f"{name:18}{score.precision:7.2f}{score.recall:7.2f}{score.f1:7.2f}"
            f"{score.right:7}{score.predicted:6}{score.annotated:6}"
        )
    print(f"{'macro F1':32}{sum(score.f1 for score in scores.values()) / len(scores):7.2f}")
    return 0
