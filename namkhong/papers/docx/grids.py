"""Ruled tables in Word: heading rows that repeat, rows that do not split."""

from __future__ import annotations

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table, _Cell

from namkhong.papers.docx.styles import dress
from namkhong.papers.docx.xml import cell_margins, child, fixed_widths
from namkhong.papers.sheet import Grid

_CELL_SIDE_MM = 1.9
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def write_grid(word: Document, grid: Grid) -> None:
    """Append the table to the document."""
    table = word.add_table(rows=len(grid.head) + len(grid.rows), cols=len(grid.widths), style="Table Grid")
    fixed_widths(table, grid.widths)
    cell_margins(table, _CELL_SIDE_MM)
    _head(table, grid)
    rows = list(table.rows)[len(grid.head) :]
    for row, content in zip(rows, grid.rows, strict=True):
        child(row._tr.get_or_add_trPr(), "w:cantSplit", {})
        for cell, text, align in zip(row.cells, content.cells, grid.aligns, strict=True):
            _write(cell, text, "table_cell")
            cell.paragraphs[0].alignment = _ALIGN[align]
            cell.paragraphs[0].runs[0].bold = content.strong or None


def _head(table: Table, grid: Grid) -> None:
    rows = list(table.rows)[: len(grid.head)]
    cells = [list(row.cells) for row in rows]
    taken: set[tuple[int, int]] = set()
    for place, heads in enumerate(grid.head):
        properties = rows[place]._tr.get_or_add_trPr()
        child(properties, "w:cantSplit", {})
        child(properties, "w:tblHeader", {})
        column = 0
        for head in heads:
            while (place, column) in taken:
                column += 1
            merged = cells[place][column]
            if head.down > 1 or head.across > 1:
                merged = merged.merge(cells[place + head.down - 1][column + head.across - 1])
            _write(merged, head.text, "table_head")
            taken |= {(place + down, column + side) for down in range(head.down) for side in range(head.across)}
            column += head.across


def _write(cell: _Cell, text: str, style: str) -> None:
    for surplus in cell.paragraphs[1:]:
        surplus._p.getparent().remove(surplus._p)
    paragraph = cell.paragraphs[0]
    dress(paragraph, style)
    paragraph.add_run(text)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
