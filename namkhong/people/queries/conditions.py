"""Conditions of statements that find people by name: SQL and its values, for a row `p` of `people_person`."""

from typing import Any

from django.db import connection

from namkhong.people.typed import Typed, pattern, spelled, spellings, stretch

Stretches = list[tuple[str, str]]
"""From a sort key to one that is no longer meant."""


def given_stretches(what: Typed, *, exact: bool) -> Stretches:
    """Where in the order those stand whose given name is a word typed; spelled as typed, if `exact`."""
    if not exact:
        return spelled(what.words, last_open=what.open)
    last = len(what.accented) - 1
    ends = sorted({stretch(word, is_open=what.open and place == last) for place, word in enumerate(what.accented)})
    return [pair for place, pair in enumerate(ends) if not place or pair[0] >= ends[place - 1][1]]


def have_words(what: Typed) -> tuple[str, list[Any]]:
    """The folded name of `p` has all the words."""
    last = len(what.words) - 1
    likes = [pattern(word, is_open=what.open and place == last) for place, word in enumerate(what.words)]
    return " AND ".join([r"(' ' || p.search_name || ' ') LIKE %s ESCAPE '\'"] * len(likes)), likes


def exact_accents(what: Typed, *, of: str) -> tuple[str, list[Any]]:
    """Every word stands, accents and all, as it was typed in the whole name of a person: of the row called `of`."""
    where = "strpos" if connection.vendor == "postgresql" else "instr"
    one = " OR ".join([f"{where}(' ' || {of}.full_name || ' ', %s) > 0"] * 3)
    last = len(what.accented) - 1
    places = []
    for place, word in enumerate(what.accented):
        end = "" if what.open and place == last else " "
        places += [f" {way}{end}" for way in spellings(word)]
    return " AND ".join([f"({one})"] * len(what.accented)), places


def tiers(what: Typed) -> tuple[str, list[Any]]:
    """0: exact accents and a given name, 1: exact accents, 2: a given name, 3: the rest."""
    given, places = _within(given_stretches(what, exact=False))
    tier = f"CASE WHEN {given} THEN 2 ELSE 3 END"
    if what.accented:
        exact, exact_places = exact_accents(what, of="p")
        named, named_places = _within(given_stretches(what, exact=True))
        tier = f"CASE WHEN {exact} THEN CASE WHEN {named} THEN 0 ELSE 1 END ELSE {tier} END"
        places = [*exact_places, *named_places, *places]
    return tier, places


def _within(stretches: Stretches) -> tuple[str, list[Any]]:
    sql = " OR ".join(["(p.sort_name >= %s AND p.sort_name < %s)"] * len(stretches))
    return sql, [end for pair in stretches for end in pair]
