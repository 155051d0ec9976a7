"""Criteria with points: from tables, and from numbered lines that end in "(10 điểm)"."""

import re
from dataclasses import dataclass, field

from namkhong.plans.reading.columns import Column
from namkhong.plans.reading.document import Document
from namkhong.plans.reading.items import CriteriaGroup
from namkhong.plans.reading.outline import Node
from namkhong.plans.reading.tables import Row, Table
from namkhong.plans.reading.words import squeeze

_ROMAN = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])\s?[.)]?")
_WHOLE = re.compile(r"\d{1,2}\s?[.)]?")
_POINTS = re.compile(r"(?:tối đa\s*)?(\d{1,3}(?:[,.]\d{1,2})?)", re.IGNORECASE)
_IN_TEXT = re.compile(r"\(\s*(?:tối đa\s*)?(\d{1,3}(?:,\d{1,2})?)\s*điểm\s*\)", re.IGNORECASE)
# Points beside the scale: they do not count towards the whole.
_BESIDE = ("điểm thưởng", "điểm cộng", "điểm trừ", "điểm khuyến khích")
_SUMS = ("tổng", "tổng cộng", "tổng điểm", "cộng")


@dataclass
class _Group:
    """A group while its rows are read."""

    title: str
    points: float | None
    start: int
    end: int
    criteria: list[str] = field(default_factory=list)
    criteria_points: list[float | None] = field(default_factory=list)
    subs: list[list[str]] = field(default_factory=list)


def read_rubrics(document: Document) -> tuple[CriteriaGroup, ...]:
    """Every group of criteria that has points, in the order of the text."""
    out = [group for table in document.tables if table.rubric for group in _of_table(document, table)]
    return tuple(out or [group for node in document.root.walk() for group in _of_lines(document, node)])


def points_of(text: str) -> float | None:
    """The points a cell or a bracket names: "20", "05 điểm", "Tối đa 3"."""
    found = _POINTS.fullmatch(text.lower().replace("điểm", "").strip(" .+-"))
    return float(found[1].replace(",", ".")) if found else None


def _of_table(document: Document, table: Table) -> list[CriteriaGroup]:
    work = table.place(Column.CRITERION)
    work = table.place(Column.TASK) if work is None else work
    groups: list[_Group] = []
    for row in table.rows:
        text = row.text(work)
        if not text or text.lower().strip(" :.").startswith(_SUMS):
            continue
        _add(groups, row, row.text(table.place(Column.NUMBER)), text, points_of(row.text(table.place(Column.POINTS))))
    return [_made(document, group) for group in groups if group.criteria]


def _add(groups: list[_Group], row: Row, label: str, text: str, points: float | None) -> None:
    """A roman label heads a group, a whole number names a criterion, all else is a part of the last criterion."""
    start, end = row.lines[0].start, row.lines[-1].end
    if _ROMAN.fullmatch(label):
        groups.append(_Group(text, points, start, end))
        return
    if not groups:
        groups.append(_Group("", None, start, end))
    group = groups[-1]
    group.end = end
    if _WHOLE.fullmatch(label) or not group.criteria:
        group.criteria.append(text)
        group.criteria_points.append(points)
        group.subs.append([])
        return
    group.subs[-1].append(f"{text} ({shown(points)} điểm)" if points is not None else text)


def shown(points: float | None) -> str:
    """Points as Vietnamese write them: 20 or 2,5."""
    return f"{points:g}".replace(".", ",") if points is not None else ""


def _made(document: Document, group: _Group) -> CriteriaGroup:
    told = [
        points
        for text, points in zip(group.criteria, group.criteria_points, strict=True)
        if points is not None and not text.lower().startswith(_BESIDE)
    ]
    return CriteriaGroup(
        group=group.title,
        criteria=tuple(group.criteria),
        sub_counts=tuple(len(subs) for subs in group.subs),
        points=tuple(group.criteria_points),
        max_points=group.points if group.points is not None else sum(told) if told else None,
        subs=tuple(tuple(subs) for subs in group.subs),
        source=document.page.source(group.start, group.end),
        confidence=0.85,
    )


def _of_lines(document: Document, node: Node) -> list[CriteriaGroup]:
    """A heading whose numbered items each say how many points they give."""
    listed = [child for child in node.children if child.numbered]
    scored = [(child, found) for child in listed if (found := _IN_TEXT.search(child.title)) is not None]
    if len(scored) < 2 or len(scored) * 2 <= len(listed):
        return []
    first, last = scored[0][0], scored[-1][0]
    group = _Group("", None, first.start, last.start + len(last.title))
    for child, found in scored:
        group.criteria.append(squeeze(child.title[: found.start()]).strip(" .:;") or squeeze(child.title))
        group.criteria_points.append(points_of(found[1]))
        group.subs.append([squeeze(sub.title) for sub in child.children if sub.marker is not None])
    return [_made(document, group)]
