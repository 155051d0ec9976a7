"""The column is called as its field is."""

import django.db.models.deletion
from django.db import migrations, models

THERE = "ALTER TABLE rosters_roster RENAME COLUMN register_id TO kept_by_id"
BACK = "ALTER TABLE rosters_roster RENAME COLUMN kept_by_id TO register_id"


class Migration(migrations.Migration):

    dependencies = [("rosters", "0002_kept_by")]

    operations = [
        migrations.RunSQL(
            THERE,
            BACK,
            state_operations=[
                migrations.AlterField(
                    "roster",
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                    ),
                )
            ],
        )
    ]
