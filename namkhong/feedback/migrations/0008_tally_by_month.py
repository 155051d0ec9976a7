"""Sums of one month lie side by side, as they come in by months; an index of blocks finds them for the recount.

It costs next to nothing to keep, and only PostgreSQL has it; files are small enough to be read whole.
"""

from django.db import migrations


def index_months(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE INDEX tally_by_month ON feedback_tally USING brin (month) WITH (pages_per_range = 32)"
        )


def drop_index(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX tally_by_month")


class Migration(migrations.Migration):
    dependencies = [("feedback", "0007_signs_and_findings")]
    operations = [migrations.RunPython(index_months, drop_index)]
