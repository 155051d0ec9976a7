"""Title, issuer, number and day of issue."""

import re

from namkhong.plans.reading.bodies import find_body, starts_body
from namkhong.plans.reading.dates import read_date
from namkhong.plans.reading.document import Document, join_title
from namkhong.plans.reading.heads import after_nation, opens_subject
from namkhong.plans.reading.items import Basis, Day, Genre, Phrase, Source
from namkhong.plans.reading.lines import Line
from namkhong.plans.reading.markers import TYPE_NAMES
from namkhong.plans.reading.numbers import as_number
from namkhong.plans.reading.passages import Passage, sentences
from namkhong.plans.reading.references import find_references, is_basis_line
from namkhong.plans.reading.subjects import DECREES, ISSUES, subject_of
from namkhong.plans.reading.words import (
    find_any,
    is_upper,
    key_text,
    phrases,
    quotes_open,
    squeeze,
    tokens,
)

_NATION = phrases(
    "cộng hòa | nghĩa việt nam | chủ nghĩa việt nam | hội chủ nghĩa | độc lập",
    "đảng cộng sản | số : | số | mật | dự thảo",
)
_PLACES = phrases(
    "tỉnh | thành phố | tp | huyện | quận | xã | phường | thị | đặc khu | việt nam | nước | và | dân",
    "công nghệ | nhân dân | mặt trận | lao động | khu vực | ngành | trung ương | chính phủ",
)
_NUMBER_LINE = re.compile(
    r"Số\s*:?\s*(?P<number>(?:\d+\s?[-–]\s?(?=[^\W\d_]+\s?/))?[^\s/]*\s*/\s*[^\s,;|]+(?:\s?[-–]\s?[^\s,;|]+)*)",
    re.IGNORECASE,
)
# A line that names only a part of the body above it.
_PARTS = phrases(
    "ban thường | ban chấp hành | đoàn chủ tịch | bch | btv | btt | văn phòng | bch đoàn",
)
_WHOLES = phrases(
    "hội nông | hội liên | hội cựu | hội chữ | công đoàn | liên đoàn | đảng bộ | đoàn tncs | đoàn thanh",
    "đoàn phường | đoàn xã | đoàn trường | đoàn đặc",
)
# Openings of names that are bodies only in a head.
_OPENERS = phrases(
    "đại học | cao đẳng | nhà máy | xí nghiệp | trung ương | tổng | khu | nhà | mầm non | tiểu học | chi | liên | đảng",
)
_BARE = phrases("ủy ban nhân dân | ubnd | hội đồng nhân dân")
_UNION = "đoàn tncs "
_UNION_WORDS = 5
_COLUMN_WORDS = 4
_SENTENCE = 60
_MORE_LINES = 2
# Headlines of web pages in capitals: never the name of a body.
_HEADLINES = (*(name.lower() for name in TYPE_NAMES), *phrases("phương hướng | chiến lược | nội dung | danh sách"))
_ASKS = ("đề nghị", "yêu cầu", "giao")


def read_title(document: Document, genre: Genre) -> Phrase | None:
    """The title under the type name; for a news article its first line."""
    lines = document.title
    if genre is Genre.NEWS and not lines:
        lines = _headline(document)
    if genre is Genre.LETTER and not lines:
        lines = _subject_line(document)
    text = join_title(lines).strip("“”\"' ") if genre is Genre.LETTER else _years_apart(join_title(lines))
    if not text:
        return None
    return Phrase(text=text, source=document.page.source(lines[0].start, lines[-1].end), confidence=0.95)


def _headline(document: Document) -> list[Line]:
    """The first line of an article; the name of a column ("Chính trị") above it is none."""
    lines = document.page.lines[:3]
    long = [line for line in lines if len(line.text.split()) > _COLUMN_WORDS]
    return (long or lines)[:1]


def _subject_line(document: Document) -> list[Line]:
    """ "V/v ..." of a letter, with the lines that its quotation mark keeps together."""
    lines = document.page.lines[:20]
    for index, line in enumerate(lines):
        if opens_subject(line):
            end = index + 1
            while end < min(index + 4, len(lines)) and quotes_open(" ".join(part.text for part in lines[index:end])):
                end += 1
            return lines[index:end] + _prolonged(lines, end)
    return []


def _prolonged(lines: list[Line], end: int) -> list[Line]:
    """The lines between the subject and "Kính gửi" that go on with it: not the other column of the head."""
    address = next((i for i in range(end, len(lines)) if key_text(lines[i].text[:9]).startswith("kính gửi")), end)
    between = [line for line in lines[end:address] if not _of_the_head(line)]
    return between if len(between) <= _MORE_LINES and all(len(line.text) < _SENTENCE for line in between) else []


def _of_the_head(line: Line) -> bool:
    """The nation, the motto, the number, the place with the day, or a body in capitals."""
    key = key_text(line.text)
    return is_upper(line.text) or key.startswith(_NATION) or (" , ngày " in key and "tháng" in key)


