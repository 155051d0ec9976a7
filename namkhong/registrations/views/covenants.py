"""Covenants: made and kept by the unit that leads, signed by the members."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from namkhong.campaigns.models import Campaign
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.papers.docx import docx_file
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.registrations import actions, policies, queries
from namkhong.registrations.drafting import covenant_document
from namkhong.registrations.forms import CovenantForm, ReasonForm
from namkhong.registrations.models import Covenant, CovenantParty
from namkhong.registrations.states import CovenantState
from namkhong.registrations.views.loading import led_covenant, party_of, place_of, seen_covenant, ticked, typed
from namkhong.registrations.views.papers import as_pdf
from namkhong.registrations.views.telling import story
from namkhong.units.models import Unit
from namkhong.units.queries import subtree

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_UNITS = 500
"""So many units are offered to be ticked; a bloc has a dozen."""


@entered_with(Verb.LEAD_BLOC)
def new_covenant(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """Draw up a covenant of units below."""
    place = place_of(campaign, year, unit)
    if not policies.may_lead_bloc(person_in(request).pk, place.campaign, unit, today()):
        raise Http404
    form = CovenantForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.draw_up(
                campaign=place.campaign,
                unit=place.unit,
                year=year,
                text=_text(request, form),
                by=person_in(request),
                at=now(),
            )
            return redirect("registrations:covenant", row.pk)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    return _form_page(request, form, place.campaign, place.unit, year, set(ticked(request, "don-vi")))


@entered_with(Verb.LEAD_BLOC)
def edit_covenant(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    row = led_covenant(request, pk)
    if row.state != CovenantState.DRAFT:
        return redirect("registrations:covenant", pk)
    first = {"bloc": row.bloc, "promises": "\n".join(row.promises)}
    form = CovenantForm(typed(request), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rewrite(covenant=row, text=_text(request, form), by=person_in(request), at=now())
            return redirect("registrations:covenant", pk)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    members = set(row.parties.order_by("pk").values_list("unit", flat=True))
    chosen = set(ticked(request, "don-vi")) if request.method == "POST" else members
    return _form_page(request, form, row.campaign, row.unit, row.year, chosen)


def _text(request: HttpRequest, form: CovenantForm) -> actions.Text:
    units = Unit.objects.filter(pk__in=ticked(request, "don-vi")).order_by("search_name", "pk")
    return actions.Text(form.cleaned_data["bloc"], list(units), form.lines())


def _form_page(
    request: HttpRequest, form: CovenantForm, campaign: Campaign, unit: Unit, year: int, chosen: set[int]
) -> HttpResponse:
    below = subtree(unit.pk, campaign.line, today(), with_self=False).order_by("search_name", "pk")
    context: dict[str, Any] = {"form": form, "campaign": campaign, "unit": unit, "year": year, "ticked": chosen}
    context |= {"units": below[:MOST_UNITS]}
    status = 422 if request.method == "POST" else 200
    return render(request, "registrations/covenant_form.html", context, status=status)


@entered_with(Verb.READ_REGISTRATION)
def covenant(request: HttpRequest, pk: int) -> HttpResponse:
    """What is promised, who has signed, and what may be done."""
    return _page(request, seen_covenant(request, pk))


def _page(request: HttpRequest, row: Covenant, refusal: str = "") -> HttpResponse:
    person, on, parties = person_in(request).pk, today(), queries.parties_of(row.pk)
    leads = policies.may_lead_bloc(person, row.campaign, row.unit_id, on)
    context = {
        "covenant": row,
        "parties": parties,
        "signed": sum(party.signed_at is not None for party in parties),
        "mine": {party.pk for party in parties if policies.may_sign(person, party, on)},
        "leads": leads,
        "story": story("covenant", row.pk),
        "refusal": refusal,
    }
    return render(request, "registrations/covenant.html", context, status=422 if refusal else 200)


def _done(request: HttpRequest, row: Covenant, act: Callable[[], object], words: str) -> HttpResponse:
    try:
        act()
    except DomainError as refused:
        return _page(request, seen_covenant(request, row.pk), refused.sentence)
    messages.success(request, words)
    return redirect("registrations:covenant", row.pk)


@entered_with(Verb.LEAD_BLOC)
@only_posted
def open_signing(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the members sign."""
    row, by = led_covenant(request, pk), person_in(request)
    words = "Đã mở ký và báo cho người đứng đầu các đơn vị thành viên."
    return _done(request, row, lambda: actions.open_signing(covenant=row, by=by, at=now()), words)


