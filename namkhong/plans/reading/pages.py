"""Lost and shuffled pages: what can be seen of them in the numbering and in broken sentences."""

from dataclasses import dataclass, field

from namkhong.plans.reading.document import Document
from namkhong.plans.reading.markers import Kind
from namkhong.plans.reading.outline import Node
from namkhong.plans.reading.responsibilities import body_of
from namkhong.plans.reading.roles import Role, is_within

_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}


@dataclass(frozen=True)
class PageTrouble:
    """What is wrong with the pages; `strays` maps a node to the body it probably belongs to."""

    first_page_lost: bool
    out_of_order: tuple[tuple[Node, Node], ...]
    broken_after: tuple[Node, ...]
    strays: dict[Node, str] = field(default_factory=dict)


def find_trouble(document: Document) -> PageTrouble:
    """Look at the numbering and at sentences that stop without an end."""
    nodes = [node for node in document.root.walk() if node.line is not None]
    lost = document.type_name is None and not document.header and _starts_inside(nodes)
    disorder = _disorder(nodes)
    broken = tuple(node for node in nodes if _stops_short(node)) if disorder or lost else ()
    strays = _strays(document, nodes, broken) if disorder else {}
    return PageTrouble(lost, disorder, broken, strays)


def _starts_inside(nodes: list[Node]) -> bool:
    """The text opens with a bullet, a small letter, or a section that is not the first."""
    if not nodes:
        return False
    first = nodes[0]
    if first.bullet or first.title[:1].islower():
        return True
    return first.marker is not None and first.marker.label not in ("1", "I", "a", "A", "1.1")


def _disorder(nodes: list[Node]) -> tuple[tuple[Node, Node], ...]:
    """Pairs (earlier, later) of section numbers where the later one is smaller in the same series."""
    out: list[tuple[Node, Node]] = []
    highest: dict[str, Node] = {}
    last_roman = 0
    for node in nodes:
        if node.marker is None:
            continue
        if node.marker.kind is Kind.ROMAN:
            value = _ROMAN.get(node.marker.label, 0)
            if value <= last_roman:
                highest.clear()
            last_roman = value
        if node.marker.kind is not Kind.DOTTED:
            continue
        series = node.marker.label.split(".")[0]
        before = highest.get(series)
        if before is not None and _second(node) < _second(before) and _section(before) is not _section(node):
            out.append((before, node))
        if before is None or _second(node) >= _second(before):
            highest[series] = node
    return tuple(out)


def _second(node: Node) -> int:
    return int(node.marker.label.split(".")[1]) if node.marker else 0


def _section(node: Node) -> Node | None:
    """The Arabic or Roman section around a node."""
    for above in node.ancestors():
        if above.marker is not None and above.marker.kind <= Kind.ARABIC:
            return above
    return None


def _stops_short(node: Node) -> bool:
    """Ends with a comma, so that its sentence goes on elsewhere."""
    return node.title.rstrip().endswith(",") and len(node.title) > 40


def _strays(document: Document, nodes: list[Node], broken: tuple[Node, ...]) -> dict[Node, str]:
    """Bullets right after the last broken sentence belong to the last body of the organising section."""
    owners = [node for node in nodes if node.numbered and is_within(node, Role.ORGANISATION)]
    named = [
        body for node in owners if node.marker and node.marker.kind is Kind.ARABIC and (body := body_of(document, node))
    ]
    if not broken or not named:
        return {}
    out: dict[Node, str] = {}
    for node in nodes[nodes.index(broken[-1]) + 1 :]:
        if not node.bullet:
            break
        out[node] = named[-1][0]
    return out
