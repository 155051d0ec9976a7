"""The unit that keeps a list is called so; the column stays."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("rosters", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveIndex("roster", "roster_by_register"),
                migrations.RenameField("roster", "register", "kept_by"),
                migrations.AlterField(
                    "roster",
                    "kept_by",
                    models.ForeignKey(
                        db_column="register_id",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
                migrations.AddIndex(
                    "roster", models.Index(fields=["kept_by", "-uploaded_at"], name="roster_by_register")
                ),
            ]
        )
    ]
