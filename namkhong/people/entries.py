"""A person as a list of staff names one: checked and normalised, not yet in the register."""

from typing import NamedTuple


class StaffEntry(NamedTuple):
    """A line of a list. `row` says where in the list; days are ISO text, because they are sealed and written as text;
    what the list does not tell is "".
    """

    row: int
    code: str
    name: str
    search: str
    sort: str
    unit: int
    position: str
    born: str
    identity: str
    phone: str
    since: str
