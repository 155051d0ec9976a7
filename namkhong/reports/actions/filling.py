"""Filling in a return: begun with what the system knows, saved without overwriting a colleague."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from namkhong.campaigns.actions.duties import refuse_when_closed
from namkhong.campaigns.models import Duty, DutyDefinition
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.foundation.numbers import show_decimal
from namkhong.journal.actions import record
from namkhong.papers.models import StoredFile
from namkhong.people.models import Person
from namkhong.reports.actions.forms import install_forms
from namkhong.reports.forms_data import library
from namkhong.reports.models import Attachment, Entry, Form, Indicator, Narrative, Return, Section
from namkhong.reports.queries.choice import chosen_forms
from namkhong.reports.queries.inheriting import inheritance_of
from namkhong.reports.queries.known import KnownValue, known_values
from namkhong.reports.queries.sheets import rules_of, sums_up
from namkhong.reports.states import WRITABLE, Aggregation, Origin


class AlreadyBegun(DomainError):
    sentence = "Báo cáo này đã được lập. Hãy mở bản đang có."


class EditedMeanwhile(DomainError):
    sentence = (
        "Trong lúc bạn nhập, {who} đã lưu báo cáo này. Nội dung bạn nhập vẫn còn trên màn hình: "
        "hãy xem chỗ khác nhau rồi lưu lại."
    )


class NotWritable(DomainError):
    sentence = "Báo cáo đã gửi hoặc đã tiếp nhận nên không sửa được. Nội dung bạn nhập vẫn còn trên màn hình."


class FigureOutOfRange(DomainError):
    sentence = "“{label}”: {value} không hợp lệ. {why}"


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """What a screen sends: figures by key (None clears one), texts by key, and notes on figures by key."""

    values: Mapping[str, Decimal | None] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


def begin(*, duty: Duty, on: date, by: Person | None, at: datetime) -> Return:
    """Open the return of a duty, filled with what the system knows. Raises: AlreadyBegun, CampaignClosed."""
    form = form_for(duty.definition)
    with transaction.atomic():
        refuse_when_closed(duty.campaign_id)
        Duty.objects.select_for_update(of=("self",)).get(pk=duty.pk)  # a second click waits here
        if Return.objects.filter(duty=duty).exists():
            raise AlreadyBegun()
        sheet = open_return(duty, form, by, at)
        _fill_known(sheet, known_values(sheet, on), fresh=True)
        _record("report.begin", sheet, by, at)
    return sheet


def begin_from_drafts(*, duty: Duty, on: date, by: Person | None, at: datetime) -> Return:
    """As `begin`, with what units that ended and that the unit succeeds had in their drafts.

    Raises: AlreadyBegun, CampaignClosed.
    """
    left = inheritance_of(duty, form_for(duty.definition).pk, on)
    with transaction.atomic():
        sheet = begin(duty=duty, on=on, by=by, at=at)
        source = f"Cộng từ báo cáo đang soạn của {left.names}"[:300]
        found = {key: KnownValue(v, Origin.INHERITED, source) for key, v in left.values.items() if v is not None}
        _fill_known(sheet, found, fresh=True)
        _write_texts(sheet, left.texts)
        _record("report.inherit", sheet, by, at, drafts=[row.pk for row in left.sheets])
    return sheet


def save(*, sheet: Return, draft: SheetDraft, version: int, by: Person | None, at: datetime) -> int:
    """Save figures and texts; `version` is the one the screen was opened with. Returns the new version.

    Raises: NotWritable, EditedMeanwhile, FigureOutOfRange.
    """
    indicators = {row.key: row for row in Indicator.objects.filter(form=sheet.form_id).order_by("order")}
    alone = not sums_up(sheet, at.date())
    for key, value in draft.values.items():
        _check_figure(indicators[key], value, alone=alone)
    with transaction.atomic():
        rows = Return.objects.filter(pk=sheet.pk, version=version, state__in=WRITABLE)
        if rows.update(version=version + 1, saved_at=at, saved_by=by) != 1:
            _explain_refusal(sheet)
        _write_figures(sheet, draft, indicators)
        _write_texts(sheet, draft.texts)
        _record("report.save", sheet, by, at, version=version + 1)
    return version + 1


def refresh(*, sheet: Return, on: date, by: Person | None, at: datetime) -> None:
    """Fetch anew what the system knows; figures a person typed stay. Raises: NotWritable."""
    with transaction.atomic():
        _hold(sheet.pk)
        _fill_known(sheet, known_values(sheet, on), fresh=False)
        _record("report.refresh", sheet, by, at)


def attach(*, sheet: Return, file: StoredFile, by: Person | None, at: datetime) -> Attachment:
    """Add evidence. Raises: NotWritable."""
    with transaction.atomic():
        _hold(sheet.pk)
        row = Attachment.objects.create(sheet=sheet, file=file)
        _record("report.attach", sheet, by, at, file=file.pk)
    return row


def detach(*, attachment: Attachment, by: Person | None, at: datetime) -> None:
    """Take evidence away again; the file itself is kept. Raises: NotWritable."""
    with transaction.atomic():
        _hold(attachment.sheet_id)
        Attachment.objects.filter(pk=attachment.pk, removed_at=None).update(removed_at=at)
        _record("report.detach", attachment.sheet, by, at, file=attachment.file_id)


def _hold(sheet: int) -> None:
    """Hold a return for this transaction, so that it is not sent or judged meanwhile. Raises: NotWritable."""
    if Return.objects.select_for_update(of=("self",)).filter(pk=sheet, state__in=WRITABLE).first() is None:
        raise NotWritable()


def form_for(definition: DutyDefinition) -> Form:
    """The form the organiser chose, else the usual one of the library, brought in where it is not there yet."""
    chosen = chosen_forms([definition])
    if definition.pk not in chosen:
        install_forms(forms=library())
        chosen = chosen_forms([definition])
    return Form.objects.get(pk=chosen[definition.pk])


def open_return(duty: Duty, form: Form, by: Person | None, at: datetime) -> Return:
    """An empty return of a duty, with a place for every figure and text of its form."""
    sheet = Return.objects.create(
        duty=duty,
        campaign_id=duty.campaign_id,
        form=form,
        unit_id=duty.unit_id,
        to_unit_id=duty.to_unit_id,
        period=duty.period,
        saved_at=at,
        saved_by=by,
    )
    typed = [rule.key for rule in rules_of(form.pk) if not rule.derived]
    rows = Indicator.objects.filter(form=form, key__in=typed)
    Entry.objects.bulk_create(Entry(sheet=sheet, indicator=row) for row in rows)
    Narrative.objects.bulk_create(Narrative(sheet=sheet, section=row) for row in Section.objects.filter(form=form))
    return sheet


def _fill_known(sheet: Return, known: Mapping[str, KnownValue], *, fresh: bool) -> None:
    entries = Entry.objects.filter(sheet=sheet, indicator__key__in=known).select_related("indicator")
    changed = []
    for entry in entries:
        if fresh or entry.origin != Origin.TYPED or entry.value is None:
            found = known[entry.indicator.key]
            entry.value, entry.origin, entry.note = found.value, found.origin, found.source
            changed.append(entry)
    Entry.objects.bulk_update(changed, ["value", "origin", "note"])


def _write_figures(sheet: Return, draft: SheetDraft, indicators: Mapping[str, Indicator]) -> None:
    entries = Entry.objects.filter(sheet=sheet, indicator__key__in=draft.values).select_related("indicator")
    changed = []
    for entry in entries:
        key = entry.indicator.key
        note = draft.notes.get(key, "" if entry.value != draft.values[key] else entry.note)
        if entry.value != draft.values[key]:
            entry.value, entry.origin = draft.values[key], Origin.TYPED
        entry.note = note
        changed.append(entry)
    Entry.objects.bulk_update(changed, ["value", "origin", "note"])


def _write_texts(sheet: Return, texts: Mapping[str, str]) -> None:
    rows = list(Narrative.objects.filter(sheet=sheet, section__key__in=texts).select_related("section"))
    for row in rows:
        row.text = texts[row.section.key].strip()
    Narrative.objects.bulk_update(rows, ["text"])


def _check_figure(indicator: Indicator, value: Decimal | None, *, alone: bool) -> None:
    """The highest value of a figure that adds up is that of one unit alone; a superior's sum may be above it."""
    limited = alone or indicator.aggregation != Aggregation.SUM
    if value is None:
        return
    why = ""
    if value < 0:
        why = "Số liệu không được âm."
    elif limited and indicator.highest is not None and value > indicator.highest:
        why = f"Nhiều nhất là {show_decimal(indicator.highest)}."
    elif indicator.decimals == 0 and value != value.to_integral_value():
        why = "Chỉ nhập số nguyên."
    elif value >= Decimal(10) ** 12:
        why = "Số quá lớn."
    if why:
        raise FigureOutOfRange(label=indicator.label, value=show_decimal(value), why=why)


def _explain_refusal(sheet: Return) -> None:
    fresh = Return.objects.select_related("saved_by").get(pk=sheet.pk)
    if fresh.state not in WRITABLE:
        raise NotWritable()
    if fresh.saved_by is None:
        raise MovedMeanwhile()
    raise EditedMeanwhile(who=fresh.saved_by.full_name)


def _record(verb: str, sheet: Return, by: Person | None, at: datetime, **facts: object) -> None:
    record(
        verb=verb,
        subject_kind="return",
        subject_id=sheet.pk,
        at=at,
        by=by.pk if by else None,
        unit=sheet.unit_id,
        facts=facts,
    )
