from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("journal", "0003_dated_by_batch")]

    operations = [migrations.AddField("progress", "advanced_at", models.DateTimeField(null=True))]
