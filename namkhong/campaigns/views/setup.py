"""From an adopted plan to a campaign ready to launch: choosing duties, wording them, setting their days."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from namkhong.campaigns import actions, queries
from namkhong.campaigns.actions.campaign import AlreadyPrepared
from namkhong.campaigns.forms import DefinitionForm
from namkhong.campaigns.models import Campaign
from namkhong.campaigns.rules import Schedule, chain_warnings, named_day_words
from namkhong.campaigns.states import CampaignState, DutyKind, Obliged, Recurrence
from namkhong.campaigns.views.loading import own_campaign, own_definition
from namkhong.campaigns.views.showing import definition_rows, launch_steps, stage_rows, target_rows
from namkhong.foundation.clock import now, today
from namkhong.foundation.days import Bound
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import entered_with, person_in, require
from namkhong.people.kept import take_kept_form
from namkhong.people.rules import Verb
from namkhong.plans.models import Plan
from namkhong.plans.queries import proposals
from namkhong.plans.rules import DutyProposal

NAME_LENGTH = 300
"""The longest name of a campaign; the field on the page takes no more."""


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """A duty that the plan proposes, in words, with whether it and the day suggested for it start ticked."""

    place: int
    duty: DutyProposal
    kind: str
    who: str
    when: str
    ticked: bool
    suggestion_ticked: bool


@entered_with(Verb.LAUNCH_CAMPAIGN)
def prepare(request: HttpRequest, plan: int) -> HttpResponse:
    """What the plan proposes; ticking what to take and giving the campaign its name begins it."""
    row = get_object_or_404(Plan.objects.select_related("unit"), pk=plan)
    require(request, Verb.LAUNCH_CAMPAIGN, row.unit_id)
    made = Campaign.objects.filter(plan=row).first()
    if made is not None:
        return _onward(made)
    proposal = proposals(row)
    kept = take_kept_form(request, person_in(request).pk) if request.method == "GET" else None
    told = request.POST if request.method == "POST" else kept
    name, refusal = (told or QueryDict()).get("name", proposal.name).replace("\x00", "").strip()[:NAME_LENGTH], ""
    if request.method == "POST":
        try:
            made = actions.prepare_from(
                plan=row,
                proposal=proposal,
                name=name or proposal.name,
                chosen=_places(request.POST, "chon"),
                suggested=_places(request.POST, "goi-y"),
                by=person_in(request),
                at=now(),
            )
            return redirect("campaigns:setup", made.pk)
        except AlreadyPrepared:
            return _onward(get_object_or_404(Campaign, plan=row))
        except DomainError as refused:
            refusal = refused.sentence
    context = {"plan": row, "proposal": proposal, "name": name, "refusal": refusal, "steps": launch_steps(0)}
    context |= {"duties": _proposed(told, proposal.duties), "kept": kept}
    context["repeats"] = queries.open_repeats(row, today())
    return render(request, "campaigns/prepare.html", context, status=422 if refusal else 200)


def _onward(campaign: Campaign) -> HttpResponse:
    name = "setup" if campaign.state == CampaignState.PREPARING else "campaign"
    return redirect(f"campaigns:{name}", campaign.pk)


def _places(told: QueryDict, field: str) -> set[int]:
    return {place for typed in told.getlist(field) if (place := whole_number(typed)) is not None}


def _proposed(told: QueryDict | None, duties: tuple[DutyProposal, ...]) -> list[ProposedRow]:
    """`told`: what the person has sent, now or before the session ran out; None where the page opens for the first."""
    posted = None if told is None else _places(told, "chon")
    days = None if told is None else _places(told, "goi-y")
    return [
        ProposedRow(
            place,
            duty,
            DutyKind(duty.kind).label,
            Obliged(duty.obliged).label,
            named_day_words(_schedule(duty)),
            duty.chosen if posted is None else place in posted,
            duty.suggested is not None if days is None else place in days,
        )
        for place, duty in enumerate(duties)
    ]


def _schedule(duty: DutyProposal) -> Schedule:
    return Schedule(
        Bound(duty.bound), Recurrence(duty.recurrence), duty.day, duty.month, duty.first_year, duty.last_year
    )


@entered_with(Verb.LAUNCH_CAMPAIGN)
def setup(request: HttpRequest, pk: int) -> HttpResponse:
    """The campaign as it stands before launch (or for mending after it): stages, targets, duties, warnings."""
    on = today()
    campaign = own_campaign(request, pk, on)
    years = {on.year, *(stage.end_year for stage in queries.stages_of(pk))}
    warnings = {w.sentence: w for year in sorted(years) for w in chain_warnings(queries.chain_of(pk, year))}
    context = {
        "campaign": campaign,
        "stages": stage_rows(queries.stages_of(pk), on),
        "targets": target_rows(queries.targets_of(pk)),
        "definitions": definition_rows(queries.definitions_of(pk)),
        "warnings": list(warnings),
        "steps": launch_steps(1),
        "preparing": campaign.state == CampaignState.PREPARING,
    }
    return render(request, "campaigns/setup.html", context)


@entered_with(Verb.LAUNCH_CAMPAIGN)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A duty that the plan did not propose."""
    campaign = own_campaign(request, pk, today())
    kept = take_kept_form(request, person_in(request).pk) if request.method == "GET" else None
    first = {"first_year": today().year, "recurrence": Recurrence.YEARLY, "kind": DutyKind.TASK}
    form = DefinitionForm(request.POST if request.method == "POST" else kept, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.define(campaign=campaign, draft=form.draft(), by=person_in(request), at=now())
            messages.success(request, f"Đã thêm việc “{form.cleaned_data['title']}”.")
            return redirect("campaigns:setup", pk)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    context = {"campaign": campaign, "form": form, "definition": None}
    return render(request, "campaigns/definition.html", context, status=422 if form.errors and not kept else 200)


@entered_with(Verb.LAUNCH_CAMPAIGN)
def definition(request: HttpRequest, pk: int) -> HttpResponse:
    """Word a duty anew: who, when, how often."""
    row = own_definition(request, pk, today())
    kept = take_kept_form(request, person_in(request).pk) if request.method == "GET" else None
    form = DefinitionForm(request.POST if request.method == "POST" else kept, initial=DefinitionForm.values_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            draft = form.draft(source=row.source)
            actions.revise_definition(definition=row, draft=draft, by=person_in(request), at=now())
            messages.success(request, f"Đã sửa việc “{draft.title}”.")
            return redirect("campaigns:setup", row.campaign_id)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    context = {"campaign": row.campaign, "form": form, "definition": row, "assigned": row.duties.exists()}
    return render(request, "campaigns/definition.html", context, status=422 if form.errors and not kept else 200)


@entered_with(Verb.LAUNCH_CAMPAIGN)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a duty out before anybody has it, after asking."""
    row = own_definition(request, pk, today())
    campaign, title, refusal = row.campaign, row.title, ""
    if request.method == "POST":
        try:
            actions.drop_definition(definition=row, by=person_in(request), at=now())
            messages.success(request, f"Đã bỏ việc “{title}”.")
            return redirect("campaigns:setup", campaign.pk)
        except DomainError as refused:
            refusal = refused.sentence
    context = {"campaign": campaign, "definition": row, "refusal": refusal}
    return render(request, "campaigns/drop.html", context, status=422 if refusal else 200)
