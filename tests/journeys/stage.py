"""A campaign of the district under way, with the school's report begun, for the small journeys."""

from dataclasses import dataclass
from decimal import Decimal

from namkhong.campaigns.actions import prepare_from, roll_out
from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.states import DutyKind
from namkhong.law.queries import is_working_day
from namkhong.plans.actions import adopt_definition
from namkhong.plans.queries import proposals
from namkhong.reports.actions import SheetDraft, begin, choose_forms, install_forms, save
from namkhong.reports.forms_data import library
from namkhong.reports.models import Form, Indicator, Return
from namkhong.reports.queries import chosen_forms, reporting_definitions
from namkhong.units.states import Line
from tests.world import NOW, TODAY, World


@dataclass(frozen=True, slots=True)
class Stage:
    """What the small journeys are about."""

    world: World
    campaign: Campaign
    sheet: Return

    @property
    def page(self) -> str:
        """Where the school's report is written."""
        return f"/bao-cao/{self.sheet.pk}/"


def build_stage(world: World) -> Stage:
    """Adopt, launch, begin; every figure of the school's report is 1, its texts are one sentence."""
    by = world.district_officer
    plan = adopt_definition(
        definition_key="duong_minh_chau", unit=world.district, line=Line.UNION, superior_plan=None, by=by, at=NOW
    )
    proposal = proposals(plan)
    chosen = {place for place, duty in enumerate(proposal.duties) if duty.chosen}
    campaign = prepare_from(
        plan=plan, proposal=proposal, name="Cuộc vận động “Năm không”", chosen=chosen, suggested=chosen, by=by, at=NOW
    )
    roll_out(campaign=campaign, years=[TODAY.year], on=TODAY, is_working_day=is_working_day, by=by, at=NOW)
    install_forms(forms=library())
    definitions = reporting_definitions(campaign.pk)
    numbers = chosen_forms(definitions)
    choices = [(row, Form.objects.get(pk=numbers[row.pk])) for row in definitions]
    choose_forms(campaign=campaign, choices=choices, by=by, at=NOW)
    campaign.refresh_from_db()
    return Stage(world, campaign, _begun(world, campaign))


def _begun(world: World, campaign: Campaign) -> Return:
    duties = Duty.objects.with_due().select_related("unit", "to_unit", "definition", "campaign")
    duty = duties.get(campaign=campaign, unit=world.school, definition__kind=DutyKind.REPORT)
    sheet = begin(duty=duty, on=TODAY, by=world.school_officer, at=NOW)
    keys = Indicator.objects.filter(form=sheet.form_id).values_list("key", flat=True)
    texts = {"results": "Đã niêm yết thủ tục.", "next_steps": "Duy trì đối thoại."}
    draft = SheetDraft(values=dict.fromkeys(keys, Decimal(1)), texts=texts)
    save(sheet=sheet, draft=draft, version=sheet.version, by=world.school_officer, at=NOW)
    sheet.refresh_from_db()
    return sheet
