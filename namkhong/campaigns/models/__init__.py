"""Campaigns, duties, and to whom they belong."""

from namkhong.campaigns.models.belonging import DutyMove, Enrolment, Ownership
from namkhong.campaigns.models.campaigns import BOUNDS, Campaign, DutyDefinition, Stage, Target
from namkhong.campaigns.models.duties import Duty, DutyQuerySet, Extension, Fulfilment, JoinedDuty

__all__ = [
    "BOUNDS",
    "Campaign",
    "Duty",
    "DutyDefinition",
    "DutyMove",
    "DutyQuerySet",
    "Enrolment",
    "Extension",
    "Fulfilment",
    "JoinedDuty",
    "Ownership",
    "Stage",
    "Target",
]
