"""The instruments that come with the project, as files in `instruments/`, checked before a row is written."""

import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

LIBRARY = Path(__file__).parent / "instruments"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class QuestionData(_Strict):
    """One question: on the five-point scale with its labels from worst to best, or for words."""

    key: str
    kind: Literal["scale", "words"]
    words: str
    labels: list[str] = []
    hint: str = ""
    most: int = 0


class DefinitionData(_Strict):
    """What is asked, in order."""

    questions: list[QuestionData]


class InstrumentData(_Strict):
    """A whole instrument in one version."""

    key: str
    version: int
    kind: Literal["quick", "sipas", "one_stop", "hospital", "school"]
    name: str
    definition: DefinitionData

    def stored_definition(self) -> dict[str, Any]:
        """As the row keeps it."""
        return self.definition.model_dump(exclude_defaults=True)


def library() -> list[InstrumentData]:
    """Every instrument of ours, in order of its file."""
    files = sorted(LIBRARY.glob("*.toml"))
    return [InstrumentData.model_validate(tomllib.loads(path.read_text())) for path in files]
