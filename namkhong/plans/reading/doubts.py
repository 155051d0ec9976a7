"""What the user should look at before adopting the reading, as plain sentences."""

import re
from collections.abc import Iterator

from namkhong.plans.reading.dates import read_years
from namkhong.plans.reading.document import Document
from namkhong.plans.reading.items import Basis, Deadline, Doubt, Genre, Reading, Recurrence, Source
from namkhong.plans.reading.pages import PageTrouble
from namkhong.plans.reading.passages import Passage
from namkhong.plans.reading.references import find_references
from namkhong.plans.reading.words import at_any, key_text

_MOBILE = re.compile(r"(?<![\d/])(?:\+?84|0)\s?[.\-]?[35789](?:[\s.\-]?\d){8}(?![\d/])")


def find_doubts(document: Document, reading: Reading, trouble: PageTrouble) -> tuple[Doubt, ...]:
    """All warnings, in the order of weight."""
    out: list[Doubt] = []
    for find in (_genre, _pages, _ranges, _citations, _chain, _phone, _draft, _duplicates):
        out.extend(find(document, reading, trouble))
    return tuple(out)


def _doubt(code: str, sentence: str, source: Source | None = None) -> Doubt:
    return Doubt(code=code, sentence=sentence, source=source, basis=Basis.INFERRED)


def _genre(document: Document, reading: Reading, trouble: PageTrouble) -> Iterator[Doubt]:
    if reading.genre is Genre.NEWS:
        yield _doubt(
            "news",
            "Đây là bài báo viết về kế hoạch, không phải bản kế hoạch; nên xin văn bản gốc trước khi triển khai.",
        )
    elif reading.genre not in (Genre.PLAN, Genre.PROGRAMME, Genre.GUIDELINE) and not document.attached_to_decision:
        yield _doubt(
            "not_a_plan",
            f"Văn bản này là {reading.genre_name}, không phải kế hoạch; hãy kiểm tra có chọn đúng tệp không.",
        )


def _pages(document: Document, reading: Reading, trouble: PageTrouble) -> Iterator[Doubt]:
    if trouble.first_page_lost:
        yield _doubt(
            "first_page_lost",
            "Văn bản bắt đầu ở giữa chừng: có lẽ thiếu trang đầu với tên, số, ngày và căn cứ. "
            "Phần thiếu được để trống.",
        )
    for before, after in trouble.out_of_order[:1]:
        first = before.marker.label if before.marker else ""
        second = after.marker.label if after.marker else ""
        source = document.page.source(after.start, after.start + len(after.title))
        yield _doubt(
            "pages_out_of_order",
            f"Các trang có thể bị xếp sai thứ tự: mục {second} đứng sau mục {first}. "
            "Hãy xem lại việc giao cho từng cơ quan.",
            source,
        )
    for node in trouble.broken_after:
        source = document.page.source(node.start, node.start + len(node.title))
        yield _doubt("broken_sentence", "Câu này bị ngắt giữa chừng; phần còn lại có thể nằm ở trang khác.", source)


def _ranges(document: Document, reading: Reading, trouble: PageTrouble) -> Iterator[Doubt]:
    """Ranges of years of the plan that start alike and end differently."""
    found: dict[int, dict[int, Source]] = {}
    for line in [*document.title, *document.intro, *document.body]:
        if "iai đoạn" not in line.text and "IAI ĐOẠN" not in line.text:
            continue
        toks = Passage(line.text, line.start).tokens()
        for index in range(len(toks)):
            after = at_any(toks, index, ("giai đoạn",))
            years = read_years(toks, after) if after >= 0 else None
            if years is not None:
                source = document.page.source(toks[index].start, toks[years.after - 1].end)
                found.setdefault(years.start, {}).setdefault(years.end, source)
    stages = {stage.start_year for stage in reading.stages}
    for start, ends in found.items():
        if len(ends) > 1 and (start in stages or not stages):
            listed = " và ".join(f"{start} - {end}" for end in sorted(ends))
            yield _doubt(
                "contradictory_ranges",
                f"Văn bản nêu các khoảng năm khác nhau: {listed}. Hãy chọn khoảng đúng.",
                list(ends.values())[-1],
            )


