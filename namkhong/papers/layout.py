"""From content to sheet: capitals, numbering, punctuation and the place of every component.

Law: NĐ 30/2020/NĐ-CP, Phụ lục I, phần II (components) and Phụ lục III (forms 1.2 to 1.5 and 1.9).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from namkhong.foundation.text import nfc
from namkhong.papers.content import (
    UNNUMBERED,
    Annex,
    Block,
    DocumentKind,
    Meeting,
    OfficialDocument,
    Signature,
    Table,
)
from namkhong.papers.grids import grid
from namkhong.papers.metrics import balanced, bold_width_mm, widest_mm
from namkhong.papers.profiles import PROFILES, Page, Profile
from namkhong.papers.rules import text as words
from namkhong.papers.rules.numbering import labelled
from namkhong.papers.sheet import Item, Line, Pair, Rule, Section, Sheet

RULE_SHARE = 0.4  # rules under the issuer and the subject: one third to one half of the text above
_OVER_SIGNATURE = 12  # points
_KEPT_LINES = 2  # lines of text that go with the signature to the next page


def compose(document: OfficialDocument) -> Sheet:
    """Lay a document out by its profile. Pure: the same content gives the same sheet."""
    profile = PROFILES[document.profile]
    main = [*_header(document, profile), *_opening(document, profile), *_body(document, profile)]
    main = [*_kept(main), *_closing(document, profile)]
    sections = [Section(items=tuple(main), page=profile.page)]
    sections += [_annex(document, place, annex, profile) for place, annex in enumerate(document.annexes, start=1)]
    name = "" if document.kind is DocumentKind.LETTER else words.KIND_NAMES[document.kind]
    return Sheet(heading=f"{name} {document.subject}".strip(), profile=profile, sections=tuple(sections))


def upper(text: str) -> str:
    """Capitals, in composed Unicode."""
    return nfc(text).upper()


def _header(document: OfficialDocument, profile: Profile) -> Iterator[Item]:
    column = _left_column(document, profile)
    left: list[Line | Rule] = []
    if document.superior:
        left.append(Line(style="superior", text=_fitted(upper(document.superior), "superior", column, profile)))
    issuer = _fitted(upper(document.issuer), "issuer", column, profile)
    left += [Line(style="issuer", text=issuer), _short_rule(issuer, "issuer", column, profile)]
    motto_mm = widest_mm(profile.motto, profile.styles["motto"].size, profile.page.text_width)
    right = (
        Line(style="country", text=profile.heading),
        Line(style="motto", text=profile.motto),
        Rule(length=round(motto_mm, 1)),
    )
    yield Pair(left=tuple(left), right=right, left_mm=column)
    yield Pair(left=tuple(_number(document, profile)), right=tuple(_date(document)), left_mm=column)


_NARROWEST_MM = 58.0
_SPARE_MM = 2.0


def _left_column(document: OfficialDocument, profile: Profile) -> float:
    """The width of the issuer's side: it gives way where a long place would break the line of the date in two."""
    whole = profile.page.text_width
    lines = [line.text.replace(words.BLANK, " ") for line in _date(document)]
    longest = max((bold_width_mm(line, profile.styles["date"].size) for line in lines), default=0.0)
    return max(min(profile.left_column_mm, round(whole - longest - _SPARE_MM, 1)), _NARROWEST_MM)


def _number(document: OfficialDocument, profile: Profile) -> Iterator[Line]:
    if document.kind in UNNUMBERED:
        return
    signs = words.number_and_notation(document.number, document.notation, profile.separator)
    yield Line(style="number", text=f"Số: {signs}")
    if document.kind is DocumentKind.LETTER:
        yield Line(style="letter_subject", text=f"V/v {words.without_end(document.subject)}")


def _date(document: OfficialDocument) -> Iterator[Line]:
    if document.kind is DocumentKind.MINUTES:
        return  # form 1.9 has no date line: the minutes say when they were taken
    day = words.date_words(document.issued_on, year=document.draft_year, month=document.draft_month)
    yield Line(style="date", text=words.place_and_date(document.place, day))


def _fitted(text: str, style: str, column_mm: float, profile: Profile) -> str:
    return balanced(text, profile.styles[style].size, column_mm)


