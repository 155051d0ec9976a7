"""Everything that reads campaigns and duties."""

from namkhong.campaigns.queries.campaigns import (
    campaign_line,
    campaigns_at,
    chain_of,
    definitions_of,
    stages_of,
    targets_of,
    years_of,
)
from namkhong.campaigns.queries.duties import (
    DutyView,
    duties_of_campaign,
    duties_of_unit,
    duties_to,
    duty_view,
    figures,
    waiting_for,
)
from namkhong.campaigns.queries.shares import Share, shares_by_definition, shares_by_year

__all__ = [
    "DutyView",
    "Share",
    "campaign_line",
    "campaigns_at",
    "chain_of",
    "definitions_of",
    "duties_of_campaign",
    "duties_of_unit",
    "duties_to",
    "duty_view",
    "figures",
    "shares_by_definition",
    "shares_by_year",
    "stages_of",
    "targets_of",
    "waiting_for",
    "years_of",
]
