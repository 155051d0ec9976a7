"""A document cut into its regions: header, opening paragraphs, body, closing, annexes."""

import re
from dataclasses import dataclass, replace

from namkhong.plans.reading.closing import Closing, read_closing
from namkhong.plans.reading.heads import after_nation, end_of_head, numbers_document, opens_subject
from namkhong.plans.reading.lines import Line, normalise
from namkhong.plans.reading.markers import TYPE_NAMES, Kind, read, starts_author
from namkhong.plans.reading.outline import Node, build
from namkhong.plans.reading.passages import Page, Passage
from namkhong.plans.reading.references import is_basis_line
from namkhong.plans.reading.tables import Table, find_tables
from namkhong.plans.reading.words import is_upper, key_text, quotes_open, squeeze

_FOOTNOTE = re.compile(r"\[\d{1,3}\]\s?")
_ATTACHED = (
    "KẾ HOẠCH",
    "CHƯƠNG TRÌNH",
    "QUY ĐỊNH",
    "QUY CHẾ",
    "HƯỚNG DẪN",
    "ĐỀ ÁN",
    "PHƯƠNG ÁN",
    "CHƯƠNG TRÌNH HÀNH ĐỘNG",
)
_HEADER_LINES = 45
_LONGEST_TITLE = 900
_NAMES_BY_LENGTH = tuple(sorted(TYPE_NAMES - {"LUẬT", "BỘ LUẬT"}, key=len, reverse=True))


@dataclass(frozen=True)
class Document:
    """Regions as lists of lines; `root` is the outline of opening and body; `type_name` as printed."""

    page: Page
    header: list[Line]
    type_name: str | None
    title: list[Line]
    intro: list[Line]
    body: list[Line]
    root: Node
    closing: Closing | None
    annex: list[Line]
    attached_to_decision: bool
    tables: tuple[Table, ...] = ()

    def passage(self, node: Node) -> Passage:
        """The text of a node without its marker."""
        return node.passage


def open_document(text: str) -> Document:
    """Normalise and cut up a text. Never fails: a region that is not there is empty."""
    normalised, lines = normalise(text)
    lines = _type_apart(lines)
    page = Page(normalised, lines)
    type_index = _type_line(lines)
    head = end_of_head(lines) if type_index is None and not _addressed(lines) else 0
    bare_subject = int(type_index is None and not head and bool(lines) and opens_subject(lines[0]))
    start = type_index + 1 if type_index is not None else _addressed(lines) or head or bare_subject
    header = lines[: type_index or head]
    named = type_index is not None or (head and is_upper(lines[min(head, len(lines) - 1)].text))
    title, start = _title(lines, start) if named else ([], start)
    closing = read_closing(page, lines[start:])
    end = start + closing.first if closing else len(lines)
    main = lines[start:end]
    rest = lines[start + closing.after :] if closing else []
    attached = _attached_plan(rest)
    if attached:
        main, rest = main + attached, rest[len(attached) :]
    opens = type_index is not None or start or (main and is_basis_line(main[0].text))
    intro = _intro(main) if opens else []
    tables = find_tables(lines[start:])
    tabled = frozenset[int]().union(*(table.lines for table in tables))
    body = [line for line in main[len(intro) :] if not _FOOTNOTE.match(line.text) and line.number not in tabled]
    body, annex = _without_annex(body)
    return Document(
        page=page,
        header=header,
        title=title,
        intro=intro,
        body=body,
        root=build(body),
        closing=closing,
        type_name=lines[type_index].text.rstrip(": ") if type_index is not None else None,
        annex=annex + rest,
        attached_to_decision=bool(attached),
        tables=tuple(tables),
    )


def _type_line(lines: list[Line]) -> int | None:
    """The line that names the type of document, in the upper part, standing alone in capitals.

    On web pages it may stand in small letters, then only right under the line of place and day.
    """
    since = after_nation(lines)
    for index, line in enumerate(lines[:_HEADER_LINES]):
        if index >= since and line.text.rstrip(": ") in TYPE_NAMES:
            return None if _decides(lines, index) else index
    for index, line in enumerate(lines[:_HEADER_LINES]):
        if line.text.rstrip(": ").upper() in TYPE_NAMES and any(_is_dated(over.text) for over in lines[:index][-3:]):
            return index
    return None


def _decides(lines: list[Line], index: int) -> bool:
    """ "QUYẾT ĐỊNH:" behind the bases, or well behind the head: the words that decide, not the line of the type."""
    if not lines[index].text.rstrip().endswith(":"):
        return False
    head = end_of_head(lines[:index])
    return any(is_basis_line(over.text) for over in lines[:index]) or 0 < head <= index - 3


def _is_dated(text: str) -> bool:
    key = key_text(text[:90])
    return len(text) < 90 and ", ngày" in key.replace(" ,", ",") and "tháng" in key


