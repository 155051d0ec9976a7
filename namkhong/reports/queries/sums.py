"""Adding figures up in the database: sums, maxima, weighted means, whole or by share."""

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.db import connection

from namkhong.reports.models import Indicator
from namkhong.reports.rules import Rule
from namkhong.reports.states import Aggregation

Values = dict[str, Decimal | None]
WHOLE = Decimal(1)

# Each figure once; only those that are weighted (few) meet their weight in the same return.
_SUMS = """
SELECT {place}, {share}, entry.indicator_id, SUM(entry.value), MAX(entry.value), COUNT(entry.value),
       CAST(NULL AS numeric), CAST(NULL AS numeric)
FROM {source} WHERE {among} AND entry.indicator_id {plain} GROUP BY {by} entry.indicator_id
UNION ALL
SELECT {place}, {share}, entry.indicator_id, SUM(entry.value), MAX(entry.value), COUNT(entry.value),
       SUM(entry.value * weight.value), SUM(CASE WHEN entry.value IS NOT NULL THEN weight.value END)
FROM {source}
LEFT JOIN reports_entry AS weight ON weight.sheet_id = entry.sheet_id AND weight.indicator_id = {weight_of}
WHERE {among} AND entry.indicator_id {weighted} GROUP BY {by} entry.indicator_id
"""
# A list of numbers goes in as one value, however long it is.
_AMONG = {"sqlite": "IN (SELECT value FROM json_each(%s))", "postgresql": "= ANY(%s)"}
# Returns of one year stand near each other: SQLite reads the stretch of the index that holds them, and leaves out those
# between, instead of looking for each by itself.
_NEAR = "entry.sheet_id BETWEEN %s AND %s AND +entry.sheet_id IN (SELECT value FROM json_each(%s))"
_SPARSE = 2
"""A stretch is read whole where at least one in so many of its numbers is wanted."""
_SHARED = {
    "sqlite": """(SELECT json_extract(value, '$[0]') AS id, json_extract(value, '$[1]') AS place,
        json_extract(value, '$[2]') AS share FROM json_each(%s)) AS part""",
    "postgresql": """(SELECT (value ->> 0)::bigint AS id, (value ->> 1)::int AS place, (value ->> 2)::numeric AS share
        FROM jsonb_array_elements(%s::jsonb) AS each (value)) AS part""",
}
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Columns:
    """The indicators of all versions of a form by number, which one weighs which, and how each adds up."""

    rules: Sequence[Rule]
    keys: Mapping[int, str]
    weights: Mapping[int, int]

    @classmethod
    def of(cls, rules: Sequence[Rule], form_key: str, wanted: Iterable[str] = ()) -> "Columns":
        """Those of a form; only the wanted ones, where any are named, and those they are worked out from."""
        kept = _with_parts(rules, set(wanted)) or {rule.key for rule in rules}
        rows = list(Indicator.objects.filter(form__key=form_key, key__in=kept).values_list("pk", "key", "form"))
        weights = {rule.key: rule.weight for rule in rules if rule.aggregation is Aggregation.WEIGHTED_MEAN}
        numbers = {(form, key): pk for pk, key, form in rows}
        weighed = {pk: numbers[form, weights[key]] for pk, key, form in rows if (form, weights.get(key)) in numbers}
        return cls(rules, {pk: key for pk, key, _ in rows}, weighed)

    def statement(self, *, place: str, among: str, share: str = "1", source: str = "", by: str = "") -> str:
        """SQL that adds up the entries that `among` picks: place, share, indicator, sum, highest, count, products."""
        plain = [pk for pk in self.keys if pk not in self.weights]
        cases = " ".join(f"WHEN {own} THEN {weight}" for own, weight in self.weights.items())
        return _SUMS.format(
            place=place,
            share=share,
            among=among,
            source=source or "reports_entry AS entry",
            by=by,
            plain=_in(plain),
            weighted=_in(self.weights),
            weight_of=f"CASE entry.indicator_id {cases} END" if cases else "NULL",
        )

    def merged(self, rows: Iterable[Sequence[Any]]) -> tuple[Values, dict[str, int]]:
        """Values and counts by key from rows of (share, indicator, sum, highest, count, product, weight).

        A share of a return gives that share of sums, of products and of weights; the highest value is not shared.
        """
        tallies: dict[str, list[_Tally]] = {}
        for share, indicator, *told in rows:
            tallies.setdefault(self.keys[indicator], []).append(_tally(exact(share) or WHOLE, *told))
        merged = {key: _merged(found) for key, found in tallies.items()}
        rules = [rule for rule in self.rules if not rule.derived]
        values = {rule.key: merged[rule.key].value(rule) if rule.key in merged else None for rule in rules}
        return values, {rule.key: merged[rule.key].stated if rule.key in merged else 0 for rule in self.rules}


