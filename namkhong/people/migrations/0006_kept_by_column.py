"""The column is called as its field is. One rename by hand: SQLite would otherwise write every person anew."""

import django.db.models.deletion
from django.db import migrations, models

THERE = "ALTER TABLE people_person RENAME COLUMN register_id TO kept_by_id"
BACK = "ALTER TABLE people_person RENAME COLUMN kept_by_id TO register_id"


class Migration(migrations.Migration):

    dependencies = [("people", "0005_kept_by")]

    operations = [
        migrations.RunSQL(
            THERE,
            BACK,
            state_operations=[
                migrations.AlterField(
                    "person",
                    "kept_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                )
            ],
        )
    ]
