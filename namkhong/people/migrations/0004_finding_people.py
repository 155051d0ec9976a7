"""People are found by name among millions: an order that can be walked through, and an index of the words of names.

What the two databases do in their own ways stands here: PostgreSQL must sort names by code points whatever the
collation of the database, and has GIN; SQLite has FTS5, kept up by triggers.
"""

from django.db import migrations, models

POSTGRESQL = """
ALTER TABLE people_person
    ALTER COLUMN sort_name TYPE varchar(500) COLLATE "C", ALTER COLUMN search_name TYPE varchar(120) COLLATE "C";
CREATE INDEX person_by_words ON people_person
    USING gin (array_to_tsvector(string_to_array(search_name, ' ')));
"""
SQLITE = (
    """CREATE VIRTUAL TABLE people_words USING fts5(
        search_name, content='people_person', content_rowid='id', detail=none, columnsize=0)""",
    "INSERT INTO people_words(people_words) VALUES ('rebuild')",
    # Lists of people are indexed set by set (people.pouring): row by row takes seven times as long.
    """CREATE TRIGGER people_words_add AFTER INSERT ON people_person WHEN new.enrolled_in_id IS NULL BEGIN
        INSERT INTO people_words(rowid, search_name) VALUES (new.id, new.search_name); END""",
    """CREATE TRIGGER people_words_drop AFTER DELETE ON people_person BEGIN
        INSERT INTO people_words(people_words, rowid, search_name) VALUES ('delete', old.id, old.search_name); END""",
    """CREATE TRIGGER people_words_change AFTER UPDATE OF search_name ON people_person BEGIN
        INSERT INTO people_words(people_words, rowid, search_name) VALUES ('delete', old.id, old.search_name);
        INSERT INTO people_words(rowid, search_name) VALUES (new.id, new.search_name); END""",
)


def make_searchable(apps, schema_editor):
    statements = [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


def leave_as_it_was(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX person_by_words")
    else:
        for name in ("add", "drop", "change"):
            schema_editor.execute(f"DROP TRIGGER people_words_{name}")
        schema_editor.execute("DROP TABLE people_words")


class Migration(migrations.Migration):

    dependencies = [("people", "0003_rows_that_never_held")]

    operations = [
        migrations.AlterField("person", "search_name", models.CharField(max_length=120, editable=False)),
        migrations.RunPython(make_searchable, leave_as_it_was),
        migrations.AddIndex(
            "person", models.Index(fields=["sort_name", "search_name", "id"], name="person_in_order")
        ),
    ]
