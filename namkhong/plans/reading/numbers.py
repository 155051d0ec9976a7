"""Numbers of documents: how they are printed, and the hyphens that text out of a PDF lost."""

import re

# The letters of the kinds of documents, as they open a sign ("KH-...", "QĐ-...").
_KINDS = "QĐ|NĐ|NQ|KH|CTr|CT|TTr|TTLT|TT|TB|HD|BC|KL|CV|QC|ĐA|HDLT"
# Issuers whose letters are the same everywhere, so that a lost hyphen before them can be put back for sure.
_ISSUERS = (
    "UBND|HĐND|CP|TTg|TTG|VPCP|TLĐ|LĐLĐ|MTTW|MTTQ|BTĐKT|TW|TU|"
    "BNV|BYT|BTC|BGDĐT|BGD&ĐT|BLĐTBXH|BTP|BCA|BQP|BKHĐT|BXD|BGTVT|BCT|BNN|BNNPTNT|BTNMT|BTTTT|BVHTTDL|BKHCN|BNG"
)
NUMBER = re.compile(
    rf"\d{{1,5}}[a-zđ]?(?:(?:\s?/\s?\d{{4}})?\s?[/-]\s?|\s(?=(?:{_KINDS})\s?[/-])|(?=(?:{_KINDS})/(?:TW|TU)))"
    r"[A-ZĐƯ][A-Za-zĐđƯƠươ0-9&/.]*(?:\s?[-–]\s?[A-ZĐƯ][\wĐđ&]*)*"
)
_LOST_INSIDE = re.compile(rf"(?<=/)({_KINDS})(?=(?:{_ISSUERS})(?:$|-))")
_LOST_BEFORE = re.compile(rf"^(\d{{1,5}})(?=(?:{_KINDS})/(?:TW|TU))")


def as_number(printed: str) -> str:
    """The number without spaces, with a lost hyphen put back where kind and issuer are known for sure."""
    number = re.sub(r"\s", "", printed).rstrip(".-/")
    return _LOST_BEFORE.sub(r"\1-", _LOST_INSIDE.sub(r"\1-", number))
