"""From a file or pasted text to a reading, and from a reading to a draft plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from django.db import transaction

from namkhong.journal.actions import record
from namkhong.papers.actions import store_file
from namkhong.papers.models import StoredFile
from namkhong.people.models import Person
from namkhong.plans import apart
from namkhong.plans.models import Clause, Plan, Reading
from namkhong.plans.queries import same_draft
from namkhong.plans.rules import ClauseDraft, HeadDraft, clauses_of_reading, head_of_reading
from namkhong.units.models import Unit

PLAIN_ENDINGS = (".txt", ".md", ".html", ".htm")
"""Names of plain text files and web pages; such a file is kept as its text alone."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """A file that was kept but not read: `pages` of it are pictures, which takes some seconds each."""

    file: StoredFile
    pages: int


def take_in_file(*, unit: Unit, name: str, data: BinaryIO, by: Person, at: datetime) -> Reading | Pictures:
    """Keep a file and read it, unless pages of it are pictures. The file stays even where it cannot be read.

    Raises: papers.intake.Refused, apart.Unreadable.
    """
    stored: StoredFile | None = None
    if not name.lower().endswith(PLAIN_ENDINGS):
        stored = store_file(unit=unit.pk, name=name, data=data, by=by.pk, at=at)
    data.seek(0)
    try:
        return keep_reading(unit, stored, apart.read_file_apart(data.read(), name), by, at)
    except apart.Pictured as found:
        # A picture under the name of a text is refused here, as everything is that goes by a wrong name.
        stored = stored or store_file(unit=unit.pk, name=name, data=data, by=by.pk, at=at)
        return Pictures(stored, found.pages)


def take_in_text(*, unit: Unit, text: str, by: Person, at: datetime) -> Reading:
    """Read pasted text. Raises: apart.Unreadable."""
    return keep_reading(unit, None, apart.read_text_apart(text), by, at)


def keep_reading(unit: Unit, stored: StoredFile | None, result: dict[str, Any], by: Person, at: datetime) -> Reading:
    """Write down what was read (`reading.as_json.full`)."""
    text = result.pop("text")
    with transaction.atomic():
        reading = Reading.objects.create(
            unit=unit, file=stored, text=text, result=result, genre=result["genre"], read_at=at, read_by=by
        )
        facts = {"genre": reading.genre, "characters": len(text)}
        record(
            verb="reading.make",
            subject_kind="reading",
            subject_id=reading.pk,
            at=at,
            by=by.pk,
            unit=unit.pk,
            facts=facts,
        )
    return reading


def draft_plan(*, reading: Reading, line: str, by: Person, at: datetime) -> Plan:
    """Lay out what was read as a draft for a person to check; the same text sent twice makes one draft."""
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=reading.unit_id)  # a second click waits here
        if known := same_draft(reading.unit_id, reading.text):
            return known
        plan = make_plan(
            unit=reading.unit,
            line=line,
            head=head_of_reading(reading.result),
            clauses=clauses_of_reading(reading.result),
            by=by,
            at=at,
            reading=reading,
        )
        record(
            verb="plan.draft", subject_kind="plan", subject_id=plan.pk, at=at, by=by.pk, unit=reading.unit_id, facts={}
        )
    return plan


def make_plan(
    *,
    unit: Unit,
    line: str,
    head: HeadDraft,
    clauses: Sequence[ClauseDraft],
    by: Person | None,
    at: datetime,
    reading: Reading | None = None,
    definition_key: str = "",
) -> Plan:
    """Write a draft and its clauses; the caller records why."""
    plan = Plan.objects.create(
        unit=unit,
        line=line,
        reading=reading,
        definition_key=definition_key,
        title=head.title,
        campaign_name=head.campaign_name,
        issuer=head.issuer,
        number=head.number,
        issued_on=head.issued_on,
        warnings=list(head.warnings),
        created_at=at,
        created_by=by,
    )
    Clause.objects.bulk_create(row_of(plan, order, draft) for order, draft in enumerate(clauses))
    return plan


def row_of(plan: Plan, order: int, draft: ClauseDraft) -> Clause:
    """A clause that is not saved yet."""
    return Clause(
        plan=plan,
        kind=draft.kind,
        order=order,
        text=draft.text,
        facts=draft.facts,
        quote=draft.quote,
        span_from=draft.span_from,
        span_to=draft.span_to,
        confidence=draft.confidence,
        basis=draft.basis,
        reason=draft.reason,
    )
