"""What the plan is about: content items, emulation contents, audience, task groups, criteria, awards, pledges."""

from namkhong.plans.reading.document import Document
from namkhong.plans.reading.items import Basis, CriteriaGroup, Grouped, Heading, Phrase
from namkhong.plans.reading.markers import Kind
from namkhong.plans.reading.outline import Node
from namkhong.plans.reading.passages import Passage, sentences, split_at
from namkhong.plans.reading.roles import Role, main_role, roles
from namkhong.plans.reading.words import key_text, phrases, squeeze

_CAMPAIGN = ("cuộc vận động", "cvđ", "năm không")
_MOVEMENT = ("thi đua", "phong trào")
_MORE = (
    "hoạt động chính",
    "hoạt động chủ yếu",
    "các hoạt động",
    "nội dung chủ yếu",
    "nội dung cụ thể",
    "nội dung trọng tâm",
)
_GROUPS = ("tập thể", "cá nhân", "đối với")
_HEAD_OF_ITEM = 12
_WHEN_AND_WHERE = phrases("tổ chức vào | từ ngày | ngày | trong tháng | tháng | quý | dự kiến | thời gian | tại | vào")
_NOT_LIST = ("hồ sơ", "kinh phí", "báo cáo")


def read_contents(document: Document) -> tuple[tuple[Grouped, ...], tuple[Grouped, ...]]:
    """Content items and emulation contents (two lists, either may be empty)."""
    items: list[Grouped] = []
    emulation: list[Grouped] = []
    for node, kind in _lists(document):
        listed = _listed(document, node)
        if kind == "movement" and listed and all(item.group for item in listed) and not _has_grandchildren(node):
            emulation.extend(listed)
        else:
            items.extend(listed)
    return tuple(items or _run_of_negations(document)), tuple(emulation)


def _lists(document: Document) -> list[tuple[Node, str]]:
    """Headings that open lists; of one inside another the inner one."""
    found = [(node, kind) for node in document.root.walk() if (kind := _list_kind(node))]
    outer = {above for node, _ in found for above in node.ancestors()}
    return [(node, kind) for node, kind in found if node not in outer]


def _list_kind(node: Node) -> str | None:
    """Whether a heading opens a list of contents, and of which kind."""
    if "nội dung" not in node.lower and "hoạt động" not in node.lower:
        return None
    head = node.heading
    if not head or ("nội dung" not in head and not head.startswith(_MORE) and not any(word in head for word in _MORE)):
        return None
    if node.bullet or (node.marker is None and not _opens_list(node)):
        return None
    if roles(node) & {
        Role.TASKS,
        Role.CRITERIA,
        Role.ORGANISATION,
        Role.FUNDING,
        Role.PURPOSE,
        Role.AUDIENCE,
        Role.OBJECTIVES,
    }:
        return None
    return _named_kind(node, head)


def _named_kind(node: Node, head: str) -> str | None:
    """The kind that the words of a heading tell."""
    movement = head.startswith(("nội dung phong trào", "nội dung của phong trào"))
    if any(word in head for word in _CAMPAIGN) and not movement:
        return "campaign"
    if head.startswith(("nội dung chương trình", "nội dung hành động")) and _children_are_short(node):
        return "campaign"
    if any(word in head for word in _MOVEMENT):
        return "movement"
    return "other" if any(word in head for word in _MORE) and _children_are_short(node) else None


def _opens_list(node: Node) -> bool:
    """A plain paragraph "Nội dung của ... gồm:"."""
    key = key_text(node.title[:160])
    return key.startswith("nội dung") and (" gồm :" in key or "bao gồm :" in key or key.endswith("gồm :"))


def _children_are_short(node: Node) -> bool:
    listed = [child for child in node.children if child.marker is not None]
    return len(listed) >= 2 and not any(child.children for child in listed)


def _has_grandchildren(node: Node) -> bool:
    return any(child.children for child in node.children)


