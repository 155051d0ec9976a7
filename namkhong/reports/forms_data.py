"""The shape of a form file in `forms_library/`, checked before a row is written."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

LIBRARY = Path(__file__).parent / "forms_library"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class IndicatorData(_Strict):
    """One figure; see `models.Indicator`."""

    key: str
    label: str
    unit_name: str
    aggregation: Literal["sum", "max", "weighted_mean", "ratio", "change"]
    group: str = ""
    hint: str = ""
    formula: dict[str, Any] = {}
    known_as: str = ""
    required: bool = False
    decimals: int = 0
    highest: Decimal | None = None


class SectionData(_Strict):
    """One part of the narrative."""

    key: str
    title: str
    hint: str = ""
    required: bool = False


class CheckData(_Strict):
    """A relation between two figures of one sheet."""

    smaller: str
    larger: str
    sentence: str


class FormData(_Strict):
    """A whole form in one version."""

    key: str
    version: int
    title: str
    kind: Literal["periodic", "stage_review"]
    checks: list[CheckData] = []
    indicators: list[IndicatorData] = []
    sections: list[SectionData] = []


def library() -> list[FormData]:
    """Every form that comes with the product. Raises: pydantic.ValidationError naming the field."""
    return [FormData(**tomllib.loads(path.read_text("utf-8"))) for path in sorted(LIBRARY.glob("*.toml"))]
