"""From a file to people: begin, match the columns, look at what was found, load, take back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import begin_progress
from namkhong.papers.intake import Refused
from namkhong.people.access import entered_with, only_posted, person_in, require
from namkhong.people.rules import Verb
from namkhong.rosters import actions, policies, queries
from namkhong.rosters.forms import BeginForm, LoadForm, MatchForm
from namkhong.rosters.models import Roster
from namkhong.rosters.sheets import CannotRead
from namkhong.rosters.states import RosterKind, RosterState
from namkhong.rosters.tasks import check_roster, load_roster
from namkhong.rosters.views.showing import steps

AT_ONCE = 300_000
"""A file of up to so many bytes is dealt with while the person waits; a larger one by the background worker."""


def own_roster(request: HttpRequest, pk: int) -> Roster:
    """A list, for those who may bring in lists of its unit. Raises: Http404."""
    roster = queries.roster_of(pk)
    if roster is None:
        raise Http404
    require(request, Verb.MANAGE_STAFF, roster.kept_by_id)
    return roster


@entered_with(Verb.MANAGE_STAFF)
def begin(request: HttpRequest) -> HttpResponse:
    """What, for whom, from which file."""
    units = policies.registers_of(person_in(request).pk, today())
    if not units.exists():
        raise Http404
    form = BeginForm(units, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        unit, kind = form.cleaned_data["kept_by"], RosterKind(form.cleaned_data["kind"])
        try:
            roster = actions.take_in(
                kept_by=unit, kind=kind, name=file.name, data=file, by=person_in(request).pk, at=now()
            )
            return redirect("rosters:match", roster.pk)
        except (Refused, CannotRead) as refused:
            form.add_error("file", refused.sentence)
    context = {"form": form, "steps": steps(0), "single": units.count() == 1}
    return render(request, "rosters/begin.html", context, status=422 if form.errors else 200)


@entered_with(Verb.MANAGE_STAFF)
def match(request: HttpRequest, pk: int) -> HttpResponse:
    """Which column is which; what was recognised is filled in."""
    roster = own_roster(request, pk)
    if roster.state not in (RosterState.UPLOADED, RosterState.CHECKED, RosterState.MATCHED):
        return redirect("rosters:roster", pk)
    form = MatchForm(roster, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.match_columns(
                roster=roster,
                columns=form.columns(),
                mend_capitals=form.cleaned_data.get("mend_capitals", False),
                by=person_in(request).pk,
                at=now(),
            )
            return _work(request, roster, check_roster.enqueue, _check_now, "Đang kiểm tra")
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    context = {"form": form, "roster": roster, "steps": steps(1)}
    return render(request, "rosters/match.html", context, status=422 if form.errors else 200)


def _check_now(request: HttpRequest, roster: Roster) -> None:
    actions.check(roster=roster, by=person_in(request).pk, at=now())


def _load_now(request: HttpRequest, roster: Roster) -> None:
    actions.load(roster=roster, by=person_in(request).pk, at=now())


def _work(
    request: HttpRequest,
    roster: Roster,
    later: Callable[[int, int, int], object],
    at_once: Callable[[HttpRequest, Roster], None],
    label: str,
) -> HttpResponse:
    """Small lists at once; long ones by the worker, with a bar to watch."""
    if roster.file is not None and roster.file.size <= AT_ONCE:
        at_once(request, roster)
        return redirect("rosters:roster", roster.pk)
    person, page = person_in(request).pk, reverse("rosters:roster", args=[roster.pk])
    rows = max(1, roster.counts.get("rows", 0))
    bar = begin_progress(label=label, by=person, total=rows, at=now(), next_url=page)
    Roster.objects.filter(pk=roster.pk).update(progress_id=bar.pk)
    later(roster.pk, person, bar.pk)
    return redirect(page)


@entered_with(Verb.MANAGE_STAFF)
@only_posted
def load(request: HttpRequest, pk: int) -> HttpResponse:
    """Load a checked list, or go on with one that was cut off."""
    roster = own_roster(request, pk)
    form = LoadForm(roster, request.POST)
    try:
        if roster.state != RosterState.LOADING and form.is_valid():
            actions.begin(
                roster=roster,
                skip_bad=form.cleaned_data.get("skip_bad", False),
                finish_missing=form.cleaned_data.get("finish_missing", False),
                by=person_in(request).pk,
                at=now(),
            )
        return _work(request, roster, load_roster.enqueue, _load_now, "Đang nạp")
    except DomainError as refused:
        messages.error(request, refused.sentence)
        return redirect("rosters:roster", pk)


@entered_with(Verb.MANAGE_STAFF)
@only_posted
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a loaded list back."""
    roster = own_roster(request, pk)
    try:
        actions.undo(roster=roster, by=person_in(request).pk, at=now())
        messages.success(request, "Đã hoàn tác. Mọi thứ trở lại như trước khi nạp danh sách này.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("rosters:roster", pk)


@entered_with(Verb.MANAGE_STAFF)
@only_posted
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a list up; its file goes."""
    roster = own_roster(request, pk)
    try:
        actions.drop(roster=roster, by=person_in(request).pk, at=now())
        messages.success(request, "Đã bỏ danh sách và xóa tệp.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("rosters:index")
