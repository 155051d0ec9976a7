"""A plan on its way down: some units have issued their own, one is drafting, one has not opened it yet."""

from datetime import date

from namkhong.cascade.actions import begin, issue, open_delivery, receive, send, write_document
from namkhong.cascade.models import Delivery
from namkhong.cascade.queries.drafting import own_of
from namkhong.desk.demo.cast import moment
from namkhong.desk.demo.years import Story
from namkhong.people.models import Person
from namkhong.people.states import PostKind

SENT, ISSUED, DUE = date(2026, 11, 9), date(2026, 11, 17), date(2026, 11, 20)
_LEADS = ("Tổ Công tác xã hội", "")


def send_down(story: Story) -> None:
    """The organiser sends its plan to six units; those one can sign in as are drafting and have it still unopened."""
    cast, plan = story.cast, story.campaign.plan
    units = [*cast.grassroots[:5], cast.grassroots[-1]]
    send(
        plan=plan,
        units=[unit.pk for unit in units],
        due_on=DUE,
        note_text="Đề nghị các đơn vị ban hành kế hoạch của mình trước khi tổng kết năm.",
        by=cast.officer(cast.organiser),
        at=moment(SENT),
    )
    rows = {row.unit_id: row for row in Delivery.objects.filter(plan=plan).select_related("plan__unit", "unit")}
    first, second, third, fourth, fifth, _ = (rows[unit.pk] for unit in units)
    _draft(first, cast.officer(first.unit), "Ban Chấp hành")
    for row, lead in zip((second, third), _LEADS, strict=True):
        _issue(row, lead)
    receive(delivery=fourth, by=cast.officer(fourth.unit), at=moment(SENT, 14))
    open_delivery(delivery=fifth, by=cast.officer(fifth.unit), at=moment(SENT, 15))


def _draft(row: Delivery, by: Person, lead: str) -> None:
    own = own_of(row.unit, row.plan.unit.name, row.plan.line, SENT, lead)
    begin(delivery=row, own=own, by=by, at=moment(SENT, 15))


def _issue(row: Delivery, lead: str) -> None:
    head = Person.objects.filter(posts__unit=row.unit, posts__kind=PostKind.HEAD).order_by("pk")[0]
    own = own_of(row.unit, row.plan.unit.name, row.plan.line, SENT, lead)
    plan = begin(delivery=row, own=own, by=head, at=moment(SENT, 16))
    write_document(plan=plan, by=head, at=moment(ISSUED))
    issue(plan=plan, on=ISSUED, by=head, at=moment(ISSUED, 10))
