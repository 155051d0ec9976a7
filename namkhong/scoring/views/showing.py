"""Rows as the templates of this room want them: words, tags and links, nothing decided here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.forms.boundfield import BoundField

from namkhong.criteria.rules.structure import CriterionDef
from namkhong.foundation.numbers import show_decimal
from namkhong.foundation.periods import parse_period
from namkhong.people.policies import own_units
from namkhong.people.rules import Verb
from namkhong.scoring.forms import FILE, NOTE, POINTS, REVISION, FillForm
from namkhong.scoring.models import Round, Sheet
from namkhong.scoring.queries import Frame, Line, name_of
from namkhong.scoring.rules.marking import standing
from namkhong.scoring.states import RoundState, SheetState

ROUND_TAGS = {
    RoundState.PREPARING: "draft",
    RoundState.SCORING: "running",
    RoundState.DECIDING: "info",
    RoundState.PUBLISHED: "done",
    RoundState.SETTLED: "closed",
    RoundState.DROPPED: "exempt",
}
SHEET_TAGS = {
    SheetState.OPEN: "todo",
    SheetState.SUBMITTED: "submitted",
    SheetState.RETURNED: "returned",
    SheetState.CHECKED: "accepted",
    SheetState.PUBLISHED: "done",
    SheetState.SUPERSEDED: "closed",
    SheetState.VOID: "exempt",
}


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round with its tag and the person's own sheet in it, if any."""

    round: Round
    tag: str
    label: str
    period: str
    own: Sheet | None


def round_rows(rounds: Iterable[Round], person: int, on: date) -> list[RoundRow]:
    """Rounds with the sheets that the person fills in."""
    rows = list(rounds)
    units = own_units(person, Verb.SCORE_OWN, on)
    sheets = Sheet.objects.filter(round__in=[row.pk for row in rows]).order_by("revision")
    own = {each.round_id: each for each in sheets.filter(person=None, unit__in=units)}
    own |= {each.round_id: each for each in sheets.filter(person=person)}
    return [
        RoundRow(
            row,
            ROUND_TAGS[RoundState(row.state)],
            row.get_state_display(),
            parse_period(row.period).label,
            own.get(row.pk) if row.state not in (RoundState.PREPARING, RoundState.DROPPED) else None,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet with its tag; `late` where it was handed in after its day."""

    sheet: Sheet
    name: str
    tag: str
    label: str
    late: bool


def sheet_rows(sheets: Iterable[Sheet], row: Round) -> list[SheetRow]:
    """Sheets of one round."""
    return [
        SheetRow(
            sheet,
            name_of(sheet),
            SHEET_TAGS[SheetState(sheet.state)],
            sheet.get_state_display(),
            is_late(sheet, row),
        )
        for sheet in sheets
    ]


def is_late(sheet: Sheet, row: Round) -> bool:
    """Whether a sheet was handed in after its day; lateness is told, not forbidden."""
    return bool(row.self_due_on and sheet.submitted_at and sheet.submitted_at.date() > row.self_due_on)


@dataclass(frozen=True, slots=True)
class Item:
    """A criterion on the screen: its mark, and its fields where it may be filled in."""

    line: Line
    points: BoundField | None = None
    note: BoundField | None = None
    file: BoundField | None = None
    revision: BoundField | None = None

    @property
    def names(self) -> str:
        """The names of its fields, for saving it alone."""
        found = (self.points, self.note, self.revision)
        return ",".join(["csrfmiddlewaretoken", "muc", *(field.html_name for field in found if field)])

    @property
    def now(self) -> Decimal | None:
        """The points that count now."""
        return standing(self.line.mark)

    @property
    def scale_words(self) -> str:
        """How many points there are."""
        return f"tối đa {show_decimal(self.line.leaf.rule.most)} điểm"


@dataclass(frozen=True, slots=True)
class Group:
    """Criteria under one heading of the top level; a criterion of the top level stands alone."""

    rule: CriterionDef
    items: list[Item]

    @property
    def heading(self) -> str:
        """Its number and title."""
        return f"{self.rule.number}. {self.rule.title}"

    @property
    def alone(self) -> bool:
        """Whether the heading is the criterion itself."""
        return self.items[0].line.leaf.number == self.rule.number


def groups_of(frame: Frame, lines: Sequence[Line], form: FillForm | None = None) -> list[Group]:
    """The criteria of a sheet under their headings; with a form, those that it asks for have fields."""
    top = {rule.number: rule for rule in frame.groups}
    items = [_item(line, form) for line in lines]
    return [Group(top[number], list(found)) for number, found in groupby(items, key=lambda row: row.line.leaf.group)]


def _item(line: Line, form: FillForm | None) -> Item:
    pk = line.leaf.pk
    if form is None or f"{NOTE}{pk}" not in form.fields:
        return Item(line)
    points = form[f"{POINTS}{pk}"] if f"{POINTS}{pk}" in form.fields else None
    return Item(line, points, form[f"{NOTE}{pk}"], form[f"{FILE}{pk}"], form[f"{REVISION}{pk}"])