def _citations(document: Document, reading: Reading, trouble: PageTrouble) -> Iterator[Doubt]:
    """The same number cited with two different days."""
    days: dict[str, object] = {}
    for line in [*document.intro, *document.body]:
        if "số" not in line.text or "/" not in line.text:
            continue
        for reference in find_references(document.page, Passage(line.text, line.start)):
            if reference.number is None or reference.issued_on is None:
                continue
            known = days.setdefault(reference.number, reference.issued_on)
            if known != reference.issued_on:
                yield _doubt(
                    "two_dates",
                    f"{reference.kind} số {reference.number} được ghi hai ngày khác nhau. Hãy đối chiếu bản gốc.",
                    reference.source,
                )


def _chain(document: Document, reading: Reading, trouble: PageTrouble) -> Iterator[Doubt]:
    """A body whose own day comes no later than the day of those who report to it."""
    uppers: dict[str, list[Deadline]] = {}
    for item in reading.deadlines[:500]:
        uppers.setdefault(key_text(item.from_body or ""), []).append(item)
    for lower in reading.deadlines[:500]:
        for upper in uppers.get(key_text(lower.to_body or ""), []):
            if _too_early(lower, upper):
                yield _doubt(
                    "chain",
                    f"{upper.from_body} phải báo cáo ngày {upper.day}/{upper.month}, "
                    f"không muộn hơn hạn {lower.day}/{lower.month} "
                    "của các đơn vị gửi lên; hãy kiểm tra lại hai hạn này.",
                    upper.source,
                )


def _too_early(lower: Deadline, upper: Deadline) -> bool:
    if not (lower.to_body and upper.from_body and lower.day and lower.month and upper.day and upper.month):
        return False
    same = lower is not upper
    cycle = lower.recurring is Recurrence.YEARLY and upper.recurring is Recurrence.YEARLY
    alike = lower.period_name == upper.period_name and (cycle or lower.year == upper.year)
    return same and alike and (upper.month, upper.day) <= (lower.month, lower.day)


def _phone(document: Document, reading: Reading, trouble: PageTrouble) -> Iterator[Doubt]:
    found = _MOBILE.search(document.page.text)
    if found is not None:
        yield _doubt(
            "personal_phone",
            "Văn bản có số điện thoại di động của cá nhân; không nên đưa phần này lên trang công khai.",
            document.page.source(found.start(), found.end()),
        )


def _draft(document: Document, reading: Reading, trouble: PageTrouble) -> Iterator[Doubt]:
    if reading.genre is not Genre.NEWS and not trouble.first_page_lost:
        if reading.doc_number is None:
            yield _doubt(
                "no_number",
                "Không thấy số văn bản; có thể đây là bản dự thảo hoặc bản sao lược bớt phần đầu.",
            )
        if reading.issued_on is None:
            yield _doubt("no_date", "Không thấy ngày ban hành đầy đủ ngày, tháng, năm.")


def _duplicates(document: Document, reading: Reading, trouble: PageTrouble) -> Iterator[Doubt]:
    """Two sections with the same number side by side."""
    for parent in document.root.walk():
        seen: set[tuple[int, str]] = set()
        for node in parent.children:
            if not node.numbered or node.marker is None:
                continue
            mark = (int(node.marker.kind), node.marker.label)
            if mark in seen and len(node.marker.label) > 1 and "." in node.marker.label:
                source = document.page.source(node.start, node.start + len(node.title))
                yield _doubt("duplicate_number", f"Có hai mục cùng đánh số {node.marker.label}.", source)
            seen.add(mark)
