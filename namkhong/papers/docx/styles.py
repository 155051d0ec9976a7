"""The styles of a profile as Word styles with Vietnamese names, and small marks inside paragraphs."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from namkhong.papers.docx.xml import child
from namkhong.papers.profiles import FONT, Profile, TextStyle

SPACER = "spacer"
_PREFIX = "nk-"  # keeps our style ids apart from those that Word brings along ("Title", "Caption")
_SPACER_NAME = "Dòng đệm"
RULE_HEIGHT = 2.0  # points
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def install(word: Document, profile: Profile) -> None:
    """Put the profile's styles into a new Word document; Normal is the body face at single spacing."""
    _settings(word)
    normal = word.styles["Normal"]
    _face(normal, TextStyle(name="Normal", size=profile.styles["paragraph"].size))
    for key, style in profile.styles.items():
        made = word.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
        made.element.styleId = _PREFIX + key
        made.base_style = normal
        made.quick_style = True
        _face(made, style)
    spacer = word.styles.add_style(_SPACER_NAME, WD_STYLE_TYPE.PARAGRAPH)
    spacer.element.styleId = _PREFIX + SPACER
    spacer.base_style = normal
    spacer.font.size = Pt(1)
    spacer.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    spacer.paragraph_format.line_spacing = Pt(1)


def _settings(word: Document) -> None:
    """Not in compatibility mode, so that newer Word versions set lines as this file means them."""
    compat = child(word.settings.element, "w:compat", {}, before=("w:rsids", "w:themeFontLang", "w:decimalSymbol"))
    uri = "http://schemas.microsoft.com/office/word"
    child(compat, "w:compatSetting", {"w:name": "compatibilityMode", "w:uri": uri, "w:val": "15"})


def _face(made: ParagraphStyle, style: TextStyle) -> None:
    font, shape = made.font, made.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(style.size), style.bold, style.italic
    font.color.rgb = RGBColor(0, 0, 0)
    properties = made.element.get_or_add_rPr()
    faces = {f"w:{script}": FONT for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    child(properties, "w:rFonts", faces, before=("w:b", "w:i", "w:color", "w:sz", "w:szCs", "w:lang"))
    child(properties, "w:lang", {"w:val": "vi-VN", "w:eastAsia": "vi-VN"})
    shape.alignment = _ALIGN[style.align]
    shape.first_line_indent = Mm(style.first_line_mm)
    shape.space_before, shape.space_after = Pt(style.before), Pt(style.after)
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
    shape.keep_with_next = style.keep_next
    shape.widow_control = True
    if style.outline:
        child(made.element.get_or_add_pPr(), "w:outlineLvl", {"w:val": str(style.outline - 1)})


def dress(paragraph: Paragraph, key: str) -> None:
    """Give the paragraph the style of this key of the profile (straight by its id: names are looked up slowly)."""
    paragraph._p.style = _PREFIX + key


def exact_height(paragraph: Paragraph, points: float) -> None:
    """A paragraph of this height whatever is in it."""
    shape = paragraph.paragraph_format
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(points)


def top_border(paragraph: Paragraph) -> None:
    """A solid line of 0.75 pt over the paragraph."""
    follow = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    border = child(paragraph._p.get_or_add_pPr(), "w:pBdr", {}, before=follow)
    child(border, "w:top", {"w:val": "single", "w:sz": "6", "w:space": "0", "w:color": "000000"})


def page_field(paragraph: Paragraph) -> None:
    """The number of the page, kept up to date by Word."""
    field = child(paragraph._p, "w:fldSimple", {"w:instr": "PAGE"})
    run = child(field, "w:r", {})
    text = child(run, "w:t", {})
    text.text = "2"
