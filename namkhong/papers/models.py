"""Files and official documents. (First table only: the room's owner adds the rest.)"""

from django.db import models


class StoredFile(models.Model):
    """A file somebody handed in, kept once per content and unit."""

    unit_id = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    uploaded_by_id = models.BigIntegerField(null=True)
    uploaded_at = models.DateTimeField()
