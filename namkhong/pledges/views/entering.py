"""What pages of signing, paper and questions must find and check before they begin."""

from django.http import Http404, HttpRequest

from namkhong.foundation.clock import today
from namkhong.people.access import require
from namkhong.people.rules import Verb
from namkhong.pledges.models import PaperBatch, Question, Round
from namkhong.pledges.queries.paper import batch_of
from namkhong.pledges.queries.questions import question_of
from namkhong.pledges.queries.standing import standing_in
from namkhong.units.models import Unit


def round_or_404(pk: int) -> Round:
    """A round with its campaign. Raises: Http404."""
    round = Round.objects.filter(pk=pk).select_related("campaign__unit").first()
    if round is None:
        raise Http404
    return round


def run_round(request: HttpRequest, pk: int) -> Round:
    """A round, for those who run it. Raises: Http404."""
    round = round_or_404(pk)
    require(request, Verb.RUN_PLEDGES, round.campaign.unit_id)
    return round


def round_at(request: HttpRequest, pk: int, unit: int, verb: Verb) -> tuple[Round, Unit]:
    """A round at a unit that it reaches, for those who hold the verb there. Raises: Http404."""
    round = round_or_404(pk)
    require(request, verb, unit)
    return round, reached(round, unit)


def reached(round: Round, unit: int) -> Unit:
    """A unit that a round reaches. Raises: Http404."""
    row = Unit.objects.filter(pk=unit).first()
    if row is None or not standing_in(round, unit, today()).path:
        raise Http404
    return row


def kept_batch(request: HttpRequest, pk: int) -> PaperBatch:
    """A batch of sheets, for those who keep the register of its unit. Raises: Http404."""
    batch = batch_of(pk)
    if batch is None:
        raise Http404
    require(request, Verb.KEEP_PLEDGES, batch.unit_id)
    return batch


def run_question(request: HttpRequest, pk: int, question: int) -> tuple[Round, Question]:
    """A question of the bank of a round's campaign, for those who run it. Raises: Http404."""
    round = run_round(request, pk)
    row = question_of(round.campaign_id, question)
    if row is None:
        raise Http404
    return round, row
