"""The text that is in force for a unit: the organiser's lines and those of every unit on the way down."""

from collections.abc import Sequence
from datetime import date

from namkhong.campaigns.models import Campaign
from namkhong.plans.models import Clause
from namkhong.plans.states import ClauseKind
from namkhong.pledges.models import Round, Wording
from namkhong.pledges.queries.standing import standing_in
from namkhong.pledges.rules.suggestions import organiser_lines
from namkhong.pledges.rules.texts import Line, Text, lines_from, text_of


def text_for(round: Round, unit: int, on: date) -> Text:
    """What a person of the unit pledges on a day; without lines where the round does not reach the unit."""
    return text_along(round.pk, standing_in(round, unit, on).path)


def text_along(round: int, path: Sequence[int]) -> Text:
    """The text of the units on a path from the organiser down."""
    parts = lines_in_force(round, path)
    return text_of((unit, parts[unit]) for unit in path if unit in parts)


def lines_in_force(round: int, units: Sequence[int]) -> dict[int, list[Line]]:
    """The lines of the latest version that each of the units has issued."""
    rows = Wording.objects.filter(round=round, unit__in=units, issued_at__isnull=False).order_by("version")
    return {unit: lines_from(lines) for unit, lines in rows.values_list("unit", "lines")}


def wordings_of(round: Round, unit: int) -> list[Wording]:
    """Every version of a unit's lines, the latest first."""
    rows = Wording.objects.filter(round=round, unit=unit).select_related("issued_by")
    return list(rows.order_by("-version"))


def draft_of(round: Round, unit: int) -> Wording | None:
    """The version that a unit is still working on."""
    return Wording.objects.filter(round=round, unit=unit, issued_at=None).first()


def lines_offered(campaign: Campaign) -> list[Line]:
    """The five "không" in the short words of the campaign's plan, where it has them."""
    content = Clause.objects.filter(plan=campaign.plan_id, kind=ClauseKind.CONTENT_ITEM, removed_at=None)
    return organiser_lines(content.order_by("order", "pk").values_list("text", flat=True))
