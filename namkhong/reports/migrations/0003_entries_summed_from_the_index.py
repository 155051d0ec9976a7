"""The index by which figures are summed holds the figures, so that no entry has to be fetched."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_units_that_change")]

    operations = [
        migrations.RemoveIndex("entry", "entry_by_indicator"),
        migrations.AddIndex(
            "entry", models.Index(fields=["indicator", "sheet", "value"], name="entry_to_be_summed")
        ),
    ]
