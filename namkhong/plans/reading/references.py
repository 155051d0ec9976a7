"""Cited documents: kind, number, day, issuer; and which of them are the legal bases of this one."""

from collections.abc import Sequence
from datetime import date

from namkhong.plans.reading.bodies import end_of_body, starts_body
from namkhong.plans.reading.dates import read_date
from namkhong.plans.reading.items import Reference
from namkhong.plans.reading.numbers import NUMBER, as_number
from namkhong.plans.reading.passages import Page, Passage
from namkhong.plans.reading.words import Token, at, at_any, key_text, phrases, squeeze

KINDS = phrases(
    "nghị quyết | nghị định | quyết định | kế hoạch | đề án | chỉ thị | kết luận | thông tư liên tịch",
    "thông tư | thông báo kết luận | thông báo | thông tri | hướng dẫn | công văn | công điện | tờ trình",
    "báo cáo | quy định | quy chế | chương trình hành động | chương trình phối hợp | chương trình | văn bản",
    "luật | pháp lệnh | bộ luật | điều lệ | đề cương | quy chế phối hợp",
)
_STARTERS = phrases(
    "căn cứ | thực hiện | triển khai thực hiện | triển khai | thi hành | theo | quán triệt | trên cơ sở",
)
_FIELD_WORDS = 3
_RESTS_ON = "trên cơ sở "
# Right before a citation these make it a basis of its own, whatever was said since the last one.
_NAMES_A_BASIS = ("căn cứ", "trên cơ sở", "sửa đổi , bổ sung bởi", "sửa đổi bởi", "bổ sung bởi")
# After these words a cited document is the subject of another one, not a basis of its own.
_SUBJECT = phrases(
    "về | ban hành | phê duyệt | sửa đổi | bổ sung | thay thế | quy định | hướng dẫn | kết luận phiên",
    "bãi bỏ | công bố | tổng kết | sơ kết",
)
# What the author of a plan does with the document it carries out.
_DOES = phrases(
    "xây dựng | ban hành | triển khai | lập kế | tổ chức thực hiện | đề nghị | yêu cầu | hướng dẫn | báo cáo",
)
_POINTERS = ("hướng dẫn của", "chỉ đạo của", "ý kiến của", "yêu cầu của", "đề nghị của")


def find_references(page: Page, passage: Passage) -> list[Reference]:
    """Every cited document in a passage, in order."""
    toks = passage.tokens()
    out: list[Reference] = []
    index = 0
    kind: tuple[int, int] | None = None
    while index < len(toks):
        after = at_any(toks, index, KINDS)
        found = _reference(page, passage, toks, index, after) if after >= 0 else None
        kind = (index, after) if after >= 0 else kind
        if found is None and after < 0 and kind is not None and _opens_list(toks, index):
            found = _reference(page, passage, toks, *kind, listed=index)
        if found is None:
            index += 1
            continue
        reference, index = found
        out.append(reference)
    return out


def _opens_list(toks: list[Token], index: int) -> bool:
    """ "các Quyết định của ...: số 5/...; số 6/...": a number whose kind was named before the colon."""
    return toks[index].key == "số" and index > 0 and toks[index - 1].text in ":;,"


def _reference(
    page: Page, passage: Passage, toks: list[Token], first: int, after: int, listed: int | None = None
) -> tuple[Reference, int] | None:
    """Kind, then "số" and a number or (for a law) a name, then the day and the issuer; `listed`: where "số" stands."""
    kind = page.text[toks[first].start : toks[after - 1].end]
    index = at(toks, after, "liên tịch") if listed is None else listed
    index = at(toks, max(index, _behind_field(toks, after)), "số")
    index = index + 1 if 0 <= index < len(toks) and toks[index].text == ":" else index
    named = kind.lower() in ("luật", "bộ luật", "pháp lệnh")
    if index < 0 and named:
        return _law(page, passage, toks, first, after)
    numbered = _number_at(passage, toks, index if index >= 0 else after)
    if numbered is None:
        return None
    number, index = numbered
    day, index = _day(toks, index)
    issuer, index = _issuer(page, toks, index)
    source = page.source(toks[first if listed is None else listed].start, toks[index - 1].end)
    name = squeeze(kind[:1].upper() + kind[1:])
    confidence = 1.0 if day else 0.9
    return Reference(
        kind=name, number=number, issued_on=day, issuer=issuer, source=source, confidence=confidence
    ), index


def _behind_field(toks: list[Token], index: int) -> int:
    """ "Kế hoạch năm học số ...", "Chương trình công tác số ...": up to three words may say what kind it is."""
    for step in range(index, min(index + _FIELD_WORDS, len(toks) - 1)):
        if not toks[step].text.islower() or toks[step].key == "số":
            break
        if at(toks, step + 1, "số") >= 0:
            return step + 1
    return index


def _number_at(passage: Passage, toks: list[Token], index: int) -> tuple[str, int] | None:
    if not 0 <= index < len(toks):
        return None
    found = NUMBER.match(passage.text, toks[index].start - passage.start)
    if found is None:
        return None
    number = as_number(found.group())
    end = found.start() + len(found.group().rstrip(" .-/")) + passage.start
    while index < len(toks) and toks[index].start < end:
        index += 1
    return number, index


