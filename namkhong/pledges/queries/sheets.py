"""What is printed to be signed: a unit's text and everybody who has not signed yet."""

from datetime import date

from namkhong.pledges.drafting.paper import PaperPerson, PaperSheet
from namkhong.pledges.models import Round
from namkhong.pledges.queries.links import paper_code
from namkhong.pledges.queries.signing import sides_of, unsigned_at
from namkhong.pledges.queries.standing import standing_in
from namkhong.pledges.queries.texts import text_along
from namkhong.pledges.rules.counterparties import counterparties
from namkhong.units.models import Unit


def sheet_of(round: Round, unit: Unit, on: date) -> PaperSheet:
    """Names, positions and codes; nothing else about anybody goes on paper."""
    standing = standing_in(round, unit.pk, on)
    return PaperSheet(
        unit=unit.name,
        title=round.title,
        year=round.year,
        lines=[line.text for line in text_along(round.pk, standing.path).lines],
        sides=sides_of(counterparties(standing.lines, round.campaign.line)),
        people=[
            PaperPerson(row.person.full_name, row.position, paper_code(round.pk, row.person_id))
            for row in unsigned_at(round, unit.pk, on)
        ],
    )
