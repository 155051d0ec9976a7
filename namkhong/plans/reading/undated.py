"""Reports that are due every year, quarter or month, or at an event, without a day."""

from namkhong.plans.reading.document import Document
from namkhong.plans.reading.items import Bound, Deadline, Recurrence
from namkhong.plans.reading.outline import Node
from namkhong.plans.reading.parties import read_parties
from namkhong.plans.reading.passages import Passage
from namkhong.plans.reading.responsibilities import is_charge
from namkhong.plans.reading.roles import Role, is_within
from namkhong.plans.reading.words import Token, find_any

_REPORT_VERBS = ("báo cáo", "gửi báo cáo", "tổng hợp báo cáo")
_FAR_BEHIND = 16
_CYCLES = (
    (("hằng năm", "hằng năm hoặc đột xuất", "mỗi năm"), Recurrence.YEARLY),
    (("hằng quý", "mỗi quý"), Recurrence.QUARTERLY),
    (("hằng tháng", "mỗi tháng"), Recurrence.MONTHLY),
)


def read_undated(document: Document, node: Node, clause: Passage, owner: str | None, beside: bool) -> Deadline | None:
    """The report that a clause asks for again and again or at an event; None where it is none or nobody gets it.

    `beside` a dated clause of the same sentence only what comes again counts, and its receiver may be left out.
    """
    if not (is_within(node, Role.ORGANISATION) or is_within(node, Role.REPORTING) or is_charge(document, node)):
        return None
    toks = clause.tokens()
    report = find_any(toks, _REPORT_VERBS)
    if report < 0:
        return None
    parties = read_parties(document, toks, owner)
    if (parties.receiver is None and not beside) or parties.receiver_is_purpose:
        return None
    recurring = _stated_recurrence(toks, report)
    event = _event(document, toks, report) if recurring is None and not beside else None
    if event is None and recurring is None:
        return None
    text = clause.trimmed()
    return Deadline(
        text=text.text,
        day=None,
        month=None,
        year=None,
        recurring=recurring or Recurrence.ONCE,
        bound=Bound.ON_EVENT if event else None,
        anchor=event,
        kind="report",
        from_body=parties.sender,
        to_body=parties.receiver,
        via=parties.via,
        source=document.page.of(text),
        confidence=0.75,
    )


def _stated_recurrence(toks: list[Token], report: int) -> Recurrence | None:
    """ "hằng năm", "định kỳ hằng quý" shortly before or right behind the verb of reporting, in the same clause."""
    for words, recurrence in _CYCLES:
        found = find_any(toks, words, max(0, report - 6), report + 1)
        if found >= 0 and not any(token.text in ".;" for token in toks[found:report]):
            return recurrence
        if find_any(toks, words, report + 2, report + 5) == report + 4 and find_any(toks, ("định kỳ",), report) >= 0:
            return recurrence  # "báo cáo định kỳ hằng quý kết quả ..."
        behind = find_any(toks, words, report + 2)
        if behind >= 0 and _closes(toks, report, behind):
            return recurrence
    return None


def _closes(toks: list[Token], report: int, cycle: int) -> bool:
    """ "báo cáo Sở Nội vụ hằng quý.": the cycle ends the clause of the report."""
    between = toks[report:cycle]
    ends = cycle + 2 >= len(toks) or toks[cycle + 2].text in ".;"
    return ends and len(between) < _FAR_BEHIND and not any(token.text in ".;," for token in between)


def _event(document: Document, toks: list[Token], report: int) -> str | None:
    """ "khi tổng kết ...", "sau khi kết thúc ...", "kết thúc ..." as the time of a report."""
    words = ("khi tổng kết", "khi kết thúc", "sau khi", "kết thúc", "khi hoàn thành")
    place = find_any(toks, words, report) if find_any(toks, words, report) >= 0 else find_any(toks, words, 0, 2)
    if place < 0:
        return None
    end = place
    while end < len(toks) and toks[end].text not in ",;.()":
        end += 1
    return document.page.text[toks[place].start : toks[end - 1].end]