def _day(toks: list[Token], index: int) -> tuple[date | None, int]:
    """An exact day right after the number, perhaps behind a comma."""
    step = index + 1 if index < len(toks) and toks[index].text == "," else index
    moment = read_date(toks, step) if at(toks, step, "ngày") >= 0 else None
    if moment is None or moment.exact is None:
        return None, index
    return moment.exact, moment.after


def _issuer(page: Page, toks: list[Token], index: int) -> tuple[str | None, int]:
    """ "của" and the name of a body."""
    step = at(toks, index, "của")
    if step < 0 or not (starts_body(toks, step) or (toks[step : step + 1] and toks[step].text[:1].isupper())):
        return None, index
    end = _without_doer(toks, step, end_of_body(toks, step))
    return squeeze(page.text[toks[step].start : toks[end - 1].end]), end


def _without_doer(toks: list[Token], first: int, end: int) -> int:
    """ "của Liên đoàn Lao động tỉnh, Ban Thường vụ huyện xây dựng ...": who draws up the plan is no issuer."""
    if at_any(toks, end, _DOES) < 0:
        return end
    commas = [place for place in range(first + 1, end) if toks[place].text == "," and starts_body(toks, place + 1)]
    return commas[-1] if commas else end


def _law(page: Page, passage: Passage, toks: list[Token], first: int, after: int) -> tuple[Reference, int] | None:
    """A law cited by name: "Luật Công đoàn ngày ...", "Luật Thi đua, khen thưởng năm 2022"."""
    if after >= len(toks) or not toks[after].text[:1].isupper():
        return None
    end = after
    while end < len(toks) and toks[end].text not in ";.:()" and at_any(toks, end, _AFTER_LAW) < 0:
        if end > after + 1 and toks[end].text[:1].isupper() and at_any(toks, end, KINDS) >= 0:
            end = end - 1 if toks[end - 1].text in (",", "và") else end
            break  # "Luật Hộ tịch và Quyết định số ...": the next document
        end += 1
    numbered = _number_at(passage, toks, end + 1) if at(toks, end, "số") >= 0 else None
    number, stop = numbered or (None, end)
    day, stop = _day(toks, stop)
    name = squeeze(page.text[toks[first].start : toks[end - 1].end]).rstrip(",")
    source = page.source(toks[first].start, toks[stop - 1].end)
    return Reference(kind=name, number=number, issued_on=day, issuer=None, source=source, confidence=0.8), stop


_AFTER_LAW = ("ngày", "năm", "số", "và luật")


def is_basis_line(text: str) -> bool:
    """A paragraph that states what the document is based on, perhaps as an item of a list."""
    text = text.lstrip("-–+*• ")
    key = key_text(text[:60])
    if not text[:1].isupper() or not key.startswith(tuple(s + " " for s in _STARTERS)):
        return False
    # "Trên cơ sở kết quả đạt được ..." rests on no document.
    return not key.startswith(_RESTS_ON) or key.removeprefix(_RESTS_ON).startswith(KINDS)


def split_bases(
    page: Page, intro: list[Passage], listed: Sequence[Passage] = ()
) -> tuple[list[Reference], list[Reference]]:
    """Legal bases and merely mentioned documents of the opening paragraphs; `listed`: items of a section of bases."""
    bases = [reference for passage in listed for reference in find_references(page, passage)[:1]]
    mentioned: list[Reference] = []
    for passage in intro:
        references = find_references(page, passage)
        if not is_basis_line(passage.text) or key_text(passage.text[:40]).startswith("theo đề nghị"):
            mentioned.extend(references)
            continue
        previous = passage.start
        for reference in references:
            assert reference.source is not None
            between = page.text[previous : reference.source.start]
            asked = reference.kind.lower() == "tờ trình" and "đề nghị" in key_text(between)
            own = key_text(between).endswith("đã ban hành")
            subject = bool(bases) and _is_subject(between, previous != passage.start)
            target = mentioned if subject or asked or own else bases
            target.append(reference)
            previous = reference.source.end
    return _unique(bases), _unique([ref for ref in mentioned if ref.number])


def _is_subject(between: str, has_previous: bool) -> bool:
    """The words between two citations make the second the subject of the first."""
    if (len(between) > 40 and between.rstrip().endswith(" và")) or key_text(between).endswith(_NAMES_A_BASIS):
        return False
    clause = between.rsplit(";", 1)[-1] if ";" in between else between
    key = f" {key_text(clause)} "
    if any(f" {pointer} " in key for pointer in _POINTERS):
        return False
    if ";" in between and not any(f" {word} " in key for word in _SUBJECT):
        return False
    return has_previous and any(f" {word} " in key for word in _SUBJECT)


def _unique(references: list[Reference]) -> list[Reference]:
    """Without repeats of the same number and day; a number cited again without its day is a repeat too."""
    seen: set[tuple[str, str | None, object]] = set()
    dated = {reference.number for reference in references if reference.number and reference.issued_on}
    out = []
    for reference in references:
        if reference.number in dated and reference.issued_on is None:
            continue
        mark = (reference.kind if reference.number is None else "", reference.number, reference.issued_on)
        if mark not in seen:
            seen.add(mark)
            out.append(reference)
    return out
