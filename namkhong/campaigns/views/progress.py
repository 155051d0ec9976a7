"""How every unit stands with one duty of one year, and reminding those that are behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from namkhong.campaigns import queries
from namkhong.campaigns.drafting import Behind, reminder_letter, reminder_text
from namkhong.campaigns.models import Campaign, Duty, DutyDefinition
from namkhong.campaigns.policies import overseeing_unit, relaxable
from namkhong.campaigns.rules import Standing
from namkhong.campaigns.states import REPORTING, DutyState
from namkhong.campaigns.views.loading import visible_campaign
from namkhong.campaigns.views.showing import duty_rows
from namkhong.design.components.tables import Tab, link
from namkhong.foundation.clock import now, today
from namkhong.foundation.periods import Period, parse_period
from namkhong.papers.actions import draft
from namkhong.people.access import entered_with, person_in
from namkhong.people.policies import may
from namkhong.people.queries import head_of
from namkhong.people.rules import Verb
from namkhong.units.models import Unit
from namkhong.units.queries import parent

FILTER = "tinh-trang"
SEARCH = "tim"


@entered_with(Verb.READ_UNIT)
def progress(request: HttpRequest, pk: int, year: int, definition: int) -> HttpResponse:
    """Units with their standing: filtered, searched, fifty on a page."""
    on = today()
    campaign, asked = _overseen(request, pk, definition, on)
    person = person_in(request).pk
    rows = queries.progress_rows(definition, year, person, on)
    counts = queries.standing_counts(rows, on)
    chosen = _standing(request)
    found = queries.with_standing(rows, chosen, on) if chosen else rows
    words = request.GET.get(SEARCH, "").strip()
    found = queries.named_like(found, words) if words else found
    page = Paginator(found, 50).get_page(request.GET.get("trang"))
    context = {
        "campaign": campaign,
        "definition": asked,
        "year": year,
        "today": on,
        "tabs": _tabs(request, counts, chosen),
        "chosen": chosen or "",
        "words": words,
        "page": page,
        "rows": duty_rows(queries.duty_view(row, on) for row in page),
        "behind": counts[Standing.OVERDUE] + counts[Standing.SOON],
        "relaxable": relaxable(person, [row for row in page if row.state == DutyState.OPEN], on),
        "reporting": asked.kind in REPORTING,
    }
    return render(request, "campaigns/progress.html", context)


def _overseen(request: HttpRequest, pk: int, definition: int, on: date) -> tuple[Campaign, DutyDefinition]:
    """The campaign and the duty, for those who look down on it. Raises: Http404."""
    campaign = visible_campaign(request, pk, on)
    if overseeing_unit(person_in(request).pk, campaign, on) is None:
        raise Http404
    return campaign, get_object_or_404(DutyDefinition, pk=definition, campaign=campaign)


def _standing(request: HttpRequest) -> Standing | None:
    asked = request.GET.get(FILTER, "")
    return Standing(asked) if asked in set(Standing) else None


def _tabs(request: HttpRequest, counts: dict[Standing, int], chosen: Standing | None) -> list[Tab]:
    """All, then each standing that has units (and the chosen one even when empty)."""
    query = {key: str(value) for key, value in request.GET.items() if key != "trang"}
    tabs = [Tab("Tất cả", link(query, **{FILTER: ""}), chosen is None, sum(counts.values()))]
    order = (Standing.OVERDUE, Standing.SOON, Standing.OPEN, Standing.NO_DAY, Standing.LATE, Standing.EXTENDED)
    for which in (*order, Standing.ON_TIME, Standing.NOT_OBLIGED):
        if counts[which] or which is chosen:
            tabs.append(Tab(which.label, link(query, **{FILTER: which.value}), which is chosen, counts[which]))
    return tabs


@entered_with(Verb.READ_UNIT)
def remind(request: HttpRequest, pk: int, year: int, definition: int) -> HttpResponse:
    """Words to paste into a chat, and a letter to send, for units that are behind."""
    on = today()
    campaign, asked = _overseen(request, pk, definition, on)
    person = person_in(request).pk
    rows = queries.to_remind(queries.progress_rows(definition, year, person, on), on)
    behind = [Behind(row.unit.name, row.current_due_on) for row in rows]
    sender = _sender(person, campaign, on)
    reporting = asked.kind in REPORTING
    may_draft = sender is not None and not reporting and may(person, Verb.DRAFT_DOCUMENT, sender.pk, on)
    if request.method == "POST":
        if not may_draft or sender is None or not behind:
            raise Http404
        document = draft(
            unit=sender.pk,
            content=reminder_letter(
                campaign, asked, year, behind, sender, parent(sender.pk, campaign.line, on), head_of(sender.pk, on), on
            ),
            by=person,
            at=now(),
            source=("campaign", campaign.pk),
        )
        messages.success(request, "Đã soạn công văn đôn đốc. Hãy xem lại trước khi lấy số.")
        return redirect("papers:document", document.pk)
    text = reminder_text(campaign.name, asked.title, year, behind, sender.brief if sender else "", on)
    context = {"campaign": campaign, "definition": asked, "year": year, "behind": behind, "today": on, "text": text}
    more = {"may_draft": may_draft, "reporting": _gatherings(rows, person, on) if reporting else []}
    return render(request, "campaigns/remind.html", context | more)


@dataclass(frozen=True, slots=True)
class Gathering:
    """A unit to which reports of a period are owed."""

    unit: Unit
    period: Period


def _gatherings(rows: Iterable[Duty], person: int, on: date) -> list[Gathering]:
    """To whom the reports are owed that are behind, where the person may look: there is known which have been sent."""
    owed = {(row.to_unit, row.period, row.campaign.line) for row in rows if row.to_unit}
    seen = {(unit, key) for unit, key, line in owed if may(person, Verb.READ_REPORT, unit.pk, on, line=line)}
    return [Gathering(unit, parse_period(key)) for unit, key in sorted(seen, key=lambda each: (each[1], each[0].name))]


def _sender(person: int, campaign: Campaign, on: date) -> Unit | None:
    """The unit from which this person looks down on the campaign."""
    pk = overseeing_unit(person, campaign, on)
    return None if pk is None else Unit.objects.filter(pk=pk).first()
