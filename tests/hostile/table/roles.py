"""Kinds of people who try addresses, by their names in `tests.world`, and groups of them.

The unit that acts is the district where nothing else is said.
"""

OWN, SISTER, ABOVE, TOP = "school_officer", "clinic_officer", "district_officer", "federation_officer"
AUDITOR, ADMIN, OTHER_LINE, STRANGER, NOBODY = (
    "auditor",
    "administrator",
    "committee_officer",
    "sister_officer",
    "nobody",
)
EVERYBODY = {OWN, SISTER, ABOVE, TOP, AUDITOR, ADMIN, OTHER_LINE, STRANGER, NOBODY}
OFFICERS = {OWN, SISTER, ABOVE, TOP, OTHER_LINE, STRANGER}
STAFFED = OFFICERS | {ADMIN}
UPPER = {ABOVE, TOP, AUDITOR}
READERS = UPPER | {ADMIN}
TOUCHED = {OWN, SISTER} | READERS
REORGANISERS = {ABOVE, TOP, OTHER_LINE, STRANGER}
KEEPERS = {ABOVE, TOP, OTHER_LINE, STRANGER}
DRAWERS = {ABOVE, TOP, OTHER_LINE}
NONE: set[str] = set()

Lines = dict[str, list[tuple[str, set[str], set[str]]]]
"""For the name of an address: addresses, each with who may look and who may act."""
