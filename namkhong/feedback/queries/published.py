"""Reading what was published: always the latest revision of a month, sums of the shown months alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery, Sum

from namkhong.feedback.models import Edition, Published, Target
from namkhong.feedback.rules.statistics import Share
from namkhong.units.models import Lineage, Placement, Unit
from namkhong.units.states import Line

NOBODY = Share(0, 0)


@dataclass(frozen=True, slots=True)
class Told:
    """What was published of a unit in one month and class; a share of nobody where it was hidden."""

    line: str
    month: int
    evidence: str
    hidden: bool
    share: Share
    aside: int
    printed: int


@dataclass(frozen=True, slots=True)
class Summed:
    """The sum of the shown months of one class, and which months were hidden."""

    share: Share = NOBODY
    aside: int = 0
    printed: int = 0
    hidden: tuple[int, ...] = ()


def latest(first: int, last: int) -> QuerySet[Edition]:
    """The latest revision of every month and line, from the month `first` to `last`."""
    same = Edition.objects.filter(month=OuterRef("month"), line=OuterRef("line")).order_by("-revision")
    rows = Edition.objects.filter(month__gte=first, month__lte=last, pk=Subquery(same.values("pk")[:1]))
    return rows.order_by("-month", "line")


def told_of(unit: int, editions: Iterable[Edition]) -> list[Told]:
    """All that was published of a unit in these editions, the earliest month first."""
    by_number = {edition.pk: edition for edition in editions}
    rows = Published.objects.filter(edition__in=list(by_number), unit=unit).order_by("edition__month", "evidence")
    names = ("edition", "evidence", "hidden", "answered", "satisfied", "aside", "printed")
    return [
        Told(by_number[pk].line, by_number[pk].month, evidence, hidden, Share(satisfied, answered), aside, printed)
        for pk, evidence, hidden, answered, satisfied, aside, printed in rows.values_list(*names)
    ]


def summed(told: Iterable[Told]) -> Summed:
    """The sum of what was told; hidden months add nothing, so that no sum tells what a month did not."""
    rows = list(told)
    return Summed(
        Share(sum(row.share.satisfied for row in rows), sum(row.share.answered for row in rows)),
        sum(row.aside for row in rows),
        sum(row.printed for row in rows),
        tuple(row.month for row in rows if row.hidden),
    )


def summed_below(unit: int, editions: Sequence[Edition], evidence: str) -> dict[int, Summed]:
    """Sums of the units directly below in these editions, by unit, in one class; one question whatever their number."""
    numbers = [edition.pk for edition in editions]
    rows = Published.objects.filter(edition__in=numbers, parent=unit, evidence=evidence).order_by().values("unit")
    sums = rows.annotate(
        answers=Sum("answered"), good=Sum("satisfied"), apart=Sum("aside"), dark=Count("pk", filter=Q(hidden=True))
    )
    return {
        pk: Summed(Share(good, answers), apart, hidden=(0,) * dark)
        for pk, answers, good, apart, dark in sums.values_list("unit", "answers", "good", "apart", "dark")
    }


def parent_in(unit: int, editions: Sequence[Edition]) -> int | None:
    """Under whom a unit stood in the latest of the editions that name it."""
    rows = Published.objects.filter(edition__in=[edition.pk for edition in editions], unit=unit)
    return rows.order_by("-edition__month").values_list("parent", flat=True).first()


@dataclass(frozen=True, slots=True)
class Below:
    """A unit directly below; `elsewhere` is the line on which its ratings are published, where that is another."""

    unit: int
    name: str
    elsewhere: str


def units_below(unit: int, line: str, on: date, also: Iterable[int]) -> list[Below]:
    """The units directly below on a line today, and `also` those published there, in order of their names."""
    today = Lineage.objects.on(on).filter(ancestor=unit, line=line, depth=1)
    numbers = {*today.values_list("descendant", flat=True), *also}
    homes = _home_lines(numbers, on)
    units = Unit.objects.filter(pk__in=numbers).order_by("sort_name", "pk").values_list("pk", "name")
    published = set(also)
    return [
        Below(pk, name, "" if pk in published or homes.get(pk, line) == line else Line(homes[pk]).label)
        for pk, name in units
    ]


def _home_lines(units: Iterable[int], on: date) -> dict[int, str]:
    order = {line: place for place, line in enumerate(Line.values)}
    rows = Placement.objects.on(on).filter(unit__in=list(units)).order_by().values_list("unit", "line")
    return dict(sorted(rows, key=lambda row: -order[row[1]]))


def home_line(unit: int, on: date) -> str:
    """The line on which the ratings of a unit are published."""
    return _home_lines([unit], on).get(unit, Line.values[0])


def tops() -> list[tuple[str, Unit]]:
    """By line, in the order of lines: units at the top of the latest published month, in order of their names."""
    newest = Edition.objects.order_by().values("line").annotate(month=Max("month"))
    wanted = Q(pk=None)
    for line, month in newest.values_list("line", "month"):
        wanted |= Q(line=line, month=month)
    rows = Published.objects.filter(edition__in=list(Edition.objects.filter(wanted).order_by("pk")), parent=None)
    found = set(rows.order_by().values_list("edition__line", "unit"))
    units = Unit.objects.in_bulk([unit for _, unit in found])
    order = {line: place for place, line in enumerate(Line.values)}
    return sorted(((line, units[unit]) for line, unit in found), key=lambda row: (order[row[0]], row[1].sort_name))


def target_of(unit: int, line: str, on: date, year: int) -> Target | None:
    """The target for a year that was set for a unit or the nearest one above it; of several the latest base year."""
    depth = Lineage.objects.on(on).filter(descendant=unit, line=line, ancestor=OuterRef("unit"))
    rows = Target.objects.filter(base_year__lte=year).annotate(depth=Subquery(depth.values("depth")[:1]))
    return (
        rows.filter(Q(unit=unit) | Q(depth__isnull=False))
        .order_by(F("depth").asc(nulls_first=True), "-base_year")
        .first()
    )


def all_revisions(edition: Edition) -> QuerySet[Edition]:
    """The revisions of the same month and line, the latest first."""
    return Edition.objects.filter(month=edition.month, line=edition.line).order_by("-revision")
