"""From raw text to normalised text: one paragraph, heading or bullet per line, with spans that stay true."""

import re
from dataclasses import dataclass, replace

from namkhong.plans.reading import blanks, markers
from namkhong.plans.reading.cells import NOWHERE, Place, places, with_tables
from namkhong.plans.reading.narrow import cells_of, is_broken, part_foot, part_signatures, unfold
from namkhong.plans.reading.words import compose, is_upper, quotes_open, squeeze

_RULE = re.compile(r"[-_=*.…\s]{3,}")
_PAGE_NUMBER = re.compile(r"(trang\s*)?[-–\s]*\d{1,3}[-–\s]*(/\s*\d{1,3})?", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_SENTENCE_END = (".", ";", ":", "!", "?", "./", "…", ".”", "”.", ".)", ";”")
_SHORT_HEADING = 60
_STARTS_A_YEAR = ("1", "2", "-", "–", "—")
_WRAP_LIMIT = 135
_HEADER_LINES = 25
_NARROW_LINES = 40


@dataclass(frozen=True)
class Raw:
    """A physical line, cleaned; `gap` tells that blank lines stood before it, `cell` counts table cells.

    `place` tells where in a table with rows it stands.
    """

    text: str
    gap: bool
    bold: bool
    cell: int
    page: int
    indented: bool
    place: Place = NOWHERE


@dataclass(frozen=True)
class Line:
    """A logical line of the normalised text: `text == normalised[start:end]`.

    In a table whose rows are known, `row` counts the rows of all tables from 1 and `column` the cells of the row from
    0; elsewhere, and in flattened tables, both are 0. `table` numbers those tables from 1.
    """

    text: str
    start: int
    number: int
    gap: bool
    bold: bool
    cell: int
    page: int
    parts: int
    table: int = 0
    row: int = 0
    column: int = 0

    @property
    def end(self) -> int:
        """Offset just after the line."""
        return self.start + len(self.text)


def normalise(text: str) -> tuple[str, list[Line]]:
    """The normalised text (lines joined by a newline) and its lines with offsets."""
    joined = _join(_raw_lines(text))
    out: list[Line] = []
    start = 0
    for number, parts in enumerate(joined, 1):
        whole = squeeze(_whole(parts))
        first = parts[0]
        bold = all(part.bold for part in parts)
        out.append(Line(whole, start, number, first.gap, bold, first.cell, first.page, len(parts), *first.place))
        start += len(whole) + 1
    return "\n".join(line.text for line in out), out


def _whole(parts: list[Raw]) -> str:
    """The parts as one line; a number or word broken after its hyphen ("33/KH-" / "UBND") is put together."""
    out = parts[0].text
    for part in parts[1:]:
        broken = out[-1:] == "-" and out[-2:-1].isalnum() and part.text[:1].isalnum()
        out += part.text if broken else f" {part.text}"
    return out


def _raw_lines(text: str) -> list[Raw]:
    """Physical lines without markdown marks, rules and page numbers."""
    clean = _INVISIBLE.sub("", compose(text).replace("\r\n", "\n").replace("\r", "\n"))
    text = part_signatures(part_foot(unfold(with_tables(blanks.telling(clean)))))
    out: list[Raw] = []
    gap, cell, page, emphasis = False, 0, 0, False
    pieces = re.split(r"([\n\x0b\x0c\x85\u2028\u2029])", text)
    where = places(pieces)
    for index, physical in enumerate(pieces):
        if physical == "\x0c":
            page, gap = page + 1, True
        stripped = physical.strip()
        if not stripped or stripped in "\n":
            gap = gap or (physical not in "\n\x0b\x85\u2028\u2029" or physical == "")
            continue
        if stripped.strip("|") == "":
            cell, gap = cell + 1, True
            continue
        bold, emphasis = _emphasis(stripped, emphasis)
        clean = _without_marks(stripped)
        if not clean or _RULE.fullmatch(clean):
            gap = True
            continue
        columns = _columns(stripped, clean) if len(out) < _HEADER_LINES else [clean]
        place = where.get(index, NOWHERE)
        for number, column in enumerate(columns):
            indented = physical[:1] in " \u00a0\t"
            out.append(Raw(column, gap and number == 0, bold, cell + number, page, indented, place))
        gap = False
    return _mend_heads(_without_page_numbers(out))


def _columns(physical: str, clean: str) -> list[str]:
    """The cells of a line of the head; bars and wide gaps tell where they are printed."""
    cells = cells_of(physical)
    return [_without_marks(cell) for cell in cells] if len(cells) > 1 else markers.split_columns(clean)


def _mend_heads(raws: list[Raw]) -> list[Raw]:
    """Put together the words and names that the narrow cells of a head broke over two lines."""
    out: list[Raw] = []
    for index, raw in enumerate(raws):
        last = out[-1] if out else raw
        if out and index < _NARROW_LINES and raw.cell == last.cell and not raw.gap and is_broken(last.text, raw.text):
            out[-1] = replace(last, text=f"{last.text} {raw.text}")
        else:
            out.append(raw)
    return out


def _emphasis(line: str, inside: bool) -> tuple[bool, bool]:
    """Whether all words of the line are bold, and whether bold is still open after it."""
    all_bold = True
    for index, piece in enumerate(line.split("**")):
        if index:
            inside = not inside
        all_bold = all_bold and (inside or not piece.strip("* "))
    return all_bold or line.startswith("#"), inside


def _without_marks(line: str) -> str:
    """The line without markdown emphasis and heading marks."""
    if line.startswith("#"):
        line = re.sub(r"^#{1,6}\s+", "", line)
    if line.startswith("*"):
        line = "* " + line[1:].replace("*", "").strip() if re.match(r"\*\s+[^*\s]", line) else line.replace("*", "")
        return squeeze(line)
    return squeeze(line.replace("*", ""))


def _without_page_numbers(raws: list[Raw]) -> list[Raw]:
    """Drop lines that hold only a page number, unless they sit in a table cell."""
    return [raw for raw in raws if raw.cell or not _PAGE_NUMBER.fullmatch(raw.text)]


def _join(raws: list[Raw]) -> list[list[Raw]]:
    """Group physical lines into logical ones."""
    shape = _Shape(raws)
    out: list[list[Raw]] = []
    closing = False
    head = True
    for index, raw in enumerate(raws):
        head = head and index < _HEADER_LINES and raw.text.rstrip(": ") not in markers.TYPE_NAMES
        apart = head and bool(out) and not raw.cell and is_upper(raw.text) and is_upper(out[-1][-1].text)
        apart = apart or (index < _NARROW_LINES and bool(out) and _leaves_title(out[-1], raw.text))
        if out and not apart and shape.continues(out[-1], raw, closing):
            out[-1].append(raw)
            continue
        out.append([raw])
        closing = _still_closing(closing, raw)
    return out


def _leaves_title(parts: list[Raw], following: str) -> bool:
    """From the capitals of the title to who decides, and from there to the bases."""
    if not is_upper(" ".join(part.text for part in parts)):
        return False
    return markers.starts_intro(following) or (is_upper(following) and markers.starts_author(following))


def _still_closing(closing: bool, raw: Raw) -> bool:
    """Inside "Nơi nhận" and signature lines stand for themselves; a long line or a section ends that."""
    if raw.text.lower().startswith("nơi nhận"):
        return True
    marker = markers.read(raw.text)
    section = marker is not None and marker.kind is markers.Kind.ROMAN
    return closing and not section and len(raw.text) < 200 and raw.text not in markers.TYPE_NAMES


class _Shape:
    """How this document breaks its lines: hard-wrapped or one paragraph per line, blank lines telling or not."""

    def __init__(self, raws: list[Raw]) -> None:
        lengths = sorted(len(raw.text) for raw in raws if len(raw.text) > 30) or [0]
        self.width = lengths[int(len(lengths) * 0.9)]
        full = sum(1 for n in lengths if n >= self.width * 0.75)
        self.wrapped = self.width <= _WRAP_LIMIT and full >= max(4, len(lengths) * 0.3)
        gaps = sum(raw.gap for raw in raws)
        self.gaps_tell = len(raws) * 0.05 < gaps < len(raws) * 0.9

    def continues(self, parts: list[Raw], raw: Raw, closing: bool) -> bool:
        """Whether `raw` goes on with the logical line made of `parts`."""
        last = parts[-1]
        if raw.cell != last.cell:
            return False
        if _cut_short(last.text, raw.text):
            return True
        if markers.is_bare_number(raw.text) or markers.is_bare_number(last.text):
            return markers.is_bare_number(last.text) and not raw.gap and len(parts) == 1
        if markers.read(raw.text) or markers.is_fixed(raw.text) or markers.is_fixed(last.text):
            return False
        if closing:
            return _continues_recipient(parts, raw)
        return self._same_paragraph(parts, last, raw)

    def _same_paragraph(self, parts: list[Raw], last: Raw, raw: Raw) -> bool:
        """Headings in capitals or bold that run over a line, then the rule of this document's shape."""
        headed = markers.read(parts[0].text) is not None
        open_end = not last.text.endswith(_SENTENCE_END)
        if headed and is_upper(last.text) and is_upper(raw.text):
            return open_end
        if last.bold and raw.bold and raw.gap and open_end:
            return self.wrapped and not is_upper(raw.text) and headed
        return self._goes_on(parts, last, raw) if self.wrapped else self._mends_break(last, raw)

    def _goes_on(self, parts: list[Raw], last: Raw, raw: Raw) -> bool:
        """The rule for hard-wrapped text."""
        if markers.starts_intro(raw.text) and (raw.gap or last.text.endswith((";", "."))):
            return False
        if not self.gaps_tell and markers.cites_basis(raw.text) and not last.text.endswith((",", "của", "và")):
            return False
        if self.gaps_tell:
            together = not raw.gap and not self._ends_heading(parts, last, raw)
            return together or self._mends_break(last, raw)
        if raw.page != last.page:
            return self._mends_break(last, raw)
        return self._fills_the_line(last, raw)

    def _ends_heading(self, parts: list[Raw], last: Raw, raw: Raw) -> bool:
        """A short numbered line, or one in capitals, with a sentence of its own behind it."""
        if is_upper(last.text) and len(last.text) < _SHORT_HEADING and any(char.islower() for char in raw.text):
            return True
        goes_on = last.bold and (raw.bold or ":" in raw.text[:30])
        headed = len(parts) == 1 and markers.read(last.text) is not None and not goes_on
        short = len(last.text) < 0.5 * self.width and len(last.text) < _SHORT_HEADING
        return headed and short and raw.text[:1].isupper() and not last.text.endswith((",", ";", ":", " và", " của"))

    def _fills_the_line(self, last: Raw, raw: Raw) -> bool:
        """Without blank lines to tell: a paragraph goes on where the line before was full and unfinished."""
        if is_upper(last.text) and not is_upper(raw.text):
            return False
        fullness = len(last.text) / max(self.width, 1)
        if last.text.endswith(_SENTENCE_END):
            if raw.text[:1].islower() or last.text.count("(") > last.text.count(")"):
                return True
            return not raw.indented and fullness >= 0.85 and not last.text.endswith((";", ":"))
        heading = markers.starts_period(raw.text) and fullness < 0.85
        return not heading and not (fullness < 0.6 and raw.text[:1].isupper())

    @staticmethod
    def _mends_break(last: Raw, raw: Raw) -> bool:
        """A break in mid-sentence: no end mark before it, and a small letter, a digit or a date after it."""
        if last.text.endswith(_SENTENCE_END) or is_upper(last.text):
            return False
        leads_on = last.text.endswith((" ngày", " số", " đến", " từ", " trước", " năm", " tháng", ",", " và"))
        return raw.text[:1].islower() or (raw.text[:1].isdigit() and leads_on)


def _cut_short(last: str, following: str) -> bool:
    """The break fell inside a number or a range of years: "số / 02-...", "2021 / - 2025"."""
    if last.endswith((" số", " Số", " ngày", " tháng", " năm")) and following[:1].isdigit():
        return len(last) > 20
    if last.endswith("-") and following[:1].isupper() and re.search(r"\d/[^\s/]{1,20}-$", last):
        return True
    if re.search(r"(?<!\d)\d{1,3}$", last) and re.match(r"[-–—]\s*\d{1,3}(?:,\d+)?\s*%", following):
        return True
    if following[:1] not in _STARTS_A_YEAR:
        return False
    range_before = re.search(r"(?:19|20)\d\d\s*[-–—]?$", last) is not None
    return (
        range_before
        and re.match(r"[-–—]?\s*(?:19|20)\d\d\b", following) is not None
        and (following[:1] in "-–—" or last[-1] in "-–—")
    )


def _continues_recipient(parts: list[Raw], raw: Raw) -> bool:
    """In the list of recipients only a line that cannot start an item goes on with the one before."""
    if raw.gap and not quotes_open(parts[-1].text):
        return False
    item = parts[0].text[:1] in "-–—+•"
    open_item = item and not parts[-1].text.endswith((";", "."))
    starts_signature = is_upper(raw.text) or (raw.text[:1].isdigit())
    return open_item and not starts_signature and (raw.text[:1] == "(" or raw.text[:1].islower())
