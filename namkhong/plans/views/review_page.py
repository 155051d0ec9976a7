"""The review of a draft as its page wants it: items in windows, the document in parts, how far the work has come."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from namkhong.foundation.numbers import whole_number
from namkhong.plans import queries
from namkhong.plans.models import Clause, Plan
from namkhong.plans.rules import MarkedBlock, Part, Place, found_in, marked, part_with, parts_of
from namkhong.plans.states import ClauseKind
from namkhong.plans.views.showing import ShownClause, is_doubtful, is_waiting, shown

ALL_AT_ONCE = 160
"""A draft with up to so many items shows them all; a longer one shows a window of each kind."""
WINDOW, FIRST_WINDOW = 60, 12
PARTS_AT_ONCE = 3
"""A document of so many parts stands on the page whole; of a longer one the parts are fetched as they are needed."""
LISTED = 8
FOUND = 0
"""Stands in the text like an item; it is what was looked for."""


@dataclass(frozen=True, slots=True)
class Window:
    """Some items of a kind out of `total`; `before` and `after` are numbers of pages, 0 where there is none."""

    kind: str
    label: str
    total: int
    clauses: list[ShownClause]
    first: int
    before: int
    after: int

    @property
    def last(self) -> int:
        """The place of the last item shown."""
        return self.first + len(self.clauses) - 1


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of the document: `blocks` is empty where it is fetched later; `lines` tells how much room to keep."""

    number: int
    start: int
    end: int
    blocks: list[MarkedBlock]
    lines: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the review has come; `next` is the first item to look at, None where there is none."""

    total: int
    doubtful: int
    sure: int
    next: ShownClause | None
    listed: list[ShownClause]

    @property
    def done(self) -> int:
        """Items that need no look any more."""
        return self.total - self.doubtful - self.sure

    @property
    def unlisted(self) -> int:
        """How many items to look at are not in the list."""
        return self.doubtful - len(self.listed)

    @property
    def words(self) -> str:
        """What is left, in a sentence."""
        looked = f"Còn {self.doubtful} mục cần xem." if self.doubtful else "Không còn mục nào cần xem."
        return f"{looked} {self.sure} mục máy đọc chắc chắn đang chờ nhận." if self.sure else looked


def standing_of(clauses: Sequence[Clause]) -> Standing:
    """From the items of a draft, in the order of the screen."""
    doubtful = [clause for clause in clauses if is_doubtful(clause)]
    listed = [shown(clause) for clause in doubtful[:LISTED]]
    sure = sum(map(is_waiting, clauses))
    return Standing(len(clauses), len(doubtful), sure, listed[0] if listed else None, listed)


def windows(request: HttpRequest, clauses: Sequence[Clause]) -> list[Window]:
    """Every kind with the items to show of it: all of a short draft, else the window that was asked for."""
    asked, page = request.GET.get("nhom", ""), whole_number(request.GET.get("trang", "")) or 1
    wanted = whole_number(request.GET.get("muc", ""))
    whole = len(clauses) <= ALL_AT_ONCE
    out = []
    for kind in ClauseKind:
        rows = [clause for clause in clauses if clause.kind == kind]
        at = next((place for place, clause in enumerate(rows) if clause.pk == wanted), None)
        if whole:
            first, size = 0, len(rows)
        elif at is not None:
            first, size = at - at % WINDOW, WINDOW
        elif asked == kind:
            first, size = min(max(page - 1, 0) * WINDOW, max(len(rows) - 1, 0)), WINDOW
        else:
            first, size = 0, FIRST_WINDOW
        out.append(_window(kind, rows, first, size))
    return out


def _window(kind: ClauseKind, rows: list[Clause], first: int, size: int) -> Window:
    there = [shown(clause) for clause in rows[first : first + size]]
    page = first // WINDOW + 1
    more = first + len(there) < len(rows)
    after = (1 if size == FIRST_WINDOW and len(rows) > size else page + 1) if more else 0
    return Window(str(kind), kind.label, len(rows), there, first + 1, page - 1 if first else 0, after)


@dataclass(frozen=True, slots=True)
class Find:
    """Words looked for in the document: where they stand, and from which letter the next search goes on."""

    words: str = ""
    place: tuple[int, int] | None = None

    @property
    def found(self) -> bool:
        """Whether they stand in it."""
        return self.place is not None

    @property
    def after(self) -> int:
        """Where to go on."""
        return self.place[1] if self.place else 0


def find_in(request: HttpRequest, plan: Plan) -> Find:
    """What the person looks for; after the last place it begins again at the first."""
    words = request.GET.get("tim", "").strip()[:200]
    if not words or plan.reading is None:
        return Find(words)
    after = whole_number(request.GET.get("tu", "")) or 0
    text = plan.reading.text
    later = found_in(text[after:], words)
    if later is not None:
        return Find(words, (later[0] + after, later[1] + after))
    return Find(words, found_in(text, words))


def source_of(plan: Plan, places: Sequence[int | None], find: Find) -> list[ShownPart]:
    """The document in parts; empty where the plan was not read from a text.

    Of a long one only the first part and those that hold one of `places` (offsets) are marked.
    """
    if plan.reading is None:
        return []
    text = plan.reading.text
    parts = parts_of(text)
    wanted = [place for place in (*places, find.place[0] if find.place else None) if place is not None]
    near = {part_with(parts, place) for place in wanted} | {1}
    chosen = [part for part in parts if len(parts) <= PARTS_AT_ONCE or part.number in near]
    standing = queries.places_in(plan, chosen[0].start, chosen[-1].end) if chosen else []
    found = [Place(FOUND, *find.place)] if find.place else []
    return [shown_part(part, text, [*standing, *found] if part in chosen else None) for part in parts]


def shown_part(part: Part, text: str, places: list[Place] | None) -> ShownPart:
    """A part with its marks, or only its place where `places` is None."""
    here = [place for place in places or () if place.start < part.end and place.end > part.start]
    blocks = [] if places is None else marked(text, part, here)
    return ShownPart(part.number, part.start, part.end, blocks, max(1, (part.end - part.start) // 60))
