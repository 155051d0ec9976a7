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
    taken: set[tuple[int, int]] = set()
    for place, cells in enumerate(grid.head):
        row = table.rows[place]._tr.get_or_add_trPr()
        child(row, "w:cantSplit", {})
        child(row, "w:tblHeader", {})
        column = 0
        for cell in cells:
            while (place, column) in taken:
                column += 1
            last = table.cell(place + cell.down - 1, column + cell.across - 1)
            merged = table.cell(place, column)
            if cell.down > 1 or cell.across > 1:
                merged = merged.merge(last)
            _write(merged, cell.text, "table_head")
            taken |= {(place + down, column + side) for down in range(cell.down) for side in range(cell.across)}
            column += cell.across


def _write(cell: _Cell, text: str, style: str) -> None:
    for surplus in cell.paragraphs[1:]:
        surplus._p.getparent().remove(surplus._p)
    paragraph = cell.paragraphs[0]
    dress(paragraph, style)
    paragraph.add_run(text)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
