"""Word files that clerks can go on editing: named styles, borderless tables, rules as paragraph borders.

Opens in Word 2010 and later and in LibreOffice. The same content gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section as WordSection
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from namkhong.papers.content import OfficialDocument, ProfileName
from namkhong.papers.docx.archive import normalised
from namkhong.papers.docx.grids import write_grid
from namkhong.papers.docx.styles import (
    RULE_HEIGHT,
    SPACER,
    dress,
    exact_height,
    install,
    page_field,
    top_border,
)
from namkhong.papers.docx.xml import cell_margins, child, fixed_widths
from namkhong.papers.layout import compose
from namkhong.papers.profiles import PROFILES
from namkhong.papers.sheet import Grid, Item, Line, Pair, Rule, Section, Sheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx_file(document: OfficialDocument) -> bytes:
    """The document as an editable Word file."""
    sheet = compose(document)
    word = docx.Document(io.BytesIO(_dressed(sheet.profile.name)))
    _properties(word, document, sheet)
    for place, section in enumerate(sheet.sections):
        _section(word, section, sheet, first=place == 0)
    out = io.BytesIO()
    word.save(out)
    return normalised(out.getvalue())


@lru_cache
def _dressed(profile: ProfileName) -> bytes:
    """An empty Word file with the styles of a profile; made once, because the styles take longest."""
    word = docx.Document()
    install(word, PROFILES[profile])
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _properties(word: Document, document: OfficialDocument, sheet: Sheet) -> None:
    day = document.issued_on
    made = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)
    core = word.core_properties
    core.title, core.subject, core.author = sheet.heading, "", " ".join(document.issuer.split())
    core.created = core.modified = made.replace(tzinfo=None)
    core.last_modified_by, core.comments, core.keywords, core.language = "", "", "", "vi-VN"
    core.revision = 1


def _section(word: Document, section: Section, sheet: Sheet, *, first: bool) -> None:
    if first:
        target = word.sections[0]
    else:
        target = word.add_section(WD_SECTION.NEW_PAGE)
        dress(word.paragraphs[-1], SPACER)
    _page(target, section)
    _page_number(target, sheet)
    _items(word, section.items, sheet)
    if isinstance(section.items[-1], Pair | Grid):
        _spacer(word)


def _page(target: WordSection, section: Section) -> None:
    page = section.page
    target.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
    target.page_width, target.page_height = Mm(page.width), Mm(page.height)
    target.top_margin, target.bottom_margin = Mm(page.top), Mm(page.bottom)
    target.left_margin, target.right_margin = Mm(page.left), Mm(page.right)
    target.header_distance = target.footer_distance = Mm(page.number_from_edge)


def _page_number(target: WordSection, sheet: Sheet) -> None:
    """Arabic numbers centred in the top margin, from the second page of each section, starting afresh."""
    target.different_first_page_header_footer = True
    child(target._sectPr, "w:pgNumType", {"w:start": "1"}, before=("w:cols", "w:titlePg", "w:docGrid"))
    target.header.is_linked_to_previous = False
    target.first_page_header.is_linked_to_previous = False
    paragraph = target.header.paragraphs[0]
    dress(paragraph, "page_number")
    page_field(paragraph)


def _items(word: Document, items: Sequence[Item], sheet: Sheet) -> None:
    before: Item | None = None
    for kind, run in groupby(items, key=lambda item: (item.item, getattr(item, "left_mm", 0))):
        members = list(run)
        if kind[0] == "pair":
            _pairs(word, [pair for pair in members if isinstance(pair, Pair)], sheet)
        for item in members:
            _item(word, item, before, sheet)
            before = item


def _item(word: Document, item: Item, before: Item | None, sheet: Sheet) -> None:
    match item:
        case Line():
            _write_line(word.add_paragraph(), item, sheet, after_rule=isinstance(before, Rule))
        case Rule():
            _write_rule(word.add_paragraph(), item, sheet.sections[0].page.text_width, sheet)
        case Grid():
            if not (isinstance(before, Line) and sheet.profile.styles[before.style].after):
                exact_height(_spacer(word), sheet.grid_above)
            write_grid(word, item)
        case Pair():
            pass  # set with its neighbours, as rows of one table


def _spacer(word: Document) -> Paragraph:
    paragraph = word.add_paragraph()
    dress(paragraph, SPACER)
    return paragraph


def _write_line(paragraph: Paragraph, line: Line, sheet: Sheet, *, above: float = 0, after_rule: bool = False) -> None:
    style = sheet.profile.styles[line.style]
    dress(paragraph, line.style)
    if above or after_rule:
        paragraph.paragraph_format.space_before = Pt(style.before + above + (sheet.rule_below if after_rule else 0))
    if line.keep:
        paragraph.paragraph_format.keep_with_next = True
    if line.label:
        label = paragraph.add_run(f"{line.label} ")
        label.bold = True if line.label_bold else None
    for place, piece in enumerate(line.text.split("\n")):
        run = paragraph.add_run()
        if place:
            run.add_break()
        run.add_text(piece)
        run.bold = line.bold or None
        run.italic = line.italic or None


def _write_rule(paragraph: Paragraph, rule: Rule, column_mm: float, sheet: Sheet) -> None:
    """A short line: an almost flat paragraph with a border, indented from both sides to the right length."""
    dress(paragraph, SPACER)
    exact_height(paragraph, RULE_HEIGHT)
    aside = max(column_mm - rule.length, 0) / 2
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(aside)
    paragraph.paragraph_format.space_before = Pt(sheet.rule_above)
    paragraph.paragraph_format.keep_with_next = True
    top_border(paragraph)


def _pairs(word: Document, pairs: Sequence[Pair], sheet: Sheet) -> None:
    """Side-by-side blocks as the rows of one table without borders; they stay on one page."""
    if not pairs:
        return
    left, width = pairs[0].left_mm, sheet.sections[0].page.text_width
    table = word.add_table(rows=len(pairs), cols=2)
    fixed_widths(table, (left, width - left))
    cell_margins(table, 0)
    for place, pair in enumerate(pairs):
        row: _Row = table.rows[place]
        child(row._tr.get_or_add_trPr(), "w:cantSplit", {})
        together = place < len(pairs) - 1
        _column(row.cells[0], pair.left, left, pair.above, together, sheet)
        _column(row.cells[1], pair.right, width - left, pair.above, together, sheet)


def _column(
    cell: _Cell, items: Sequence[Line | Rule], width: float, above: float, together: bool, sheet: Sheet
) -> None:
    paragraph = cell.paragraphs[0]
    for place, item in enumerate(items):
        if place:
            paragraph = cell.add_paragraph()
        if isinstance(item, Rule):
            _write_rule(paragraph, item, width, sheet)
        else:
            _write_line(paragraph, item, sheet, above=above if place == 0 else 0)
        if together:
            paragraph.paragraph_format.keep_with_next = True
    if not items:
        dress(paragraph, SPACER)
