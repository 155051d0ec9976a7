"""Bringing forms into the register, saying which duty they answer, and entering figures from old papers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from namkhong.campaigns.models import Campaign, DutyDefinition
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.reports.forms_data import FormData
from namkhong.reports.models import Form, FormUse, HistoricalFigure, Indicator, Section
from namkhong.units.models import Unit


class SourceMissing(DomainError):
    sentence = "Số liệu cũ phải ghi rõ lấy từ văn bản nào."


def install_forms(*, forms: list[FormData]) -> list[Form]:
    """Add the forms that are not there yet. A version that is there stays as it is; running it twice is harmless."""
    with transaction.atomic():
        return [_install(data) for data in forms]


def use_form(*, definition: DutyDefinition, form: Form, by: Person | None, at: datetime) -> None:
    """Say which form answers a duty."""
    with transaction.atomic():
        FormUse.objects.update_or_create(definition=definition, defaults={"form": form})
        record(
            verb="form.use",
            subject_kind="campaign",
            subject_id=definition.campaign_id,
            at=at,
            by=by.pk if by else None,
            facts={"definition": definition.pk, "form": form.key, "version": form.version},
        )


def choose_forms(
    *, campaign: Campaign, choices: Sequence[tuple[DutyDefinition, Form]], by: Person | None, at: datetime
) -> None:
    """Say which form answers each reporting duty of a campaign."""
    with transaction.atomic():
        for definition, form in choices:
            use_form(definition=definition, form=form, by=by, at=at)


def state_historical_year(
    *,
    campaign: Campaign,
    unit: Unit,
    year: int,
    values: Mapping[str, Decimal],
    source: str,
    by: Person | None,
    at: datetime,
) -> None:
    """Enter several figures of one year from one paper, all or none. Raises: SourceMissing."""
    with transaction.atomic():
        for key, value in values.items():
            state_historical(campaign=campaign, unit=unit, key=key, year=year, value=value, source=source, by=by, at=at)


def state_historical(
    *,
    campaign: Campaign,
    unit: Unit,
    key: str,
    year: int,
    value: Decimal,
    source: str,
    by: Person | None,
    at: datetime,
) -> None:
    """Enter a figure of a year before the system was there; `source` names the paper. Raises: SourceMissing."""
    if not source.strip():
        raise SourceMissing()
    with transaction.atomic():
        HistoricalFigure.objects.update_or_create(
            campaign=campaign, unit=unit, key=key, year=year, defaults={"value": value, "source": source.strip()}
        )
        record(
            verb="report.state_historical",
            subject_kind="campaign",
            subject_id=campaign.pk,
            at=at,
            by=by.pk if by else None,
            unit=unit.pk,
            facts={"key": key, "year": year, "value": str(value)},
        )


def _install(data: FormData) -> Form:
    existing = Form.objects.filter(key=data.key, version=data.version).first()
    if existing is not None:
        return existing
    checks = [check.model_dump() for check in data.checks]
    form = Form.objects.create(key=data.key, version=data.version, title=data.title, kind=data.kind, checks=checks)
    Indicator.objects.bulk_create(
        Indicator(form=form, order=order, **row.model_dump()) for order, row in enumerate(data.indicators)
    )
    Section.objects.bulk_create(
        Section(form=form, order=order, **row.model_dump()) for order, row in enumerate(data.sections)
    )
    return form