def _short_rule(text: str, style: str, column_mm: float, profile: Profile) -> Rule:
    width = widest_mm(text, profile.styles[style].size, column_mm)
    return Rule(length=round(width * RULE_SHARE, 1))


def _opening(document: OfficialDocument, profile: Profile) -> Iterator[Item]:
    if document.kind is not DocumentKind.LETTER:
        subject = _fitted(nfc(words.without_end(document.subject)), "subject", profile.page.text_width, profile)
        yield Line(style="title", text=upper(words.KIND_NAMES[document.kind]))
        yield Line(style="subject", text=subject)
        yield _short_rule(subject, "subject", profile.page.text_width, profile)
    yield from _addressed(document)
    if document.authority:
        yield Line(style="authority", text=upper(document.authority))
    decision = document.kind is DocumentKind.DECISION
    bases = words.list_endings(document.legal_bases) if decision else _soft_endings(document.legal_bases)
    yield from (Line(style="basis", text=nfc(line)) for line in bases)
    if decision:
        yield Line(style="resolves", text="QUYẾT ĐỊNH:")
    if document.meeting:
        yield from _meeting_opening(document.meeting)


def _soft_endings(lines: Sequence[str]) -> tuple[str, ...]:
    """Bases of a plan or report lead into its first sentence, so an author's final comma is kept."""
    if lines and lines[-1].rstrip().endswith((",", ":")):
        return (*words.list_endings([*lines[:-1], ""])[:-1], lines[-1].rstrip())
    return words.list_endings(lines)


def _addressed(document: OfficialDocument) -> Iterator[Line]:
    match document.addressed_to:
        case ():
            return
        case (one,):
            yield Line(style="addressed", text=f"Kính gửi: {nfc(words.without_end(one))}.")
        case several:
            yield Line(style="addressed_head", text="Kính gửi:")
            for line in words.list_endings(several):
                yield Line(style="addressed_list", text=nfc(line), label="-")


def _meeting_opening(meeting: Meeting) -> Iterator[Line]:
    yield Line(style="paragraph", text=f"Thời gian bắt đầu: {words.moment_words(meeting.started_at)}.")
    yield Line(style="paragraph", text=f"Địa điểm: {words.without_end(meeting.place)}.")
    yield Line(style="paragraph", text="Thành phần tham dự:", keep=True)
    yield from (Line(style="bullet", label="-", text=line) for line in words.list_endings(meeting.present))
    if meeting.absent:
        yield Line(style="paragraph", text="Vắng mặt:", keep=True)
        yield from (Line(style="bullet", label="-", text=line) for line in words.list_endings(meeting.absent))
    yield Line(style="paragraph", text=f"Chủ trì (chủ tọa): {words.without_end(meeting.chair)}.")
    yield Line(style="paragraph", text=f"Thư ký (người ghi biên bản): {words.without_end(meeting.secretary)}.")
    yield Line(style="paragraph", text="Nội dung cuộc họp:", bold=True, keep=True)


def _body(document: OfficialDocument, profile: Profile) -> list[Item]:
    items = list(_flow(document.body, profile.page))
    if document.meeting:
        ended = words.moment_words(document.meeting.ended_at)
        items.append(Line(style="paragraph", text=f"Cuộc họp kết thúc vào {ended}."))
    last = items[-1] if items else None
    if isinstance(last, Line):
        items[-1] = replace(last, text=words.closed(last.text))
    elif items:
        items.append(Line(style="paragraph", text="./."))
    return items


def _flow(blocks: Sequence[Block], page: Page) -> Iterator[Item]:
    for label, block in labelled(blocks):
        yield from _block(label, block, page)


def _block(label: str, block: Block, page: Page) -> Iterator[Item]:
    if isinstance(block, Table):
        yield from _table(block, page)
        return
    text = nfc(block.text)
    match block.block:
        case "heading":
            yield from _heading(block.level.value, label, text)
        case "bullet":
            style, mark = ("bullet", "-") if block.depth == 1 else ("plus", "+")
            yield Line(style=style, label=mark, text=text)
        case "article":
            yield Line(style="article", label=label, label_bold=True, text=text)
        case "paragraph":
            yield Line(style="paragraph", text=text, bold=block.bold, italic=block.italic)
        case kind:
            yield Line(style=kind, label=label, text=text)


