"""The instruments that come with the project, as files in `instruments/`, checked before a row is written."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from namkhong.feedback.rules.faults import faults
from namkhong.feedback.rules.questions import questionnaire

LIBRARY = Path(__file__).parent / "instruments"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OptionData(_Strict):
    """One thing to choose."""

    key: str
    words: str
    words_en: str = ""


class QuestionData(_Strict):
    """One question: on the five-point scale with its labels from worst to best, to choose, a number, or for words."""

    key: str
    kind: Literal["scale", "choice", "choices", "number", "words"]
    words: str
    words_en: str = ""
    labels: list[str] = []
    labels_en: list[str] = []
    hint: str = ""
    hint_en: str = ""
    options: list[OptionData] = []
    factor: str = ""
    required: bool = False
    when: dict[Literal["question", "is", "at_most", "at_least", "among"], str | int | list[str | int]] = {}
    most: int = 0


class FactorData(_Strict):
    """What several scale questions are about."""

    key: str
    name: str
    name_en: str = ""


class SectionData(_Strict):
    """Questions under a heading."""

    key: str
    title: str = ""
    title_en: str = ""
    questions: list[QuestionData]


class DefinitionData(_Strict):
    """What is asked, in order: the quick rating has questions, all others have sections."""

    questions: list[QuestionData] = []
    overall: str = ""
    labels: list[str] = []
    labels_en: list[str] = []
    factors: list[FactorData] = []
    sections: list[SectionData] = []


class InstrumentData(_Strict):
    """A whole instrument in one version."""

    key: str
    version: int
    kind: Literal["quick", "sipas", "one_stop", "hospital", "school"]
    name: str
    definition: DefinitionData

    @model_validator(mode="after")
    def _asks_well(self) -> Self:
        if found := faults(questionnaire(self.stored_definition())):
            raise ValueError("; ".join(f"{one.question}: {one.sentence}" for one in found))
        return self

    def stored_definition(self) -> dict[str, Any]:
        """As the row keeps it."""
        return self.definition.model_dump(exclude_defaults=True)


@lru_cache
def library() -> list[InstrumentData]:
    """Every instrument of ours, in order of its file."""
    files = sorted(LIBRARY.glob("*.toml"))
    return [InstrumentData.model_validate(tomllib.loads(path.read_text())) for path in files]