def _years_apart(title: str) -> str:
    """Two years that lost the hyphen between them, as text out of a PDF has them."""
    return re.sub(r"\b((?:19|20)\d\d)((?:19|20)\d\d)\b", r"\1-\2", title)


def read_number(document: Document, genre: Genre) -> Phrase | None:
    """The number in the header; for a news article the number of the plan it tells of. A blank is no number."""
    limit = _head(document) if document.type_name else document.page.lines[:12]
    for line in limit:
        found = _NUMBER_LINE.match(line.text)
        if found and found["number"][:1].isdigit():
            number = as_number(found["number"])
            return Phrase(text=number, source=_part(document, line, found.start("number"), found.end("number")))
    if genre is not Genre.NEWS:
        return None
    for line in document.page.lines[:12]:
        for reference in find_references(document.page, Passage(line.text, line.start)):
            if reference.number and reference.kind.lower() in ("kế hoạch", "hướng dẫn", "chương trình"):
                return Phrase(text=reference.number, source=reference.source, confidence=0.9)
    return None


def _head(document: Document) -> list[Line]:
    """The header, and the lines under the title where number and day may stand."""
    return [*document.header, *document.intro[:2]] if document.header else []


def _part(document: Document, line: Line, start: int, end: int) -> Source:
    return document.page.source(line.start + start, line.start + end)


def read_issued_on(document: Document) -> Day | None:
    """ "Place, ngày ... tháng ... năm ..." in the header, if the day is filled in."""
    if (
        document.type_name is None
        and not document.header
        and not any("/" in line.text[:12] for line in document.page.lines[:6])
    ):
        return None
    for line in _head(document) or document.page.lines[:12]:
        toks = tokens(line.text, line.start)
        place = find_any(toks, ("ngày",))
        if is_basis_line(line.text) or len(line.text) > 90 or place <= 0 or toks[place - 1].text not in (",", "."):
            continue
        moment = read_date(toks, place)
        if moment is not None and moment.exact is not None:
            source = document.page.source(toks[moment.first].start, toks[moment.after - 1].end)
            return Day(day=moment.exact, source=source)
    return None


def read_issuer(document: Document, genre: Genre) -> Phrase | None:
    """The issuing body as printed: in the header, else in the opening, else in the closing words.

    A header that names only the kind of body ("ỦY BAN NHÂN DÂN") gives way to the fuller name the text goes on with.
    """
    headed = _from_header(document)
    if headed is not None and not _is_bare(headed):
        return headed
    return _who_decides(document, headed) or _from_opening(document, genre) or headed or _from_ending(document)


def _is_bare(headed: Phrase) -> bool:
    """Names a kind of body without its place, or the organisation above the body that stands in the left column."""
    key = key_text(headed.text)
    return key in _BARE or (key.startswith(_UNION) and len(key.split()) <= _UNION_WORDS)


def _who_decides(document: Document, headed: Phrase | None) -> Phrase | None:
    """The capital line before the bases, where it is the header's body with its place."""
    first = document.intro[0] if document.intro else None
    if headed is None or first is None or not is_upper(first.text):
        return None
    if not key_text(first.text).startswith(key_text(headed.text)):
        return None
    return Phrase(text=first.text, source=document.page.source(first.start, first.end))


def _from_header(document: Document) -> Phrase | None:
    """Capital lines of the left cell; a line that names a place goes on with the body above it."""
    groups: list[list[Line]] = []
    for line in document.header or _letter_head(document):
        key = key_text(line.text)
        usable = is_upper(line.text) and not key.startswith((*_NATION, *_HEADLINES)) and len(line.text) < 120
        if not usable:
            if key.upper().startswith(tuple(TYPE_NAMES)) and _is_over_nation(document, line):
                groups.clear()  # the headline of a web page repeats the type and the title above the head
            if groups and not is_upper(line.text):
                if not _is_above(document, line):
                    break
                groups.clear()  # lines of the web page, not of the head
            continue
        if groups and line.cell > groups[-1][-1].cell and key.startswith(_UNION):
            continue  # the Youth Union's own name in the place of the nation's
        if groups and groups[-1][-1].cell == line.cell and (key.startswith(_PLACES) or not _opens_name(line)):
            groups[-1].append(line)
        else:
            groups.append([line])
    if not groups:
        return None
    chosen = groups[-1]
    if len(groups) > 1 and key_text(chosen[0].text).startswith(_PARTS) and not _names_its_whole(chosen[0]):
        chosen = [line for group in groups for line in group]
    text = squeeze(" ".join(line.text for line in chosen)).strip("*- ")
    return Phrase(text=text, source=document.page.source(chosen[0].start, chosen[-1].end))


