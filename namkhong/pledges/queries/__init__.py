"""Everything that reads pledges."""

from namkhong.pledges.queries.standing import standing_in
from namkhong.pledges.queries.texts import draft_of, lines_in_force, text_for, wordings_of

__all__ = ["draft_of", "lines_in_force", "standing_in", "text_for", "wordings_of"]
