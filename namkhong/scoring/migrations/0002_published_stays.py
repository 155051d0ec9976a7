"""The database itself refuses to change what was published: marks, totals and grades; and changes of marks for ever.

A published sheet may only be superseded, with everything else as it was.
"""

from django.db import migrations

_FROZEN = "IN ('published', 'superseded')"
_KEPT = (
    "round_id unit_id person_id leads revision reason self_total checked_total final_total grade held_back rank "
    "submitted_at submitted_by_id checked_at checked_by_id"
).split()
_SAME = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in _KEPT)
_STATE = f"(SELECT state FROM scoring_sheet WHERE id = OLD.sheet_id) {_FROZEN}"
_ABORT = "BEGIN SELECT RAISE(ABORT, 'what was published stays'); END"

SQLITE = [
    f"CREATE TRIGGER published_sheet_no_update BEFORE UPDATE ON scoring_sheet WHEN OLD.state {_FROZEN} "
    f"AND NOT (OLD.state = 'published' AND NEW.state = 'superseded' AND {_SAME}) {_ABORT}",
    f"CREATE TRIGGER published_sheet_no_delete BEFORE DELETE ON scoring_sheet WHEN OLD.state {_FROZEN} {_ABORT}",
    f"CREATE TRIGGER published_mark_no_update BEFORE UPDATE ON scoring_mark WHEN {_STATE} {_ABORT}",
    f"CREATE TRIGGER published_mark_no_delete BEFORE DELETE ON scoring_mark WHEN {_STATE} {_ABORT}",
    f"CREATE TRIGGER mark_change_no_update BEFORE UPDATE ON scoring_markchange {_ABORT}",
    f"CREATE TRIGGER mark_change_no_delete BEFORE DELETE ON scoring_markchange {_ABORT}",
]
_RAISE = "RAISE EXCEPTION 'what was published stays'"
POSTGRESQL = [
    "CREATE FUNCTION published_sheet_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF TG_OP = 'UPDATE' AND OLD.state = 'published' AND NEW.state = 'superseded' "
    "AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN RETURN NEW; END IF; "
    f"{_RAISE}; END $$",
    "CREATE TRIGGER published_sheet_no_change BEFORE UPDATE OR DELETE ON scoring_sheet FOR EACH ROW "
    f"WHEN (OLD.state {_FROZEN}) EXECUTE FUNCTION published_sheet_stays()",
    "CREATE FUNCTION published_mark_stays() RETURNS trigger LANGUAGE plpgsql AS $$ "
    f"BEGIN IF EXISTS (SELECT 1 FROM scoring_sheet WHERE id = OLD.sheet_id AND state {_FROZEN}) THEN {_RAISE}; END IF; "
    "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER published_mark_no_change BEFORE UPDATE OR DELETE ON scoring_mark FOR EACH ROW "
    "EXECUTE FUNCTION published_mark_stays()",
    "CREATE FUNCTION mark_change_stays() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN {_RAISE}; END $$",
    "CREATE TRIGGER mark_change_no_change BEFORE UPDATE OR DELETE ON scoring_markchange FOR EACH ROW "
    "EXECUTE FUNCTION mark_change_stays()",
]
UNDO = {
    "sqlite": [f"DROP TRIGGER {statement.split()[2]}" for statement in SQLITE],
    "postgresql": [
        "DROP TRIGGER published_sheet_no_change ON scoring_sheet",
        "DROP FUNCTION published_sheet_stays()",
        "DROP TRIGGER published_mark_no_change ON scoring_mark",
        "DROP FUNCTION published_mark_stays()",
        "DROP TRIGGER mark_change_no_change ON scoring_markchange",
        "DROP FUNCTION mark_change_stays()",
    ],
}


def protect(apps, editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[editor.connection.vendor]:
        editor.execute(statement)


def unprotect(apps, editor):
    for statement in UNDO[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("scoring", "0001_initial")]
    operations = [migrations.RunPython(protect, unprotect)]
