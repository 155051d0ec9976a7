"""What a definition is made of. Frozen; told in the project's own words.

Two marks keep the definition honest. `stated = false` on a stage or a duty means the plan does not say it and the
project only suggests it; a `suggestion` is a day the organiser may take where the plan names none.
Neither is ever counted as the plan's own word.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from namkhong.foundation.days import Bound

Text = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]

DutyKind = Literal[
    "launch", "register", "pledge", "dialogue", "content_review", "report", "interim_review", "final_review", "task"
]
Obliged = Literal["grassroots", "direct", "all_below", "organiser", "named"]
Recurrence = Literal["once", "yearly", "quarterly", "monthly"]
Direction = Literal["decrease", "increase", "reach", "at_least", "at_most"]


class Piece(BaseModel):
    """Base of every part: frozen, and a key nobody knows is an error, not a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Issuer(Piece):
    """Who issued the plan, and where. `printed` is the name as the document prints it, where that is less."""

    name: Text
    short_name: Text
    printed: str = ""
    province: Text
    line: Literal["union", "administration"]


class Document(Piece):
    """A document the plan rests on or carries out. `number` and `issued_on` stay empty where the plan is silent."""

    kind: Text
    number: str = ""
    issued_on: date | None = None
    issuer: Text
    about: str = ""


class Source(Piece):
    """What kind of text the definition was made from, and what that text lacks."""

    genre: Literal["plan", "news"]
    complete: bool
    missing: tuple[Text, ...] = ()


class Stage(Piece):
    """A stage in whole years, first and last included. `open_ended` marks "and the years after"."""

    key: Key
    name: Text
    start: Annotated[int, Field(ge=2019, le=2100)]
    end: Annotated[int, Field(ge=2019, le=2100)]
    open_ended: bool = False
    stated: bool = True
    aims: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"giai đoạn “{self.name}” kết thúc trước khi bắt đầu")
        return self


class Target(Piece):
    """A figure to reach. `low` and `high` are in per cent (0 to 100).

    `unit`: "percent" compares with the base year's figure, or is a plain share; "points" means percentage points.
    `unit_stated` is false where the plan says "%" and leaves open which of the two it means.
    """

    metric: Key
    title: Text
    direction: Direction
    low: Annotated[Decimal, Field(ge=0, le=100)]
    high: Annotated[Decimal, Field(ge=0, le=100)]
    unit: Literal["percent", "points"] = "percent"
    unit_stated: bool = True
    period: Literal["yearly", "once"]
    stage: str = ""
    by: date | None = None
    note: str = ""

    @model_validator(mode="after")
    def in_order(self) -> Self:
        if self.high < self.low:
            raise ValueError(f"chỉ tiêu “{self.title}” có mức cao nhỏ hơn mức thấp")
        return self


class Group(Piece):
    """Items under a heading: an audience, contents, a group of tasks, the work of a body."""

    title: Text
    items: tuple[Text, ...]


class ContentGroup(Group):
    """Contents for collectives or for persons, with the slogan over them."""

    slogan: str = ""


class Suggestion(Piece):
    """A day the organiser may take at launch where the plan names none; always the last day on time."""

    day: Annotated[int, Field(ge=1, le=31)]
    month: Annotated[int, Field(ge=1, le=12)]
    year: int | None = None
    reason: Text


