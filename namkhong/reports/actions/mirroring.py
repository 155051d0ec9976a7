"""One entry for several lines: what a unit reports for one duty is its report for the duties joined to it as well."""

from datetime import date, datetime
from uuid import uuid4

from namkhong.campaigns.models import Duty, JoinedDuty
from namkhong.campaigns.states import CampaignState
from namkhong.people.models import Person
from namkhong.reports.actions.dispatch import Incomplete, note, send_up, take_back
from namkhong.reports.actions.filling import form_for, open_return
from namkhong.reports.actions.judging import revise
from namkhong.reports.models import Attachment, Entry, Narrative, Return
from namkhong.reports.queries.sheets import values_of
from namkhong.reports.states import WRITABLE, Origin, ReturnState


def mirror_joined(*, lead: Return, on: date, by: Person | None, at: datetime) -> list[Return]:
    """Write the returns of the duties joined to the lead's duty from what was just sent, and send those complete.

    A return that was sent before and not judged is replaced, after an accepted one a later revision is made. Where
    the other form asks for more, the return stays a draft, filled in as far as the lead goes. Closed campaigns are
    passed over.
    """
    joined = Duty.objects.filter(joined_to__lead=lead.duty_id, campaign__state=CampaignState.RUNNING)
    rows = joined.select_related("definition").select_for_update(of=("self",)).order_by("pk")
    return [_mirror(lead, duty, on, by, at) for duty in rows]


def take_mirrors_back(*, lead: Return, by: Person | None, at: datetime) -> None:
    """What was sent along with a return and has not been judged is a draft again."""
    joined = JoinedDuty.objects.filter(lead=lead.duty_id).values("duty")
    sent = Return.objects.filter(
        mirrored_from=lead.pk, duty__in=joined, state=ReturnState.SUBMITTED, campaign__state=CampaignState.RUNNING
    )
    for mirror in sent.order_by("pk"):
        take_back(mirror, by, at)


def _mirror(lead: Return, duty: Duty, on: date, by: Person | None, at: datetime) -> Return:
    mirror = _writable(duty, by, at)
    _copy(lead, mirror)
    Return.objects.filter(pk=mirror.pk).update(mirrored_from=lead, saved_at=at, saved_by=by, version=mirror.version + 1)
    note("report.mirror", mirror, by, at, lead=lead.pk)
    fresh = Return.objects.select_related("form", "duty", "campaign").get(pk=mirror.pk)
    try:
        send_up(fresh, uuid4(), on, by, at)
    except Incomplete:
        return fresh
    fresh.refresh_from_db()
    return fresh


def _writable(duty: Duty, by: Person | None, at: datetime) -> Return:
    """The return of a duty to be written: a new one, the one being written, or what replaces the one sent."""
    latest = Return.objects.filter(duty=duty).order_by("-revision").first()
    if latest is None:
        return open_return(duty, form_for(duty.definition), by, at)
    if latest.state in WRITABLE:
        return latest
    if latest.state == ReturnState.SUBMITTED:
        take_back(latest, by, at)
        return latest
    return revise(sheet=latest, by=by, at=at)


def _copy(lead: Return, mirror: Return) -> None:
    """Figures and texts of the same name, and the evidence; what only the mirror's form asks for is left alone."""
    source = f"Lấy từ báo cáo của “{lead.campaign.name}”"[:300]
    values = values_of(lead)
    rows = Entry.objects.filter(sheet=mirror, indicator__key__in=values).exclude(origin=Origin.DERIVED)
    entries = list(rows.select_related("indicator"))
    for entry in entries:
        entry.value, entry.origin, entry.note = values[entry.indicator.key], Origin.JOINED, source
    Entry.objects.bulk_update(entries, ["value", "origin", "note"])
    texts = dict(Narrative.objects.filter(sheet=lead).order_by().values_list("section__key", "text"))
    parts = list(Narrative.objects.filter(sheet=mirror, section__key__in=texts).select_related("section"))
    for part in parts:
        part.text = texts[part.section.key]
    Narrative.objects.bulk_update(parts, ["text"])
    there = Attachment.objects.filter(sheet=mirror, removed_at=None).values("file")
    files = Attachment.objects.filter(sheet=lead, removed_at=None).exclude(file__in=there).order_by("pk")
    Attachment.objects.bulk_create(
        Attachment(sheet=mirror, file_id=file) for file in files.values_list("file", flat=True)
    )
