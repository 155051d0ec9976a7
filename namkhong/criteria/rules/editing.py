"""Changes of a draft, each a new set: add, change, move, take out. Pure.

Where all numbers of a set say the place ("2.1" is the first part of the second), they go on doing so after a change,
and whatever names a criterion by its number follows.
"""

from collections.abc import Mapping
from dataclasses import replace

from namkhong.criteria.rules.structure import BandDef, CriterionDef, SetDef
from namkhong.criteria.rules.tree import Tree


def added(set: SetDef, row: CriterionDef) -> SetDef:
    """With a criterion more, the last of its parent. Without a number it gets the next one."""
    keep = regular(set)
    row = row if row.number else replace(row, number=next_number(set, row.parent))
    return _settled(replace(set, criteria=(*set.criteria, row)), keep and regular_at(set, row))


def changed(set: SetDef, number: str, row: CriterionDef) -> SetDef:
    """With another criterion in the place of the one with this number; under a new parent it is the last."""
    keep = regular(set)
    was = Tree(set.criteria).named[number]
    criteria = tuple(row if one.number == number else one for one in set.criteria)
    if row.parent != was.parent:
        criteria = (*(one for one in criteria if one is not row), row)
    renamed = _named_anew(replace(set, criteria=criteria), {number: row.number})
    # Who types another number wants it to stay.
    return _settled(renamed, keep and row.number == number)


def moved(set: SetDef, number: str, by: int) -> SetDef:
    """With a criterion one place up (-1) or down (1) among its brothers and sisters; at the end it stays."""
    keep, tree = regular(set), Tree(set.criteria)
    brothers = [row.number for row in tree.parts_of(tree.named[number].parent)]
    other = brothers.index(number) + by
    if not 0 <= other < len(brothers):
        return set
    one, two = tree.named[number], tree.named[brothers[other]]
    swapped = {one.number: two, two.number: one}
    criteria = tuple(swapped.get(row.number, row) for row in set.criteria)
    return _settled(replace(set, criteria=criteria), keep)


def without(set: SetDef, number: str) -> SetDef:
    """Without a criterion and all its parts; nothing is capped by them or asks for them any more."""
    keep, tree = regular(set), Tree(set.criteria)
    gone = {row.number for row in set.criteria if number in (row.number, *(one.number for one in tree.above(row)))}
    criteria = tuple(
        replace(row, cap_by="") if row.cap_by in gone else row for row in set.criteria if row.number not in gone
    )
    bands = tuple(
        replace(band, conditions=tuple(one for one in band.conditions if one.criterion not in gone))
        for band in set.bands
    )
    return _settled(replace(set, criteria=criteria, bands=bands), keep)


def with_bands(set: SetDef, bands: tuple[BandDef, ...]) -> SetDef:
    """With other grades."""
    return replace(set, bands=bands)


def regular(set: SetDef) -> bool:
    """Whether every number says the place."""
    return all(number == place for number, place in _places(set).items())


def regular_at(set: SetDef, row: CriterionDef) -> bool:
    """Whether a criterion about to be added has the number of its place."""
    return row.number == next_number(set, row.parent)


def next_number(set: SetDef, parent: str) -> str:
    """A number for one more part of a parent that nobody has yet."""
    taken = {row.number for row in set.criteria}
    at = len(Tree(set.criteria).parts_of(parent)) + 1
    before = f"{parent}." if parent else ""
    while f"{before}{at}" in taken:
        at += 1
    return f"{before}{at}"


def _settled(set: SetDef, keep: bool) -> SetDef:
    """Parents before their parts again; numbers by the place where they were so before."""
    ordered = replace(set, criteria=Tree(set.criteria).ordered())
    if len(ordered.criteria) < len(set.criteria):
        return set  # something hangs on nothing, or on itself: `checking.unfit` says so
    return _named_anew(ordered, _places(ordered)) if keep else ordered


def _places(set: SetDef) -> dict[str, str]:
    """The number each criterion would have by its place."""
    tree = Tree(set.criteria)
    found: dict[str, str] = {"": ""}
    for row in tree.ordered():
        at = [one.number for one in tree.parts_of(row.parent)].index(row.number) + 1
        found[row.number] = f"{found[row.parent]}.{at}" if row.parent else str(at)
    return {number: place for number, place in found.items() if number}


def _named_anew(set: SetDef, names: Mapping[str, str]) -> SetDef:
    """With other numbers, wherever they are named."""
    criteria = tuple(
        replace(
            row,
            number=names.get(row.number, row.number),
            parent=names.get(row.parent, row.parent),
            cap_by=names.get(row.cap_by, row.cap_by),
        )
        for row in set.criteria
    )
    return replace(set, criteria=criteria, bands=tuple(_band_anew(band, names) for band in set.bands))


def _band_anew(band: BandDef, names: Mapping[str, str]) -> BandDef:
    conditions = tuple(replace(one, criterion=names.get(one.criterion, one.criterion)) for one in band.conditions)
    return replace(band, conditions=conditions)
