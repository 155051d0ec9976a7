"""Which form answers which duty of a campaign, chosen or by default."""

from namkhong.campaigns.models import DutyDefinition
from namkhong.campaigns.states import REPORTING, DutyKind
from namkhong.reports.models import Form, FormUse
from namkhong.reports.states import FormKind


def reporting_definitions(campaign: int) -> list[DutyDefinition]:
    """Duties of a campaign that are answered by a report, in the plan's order."""
    rows = DutyDefinition.objects.filter(campaign=campaign, kind__in=REPORTING)
    return list(rows.order_by("order", "pk"))


def library_forms() -> list[Form]:
    """The newest version of every form."""
    newest = {form.key: form for form in Form.objects.order_by("version")}
    return sorted(newest.values(), key=lambda form: form.title)


def chosen_forms(definitions: list[DutyDefinition]) -> dict[int, int]:
    """Form by definition: as chosen, else the usual one (yearly figures; a review of the stage for tổng kết)."""
    uses = FormUse.objects.filter(definition__in=definitions).order_by()
    chosen = dict(uses.values_list("definition", "form"))
    usual = {form.kind: form.pk for form in library_forms()}
    for row in definitions:
        kind = FormKind.STAGE_REVIEW if row.kind == DutyKind.FINAL_REVIEW else FormKind.PERIODIC
        if row.pk not in chosen and kind in usual:
            chosen[row.pk] = usual[kind]
    return chosen
