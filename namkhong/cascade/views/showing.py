"""Deliveries as the templates want them."""

from dataclasses import dataclass, field

from namkhong.cascade.models import Delivery
from namkhong.cascade.states import Standing
from namkhong.design.components.status import Share
from namkhong.units.models import Unit

STATUS: dict[str, str] = {
    Standing.UNOPENED: "missing",
    Standing.OPENED: "todo",
    Standing.RECEIVED: "info",
    Standing.DRAFTING: "draft",
    Standing.ISSUED: "done",
}
_TONES = {
    Standing.ISSUED: "good",
    Standing.DRAFTING: "info",
    Standing.RECEIVED: "brand",
    Standing.OPENED: "quiet",
    Standing.UNOPENED: "danger",
}


@dataclass(frozen=True, slots=True)
class ShownDelivery:
    """A delivery with the tag of its standing, and who stands for its unit where that has ended."""

    row: Delivery
    tag: str
    heirs: list[Unit] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The standing in words."""
        return Standing(self.row.standing).label  # type: ignore[attr-defined]


def parts(counts: dict[Standing, int]) -> list[Share]:
    """The bar: issued first, unopened last."""
    return [Share(standing.label, counts[standing], tone) for standing, tone in _TONES.items() if counts[standing]]
