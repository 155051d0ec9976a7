"""The lists that a unit receives: how every unit below stands, judging many at once, reminding."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from namkhong.campaigns.drafting import Behind, reminder_letter, reminder_text
from namkhong.campaigns.models import DutyDefinition
from namkhong.campaigns.states import DutyKind
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.journal.models import Batch
from namkhong.papers.actions import draft
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.policies import may
from namkhong.people.queries import head_of
from namkhong.people.rules import Verb
from namkhong.registrations import actions, policies, queries
from namkhong.registrations.actions import Place
from namkhong.registrations.queries.received import named_like
from namkhong.registrations.states import RegistrationState
from namkhong.registrations.views.loading import place_of, ticked
from namkhong.registrations.views.showing import SEARCH, chosen_state, state_tabs
from namkhong.units.queries import parent

ROWS = 50
TITLE = "Đăng ký thi đua"


def _receiver(request: HttpRequest, campaign: int, year: int, unit: int, verb: Verb) -> Place:
    """The unit that receives, for those who look down from it. Raises: Http404."""
    place = place_of(campaign, year, unit)
    if not policies.may_receive(person_in(request).pk, verb, place.campaign, unit, today()):
        raise Http404
    return place


@entered_with(Verb.READ_REGISTRATION)
def received(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """Units below with how their list stands: filtered, searched, fifty on a page."""
    return _page(request, _receiver(request, campaign, year, unit, Verb.READ_REGISTRATION))


def _page(request: HttpRequest, place: Place, refusal: str = "") -> HttpResponse:
    on, person = today(), person_in(request).pk
    rows = queries.received(place.unit.pk, place.campaign, place.year, on)
    counts, chosen, words = queries.state_counts(rows), chosen_state(request), request.GET.get(SEARCH, "").strip()
    found = queries.in_state(rows, chosen) if chosen else rows
    found = named_like(found, words[:120]) if words else found
    judges = policies.may_receive(person, Verb.JUDGE_REGISTRATION, place.campaign, place.unit.pk, on)
    context = {
        "place": place,
        "tabs": state_tabs(request, counts, chosen),
        "chosen": chosen,
        "words": words,
        "page": Paginator(found, ROWS).get_page(request.GET.get("trang")),
        "counts": {state.value: many for state, many in counts.items()},
        "behind": counts[RegistrationState.NOT_SENT] + counts[RegistrationState.REFUSED],
        "judges": judges,
        "batch": queries.last_batch(place.unit.pk, place.campaign.pk, place.year, person) if judges else None,
        "today": on,
        "refusal": refusal,
    }
    return render(request, "registrations/received.html", context, status=422 if refusal else 200)


def _done(request: HttpRequest, place: Place, act: Callable[[], str]) -> HttpResponse:
    try:
        messages.success(request, act())
    except DomainError as refused:
        return _page(request, place, refused.sentence)
    return redirect("registrations:received", place.campaign.pk, place.year, place.unit.pk)


@entered_with(Verb.JUDGE_REGISTRATION)
@only_posted
def approve(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """Approve the lists ticked, or all that nothing speaks against."""
    place = _receiver(request, campaign, year, unit, Verb.JUDGE_REGISTRATION)
    lists = None if "tat-ca" in request.POST else ticked(request, "danh-sach")

    def act() -> str:
        actions.approve_lists(
            campaign=place.campaign, year=year, to_unit=place.unit, lists=lists, by=person_in(request), at=now()
        )
        return "Đã duyệt. Nếu nhầm, bấm “Hoàn tác lần duyệt vừa rồi”."

    return _done(request, place, act)


@entered_with(Verb.JUDGE_REGISTRATION)
@only_posted
def undo(request: HttpRequest, campaign: int, year: int, unit: int, batch: int) -> HttpResponse:
    """Take back an approval of many lists that I gave."""
    place = _receiver(request, campaign, year, unit, Verb.JUDGE_REGISTRATION)
    found = get_object_or_404(Batch, pk=batch, by_id=person_in(request).pk)

    def act() -> str:
        many = actions.undo_lists(campaign=place.campaign, year=year, batch=found, by=person_in(request), at=now())
        return f"Đã hoàn tác: {many} danh sách trở lại chờ duyệt."

    return _done(request, place, act)


@entered_with(Verb.READ_REGISTRATION)
def remind(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """The words of a reminder before it is sent; POST tells the units, or drafts the letter."""
    place, on = _receiver(request, campaign, year, unit, Verb.READ_REGISTRATION), today()
    rows, person = queries.missing(unit, place.campaign, year, on), person_in(request)
    judges = policies.may_receive(person.pk, Verb.JUDGE_REGISTRATION, place.campaign, unit, on)
    if request.method == "POST" and not judges:
        raise Http404
    if request.method == "POST" and not rows:
        messages.info(request, "Không còn đơn vị nào cần nhắc.")
        return redirect("registrations:received", campaign, year, unit)
    if request.method == "POST" and "nhac" not in request.POST:
        return _letter(request, place, rows)
    if request.method == "POST":
        units = [(row.unit.pk, row.due_on) for row in rows]
        many = actions.remind(campaign=place.campaign, year=year, to_unit=place.unit, units=units, by=person, at=now())
        messages.success(request, f"Đã nhắc {many} đơn vị trong hệ thống.")
        return redirect("registrations:received", campaign, year, unit)
    behind = _behind(rows)
    context = {
        "place": place,
        "behind": behind,
        "text": reminder_text(place.campaign.name, TITLE, year, behind, place.unit.brief, on),
        "judges": judges,
        "may_draft": judges and may(person.pk, Verb.DRAFT_DOCUMENT, unit, on) and _definition(place) is not None,
    }
    return render(request, "registrations/remind.html", context)


def _behind(rows: list[queries.Missing]) -> list[Behind]:
    return [Behind(row.unit.name, row.due_on) for row in rows]


def _definition(place: Place) -> DutyDefinition | None:
    rows = DutyDefinition.objects.filter(campaign=place.campaign, kind=DutyKind.REGISTER)
    return rows.order_by("order", "pk").first()


def _letter(request: HttpRequest, place: Place, rows: list[queries.Missing]) -> HttpResponse:
    on, person, definition = today(), person_in(request).pk, _definition(place)
    if not may(person, Verb.DRAFT_DOCUMENT, place.unit.pk, on):
        raise Http404
    if definition is None:
        messages.info(request, "Cuộc vận động không giao việc đăng ký thi đua nên chưa có căn cứ để soạn công văn.")
        return redirect("registrations:received", place.campaign.pk, place.year, place.unit.pk)
    superior, head = parent(place.unit.pk, place.campaign.line, on), head_of(place.unit.pk, on)
    letter = reminder_letter(place.campaign, definition, place.year, _behind(rows), place.unit, superior, head, on)
    made = draft(unit=place.unit.pk, content=letter, by=person, at=now(), source=("campaign", place.campaign.pk))
    messages.success(request, "Đã soạn công văn đôn đốc. Hãy xem lại trước khi lấy số.")
    return redirect("papers:document", made.pk)
