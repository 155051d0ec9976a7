"""The final review of a stage as an official document."""

from datetime import date
from decimal import Decimal

from namkhong.foundation.numbers import show_decimal
from namkhong.foundation.periods import Period, parse_period
from namkhong.papers.content import Block, Heading, HeadingLevel, OfficialDocument, Paragraph
from namkhong.reports.drafting.frame import frame, told
from namkhong.reports.drafting.report import campaign_words, closing, target_blocks
from namkhong.reports.drafting.tables import series_table, units_annex
from namkhong.reports.models import Indicator, Return
from namkhong.reports.queries import Series, form_of, narratives_of, series_of, thawed_series
from namkhong.reports.states import WRITABLE


def review_document(sheet: Return, on: date) -> OfficialDocument:
    """The review of a stage by a unit, drafted on a day from the series that was frozen when it was sent."""
    period = parse_period(sheet.period)
    return OfficialDocument(
        **frame(sheet, on),
        subject=f"Tổng kết {campaign_words(sheet)} {period.label}",
        body=tuple(_body(sheet, period, _series(sheet, period, on))),
        annexes=units_annex(sheet, []),
    )


def _series(sheet: Return, period: Period, on: date) -> Series:
    if sheet.state in WRITABLE:
        return series_of(sheet.unit_id, sheet.campaign, period.starts_on.year, period.ends_on.year, on)
    return thawed_series(sheet)


def _body(sheet: Return, period: Period, series: Series) -> list[Block]:
    texts = {row.section.key: (row.section.title, row.text) for row in narratives_of(sheet)}
    opening = f"{sheet.unit.name} tổng kết việc thực hiện {campaign_words(sheet)} {period.label} như sau."
    body: list[Block] = [Paragraph(text=opening)]
    body += _told(texts, "direction")
    body += [Heading(text="Kết quả thực hiện"), *_results(sheet, period, series)]
    if texts.get("results", ("", ""))[1]:
        body += [Heading(text=texts["results"][0], level=HeadingLevel.SUBSECTION), *told(texts["results"][1])]
    for key in ("difficulties", "lessons", "next_steps", "proposals"):
        body += _told(texts, key)
    return [*body, Paragraph(text=closing(sheet, period))]


def _told(texts: dict[str, tuple[str, str]], key: str) -> list[Block]:
    title, text = texts.get(key, ("", ""))
    return [Heading(text=title), *told(text)] if text else []


def _results(sheet: Return, period: Period, series: Series) -> list[Block]:
    form = form_of(sheet.campaign)
    indicators = list(Indicator.objects.filter(form=form).order_by("order")) if form else []
    years = {year.year for year in series.years if year.year >= period.starts_on.year}
    blocks: list[Block] = [Heading(text="Số liệu qua các năm", level=HeadingLevel.SUBSECTION)]
    blocks.append(Paragraph(text=_cases_through(series, years)))
    blocks.append(series_table(indicators, series))
    return [*blocks, *target_blocks(sheet.campaign_id, series, years)]


def _cases_through(series: Series, years: set[int]) -> str:
    """Concluded cases of the stage in counts, and which years are not known."""
    known: list[tuple[int, Decimal]] = []
    unknown = []
    for year in series.years:
        cases = year.values.get("cases")
        if year.year in years and cases is not None:
            known.append((year.year, cases))
        elif year.year in years:
            unknown.append(str(year.year))
    if not known:
        return "Chưa có số liệu về vụ việc tiêu cực đã có kết luận của các năm trong giai đoạn."
    total = sum((cases for _, cases in known), Decimal(0))
    each = "; ".join(f"năm {year}: {show_decimal(cases)} vụ" for year, cases in known)
    told_years = (
        f"Trong {len(known)} năm có số liệu, có {show_decimal(total)} vụ việc tiêu cực đã có kết luận ({each})."
    )
    return told_years + (f" Chưa có số liệu của năm {', '.join(unknown)}." if unknown else "")
