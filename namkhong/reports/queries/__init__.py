"""Everything that reads forms and returns."""

from namkhong.reports.queries.lists import duties_to_report, figures, late_list, returns_to, waiting_for
from namkhong.reports.queries.series import Series, SeriesYear, series_of, targets_met
from namkhong.reports.queries.sheets import Gap, SheetRow, gaps_of, rows_of, rules_of, values_of
from namkhong.reports.queries.totals import Contribution, Missing, Total, contributions, parts_of, total_for

__all__ = [
    "Contribution",
    "Gap",
    "Missing",
    "Series",
    "SeriesYear",
    "SheetRow",
    "Total",
    "contributions",
    "duties_to_report",
    "figures",
    "gaps_of",
    "late_list",
    "parts_of",
    "returns_to",
    "rows_of",
    "rules_of",
    "series_of",
    "targets_met",
    "total_for",
    "values_of",
    "waiting_for",
]
