"""Pages of a PDF as small grey pictures, kept as PNG files that any viewer opens."""

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

PPI = 60
LEVELS = 17  # sixteen greys are enough to compare by and compress to a few kilobytes


@dataclass(frozen=True)
class Picture:
    """Grey pixels, row by row, 0 black to 255 white."""

    width: int
    height: int
    pixels: bytes


def pictures(data: bytes) -> list[Picture]:
    """Every page of a PDF at `PPI` dots an inch."""
    document = pypdfium2.PdfDocument(data)
    made = []
    for page in document:
        bitmap = page.render(scale=PPI / 72, grayscale=True)
        raw = bytes(bitmap.buffer)
        rows = [raw[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height)]
        pixels = b"".join(rows).translate(bytes(value // LEVELS * LEVELS for value in range(256)))
        made.append(Picture(bitmap.width, bitmap.height, pixels))
        bitmap.close()
        page.close()
    document.close()
    return made


def write_png(path: Path, picture: Picture) -> None:
    """A grey PNG without filters."""
    rows = (picture.pixels[y * picture.width : (y + 1) * picture.width] for y in range(picture.height))
    packed = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    head = struct.pack(">IIBBBBB", picture.width, picture.height, 8, 0, 0, 0, 0)
    parts = [_chunk(b"IHDR", head), _chunk(b"IDAT", packed), _chunk(b"IEND", b"")]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))


def read_png(path: Path) -> Picture:
    """What `write_png` wrote."""
    data = path.read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    at = data.index(b"IDAT")
    (length,) = struct.unpack(">I", data[at - 4 : at])
    raw = zlib.decompress(data[at + 4 : at + 4 + length])
    rows = (raw[y * (width + 1) + 1 : (y + 1) * (width + 1)] for y in range(height))
    return Picture(width, height, b"".join(rows))


def differing(one: Picture, other: Picture) -> float:
    """The share of pixels that differ by more than a third of the scale; 1.0 when the sizes differ."""
    if (one.width, one.height) != (other.width, other.height):
        return 1.0
    far = sum(abs(a - b) > 85 for a, b in zip(one.pixels, other.pixels, strict=True))
    return far / len(one.pixels)


def words(data: bytes) -> str:
    """All text of a PDF, page after page."""
    return "\n".join(page_words(data))


def page_words(data: bytes) -> list[str]:
    """The text of each page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return found


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
