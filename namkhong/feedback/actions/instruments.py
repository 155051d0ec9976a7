"""Bringing in the instruments that come with the project."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from namkhong.feedback.library import InstrumentData
from namkhong.feedback.models import Instrument
from namkhong.feedback.states import REPLACE, InstrumentState
from namkhong.foundation.moves import make


@transaction.atomic
def install_instruments(*, instruments: Iterable[InstrumentData], at: datetime) -> list[Instrument]:
    """The instruments as rows, made where they are missing; a newer version takes the place of the one in use."""
    return [_installed(data, at) for data in instruments]


def _installed(data: InstrumentData, at: datetime) -> Instrument:
    ours = Instrument.objects.filter(unit=None, key=data.key)
    if there := ours.filter(version=data.version).first():
        return there
    for old in ours.filter(state=InstrumentState.ISSUED, version__lt=data.version).order_by("version"):
        make(REPLACE, Instrument.objects.filter(pk=old.pk))
    return Instrument.objects.create(
        key=data.key,
        version=data.version,
        name=data.name,
        kind=data.kind,
        definition=data.stored_definition(),
        state=InstrumentState.ISSUED,
        issued_at=at,
    )
