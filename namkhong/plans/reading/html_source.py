"""Text out of a web page: the main text only, with line structure and tables, nothing run and nothing fetched."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from namkhong.plans.reading.cells import CELL, ROW_END, TABLE_END
from namkhong.plans.reading.errors import BrokenFile, EmptyFile, TangledFile
from namkhong.plans.reading.extract import Extract

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_SKIPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "title", "nav", "aside", "footer", "menu", "dialog"),
        *("form", "button", "select", "textarea", "iframe", "object", "embed", "svg", "canvas", "audio", "video"),
        "figure",
    )
)
_BLOCKS = frozenset(
    (
        *("html", "body", "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
        *("ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "address", "center", "fieldset"),
    )
)
_CONTAINERS = frozenset(("html", "body", "article", "main", "section", "div", "header", "center"))
_TABLED = frozenset(("table", "tbody", "tr", "td"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BREAKS = _BLOCKS | frozenset(("table", "tr", "td", "th", "li", "caption"))
_MAIN_SHARE = 0.7
_MOST_ELEMENTS = 400_000
_MOST_DEPTH = 2_000


class _Node:
    """An element with its text and children in order; `letters` counts what is written in paragraphs below it."""

    __slots__ = ("items", "letters", "name", "number")

    def __init__(self, name: str) -> None:
        self.name = name
        self.items: list[_Node | str] = []
        self.letters = 0
        self.number = 0


def html_extract(content: bytes) -> Extract:
    """The main text of a page. Raises: BrokenFile, EmptyFile, TangledFile."""
    content = _page_in_mail(content)
    root = _tree(_decoded(content))
    main = _main(root)
    lines = list(_lines(main))
    if not any(line.strip() for line in lines):
        raise EmptyFile
    title = _first(root, "h1")
    if title is not None and _first(main, "h1") is None:
        lines = [*_lines(title), "", *lines]
    return Extract(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)))


def _page_in_mail(content: bytes) -> bytes:
    """The page inside a web archive (MHTML), or the content as it is."""
    if b"mime-version:" not in content[:400].lower():
        return content
    import email
    import email.policy

    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else b""
    raise BrokenFile


def _decoded(content: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    found = _CHARSET.search(content[:4096])
    for encoding in ("utf-8", found[1].decode() if found else "cp1258", "cp1258"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8", "replace")


class _Builder:
    """Builds the tree from the parser's calls, without what is never shown."""

    def __init__(self) -> None:
        self.root = _Node("html")
        self._open: list[_Node] = [self.root]
        self._skipping = 0
        self._stack: list[tuple[str, bool]] = []
        self._links = 0
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.lower().rpartition("}")[2]
        self._count += 1
        if self._count > _MOST_ELEMENTS or len(self._stack) > _MOST_DEPTH:
            raise TangledFile
        skip = name in _SKIPPED or _is_hidden(attributes)
        self._stack.append((name, skip))
        self._skipping += skip
        self._links += name == "a"
        if not self._skipping:
            node = _Node(name)
            node.number = _span(attributes)
            self._open[-1].items.append(node)
            self._open.append(node)

    def end(self, tag: str) -> None:
        """An element ends."""
        if not self._stack:
            return
        name, skip = self._stack.pop()
        self._links -= name == "a"
        if not self._skipping and len(self._open) > 1:
            done = self._open.pop()
            self._open[-1].letters += done.letters
        self._skipping -= skip

    def data(self, text: str) -> None:
        """Text between elements."""
        if not self._skipping:
            self._open[-1].items.append(text)
            if not self._links:
                self._open[-1].letters += sum(map(str.isalpha, text))

    def comment(self, text: str) -> None:
        """Comments are not read."""

    def close(self) -> _Node:
        """The tree, whatever is still open."""
        while len(self._open) > 1:
            done = self._open.pop()
            self._open[-1].letters += done.letters
        return self.root


def _is_hidden(attributes: dict[str, str]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN.search(attributes.get("style", "")[:2000]) is not None
    )


def _span(attributes: dict[str, str]) -> int:
    text = attributes.get("colspan", "1").strip()
    return min(int(text), 60) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def _tree(text: str) -> _Node:
    builder = _Builder()
    parser: Any = etree.HTMLParser(target=builder, huge_tree=True, no_network=True)
    try:
        parser.feed(text.replace("\x00", ""))
        root = parser.close()
    except (etree.XMLSyntaxError, AssertionError) as error:
        raise BrokenFile from error
    return root if isinstance(root, _Node) else builder.root


def _main(root: _Node) -> _Node:
    """The innermost element that still holds most of the letters outside links: menus and boxes fall away."""
    best = root
    while True:
        inner = [item for item in best.items if isinstance(item, _Node)]
        heavy = next((item for item in inner if item.letters >= _MAIN_SHARE * max(root.letters, 1)), None)
        if heavy is None or heavy.name not in _CONTAINERS | _TABLED:
            break
        best = heavy
    return best


def _first(root: _Node, name: str) -> _Node | None:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.name == name:
            return node
        waiting.extend(item for item in reversed(node.items) if isinstance(item, _Node))
    return None


class _Bar(NamedTuple):
    """A line of the table convention that waits for its turn; `leaves` tells that a table ends here."""

    text: str
    leaves: bool = False


def _lines(root: _Node) -> Iterator[str]:
    """The text line by line: blocks part paragraphs, tables follow the convention of `cells`.

    A table inside a cell is read as lines of that cell.
    """
    line: list[str] = []
    depth = 0
    waiting: list[_Node | _Bar | str] = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            line.append(item)
            continue
        if isinstance(item, _Node) and not (item.name == "br" or item.name in _BREAKS):
            waiting.extend(reversed(item.items))
            continue
        yield _clean(line)
        line = []
        if isinstance(item, _Bar):
            depth -= item.leaves
            if item.text and depth == (0 if item.leaves else 1):
                yield item.text
            elif not item.text and not depth:
                yield ""
            continue
        depth += item.name == "table"
        if item.name == "table" and depth == 1:
            yield CELL
        line = ["- "] if item.name == "li" else []
        waiting.append(_after(item))
        waiting.extend(reversed(_parted(item) if depth == 1 else item.items))
    yield _clean(line)


def _after(node: _Node) -> _Bar:
    """What stands where the element ends."""
    if node.name == "table":
        return _Bar(TABLE_END, leaves=True)
    return _Bar(ROW_END if node.name == "tr" else "")


def _parted(node: _Node) -> list[Any]:
    """The content; in a row with bars between the cells, and empty cells after one that spans several columns."""
    if node.name != "tr":
        return node.items
    out: list[Any] = []
    for item in node.items:
        if isinstance(item, _Node) and item.name in ("td", "th"):
            if out:
                out.append(_Bar(CELL))
            out.append(item)
            out.extend([_Bar(CELL)] * (item.number - 1))
    return out


def _clean(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
