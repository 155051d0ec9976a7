"""What units that ended had begun to report, and who may take it over into its own report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

from namkhong.campaigns.models import Duty
from namkhong.reports.models import Narrative, Return
from namkhong.reports.queries.sheets import measured_as, rules_of, values_of
from namkhong.reports.rules import combine
from namkhong.reports.states import SENT, WRITABLE
from namkhong.units.models import Succession


@dataclass(frozen=True, slots=True)
class Inheritance:
    """Drafts of units that ended: their figures added up by the rules of the form, their texts one after another."""

    sheets: list[Return]
    values: dict[str, Decimal | None]
    texts: dict[str, str]

    @property
    def names(self) -> str:
        """The units whose drafts these are."""
        return ", ".join(sheet.unit.brief for sheet in self.sheets)


def drafts_left(duty: Duty, on: date) -> list[Return]:
    """Drafts of units that ended, which the unit of a duty may take over: it alone of their successors owes the same.

    Only while the duty has no report yet; what a unit had sent is no draft any more.
    """
    if Return.objects.filter(duty=duty.pk).exists():
        return []
    before = Succession.objects.filter(successor=duty.unit_id, effective_on__lte=on).exclude(predecessor=duty.unit_id)
    sent = Return.objects.filter(duty=OuterRef("duty"), state__in=SENT)
    rows = Return.objects.filter(
        ~Exists(sent),
        duty__definition=duty.definition_id,
        period=duty.period,
        unit__in=before.values("predecessor"),
        unit__closed_on__lt=on,
        state__in=WRITABLE,
    )
    rows = rows.select_related("unit", "form").order_by("unit__search_name", "pk")
    return [row for row in rows if _owing_successors(row, on) == {duty.unit_id}]


def inheritance_of(duty: Duty, form: int, on: date) -> Inheritance:
    """What the unit of a duty may take over, as its own form wants it."""
    sheets = drafts_left(duty, on)
    values = combine(rules_of(form), [values_of(sheet) for sheet in sheets], measured_as(duty.campaign_id))
    return Inheritance(sheets, values, _texts(sheets))


def _owing_successors(sheet: Return, on: date) -> set[int]:
    after = Succession.objects.filter(predecessor=sheet.unit_id, effective_on__lte=on).values("successor")
    owed = Duty.objects.open().filter(definition=sheet.duty.definition_id, period=sheet.period, unit__in=after)
    return set(owed.order_by().values_list("unit", flat=True))


def _texts(sheets: Sequence[Return]) -> dict[str, str]:
    told: dict[str, list[str]] = {}
    rows = Narrative.objects.filter(sheet__in=sheets).exclude(text="").select_related("sheet__unit", "section")
    for row in rows.order_by("sheet__unit__search_name", "sheet", "section__order"):
        told.setdefault(row.section.key, []).append(f"{row.sheet.unit.brief}: {row.text}")
    return {key: "\n\n".join(parts) for key, parts in told.items()}
