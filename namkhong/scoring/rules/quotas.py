"""How many may get a grade that is limited to a share, and who of those with enough points gets it. Pure.

At most `quota` per cent of those graded `quota_of` or better get the band, rounded down: 20 % of 7 is 1, of 4 none.
The highest totals get it. Of those with equal totals at the edge nobody does until the council has said how to tell
them apart; what it says is applied in order (`TieBreak`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal

from namkhong.criteria.rules.structure import BandDef
from namkhong.foundation.numbers import show_decimal
from namkhong.scoring.states import TieMeans


@dataclass(frozen=True, slots=True)
class Contender:
    """A graded subject: the places it may take, the best first. `peer` is the group within which shares are counted."""

    key: int
    total: Decimal
    base: Decimal
    open: tuple[int, ...]
    peer: str = ""


Points = Callable[[Contender], Decimal]
"""By what contenders are compared."""


@dataclass(frozen=True, slots=True)
class TieBreak:
    """One decision of the council on equal totals at the edge of a band: by what to tell them apart, or who gets it.

    `points` are those of the chosen criterion, by subject.
    """

    peer: str
    band: str
    means: TieMeans
    criterion: str = ""
    points: Mapping[int, Decimal] = field(default_factory=dict)
    chosen: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Edge:
    """How a limited band was given out among peers, with the numbers of its formula.

    `counted` were graded `quota_of` or better, `wanted` had the points and met the conditions. `cut` is the total at
    the edge, `tied` those with it who are not told apart yet, for `free` places.
    """

    peer: str
    place: int
    band: BandDef
    share: Decimal
    counted: int
    places: int
    wanted: int
    kept: tuple[int, ...]
    tied: tuple[int, ...] = ()
    free: int = 0
    cut: Decimal | None = None
    equals: tuple[int, ...] = ()

    @property
    def formula(self) -> str:
        """The arithmetic as it is printed."""
        return formula(self.share, self.counted, self.places)


@dataclass(frozen=True, slots=True)
class Allotment:
    """The place of every contender after quotas, why some were put lower, and the edges of the limited bands."""

    places: Mapping[int, int]
    held_back: Mapping[int, str]
    edges: tuple[Edge, ...]

    @property
    def undecided(self) -> tuple[Edge, ...]:
        """Edges at which equal totals are not told apart yet."""
        return tuple(edge for edge in self.edges if edge.tied)


def formula(share: Decimal, counted: int, places: int) -> str:
    """The arithmetic of a share as it is printed: "20 % × 7 = 1,4, làm tròn xuống 1"."""
    exact = share * counted / 100
    whole = "" if exact == places else f", làm tròn xuống {places}"
    return f"{show_decimal(share)} % × {show_decimal(counted)} = {show_decimal(exact)}{whole}"


def places_of(share: Decimal, counted: int) -> int:
    """How many of `counted` may get a band limited to `share` per cent, rounded down.

    >>> places_of(Decimal(20), 7), places_of(Decimal(20), 4)
    (1, 0)
    """
    return int((share * counted / 100).to_integral_value(ROUND_FLOOR))


def allot(
    bands: Sequence[BandDef],
    contenders: Iterable[Contender],
    breaks: Sequence[TieBreak] = (),
    raised: Decimal | None = None,
) -> Allotment:
    """Give out the limited bands, each group of peers by itself. `raised` is the larger share, where it is allowed."""
    groups: dict[str, list[Contender]] = {}
    for contender in contenders:
        groups.setdefault(contender.peer, []).append(contender)
    places: dict[int, int] = {}
    held: dict[int, str] = {}
    edges: list[Edge] = []
    for peer in sorted(groups):
        group = _Group(peer, groups[peer], _Terms(tuple(bands), tuple(breaks), raised))
        edges += group.settle()
        places |= {key: open_[0] for key, open_ in group.open.items()}
        held |= group.held
    return Allotment(places, held, tuple(edges))


def tell_apart(
    tied: Sequence[Contender], free: int, breaks: Iterable[TieBreak]
) -> tuple[list[Contender], list[Contender]]:
    """Who of those with equal totals gets one of the `free` places, and who is still not told apart.

    A choice of persons holds only for the very tie it was made for: all chosen are in it, and there is room for them.
    """
    kept: list[Contender] = []
    left = list(tied)
    for step in breaks:
        if step.means is TieMeans.NOBODY:
            return kept, []
        if step.means is TieMeans.CHOSEN:
            chosen = [contender for contender in left if contender.key in step.chosen]
            if len(chosen) == len(step.chosen) <= free - len(kept):
                return kept + chosen, []
            continue
        sure, left = _by_points(left, free - len(kept), step)
        kept += sure
        if not left:
            break
    return kept, left


def _by_points(tied: list[Contender], free: int, step: TieBreak) -> tuple[list[Contender], list[Contender]]:
    """The highest by the means of the decision who fit, and those equal at the new edge."""

    def points(contender: Contender) -> Decimal:
        return contender.base if step.means is TieMeans.BASE else step.points.get(contender.key, Decimal(0))

    return _cut(sorted(tied, key=points, reverse=True), free, points)


def _cut(ordered: list[Contender], free: int, points: Points) -> tuple[list[Contender], list[Contender]]:
    """Those of an ordered list who certainly fit into the free places, and those equal across the edge."""
    if free <= 0:
        return [], []
    if len(ordered) <= free:
        return ordered, []
    edge = points(ordered[free - 1])
    if points(ordered[free]) < edge:
        return ordered[:free], []
    return [c for c in ordered[:free] if points(c) > edge], [c for c in ordered if points(c) == edge]


class _Group:
    """The peers among whom shares are counted, while the limited bands are given out to them."""

    def __init__(self, peer: str, group: list[Contender], terms: "_Terms") -> None:
        self.peer = peer
        self.terms = terms
        self.group = sorted(group, key=lambda contender: (-contender.total, contender.key))
        self.open: dict[int, tuple[int, ...]] = {}
        self.held: dict[int, str] = {}

    def settle(self) -> list[Edge]:
        """Give out the bands, the best first. Whoever is put lower may no longer count for the share of another band:
        then everything is given out anew by the smaller number, so that no share is ever exceeded.
        """
        self._begin()
        counted = {place: self._counted(band) for place, band in self.terms.limited}
        while True:
            self._begin()
            edges = [self._give(place, band, counted[place]) for place, band in self.terms.limited]
            after = {place: self._counted(band) for place, band in self.terms.limited}
            if all(counted[place] <= after[place] for place in counted):
                return edges
            counted = {place: min(counted[place], after[place]) for place in counted}

    def _begin(self) -> None:
        self.open = {contender.key: contender.open for contender in self.group}
        self.held = {}

    def _counted(self, band: BandDef) -> int:
        worst = self.terms.codes.index(band.quota_of or band.code)
        return sum(1 for open_ in self.open.values() if open_[0] <= worst)

    def _give(self, place: int, band: BandDef, counted: int) -> Edge:
        share = self.terms.share(band)
        places = places_of(share, counted)
        wanting = [contender for contender in self.group if self.open[contender.key][0] == place]
        sure, equal = _cut(wanting, places, lambda contender: contender.total)
        breaks = [step for step in self.terms.breaks if (step.peer, step.band) == (self.peer, band.code)]
        chosen, tied = tell_apart(equal, places - len(sure), breaks) if equal else ([], [])
        kept = tuple(contender.key for contender in (*sure, *chosen))
        edge = Edge(
            peer=self.peer,
            place=place,
            band=band,
            share=share,
            counted=counted,
            places=places,
            wanted=len(wanting),
            kept=kept,
            tied=tuple(contender.key for contender in tied),
            free=places - len(kept),
            cut=wanting[places - 1].total if 0 < places < len(wanting) else None,
            equals=tuple(contender.key for contender in equal),
        )
        self._put_lower(wanting, edge)
        return edge

    def _put_lower(self, wanting: list[Contender], edge: Edge) -> None:
        kept = set(edge.kept)
        for contender in wanting:
            if contender.key in kept or len(self.open[contender.key]) == 1:
                continue
            self.open[contender.key] = self.open[contender.key][1:]
            self.held[contender.key] = _why(contender.key, edge)


@dataclass(frozen=True, slots=True)
class _Terms:
    """What is the same for every group of peers."""

    bands: Sequence[BandDef]
    breaks: Sequence[TieBreak]
    raised: Decimal | None

    @property
    def codes(self) -> list[str]:
        return [band.code for band in self.bands]

    @property
    def limited(self) -> list[tuple[int, BandDef]]:
        """Bands with a quota and their places; the lowest band is open to everybody."""
        return [(place, band) for place, band in enumerate(self.bands[:-1]) if band.quota is not None]

    def share(self, band: BandDef) -> Decimal:
        share = band.quota or Decimal(0)
        return share if self.raised is None else max(share, self.raised)


def _why(key: int, edge: Edge) -> str:
    if key in edge.tied:
        return f"Bằng điểm nhau ở ranh giới mức “{edge.band.label}”, hội đồng chưa quyết định ({edge.formula})."
    if key in edge.equals:
        return f"Bằng điểm nhau ở ranh giới mức “{edge.band.label}”, xếp theo quyết định của hội đồng ({edge.formula})."
    return f"Đủ điều kiện mức “{edge.band.label}” nhưng hết chỉ tiêu ({edge.formula})."
