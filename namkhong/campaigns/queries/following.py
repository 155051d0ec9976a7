"""What hangs on units that are about to change, and what was done since on what a reorganisation changed."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from namkhong.campaigns.models import Campaign, Duty, DutyMove, Extension, Fulfilment, JoinedDuty, Ownership
from namkhong.campaigns.states import CampaignState, DutyKind, DutyState
from namkhong.foundation.hanging import Hanging
from namkhong.journal.models import Batch, Event
from namkhong.units.models import Placement, Unit

SAMPLE = 3

Units = Collection[int] | QuerySet[Any, Any]


def hanging(units: Units, on: date) -> list[Hanging]:
    """Duties, pledges and campaigns that hang on units and what becomes of them; kinds without any are left out.

    `units` are numbers of units, or a queryset of such numbers.
    """
    running = Duty.objects.filter(campaign__state=CampaignState.RUNNING)
    owed = running.filter(unit__in=units).open()
    received = running.filter(to_unit__in=units).open().exclude(unit__in=units)
    done = Duty.objects.filter(unit__in=units, state=DutyState.FULFILLED)
    owned = Campaign.objects.filter(unit__in=units).exclude(state=CampaignState.CLOSED)
    pledges = Fulfilment.objects.filter(
        duty__unit__in=units, duty__definition__kind=DutyKind.PLEDGE, withdrawn_at=None, done_on__lte=on
    )
    signed = pledges.aggregate(people=Sum("count"))["people"] or 0
    found = [
        _hanging("duty_open", "Việc chưa xong", owed, "definition__title", "Đơn vị kế thừa làm thay, giữ nguyên hạn."),
        _hanging(
            "duty_received",
            "Việc cấp dưới phải gửi tới",
            received,
            "unit__name",
            "Gửi tới cấp trên mới.",
        ),
        _hanging("duty_done", "Việc đã xong", done, "definition__title", "Vẫn ghi cho đơn vị đã làm."),
        Hanging("pledge", "Người đã ký cam kết", signed, "Vẫn ghi cho đơn vị nơi đã ký."),
        _hanging(
            "campaign",
            "Cuộc vận động đang chủ trì",
            owned,
            "name",
            "Chuyển cho đơn vị kế thừa; nếu có nhiều hoặc không có đơn vị kế thừa thì chờ quyết định bàn giao.",
        ),
    ]
    return [row for row in found if row.count]


def _hanging(kind: str, label: str, rows: QuerySet[Any, Any], named: str, becomes: str) -> Hanging:
    names = rows.order_by(named).values_list(named, flat=True).distinct()[:SAMPLE]
    return Hanging(kind, label, rows.count(), becomes, tuple(names))


def acted_on(batch: int) -> list[str]:
    """What has been done since on duties and campaigns that a reorganisation changed; anything forbids undoing it."""
    since = Batch.objects.values_list("at", flat=True).get(pk=batch)
    made, noted = Q(made_in=batch), Q(moves__batch=batch)
    excused = noted & Q(moves__state=DutyState.OPEN, moves__went_to=None)
    expected_open = made | (noted & ~(Q(moves__state=DutyState.OPEN) & Q(moves__went_to=None)))
    touched = Duty.objects.filter(made | noted)
    later = Extension.objects.filter(granted_at__gt=since).values("duty")
    joined = JoinedDuty.objects.filter(joined_at__gt=since).values_list("duty", "lead")
    founded = Duty.objects.filter(Q(made_in=None) | ~Q(made_in=batch), unit__founded_in=batch)
    passed = Ownership.objects.filter(begun_in=batch)
    events = Event.objects.filter(subject_kind="campaign", at__gt=since)
    acted = events.filter(subject_id__in=passed.values("campaign")).values("subject_id")
    changed = Q(pk__in=acted) | Q(pk__in=passed.exclude(valid_to=None).values("campaign"))
    campaigns = Campaign.objects.filter(changed | Q(pk__in=_settled(events, batch)))
    return [
        *_by_unit(touched.filter(state=DutyState.FULFILLED), "{unit} đã làm xong {count} việc sau khi sắp xếp."),
        *_by_unit(
            touched.filter(excused & Q(state=DutyState.OPEN) | expected_open & Q(state=DutyState.NOT_OBLIGED)),
            "{unit} đã được miễn hoặc giao lại {count} việc sau khi sắp xếp.",
        ),
        *_by_unit(touched.filter(pk__in=later), "{unit} đã được gia hạn {count} việc sau khi sắp xếp."),
        *_by_unit(
            touched.filter(pk__in={pk for pair in joined for pk in pair}),
            "{unit} đã ghép {count} việc với việc khác sau khi sắp xếp.",
        ),
        *_by_unit(founded, "{unit} đã được giao {count} việc sau khi sắp xếp."),
        *(
            f"Cuộc vận động “{name}” đã có thay đổi sau khi bàn giao."
            for name in campaigns.order_by("name", "pk").values_list("name", flat=True)[:SAMPLE]
        ),
    ]


def _settled(events: QuerySet[Event], batch: int) -> set[int]:
    """Campaigns of which somebody has settled what units that a batch ended, or took off a line, left behind."""
    rows = events.filter(verb__in=("campaign.hand_over", "campaign.readdress", "campaign.spare"))
    told = {(row.subject_id, row.facts.get("before", row.unit_id)) for row in rows}
    left = Placement.objects.filter(ended_in=batch).order_by().values("unit")
    ended = Unit.objects.filter(Q(closed_in=batch) | Q(pk__in=left), pk__in={unit for _, unit in told})
    gone = set(ended.values_list("pk", flat=True))
    return {campaign for campaign, unit in told if unit in gone}


def _by_unit(rows: QuerySet[Duty], words: str) -> list[str]:
    """One sentence for each of the first units, and one for all the others together."""
    counted = list(
        rows.order_by("unit__search_name", "unit")
        .values_list("unit__name", "unit__search_name", "unit")
        .annotate(count=Count("pk", distinct=True))
    )
    told = [words.format(unit=row[0], count=row[-1]) for row in counted[:SAMPLE]]
    rest = counted[SAMPLE:]
    return told + ([words.format(unit=f"{len(rest)} đơn vị khác", count=sum(row[-1] for row in rest))] if rest else [])


def laid_on(batch: int) -> dict[int, int]:
    """How many duties came to each unit by a reorganisation: laid on it, or asked of it again."""
    again = Q(moves__batch=batch, moves__state=DutyState.NOT_OBLIGED)
    rows = Duty.objects.filter(Q(made_in=batch) | again).order_by().values_list("unit")
    return dict(rows.annotate(count=Count("pk", distinct=True)))


def sent_elsewhere(batch: int) -> dict[tuple[int, int], int]:
    """How many duties of units that go on are owed to another unit since a reorganisation: by debtor and receiver."""
    moves = DutyMove.objects.filter(batch=batch, went_to__isnull=False).exclude(to_unit=F("went_to"))
    rows = moves.exclude(duty__unit__closed_in=batch).order_by().values_list("duty__unit", "went_to")
    return {(unit, to): count for unit, to, count in rows.annotate(count=Count("pk"))}
