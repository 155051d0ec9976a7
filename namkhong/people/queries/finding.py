"""Finding people by name among millions, narrowed to the units whose staff one may read.

Four ways lead to the same answer, and an estimate from a sample of names chooses the quickest: those who work at
a few units are looked through; few who have the words are fetched by an index of words and sorted; many are met soon
when one walks through everybody in Vietnamese order, given names first; and where those with a given name are likely
to be enough, only they are walked through, and the rest fetched if they are not.
`bench/people_search.py` measures them.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, repeat
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from namkhong.people.models import Person
from namkhong.people.policies import own_units, superior_units
from namkhong.people.queries.conditions import Stretches, exact_accents, given_stretches, have_words, tiers
from namkhong.people.rules import Verb
from namkhong.people.typed import (
    Sample,
    Typed,
    given_names_are_enough,
    typed,
    walking_is_quicker,
)
from namkhong.units.models import DatedQuerySet, Lineage, Unit

PAGE = 20
_FEW_UNITS = 200
_MANY_UNITS = 5_000
_SAMPLED = 20_000
_BATCHES = (50, 500, 2_000)
"""How many people are fetched at first, then, and ever after."""
_BESIDE = 15_000
"""So many people are fetched rather than all whose names have a word that begins with a letter."""
_IN_ORDER = "ORDER BY p.sort_name, p.search_name, p.id"
_UP_TO = """(SELECT sort_name, search_name, id FROM people_person
WHERE sort_name >= %s AND sort_name < %s ORDER BY sort_name, search_name, id LIMIT %s)"""
_AFTER_ALL = ":"
_EXACT_WALK = 20_000
"""How many names are walked through to put exact accents first where nearly nobody has them."""


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person found, with where he works."""

    pk: int
    full_name: str
    position: str
    unit: int
    unit_name: str


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """The first people found, in order; `more` says that there are others."""

    people: list[FoundPerson]
    more: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """The units whose people may be found: some themselves, and all that stand below some."""

    own: tuple[int, ...]
    above: tuple[int, ...]
    on: date

    def count(self) -> int:
        """About how many units there are, those of other days among them; `_MANY_UNITS` where there are more.

        Days are not asked for: PostgreSQL would read the whole table instead of the beginning of an index.
        """
        return len(self.own) + (self._ever_below().order_by()[:_MANY_UNITS].count() if self.above else 0)

    def units(self) -> list[int]:
        """The numbers of all of them."""
        below = self._ever_below().on(self.on).order_by() if self.above else Lineage.objects.none()
        return sorted({*below.values_list("descendant", flat=True), *self.own})

    def _ever_below(self) -> DatedQuerySet[Lineage]:
        return Lineage.objects.filter(ancestor__in=self.above, depth__gt=0)


def find_people(*, words: str, reader: int, on: date, skip: int = 0, size: int = PAGE) -> FoundPeople:
    """People whose names have all the words typed, among those whose unit the reader may read the staff of.

    Exact accents first, then those with a typed word for a given name, each in Vietnamese order.
    """
    scope = Scope(tuple(own_units(reader, Verb.READ_STAFF, on)), tuple(superior_units(reader, Verb.READ_STAFF, on)), on)
    return find_in(words=words, scope=scope, skip=skip, size=size)


def find_in(*, words: str, scope: Scope, skip: int = 0, size: int = PAGE) -> FoundPeople:
    """The same for a scope that is known already."""
    what = typed(words)
    if not what.words or not (scope.own or scope.above):
        return FoundPeople([], False)
    wanted = skip + size + 1
    units = scope.count()
    if units <= _FEW_UNITS:
        numbers = _of_units(what, scope.units(), scope.on, wanted)
    else:
        share = _share(units)
        ways = _many if _walks(what, share, wanted) else _first if _begins(what, share, wanted) else _few
        numbers = _first_in_scope(ways(what, _sizes(wanted, share)), scope, wanted)
    return FoundPeople(_with_places(numbers[skip : skip + size], scope), len(numbers) > skip + size)


def _share(units: int) -> float:
    """The part of everybody who may be found at all, about."""
    all_units = Unit.objects.aggregate(last=Max("pk"))["last"] or 1
    return 1.0 if units >= _MANY_UNITS else min(1.0, max(units, 1) / all_units)


def _sizes(wanted: int, share: float) -> Sequence[int]:
    """How many people are fetched at first, then, and ever after: at first about as many as will be enough."""
    return (min(max(_BATCHES[0], int(1.3 * wanted / share)), _BATCHES[-1]), *_BATCHES[1:])


def _walks(what: Typed, share: float, wanted: int) -> bool:
    if not _SAMPLE.fresh():
        return False
    if not what.plain:
        return True
    sample = _SAMPLE.kept()
    return walking_is_quicker(sample.expected(what), everybody=sample.people, share=share, wanted=wanted)


