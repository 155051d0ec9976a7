"""The sheet that people sign on paper: where its codes and boxes stand, and what a scan of it says.

The box for a signature is found from the four corners of its own code, so that a page may be turned, skewed, shrunk or
a photo: what is measured is always "so many code widths to the left of the code". All measures in millimetres.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

Point = tuple[float, float]

CODE_MM = 14.0
"""The side of a code on the list, without its margin."""
BOX_MM = (58.0, 15.0)
"""Width and height of the box for a signature on the list."""
GAP_MM = 6.0
"""From the right edge of the box to the left edge of its code."""
FORM_SCALE = 1.5
"""On the sheet of one person everything is larger by this much, the code included, so one measure fits both."""
ROWS_ON_PAGE = 11
INSET = 0.09
"""The share of the box at each edge that is not looked at: its own frame stands there."""
INKED = 0.004
"""The share of dark points from which on a box is taken for signed; the clerk decides, this only proposes."""


class Standing(StrEnum):
    """What became of one code of a scan."""

    FOUND = "found"
    ANOTHER_ROUND = "another_round"
    ANOTHER_UNIT = "another_unit"
    ALREADY = "already"
    NOT_OURS = "not_ours"

    @property
    def sentence(self) -> str:
        """What the clerk reads beside it."""
        return {
            "found": "Ghi nhận đã ký.",
            "another_round": "Mã của đợt ký cam kết khác, không ghi vào đợt này. Hãy kiểm tra lại tờ giấy.",
            "another_unit": "Người này không làm việc tại đơn vị, hoặc đã chuyển đi. Hãy gửi tờ giấy cho đơn vị mới.",
            "already": "Người này đã ký trước đó, không ghi lần nữa.",
            "not_ours": "Mã này không phải do hệ thống in ra, hoặc bị nhòe nên đọc sai. Hãy quét lại hoặc gõ mã.",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One code seen: in which file, on which page, and how much ink its box holds (None where it was typed)."""

    code: str
    file: int
    page: int
    ink: float | None
    crop: str = ""


def box_corners(corners: Sequence[Point]) -> list[Point]:
    """The corners of the signature box, inside its frame, from those of the code (from the top left, clockwise)."""
    origin, across, down = corners[0], _minus(corners[1], corners[0]), _minus(corners[3], corners[0])
    width, height = BOX_MM[0] / CODE_MM, BOX_MM[1] / CODE_MM
    right = -GAP_MM / CODE_MM
    top = (1 - height) / 2
    edge = INSET * height
    left, right = right - width + edge, right - edge
    places = [(left, top + edge), (right, top + edge), (right, top + height - edge), (left, top + height - edge)]
    return [(origin[0] + x * across[0] + y * down[0], origin[1] + x * across[1] + y * down[1]) for x, y in places]


def is_inked(ink: float | None) -> bool:
    """Whether the box is proposed as signed; what was typed by hand or by a scanner is."""
    return ink is None or ink >= INKED


def once_each(sightings: Iterable[Sighting]) -> list[Sighting]:
    """Each code once, where it was seen with the most ink: a sheet scanned twice, a blank and a signed copy."""
    best: dict[str, Sighting] = {}
    for seen in sightings:
        known = best.get(seen.code)
        if known is None or _weight(seen) > _weight(known):
            best[seen.code] = seen
    return sorted(best.values(), key=lambda seen: (seen.file, seen.page))


def codes_typed(text: str) -> list[str]:
    """The codes in a box of text: one a line, or apart by commas; spaces inside a code are how it is printed."""
    lines = text.translate(str.maketrans(";,\t", "\n\n\n")).splitlines()
    return list(dict.fromkeys(filter(None, ("".join(line.split()) for line in lines))))


def _weight(seen: Sighting) -> float:
    return 1.0 if seen.ink is None else seen.ink


def _minus(one: Point, other: Point) -> Point:
    return one[0] - other[0], one[1] - other[1]
