"""How a clause is called in a list."""

from namkhong.plans.rules import ClauseDraft
from namkhong.plans.states import ClauseKind

_LONGEST = 90


def label_of(draft: ClauseDraft) -> str:
    """ "Mục IV.4: Nêu gương" where the plan numbers it, else kind and the beginning of the text."""
    number = str(draft.facts.get("number") or "").strip(" .")
    text = " ".join(draft.text.split())
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return f"Mục {number}: {short}" if number else f"{ClauseKind(draft.kind).label}: {short}"