def _listed(document: Document, node: Node) -> list[Grouped]:
    """The items under a heading: bullets, groups with bullets, labelled paragraphs, or the rest of the line."""
    if node.marker is None:
        return _paragraph_list(document, node)
    out: list[Grouped] = []
    for child in node.children:
        if child.marker is None:
            continue
        under = [item for item in child.children if item.marker is not None]
        group = squeeze(child.title.partition(":")[0]) if _is_group(child.title) else ""
        if under and (group or _is_catchword(child)):
            out.extend(_item(document, document.passage(item), group) for item in under)
        elif group and ":" in child.title:
            out.append(_slogan(document, child, group))
        else:
            out.append(_item(document, document.passage(child), ""))
    percents = sum("%" in item.text for item in out)
    return [] if percents * 2 > len(out) else out


def _is_catchword(node: Node) -> bool:
    """ "1. Nói lời hay" with bullets under it: the bullets are the contents."""
    return len(node.title.split()) <= 6 and all(item.bullet for item in node.children)


def _is_group(title: str) -> bool:
    return key_text(title[:30]).startswith(_GROUPS)


def _slogan(document: Document, node: Node, group: str) -> Grouped:
    """ "Tập thể: “...”" without the quotation marks."""
    colon = node.start + node.title.index(":") + 1
    piece = document.passage(node).cut(colon, node.start + len(node.title)).trimmed()
    bare = Passage(piece.text.strip('“”" '), piece.start + len(piece.text) - len(piece.text.lstrip('“" ')))
    return Grouped(text=bare.text, group=group, source=document.page.of(bare), confidence=0.9)


def _item(document: Document, passage: Passage, group: str) -> Grouped:
    """The head of an item: its first sentence up to a semicolon or an opening bracket."""
    first = sentences(passage)[0] if sentences(passage) else passage
    piece = split_at(first, ";")[0] if split_at(first, ";") else first
    bracket = piece.text.find(" (")
    if bracket > 12 and not piece.text[bracket + 2 : bracket + 3].isdigit():
        piece = Passage(piece.text[:bracket], piece.start)
    head, colon, rest = piece.text.partition(":")
    if colon and len(head) > _HEAD_OF_ITEM and key_text(rest[:30]).startswith(_WHEN_AND_WHERE):
        piece = Passage(head, piece.start)
    piece = piece.trimmed()
    return Grouped(text=piece.text, group=group, source=document.page.of(piece), confidence=0.9)


def _paragraph_list(document: Document, node: Node) -> list[Grouped]:
    """Contents told in running text: "Đối với tập thể: a; b", in the same line or the paragraphs after it."""
    own = node.title.partition(":")[2].strip()
    if own:
        start = node.start + node.title.index(own)
        return _labelled_clauses(document, Passage(own, start))
    out: list[Grouped] = []
    siblings = node.parent.children if node.parent else []
    for other in siblings[node.position + 1 : node.position + 7]:
        head, colon, _ = other.title.partition(":")
        if not colon or not _is_group(head):
            break
        begin = other.start + len(head) + 1
        for piece in split_at(document.passage(other).cut(begin, other.start + len(other.title)), ";"):
            out.append(_item(document, piece, squeeze(head)))
    return out


def _labelled_clauses(document: Document, passage: Passage) -> list[Grouped]:
    """ "Đối với tập thể, a; đối với cá nhân, b"."""
    out: list[Grouped] = []
    for piece in split_at(passage, ";"):
        head, comma, rest = piece.text.partition(",")
        if not comma or not _is_group(head.strip()):
            continue
        start = piece.start + len(head) + 1
        text = Passage(rest, start).trimmed()
        group = squeeze(head.strip())
        out.append(Grouped(text=text.text, group=group, source=document.page.of(text), confidence=0.85))
    return out or _plain_clauses(document, passage)


def _plain_clauses(document: Document, passage: Passage) -> list[Grouped]:
    """ "a; b; c" without groups."""
    pieces = [piece.trimmed() for piece in split_at(passage, ";")]
    if len(pieces) < 2:
        return []
    return [Grouped(text=piece.text, source=document.page.of(piece), confidence=0.75) for piece in pieces]


