"""What the critic has before its eyes: the text, what was read in it, and what is known around it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from namkhong.foundation.text import fold
from namkhong.law.rules import DocumentStanding, DocumentStatus
from namkhong.plans.rules.critic.finding import Spot
from namkhong.plans.rules.critic.masking import Personal, hidden, personal_data
from namkhong.plans.rules.drafts import HeadDraft
from namkhong.plans.rules.proposals import NumberedClause
from namkhong.plans.states import ClauseKind

NEWS = "bai_bao_ve_ke_hoach"
_LONG = 220
"""A quotation longer than this is cut: it must lead to its place, not repeat it."""


@dataclass(frozen=True, slots=True)
class CitedElsewhere:
    """A document as another plan of this installation cites it: its number, the day printed there, and which plan."""

    number: str
    issued_on: date
    plan: str


@dataclass(frozen=True, slots=True)
class Superior:
    """The plan that this one carries out: how to call it, who issued it, its items."""

    name: str
    issuer: str
    clauses: Sequence[NumberedClause]


def unknown_to_law(number: str, on: date) -> DocumentStatus:
    """A law that knows no document."""
    return DocumentStatus(number, DocumentStanding.UNKNOWN, None)


def always_open(day: date) -> str:
    """A calendar without days off."""
    return ""


@dataclass(frozen=True)
class Case:
    """Everything that findings are made from. `text` is empty for a plan that was not read from a document.

    `law` tells how a document stands on a day (`law.rules.status_among`); `off` why offices are closed on a day, ""
    when they are open; `elsewhere` the documents that other plans cite, by bare number (`citing.bare`); `today`
    None where only the day of the plan counts.
    """

    text: str
    genre: str
    head: HeadDraft
    clauses: Sequence[NumberedClause]
    complete: bool = True
    superior: Superior | None = None
    law: Callable[[str, date], DocumentStatus] = unknown_to_law
    off: Callable[[date], str] = always_open
    elsewhere: Mapping[str, Sequence[CitedElsewhere]] = field(default_factory=dict)
    today: date | None = None

    @cached_property
    def by_kind(self) -> dict[str, list[NumberedClause]]:
        """The items of each kind."""
        found: dict[str, list[NumberedClause]] = {}
        for clause in self.clauses:
            found.setdefault(str(clause.draft.kind), []).append(clause)
        return found

    def of(self, *kinds: ClauseKind) -> list[NumberedClause]:
        """The items of some kinds."""
        return [clause for kind in kinds for clause in self.by_kind.get(str(kind), [])]

    @cached_property
    def news(self) -> bool:
        """A news article tells of a plan; what it leaves out says nothing about the plan."""
        return self.genre == NEWS

    @cached_property
    def personal(self) -> list[Personal]:
        """Personal data in the text."""
        return personal_data(self.text)

    def spot(self, start: int, end: int) -> Spot:
        """A place in the text, quoted without the personal data in it."""
        quote, at = "", start
        for piece in self.personal:
            if piece.end > at and piece.start < end:
                quote += self.text[at : max(at, piece.start)] + hidden(self.text[piece.start : piece.end])
                at = piece.end
        return Spot(start, end, short(quote + self.text[at : max(at, end)], _LONG))

    def spots_of(self, *clauses: NumberedClause) -> tuple[Spot, ...]:
        """The places that items were read from; nothing for what a person typed."""
        return tuple(self._spots(clauses))

    def _spots(self, clauses: Sequence[NumberedClause]) -> Iterator[Spot]:
        for clause in clauses:
            start, end = clause.draft.span_from, clause.draft.span_to
            if start is not None and end is not None and self.text:
                yield self.spot(start, end)

    @cached_property
    def low(self) -> str:
        """The text in small letters, of the same length (one Turkish letter would grow)."""
        return self.text.replace("İ", "I").lower()

    @cached_property
    def folded(self) -> str:
        """The text for looking words up in (`foundation.text.fold`); places in it are not those of the text."""
        return fold(self.text)


def short(text: str, letters: int = 90) -> str:
    """A text cut to so many letters, on one line, for use within a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= letters else f"{line[: letters - 1].rstrip()}…"


def numbers(clauses: Iterable[NumberedClause]) -> tuple[int, ...]:
    """The numbers of items; an item that is not saved has none."""
    return tuple(clause.pk for clause in clauses if clause.pk is not None)
