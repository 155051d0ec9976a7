"""The report of a period as an official document."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from namkhong.campaigns.queries import targets_of
from namkhong.campaigns.states import MeasuredAs
from namkhong.foundation.periods import Period, parse_period
from namkhong.papers.content import Block, Bullet, Heading, HeadingLevel, OfficialDocument, Paragraph
from namkhong.reports.drafting import sentences
from namkhong.reports.drafting.frame import frame, told
from namkhong.reports.drafting.tables import figures_table, units_annex
from namkhong.reports.models import Indicator, Return
from namkhong.reports.queries import Series, figures_before, narratives_of, rows_of, series_of, targets_met
from namkhong.reports.queries.sheets import measured_as
from namkhong.reports.wording import achieved_words, target_words


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
    return name if name.lower().startswith(("cuộc vận động", "phong trào")) else f"cuộc vận động {name}"


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
    series = series_of(sheet.unit_id, sheet.campaign, period.year - 1, period.year, on)
    return target_blocks(sheet.campaign_id, series, {period.year})


def target_blocks(campaign: int, series: Series, years: set[int]) -> list[Block]:
    """A list line for each target and year that can be judged."""
    lines: list[Block] = []
    places = {year.year: place for place, year in enumerate(series.years)}
    for target in targets_of(campaign):
        for met in targets_met(series, target):
            if met.year not in years:
                continue
            place = places[met.year]
            before = series.years[place - 1] if place else None
            words = achieved_words(target, met.achieved, series.years[place], before)
            judged = "" if met.met is None else ", đạt chỉ tiêu" if met.met else ", chưa đạt chỉ tiêu"
            year = f"năm {met.year} " if len(years) > 1 else ""
            lines.append(Bullet(text=f"{target.label} (chỉ tiêu {target_words(target)}): {year}{words}{judged}"))
    return [Heading(text="So với chỉ tiêu của kế hoạch", level=HeadingLevel.SUBSECTION), *lines] if lines else []
