"""Who has to do what: the section on organisation, one numbered node per body."""

import re

from namkhong.plans.reading.bodies import VERBS, end_of_body, is_verb, starts_body
from namkhong.plans.reading.document import Document
from namkhong.plans.reading.items import Responsibility
from namkhong.plans.reading.markers import Kind
from namkhong.plans.reading.outline import Node
from namkhong.plans.reading.passages import Passage
from namkhong.plans.reading.roles import Role, main_role, roles
from namkhong.plans.reading.words import Token, at_any, squeeze

_NOTE = re.compile(r"^\s*\([^)]{2,80}\)\s*(?=[:\w])")
_FAREWELLS = (
    "Trên đây", "Trong quá trình", "Yêu cầu các", "Đề nghị các", "Kế hoạch này", "Chương trình này", "Hướng dẫn này",
    "Quá trình thực hiện", "Giao ", "Mời ", "Khó khăn", "Các đơn vị", "Nhận được", "Căn cứ Hướng dẫn này",
)  # fmt: skip
_PREFIXES = (
    "đề nghị",
    "giao cho",
    "mời",
    "kính đề nghị",
    "trân trọng đề nghị",
    "giao",
    "đối với",
    "trách nhiệm của",
    "trách nhiệm",
    "yêu cầu",
    "nhiệm vụ của",
    "phân công",
)
_OPENINGS = ("kết thúc", "khi kết thúc", "sau khi", "hằng năm", "hằng quý", "định kỳ", "căn cứ", "trên cơ sở")
_CHARGED = ("có trách nhiệm", "có nhiệm vụ", "chịu trách nhiệm", "thực hiện các nhiệm vụ")
_LIST_WORDS = 24
_SEVERAL = 2
_CHARGES = ("Giao ", "Phân công ")
_NO_OWNERS = (Role.AWARDS, Role.CRITERIA, Role.AUDIENCE, Role.PURPOSE, Role.OBJECTIVES, Role.TIME)
_NOT_BODIES = (
    "kinh phí",
    "trong quá trình",
    "chế độ",
    "thời gian",
    "căn cứ",
    "hằng năm",
    "định kỳ",
    "tổ chức thực",
)


def read_responsibilities(document: Document) -> tuple[Responsibility, ...]:
    """Every body of the organising sections with its tasks, in order of the text."""
    out: list[Responsibility] = []
    for section in _sections(document):
        for node in _owners(document, section):
            item = _responsibility(document, node)
            if item is not None:
                out.append(item)
    charged = (_responsibility(document, node) for node in document.root.children if is_charge(document, node))
    out.extend(item for item in charged if item is not None and item not in out)
    return tuple(sorted(out, key=lambda item: item.source.start if item.source else 0))


def is_charge(document: Document, node: Node) -> bool:
    """ "Điều 2. Giao Sở Nội vụ chủ trì ...": an article of a decision that gives a body its duty."""
    article = node.marker is not None and node.marker.kind is Kind.ARTICLE
    return article and node.title.startswith(_CHARGES) and body_of(document, node) is not None


def _sections(document: Document) -> list[Node]:
    """Sections on organisation, not those inside another one; and any section whose items are bodies with tasks."""
    out: list[Node] = []
    for node in document.root.walk():
        if any(above in out for above in node.ancestors()):
            continue
        if _lists_bodies(document, node):
            out.append(node)
            continue
        if node.marker is None or node.marker.kind > Kind.LETTER or main_role(node) is not Role.ORGANISATION:
            continue
        top = node.marker.kind <= Kind.ROMAN or node.capitals
        if (top or Role.OBJECTIVES not in roles(node)) and len(node.children) > 0 and not _names_body(document, node):
            out.append(node)
    return out


