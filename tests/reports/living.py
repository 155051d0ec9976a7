"""A small province lived through step by step, every step by the actions that the pages call; nothing by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef

from namkhong.campaigns.actions import assign_year, define, launch, prepare
from namkhong.campaigns.actions.definitions import DefinitionDraft
from namkhong.campaigns.models import Campaign, Duty, Enrolment, Ownership
from namkhong.campaigns.states import DutyKind, DutyState, Obliged
from namkhong.foundation.clock import VIETNAM
from namkhong.foundation.days import Bound
from namkhong.foundation.errors import DomainError
from namkhong.people.models import Employment, Post
from namkhong.plans.models import Plan
from namkhong.plans.states import PlanState
from namkhong.reorganisations import actions as reorganisations
from namkhong.reorganisations.queries import all_asked
from namkhong.reports import actions as reports
from namkhong.reports.forms_data import library
from namkhong.reports.models import Form, Return
from namkhong.reports.queries.inheriting import inheritance_of
from namkhong.reports.states import WRITABLE, ReturnState
from namkhong.units.actions import ChangeDraft, ResultDraft, draft_reorganisation, make_unit, place, redraft
from namkhong.units.models import FormerName, Placement, Reorganisation, Succession, Unit
from namkhong.units.states import ChangeKind, Line, ReorganisationState, UnitKind
from tests.reports.conftest import FIGURES, TEXTS
from tests.world import SINCE, World

START = date(2026, 1, 10)
DATED = (Placement, FormerName, Employment, Post, Ownership, Enrolment)


def begin_campaign(world: World) -> Campaign:
    """The federation's campaign: every lowest unit, of which there are a few more, reports on 2026."""
    by: dict[str, Any] = {"by": world.federation_officer, "at": datetime.combine(START, time(7), tzinfo=VIETNAM)}
    for number in range(3):
        unit = make_unit(name=f"Trường số {number}", kind=UnitKind.SCHOOL, founded_on=SINCE)
        unit.save()
        place(unit=unit, line=Line.UNION, parent=world.sister, since=SINCE, by=None, at=by["at"])
    reports.install_forms(forms=library())
    plan = Plan.objects.create(
        unit=world.federation,
        line=Line.UNION,
        title="Kế hoạch Năm không",
        state=PlanState.ADOPTED,
        created_at=by["at"],
        adopted_at=by["at"],
    )
    campaign = prepare(plan=plan, name="Năm không", stages=[], targets=[], **by)
    yearly = DefinitionDraft(DutyKind.REPORT, "Báo cáo năm", Obliged.GRASSROOTS, 2026, Bound.BEFORE, day=10, month=11)
    define(campaign=campaign, draft=yearly, **by)
    launch(campaign=campaign, on=START, **by)
    assign_year(campaign=campaign, year=2026, tree_on=START, is_working_day=lambda day: True, **by)
    campaign.refresh_from_db()
    return campaign


