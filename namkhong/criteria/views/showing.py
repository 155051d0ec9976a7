"""Rows as the templates of this room want them: words, sums and mistakes at their places, nothing decided here."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from namkhong.criteria.rules.checking import Fault, faults, short_of
from namkhong.criteria.rules.grades import condition_words, grade_of
from namkhong.criteria.rules.structure import BandDef, CriterionDef, SetDef
from namkhong.criteria.rules.totals import plan_of, refusal, total
from namkhong.criteria.rules.tree import Tree
from namkhong.criteria.rules.words import SCALES, deadline_words
from namkhong.criteria.states import Measure, Scale
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import parse_decimal, show_decimal

SIGNS = {Scale.BONUS: "+", Scale.MINUS: "−"}


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion in a list: how deep it stands, how it is scored, what its parts add up to, what is wrong with it."""

    row: CriterionDef
    depth: int
    group: bool
    how: str
    points: str
    steps: tuple[str, ...]
    deadline: str
    parts_sum: str
    short: str
    sentences: tuple[str, ...]


def criterion_rows(definition: SetDef, found: list[Fault]) -> list[CriterionRow]:
    """The criteria in order, each with its mistakes."""
    tree = Tree(definition.criteria)
    return [_row(row, tree, [one.sentence for one in found if one.number == row.number]) for row in tree.ordered()]


def _row(row: CriterionDef, tree: Tree, sentences: list[str]) -> CriterionRow:
    group = row.scale == Scale.GROUP
    have = sum((tree.counted(part) for part in tree.parts_of(row.number)), Decimal(0))
    adds = group and row.number not in tree.only_extras
    return CriterionRow(
        row=row,
        depth=sum(1 for _ in tree.above(row)) + 1,
        group=group,
        how="" if group else f"Tự tính: {Measure(row.measure).label}" if row.measure else SCALES[Scale(row.scale)],
        points=_points(row),
        steps=tuple(_step(row, at) for at in range(len(row.levels))),
        deadline=deadline_words(row),
        parts_sum=f"{show_decimal(have)}/{show_decimal(row.most)}" if adds else "",
        short=short_of(row.most, have) if adds else "",
        sentences=tuple(sentences),
    )


def _points(row: CriterionDef) -> str:
    words = SIGNS.get(Scale(row.scale), "") + show_decimal(row.most)
    return words if row.weight == 1 else f"{words} × {show_decimal(row.weight)}"


def _step(row: CriterionDef, at: int) -> str:
    level = row.levels[at]
    what = level.label if level.at_least is None else f"từ {show_decimal(level.at_least)}"
    return f"{what}: {show_decimal(level.points)} điểm"


@dataclass(frozen=True, slots=True)
class BandRow:
    """A grade in words."""

    band: BandDef
    conditions: tuple[str, ...]
    quota: str
    sentences: tuple[str, ...]


def band_rows(definition: SetDef, found: list[Fault]) -> list[BandRow]:
    """The grades from the best down."""
    labels = {band.code: band.label for band in definition.bands}
    return [
        BandRow(
            band,
            tuple(condition_words(one, definition.subject) for one in band.conditions),
            _quota(band, labels),
            tuple(one.sentence for one in found if one.band == band.code and not one.number),
        )
        for band in definition.bands
    ]


def _quota(band: BandDef, labels: Mapping[str, str]) -> str:
    if band.quota is None:
        return ""
    among = f"số được xếp từ “{labels[band.quota_of]}” trở lên" if band.quota_of in labels else "số được chấm"
    return f"nhiều nhất {show_decimal(band.quota)} % {among}"


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One criterion of the trial: what was typed and what is wrong with it; choices where not every number goes."""

    row: CriterionDef
    name: str
    value: str
    choices: tuple[tuple[str, str], ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What the points typed so far come to; `total` is empty where the set cannot be added up yet."""

    rows: tuple[TrialRow, ...]
    total: str
    most: str
    missing: int
    capped: tuple[str, ...]
    grade: str
    kept_from: tuple[str, ...]


def trial(definition: SetDef, typed: Mapping[str, str]) -> Trial:
    """Score a sheet for show: nothing is kept."""
    leaves = [row for row in Tree(definition.criteria).ordered() if row.scale != Scale.GROUP]
    rows = tuple(_trial_row(row, typed.get(f"d-{row.number}", "").strip()) for row in leaves)
    points = {one.row.number: parse_decimal(one.value) for one in rows if one.value and not one.sentence}
    try:
        outcome = total(plan_of(definition), points)
    except ValueError:
        return Trial(rows, "", show_decimal(definition.total), len(rows), (), "", ())
    reached = grade_of(definition, outcome)
    return Trial(
        rows,
        show_decimal(outcome.total),
        show_decimal(definition.total),
        len(outcome.missing),
        outcome.capped,
        reached.band.label if reached.band and points else "",
        tuple(f"Chưa được “{band.label}”: {why}." for band, why in reached.kept_from) if points else (),
    )


def _trial_row(row: CriterionDef, value: str) -> TrialRow:
    choices: tuple[tuple[str, str], ...] = ()
    if row.scale == Scale.YES_NO:
        choices = ((show_decimal(row.most), "Có"), ("0", "Không"))
    elif row.scale == Scale.LEVELS:
        choices = tuple((show_decimal(one.points), one.label) for one in row.levels)
    sentence = ""
    if value:
        try:
            sentence = refusal(row, parse_decimal(value))
        except DomainError as refused:
            sentence = refused.sentence
    return TrialRow(row, f"d-{row.number}", value, choices, sentence)


def all_faults(definition: SetDef) -> list[Fault]:
    """What keeps the set from being issued."""
    return faults(definition)
