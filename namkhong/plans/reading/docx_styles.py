"""What styles say about text: capitals, hidden, the font, and the list a paragraph belongs to."""

from typing import NamedTuple

from namkhong.plans.reading.docx_parts import Element, attribute, child, is_on, kind, value_of


class Look(NamedTuple):
    """Facts of one style or one run; None where it does not say."""

    capitals: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    list_number: str | None = None
    list_level: int | None = None

    def over(self, below: "Look") -> "Look":
        """These facts, and where they are silent those of `below`."""
        silent = {name: getattr(below, name) for name, own in zip(self._fields, self, strict=True) if own is None}
        return self._replace(**silent)


def look_of(run_properties: Element | None, paragraph_properties: Element | None = None) -> Look:
    """The facts that properties state themselves."""
    numbers = child(paragraph_properties, "numPr")
    if run_properties is None and numbers is None:
        return _SILENT
    fonts = child(run_properties, "rFonts")
    level = value_of(numbers, "ilvl")
    return Look(
        capitals=is_on(run_properties, "caps"),
        hidden=is_on(run_properties, "vanish"),
        font=(attribute(fonts, "ascii") or attribute(fonts, "hAnsi")) if fonts is not None else None,
        list_number=value_of(numbers, "numId"),
        list_level=int(level) if level and level.isdigit() else None,
    )


_SILENT = Look()


class Styles:
    """The styles of one document, each worked out once with all it is based on."""

    def __init__(self, root: Element | None) -> None:
        self._own: dict[str, tuple[Look, str | None]] = {}
        self._whole: dict[str | None, Look] = {}
        self._default: str | None = None
        self._base = look_of(child(root, "docDefaults", "rPrDefault", "rPr"))
        for style in root if root is not None else ():
            name = attribute(style, "styleId") if kind(style) == "style" else None
            if name is None:
                continue
            self._own[name] = (look_of(child(style, "rPr"), child(style, "pPr")), value_of(style, "basedOn"))
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
                self._default = name

    def paragraph(self, name: str | None) -> Look:
        """The facts of a paragraph style; the document's usual one where none is named."""
        return self._look(name or self._default).over(self._base)

    def run(self, name: str | None) -> Look:
        """The facts of a character style."""
        return self._look(name) if name else _SILENT

    def _look(self, name: str | None) -> Look:
        if name not in self._whole:
            look, seen, at = _SILENT, set(), name
            while at is not None and at in self._own and at not in seen:
                seen.add(at)
                own, below = self._own[at]
                look, at = look.over(own), below
            self._whole[name] = look
        return self._whole[name]
