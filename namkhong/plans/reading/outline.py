"""Lines as a tree of numbered sections, lettered points and bullets."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from namkhong.plans.reading.lines import Line
from namkhong.plans.reading.markers import Kind, Marker, read
from namkhong.plans.reading.passages import Passage
from namkhong.plans.reading.words import is_upper, key_text

HEADING_LIMIT = 170


@dataclass(eq=False)
class Node:
    """A line with what stands under it; `position` is its index among its parent's children. The root has no line.

    `subtitle` is the heading printed under a bare number ("Phần thứ hai" / "TỔ CHỨC THỰC HIỆN").
    """

    line: Line | None = None
    marker: Marker | None = None
    parent: "Node | None" = None
    children: "list[Node]" = field(default_factory=list)
    position: int = 0
    subtitle: Line | None = None

    @cached_property
    def title(self) -> str:
        """The text after the marker."""
        if self.subtitle is not None:
            return self.subtitle.text
        return self.line.text[self.marker.length if self.marker else 0 :] if self.line else ""

    @property
    def bare(self) -> bool:
        """A number with nothing behind it on its own line."""
        return bool(self.line and self.marker and not self.line.text[self.marker.length :].strip())

    @cached_property
    def heading(self) -> str:
        """The heading part of the title, up to a colon, in comparing form; empty where it is too long for one."""
        head, colon, _ = self.title.partition(":")
        if colon and len(head) < HEADING_LIMIT:
            return key_text(head)
        return key_text(self.title) if len(self.title) < HEADING_LIMIT else ""

    @cached_property
    def capitals(self) -> bool:
        """The title is written in capitals."""
        return is_upper(self.title)

    @cached_property
    def lower(self) -> str:
        """The title in small letters, for a quick look whether it can matter at all."""
        return self.title.lower()

    @cached_property
    def passage(self) -> Passage:
        """The text after the marker with its place."""
        return Passage(self.title, self.start)

    @cached_property
    def looks_like_heading(self) -> bool:
        """Numbered, with something under it or a colon in it."""
        return self.numbered and (bool(self.children) or ":" in self.title)

    @property
    def start(self) -> int:
        """Offset of `title` in the normalised text."""
        if self.subtitle is not None:
            return self.subtitle.start
        return (self.line.start + (self.marker.length if self.marker else 0)) if self.line else 0

    @property
    def depth(self) -> int:
        """Rank of the marker; plain paragraphs are deepest, the root is -1."""
        if self.line is None:
            return -1
        return int(self.marker.kind) if self.marker else 99

    @property
    def numbered(self) -> bool:
        """A section, an Arabic number or a letter, not a bullet."""
        return self.marker is not None and self.marker.kind <= Kind.ROUND

    @property
    def bullet(self) -> bool:
        """A bullet of any shape."""
        return self.marker is not None and self.marker.kind > Kind.ROUND

    @property
    def where(self) -> str:
        """The path of numbers to the nearest numbered node, such as "IV.1" or "5.1"."""
        node: Node | None = self
        labels: list[str] = []
        while node is not None and node.line is not None:
            if node.numbered and node.marker is not None:
                labels.append(node.marker.label)
                if node.marker.kind in (Kind.DOTTED, Kind.DOTTED_TWICE):
                    break
            node = node.parent
        return ".".join(reversed(labels))

    def walk(self) -> "Iterator[Node]":
        """This node and all under it, in the order of the text (without recursion: depth is the author's)."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def ancestors(self) -> "Iterator[Node]":
        """Parent, its parent, and so on up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def build(lines: list[Line]) -> Node:
    """The tree of the lines; plain paragraphs hang under the section they follow."""
    root = Node()
    stack = [root]
    for line in lines:
        node = Node(line, read(line.text))
        if _titles(stack[-1], node):
            stack[-1].subtitle = line
            continue
        while stack[-1].depth >= node.depth or (node.marker is None and stack[-1].bullet):
            stack.pop()
        _place(node, stack)
    return root


def _titles(above: Node, node: Node) -> bool:
    """Whether a line without a number is the title of the bare "Phần ..." or "Chương ..." just above it."""
    if node.marker is not None or above.marker is None or above.marker.kind > Kind.CHAPTER or above.children:
        return False
    return above.subtitle is None and above.bare and node.capitals


def _place(node: Node, stack: list[Node]) -> None:
    node.parent = stack[-1]
    node.position = len(stack[-1].children)
    stack[-1].children.append(node)
    if node.marker is not None:
        stack.append(node)