@dataclass
class Life:
    """The province on a day, the reorganisations that were carried out, and how everything stood before each."""

    world: World
    dice: Random
    campaign: Campaign
    day: date = START
    done: list[tuple[Reorganisation, dict[str, Any]]] = field(default_factory=list)
    undone: list[Reorganisation] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    count: int = 0

    def moment(self) -> datetime:
        """A later moment of the day each time."""
        self.count += 1
        return datetime.combine(self.day, time(8), tzinfo=VIETNAM) + timedelta(seconds=self.count)

    @property
    def by(self) -> dict[str, Any]:
        """Who does it, and when."""
        return {"by": self.world.federation_officer, "at": self.moment()}

    @property
    def form(self) -> Form:
        return Form.objects.get(key="yearly")

    def superiors(self) -> list[Unit]:
        """Units directly under the federation on the union line."""
        rows = Placement.objects.on(self.day).filter(line=Line.UNION, parent=self.world.federation)
        return list(Unit.objects.filter(pk__in=rows.values("unit")).order_by("pk"))

    def lowest(self) -> list[Unit]:
        """Units under those."""
        rows = Placement.objects.on(self.day).filter(line=Line.UNION, parent__in=self.superiors())
        return list(Unit.objects.filter(pk__in=rows.values("unit")).order_by("pk"))

    def step(self, what: str) -> None:
        """One thing happens, a week later; what an action refuses is kept as its sentence and changes nothing."""
        self.day += timedelta(days=7)
        before = self.picture()
        try:
            with transaction.atomic():
                getattr(self, what)()
        except DomainError as error:
            self.refused.append(f"{what}: {error.sentence}")
            assert self.picture() == before

    # Reports.

    def report(self) -> None:
        """A unit that owes one sends it, with what its predecessors left in their drafts."""
        self._send(self._begin())

    def draft(self) -> None:
        """A unit begins one and leaves it there."""
        self._begin()

    def judge(self) -> None:
        """The superior receives one that waits, or gives it back."""
        sheet = self._one(Return.objects.filter(state=ReturnState.SUBMITTED))
        if sheet and self.dice.random() < 0.75:
            reports.accept(sheet=sheet, **self.by)
        elif sheet:
            reports.send_back(sheet=sheet, reason="Số liệu chưa khớp với danh sách.", **self.by)

    def edit(self) -> None:
        """What is written can be written again: another figure, sent once more."""
        self._send(self._one(Return.objects.filter(state__in=WRITABLE)))

    def recall(self) -> None:
        """The sender takes one back that nobody has judged."""
        sheet = self._one(Return.objects.filter(state=ReturnState.SUBMITTED))
        if sheet:
            reports.recall(sheet=sheet, **self.by)

    def revise(self) -> None:
        """A later revision of an accepted one; left open, sent, or received."""
        sheet = self._one(Return.objects.filter(state=ReturnState.ACCEPTED))
        if sheet:
            later, far = reports.revise(sheet=sheet, **self.by), self.dice.randint(0, 2)
            if far:
                self._send(later)
            if far == 2:
                reports.accept(sheet=Return.objects.get(pk=later.pk), **self.by)

    # Reorganisations.

    def merge(self) -> None:
        """Two become a new one."""
        if len(units := self.lowest()) > 1:
            self._carry_out(ChangeKind.MERGE, self.dice.sample(units, 2), [self._new(parent=self._upper())])

    def absorb(self) -> None:
        """Some go into one that goes on."""
        if len(units := self.lowest()) > 2:
            first, *others = self.dice.sample(units, 3)
            self._carry_out(ChangeKind.MERGE, [first, *others], [ResultDraft(unit=first)])

    def divide(self) -> None:
        """One becomes two or three new ones."""
        if units := self.lowest():
            shares = self._shares(self.dice.randint(2, 3))
            self._carry_out(
                ChangeKind.SPLIT,
                [self.dice.choice(units)],
                [self._new(share=share, parent=self._upper()) for share in shares],
            )

    def part_off(self) -> None:
        """One goes on and gives a part away, to a new one or to one that is there."""
        if len(units := self.lowest()) > 1:
            (kept, given), (one, other) = self._shares(2), self.dice.sample(units, 2)
            part = self._new(share=given) if self.dice.random() < 0.5 else ResultDraft(unit=other, share=given)
            self._carry_out(ChangeKind.SPLIT, [one], [ResultDraft(unit=one, share=kept), part])

    def undecided(self) -> None:
        """A division whose shares are open is refused; then somebody decides them."""
        if units := self.lowest():
            row = self._draft(ChangeKind.SPLIT, [self.dice.choice(units)], [self._new(), self._new()])
            assert reorganisations.first_refusal(reorganisation=row, **self.by)
            for each in all_asked(row):
                parts = [end.part for end in each.change.results]
                shares = dict(zip(parts, self._shares(2), strict=True))
                change = row.changes.get(pk=each.change.number)
                reorganisations.decide_shares(change=change, shares=shares, by=None, at=self.moment())
            self._do(row)

    def transfer(self) -> None:
        """One answers to another superior."""
        if units := self.lowest():
            self._carry_out(
                ChangeKind.TRANSFER, [self.dice.choice(units)], [ResultDraft(parent=self._upper())], Line.UNION
            )

    def rename(self) -> None:
        if units := self.lowest():
            self._carry_out(ChangeKind.RENAME, [self.dice.choice(units)], [ResultDraft(name=self._name())])

    def dissolve(self) -> None:
        """One ends; nobody, or one that is there, answers for it."""
        if len(units := self.lowest()) > 1:
            one, other = self.dice.sample(units, 2)
            heirs = [ResultDraft(unit=other)] if self.dice.random() < 0.5 else []
            self._carry_out(ChangeKind.DISSOLVE, [one], heirs)

    def wind_up(self) -> None:
        """One leaves the union line and goes on elsewhere, or nowhere."""
        if units := self.lowest():
            self._carry_out(ChangeKind.WIND_UP, [self.dice.choice(units)], (), Line.UNION)

    def unite_superiors(self) -> None:
        """Two of the middle become one; all who stood under them go along."""
        if len(units := self.superiors()) > 1:
            new = self._new(UnitKind.FEDERATION, parent=self.world.federation)
            self._carry_out(ChangeKind.MERGE, self.dice.sample(units, 2), [new])

    def undo(self) -> None:
        """A reorganisation is taken back, mostly the last one. Nothing is left of it, or the actions refuse."""
        if not self.done:
            return
        place_ = len(self.done) - 1 if self.dice.random() < 0.7 else self.dice.randrange(len(self.done))
        row, before = self.done[place_]
        reorganisations.undo(reorganisation=row, **self.by)
        self.undone.append(row)
        self.done[place_:] = [(later, {}) for later, _ in self.done[place_ + 1 :]]  # what came after is not as before
        now = self.picture()
        alone = place_ == len(self.done)
        if alone and before and now["returns"] == before["returns"]:
            for what, rows in before.items():
                assert now[what] == rows, what

    def again(self) -> None:
        """What was taken back is carried out after all."""
        if self.undone:
            row = self.undone.pop()
            redraft(reorganisation=row, by=None, at=self.moment())
            self._do(row)

    # How it stands.

    def picture(self) -> dict[str, Any]:
        """Everything that a reorganisation moves, row by row, without units that never came to be."""
        held = {
            kind.__name__: list(kind.objects.order_by("pk").values_list("pk", "valid_from", "valid_to"))
            for kind in DATED
        }
        standing = Unit.objects.filter(Exists(Placement.objects.filter(unit=OuterRef("pk"))))
        return held | {
            "units": list(standing.order_by("pk").values_list("pk", "name", "closed_on")),
            "successions": list(Succession.objects.order_by("pk").values_list("pk", "share")),
            "duties": list(Duty.objects.order_by("pk").values_list("pk", "unit", "to_unit", "state", "reason")),
            "returns": list(Return.objects.order_by("pk").values_list("pk", "revision", "state", "version")),
            "receivers": list(Return.objects.order_by("pk").values_list("pk", "to_unit")),
        }

    def _begin(self) -> Return | None:
        begun = Return.objects.filter(duty=OuterRef("pk"))
        owed = Duty.objects.with_due().filter(~Exists(begun), campaign=self.campaign, state=DutyState.OPEN)
        duty = self._one(owed.select_related("definition", "unit", "campaign"))
        if duty is None:
            return None
        left = inheritance_of(duty, self.form.pk, self.day)
        begin = reports.begin_from_drafts if left and self.dice.random() < 0.5 else reports.begin
        return begin(duty=duty, on=self.day, **self.by)

    def _send(self, sheet: Return | None) -> None:
        if sheet is None:
            return
        figures = FIGURES | {"staff": self.dice.randint(100, 999)}
        draft = reports.SheetDraft({key: Decimal(str(value)) for key, value in figures.items()}, TEXTS)
        version = reports.save(sheet=sheet, draft=draft, version=sheet.version, **self.by)
        assert version == sheet.version + 1
        fresh = Return.objects.select_related("form", "duty", "campaign").get(pk=sheet.pk)
        reports.submit(sheet=fresh, submission=uuid4(), on=self.day, **self.by)

    def _carry_out(self, kind: str, sources: Sequence[Unit], results: Sequence[ResultDraft], line: str = "") -> None:
        self._do(self._draft(kind, sources, results, line))

    def _draft(
        self, kind: str, sources: Sequence[Unit], results: Sequence[ResultDraft], line: str = ""
    ) -> Reorganisation:
        days = {"decided_on": self.day, "effective_on": self.day}
        row = draft_reorganisation(
            unit=self.world.federation, title="Sắp xếp", number="9/NQ", by=None, at=self.moment(), **days
        )
        drafts = [ChangeDraft(kind, line, sources, results)]
        reorganisations.add_changes(reorganisation=row, drafts=drafts, by=None, at=self.moment())
        return row

    def _do(self, row: Reorganisation) -> None:
        """Answer what is asked, this way or that, and carry it out."""
        before = self.picture()
        chosen = {
            question.key: self.dice.choice(question.choices).value
            for each in all_asked(row)
            for question in each.questions
        }
        reorganisations.answer(reorganisation=row, answers=chosen, by=None, at=self.moment())
        reorganisations.carry_out(reorganisation=row, **self.by)
        assert row.state == ReorganisationState.CARRIED_OUT
        self.done.append((row, before))

    def _one(self, rows: Any) -> Any:
        found = list(rows.order_by("pk"))
        return self.dice.choice(found) if found else None

    def _shares(self, parts: int) -> list[Decimal]:
        cuts = sorted(self.dice.sample(range(1, 100), parts - 1))
        return [Decimal(b - a) / 100 for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]

    def _name(self) -> str:
        self.count += 1
        return f"Đơn vị mới {self.count}"

    def _new(self, kind: str = UnitKind.GRASSROOTS_UNION, **more: Any) -> ResultDraft:
        return ResultDraft(name=self._name(), kind=kind, **more)

    def _upper(self) -> Unit:
        return self.dice.choice(self.superiors())
