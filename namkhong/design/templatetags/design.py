"""The components as template tags: `{% load design %}`. What each one takes is written in `design/components/`."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from namkhong.design.components import charts, controls, icons, panels, spread, status, tables

register = template.Library()

LEAVES: tuple[Callable[..., dict[str, Any]], ...] = (
    icons.icon,
    controls.button,
    controls.field,
    controls.form_fields,
    controls.error_summary,
    controls.autosave,
    controls.copy_button,
    status.status,
    status.due,
    status.progress,
    status.share_bar,
    tables.pagination,
    tables.tabs,
    panels.waiting,
    panels.figure,
    panels.stat_strip,
    panels.stepper,
    panels.timeline,
    panels.quote,
    panels.unit_tree,
    panels.empty_state,
    charts.bar_chart,
    charts.line_chart,
    spread.histogram,
    spread.heat_grid,
    spread.tile_map,
)
"""Tags that stand alone: `{% status "overdue" %}`."""

BLOCKS: tuple[Callable[..., dict[str, Any]], ...] = (
    status.callout,
    tables.table,
    panels.card,
    panels.confirm,
    panels.compare,
    panels.side,
)
"""Tags around a content: `{% callout "warn" %}…{% endcallout %}`."""


def _file(build: Callable[..., dict[str, Any]]) -> str:
    return f"design/components/{build.__name__}.html"


def _block(build: Callable[..., dict[str, Any]]) -> Callable[..., SafeString]:
    @wraps(build)
    def tag(*args: Any, **kwargs: Any) -> SafeString:
        return render_to_string(_file(build), build(*args, **kwargs))

    return tag


for _leaf in LEAVES:
    register.inclusion_tag(_file(_leaf))(_leaf)
for _around in BLOCKS:
    register.simple_block_tag(_block(_around))


@register.filter
def day(value: date | None) -> str:
    """22/11/2026; empty for None."""
    return date_format(value, "d/m/Y") if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """14:05 ngày 22/11/2026, in Vietnam's time; empty for None."""
    return date_format(localtime(value), "H:i \\n\\g\\à\\y d/m/Y") if value else ""


@register.filter
def number(value: panels.Number | None, places: int | None = None) -> str:
    """1.234,5; "chưa có số liệu" for None, because nothing stated is not zero."""
    return "chưa có số liệu" if value is None else panels.shown(value, places)


@register.filter
def measure(unit: str) -> str:
    """The unit of measure after its number: 99,7% without a space, 12 vụ with one."""
    return unit if unit.startswith("%") else f" {unit}"


@register.filter
def letter(name: str) -> str:
    """The first letter of a Vietnamese person's given name, which is the last word."""
    return name.rsplit(maxsplit=1)[-1][0].upper() if name.strip() else ""