def _lists_bodies(document: Document, node: Node) -> bool:
    """At least three numbered items, nearly all of them the bare name of a body with its tasks under it."""
    listed = [child for child in node.children if child.numbered]
    if len(listed) < 3 or main_role(node) in _NO_OWNERS:
        return False
    bodies = [child for child in listed if child.children and _is_bare_body(document, child)]
    if node.line is None:
        named = [child for child in listed if body_of(document, child) is not None]
        return len(bodies) >= 2 and len(named) == len(listed)
    return len(bodies) >= 3 and len(bodies) * 4 >= len(listed) * 3


def _is_bare_body(document: Document, node: Node) -> bool:
    named = body_of(document, node)
    return named is not None and not document.page.text[named[2] : node.start + len(node.title)].strip(" :.;")


def _names_body(document: Document, node: Node) -> bool:
    """ "Trách nhiệm của Sở Nội vụ" is an owner; "Trách nhiệm của các đơn vị" over a list of them is a section."""
    toks = Passage(node.title, node.start).tokens()
    after = at_any(toks, 0, _PREFIXES)
    if after <= 0 or not starts_body(toks, after):
        return False
    listed = [child for child in node.children if child.numbered]
    return len(listed) < _SEVERAL or not all(body_of(document, child) for child in listed)


def _owners(document: Document, section: Node) -> list[Node]:
    """Numbered nodes right under the section, or what stands below a numbered heading that is no body."""
    owners: list[Node] = []
    for node in section.children:
        if not node.numbered or node.line is None:
            continue
        below = _bodies_below(document, node)
        owners.extend(below or [node])
    if not owners:
        owners = [node for node in section.children if node.bullet]
    return owners


def _bodies_below(document: Document, node: Node) -> list[Node]:
    """ "2. Trách nhiệm thực hiện" or "1. Cấp thành phố" with one body to each line below it."""
    listed = [child for child in node.children if child.marker is not None]
    if not listed or main_role(node) is Role.FUNDING or not (_is_level(node) or main_role(node) is Role.ORGANISATION):
        return []
    bodies = [child for child in listed if body_of(document, child) is not None]
    return bodies if len(bodies) * 2 > len(listed) and (not _is_level(node) or _all_say_who(bodies)) else []


def _is_level(node: Node) -> bool:
    """ "Cấp thành phố", "Cấp cơ sở": a level of the administration, not one body."""
    return node.heading.startswith(("cấp ", "ở cấp ", "đối với cấp ")) and len(node.heading) < 40


def _all_say_who(nodes: list[Node]) -> bool:
    return all(":" in node.title[:90] for node in nodes)


def body_of(document: Document, node: Node) -> tuple[str, int, int] | None:
    """The body that a node opens with: its name as printed and the offsets of the name."""
    toks = document.passage(node).tokens()
    first = max(at_any(toks, 0, _PREFIXES), 0)
    first = _after_opening(toks, first)
    if not toks or first >= len(toks) or at_any(toks, first, _NOT_BODIES) >= 0:
        return None
    whole = _whole_heading(node, toks)
    named = starts_body(toks, first)
    listed = _end_of_list(toks, first) if not named and ":" in node.title else None
    if not named and not (whole and _is_level(node)) and listed is None:
        return None
    end = whole or listed or _behind_semicolon(toks, end_of_body(toks, first))
    if end <= first:
        return None
    start, stop = toks[first].start, toks[end - 1].end
    text = squeeze(document.page.text[start:stop]).rstrip(" ,;:.")
    return (text, start, stop) if text else None


def _end_of_list(toks: list[Token], first: int) -> int | None:
    """ "Bảo vệ, nhân viên y tế: ...": before the colon a list that holds a body is one name, however it opens."""
    if not toks[first].text[:1].isupper() or at_any(toks, first, VERBS) >= 0:
        return None
    for index in range(first, min(first + _LIST_WORDS, len(toks))):
        if toks[index].text == ":":
            joints = [place for place in range(first, index) if toks[place].text == "," or toks[place].key == "và"]
            return index if any(starts_body(toks, joint + 1) for joint in joints) else None
        if toks[index].text in ".;(" or is_verb(toks, index):
            return None
    return None