def sums_of(
    groups: Mapping[K, Sequence[int]], columns: Columns, *, shared: Mapping[K, Mapping[int, Decimal]] | None = None
) -> dict[K, tuple[Values, dict[str, int]]]:
    """Add up several groups of returns in one statement: values and counts by key, for each group by its name.

    `shared` are returns that count in a group by a share only.
    """
    names = list(groups)
    branches: list[str] = []
    values: list[Any] = []
    for place, name in enumerate(names):
        if groups[name]:
            among, asked = _among(groups[name])
            branches.append(columns.statement(place=str(place), among=among))
            values += asked * 2
    parts = [(pk, n, str(share)) for n, name in enumerate(names) for pk, share in (shared or {}).get(name, {}).items()]
    if parts:
        source = f"{_SHARED[connection.vendor]} JOIN reports_entry AS entry ON entry.sheet_id = part.id"
        by = "part.place, part.share,"
        branches.append(columns.statement(place="part.place", share="part.share", among="1 = 1", source=source, by=by))
        values += [json.dumps(parts)] * 2
    found: dict[int, list[Sequence[Any]]] = {}
    if branches:
        with connection.cursor() as cursor:
            cursor.execute("UNION ALL".join(branches), values)
            for place, *row in cursor.fetchall():
                found.setdefault(place, []).append(row)
    return {name: columns.merged(found.get(place, [])) for place, name in enumerate(names)}


def _among(returns: Sequence[int]) -> tuple[str, list[Any]]:
    """A condition on entries that picks those of some returns, and its values."""
    if connection.vendor != "sqlite":
        return f"entry.sheet_id {_AMONG[connection.vendor]}", [list(returns)]
    first, last, listed = min(returns), max(returns), json.dumps(list(returns))
    if last - first < _SPARSE * len(returns):
        return _NEAR, [first, last, listed]
    return f"entry.sheet_id {_AMONG['sqlite']}", [listed]


def exact(value: object) -> Decimal | None:
    """SQLite adds in binary; figures have four decimals, products of two have eight, shares have ten."""
    return None if value is None else round(Decimal(str(value)), 10).normalize()


def _with_parts(rules: Sequence[Rule], wanted: set[str]) -> set[str]:
    parts = {
        part
        for rule in rules
        if rule.key in wanted
        for part in (rule.of, rule.over, rule.weight, rule.base_of, rule.base_over)
        if part
    }
    return wanted | parts


def _in(numbers: Iterable[int]) -> str:
    """No row has the number 0: where nothing is asked for, nothing is found."""
    return f"IN ({', '.join(str(pk) for pk in numbers) or '0'})"


@dataclass(frozen=True, slots=True)
class _Tally:
    """What the database told of one indicator over the returns added up."""

    sum: Decimal | None
    highest: Decimal | None
    stated: int
    product: Decimal | None
    weight: Decimal | None

    def value(self, rule: Rule) -> Decimal | None:
        """The figure as the rule wants it."""
        if rule.aggregation is Aggregation.WEIGHTED_MEAN:
            return round(self.product / self.weight, 4) if self.product is not None and self.weight else None
        return self.highest if rule.aggregation is Aggregation.MAX else self.sum


def _tally(share: Decimal, sum_: object, highest: object, stated: int, product: object, weight: object) -> _Tally:
    return _Tally(_shared(sum_, share), exact(highest), stated, _shared(product, share), _shared(weight, share))


def _shared(value: object, share: Decimal) -> Decimal | None:
    found = exact(value)
    return found if found is None or share == WHOLE else found * share


def _merged(found: Sequence[_Tally]) -> _Tally:
    """The same indicator in several versions of a form, or in several shares, counts as one."""
    return _Tally(
        sum=_added(tally.sum for tally in found),
        highest=max((tally.highest for tally in found if tally.highest is not None), default=None),
        stated=sum(tally.stated for tally in found),
        product=_added(tally.product for tally in found),
        weight=_added(tally.weight for tally in found),
    )


def _added(values: Iterable[Decimal | None]) -> Decimal | None:
    stated = [value for value in values if value is not None]
    return sum(stated, Decimal(0)) if stated else None
