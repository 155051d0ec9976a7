"""Duties of one unit that one report could answer, and the reports that go along with another one."""

from dataclasses import dataclass
from datetime import date
from itertools import permutations

from namkhong.campaigns.models import Duty, JoinedDuty
from namkhong.campaigns.states import CampaignState, DutyKind
from namkhong.reports.models import Form, Indicator, Return, Section
from namkhong.reports.queries.choice import chosen_forms
from namkhong.reports.queries.sheets import Gap, gaps_of
from namkhong.reports.states import WRITABLE
from namkhong.units.models import Lineage


@dataclass(frozen=True, slots=True)
class Joinable:
    """Two duties of a unit and period: what is reported for `lead` has everything that `duty` asks for."""

    lead: Duty
    duty: Duty


@dataclass(frozen=True, slots=True)
class Companion:
    """A report that goes along with another one, and what it still lacks before it can be sent."""

    duty: Duty
    sheet: Return | None
    gaps: list[Gap]


def joinable(unit: int, on: date) -> list[Joinable]:
    """Pairs of a unit's open duties to report of which one report could answer both, each pair once.

    Only where nobody stands below the unit on either line: sums from below differ from line to line.
    """
    taken = JoinedDuty.objects.values_list("duty", flat=True)
    rows = Duty.objects.open().filter(
        unit=unit, definition__kind=DutyKind.REPORT, campaign__state=CampaignState.RUNNING, year__lte=on.year
    )
    rows = rows.exclude(pk__in=taken).select_related("definition", "campaign", "to_unit")
    led = set(JoinedDuty.objects.filter(lead__unit=unit).values_list("lead", flat=True))
    leads = Lineage.objects.on(on).filter(ancestor=unit, depth=1).values_list("line", flat=True).distinct()
    duties = [duty for duty in rows.order_by("-period", "pk") if duty.campaign.line not in set(leads)]
    asked = _asked_by(duties)
    found: dict[frozenset[int], Joinable] = {}
    for lead, duty in permutations(duties, 2):
        pair = frozenset((lead.pk, duty.pk))
        fits = lead.period == duty.period and lead.campaign_id != duty.campaign_id and duty.pk not in led
        if fits and pair not in found and asked[duty.pk].required <= asked[lead.pk].keys:
            found[pair] = Joinable(lead, duty)
    return list(found.values())


def companions(sheet: Return) -> list[Companion]:
    """The duties that are answered together with the one of a return, each with its own report."""
    duties = Duty.objects.filter(joined_to__lead=sheet.duty_id).select_related("campaign", "to_unit", "definition")
    found = list(duties.order_by("pk"))
    rows = Return.objects.filter(duty__in=found).select_related("form", "to_unit").order_by("revision")
    latest = {row.duty_id: row for row in rows}
    return [
        Companion(duty, row, gaps_of(row) if row is not None and row.state in WRITABLE else [])
        for duty in found
        for row in [latest.get(duty.pk)]
    ]


def lead_of(duty: int) -> Duty | None:
    """The duty together with which a duty is answered."""
    rows = Duty.objects.filter(joined__duty=duty).with_due()
    return rows.select_related("campaign", "definition", "unit", "to_unit").first()


@dataclass(frozen=True, slots=True)
class _Asked:
    """The keys of a form's figures and texts, and those without which it cannot be sent."""

    keys: frozenset[str]
    required: frozenset[str]


def _asked_by(duties: list[Duty]) -> dict[int, _Asked]:
    forms = chosen_forms([duty.definition for duty in duties])
    begun = dict(Return.objects.filter(duty__in=duties).order_by("revision").values_list("duty", "form"))
    of = {duty.pk: begun.get(duty.pk, forms.get(duty.definition_id, 0)) for duty in duties}
    by_form = {form: _keys(form) for form in Form.objects.filter(pk__in=of.values()).values_list("pk", flat=True)}
    nothing = _Asked(frozenset(), frozenset({""}))
    return {duty: by_form.get(form, nothing) for duty, form in of.items()}


def _keys(form: int) -> _Asked:
    rows = [
        *Indicator.objects.filter(form=form).order_by("order").values_list("key", "required"),
        *Section.objects.filter(form=form).order_by("order").values_list("key", "required"),
    ]
    return _Asked(frozenset(key for key, _ in rows), frozenset(key for key, required in rows if required))
