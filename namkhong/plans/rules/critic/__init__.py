"""The critic: what a careful colleague would say about a plan before it goes out. Pure; nothing is mended silently."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from namkhong.plans.rules.critic import (
    abbreviations,
    calendar,
    chain,
    citing,
    owners,
    parts,
    periods,
    privacy,
    superior,
)
from namkhong.plans.rules.critic.case import Case, CitedElsewhere, Superior
from namkhong.plans.rules.critic.finding import Change, Deed, Finding, FindingKind, Spot, Weight
from namkhong.plans.rules.critic.masking import masked

__all__ = [
    "Case",
    "Change",
    "CitedElsewhere",
    "Deed",
    "Finding",
    "FindingKind",
    "Spot",
    "Superior",
    "Weight",
    "findings",
]

_FINDERS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    periods.find,
    calendar.find,
    chain.find,
    superior.find,
    privacy.find,
    owners.find,
    citing.find,
    parts.find,
    abbreviations.find,
)
_WEIGHTS = list(Weight)
_KINDS = list(FindingKind)


def findings(case: Case) -> list[Finding]:
    """Everything to be said, the heaviest first; of two that say the same at the same place only one is kept."""
    found = {finding.mark: finding for find in _FINDERS for finding in map(_discreet, find(case))}
    return sorted(found.values(), key=lambda row: (_WEIGHTS.index(row.weight), _KINDS.index(row.kind)))


def _discreet(finding: Finding) -> Finding:
    """The finding without personal data in its own words."""
    changes = tuple(replace(change, label=masked(change.label)) for change in finding.changes)
    return replace(finding, sentence=masked(finding.sentence), mend=masked(finding.mend), changes=changes)
