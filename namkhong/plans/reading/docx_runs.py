"""The text of one paragraph: what Word would print, without deletions, codes, notes and hidden text."""

from dataclasses import dataclass, field

from namkhong.plans.reading.docx_parts import Element, attribute, child, is_on, kind, value_of
from namkhong.plans.reading.docx_styles import Look, Styles, look_of
from namkhong.plans.reading.legacy_fonts import charset_of_font, convert

_PASS = frozenset(
    (
        "hyperlink",
        "ins",
        "moveTo",
        "smartTag",
        "customXml",
        "sdtContent",
        "fldSimple",
        "dir",
        "bdo",
        "oMath",
        "oMathPara",
    )
)
_DROPPED_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "TC", "XE")
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_ARROWS_AND_BULLETS = "-"


@dataclass
class Seen:
    """What was met while reading: footnotes in the order of their marks, and what the user should know."""

    notes: list[tuple[str, str]] = field(default_factory=list)
    tracked: bool = False
    legacy: bool = False


class Paragraphs:
    """Reads paragraphs one after another; a field may begin in one and end in another."""

    def __init__(self, styles: Styles, seen: Seen) -> None:
        self._styles = styles
        self._seen = seen
        self._fields: list[str] = []
        self._code: list[str] = []
        self._parts: list[str] = []
        self._boxes: list[Element] = []
        self._look = Look()

    def read(self, paragraph: Element) -> tuple[str, list[Element], Look]:
        """The text, the text boxes anchored in it, and the look of the paragraph with its list."""
        self._parts, self._boxes = [], []
        properties = child(paragraph, "pPr")
        style = self._styles.paragraph(value_of(properties, "pStyle"))
        self._look = style
        for item in paragraph:
            self._inline(item)
        return "".join(self._parts), self._boxes, look_of(None, properties).over(style)

    def _inline(self, item: Element) -> None:
        name = kind(item)
        if name == "r":
            self._run(item)
        elif name in ("ins", "moveTo", "del", "moveFrom"):
            self._seen.tracked = True
            if name in ("ins", "moveTo"):
                self._all(item)
        elif name == "sdt":
            if is_on(child(item, "sdtPr"), "showingPlcHdr") is not True:
                self._all(child(item, "sdtContent"))
        elif name == "AlternateContent":
            self._all(chosen(item))
        elif name == "fldSimple":
            if _field_name(attribute(item, "instr") or "") not in _DROPPED_FIELDS:
                self._all(item)
        elif name in _PASS:
            self._all(item)

    def _all(self, parent: Element | None) -> None:
        for item in parent if parent is not None else ():
            self._inline(item)

    def _run(self, run: Element) -> None:
        properties = child(run, "rPr")
        look = look_of(properties).over(self._styles.run(value_of(properties, "rStyle"))).over(self._look)
        if look.hidden:
            return
        for item in run:
            self._piece(item, look)

    def _piece(self, item: Element, look: Look) -> None:
        name = kind(item)
        if name == "t":
            if not self._inside_code():
                self._parts.append(self._shown(item.text or "", look))
        elif name in _SIGNS:
            if not self._inside_code():
                self._parts.append(_SIGNS[name])
        elif name == "fldChar":
            self._field(attribute(item, "fldCharType"))
        elif name == "instrText":
            self._code.append(item.text or "")
        elif name in ("footnoteReference", "endnoteReference"):
            self._seen.notes.append((name.removesuffix("Reference"), attribute(item, "id") or ""))
        elif name == "sym":
            self._parts.append(_ARROWS_AND_BULLETS)
        elif name == "AlternateContent":
            form = chosen(item)
            for inner in form if form is not None else ():
                self._piece(inner, look)
        elif name in ("drawing", "pict", "object"):
            self._boxes.extend(boxes_in(item))

    def _shown(self, text: str, look: Look) -> str:
        charset = charset_of_font(look.font)
        if charset:
            text, changed = convert(text, charset)
            self._seen.legacy = self._seen.legacy or changed
            if changed and (look.font or "").lower().endswith("h"):
                text = text.upper()
        return text.upper() if look.capitals else text

    def _field(self, step: str | None) -> None:
        if step == "begin":
            self._fields.append("code")
            self._code = []
        elif step == "separate" and self._fields:
            self._fields[-1] = "dropped" if _field_name("".join(self._code)) in _DROPPED_FIELDS else "result"
        elif step == "end" and self._fields:
            self._fields.pop()

    def _inside_code(self) -> bool:
        return any(state != "result" for state in self._fields)


def _field_name(code: str) -> str:
    words = code.split(None, 1)
    return words[0].upper() if words else ""


def chosen(alternatives: Element) -> Element | None:
    """Of the forms in which Word stores the same thing for its newer and older versions, the newer one."""
    found = child(alternatives, "Choice")
    return found if found is not None and len(found) else child(alternatives, "Fallback")


def boxes_in(drawing: Element) -> list[Element]:
    """The outermost text boxes of a drawing, in order, each once."""
    out: list[Element] = []
    waiting = [drawing]
    while waiting:
        at = waiting.pop()
        if kind(at) == "txbxContent":
            out.append(at)
        elif kind(at) == "AlternateContent":
            form = chosen(at)
            waiting.extend([form] if form is not None else [])
        else:
            waiting.extend(reversed(at))
    return out
