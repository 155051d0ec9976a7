"""The parts of a Word file: the archive judged before anything in it is parsed, then its XML without entities."""

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree

from namkhong.plans.reading.errors import BrokenFile, LockedFile, TangledFile, TooLarge, UnknownFile, UnsafeFile

MAX_ENTRIES = 3000
MAX_UNPACKED = 200_000_000
MAX_XML = 40_000_000
MAX_RATIO = 200
_MAIN = "word/document.xml"
_CODE = (".exe", ".vbs", ".js", ".bat", ".cmd", ".scr")

Element = Any
"""An lxml element; the library has no types of its own."""


def kind(element: Element) -> str:
    """The name without its namespace, so that the transitional and the strict form read alike; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The value of an attribute, by its name without the namespace."""
    for key, value in element.items():
        if key == name or key.endswith("}" + name):
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, and of it the next on the path; None where one is missing."""
    for name in path:
        if element is None:
            return None
        element = next((item for item in element if kind(item) == name), None)
    return element


def value_of(element: Element | None, *path: str) -> str | None:
    """The attribute "val" at the end of a path of children."""
    found = child(element, *path)
    return attribute(found, "val") if found is not None else None


def is_on(element: Element | None, name: str) -> bool | None:
    """A switch such as <w:caps/>: True, False where it is turned off, None where it is not mentioned."""
    found = child(element, name)
    if found is None:
        return None
    return (attribute(found, "val") or "true") not in ("0", "false", "off")


class Parts:
    """The parts of one file, parsed when they are asked for.

    Raises, when made: BrokenFile, LockedFile, TangledFile, TooLarge, UnknownFile, UnsafeFile.
    """

    def __init__(self, content: bytes, name: str = "") -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise BrokenFile from error
        self.names = {entry.filename for entry in entries}
        if any(entry.flag_bits & 1 for entry in entries):
            raise LockedFile
        _refuse_bomb(entries, len(content))
        _refuse_code(self.names)
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")):
                _refuse_entities(entry.filename, self.bytes_of(entry.filename))
        self._main = self._find_main(name)
        self._related = self._relations(self._main)

    def body(self) -> Element:
        """The body of the document."""
        found = child(self._parsed(self._main), "body")
        if found is None:
            raise BrokenFile
        return found

    def related(self, ending: str) -> Element | None:
        """The root of the part that the document relates to by a type of that ending ("footnotes"), or None."""
        target = next((path for type_, path in self._related.values() if type_ == ending), None)
        return self._parsed(target) if target in self.names else None

    def by_relation(self, identity: str) -> Element | None:
        """The root of the part behind a relation of the document."""
        _, target = self._related.get(identity, ("", ""))
        return self._parsed(target) if target in self.names else None

    def pictures(self) -> list[str]:
        """The names of the pictures in the body, in the order of the text; one stored in two forms counts once."""
        shown = (item for item in self.body().iter() if kind(item) in ("blip", "imagedata"))
        targets = (
            self._related.get(attribute(item, "embed") or attribute(item, "id") or "", ("", "")) for item in shown
        )
        return list(dict.fromkeys(target for _, target in targets if target in self.names))

    def bytes_of(self, name: str) -> bytes:
        """The content of an entry. Raises BrokenFile where it cannot be unpacked."""
        try:
            return self._archive.read(name)
        except MemoryError:
            raise
        except Exception as error:  # zlib.error is not exported by zipfile
            raise BrokenFile from error

    def _find_main(self, name: str) -> str:
        for type_, path in self._relations("").values():
            if type_ == "officeDocument" and path in self.names and path.startswith("word/"):
                return path
        if _MAIN in self.names:
            return _MAIN
        raise UnknownFile(name=f"“{name[:80]}”" if name else "đã chọn")

    def _relations(self, of: str) -> dict[str, tuple[str, str]]:
        """Identity to (last word of the type, path) of every relation of a part; the package itself is ""."""
        folder, _, file = of.rpartition("/")
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self.names:
            return {}
        out = {}
        for relation in self._parsed(path):
            type_ = (attribute(relation, "Type") or "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/" + folder, attribute(relation, "Target") or "")).lstrip("/")
            out[attribute(relation, "Id") or ""] = (type_, target)
        return out

    def _parsed(self, name: str) -> Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(self.bytes_of(name), parser)
        except etree.XMLSyntaxError as error:
            raise TangledFile if "depth" in str(error) else BrokenFile from error
        if root.getroottree().docinfo.doctype:
            raise UnsafeFile(what="khai báo thực thể")
        return root


def _refuse_bomb(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        raise TooLarge(limit=f"{MAX_UNPACKED // 1_000_000} MB sau khi giải nén")
    if unpacked > 5_000_000 and unpacked > MAX_RATIO * max(size, 1):
        raise UnsafeFile(what="tệp nén phình to bất thường")
    if any(entry.file_size > MAX_XML for entry in entries if entry.filename.endswith(".xml")):
        raise TooLarge(limit=f"{MAX_XML // 1_000_000} MB chữ sau khi giải nén")


def _refuse_code(names: set[str]) -> None:
    if any("vbaproject" in entry.lower() or entry.lower().endswith(_CODE) for entry in names):
        raise UnsafeFile(what="macro")
    if any(entry.startswith(("/", "\\")) or ".." in entry for entry in names):
        raise UnsafeFile(what="đường dẫn lạ")


def _refuse_entities(name: str, data: bytes) -> None:
    """No document type, no entity, no macro kind, no relation to a template or object outside the file."""
    plain = data.replace(b"\x00", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise UnsafeFile(what="khai báo thực thể")
    if name == "[Content_Types].xml" and b"macroEnabled" in plain:
        raise UnsafeFile(what="macro")
    if name.endswith(".rels") and _reaches_out(plain):
        raise UnsafeFile(what="liên kết tới tệp bên ngoài")


def _reaches_out(relations: bytes) -> bool:
    """External relations other than hyperlinks (templates, frames, objects, images by address)."""
    for relation in relations.split(b"<Relationship ")[1:]:
        tag = relation.split(b">", 1)[0]
        if b'TargetMode="External"' in tag and b"/hyperlink" not in tag:
            return True
    return False
