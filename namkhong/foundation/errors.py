"""The one base class of errors that a user is meant to read."""


class DomainError(Exception):
    """Something the user asked for cannot be done; `sentence` says so in plain Vietnamese.

    Subclasses set `sentence` (may hold `{named}` places) and are raised with the values of those places.
    """

    sentence = "Không thực hiện được yêu cầu này."

    def __init__(self, sentence: str | None = None, **places: object) -> None:
        self.places = places
        self.sentence = (sentence or type(self).sentence).format(**places)
        super().__init__(self.sentence)
