"""Pure rules of the cascade: what a lower plan takes over, how it compares, what an amendment changes."""

from namkhong.cascade.rules.amending import ClauseChange, changes_between, told_change
from namkhong.cascade.rules.comparing import lacks
from namkhong.cascade.rules.days import earlier, read_day, show_own_day, with_own_day
from namkhong.cascade.rules.inheriting import (
    CARRIED,
    Own,
    Share,
    applies_below,
    bare_words,
    section_of,
    shares_of,
)
from namkhong.cascade.rules.items import items_after
from namkhong.cascade.rules.naming import in_sentence, label_of
from namkhong.cascade.rules.reminding import Behind, reminder_text

__all__ = [
    "CARRIED",
    "Behind",
    "ClauseChange",
    "Own",
    "Share",
    "applies_below",
    "bare_words",
    "changes_between",
    "earlier",
    "in_sentence",
    "items_after",
    "label_of",
    "lacks",
    "read_day",
    "reminder_text",
    "section_of",
    "shares_of",
    "show_own_day",
    "told_change",
    "with_own_day",
]
