"""Everything that reads campaigns and duties."""

from namkhong.campaigns.queries.campaigns import (
    campaign_line,
    campaigns_at,
    chain_of,
    definitions_of,
    given_by_year,
    plans_to_launch,
    schedule_of,
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
    own_duties,
    undone_count,
    waiting_for,
)
from namkhong.campaigns.queries.following import acted_on, hanging
from namkhong.campaigns.queries.overview import Overview, overview
from namkhong.campaigns.queries.progress import (
    UNDONE,
    named_like,
    progress_rows,
    standing_counts,
    to_remind,
    with_standing,
)
from namkhong.campaigns.queries.scope import Planned, planned, touches, units_in_scope
from namkhong.campaigns.queries.shares import Share, shares_by_definition, shares_by_year

__all__ = [
    "UNDONE",
    "DutyView",
    "Overview",
    "Planned",
    "Share",
    "acted_on",
    "campaign_line",
    "campaigns_at",
    "chain_of",
    "definitions_of",
    "duties_of_campaign",
    "duties_of_unit",
    "duties_to",
    "duty_view",
    "figures",
    "given_by_year",
    "hanging",
    "named_like",
    "overview",
    "own_duties",
    "planned",
    "plans_to_launch",
    "progress_rows",
    "schedule_of",
    "shares_by_definition",
    "shares_by_year",
    "stages_of",
    "standing_counts",
    "targets_of",
    "to_remind",
    "touches",
    "undone_count",
    "units_in_scope",
    "waiting_for",
    "with_standing",
    "years_of",
]