def _type_apart(lines: list[Line]) -> list[Line]:
    """ "KẾ HOẠCH Thực hiện ..." on one line, as pasted pages have it, as type and title."""
    if _type_line(lines) is not None:
        return lines
    since = after_nation(lines)
    for index, line in enumerate(lines[:_HEADER_LINES]):
        if index < since:
            continue
        name = next((name for name in _NAMES_BY_LENGTH if line.text.startswith(f"{name} ")), None)
        rest = line.text[len(name) + 1 :].strip() if name else ""
        if name is None or len(rest) < 8 or len(rest) > 300 or rest[:1] in "/-–:" or rest.startswith(("SỐ ", "Số ")):
            continue
        title = replace(line, text=rest, start=line.end - len(rest))
        return [*lines[:index], replace(line, text=name), title, *lines[index + 1 :]]
    return lines


def _addressed(lines: list[Line]) -> int:
    """Where the text of a letter begins: after "Kính gửi" and its list; 0 where nobody is addressed."""
    for index, line in enumerate(lines[:20]):
        if not key_text(line.text[:12]).startswith("kính gửi"):
            continue
        after = index + 1
        while after < len(lines) and (m := read(lines[after].text)) is not None and m.kind >= Kind.STAR:
            after += 1
        return after
    return 0


def _title(lines: list[Line], start: int) -> tuple[list[Line], int]:
    """Lines of the title, up to the first paragraph, section or repeated name of the issuing body."""
    end = start
    while end < len(lines) and end - start < 8:
        line = lines[end]
        first = end == start
        whole = " ".join(part.text for part in lines[start:end])
        if read(line.text) is not None and not quotes_open(whole):
            break
        if not first and ((is_basis_line(line.text) and not quotes_open(whole)) or _opens_body(line.text)):
            break
        small = any(char.islower() for char in line.text) and not is_upper(line.text)
        if not first and is_upper(whole) and ((line.bold and line.gap) or small):
            break
        if not first and (_names_the_author(lines, end) or _is_sentence(line.text)):
            break
        capitals = is_upper(line.text) and len(line.text) < _LONGEST_TITLE
        if not capitals and (len(line.text) > 420 or (len(line.text) > 160 and line.text.rstrip()[-1:] in ".:;")):
            break
        if not first and (_is_dated(line.text) or numbers_document(line)):
            break
        end += 1
    return lines[start:end], end


def _names_the_author(lines: list[Line], index: int) -> bool:
    """The capital line between the title of a decision and its bases: who decides."""
    if not is_upper(lines[index].text):
        return False
    after = lines[index + 1 : index + 3]
    if after and is_basis_line(after[0].text):
        return True
    more = len(after) > 1 and is_upper(after[0].text) and is_basis_line(after[1].text)
    return more and starts_author(lines[index].text)


def _is_sentence(text: str) -> bool:
    """A paragraph of running text, such as the lead-in of a directive."""
    return len(text) > 60 and text.rstrip().endswith((".", ":")) and not is_upper(text)


def _opens_body(text: str) -> bool:
    key = key_text(text)
    return key.endswith("như sau :") or key.startswith(("kính gửi", "( kèm theo", "( ban hành kèm", "quyết định :"))


def _intro(lines: list[Line]) -> list[Line]:
    """Paragraphs before the first numbered section."""
    for index, line in enumerate(lines):
        marker = read(line.text)
        if marker is not None and marker.kind < Kind.STAR and not is_basis_line(line.text[marker.length :]):
            return lines[:index]
    # No numbered section at all: what stands behind the bases is the body.
    return lines[: max((i + 1 for i, line in enumerate(lines) if _leads_in(line.text)), default=0)]


def _leads_in(text: str) -> bool:
    """A basis, or the words that lead over to the body."""
    return is_basis_line(text) or text.rstrip().endswith(":")


def _attached_plan(rest: list[Line]) -> list[Line]:
    """The plan that a decision issues, printed after the decision's signature, without its annexes."""
    for index, line in enumerate(rest[:12]):
        if line.text.rstrip(": ") in _ATTACHED:
            sections = [item for item in rest[index:] if (m := read(item.text)) and m.kind <= Kind.ROMAN]
            if len(sections) >= 2:
                return _without_annex(rest)[0]
    return []


def _without_annex(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Lines before and from the first annex heading."""
    for index, line in enumerate(lines):
        if is_upper(line.text[:7]) and line.text.startswith(("PHỤ LỤC", "Phụ lục")) and len(line.text) < 120:
            return lines[:index], lines[index:]
        if line.text.startswith("PHỤ LỤC") or _FOOTNOTE.match(line.text):
            return lines[:index], lines[index:]
    return lines, []


def join_title(lines: list[Line]) -> str:
    """The title on one line."""
    return squeeze(" ".join(line.text for line in lines)).rstrip(" .;")
