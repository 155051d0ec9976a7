"""The few Word elements that python-docx has no call for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.table import Table


def child(
    parent: BaseOxmlElement, tag: str, attributes: Mapping[str, str], *, before: Sequence[str] = ()
) -> BaseOxmlElement:
    """The one child ``tag`` of ``parent``, made anew with these attributes, ahead of the first found of ``before``."""
    for old in parent.findall(qn(tag)):
        parent.remove(old)
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    follower = next((found for name in before if (found := parent.find(qn(name))) is not None), None)
    if follower is None:
        parent.append(made)
    else:
        follower.addprevious(made)
    return made


def fixed_widths(table: Table, widths_mm: Sequence[float]) -> None:
    """Columns of these widths in mm that do not stretch with their text."""
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)
    properties = table._tbl.tblPr
    twips = round(sum(widths_mm) / 25.4 * 1440)
    follow = ("w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    child(properties, "w:tblW", {"w:w": str(twips), "w:type": "dxa"}, before=follow)
    child(properties, "w:tblInd", {"w:w": "0", "w:type": "dxa"}, before=follow[2:])


def cell_margins(table: Table, side_mm: float) -> None:
    """The same left and right margin inside every cell, in mm."""
    margins = child(table._tbl.tblPr, "w:tblCellMar", {}, before=("w:tblLook",))
    for side in ("w:left", "w:right"):
        child(margins, side, {"w:w": str(round(side_mm / 25.4 * 1440)), "w:type": "dxa"})
