"""Which instruments a unit can ask, and which it has drafted."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from namkhong.feedback.models import Instrument
from namkhong.feedback.states import InstrumentKind, InstrumentState


def instruments_for(unit: int) -> QuerySet[Instrument]:
    """Those in use that a unit may ask: ours, then its own; the quick rating first."""
    rows = Instrument.objects.filter(Q(unit=None) | Q(unit=unit), state=InstrumentState.ISSUED)
    return rows.alias(longer=~Q(kind=InstrumentKind.QUICK)).order_by("longer", "unit", "name", "pk")


def instruments_of(unit: int, *, drafts: bool) -> QuerySet[Instrument]:
    """Those of ours in use and all versions of the unit's own but replaced ones; drafts for whoever may write them."""
    states = [InstrumentState.ISSUED, *([InstrumentState.DRAFT] if drafts else [])]
    rows = Instrument.objects.filter(Q(unit=None) | Q(unit=unit), state__in=states)
    return rows.alias(longer=~Q(kind=InstrumentKind.QUICK)).order_by("unit", "longer", "name", "version")


def instrument_of(pk: int, unit: int) -> Instrument | None:
    """One that a unit can ask, has asked or has drafted."""
    return Instrument.objects.filter(Q(unit=None) | Q(unit=unit), pk=pk).first()


def own_instruments(unit: int) -> QuerySet[Instrument]:
    """The latest version of each of a unit's own."""
    later = Instrument.objects.filter(unit=unit, key=OuterRef("key"), version__gt=OuterRef("version"))
    return Instrument.objects.filter(~Exists(later), unit=unit).order_by("name", "pk")


def quick_instrument() -> Instrument | None:
    """The quick rating that comes with the project, in the version in use; None where it was never brought in."""
    rows = Instrument.objects.filter(unit=None, kind=InstrumentKind.QUICK, state=InstrumentState.ISSUED)
    return rows.order_by("-version").first()


def versions_there(keys: dict[str, int]) -> bool:
    """Whether all of these keys of ours are there in these versions."""
    rows = Instrument.objects.filter(unit=None, key__in=keys).order_by().values_list("key", "version")
    return set(keys.items()) <= set(rows)
