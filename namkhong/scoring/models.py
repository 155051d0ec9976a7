"""Rounds of scoring, sheets, the points of each criterion at each step, vetoes, figures that nobody types, appeals."""

from django.db import models
from django.db.models import F, Q

from namkhong.campaigns.models import Campaign
from namkhong.criteria.models import CriteriaSet, Criterion
from namkhong.journal.models import Batch
from namkhong.papers.models import StoredFile
from namkhong.people.models import Person
from namkhong.scoring.states import AppealState, RoundState, Scored, SheetState, Step, TieMeans, VetoKind
from namkhong.units.models import Unit
from namkhong.units.states import Line


class Round(models.Model):
    """One scoring of one kind of subjects under one unit, for one period, by one version of a criteria set.

    `scored` says who: the units directly below, the lowest units below, or the people of the unit itself.
    `head_within_unit` keeps the head from a better grade than the unit; `quota_raised` takes the larger quota that is
    allowed where the unit itself is graded best; `quota_by_peers` counts leaders and others, or each kind of units,
    apart. `service_counts`: who has not worked long enough in a whole year is not graded; it does not count where the
    system knows only since when a list was loaded.
    Days: self-scoring and checking are due on, appeals are heard for `appeal_days` after publication.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=20, choices=Line)
    set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    period = models.CharField(max_length=12)
    scored = models.CharField(max_length=20, choices=Scored)
    state = models.CharField(max_length=20, choices=RoundState, default=RoundState.PREPARING)
    self_due_on = models.DateField(null=True)
    check_due_on = models.DateField(null=True)
    appeal_days = models.SmallIntegerField(default=10)
    head_within_unit = models.BooleanField(default=False)
    quota_raised = models.BooleanField(default=False)
    quota_by_peers = models.BooleanField(default=False)
    service_counts = models.BooleanField(default=True)
    measured_at = models.DateTimeField(null=True)
    published_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=RoundState.PUBLISHED) | Q(published_on__isnull=False),
                name="scoring_published_has_day",
            ),
        ]
        indexes = [models.Index(fields=["unit", "period", "state"], name="scoring_round_by_unit")]

    def __str__(self) -> str:
        return self.title


class Sheet(models.Model):
    """One subject in a round: a unit, or a person at a unit. `revision` counts: a new one supersedes after an appeal.

    Totals and the grade are worked out from the marks by `criteria.rules` and stored when a step ends; published ones
    never change. `grade` is the code of a band, `held_back` the sentence that says why it is not a better one.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sheets", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    leads = models.BooleanField(default=False)
    revision = models.SmallIntegerField(default=1)
    state = models.CharField(max_length=20, choices=SheetState, default=SheetState.OPEN)
    reason = models.CharField(max_length=500, blank=True)
    self_total = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    checked_total = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    final_total = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    grade = models.CharField(max_length=20, blank=True)
    held_back = models.CharField(max_length=300, blank=True)
    rank = models.IntegerField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "unit", "revision"], condition=Q(person=None), name="sheet_one_of_a_unit"
            ),
            models.UniqueConstraint(
                fields=["round", "person", "revision"], condition=Q(person__isnull=False), name="sheet_one_of_a_person"
            ),
            models.CheckConstraint(
                condition=~Q(state=SheetState.PUBLISHED) | Q(final_total__isnull=False),
                name="sheet_published_has_total",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "state", "final_total"], name="sheet_by_round"),
            models.Index(fields=["round", "state", "rank", "id"], name="sheet_by_rank"),
            # Adding up everything below a unit reads the index alone.
            models.Index(fields=["round", "unit", "state", "grade", "final_total"], name="sheet_by_unit"),
        ]


class SheetMove(models.Model):
    """How a sheet stood before a reorganisation left it out."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, db_index=False, related_name="+")
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=SheetState)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "sheet"], name="sheet_moved_once_in_a_batch")]


class Mark(models.Model):
    """The points of one criterion on one sheet, as they stand at each step; empty is not zero.

    `points` are those of the latest step. `reopened` marks what a return asks to be done again. `source` and
    `source_url` tell where a measured figure (`figure`) comes from.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="marks", db_index=False)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+", db_index=False)
    self_points = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    checked_points = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    final_points = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    note = models.CharField(max_length=1000, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    reopened = models.BooleanField(default=False)
    figure = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    source = models.CharField(max_length=200, blank=True)
    source_url = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion"], name="mark_one_of_a_criterion")]


class MarkChange(models.Model):
    """Every time points were given or changed: at which step, from what to what, why, by whom. Never changed."""

    mark = models.ForeignKey(Mark, on_delete=models.CASCADE, related_name="changes")
    step = models.CharField(max_length=10, choices=Step)
    before = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    after = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")


class MarkEvidence(models.Model):
    """A file handed in for a criterion; taken away ones stay, marked."""

    mark = models.ForeignKey(Mark, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)


class Veto(models.Model):
    """Why a unit or person may not get the best grades on certain days: discipline in force and the like.

    `source` names the decision. Of what is still being verified only "chưa đủ điều kiện xét" is ever said. `on_duty`:
    the discipline is for an act on duty. A lifted veto stays, with who lifted it and why.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=VetoKind)
    on_duty = models.BooleanField(default=True)
    source = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="veto_days_in_order"
            ),
        ]
        indexes = [models.Index(fields=["unit", "valid_from"], name="veto_by_unit")]


class KnownFigure(models.Model):
    """A figure that a room above has told of a unit and period, for measured criteria: the accepted report's, say."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    period = models.CharField(max_length=12)
    measure = models.CharField(max_length=30)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    source = models.CharField(max_length=200)
    source_url = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "period", "measure"], name="known_figure_once")]


class TieDecision(models.Model):
    """What the council said about equal totals at the edge of a limited grade: by what to tell them apart, or who gets
    it. Decisions are applied in the order in which they were made; one that was taken back stays, marked.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="ties")
    band = models.CharField(max_length=20)
    peer = models.CharField(max_length=40, blank=True)
    means = models.CharField(max_length=20, choices=TieMeans)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, null=True, related_name="+")
    chosen = models.ManyToManyField(Sheet, related_name="+")
    reason = models.CharField(max_length=500)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(means=TieMeans.CRITERION) | Q(criterion__isnull=False), name="tie_criterion_named"
            ),
        ]


class QuotaCount(models.Model):
    """How a limited grade was given out in a round, with the numbers of its formula as they were when it was decided.

    `cut` is the total at the edge, where there were more with enough points than places.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="quotas")
    band = models.CharField(max_length=20)
    peer = models.CharField(max_length=40, blank=True)
    share = models.DecimalField(max_digits=5, decimal_places=2)
    counted = models.IntegerField()
    places = models.IntegerField()
    wanted = models.IntegerField()
    kept = models.IntegerField()
    cut = models.DecimalField(max_digits=7, decimal_places=2, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "band", "peer"], name="quota_once_for_peers")]


class Appeal(models.Model):
    """An objection to a published sheet, or to one criterion of it, with its answer."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="appeals")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.TextField()
    evidence = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20, choices=AppealState, default=AppealState.WAITING)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[AppealState.WAITING, AppealState.TAKEN_BACK]) | ~Q(answer=""),
                name="appeal_answered_has_answer",
            ),
            models.UniqueConstraint(
                fields=["sheet"], condition=Q(state=AppealState.WAITING), name="appeal_one_waiting"
            ),
        ]