def _own_party(request: HttpRequest, pk: int, party: int) -> CovenantParty:
    found = party_of(seen_covenant(request, pk), party)
    if not policies.may_sign(person_in(request).pk, found, today()):
        raise Http404
    return found


@entered_with(Verb.SIGN_COVENANT)
def sign(request: HttpRequest, pk: int, party: int) -> HttpResponse:
    """Read once more, then sign: the second of two taps."""
    found, by = _own_party(request, pk, party), person_in(request)
    if request.method != "POST":
        if found.covenant.state != CovenantState.SIGNING or found.signed_at:
            return redirect("registrations:covenant", pk)
        return render(request, "registrations/sign.html", {"party": found, "covenant": found.covenant})
    words = f"Đã ký thay mặt {found.unit.name}."
    return _done(request, found.covenant, lambda: actions.sign(party=found, by=by, at=now()), words)


@entered_with(Verb.SIGN_COVENANT)
@only_posted
def withdraw_signature(request: HttpRequest, pk: int, party: int) -> HttpResponse:
    """Take the signature back."""
    found, by = _own_party(request, pk, party), person_in(request)
    return _done(
        request, found.covenant, lambda: actions.withdraw_signature(party=found, by=by, at=now()), "Đã rút chữ ký."
    )


@entered_with(Verb.LEAD_BLOC)
@only_posted
def take_out(request: HttpRequest, pk: int, party: int) -> HttpResponse:
    """A unit is no member after all."""
    row, by = led_covenant(request, pk), person_in(request)
    found = party_of(row, party)
    words = f"Đã đưa {found.unit.brief} ra khỏi giao ước."
    return _done(request, row, lambda: actions.take_out(party=found, by=by, at=now()), words)


@entered_with(Verb.LEAD_BLOC)
def redraft(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the text back, after saying that signatures become void."""
    row, by = led_covenant(request, pk), person_in(request)
    if request.method == "POST":
        words = "Đã rút về soạn lại và báo cho các đơn vị thành viên."
        return _done(request, row, lambda: actions.redraft(covenant=row, by=by, at=now()), words)
    signed = row.parties.filter(signed_at__isnull=False).count()
    return render(request, "registrations/redraft.html", {"covenant": row, "signed": signed})


@entered_with(Verb.LEAD_BLOC)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """There will be no covenant; asks why."""
    row, by, form = led_covenant(request, pk), person_in(request), ReasonForm(typed(request))
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["reason"]
        words = "Đã hủy giao ước."
        return _done(request, row, lambda: actions.cancel(covenant=row, reason=why, by=by, at=now()), words)
    context = {"covenant": row, "form": form}
    return render(request, "registrations/cancel.html", context, status=422 if request.method == "POST" else 200)


@entered_with(Verb.READ_REGISTRATION)
@require_safe
def covenant_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The covenant as a document, with a place to sign for every member."""
    row = seen_covenant(request, pk)
    if ending not in ("docx", "pdf"):
        raise Http404
    content = covenant_document(row, queries.parties_of(pk), today())
    if ending == "pdf":
        return as_pdf(content, "giao-uoc-thi-dua")
    headers = {"Content-Disposition": 'attachment; filename="giao-uoc-thi-dua.docx"'}
    return HttpResponse(docx_file(content), content_type=DOCX, headers=headers)
