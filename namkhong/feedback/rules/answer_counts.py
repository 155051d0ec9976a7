"""Sums of answers on scales: what a group adds, question by question, and how it goes up the tree."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

AnswerCell = tuple[int, str, str, str, str]
"""A unit, a day as it is written in JSON, a class, the key of an instrument and of a question."""

AnswerSums = dict[tuple[int, int, str, str, str], list[int]]
"""By unit, month, class, instrument and question: five own figures, then five of everybody below, unit included."""


def answer_changes(answers: Iterable[tuple[AnswerCell, int, int]]) -> list[list[int | str]]:
    """What answers (cell, mark from 1 to 5, how many) add, one entry for a cell, as it is stored."""
    cells: dict[AnswerCell, list[int]] = {}
    for cell, mark, count in answers:
        cells.setdefault(cell, [0] * 5)[mark - 1] += count
    return [[*cell, *counts] for cell, counts in cells.items()]


def answers_gathered(groups: Iterable[Sequence[Sequence[int | str]] | None]) -> dict[AnswerCell, list[int]]:
    """Everything that stored groups add, one entry for a cell; most groups hold nothing but quick ratings."""
    cells: dict[AnswerCell, list[int]] = {}
    for group in groups:
        for unit, day, evidence, instrument, question, *counts in group or ():
            cell = (int(unit), str(day), str(evidence), str(instrument), str(question))
            found = cells.setdefault(cell, [0] * 5)
            found[:] = [a + int(b) for a, b in zip(found, counts, strict=True)]
    return cells


def answers_spread(
    cells: Mapping[AnswerCell, Sequence[int]], above: Mapping[str, Mapping[int, Iterable[int]]]
) -> AnswerSums:
    """What cells add to the sums of their units and of everybody who stood `above` them on the day."""
    sums: AnswerSums = defaultdict(lambda: [0] * 10)
    for (unit, day, evidence, instrument, question), counts in cells.items():
        month = int(day[:4]) * 100 + int(day[5:7])
        row = sums[unit, month, evidence, instrument, question]
        row[:5] = [a + b for a, b in zip(row[:5], counts, strict=True)]
        for upper in {unit, *above[day].get(unit, ())}:
            row = sums[upper, month, evidence, instrument, question]
            row[5:] = [a + b for a, b in zip(row[5:], counts, strict=True)]
    return sums
