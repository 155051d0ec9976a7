"""Forms of award that a plan names."""

from namkhong.plans.reading.document import Document
from namkhong.plans.reading.items import Phrase
from namkhong.plans.reading.outline import Node
from namkhong.plans.reading.passages import Passage
from namkhong.plans.reading.roles import Role, is_within
from namkhong.plans.reading.words import Token, at, at_any, squeeze

_FORMS = (
    "huân chương",
    "huy chương",
    "bằng khen",
    "giấy khen",
    "cờ thi đua",
    "kỷ niệm chương",
    "giải thưởng",
    "danh hiệu",
    "cờ truyền thống",
    "bằng lao động sáng tạo",
)
_SIGNS = ("khen", "chương", "cờ", "giải thưởng", "danh hiệu", "bằng")
_STOPS = ("cho", "đối với", "và", "theo", "để", "của tập", "trong", "khi")


def read_awards(document: Document) -> tuple[Phrase, ...]:
    """Named forms ("Bằng khen của ...", "giải thưởng “...”") and headed kinds of award, each once."""
    out: dict[str, Phrase] = {}
    for node in document.root.walk():
        if node.line is None or not any(word in node.lower for word in _SIGNS):
            continue
        within = is_within(node, Role.AWARDS)
        if within and node.numbered and node.heading.startswith("khen thưởng ") and node.children:
            text = document.passage(node).trimmed()
            out.setdefault(text.text.lower(), Phrase(text=text.text, source=document.page.of(text), confidence=0.8))
        for phrase in _named(document, node, within):
            out.setdefault(phrase.text.lower(), phrase)
    return tuple(out.values())


def _named(document: Document, node: Node, within: bool) -> list[Phrase]:
    toks = document.passage(node).tokens()
    out: list[Phrase] = []
    for index in range(len(toks)):
        after = at_any(toks, index, _FORMS)
        if after < 0:
            continue
        quoted = after < len(toks) and toks[after].text in '“"'
        if not within and not quoted:
            continue
        end = _end(toks, after, quoted)
        piece = Passage(document.page.text[toks[index].start : toks[end - 1].end], toks[index].start)
        out.append(Phrase(text=squeeze(piece.text), source=document.page.of(piece), confidence=0.85))
    return out


def _end(toks: list[Token], index: int, quoted: bool) -> int:
    """After the closing quotation mark, or before the words that lead to who receives it."""
    for step in range(index, min(index + 25, len(toks))):
        if quoted and step > index and toks[step].text in '”"':
            return step + 1
        if not quoted and (
            toks[step].text in ";,.():" or (at_any(toks, step, _STOPS) >= 0 and at(toks, step, "của") < 0)
        ):
            return step
    return min(index + 25, len(toks))
