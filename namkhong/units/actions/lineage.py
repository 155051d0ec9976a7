"""The rebuildable table of who stands under whom."""

from django.db import connection

from namkhong.units.models import Lineage


def rebuild_lineage(*, line: str) -> None:
    """Derive Lineage of a line anew from its placements.

    A pair holds on the days on which every step between the two holds, so the days of a longer chain are the
    overlap of the days of its steps.
    """
    Lineage.objects.filter(line=line).delete()
    words = _DIALECT["sqlite" if connection.vendor == "sqlite" else "standard"]
    with connection.cursor() as cursor:
        cursor.execute(_LINEAGE_SQL.format(**words), {"line": line})


# SQLite keeps days as text and calls the smaller of two values MIN; a cast to DATE would make a number of them.
_DIALECT = {
    "sqlite": {"earliest": "MIN", "latest": "MAX", "day": "TEXT"},
    "standard": {"earliest": "LEAST", "latest": "GREATEST", "day": "DATE"},
}

_LINEAGE_SQL = """
WITH RECURSIVE chain (ancestor_id, descendant_id, depth, valid_from, valid_to) AS (
    SELECT unit_id, unit_id, 0, valid_from, COALESCE(valid_to, DATE_OPEN)
    FROM units_placement WHERE line = %(line)s
    UNION ALL
    SELECT up.parent_id, chain.descendant_id, chain.depth + 1,
           {latest}(up.valid_from, chain.valid_from),
           {earliest}(COALESCE(up.valid_to, DATE_OPEN), chain.valid_to)
    FROM chain JOIN units_placement AS up ON up.unit_id = chain.ancestor_id AND up.line = %(line)s
    WHERE up.parent_id IS NOT NULL AND chain.depth < 20
      AND {latest}(up.valid_from, chain.valid_from) <= {earliest}(COALESCE(up.valid_to, DATE_OPEN), chain.valid_to)
)
INSERT INTO units_lineage (line, ancestor_id, descendant_id, depth, valid_from, valid_to)
SELECT %(line)s, ancestor_id, descendant_id, depth, valid_from, NULLIF(valid_to, DATE_OPEN) FROM chain
""".replace("DATE_OPEN", "CAST('9999-12-31' AS {day})")
