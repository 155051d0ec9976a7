"""Names in Vietnamese order, an index for names without accents, shares nobody has decided, results founded together."""

import django.db.models.deletion
from django.db import migrations, models

from namkhong.foundation.text import sort_key

TRIGRAMS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX unit_name_pieces ON units_unit USING gin (search_name gin_trgm_ops)",
    "CREATE INDEX former_name_pieces ON units_formername USING gin (search_name gin_trgm_ops)",
)
NO_TRIGRAMS = ("DROP INDEX unit_name_pieces", "DROP INDEX former_name_pieces")


def fill(apps, editor):
    """Work out the sort name of every unit."""
    units = apps.get_model("units", "Unit").objects
    rows = []
    for unit in units.only("name").order_by("pk").iterator():
        unit.sort_name = sort_key(unit.name)
        rows.append(unit)
        if len(rows) == 2000:
            units.bulk_update(rows, ["sort_name"], batch_size=500)
            rows = []
    units.bulk_update(rows, ["sort_name"], batch_size=500)


def index_pieces(apps, editor):
    """Only PostgreSQL has an index for any piece of a text; SQLite reads through the names."""
    if editor.connection.vendor == "postgresql":
        for statement in TRIGRAMS:
            editor.execute(statement)


def drop_pieces(apps, editor):
    """The extension stays: other tables may use it."""
    if editor.connection.vendor == "postgresql":
        for statement in NO_TRIGRAMS:
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("units", "0002_dated_by_batch")]

    operations = [
        migrations.AddField(
            "unit", "sort_name", models.CharField(default="", editable=False, max_length=800), preserve_default=False
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex("unit", models.Index(fields=["sort_name", "id"], name="unit_in_order_of_names")),
        migrations.RunPython(index_pieces, drop_pieces),
        migrations.AddField(
            "changepart",
            "same_as",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="units.changepart"
            ),
        ),
        migrations.AddField(
            "changepart",
            "parent_part",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="units.changepart"
            ),
        ),
        migrations.RemoveConstraint("succession", "succession_share_in_range"),
        migrations.AlterField(
            "succession", "share", models.DecimalField(decimal_places=10, max_digits=11, null=True)
        ),
        migrations.AddConstraint(
            "succession",
            models.CheckConstraint(
                condition=models.Q(share=None) | models.Q(share__gt=0, share__lte=1), name="succession_share_in_range"
            ),
        ),
        migrations.AlterField(
            "lineage",
            "ancestor",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.unit",
            ),
        ),
        migrations.AlterField(
            "lineage",
            "descendant",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.unit",
            ),
        ),
    ]