def _names_its_whole(line: Line) -> bool:
    """ "BAN CHẤP HÀNH HỘI NÔNG DÂN XÃ ...": the part is printed with the body it is part of."""
    toks = tokens(line.text)
    return find_any(toks, _WHOLES, 1) >= 0


def _is_above(document: Document, line: Line) -> bool:
    """A sentence of the web page with the nation's name still to come."""
    return len(line.text) > _SENTENCE and _is_over_nation(document, line)


def _is_over_nation(document: Document, line: Line) -> bool:
    """The nation's name is printed and still to come."""
    return line.number <= after_nation(document.page.lines)


def _opens_name(line: Line) -> bool:
    """A name of its own starts here; other words only go on with the name above."""
    return starts_body(tokens(line.text), 0) or key_text(line.text).startswith(_OPENERS)


def _letter_head(document: Document) -> list[Line]:
    """The lines above "Kính gửi" where no type is named."""
    for index, line in enumerate(document.page.lines[:15]):
        if key_text(line.text[:12]).startswith("kính gửi"):
            return document.page.lines[:index]
    return []


def _from_opening(document: Document, genre: Genre) -> Phrase | None:
    """Who "xây dựng kế hoạch" or "ban hành kế hoạch" in the opening paragraphs."""
    if genre is Genre.NEWS and not document.type_name:
        lines = document.page.lines[:8]
        return _first_subject(document, lines, DECREES) or _first_subject(document, lines, ISSUES)
    if document.type_name or genre is not Genre.OTHER:
        verbs = (*ISSUES, *_ASKS) if genre is Genre.LETTER else ISSUES
        return _first_subject(document, list(reversed(document.intro)), verbs)
    return None


def _first_subject(document: Document, lines: list[Line], verbs: tuple[str, ...]) -> Phrase | None:
    for line in lines:
        for sentence in sentences(Passage(line.text, line.start)):
            phrase = subject_of(document.page, sentence.tokens(), verbs)
            if phrase is not None:
                return phrase
    return None


def _from_ending(document: Document) -> Phrase | None:
    """Who asks the others to carry the plan out, in the last paragraph."""
    for line in reversed(document.body[-3:]):
        phrase = subject_of(document.page, tokens(line.text, line.start)[:40], _ASKS)
        if phrase is not None:
            return phrase
    return None


def infer_issuer(document: Document, issuer: Phrase | None, title: Phrase | None) -> Phrase | None:
    """A fuller name for an issuer printed without its place, put together from the text, with the reason."""
    if issuer is None or (is_upper(issuer.text) and not issuer.text.startswith("UBND")):
        return None
    words = issuer.text.split()
    missing = _missing_place(words)
    if missing is None:
        return None
    named = _named_place(document, missing, title)
    if named is None:
        return None
    place, source = named
    text = f"{issuer.text} {place}" if missing != words[-1].lower() else f"{' '.join(words[:-1])} {place}"
    return Phrase(
        text=text,
        source=source,
        confidence=0.6,
        basis=Basis.INFERRED,
        reason=f"Văn bản chỉ in “{issuer.text}”; “{place}” được nhắc ở chỗ khác trong văn bản.",
    )


def _missing_place(words: list[str]) -> str | None:
    """The kind of place whose name is not printed: "UBND huyện" lacks the district's name."""
    last = words[-1].lower()
    if last in ("huyện", "tỉnh", "xã", "phường", "quận"):
        return last
    return "tỉnh" if len(words) > 2 and words[-1][:1].isupper() and "ngành" in " ".join(words).lower() else None


def _named_place(document: Document, kind: str, title: Phrase | None) -> tuple[str, Source] | None:
    """The first "huyện X Y" with capitals in the title, then in the text."""
    pattern = re.compile(rf"\b{kind}\s+((?:[A-ZĐÀ-ỸĂÂÊÔƠƯ][\w]+\s?){{1,4}})")
    found = pattern.search(document.page.text)
    if title is not None and title.source is not None:
        found = pattern.search(document.page.text, title.source.start, title.source.end) or found
    if found is None:
        return None
    return squeeze(found.group()), document.page.source(found.start(), found.start() + len(found.group().rstrip()))


def read_short_names(document: Document) -> tuple[Phrase, ...]:
    """Names the document gives itself: "(sau đây gọi tắt là ...)", "hay còn gọi là ..."."""
    out: list[Phrase] = []
    openings = re.compile(
        r"(?:gọi tắt là|viết tắt là|gọi chung là|còn gọi là|viết tắt:)\s*:?\s*(?P<name>[^).;\n]{2,80})"
    )
    for found in openings.finditer(document.page.text):
        name = squeeze(found["name"])
        if quotes_open(name):
            continue
        out.append(Phrase(text=name, source=document.page.source(found.start("name"), found.end("name"))))
    return tuple(out)


__all__ = [
    "find_body",
    "infer_issuer",
    "read_issued_on",
    "read_issuer",
    "read_number",
    "read_short_names",
    "read_title",
]
