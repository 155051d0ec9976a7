"""Tables of a report: this period beside the last, the units one by one, the years of a stage."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from namkhong.papers.content import Align, Annex, Block, Bullet, Cell, Column, Number, Paragraph, Row, Table
from namkhong.reports.models import Addend, Entry, Indicator, Return
from namkhong.reports.queries.series import Series

ANNEX_KEYS = ("staff", "pledged", "dialogues", "cases", "detected", "handled_on_time")
SERIES_KEYS = (
    "staff",
    "cases",
    "misconduct_rate",
    "detected",
    "handled_on_time",
    "handling_days",
    "satisfaction",
    "aware_rate",
    "pledge_rate",
)
NOTE = "Dấu “–” là chưa có số liệu, khác với số 0."


def figures_table(
    indicators: Sequence[Indicator],
    values: Mapping[str, Decimal | None],
    before: Mapping[str, Decimal | None],
    labels: tuple[str, str],
) -> Table:
    """All figures of a period beside those of the period before; `labels` are (before, now).

    Figures that repeat the period before are left out where it has a column of its own.
    """
    shown = [row for row in indicators if not (before and row.known_as.endswith("_before"))]
    rows = tuple(
        Row(cells=(str(place), row.label, row.unit_name, _number(before, row), _number(values, row)))
        for place, row in enumerate(shown, start=1)
    )
    return Table(
        caption="Bảng 1. Số liệu chủ yếu",
        columns=(
            Column(heading="TT", align=Align.CENTER, width=Decimal("0.5")),
            Column(heading="Nội dung", width=Decimal("4.2")),
            Column(heading="Đơn vị tính", align=Align.CENTER, width=Decimal("1.1")),
            Column(heading=labels[0], align=Align.RIGHT, width=Decimal("1.2")),
            Column(heading=labels[1], align=Align.RIGHT, width=Decimal("1.2")),
        ),
        rows=rows,
        note=NOTE,
    )


def series_table(indicators: Sequence[Indicator], series: Series) -> Table:
    """The main figures of a stage, a column for each year."""
    by_key = {row.key: row for row in indicators}
    shown = [by_key[key] for key in SERIES_KEYS if key in by_key]
    rows = tuple(
        Row(
            cells=(
                str(place),
                f"{row.label} ({row.unit_name})",
                *(_number(year.values, row) for year in series.led),
            )
        )
        for place, row in enumerate(shown, start=1)
    )
    marked = [year for year in series.led if year.missing or year.standing not in ("accepted", "none")]
    sources = "".join(f" Năm {year.year}: {_small(year.source)}." for year in marked)
    return Table(
        caption="Bảng 1. Số liệu qua các năm",
        columns=(
            Column(heading="TT", align=Align.CENTER, width=Decimal("0.5")),
            Column(heading="Nội dung", width=Decimal("3.4")),
            *(Column(heading=str(year.year), align=Align.RIGHT, group="Năm") for year in series.led),
        ),
        rows=rows,
        note=NOTE + sources,
    )


def units_annex(sheet: Return, indicators: Sequence[Indicator]) -> tuple[Annex, ...]:
    """Each unit's main figures, and the units that were missing; nothing for a unit that has none below it."""
    parts = list(Addend.objects.filter(total=sheet).select_related("part__unit").order_by("part__unit__search_name"))
    missing: list[str] = sheet.frozen.get("missing", [])
    if not parts and not missing:
        return ()
    body: list[Block] = []
    if parts:
        body.append(_units_table(parts, [row for row in indicators if row.key in ANNEX_KEYS]))
    if missing:
        body.append(Paragraph(text=f"Đơn vị chưa có báo cáo được tiếp nhận ({len(missing)} đơn vị):", bold=True))
        body.extend(Bullet(text=name) for name in missing)
    return (Annex(title="Số liệu chủ yếu của các đơn vị", body=tuple(body), landscape=True),)


def _units_table(parts: Sequence[Addend], indicators: Sequence[Indicator]) -> Table:
    figures: dict[int, dict[str, Decimal | None]] = {row.part_id: {} for row in parts}
    keys = [row.key for row in indicators]
    entries = Entry.objects.filter(sheet__in=[row.part_id for row in parts], indicator__key__in=keys).order_by()
    for part, key, value in entries.values_list("sheet", "indicator__key", "value"):
        figures[part][key] = value
    return Table(
        columns=(
            Column(heading="TT", align=Align.CENTER, width=Decimal("0.4")),
            Column(heading="Đơn vị", width=Decimal("3.2")),
            *(Column(heading=f"{row.label} ({row.unit_name})", align=Align.RIGHT) for row in indicators),
        ),
        rows=tuple(
            Row(cells=(str(place), row.part.unit.name, *_cells(figures[row.part_id], indicators)))
            for place, row in enumerate(parts, start=1)
        ),
        note=f"Cộng từ {len(parts)} báo cáo đã tiếp nhận. {NOTE}",
    )


def _cells(values: Mapping[str, Decimal | None], indicators: Sequence[Indicator]) -> tuple[Cell, ...]:
    return tuple(_number(values, row) for row in indicators)


def _number(values: Mapping[str, Decimal | None], indicator: Indicator) -> Number:
    return Number(value=values.get(indicator.key), places=indicator.decimals)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
