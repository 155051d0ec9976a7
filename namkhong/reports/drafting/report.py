"""The report of a period as an official document."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from namkhong.campaigns.models import Target
from namkhong.campaigns.queries import targets_of
from namkhong.campaigns.states import MeasuredAs
from namkhong.foundation.periods import Period, parse_period
from namkhong.papers.content import Block, Bullet, Heading, HeadingLevel, OfficialDocument, Paragraph
from namkhong.reports.drafting import sentences
from namkhong.reports.drafting.frame import frame, told
from namkhong.reports.drafting.tables import figures_table, units_annex
from namkhong.reports.models import Indicator, Return
from namkhong.reports.queries import (
    Series,
    SeriesYear,
    TargetYear,
    figures_before,
    narratives_of,
    rows_of,
    series_of,
    targets_met,
)
from namkhong.reports.queries.sheets import MISCONDUCT, measured_as
from namkhong.reports.wording import NOT_STATED, achieved_words, target_words


def report_document(sheet: Return, on: date) -> OfficialDocument:
    """The report of a unit for a period, drafted on a day from the figures and texts it sent."""
    period = parse_period(sheet.period)
    indicators = list(Indicator.objects.filter(form=sheet.form_id).order_by("order"))
    return OfficialDocument(
        **frame(sheet, on),
        subject=f"Kết quả thực hiện {campaign_words(sheet)} {period.label}",
        body=tuple(_body(sheet, period, indicators, on)),
        annexes=units_annex(sheet, indicators),
    )


def campaign_words(sheet: Return) -> str:
    """The campaign's name inside a sentence."""
    name = sheet.campaign.name
    if name.lower().startswith(("cuộc vận động", "phong trào")):
        return name[0].lower() + name[1:]
    return f"cuộc vận động {name}"


def _body(sheet: Return, period: Period, indicators: Sequence[Indicator], on: date) -> list[Block]:
    texts = {row.section.key: row.text for row in narratives_of(sheet)}
    titles = {row.section.key: row.section.title for row in narratives_of(sheet)}
    body: list[Block] = [Paragraph(text=_opening(sheet, period))]
    body += [Heading(text="Kết quả thực hiện"), *_results(sheet, period, indicators, texts, on)]
    for key in ("difficulties", "next_steps", "proposals"):
        if texts.get(key):
            body += [Heading(text=titles[key]), *told(texts[key])]
    return [*body, Paragraph(text=closing(sheet, period))]


def _results(
    sheet: Return, period: Period, indicators: Sequence[Indicator], texts: dict[str, str], on: date
) -> list[Block]:
    values = {row.indicator.key: row.value for row in rows_of(sheet)}
    before = figures_before(sheet)
    earlier: dict[str, Decimal | None] = before.values if before else {}
    relative = measured_as(sheet.campaign_id) is MeasuredAs.RELATIVE
    grassroots = not sheet.addends.exists() and not sheet.frozen.get("missing")
    blocks: list[Block] = []
    blocks += _part("Tổ chức thực hiện", sentences.organised(values, grassroots=grassroots))
    blocks += _part("Phòng, chống tiêu cực", sentences.misconduct(values, earlier, relative=relative))
    blocks += _part("Sự hài lòng của người dân, doanh nghiệp", sentences.satisfied(values))
    blocks += _part("Kiểm tra, giám sát và khen thưởng", sentences.checked(values))
    if texts.get("results"):
        blocks += [Heading(text="Kết quả nổi bật", level=HeadingLevel.SUBSECTION), *told(texts["results"])]
    blocks += _targets(sheet, period, on)
    last = before.period.label if before else "kỳ trước"
    return [*blocks, figures_table(indicators, values, earlier, (last.capitalize(), period.label.capitalize()))]


def _part(title: str, lines: Sequence[str]) -> list[Block]:
    if not lines:
        return []
    return [Heading(text=title, level=HeadingLevel.SUBSECTION), Paragraph(text=" ".join(lines))]


def _opening(sheet: Return, period: Period) -> str:
    issuer, name = sheet.unit.name, campaign_words(sheet)
    first = f"{issuer} báo cáo kết quả thực hiện {name} {period.label} như sau."
    parts = sheet.addends.count()
    missing = len(sheet.frozen.get("missing", []))
    if not parts:
        return first
    basis = f" Số liệu được cộng từ {parts} báo cáo đã tiếp nhận của các đơn vị trực thuộc"
    if missing:
        return f"{first}{basis}; còn {missing} đơn vị chưa có báo cáo, nêu tại phụ lục."
    return f"{first}{basis}, đủ số đơn vị phải báo cáo."


def closing(sheet: Return, period: Period) -> str:
    """The last sentence of a report."""
    to = f", trân trọng báo cáo {sheet.to_unit.name}" if sheet.to_unit else ""
    return f"Trên đây là kết quả thực hiện {campaign_words(sheet)} {period.label} của {sheet.unit.name}{to}"


def _targets(sheet: Return, period: Period, on: date) -> list[Block]:
    """How the year stands against the targets; only for whole years, because targets are yearly."""
    if period.key != str(period.year):
        return []
    series = series_of(sheet.unit_id, sheet.campaign, period.year, period.year, on)
    return target_blocks(sheet.campaign_id, series, {period.year})


def target_blocks(campaign: int, series: Series, years: set[int]) -> list[Block]:
    """A list line for each target with the years that can be judged; years without a figure are named as such."""
    lines: list[Block] = []
    for target in sorted(targets_of(campaign), key=lambda row: row.metric != MISCONDUCT):
        found = [met for met in targets_met(series, target) if met.year in years]
        if not found:
            continue
        judged = [_year_words(target, met, series, named=len(years) > 1) for met in found if met.met is not None]
        unknown = [met.year for met in found if met.met is None]
        words = "; ".join(judged + _unknown_words(target, unknown, series, named=len(years) > 1))
        lines.append(Bullet(text=f"{target.label} (chỉ tiêu {target_words(target)}): {words}."))
    return [Heading(text="So với chỉ tiêu của kế hoạch", level=HeadingLevel.SUBSECTION), *lines] if lines else []


def _year_words(target: Target, met: TargetYear, series: Series, *, named: bool) -> str:
    judged = "đạt chỉ tiêu" if met.met else "chưa đạt chỉ tiêu"
    words = achieved_words(target, met.achieved, *_with_before(series, met.year))
    return f"năm {met.year} {words} ({judged})" if named else f"{words}, {judged}"


def _unknown_words(target: Target, years: list[int], series: Series, *, named: bool) -> list[str]:
    """Years in which a target cannot be judged: counts where there are counts, else that nothing is stated."""
    told = [(year, achieved_words(target, None, *_with_before(series, year))) for year in years]
    counted = [f"năm {year} {words}" if named else words for year, words in told if words != NOT_STATED]
    silent = [str(year) for year, words in told if words == NOT_STATED]
    if silent:
        counted.append(f"{NOT_STATED} năm {', '.join(silent)}" if named else NOT_STATED)
    return counted


def _with_before(series: Series, year: int) -> tuple[SeriesYear, SeriesYear | None]:
    return next(row for row in series.years if row.year == year), series.before(year)
