"""The database itself refuses to change or delete a ballot; only whether it is set aside may change.

On PostgreSQL the sums leave room in their pages, so that adding to them moves nothing and touches no index.
"""

from django.db import migrations

KEPT = "id, mark, unit_id, point_id, day, hour, score, evidence, words, answers"
SQLITE = [
    f"CREATE TRIGGER ballot_no_update BEFORE UPDATE OF {KEPT} ON feedback_ballot "
    "BEGIN SELECT RAISE(ABORT, 'ballots are append-only'); END",
    "CREATE TRIGGER ballot_no_delete BEFORE DELETE ON feedback_ballot "
    "BEGIN SELECT RAISE(ABORT, 'ballots are append-only'); END",
]
POSTGRESQL = [
    "CREATE FUNCTION ballot_stays() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'ballots are append-only'; END $$",
    f"CREATE TRIGGER ballot_no_update BEFORE UPDATE OF {KEPT} ON feedback_ballot "
    "FOR EACH ROW EXECUTE FUNCTION ballot_stays()",
    "CREATE TRIGGER ballot_no_delete BEFORE DELETE ON feedback_ballot FOR EACH ROW EXECUTE FUNCTION ballot_stays()",
    "ALTER TABLE feedback_tally SET (fillfactor = 70)",
]
UNDO = {
    "sqlite": ["DROP TRIGGER ballot_no_update", "DROP TRIGGER ballot_no_delete"],
    "postgresql": [
        "DROP TRIGGER ballot_no_update ON feedback_ballot",
        "DROP TRIGGER ballot_no_delete ON feedback_ballot",
        "DROP FUNCTION ballot_stays()",
        "ALTER TABLE feedback_tally RESET (fillfactor)",
    ],
}


def protect(apps, editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[editor.connection.vendor]:
        editor.execute(statement)


def unprotect(apps, editor):
    for statement in UNDO[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_initial")]
    operations = [migrations.RunPython(protect, unprotect)]
