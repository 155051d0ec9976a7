"""The unit that keeps the list of a person is called so; "register" is another word of the house. The column stays."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [("people", "0004_finding_people")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveConstraint("person", "person_once_in_a_register"),
                migrations.RemoveConstraint("person", "staff_code_has_register"),
                migrations.RenameField("person", "register", "kept_by"),
                migrations.AlterField(
                    "person",
                    "kept_by",
                    models.ForeignKey(
                        blank=True,
                        db_column="register_id",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
                migrations.AddConstraint(
                    "person",
                    models.UniqueConstraint(
                        condition=~Q(staff_code=""), fields=("kept_by", "staff_code"), name="person_once_in_a_register"
                    ),
                ),
                migrations.AddConstraint(
                    "person",
                    models.CheckConstraint(
                        condition=Q(staff_code="") | Q(kept_by__isnull=False), name="staff_code_has_register"
                    ),
                ),
            ]
        )
    ]
