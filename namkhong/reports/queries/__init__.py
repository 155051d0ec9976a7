"""Everything that reads forms and returns."""

from namkhong.reports.queries.choice import chosen_forms, library_forms, reporting_definitions
from namkhong.reports.queries.coming import begun_for_each, led_elsewhere, waiting_for_each
from namkhong.reports.queries.comparison import Before, figures_before
from namkhong.reports.queries.following import acted_on, answered_duties, hanging
from namkhong.reports.queries.history import history
from namkhong.reports.queries.inheriting import drafts_left
from namkhong.reports.queries.joining import Companion, Joinable, companions, joinable, lead_of
from namkhong.reports.queries.lists import duties_to_report, figures, late_list, returns_to, waiting_for
from namkhong.reports.queries.series import (
    Series,
    SeriesYear,
    TargetYear,
    series_now,
    series_of,
    targets_met,
    thawed_series,
)
from namkhong.reports.queries.sheets import (
    Gap,
    SheetRow,
    attachments_of,
    gaps_of,
    narratives_of,
    rows_of,
    rules_of,
    sheet_of,
    sums_up,
    values_of,
)
from namkhong.reports.queries.totals import Contribution, Missing, Total, contributions, parts_of, total_for
from namkhong.reports.queries.tracking import (
    Gathering,
    count_by_standing,
    form_of,
    gatherings,
    narrowed,
    periods_gathered,
    sent_by,
    to_judge,
    tracked,
    years_of_duties,
)

__all__ = [
    "Before",
    "Companion",
    "Contribution",
    "Gap",
    "Gathering",
    "Joinable",
    "Missing",
    "Series",
    "SeriesYear",
    "SheetRow",
    "TargetYear",
    "Total",
    "acted_on",
    "answered_duties",
    "attachments_of",
    "begun_for_each",
    "chosen_forms",
    "companions",
    "contributions",
    "count_by_standing",
    "drafts_left",
    "duties_to_report",
    "figures",
    "figures_before",
    "form_of",
    "gaps_of",
    "gatherings",
    "hanging",
    "history",
    "joinable",
    "late_list",
    "lead_of",
    "led_elsewhere",
    "library_forms",
    "narratives_of",
    "narrowed",
    "parts_of",
    "periods_gathered",
    "reporting_definitions",
    "returns_to",
    "rows_of",
    "rules_of",
    "sent_by",
    "series_now",
    "series_of",
    "sheet_of",
    "sums_up",
    "targets_met",
    "thawed_series",
    "to_judge",
    "total_for",
    "tracked",
    "values_of",
    "waiting_for",
    "waiting_for_each",
    "years_of_duties",
]
