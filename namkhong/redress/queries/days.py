"""Which days count in a term of this room."""

from datetime import date

from namkhong.law.closing import why_closed


def is_open(day: date) -> bool:
    """Whether offices work on a day. Where next year's holidays are not settled yet only weekends are known: a citizen
    is not turned away in December because Tết has not been announced.
    """
    return not why_closed(day)
