"""The total of one sheet that is to take the place of a published one."""

from datetime import datetime

from namkhong.people.models import Person
from namkhong.scoring.models import Mark, Sheet
from namkhong.scoring.queries.frames import frame_of


def grade_again(*, sheet: Sheet, by: Person | None, at: datetime) -> None:
    """Write the total anew."""
    marks = Mark.objects.filter(sheet=sheet.pk).order_by("pk")
    sheet.final_total = frame_of(sheet.round.set_id).standing_total(marks).total
    Sheet.objects.filter(pk=sheet.pk).update(final_total=sheet.final_total)
