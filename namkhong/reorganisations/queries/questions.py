"""What a reorganisation asks of a person, and what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from namkhong.campaigns.models import Campaign
from namkhong.campaigns.states import CampaignState
from namkhong.people.models import Post
from namkhong.people.queries import counts_moving, names
from namkhong.people.states import HEADS
from namkhong.reorganisations.models import Answer
from namkhong.reorganisations.queries.changes import changes_in, views_of
from namkhong.reorganisations.rules import (
    VACANT,
    ChangeView,
    Head,
    Owned,
    Question,
    head_key,
    open_shares,
    questions_of,
)
from namkhong.units.models import Reorganisation
from namkhong.units.states import ChangeKind


@dataclass(frozen=True, slots=True)
class Asked:
    """A change with its questions, and whether a share of it is open."""

    change: ChangeView
    questions: tuple[Question, ...]
    share_open: bool

    @property
    def open(self) -> int:
        """How many decisions it still needs."""
        return sum(question.open for question in self.questions) + self.share_open


def answers_to(reorganisation: Reorganisation) -> dict[str, str]:
    """The stored answers by question."""
    return dict(Answer.objects.filter(reorganisation=reorganisation).order_by().values_list("question", "value"))


def heads_chosen(reorganisation: Reorganisation, changes: Sequence[ChangeView]) -> list[tuple[str, str]]:
    """Units that come out of changes with the name of whom a person chose to be at their head, "" for nobody yet."""
    answers = answers_to(reorganisation)
    chosen = {row.number: answers[head_key(row.number)] for row in changes if head_key(row.number) in answers}
    known = names({int(value) for value in chosen.values() if value != VACANT})
    return [
        (row.results[0].name, known.get(int(value), "") if value != VACANT else "")
        for row in changes
        if (value := chosen.get(row.number)) and row.results
    ]


def asked_by(reorganisation: Reorganisation, changes: Sequence[ChangeView]) -> list[Asked]:
    """What each of these changes asks, in a fixed number of queries."""
    first, answers = reorganisation.effective_on, answers_to(reorganisation)
    heads = _heads({unit for row in changes if row.kind == ChangeKind.MERGE for unit in _units(row)}, first)
    divided = {end.number for row in changes if row.kind == ChangeKind.SPLIT for end in row.sources if end.number}
    peopled, owned = counts_moving(divided, first).keys(), _campaigns_of(divided)
    asked = []
    for change in changes:
        units = _units(change)
        at_the_head = [head for unit in units for head in heads.get(unit, ())]
        theirs = [row for unit in units for row in owned.get(unit, ())]
        questions = questions_of(change, at_the_head, peopled, answers, theirs)
        asked.append(Asked(change, tuple(questions), open_shares(change)))
    return asked


def _units(change: ChangeView) -> list[int]:
    """Numbers of the units that exist and go into a change or come out of it, each once."""
    return sorted({end.number for end in (*change.sources, *change.results) if end.number})


def _heads(units: set[int], first: date) -> dict[int, list[Head]]:
    """Who stands at the head of each unit on a day or after it."""
    columns = ("person", "person__full_name", "title", "unit", "unit__name")
    posts = Post.objects.from_day(first).filter(kind__in=HEADS, unit__in=units).order_by("unit", "pk")
    found: dict[int, list[Head]] = {}
    for row in posts.values_list(*columns):
        head = Head(*row)
        found.setdefault(head.unit, []).append(head)
    return found


def _campaigns_of(divided: set[int]) -> dict[int, list[Owned]]:
    """The campaigns, not over yet, of units that are divided."""
    rows = Campaign.objects.filter(unit__in=divided).exclude(state=CampaignState.CLOSED).order_by("name", "pk")
    found: dict[int, list[Owned]] = {}
    for row in rows if divided else ():
        found.setdefault(row.unit_id, []).append(Owned(row.pk, row.name, row.unit_id))
    return found


def all_asked(reorganisation: Reorganisation) -> list[Asked]:
    """What the whole reorganisation asks."""
    return asked_by(reorganisation, views_of(reorganisation, changes_in(reorganisation)))
