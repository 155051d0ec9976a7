"""What happened (Event), who must be told (Notice), how far long work has come (Progress), what was one (Batch).

This room stands below people and units, so it points at them by plain number, never by a key.
"""

from django.db import models


class Event(models.Model):
    """Something that happened, once, for ever. The database refuses to change or delete a row."""

    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    unit_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "at"], name="event_by_subject"),
            models.Index(fields=["unit_id", "at"], name="event_by_unit"),
        ]


class Notice(models.Model):
    """A message to one person, written in the same transaction as what it tells of."""

    to_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["to_id", "read_at", "at"], name="notice_by_person")]


class Progress(models.Model):
    """How far a piece of long work has come, for a bar on the screen; `advanced_at` is when it was last heard of."""

    label = models.CharField(max_length=200)
    by_id = models.BigIntegerField(null=True)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    failure = models.TextField(blank=True)
    started_at = models.DateTimeField()
    advanced_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    next_url = models.CharField(max_length=300, blank=True)


class Batch(models.Model):
    """Many changes made as one, so that they can be taken back as one: a reorganisation, a roster brought in.

    Rows point at the batch that began or ended them; `undone_at` says that all of it was taken back.
    """

    kind = models.CharField(max_length=30)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)
