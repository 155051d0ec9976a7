"""The rebuildable table of who stands under whom."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from namkhong.foundation.errors import DomainError
from namkhong.units.models import Lineage, Placement, Unit

MOST = 20
"""Levels that a line may have, the top among them: more than any country has, and the end of every walk up."""

SOME = 1000
"""So many units are always worth deriving by themselves; for more, the whole line is counted first."""


class CircleInTree(DomainError):
    sentence = "Không thể đặt “{unit}” dưới “{parent}”: “{parent}” đang trực thuộc chính “{unit}”."


class TooDeep(DomainError):
    sentence = (
        "Không thể đặt như vậy: từ “{top}” xuống “{unit}” sẽ có hơn {most} cấp, trong khi một tuyến có nhiều nhất "
        "{most} cấp. Hãy kiểm tra lại cấp trên của “{unit}” và của các đơn vị phía trên."
    )


def rebuild_lineage(*, line: str) -> None:
    """Derive Lineage of a whole line anew from its placements.

    A pair holds on the days on which every step between the two holds, so the days of a longer chain are the
    overlap of the days of its steps. Raises: CircleInTree, TooDeep.
    """
    with transaction.atomic():
        Lineage.objects.filter(line=line).delete()
        _derive(line, among=None)


def refresh_lineage(*, line: str, units: Iterable[int]) -> None:
    """Derive anew only what stands above the given units and above everybody who was ever below them, on one line.

    To be called after their placements have changed. A set that is most of the line is rebuilt whole, which is
    cheaper. Raises: CircleInTree, TooDeep.
    """
    among = _ever_below(line, sorted(set(units)))
    if not among:
        return
    if len(among) > SOME and len(among) * 2 > Placement.objects.filter(line=line).count():
        rebuild_lineage(line=line)
        return
    gone = "DELETE FROM units_lineage WHERE line = %(line)s AND descendant_id {among}"
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(gone.format(among=_words()["among"]), {"line": line, "units": _many(among)})
        _derive(line, among)


def _derive(line: str, among: list[int] | None) -> None:
    words = _words()
    only = "" if among is None else f"AND unit_id {words['among']}"
    given = {"line": line, "units": _many(among or [])}
    with connection.cursor() as cursor:
        cursor.execute(_LINEAGE_SQL.format(**words, only=only), given)
        cursor.execute(_WRONG_SQL.format(only=only.replace("unit_id", "descendant_id")), given | {"most": MOST})
        wrong = cursor.fetchone()
    if wrong is None:
        return
    top, lowest = wrong
    if top == lowest:
        step = Placement.objects.filter(line=line, unit=lowest, parent__isnull=False).order_by("-valid_from")
        unit, parent = step.values_list("unit__name", "parent__name")[0]
        raise CircleInTree(unit=unit, parent=parent)
    name = Unit.objects.values_list("name", flat=True)
    raise TooDeep(top=name.get(pk=top), unit=name.get(pk=lowest), most=MOST)


def _ever_below(line: str, units: list[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_BELOW_SQL.format(**_words()), {"line": line, "units": _many(units)})
        return [row[0] for row in cursor.fetchall()]


def _words() -> dict[str, str]:
    return _DIALECT["sqlite" if connection.vendor == "sqlite" else "standard"]


def _many(units: list[int]) -> Any:
    """Many numbers as one value, however long the list is."""
    return json.dumps(units) if connection.vendor == "sqlite" else units


# SQLite keeps days as text and calls the smaller of two values MIN; a cast to DATE would make a number of them.
_DIALECT = {
    "sqlite": {
        "earliest": "MIN",
        "latest": "MAX",
        "day": "TEXT",
        "among": "IN (SELECT value FROM json_each(%(units)s))",
        "rows": "SELECT value FROM json_each(%(units)s)",
    },
    "standard": {
        "earliest": "LEAST",
        "latest": "GREATEST",
        "day": "DATE",
        "among": "= ANY(%(units)s::bigint[])",
        "rows": "SELECT unnest(%(units)s::bigint[])",
    },
}

_BELOW_SQL = """
WITH RECURSIVE below (unit_id) AS (
    {rows}
    UNION
    SELECT lower.unit_id FROM below JOIN units_placement AS lower
    ON lower.parent_id = below.unit_id AND lower.line = %(line)s
)
SELECT unit_id FROM below
"""

# A circle, else a walk that went one step beyond the deepest level there may be; so does a circle longer than that.
_WRONG_SQL = """
SELECT ancestor_id, descendant_id FROM units_lineage
WHERE line = %(line)s AND ((depth > 0 AND ancestor_id = descendant_id) OR depth = %(most)s) {only}
ORDER BY CASE WHEN ancestor_id = descendant_id THEN 0 ELSE 1 END, depth, descendant_id, ancestor_id LIMIT 1
"""

_LINEAGE_SQL = """
WITH RECURSIVE chain (ancestor_id, descendant_id, depth, valid_from, valid_to) AS (
    SELECT unit_id, unit_id, 0, valid_from, COALESCE(valid_to, DATE_OPEN)
    FROM units_placement WHERE line = %(line)s {only}
    UNION ALL
    SELECT up.parent_id, chain.descendant_id, chain.depth + 1,
           {latest}(up.valid_from, chain.valid_from),
           {earliest}(COALESCE(up.valid_to, DATE_OPEN), chain.valid_to)
    FROM chain JOIN units_placement AS up ON up.unit_id = chain.ancestor_id AND up.line = %(line)s
    WHERE up.parent_id IS NOT NULL AND chain.depth < MOST
      AND {latest}(up.valid_from, chain.valid_from) <= {earliest}(COALESCE(up.valid_to, DATE_OPEN), chain.valid_to)
)
INSERT INTO units_lineage (line, ancestor_id, descendant_id, depth, valid_from, valid_to)
SELECT %(line)s, ancestor_id, descendant_id, depth, valid_from, NULLIF(valid_to, DATE_OPEN) FROM chain
""".replace("DATE_OPEN", "CAST('9999-12-31' AS {day})").replace("MOST", str(MOST))
