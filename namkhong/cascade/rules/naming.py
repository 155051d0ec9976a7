"""How a clause is called in a list, and a plan in a sentence."""

import re

from namkhong.plans.rules import ClauseDraft
from namkhong.plans.states import ClauseKind

_LONGEST = 90
_CARRIED_OUT = re.compile(r"(?:(?:tổ chức\s+)?(?:triển khai|thực hiện)\s+)+", re.IGNORECASE)
_COMMON = ("Cuộc vận động", "Phong trào", "Chương trình")


def label_of(draft: ClauseDraft) -> str:
    """ "Mục IV.4: Nêu gương" where the plan numbers it, else kind and the beginning of the text."""
    number = str(draft.facts.get("number") or "").strip(" .")
    text = " ".join(draft.text.split())
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return f"Mục {number}: {short}" if number else f"{ClauseKind(draft.kind).label}: {short}"


def in_sentence(name: str) -> str:
    """The name of a campaign or plan after the words "thực hiện", with which it may begin itself."""
    found = _CARRIED_OUT.match(name)
    bare = name[found.end() :] if found else name
    return bare[:1].lower() + bare[1:] if bare.startswith(_COMMON) else bare