def _run_of_negations(document: Document) -> list[Grouped]:
    """Without a heading (its page is lost): at least three bullets in a row that begin with "Không"."""
    run: list[Node] = []
    for node in document.root.walk():
        if node.line is None:
            continue
        if node.bullet and key_text(node.title[:8]).startswith("không"):
            run.append(node)
        elif len(run) >= 3:
            break
        else:
            run = []
    if len(run) < 3:
        return []
    reason = "Không thấy đề mục; nhận ra từ các gạch đầu dòng liền nhau cùng bắt đầu bằng “Không”."
    out = []
    for node in run:
        text = document.passage(node).trimmed()
        out.append(
            Grouped(
                text=text.text,
                source=document.page.of(text),
                confidence=0.8,
                basis=Basis.INFERRED,
                reason=reason,
            )
        )
    return out


def read_audience(document: Document) -> tuple[Grouped, ...]:
    """Who the plan is for, from the section "Đối tượng"."""
    out: list[Grouped] = []
    for node in document.root.walk():
        head = node.heading
        if not node.numbered or "đối tượng" not in head or Role.AUDIENCE is not main_role(node) or len(head) > 40:
            continue
        rest = node.title.partition(":")[2].strip()
        if rest:
            text = Passage(rest, node.start + node.title.index(rest)).trimmed()
            out.append(Grouped(text=text.text, group="Đối tượng", source=document.page.of(text), confidence=0.9))
        for child in node.children:
            out.extend(_audience_of(document, child))
    return tuple(out)


def _audience_of(document: Document, node: Node) -> list[Grouped]:
    head, colon, rest = node.title.partition(":")
    if colon and _is_group(head) and rest.strip():
        text = Passage(rest, node.start + len(head) + 1).trimmed()
        return [Grouped(text=text.text, group=squeeze(head), source=document.page.of(text), confidence=0.9)]
    if _is_group(node.title) and node.children:
        group = squeeze(node.title)
        pieces = [document.passage(child).trimmed() for child in node.children]
        return [Grouped(text=p.text, group=group, source=document.page.of(p), confidence=0.9) for p in pieces]
    return []


def read_task_groups(document: Document) -> tuple[Heading, ...]:
    """What is numbered right under the section on tasks: headings with the number of items under each, and tasks of one
    paragraph, which have none.
    """
    out: list[Heading] = []
    for node in document.root.walk():
        above = node.parent
        if above is None or not node.numbered or main_role(above) is not Role.TASKS:
            continue
        kind = node.marker.kind if node.marker else Kind.DASH
        if kind > Kind.DOTTED_TWICE:
            continue
        title = document.passage(node).trimmed()
        count = sum(child.marker is not None for child in node.children) or len(node.children)
        out.append(
            Heading(
                number=node.where,
                title=title.text,
                n_items=count,
                source=document.page.of(title),
                confidence=0.9,
            )
        )
    return tuple(out)


def read_criteria(document: Document) -> tuple[CriteriaGroup, ...]:
    """Groups of criteria ("Đối với tập thể") with their criteria and counts of sub-criteria."""
    out: list[CriteriaGroup] = []
    for node in document.root.walk():
        above = node.parent
        if above is None or not node.numbered or main_role(above) is not Role.CRITERIA:
            continue
        tops = [child for child in node.children if child.marker is not None]
        if not _is_group(node.title) or not tops:
            continue
        title = document.passage(node).trimmed()
        out.append(
            CriteriaGroup(
                group=title.text,
                criteria=tuple(document.passage(top).trimmed().text for top in tops),
                sub_counts=tuple(sum(sub.marker is not None for sub in top.children) for top in tops),
                source=document.page.of(title),
                confidence=0.9,
            )
        )
    return tuple(out)


def read_pledges(document: Document) -> tuple[Phrase, ...]:
    """Sentences that oblige people to sign a pledge."""
    out: list[Phrase] = []
    for node in document.root.walk():
        if node.line is None or "cam kết" not in node.title.lower():
            continue
        for sentence in sentences(document.passage(node)):
            key = key_text(sentence.text)
            if any(word in key for word in ("bản cam kết", "ký cam kết", "ký kết cam kết", "viết cam kết")):
                text = sentence.trimmed()
                out.append(Phrase(text=text.text, source=document.page.of(text), confidence=0.85))
    return tuple(out)
