"""The points of many sheets at once: millions of rows, read once in order of sheets, as whole hundredths."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from django.db.models import IntegerField, QuerySet
from django.db.models.functions import Cast, Coalesce, Round

from namkhong.scoring.models import Mark, Sheet

ROWS_AT_A_TIME = 20_000
STANDING = Cast(Round(Coalesce("final_points", "checked_points", "self_points") * 100), IntegerField())
"""The points that count, in hundredths: whole numbers are read many times faster than decimals."""

Cents = list[tuple[int, int]]
"""Criteria with their hundredths."""


def cents_of(sheets: QuerySet[Sheet]) -> Iterator[tuple[int, Cents]]:
    """For each of these sheets that has any, the criteria with points, in order of sheets."""
    marks = Mark.objects.filter(sheet__in=sheets.order_by().values("pk")).order_by("sheet")
    rows = marks.annotate(standing=STANDING).filter(standing__isnull=False)
    stream = rows.values_list("sheet", "criterion", "standing").iterator(chunk_size=ROWS_AT_A_TIME)
    for sheet, given in groupby(stream, key=itemgetter(0)):
        yield sheet, [(criterion, cents) for _, criterion, cents in given]