def _begins(what: Typed, share: float, wanted: int) -> bool:
    if not what.plain or not _SAMPLE.fresh():
        return False
    return given_names_are_enough(_SAMPLE.kept().expected(what), share=share, wanted=wanted)


class _SampleKeeper:
    """Keeps a sample of names for this process, taken again when the register has grown by a tenth."""

    sample: Sample | None = None
    last = 0

    def fresh(self) -> bool:
        """Take a sample if there are many people and none is kept; False where there are so few that none is needed."""
        last = Person.objects.aggregate(last=Max("pk"))["last"] or 0
        if last < 2 * _SAMPLED:
            return False
        if self.sample is None or not self.last <= last <= self.last * 1.1:
            step = last // _SAMPLED
            some = Person.objects.filter(pk__in=range(step, last + 1, step)).order_by()
            names = list(some.values_list("search_name", flat=True))
            self.sample, self.last = Sample(names, round(last * len(names) / _SAMPLED)), last
        return True

    def kept(self) -> Sample:
        """The sample kept."""
        assert self.sample is not None
        return self.sample


_SAMPLE = _SampleKeeper()


def _of_units(what: Typed, units: Sequence[int], on: date, wanted: int) -> list[int]:
    """Everybody at the units is looked at."""
    matches, places = have_words(what)
    order, order_places = tiers(what)
    sql = f"""
SELECT DISTINCT p.id, {order} AS tier, p.sort_name FROM people_employment AS e
JOIN people_person AS p ON p.id = e.person_id
WHERE e.unit_id IN ({_marks(units)}) AND e.valid_from <= %s AND (e.valid_to IS NULL OR e.valid_to >= %s) AND {matches}
ORDER BY tier, p.sort_name, p.id LIMIT %s"""
    return _numbers(sql, [*order_places, *units, *_days(on), *places, wanted])


def _few(what: Typed, sizes: Sequence[int]) -> Iterator[list[int]]:
    """Those with the words are fetched by the index of words and sorted."""
    matches, places = have_words(what)
    order, order_places = tiers(what)
    by_words, word_places = _by_words(what)
    sql = f"""
SELECT p.id, {order} AS tier FROM people_person AS p WHERE {by_words} AND {matches} ORDER BY 2, p.sort_name, p.id"""
    numbers = _numbers(sql, [*order_places, *word_places, *places])
    start = 0
    for size in chain(sizes, repeat(sizes[-1])):
        if start >= len(numbers):
            return
        yield numbers[start : start + size]
        start += size


def _first(what: Typed, sizes: Sequence[int]) -> Iterator[list[int]]:
    """Walk through those who come first, by their given names; where they are not enough, fetch everybody."""
    exact = bool(what.accented)
    yield from _walk(what, given_stretches(what, exact=exact), sizes, exact=exact)
    yield from _few(what, sizes)


def _many(what: Typed, sizes: Sequence[int]) -> Iterator[list[int]]:
    """Walk through names in Vietnamese order: exact accents, then given names, then everybody."""
    for exact in [True, False] if what.accented else [False]:
        given = given_stretches(what, exact=exact)
        yield from _walk(what, given, sizes, exact=exact)
        yield from _walk(what, _gaps(given), sizes, exact=exact, most=_EXACT_WALK if exact else None)


def _walk(
    what: Typed, stretches: Stretches, sizes: Sequence[int], *, exact: bool, most: int | None = None
) -> Iterator[list[int]]:
    """The people on stretches of the order, some at first and then more at a time, going on after the last one seen."""
    matches, places = have_words(what)
    people, joined = "people_person" if most is None else _UP_TO, ""
    if exact:
        # Whole names are not in the index of the order: they are fetched only of those who have the words.
        accents, accent_places = exact_accents(what, of="whole")
        joined, matches = "CROSS JOIN people_person AS whole", f"whole.id = p.id AND {matches} AND {accents}"
        places = [*places, *accent_places]
    after: tuple[str, str, int] | None = None
    for size in chain(sizes, repeat(sizes[-1])):
        branches: list[str] = []
        values: list[Any] = []
        for first, last in stretches:
            if after is not None and last <= after[0]:
                continue
            begins = after is None or first > after[0]
            where = "p.sort_name >= %s" if begins else "(p.sort_name, p.search_name, p.id) > (%s, %s, %s)"
            branches.append(f"""SELECT * FROM (SELECT p.sort_name, p.search_name, p.id FROM {people} AS p {joined}
WHERE {where} AND p.sort_name < %s AND {matches} {_IN_ORDER} LIMIT %s) AS x""")
            values += [] if most is None else [first, last, most]
            values += [first] if after is None or begins else list(after)
            values += [last, *places, size]
        if not branches:
            return
        # The stretches are in order and are read one after the other, the later ones not at all where the first are
        # enough. Sorting them together would look for the first fitting name of each, however far it is.
        rows = _in_order(" UNION ALL ".join(branches) + " LIMIT %s", [*values, size])
        if rows:
            yield [row[2] for row in rows]
            after = rows[-1]
        if len(rows) < size:
            return


