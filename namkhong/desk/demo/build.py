"""Puts the five scenes on stage one after another."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from namkhong.campaigns.actions import define, launch, prepare
from namkhong.campaigns.actions.campaign import StageDraft, TargetDraft
from namkhong.campaigns.actions.definitions import DefinitionDraft
from namkhong.campaigns.models import Campaign
from namkhong.campaigns.states import Direction, DutyKind, MeasuredAs, Obliged, Recurrence
from namkhong.desk.demo.cast import Cast, SignIn, build_cast
from namkhong.desk.demo.scenes import SCENES, Scene
from namkhong.desk.demo.years import OLD_RATES, Story, live, moment
from namkhong.foundation.days import Bound
from namkhong.plans.actions import adopt_definition
from namkhong.plans.queries import proposals
from namkhong.plans.rules import DutyProposal
from namkhong.reports.actions import install_forms, state_historical, use_form
from namkhong.reports.forms_data import library
from namkhong.reports.models import Form

Told = Callable[[str], None]


def build(told: Told) -> list[SignIn]:
    """Make the whole demonstration; returns who can sign in."""
    install_forms(forms=library())
    sign_ins: list[SignIn] = []
    for number, scene in enumerate(SCENES):
        story = _stage(scene, Random(20261122 + number))
        live(story, told)
        sign_ins += story.cast.sign_ins
    return sign_ins


def _stage(scene: Scene, dice: Random) -> Story:
    start = date(scene.years[0], 1, 10)
    cast = build_cast(scene, dice, moment(start))
    plan = adopt_definition(
        definition_key=scene.definition,
        unit=cast.organiser,
        line=scene.line,
        superior_plan=None,
        by=cast.officer(cast.organiser),
        at=moment(start),
    )
    campaign = _campaign(scene, cast, plan)
    return Story(scene, cast, campaign, dice)
