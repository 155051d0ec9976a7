"""Puts a group of ratings into the box: ballots, codes they spend and what they add to the sums, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError

from namkhong.feedback.box import statements
from namkhong.feedback.rules.answer_counts import answer_changes
from namkhong.feedback.rules.ballots import Fate, Outcome, Rating
from namkhong.feedback.rules.codes import CodeName
from namkhong.feedback.rules.counts import changes
from namkhong.feedback.states import Evidence, Lowered


@dataclass(slots=True)
class _Known:
    """What is in the box already: ballots by number with mark and class, and spent codes."""

    ballots: dict[str, tuple[int, str]] = field(default_factory=dict)
    codes: set[CodeName] = field(default_factory=set)


def put(ratings: Sequence[Rating]) -> list[Outcome]:
    """What became of each rating. A number that is there already is never written again, a spent code lowers the class.

    Nearly always nothing of a group is there, so it is written without asking; when the database refuses, it is asked.
    """
    firsts: dict[str, Rating] = {}
    for rating in ratings:
        firsts.setdefault(rating.id, rating)
    known = _Known()
    while True:
        fresh = sorted((rating for rating in firsts.values() if rating.id not in known.ballots), key=_number)
        _lower_spent(fresh, known)
        try:
            _write(fresh)
            return [_outcome(rating, firsts[rating.id], known) for rating in ratings]
        except IntegrityError:
            before, known = known, _look_up(list(firsts.values()))
            if known == before:
                raise


def _number(rating: Rating) -> str:
    return rating.id


def _lower_spent(fresh: Sequence[Rating], known: _Known) -> None:
    """Of ratings with one code the first has it; codes spent before are worth nothing."""
    taken = set(known.codes)
    for rating in fresh:
        if rating.code is None:
            continue
        if rating.code in taken:
            rating.evidence, rating.lowered, rating.code = Evidence.OPEN, Lowered.SPENT, None
        else:
            taken.add(rating.code)


def _write(fresh: Sequence[Rating]) -> None:
    if fresh:
        cells = changes((rating.unit, rating.day, rating.evidence, rating.score - 1, 1) for rating in fresh)
        answers = _answers([rating for rating in fresh if rating.marks])
        statements.write(fresh, cells, answers, [rating.id for rating in fresh if rating.words])


def _answers(longer: Sequence[Rating]) -> list[list[int | str]]:
    """What the answers of longer instruments add."""
    return answer_changes(
        ((rating.unit, rating.day, rating.evidence, rating.instrument, question), mark, 1)
        for rating in longer
        for question, mark in rating.marks.items()
    )


def _look_up(ratings: Sequence[Rating]) -> _Known:
    codes = [rating.code for rating in ratings if rating.code]
    return _Known(statements.ballots_there([rating.id for rating in ratings]), statements.codes_spent(codes))


def _outcome(rating: Rating, first: Rating, known: _Known) -> Outcome:
    """A rating that came twice in one group shares the fate of the first."""
    if there := known.ballots.get(rating.id):
        mark, evidence = there
        return Outcome(Fate.SAME if mark == rating.mark else Fate.OTHER, evidence)
    if rating is first:
        return Outcome(Fate.NEW, rating.evidence, rating.lowered)
    return Outcome(Fate.SAME if first.mark == rating.mark else Fate.OTHER, first.evidence, first.lowered)
