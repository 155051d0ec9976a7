"""The ways of looking at one unit's ratings, as tabs that every page of them shows."""

from django.urls import reverse

from namkhong.design.components.tables import Tab

_SCREENS = (("month", "Tháng này"), ("unit", "Cả năm"), ("remarks", "Lời người dân"))


def screens_of(unit: int, current: str) -> list[Tab]:
    """The tabs of a unit; `current` is the name of the address of the page at hand."""
    return [Tab(label, reverse(f"feedback:{name}", args=[unit]), name == current) for name, label in _SCREENS]