def _behind_semicolon(toks: list[Token], end: int) -> int:
    """ "Ban Quản lý dự án xã; các chủ đầu tư: ...": a semicolon before the colon parts names."""
    if end >= len(toks) or toks[end].text != ";":
        return end
    for index in range(end + 1, min(end + _LIST_WORDS, len(toks))):
        if toks[index].text == ":":
            return index
        if toks[index].text in ".;(" or toks[index].number is not None or is_verb(toks, index):
            return end
    return end


def _after_opening(toks: list[Token], first: int) -> int:
    """ "Kết thúc đợt vận động, Phòng Nội vụ tổng hợp ...": the body stands behind the words of time."""
    if at_any(toks, first, _OPENINGS) < 0:
        return first
    for index in range(first + 2, min(first + 30, len(toks) - 1)):
        if toks[index].text == "," and starts_body(toks, index + 1):
            return index + 1
    return first


def _whole_heading(node: Node, toks: list[Token]) -> int | None:
    """A short title with items under it names the body entirely, up to a colon or a bracket."""
    title = node.title.rstrip()
    if not node.children or title.endswith((".", ";")) or len(title) > 200:
        return None
    for index, token in enumerate(toks):
        if token.text == ";" and starts_body(toks, index + 1):
            continue
        if index > 1 and at_any(toks, index, _CHARGED) >= 0:
            return index
        if token.text in ":(.;":
            return index if token.text in ":(" or index == len(toks) - 1 else None
    return len(toks)


def tasks_of(document: Document, node: Node) -> list[Passage]:
    """The tasks of a body: what its own line says after the name, and the items directly under it."""
    named = body_of(document, node)
    own = document.passage(node)
    tail = own.cut(named[2], own.end) if named else own
    tasks: list[Passage] = []
    words = _NOTE.sub("", tail.text).strip(" :.;-–")
    enough = 4 if node.children else 1
    if named and len(words.split()) >= enough and not words.startswith("("):
        tasks.append(own)
    listed = [child for child in node.children if child.marker is not None]
    plain = [child for child in node.children if child.marker is None and not _leads(child)]
    if listed and listed[0].marker is not None:
        kind = listed[0].marker.kind
        listed = [child for child in listed if child.marker is not None and child.marker.kind is kind]
    chosen = listed or plain
    tasks.extend(document.passage(child) for child in chosen if not _is_farewell(child))
    return tasks


def _leads(node: Node) -> bool:
    return node.title.rstrip().endswith(":")


def _is_farewell(node: Node) -> bool:
    return node.marker is None and node.title.startswith(_FAREWELLS)


def _responsibility(document: Document, node: Node) -> Responsibility | None:
    named = body_of(document, node)
    if named is None or main_role(node) is Role.FUNDING:
        return None
    tasks = tasks_of(document, node)
    if not tasks:
        return None
    name, start, end = named
    return Responsibility(
        body=name,
        tasks=tuple(task.trimmed().text for task in tasks),
        source=document.page.source(start, end),
        confidence=0.9 if node.children else 0.8,
    )


def _is_listed_owner(node: Node) -> bool:
    """ "- Các tổ: ..." right under the section on organisation."""
    return (
        node.bullet
        and ":" in node.title[:90]
        and node.parent is not None
        and main_role(node.parent) is Role.ORGANISATION
    )


def owner_of(document: Document, node: Node) -> str | None:
    """The body under whose heading a node stands, in a section on organisation or reporting."""
    for place in (node, *node.ancestors()):
        if place.line is None or place.marker is None:
            continue
        if (place.numbered or _is_listed_owner(place)) and not roles(place) - {Role.ORGANISATION, Role.REPORTING}:
            named = body_of(document, place)
            if named is not None:
                return named[0]
    return None
