"""What a reading is made of: frozen values, each carrying the words it came from."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Basis(StrEnum):
    """Whether the document says it, or the reader concluded it."""

    PRINTED = "printed"
    INFERRED = "inferred"


class Genre(StrEnum):
    """What kind of document this is; the value is the key used in JSON."""

    PLAN = "ke_hoach"
    GUIDELINE = "huong_dan"
    PROGRAMME = "chuong_trinh"
    DECISION = "quyet_dinh"
    NEWS = "bai_bao_ve_ke_hoach"
    LETTER = "cong_van"
    REPORT = "bao_cao"
    DIRECTIVE = "chi_thi"
    LAW = "van_ban_quy_pham"
    OTHER = "khac"


class Bound(StrEnum):
    """How a deadline is bound to its day (`before` excludes the day, `by` includes it)."""

    BEFORE = "before"
    BY = "by"
    ON = "on"
    WITHIN = "within"
    RELATIVE = "relative"
    ON_EVENT = "on_event"


class Recurrence(StrEnum):
    """How often something comes round."""

    ONCE = "once"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class Direction(StrEnum):
    """Which way a target points."""

    DECREASE = "decrease"
    INCREASE = "increase"
    REACH = "reach"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where in the normalised text: `quote == text[start:end]`; `line` counts from 1, `column` from 0."""

    start: int
    end: int
    line: int
    column: int
    quote: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """Anything read: `source` is None only for a conclusion drawn from several places."""

    source: Source | None
    confidence: float = 1.0
    basis: Basis = Basis.PRINTED
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Phrase(Item):
    """A piece of text such as the title, the issuer or a pledge."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Day(Item):
    """A calendar day such as the day of issue."""

    day: date


@dataclass(frozen=True, kw_only=True)
class Reference(Item):
    """A document that this one cites; `number` and `issued_on` are None where not printed."""

    kind: str
    number: str | None
    issued_on: date | None
    issuer: str | None


@dataclass(frozen=True, kw_only=True)
class Stage(Item):
    """A stretch of time of the plan itself."""

    name: str
    start_year: int | None
    end_year: int | None
    start_on: date | None = None
    end_on: date | None = None
    end_event: str | None = None
    open_ended: bool = False


@dataclass(frozen=True, kw_only=True)
class Target(Item):
    """A figure to reach. `low`/`high` are per cent when `unit` is "%", else see `value` as printed.

    `base` is what it starts from ("từ 23 ca xuống 18 ca"), as printed.
    """

    text: str
    metric: str
    low: float | None
    high: float | None
    direction: Direction
    unit: str = "%"
    value: str = ""
    base: str | None = None
    period: str | None = None
    stage: str | None = None


@dataclass(frozen=True, kw_only=True)
class Grouped(Item):
    """A text that applies to a group ("Tập thể", "Cá nhân"); `group` is empty where none is named."""

    text: str
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Heading(Item):
    """A numbered group of tasks with the number of items directly under it."""

    number: str
    title: str
    n_items: int


@dataclass(frozen=True, kw_only=True)
class CriteriaGroup(Item):
    """Criteria for one group, with how many sub-criteria each has.

    `points` go with `criteria` (None where none are printed), `subs` are the sub-criteria with their points in words.
    """

    group: str
    criteria: tuple[str, ...]
    sub_counts: tuple[int, ...]
    points: tuple[float | None, ...] = ()
    max_points: float | None = None
    subs: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Responsibility(Item):
    """A body and what it must do."""

    body: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Task(Item):
    """A task of a table (`in_table`) or of labelled lines; names and `due` as printed, empty where nothing is said.

    `day`, `month`, `year`, `quarter` are the parts of the time that are printed; `in_annex` that it stands behind
    the signature.
    """

    number: str
    group: str
    text: str
    lead: str
    with_whom: str
    product: str
    due: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    quarter: int | None = None
    bound: Bound | None = None
    recurring: Recurrence = Recurrence.ONCE
    in_table: bool = False
    in_annex: bool = False


@dataclass(frozen=True, kw_only=True)
class Deadline(Item):
    """A duty with a day. Absent parts are None; `days` counts from `anchor` when bound is relative."""

    text: str
    day: int | None
    month: int | None
    year: int | None
    recurring: Recurrence
    bound: Bound | None
    kind: str
    from_body: str | None = None
    to_body: str | None = None
    via: str | None = None
    time: str | None = None
    days: int | None = None
    working_days: bool = False
    anchor: str | None = None
    quarter: int | None = None
    period_name: str | None = None


@dataclass(frozen=True, kw_only=True)
class Milestone(Item):
    """Something that happens at a time: launch, interim review, final review."""

    text: str
    kind: str
    when: str
    year: int | None = None
    on: date | None = None
    recurring: Recurrence | None = None


@dataclass(frozen=True, kw_only=True)
class Activity(Item):
    """Something done every year, quarter or month that is not a report."""

    text: str
    recurring: Recurrence
    where: str


@dataclass(frozen=True, kw_only=True)
class Signer(Item):
    """Who signed: name, post, and in whose name ("TM. ...", "KT. ...")."""

    name: str
    title: str
    authority: str


@dataclass(frozen=True, kw_only=True)
class Doubt(Item):
    """Something the user should look at, as a plain sentence; `code` is for programs."""

    code: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Everything read from one document; `text` is the normalised text that all sources point into.

    `refusal` says in plain words that it is no plan; it is empty for plans.
    `pictured` tells that the machine read it from pictures of pages, so that every word needs a look.
    """

    text: str
    genre: Genre
    genre_name: str
    genre_reason: str
    refusal: str = ""
    complete: bool
    incomplete_because: tuple[str, ...] = ()
    pictured: bool = False
    title: Phrase | None = None
    issuer: Phrase | None = None
    issuer_inferred: Phrase | None = None
    doc_number: Phrase | None = None
    issued_on: Day | None = None
    published_on: Day | None = None
    author: Phrase | None = None
    signer: Signer | None = None
    short_names: tuple[Phrase, ...] = ()
    legal_bases: tuple[Reference, ...] = ()
    mentioned_docs: tuple[Reference, ...] = ()
    stages: tuple[Stage, ...] = ()
    targets: tuple[Target, ...] = ()
    audience: tuple[Grouped, ...] = ()
    content_items: tuple[Grouped, ...] = ()
    emulation_contents: tuple[Grouped, ...] = ()
    task_groups: tuple[Heading, ...] = ()
    criteria: tuple[CriteriaGroup, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    tasks: tuple[Task, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    recurring_activities: tuple[Activity, ...] = ()
    awards: tuple[Phrase, ...] = ()
    commitments: tuple[Phrase, ...] = ()
    recipients: tuple[Phrase, ...] = ()
    warnings: tuple[Doubt, ...] = field(default=())
