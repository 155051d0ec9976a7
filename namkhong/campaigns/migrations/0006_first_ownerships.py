"""Every campaign there is belongs to its unit since its plan was issued."""

from django.db import migrations
from django.db.models.functions import Coalesce, TruncDate


def first_ownerships(apps, schema_editor):
    """One open row for each campaign that has none, from the earliest day we know of it."""
    campaigns = apps.get_model("campaigns", "Campaign")
    ownerships = apps.get_model("campaigns", "Ownership")
    known = campaigns.objects.filter(ownerships=None).annotate(
        planned_on=Coalesce("plan__issued_on", TruncDate("plan__created_at"))
    )
    rows = known.order_by("pk").values_list("pk", "unit", "planned_on", "launched_on")
    ownerships.objects.bulk_create(
        [
            ownerships(campaign_id=pk, unit_id=unit, valid_from=min(filter(None, (planned, launched))))
            for pk, unit, planned, launched in rows
        ],
        batch_size=2000,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0005_belonging"),
    ]

    operations = [
        migrations.RunPython(first_ownerships, migrations.RunPython.noop),
    ]