def _heading(level: str, label: str, text: str) -> Iterator[Line]:
    if level in ("part", "chapter"):
        yield Line(style="part", text=label)
        yield Line(style="part_title", text=upper(text))
        return
    yield Line(style=level, label=label, text=upper(text) if level == "section" else text)


def _table(table: Table, page: Page) -> Iterator[Item]:
    if table.caption:
        yield Line(style="caption", text=nfc(table.caption))
    if table.columns:
        yield grid(table, page.text_width)
    if table.note:
        yield Line(style="table_note", text=nfc(table.note))


def _kept(items: Sequence[Item]) -> list[Item]:
    """The last lines before the signature stay with it, so that it is never alone on a page."""
    kept = list(items)
    for place in range(len(kept) - 1, max(len(kept) - 1 - _KEPT_LINES, -1), -1):
        item = kept[place]
        if not isinstance(item, Line):
            break
        kept[place] = replace(item, keep=True)
    return kept


def _closing(document: OfficialDocument, profile: Profile) -> Iterator[Item]:
    half = profile.page.text_width / 2
    for place in range(0, len(document.parties), 2):
        beside = [tuple(_signer(party)) for party in document.parties[place : place + 2]]
        left, right = (beside[0], beside[1]) if len(beside) > 1 else (beside[0], ())
        yield Pair(left=left, right=right, left_mm=half, above=_OVER_SIGNATURE)
    signer = tuple(_signer(document.signature))
    recipients = tuple(_recipients(document, profile))
    if document.second_signature is None:
        yield Pair(left=recipients, right=signer, left_mm=half, above=_OVER_SIGNATURE)
        return
    second = tuple(_signer(document.second_signature))
    yield Pair(left=second, right=signer, left_mm=half, above=_OVER_SIGNATURE)
    yield Pair(left=recipients, right=(), left_mm=half, above=_OVER_SIGNATURE)


def _signer(signature: Signature | None) -> Iterator[Line]:
    if signature is None:
        return
    for line in signature.lines:
        yield Line(style="signer", text=upper(f"{line.capacity.value} {line.text}".strip()))
    yield Line(style="signer_name", text=nfc(signature.name) or words.BLANK)


def _recipients(document: OfficialDocument, profile: Profile) -> Iterator[Line]:
    yield Line(style="recipients_head", text="Nơi nhận:")
    storage = document.storage or profile.storage
    lines = words.list_endings([*document.recipients, f"Lưu: {storage}"])
    yield from (Line(style="recipient", label="-", text=nfc(line)) for line in lines)


def _annex(document: OfficialDocument, place: int, annex: Annex, profile: Profile) -> Section:
    page = profile.page
    if annex.landscape:
        page = replace(page, width=page.height, height=page.width)
    items: list[Item] = [
        Line(style="annex_label", text=words.annex_label(place, len(document.annexes))),
        Line(style="annex_title", text=upper(words.without_end(annex.title))),
        Line(style="annex_with", text=carried_with(document, profile)),
        *_flow(annex.body, page),
    ]
    return Section(items=tuple(items), page=page)


def carried_with(document: OfficialDocument, profile: Profile) -> str:
    """The line in brackets that ties an annex to its document."""
    name = words.KIND_NAMES[document.kind]
    signs = words.number_and_notation(document.number, document.notation, profile.separator)
    day = words.date_words(document.issued_on, year=document.draft_year, month=document.draft_month)
    issuer = " ".join(nfc(document.issuer).split())
    number = "" if document.kind in UNNUMBERED else f"số {signs} "
    return f"(Kèm theo {name} {number}{day} của {issuer})"


def plain_lines(sheet: Sheet) -> list[str]:
    """Every line of text in reading order, for search and for tests."""
    return [text for section in sheet.sections for item in section.items for text in _item_texts(item)]


def _item_texts(item: Item) -> Iterator[str]:
    match item.item:
        case "line":
            yield f"{item.label} {item.text}".strip()
        case "pair":
            for inner in (*item.left, *item.right):
                yield from _item_texts(inner)
        case "grid":
            yield from (cell.text for row in item.head for cell in row)
            yield from (cell for row in item.rows for cell in row.cells)
        case "rule":
            return
