"""Tasks with who leads, who helps, what comes out and by when: from tables and from labelled lines."""

import re
from dataclasses import dataclass, replace

from namkhong.plans.reading.bounds import find_hits
from namkhong.plans.reading.columns import Column, column_of
from namkhong.plans.reading.cycles import recurrence_of
from namkhong.plans.reading.dates import Moment, read_date
from namkhong.plans.reading.document import Document
from namkhong.plans.reading.hits import Hit
from namkhong.plans.reading.items import Basis, Bound, Recurrence, Task
from namkhong.plans.reading.outline import Node
from namkhong.plans.reading.passages import Passage
from namkhong.plans.reading.tables import Row, Table
from namkhong.plans.reading.words import Token, find_any, squeeze, tokens

_GROUP_LABEL = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])\s?[.)]?")
_MARK = re.compile(r"^(?:\d{1,3}(?:\.\d{1,2}){0,2}[.)]?|[-–+*•])\s+")
_CYCLES = (
    (("hằng tháng", "mỗi tháng"), Recurrence.MONTHLY),
    (("hằng quý", "mỗi quý"), Recurrence.QUARTERLY),
    (("hằng năm", "mỗi năm"), Recurrence.YEARLY),
)
_SUBJECTS = (
    "chủ trì",
    "phối hợp",
    "thực hiện",
    "thời gian",
    "thời hạn",
    "hoàn thành",
    "sản phẩm",
    "kết quả",
    "tiến độ",
)
_LEADS = re.compile(r"\s*(?:chủ trì|làm đầu mối)\b[\s,;]*(?:phối hợp với|phối hợp)?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Due:
    """The time of a task: the day as far as printed, how it binds, how often it comes."""

    moment: Moment | None
    bound: Bound | None
    recurring: Recurrence


def read_tasks(document: Document) -> tuple[Task, ...]:
    """Every task of the tables, then those told by labelled lines, in the order of the text."""
    behind = {line.number for line in document.annex}
    out = [
        replace(task, in_annex=table.first in behind)
        for table in document.tables
        if not table.rubric
        for task in _of_table(document, table)
    ]
    for node in document.root.walk():
        task = _of_fields(document, node)
        out.extend([task] if task is not None else [])
    return tuple(sorted(out, key=lambda task: task.source.start if task.source else 0))


def _of_table(document: Document, table: Table) -> list[Task]:
    out: list[Task] = []
    group = ""
    work = table.place(Column.TASK) or 0
    for row in table.rows:
        if _is_group(row, table, work):
            group = _text_of(row, work)
            continue
        task = _task(document, table, row, work, group)
        out.extend([task] if task is not None else [])
    return out


def _is_group(row: Row, table: Table, work: int) -> bool:
    """A row that only heads those below it: a label and one text, or one merged cell."""
    filled = [column for column in row.cells if row.text(column) and table.columns[column : column + 1]]
    texts = [row.text(column) for column in filled]
    rest = [text for text in texts if not _GROUP_LABEL.fullmatch(text)]
    if len(set(rest)) == 1 and len(rest) == len(texts) and len(texts) > 1:
        return True  # one merged cell, told once for each column
    number = table.place(Column.NUMBER)
    outside = [column for column in filled if column not in (number, work)]
    if outside:
        return False
    label = row.text(number)
    return _GROUP_LABEL.fullmatch(label) is not None or (len(filled) == 1 and len(table.columns) > 2)


def _text_of(row: Row, work: int) -> str:
    text = row.text(work) or next((row.text(column) for column in sorted(row.cells) if row.text(column)), "")
    return _MARK.sub("", text)


def _task(document: Document, table: Table, row: Row, work: int, group: str) -> Task | None:
    text = _MARK.sub("", row.text(work))
    if len(text) < 4:
        return None
    lead, helpers = _who(row.text(table.place(Column.LEAD)), row.text(table.place(Column.WITH)))
    printed = row.text(table.place(Column.DUE))
    due = read_due(tokens(printed), printed)
    lines = row.lines
    number = row.text(table.place(Column.NUMBER)).strip(" .)")
    return Task(
        number=number,
        group=group,
        text=text,
        lead=lead,
        with_whom=helpers,
        product=row.text(table.place(Column.PRODUCT)),
        due=printed,
        day=due.moment.day if due.moment else None,
        month=due.moment.month if due.moment else None,
        year=due.moment.year if due.moment else None,
        quarter=due.moment.quarter if due.moment else None,
        bound=due.bound,
        recurring=due.recurring,
        in_table=True,
        source=document.page.source(lines[0].start, lines[-1].end),
        confidence=0.9 if lead or printed else 0.7,
    )


def _who(lead: str, helpers: str) -> tuple[str, str]:
    """One cell may name both: "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính"."""
    parts = _LEADS.split(lead, maxsplit=1)
    if len(parts) == 2 and parts[0]:
        return parts[0].strip(" ,;:."), helpers or parts[1].strip(" ,;:.")
    if len(parts) == 2:
        return parts[1].strip(" ,;:."), helpers
    return lead.strip(" ,;:."), helpers.strip(" ,;:.")


def read_due(toks: list[Token], printed: str) -> Due:
    """The time that a cell or a labelled line holds; nothing where it says "thường xuyên" and the like."""
    if find_any(toks, ("dự kiến",)) >= 0:
        return Due(None, None, Recurrence.ONCE)
    hits = find_hits(toks, "")
    moment, bound = (hits[0].moment, hits[0].bound) if hits else (None, None)
    if moment is None:
        moment = next((found for index in range(min(len(toks), 8)) if (found := read_date(toks, index))), None)
        bound = None if moment is None else Bound.BY if moment.day else Bound.WITHIN
    recurring = next((often for words, often in _CYCLES if find_any(toks, words) >= 0), Recurrence.ONCE)
    if moment is not None and recurring is Recurrence.ONCE and moment.year is None and moment.day is not None:
        hit = hits[0] if hits else Hit(Bound.BY, moment, moment.first, moment.after)
        recurring = recurrence_of(toks, hit)[0]
    return Due(moment, bound, recurring)


def _of_fields(document: Document, node: Node) -> Task | None:
    """A numbered task whose lead, helpers and time stand on labelled lines below it."""
    if not node.children or len(node.children) > 40 or node.line is None:
        return None
    fields: dict[Column, str] = {}
    last = node
    for child in node.children:
        label, colon, rest = child.title.partition(":")
        kind = column_of(label) if colon and len(label) < 45 and _is_field(label) else Column.OTHER
        if kind in (Column.LEAD, Column.WITH, Column.PRODUCT, Column.DUE):
            fields.setdefault(kind, squeeze(rest).strip(" .;"))
            last = child
    if Column.LEAD not in fields or not ({Column.DUE, Column.WITH} & set(fields)):
        return None
    printed = fields.get(Column.DUE, "")
    due = read_due(tokens(printed), printed)
    text = Passage(node.title, node.start).trimmed()
    lead, helpers = _who(fields[Column.LEAD], fields.get(Column.WITH, ""))
    return Task(
        number=node.where,
        group="",
        text=text.text,
        lead=lead,
        with_whom=helpers,
        product=fields.get(Column.PRODUCT, ""),
        due=printed,
        day=due.moment.day if due.moment else None,
        month=due.moment.month if due.moment else None,
        year=due.moment.year if due.moment else None,
        quarter=due.moment.quarter if due.moment else None,
        bound=due.bound,
        recurring=due.recurring,
        source=document.page.source(node.start, last.start + len(last.title)),
        confidence=0.85,
        basis=Basis.PRINTED,
    )


def _is_field(label: str) -> bool:
    low = label.lower()
    return any(word in low for word in _SUBJECTS)
