"""What the printed register of a unit says: who signed when and how, to whom, and how the lines were kept."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from namkhong.people.models import Employment
from namkhong.people.queries.staff import staff_of
from namkhong.pledges.drafting.booklet import Booklet, BookRow, LineSummary
from namkhong.pledges.models import Evaluation, Pledge, Round
from namkhong.pledges.queries.links import receipt_code
from namkhong.pledges.queries.signing import sides_of
from namkhong.pledges.queries.standing import standing_in
from namkhong.pledges.queries.texts import text_along
from namkhong.pledges.rules.counterparties import counterparties
from namkhong.pledges.states import Assessor, PledgeState
from namkhong.units.models import Unit


@dataclass(frozen=True, slots=True)
class _Kept:
    """How often a line was judged so by an assessor."""

    line: str
    assessor: str
    kept: str


def booklet_of(round: Round, unit: Unit, on: date) -> Booklet:
    """Everybody who works at a unit today, and those who signed there and have gone since."""
    standing = standing_in(round, unit.pk, on)
    here = list(staff_of(unit.pk, on))
    asked = {row.person_id: row for row in here}
    pledges = Pledge.objects.filter(round=round, unit=unit).select_related("person").order_by("person__sort_name", "pk")
    elsewhere = Pledge.objects.filter(round=round, person__in=asked).exclude(unit=unit).select_related("person")
    known = {pledge.person_id: pledge for pledge in [*elsewhere, *pledges]}
    gone = [pledge for pledge in pledges if pledge.person_id not in asked]
    rows = [_row(work.person.full_name, work, known.get(work.person_id)) for work in here]
    rows += [_row(pledge.person.full_name, None, pledge) for pledge in gone]
    return Booklet(
        unit=unit.name,
        place=unit.place,
        of_union=round.campaign.line == "union",
        title=round.title,
        year=round.year,
        on=on,
        lines=[line.text for line in text_along(round.pk, standing.path).lines],
        sides=sides_of(counterparties(standing.lines, round.campaign.line)),
        rows=rows,
        summary=_summary(round, unit),
    )


def _row(name: str, work: Employment | None, pledge: Pledge | None) -> BookRow:
    signed = pledge is not None and pledge.signed_at is not None
    return BookRow(
        name=name,
        position=work.position if work else "",
        state=str(PledgeState(pledge.state if pledge else PledgeState.AWAITED).label),
        signed_at=pledge.signed_at if pledge else None,
        way=pledge.get_way_display() if pledge and signed else "",
        head_at=pledge.head_at if pledge else None,
        union_at=pledge.union_at if pledge else None,
        receipt=receipt_code(pledge) if pledge and signed else "",
    )


def _summary(round: Round, unit: Unit) -> list[LineSummary]:
    """Lines in the order in which they are first met, counted apart for the person and the head."""
    rows = Evaluation.objects.filter(pledge__round=round, pledge__unit=unit, pledge__text__isnull=False)
    counted: Counter[_Kept] = Counter()
    order: dict[str, None] = {}
    for row in rows.select_related("pledge__text").order_by("pk"):
        texts = row.pledge.text.lines if row.pledge.text else []
        for line, given in zip(texts, row.lines, strict=False):
            order[line["text"]] = None
            counted[_Kept(line["text"], row.assessor, given["kept"])] += 1

    def told(line: str, assessor: Assessor) -> tuple[int, int, int]:
        kept, partly, broken = (counted[_Kept(line, assessor.value, each)] for each in ("kept", "partly", "broken"))
        return kept, partly, broken

    return [LineSummary(line, told(line, Assessor.SELF), told(line, Assessor.HEAD)) for line in order]