class Duty(Piece):
    """What somebody must do, and by when.

    `who` seen from the organiser; "named" is the body in `body`. A "once" duty of several years falls in the last
    of them. `last_year` None runs on. `recurrence_stated` is false where the plan asks for the thing and does not
    say how often. Where `bound` is "none" there is no day, and the organiser may take `suggestion`.
    """

    key: Key
    kind: DutyKind
    title: Text
    who: Obliged
    body: str = ""
    to_whom: str = ""
    via: str = ""
    bound: Bound
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    recurrence: Recurrence
    recurrence_stated: bool = True
    first_year: Annotated[int, Field(ge=2019, le=2100)]
    last_year: Annotated[int, Field(ge=2019, le=2100)] | None = None
    stated: bool = True
    suggestion: Suggestion | None = None
    evidence: tuple[Text, ...] = ()
    section: Text
    note: str = ""

    @model_validator(mode="after")
    def makes_sense(self) -> Self:
        has_day = self.day is not None and self.month is not None
        if (self.bound is Bound.NONE) == has_day or (self.day is None) != (self.month is None):
            raise ValueError(f"việc “{self.key}”: có ngày thì phải có ràng buộc, không có ngày thì ghi bound = none")
        if has_day and self.suggestion is not None:
            raise ValueError(f"việc “{self.key}”: kế hoạch đã nêu ngày thì không gợi ý ngày khác")
        if (self.who == "named") != bool(self.body):
            raise ValueError(f"việc “{self.key}”: who = named phải đi cùng body")
        if self.last_year is not None and self.last_year < self.first_year:
            raise ValueError(f"việc “{self.key}”: năm cuối trước năm đầu")
        if self.recurrence == "once" and self.last_year is None:
            raise ValueError(f"việc “{self.key}”: việc một lần phải có năm cuối")
        return self


class Milestone(Piece):
    """Something that happens once, or every year, in the life of the campaign."""

    kind: Literal["launch", "start", "register", "interim_review", "final_review", "award"]
    title: Text
    when: Text
    year: int | None = None
    on: date | None = None
    yearly: bool = False


class AwardForm(Piece):
    """How good work is honoured, and by whom."""

    name: Text
    by: str = ""
    recurrence: Literal["once", "yearly", "unsaid"] = "unsaid"


class Criterion(Piece):
    """One criterion with what is looked at under it."""

    title: Text
    subs: tuple[Text, ...] = ()


class CriterionGroup(Piece):
    """Criteria of collectives or of persons."""

    title: Text
    criteria: tuple[Criterion, ...]


class Signer(Piece):
    """Who signed: facts of the document."""

    name: Text
    position: Text
    authority: str = ""


class Definition(Piece):
    """A whole plan, ready to be adopted by the unit that organises the campaign."""

    key: Key
    name: Text
    slogan: Text
    short_name: str = ""
    movement: str = ""
    number: str = ""
    issued_on: date | None = None
    issuer: Issuer
    source: Source
    superior_plan: Document | None = None
    legal_bases: tuple[Document, ...] = ()
    mentioned_documents: tuple[Document, ...] = ()
    purposes: tuple[Text, ...] = ()
    stages: tuple[Stage, ...] = ()
    targets: tuple[Target, ...] = ()
    audience: tuple[Group, ...] = ()
    content: tuple[ContentGroup, ...]
    emulation: tuple[Group, ...] = ()
    task_groups: tuple[Group, ...] = ()
    bodies: tuple[Group, ...] = ()
    duties: tuple[Duty, ...]
    milestones: tuple[Milestone, ...] = ()
    award_forms: tuple[AwardForm, ...] = ()
    award_dossier: tuple[Text, ...] = ()
    criteria: tuple[CriterionGroup, ...] = ()
    named_rules: tuple[Group, ...] = ()
    recipients: tuple[Text, ...] = ()
    expected_grassroots: Annotated[int, Field(gt=0)] | None = None
    signer: Signer | None = None
    warnings: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def hangs_together(self) -> Self:
        stages = {stage.key for stage in self.stages}
        lost = [target.stage for target in self.targets if target.stage and target.stage not in stages]
        if lost:
            raise ValueError(f"chỉ tiêu nhắc tới giai đoạn không có: {', '.join(lost)}")
        keys = [duty.key for duty in self.duties]
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise ValueError(f"trùng khóa việc: {', '.join(twice)}")
        return self

    def content_items(self) -> Iterator[str]:
        """Every content item, over all groups, in order."""
        for group in self.content:
            yield from group.items

    def duty(self, key: str) -> Duty:
        """The duty of that key. Raises: KeyError when there is none."""
        found = {duty.key: duty for duty in self.duties}
        return found[key]