def _in_order(sql: str, places: list[Any]) -> list[tuple[str, str, int]]:
    """Ask for rows that come in the order of an index; PostgreSQL is told not to fetch all and sort them instead."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT set_config('enable_sort', 'off', true), set_config('enable_seqscan', 'off', true), "
                "set_config('enable_bitmapscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)"
            )
        cursor.execute(sql, places)
        rows: list[tuple[str, str, int]] = cursor.fetchall()
    return rows


def _gaps(stretches: Stretches) -> Stretches:
    """What of the order lies between stretches."""
    starts = ["", *(last for _, last in stretches)]
    ends = [*(first for first, _ in stretches), _AFTER_ALL]
    return [(first, last) for first, last in zip(starts, ends, strict=True) if first < last]


def _first_in_scope(batches: Iterator[list[int]], scope: Scope, wanted: int) -> list[int]:
    """The first so many people, in the order in which they come, who work within the scope."""
    found: dict[int, None] = {}
    works, places = _works(scope)
    # A list of numbers goes in as one value, however long it is.
    marks = "= ANY(%s)" if connection.vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"
    sql = f"SELECT e.person_id FROM people_employment AS e WHERE e.person_id {marks} AND {works}"
    for batch in batches:
        fresh = [number for number in batch if number not in found]
        if fresh:
            listed = fresh if connection.vendor == "postgresql" else json.dumps(fresh)
            within = set(_numbers(sql, [listed, *places]))
            found |= dict.fromkeys(number for number in fresh if number in within)
        if len(found) >= wanted:
            break
    return list(found)[:wanted]


def _works(scope: Scope) -> tuple[str, list[Any]]:
    """Of an employment `e`: it holds on the day, at a unit of the scope."""
    units = []
    if scope.own:
        units.append(f"e.unit_id IN ({_marks(scope.own)})")
    if scope.above:
        units.append(f"""EXISTS (SELECT 1 FROM units_lineage AS l WHERE l.descendant_id = e.unit_id
AND l.ancestor_id IN ({_marks(scope.above)}) AND l.depth > 0 AND l.valid_from <= %s
AND (l.valid_to IS NULL OR l.valid_to >= %s))""")
    days = _days(scope.on)
    sql = f"e.valid_from <= %s AND (e.valid_to IS NULL OR e.valid_to >= %s) AND ({' OR '.join(units)})"
    return sql, [*days, *scope.own, *([*scope.above, *days] if scope.above else [])]


def _by_words(what: Typed) -> tuple[str, list[Any]]:
    """The words by the index of words; a word with other signs in it is left to the patterns."""
    last = len(what.words) - 1
    ways = [(word, what.open and place == last) for place, word in enumerate(what.words) if word.isalnum()]
    # The beginning of a word with one or two letters fits hundreds of words; beside rare words it can be left out.
    if len(ways) > 1 and ways[-1][1] and len(ways[-1][0]) < 3 and _rare(what.words[:-1]):
        ways = ways[:-1]
    if not ways:
        return "1 = 1", []
    if connection.vendor == "postgresql":
        query = " & ".join(f"'{word}'{':*' if is_open else ''}" for word, is_open in ways)
        return "array_to_tsvector(string_to_array(p.search_name, ' ')) @@ %s::tsquery", [query]
    query = " AND ".join(f'"{word}"{"*" if is_open else ""}' for word, is_open in ways)
    return "p.id IN (SELECT rowid FROM people_words WHERE people_words MATCH %s)", [query]


def _rare(words: tuple[str, ...]) -> bool:
    return not _SAMPLE.fresh() or _SAMPLE.kept().expected(Typed(words, False, ())).people < _BESIDE


def _with_places(numbers: Sequence[int], scope: Scope) -> list[FoundPerson]:
    """The people with these numbers, in this order, each with a place of work within the scope."""
    if not numbers:
        return []
    works, places = _works(scope)
    sql = f"""
SELECT p.id, p.full_name, e.position, u.id, u.name FROM people_person AS p
JOIN people_employment AS e ON e.person_id = p.id JOIN units_unit AS u ON u.id = e.unit_id
WHERE p.id IN ({_marks(numbers)}) AND {works}"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [*numbers, *places])
        people = {row[0]: FoundPerson(*row) for row in cursor.fetchall()}
    return [people[number] for number in numbers if number in people]


def _numbers(sql: str, places: Iterable[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(places))
        return [row[0] for row in cursor.fetchall()]


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _days(on: date) -> list[Any]:
    day = on if connection.vendor == "postgresql" else on.isoformat()
    return [day, day]
