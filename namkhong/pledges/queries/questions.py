"""The bank of questions of a campaign, what a person is asked, and how far the content is understood."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from namkhong.campaigns.models import Campaign, Target
from namkhong.plans.states import Metric
from namkhong.pledges.models import Coverage, Question, Round
from namkhong.pledges.queries.signing import answerings_of
from namkhong.pledges.rules.questions import draw, may_try


@dataclass(frozen=True, slots=True)
class Asked:
    """The next try of a person: its number and its questions in order; empty where nothing is asked (any more)."""

    attempt: int
    questions: list[Question]


@dataclass(frozen=True, slots=True)
class Understanding:
    """How many of those obliged have understood, and the target of the plan if it names one."""

    understood: int
    obliged: int
    target: Target | None

    @property
    def share(self) -> Decimal | None:
        """In per cent, to one place; None where nobody is obliged."""
        return round(Decimal(100 * self.understood) / self.obliged, 1) if self.obliged else None


def bank_of(campaign: int) -> QuerySet[Question]:
    """All questions of a campaign, those in use first."""
    return Question.objects.filter(campaign=campaign).order_by("-in_use", "pk")


def question_of(campaign: int, pk: int) -> Question | None:
    """One question of a campaign."""
    return Question.objects.filter(campaign=campaign, pk=pk).first()


def asked_next(round: Round, person: int) -> Asked:
    """What a person is asked now."""
    tries = answerings_of(round, person)
    attempt = len(tries) + 1
    if not may_try(attempt, understood=any(row.understood for row in tries)):
        return Asked(attempt, [])
    bank = Question.objects.filter(campaign=round.campaign_id, in_use=True).order_by("pk")
    numbers = draw(list(bank.values_list("pk", flat=True)), round_=round.pk, person=person, attempt=attempt)
    return Asked(attempt, questions_in_order(numbers))


def questions_in_order(numbers: list[int]) -> list[Question]:
    """Questions by their numbers, out of use or not."""
    found = Question.objects.in_bulk(numbers)
    return [found[number] for number in numbers if number in found]


def understanding(round: Round, unit: int) -> Understanding:
    """How far everybody at a unit and below it has understood."""
    row = Coverage.objects.filter(round=round, unit=unit).first()
    target = understanding_target(round.campaign)
    return Understanding(row.all_understood, row.all_obliged, target) if row else Understanding(0, 0, target)


def understanding_target(campaign: Campaign) -> Target | None:
    """The target of a plan that everybody knows and understands the campaign."""
    return Target.objects.filter(campaign=campaign, metric=Metric.AWARENESS).order_by("pk").first()
