"""Words of ballots, ready to be searched: a queue, the rows, and an index of their words.

PostgreSQL has GIN over its own text search (configuration "simple", no extension), SQLite has FTS5 kept up by triggers.
"""

import django.db.models.deletion
from django.db import migrations, models

EVIDENCE = [("A", "Mã dùng một lần"), ("B", "Mã tại quầy"), ("C", "Không có mã"), ("D", "Mẫu độc lập")]
POSTGRESQL = ["CREATE INDEX remark_by_words ON feedback_remark USING gin (to_tsvector('simple', folded))"]
SQLITE = [
    "CREATE VIRTUAL TABLE feedback_remark_words USING fts5("
    "folded, content='feedback_remark', content_rowid='id', columnsize=0)",
    "CREATE TRIGGER remark_words_add AFTER INSERT ON feedback_remark BEGIN "
    "INSERT INTO feedback_remark_words(rowid, folded) VALUES (new.id, new.folded); END",
    "CREATE TRIGGER remark_words_drop AFTER DELETE ON feedback_remark BEGIN "
    "INSERT INTO feedback_remark_words(feedback_remark_words, rowid, folded) VALUES ('delete', old.id, old.folded); END",
    "CREATE TRIGGER remark_words_change AFTER UPDATE OF folded ON feedback_remark BEGIN "
    "INSERT INTO feedback_remark_words(feedback_remark_words, rowid, folded) VALUES ('delete', old.id, old.folded); "
    "INSERT INTO feedback_remark_words(rowid, folded) VALUES (new.id, new.folded); END",
]
UNDO = {
    "postgresql": ["DROP INDEX remark_by_words"],
    "sqlite": [
        *(f"DROP TRIGGER remark_words_{name}" for name in ("add", "drop", "change")),
        "DROP TABLE feedback_remark_words",
    ],
}
# Ballots from before are read like all others.
QUEUE = "INSERT INTO feedback_unread (ballot) SELECT id FROM feedback_ballot WHERE words <> ''"


def index_words(apps, editor):
    for statement in [*{"postgresql": POSTGRESQL, "sqlite": SQLITE}[editor.connection.vendor], QUEUE]:
        editor.execute(statement)


def drop_index(apps, editor):
    for statement in UNDO[editor.connection.vendor]:
        editor.execute(statement)


def key(to, **more):
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=to,
        **more,
    )


class Migration(migrations.Migration):
    dependencies = [("feedback", "0004_editions"), ("units", "0001_initial")]
    operations = [
        migrations.AddField("delta", "worded", models.JSONField(default=list)),
        migrations.CreateModel("Unread", [("ballot", models.UUIDField(primary_key=True, serialize=False))]),
        migrations.CreateModel(
            "Remark",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ballot",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remark",
                        to="feedback.ballot",
                    ),
                ),
                ("unit", key("units.unit")),
                ("point", key("feedback.point")),
                ("day", models.DateField()),
                ("score", models.SmallIntegerField()),
                ("evidence", models.CharField(choices=EVIDENCE, max_length=1)),
                ("topics", models.BigIntegerField(default=0)),
                ("shown", models.TextField()),
                ("folded", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["unit", "day", "id"], name="remark_of_unit"),
                    models.Index(fields=["day", "id"], name="remark_by_day"),
                ]
            },
        ),
        migrations.RunPython(index_words, drop_index),
    ]
