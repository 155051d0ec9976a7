"""What a reorganisation asks of a person, and what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from namkhong.campaigns.models import Campaign
from namkhong.campaigns.states import CampaignState
from namkhong.people.models import Employment, Post
from namkhong.people.queries import names
from namkhong.people.states import PostKind
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

_HEADS = (PostKind.HEAD, PostKind.SUPERIOR_HEAD)


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
    units = {end.number for change in changes for end in (*change.sources, *change.results) if end.number}
    first = reorganisation.effective_on
    posts = Post.objects.filter(Q(valid_to=None) | Q(valid_to__gte=first), unit__in=units)
    found = posts.filter(kind__in=_HEADS).select_related("person", "unit").order_by("unit", "pk")
    heads = [Head(row.person_id, row.person.full_name, row.title, row.unit_id, row.unit.name) for row in found]
    peopled = set(posts.exclude(kind__in=_HEADS).order_by().values_list("unit", flat=True))
    employed = Employment.objects.filter(Q(valid_to=None) | Q(valid_to__gte=first), unit__in=units)
    peopled |= set(employed.order_by().values_list("unit", flat=True).distinct())
    answers, owned = answers_to(reorganisation), _campaigns_of(changes)
    return [
        Asked(change, tuple(questions_of(change, heads, peopled, answers, owned)), open_shares(change))
        for change in changes
    ]


def _campaigns_of(changes: Sequence[ChangeView]) -> list[Owned]:
    """The campaigns, not over yet, of units that are divided."""
    divided = {end.number for row in changes if row.kind == ChangeKind.SPLIT for end in row.sources if end.number}
    rows = Campaign.objects.filter(unit__in=divided).exclude(state=CampaignState.CLOSED).order_by("name", "pk")
    return [Owned(row.pk, row.name, row.unit_id) for row in rows] if divided else []


def all_asked(reorganisation: Reorganisation) -> list[Asked]:
    """What the whole reorganisation asks."""
    return asked_by(reorganisation, views_of(reorganisation, changes_in(reorganisation)))
