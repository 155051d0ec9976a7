"""What an edition is made of: raw ballots of a month, who stood where, what earlier revisions have said."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet, Sum

from namkhong.feedback.models import Ballot, Basis, CodeBatch, Edition, Published
from namkhong.feedback.rules.editions import NOTHING, Line, Own, held, lines_of
from namkhong.feedback.states import HANDING_OUT_CODES, Evidence, PointKind
from namkhong.foundation.clock import VIETNAM
from namkhong.foundation.months import month_bounds
from namkhong.units.models import Placement
from namkhong.units.states import Line as UnitLine

Cells = dict[str, dict[int, Own]]
"""By class and unit."""

_NAMES = ("n1", "n2", "n3", "n4", "n5", "aside", "printed")
_COUNTS = {f"n{score}": Count("score", filter=Q(score=score, set_aside="")) for score in range(1, 6)}


@dataclass(frozen=True, slots=True)
class Content:
    """What one edition says, and the own figures of units it was counted from."""

    own: Cells
    lines: dict[str, list[Line]]


def own_ballots(month: int) -> Cells:
    """Own ballots of every unit in a month by class, counted from the ballots themselves, and the codes printed."""
    first, last = month_bounds(month)
    rows = Ballot.objects.filter(day__gte=first, day__lte=last).order_by().values("unit", "evidence")
    counted = rows.annotate(**_COUNTS, aside=Count("score", filter=~Q(set_aside="")))
    found: Cells = defaultdict(dict)
    for unit, evidence, *counts in counted.values_list("unit", "evidence", *_NAMES[:6]):
        found[evidence][unit] = (*counts, 0)
    for (unit, evidence), printed in _printed(first, last).items():
        found[evidence][unit] = (*found[evidence].get(unit, NOTHING)[:6], printed)
    return found


def _printed(first: date, last: date) -> dict[tuple[int, str], int]:
    """How many one-time codes were printed on these days, by unit and the class of ratings given with them."""
    begins, ends = (datetime.combine(day, time.min, VIETNAM) for day in (first, last + timedelta(days=1)))
    made = CodeBatch.objects.filter(made_at__gte=begins, made_at__lt=ends, point__kind__in=HANDING_OUT_CODES)
    sums = made.order_by().values("point__unit", "point__kind").annotate(printed=Sum("size"))
    found: dict[tuple[int, str], int] = defaultdict(int)
    for unit, kind, printed in sums.values_list("point__unit", "point__kind", "printed"):
        found[unit, Evidence.SAMPLE if kind == PointKind.SAMPLE else Evidence.ONE_TIME] += printed
    return found


def places_in(month: int) -> dict[str, dict[int, int | None]]:
    """By line: the superior under whom each unit stood in the month, the last one where there were several.

    A unit that ended within the month stands where it stood last. Whoever is above a unit on a day is there on that
    day, so its own last day is no earlier, and nobody can come to stand under himself.
    """
    first, last = month_bounds(month)
    rows = Placement.objects.from_day(first).filter(valid_from__lte=last).order_by("valid_from", "pk")
    places: dict[str, dict[int, int | None]] = {line: {} for line in UnitLine.values}
    for line, unit, parent in rows.values_list("line", "unit", "parent").iterator(chunk_size=20_000):
        places[line][unit] = parent
    return places


def home_lines(places: Mapping[str, Mapping[int, int | None]], fixed: Mapping[int, str]) -> dict[int, str]:
    """The one line on which a unit's own ballots are published: the first on which it stands, in the order of lines.

    `fixed` are those already published on a line, which stay there.
    """
    homes: dict[int, str] = {}
    for line in reversed(UnitLine.values):
        homes |= dict.fromkeys(places[line], line)
    return homes | dict(fixed)


def content_of(month: int, line: str, earlier: QuerySet[Edition], placing: QuerySet[Edition]) -> Content:
    """What an edition says that follows `earlier` ones of the same month and line; everybody whom an edition of
    `placing` has placed stands there, whatever was said later about the month.
    """
    places = places_in(month)
    fixed = dict(Basis.objects.filter(edition__month=month).order_by().values_list("unit", "edition__line").distinct())
    homes = home_lines(places, fixed)
    found = {
        evidence: {unit: own for unit, own in units.items() if homes.get(unit, UnitLine.values[0]) == line}
        for evidence, units in own_ballots(month).items()
    }
    parents, hidden = places[line] | standing_in(placing), hidden_in(earlier)
    own = _held(found, [own_in(edition) for edition in earlier])
    return Content(own, {each: lines_of(own[each], parents, hidden.get(each, set())) for each in own})


def _held(found: Cells, earlier: list[Cells]) -> Cells:
    """Own figures, each as found or as in the last revision where the change is too small to be told."""
    classes = set[str]().union(found, *earlier)
    held_back: Cells = {}
    for evidence in sorted(classes):
        before = [cells.get(evidence, {}) for cells in earlier]
        now = found.get(evidence, {})
        held_back[evidence] = {
            unit: held(now.get(unit, NOTHING), [cells.get(unit, NOTHING) for cells in before])
            for unit in set(now).union(*before)
        }
    return {each: {u: own for u, own in units.items() if any(own)} for each, units in held_back.items()}


def own_in(edition: Edition) -> Cells:
    """Own figures as an edition counted them."""
    found: Cells = defaultdict(dict)
    rows = Basis.objects.filter(edition=edition).order_by()
    for evidence, unit, *own in rows.values_list("evidence", "unit", *_NAMES):
        found[evidence][unit] = tuple(own)
    return found


def standing_in(editions: QuerySet[Edition]) -> dict[int, int | None]:
    """Under whom each unit stands in editions that are there already."""
    rows = Published.objects.filter(edition__in=editions.values("pk")).order_by()
    return dict(rows.values_list("unit", "parent").distinct())


def hidden_in(editions: QuerySet[Edition]) -> dict[str, set[int]]:
    """By class: units that one of the editions has hidden."""
    found: dict[str, set[int]] = defaultdict(set)
    rows = Published.objects.filter(edition__in=editions.values("pk"), hidden=True).order_by()
    for evidence, unit in rows.values_list("evidence", "unit"):
        found[evidence].add(unit)
    return found


def revisions(month: int, line: str) -> QuerySet[Edition]:
    """The editions of a month and line, the first first."""
    return Edition.objects.filter(month=month, line=line).order_by("revision")


def lines_in(edition: Edition) -> dict[str, list[Line]]:
    """The published cells of an edition, by class, in the order of the signed text."""
    found: dict[str, list[Line]] = defaultdict(list)
    rows = Published.objects.filter(edition=edition).order_by("evidence", "unit")
    names = ("evidence", "unit", "parent", "hidden", "answered", "satisfied", "aside", "printed", *_NAMES[:5])
    for evidence, unit, parent, hidden, answered, satisfied, aside, printed, *scores in rows.values_list(*names):
        told = None if scores[0] is None else tuple(scores)
        found[evidence].append(Line(unit, parent, hidden, answered, satisfied, aside, printed, told))
    return found


def changed_cells(before: Mapping[str, Iterable[Line]], after: Mapping[str, Iterable[Line]]) -> int:
    """How many cells say something else than before, or are new."""
    old = {(evidence, row.unit): row for evidence, rows in before.items() for row in rows}
    return sum(1 for evidence, rows in after.items() for row in rows if old.get((evidence, row.unit)) != row)


def months_to_publish(months: Iterable[int]) -> list[int]:
    """Those of the months that have ballots and no edition yet, the oldest first."""
    done = set(Edition.objects.filter(month__in=list(months)).order_by().values_list("month", flat=True))
    return [
        month
        for month in sorted(set(months) - done)
        if Ballot.objects.filter(day__range=month_bounds(month)).order_by().exists()
    ]


def lines_with_ballots(month: int) -> list[str]:
    """The lines on which a month has anything to publish, in the order of lines."""
    homes = home_lines(places_in(month), {})
    units = {unit for cells in own_ballots(month).values() for unit in cells}
    found = {homes.get(unit, UnitLine.values[0]) for unit in units}
    return [line for line in UnitLine.values if line in found]
