"""The sets that come with the project: files in `library/`, checked field by field; legal bounds come from `law`."""

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from namkhong.criteria.rules.structure import BandDef, Condition, CriterionDef, Level, SetDef
from namkhong.criteria.states import Measure, Scale, SubjectKind
from namkhong.foundation.errors import DomainError
from namkhong.law.queries import NoRuleInForce, in_force
from namkhong.law.rules import Rule

LIBRARY = Path(__file__).parent / "library"
Text = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]
Step = tuple[Decimal, Decimal] | tuple[Text, Decimal]


class BrokenSet(DomainError):
    sentence = "Bộ tiêu chí mẫu {file} sai ở {place}: {reason}. Hãy sửa tệp rồi khởi động lại."


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Condition(_Strict):
    kind: Literal["each_at_least", "criterion_at_least", "no_discipline", "without_bonus"]
    criterion: str = ""
    value: Decimal | None = None


class _Criterion(_Strict):
    """One row; its parent is what stands before the last dot of its number. A step is what it is called, or for a
    measured criterion from how much on, and its points.
    """

    number: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)*$")]
    title: Text
    scale: Scale = Scale.GROUP
    most: Decimal
    weight: Decimal = Decimal(1)
    cap_by: str = ""
    levels: tuple[Step, ...] = ()
    measure: Measure | Literal[""] = ""
    guide: str = ""
    evidence: str = ""
    day: int | None = None
    month: int | None = None
    checked_by: str = ""


class _Band(_Strict):
    code: Text
    label: Text
    at_least: Decimal
    conditions: tuple[_Condition, ...] = ()


class _Quota(_Strict):
    rule: Text
    band: Text
    of: Text


class _Law(_Strict):
    """Subjects of rules in `law`: whose bands and share these are; `points` are values that groups must agree with."""

    bands: Text
    points: dict[str, Text] = {}
    quota: _Quota | None = None
    conditions: dict[str, tuple[_Condition, ...]] = {}


class SetFile(_Strict):
    """One file of the library."""

    key: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    name: Text
    subject: SubjectKind
    total: Decimal
    source: Text
    law: _Law | None = None
    criteria: tuple[_Criterion, ...]
    bands: tuple[_Band, ...] = ()


def read_set(path: Path) -> SetFile:
    """One file. Raises: BrokenSet naming file and place."""
    try:
        return SetFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise BrokenSet(file=path.name, place="?", reason=str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = " > ".join(str(step + 1) if isinstance(step, int) else step for step in first["loc"])
        raise BrokenSet(file=path.name, place=place, reason=first["msg"]) from error


@cache
def library() -> tuple[SetFile, ...]:
    """Every file, read once."""
    return tuple(read_set(path) for path in sorted(LIBRARY.glob("*.toml")))


def set_on(file: SetFile, on: date) -> SetDef | None:
    """The set as it is on a day; None while the law of the day knows no grades by points. Raises: BrokenSet."""
    criteria = tuple(_criterion(row) for row in file.criteria)
    if file.law is None:
        bands = tuple(BandDef(row.code, row.label, row.at_least, _conditions(row.conditions)) for row in file.bands)
        return SetDef(file.name, file.subject, file.total, criteria, bands, file.source)
    try:
        rule = in_force(file.law.bands, on)
        share = in_force(file.law.quota.rule, on).number("percent") if file.law.quota else None
    except NoRuleInForce:
        return None
    if not rule.bands:
        return None
    _agree(file, rule)
    bands = tuple(_band(row.code, row.label, row.at_least, file.law, share) for row in rule.bands)
    source = f"{file.source}. {rule.citation.document}, {rule.citation.article}"
    return SetDef(file.name, file.subject, file.total, criteria, bands, source)


def _agree(file: SetFile, rule: Rule) -> None:
    """The file says the same as the rule about totals. Raises: BrokenSet."""
    said = {"total": file.total} | {row.number: row.most for row in file.criteria}
    asked = {"total": "highest"} | (file.law.points if file.law else {})
    for place, name in asked.items():
        if said.get(place) != rule.number(name):
            raise BrokenSet(file=file.key, place=place, reason=f"khác với quy định {rule.id}")


def _band(code: str, label: str, at_least: Decimal, law: _Law, share: Decimal | None) -> BandDef:
    conditions = _conditions(law.conditions.get(code, ()))
    if law.quota and law.quota.band == code:
        return BandDef(code, label, at_least, conditions, share, law.quota.of)
    return BandDef(code, label, at_least, conditions)


def _conditions(rows: tuple[_Condition, ...]) -> tuple[Condition, ...]:
    return tuple(Condition(row.kind, row.criterion, row.value) for row in rows)


def _criterion(row: _Criterion) -> CriterionDef:
    fields: dict[str, Any] = row.model_dump(exclude={"levels"})
    steps = tuple(
        Level(points, label=what) if isinstance(what, str) else Level(points, at_least=what)
        for what, points in row.levels
    )
    return CriterionDef(**fields, parent=row.number.rpartition(".")[0], levels=steps)
