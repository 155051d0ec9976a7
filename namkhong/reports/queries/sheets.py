"""One return as its screen needs it: rows of figures, what is missing, what contradicts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from namkhong.campaigns.models import Target
from namkhong.campaigns.states import MeasuredAs
from namkhong.foundation.periods import parse_period
from namkhong.reports.models import Attachment, Entry, Indicator, Narrative, Return
from namkhong.reports.rules import Check, Rule, broken_checks, derive
from namkhong.reports.states import DERIVED, WRITABLE, Aggregation, Origin
from namkhong.units.queries import has_children

MISCONDUCT = "misconduct_rate"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One figure of a return on the screen. `entry` is None for figures worked out from others."""

    indicator: Indicator
    value: Decimal | None
    origin: str
    note: str
    entry: Entry | None

    @property
    def derived(self) -> bool:
        """Worked out, so not to be typed."""
        return self.indicator.aggregation in DERIVED


@dataclass(frozen=True, slots=True)
class Gap:
    """One place that keeps a return from being sent: the key of the figure or section, and what to do."""

    key: str
    sentence: str


def sheet_of(pk: int) -> Return | None:
    """A return with everything its page names."""
    rows = Return.objects.select_related(
        "unit",
        "to_unit",
        "form",
        "campaign__plan",
        "campaign__unit",
        "duty",
        "saved_by",
        "submitted_by",
        "judged_by",
        "mirrored_from__campaign",
    )
    return rows.filter(pk=pk).first()


def sums_up(sheet: Return, on: date) -> bool:
    """Whether the unit of a return has units below it on the campaign's line, so that its figures are sums."""
    return has_children(sheet.unit_id, sheet.campaign.line, min(on, parse_period(sheet.period).ends_on))


def narratives_of(sheet: Return) -> list[Narrative]:
    """The texts of a return with their sections, in the form's order."""
    return list(Narrative.objects.filter(sheet=sheet).select_related("section").order_by("section__order"))


def attachments_of(sheet: Return) -> list[Attachment]:
    """The evidence that stands, oldest first."""
    return list(Attachment.objects.filter(sheet=sheet, removed_at=None).select_related("file").order_by("pk"))


def rules_of(form: int) -> list[Rule]:
    """How the figures of a form add up, in the form's order."""
    return [_rule(row) for row in Indicator.objects.filter(form=form).order_by("order")]


def measured_as(campaign: int) -> MeasuredAs:
    """Whether the campaign measures the fall of the misconduct rate in per cent of the base or in points."""
    found = Target.objects.filter(campaign=campaign, metric=MISCONDUCT).order_by("pk").first()
    return MeasuredAs(found.measured_as) if found else MeasuredAs.RELATIVE


def values_of(sheet: Return) -> dict[str, Decimal | None]:
    """All figures of a return by key, derived ones included."""
    stated = Entry.objects.filter(sheet=sheet).exclude(origin=Origin.DERIVED)
    values = dict(stated.order_by().values_list("indicator__key", "value"))
    return derive(rules_of(sheet.form_id), values, measured_as(sheet.campaign_id))


def rows_of(sheet: Return) -> list[SheetRow]:
    """The figures of a return in the form's order; a frozen return shows what was frozen."""
    entries = {row.indicator_id: row for row in Entry.objects.filter(sheet=sheet)}
    live = values_of(sheet) if sheet.state in WRITABLE else {}
    rows = []
    for indicator in Indicator.objects.filter(form=sheet.form_id).order_by("order"):
        entry = entries.get(indicator.pk)
        if entry is not None and not (indicator.aggregation in DERIVED and live):
            rows.append(SheetRow(indicator, entry.value, entry.origin, entry.note, entry))
        else:
            rows.append(SheetRow(indicator, live.get(indicator.key), Origin.DERIVED, "", None))
    return rows


def gaps_of(sheet: Return) -> list[Gap]:
    """What keeps the return from being sent, in the order of the form; the screen names the place of each."""
    values = values_of(sheet)
    indicators = Indicator.objects.filter(form=sheet.form_id, required=True).order_by("order")
    gaps = [Gap(row.key, _asked(row)) for row in indicators if values.get(row.key) is None]
    checks = [Check(**check) for check in sheet.form.checks]
    gaps += [Gap(check.smaller, check.sentence) for check in broken_checks(checks, values)]
    empty = Narrative.objects.filter(sheet=sheet, section__required=True, text="").select_related("section")
    gaps += [Gap(row.section.key, "Phần này còn trống.") for row in empty.order_by("section__order")]
    return gaps


def _asked(row: Indicator) -> str:
    """What to do about a missing figure; one that is only yes or no is chosen, not written."""
    return "Hãy chọn “Có” hoặc “Chưa”." if row.highest == 1 else "Chưa có số liệu. Nếu không có thì ghi 0."


def _rule(row: Indicator) -> Rule:
    formula = row.formula
    return Rule(
        key=row.key,
        aggregation=Aggregation(row.aggregation),
        of=formula.get("of", ""),
        over=formula.get("over", ""),
        weight=formula.get("weight", ""),
        base_of=formula.get("base_of", ""),
        base_over=formula.get("base_over", ""),
        scale=Decimal(str(formula.get("scale", 1))),
    )
