"""Units through time: trees, names, reorganisations."""

from namkhong.units.models.dated import Dated, DatedQuerySet
from namkhong.units.models.reorganisations import Change, ChangePart, Heir, Reorganisation, Succession
from namkhong.units.models.tree import FormerName, Headcount, Lineage, Placement, Unit

__all__ = [
    "Change",
    "ChangePart",
    "Dated",
    "DatedQuerySet",
    "FormerName",
    "Headcount",
    "Heir",
    "Lineage",
    "Placement",
    "Reorganisation",
    "Succession",
    "Unit",
]
