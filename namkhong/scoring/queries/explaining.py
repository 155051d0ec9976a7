"""How a round is ranked, with its actual numbers: what anybody who may read the round can check by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from namkhong.criteria.rules.structure import BandDef
from namkhong.scoring.models import QuotaCount, Round, Sheet, TieDecision
from namkhong.scoring.queries.standings import bands_of, grade_counts, labels_of
from namkhong.scoring.queries.ties import decisions_of
from namkhong.scoring.queries.weighing import LEADERS, STAFF, Weighing, raised_share
from namkhong.scoring.rules.quotas import Edge, formula
from namkhong.scoring.rules.wording import bands_in_words
from namkhong.units.states import UnitKind

_PEERS = {"": "", LEADERS: "Lãnh đạo, quản lý", STAFF: "Người không giữ chức vụ lãnh đạo"}


@dataclass(frozen=True, slots=True)
class Given:
    """How a limited grade was given out among peers. `tied` wait for the council, for `free` places."""

    band: str
    code: str
    peer: str
    peer_label: str
    formula: str
    counted: int
    places: int
    wanted: int
    kept: int
    cut: Decimal | None
    tied: tuple[Sheet, ...] = ()
    free: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """The rules of a round in words; its numbers where they may be seen: how many got each grade, the edges, what the
    council decided.
    """

    bands: list[tuple[str, str, str]]
    counts: list[tuple[str, int]]
    scored: int
    ungraded: int
    given: list[Given]
    decisions: list[TieDecision]

    @property
    def open(self) -> list[Given]:
        """Where the council has to decide."""
        return [given for given in self.given if given.tied]


def rules_in_words(row: Round, on: date) -> Explanation:
    """The rules alone, without a number of anybody."""
    return Explanation(bands_in_words(bands_of(row), raised_share(row, on), row.set.subject), [], 0, 0, [], [])


def explanation(row: Round, on: date, weighing: Weighing | None = None) -> Explanation:
    """The rules with the numbers of a round; from a weighing where it is not published."""
    bands = bands_of(row)
    counts = grade_counts(row, weighing)
    given = _published(row, bands) if weighing is None else _weighed(weighing)
    return Explanation(
        bands=bands_in_words(bands, raised_share(row, row.published_on or on), row.set.subject),
        counts=[(band.label, counts.get(band.code, 0)) for band in bands],
        scored=sum(counts.values()),
        ungraded=counts.get("", 0),
        given=given,
        decisions=list(decisions_of(row)),
    )


def peer_label(peer: str) -> str:
    """A group within which shares are counted, in words."""
    return _PEERS[peer] if peer in _PEERS else str(UnitKind(peer).label)


def _weighed(weighing: Weighing) -> list[Given]:
    tied = [key for edge in weighing.edges for key in edge.tied]
    sheets = Sheet.objects.select_related("unit", "person").in_bulk(tied)
    return [_given(edge, tuple(sheets[key] for key in edge.tied)) for edge in weighing.edges]


def _given(edge: Edge, tied: tuple[Sheet, ...]) -> Given:
    return Given(
        band=edge.band.label,
        code=edge.band.code,
        peer=edge.peer,
        peer_label=peer_label(edge.peer),
        formula=edge.formula,
        counted=edge.counted,
        places=edge.places,
        wanted=edge.wanted,
        kept=len(edge.kept),
        cut=edge.cut,
        tied=tied,
        free=edge.free,
    )


def _published(row: Round, bands: Sequence[BandDef]) -> list[Given]:
    labels = labels_of(bands)
    return [
        Given(
            band=labels[count.band],
            code=count.band,
            peer=count.peer,
            peer_label=peer_label(count.peer),
            formula=formula(count.share, count.counted, count.places),
            counted=count.counted,
            places=count.places,
            wanted=count.wanted,
            kept=count.kept,
            cut=count.cut,
        )
        for count in QuotaCount.objects.filter(round=row.pk).order_by("peer", "pk")
    ]
