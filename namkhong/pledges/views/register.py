"""The register of a unit: who has signed and who has not, and why; one person of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.design.components.tables import Tab, link
from namkhong.foundation.clock import now, today
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.kept import take_kept_form
from namkhong.people.models import Person
from namkhong.people.rules import Verb
from namkhong.pledges import actions, queries
from namkhong.pledges.forms.reasons import ReasonForm, UnsignForm
from namkhong.pledges.models import Evaluation, Pledge, Round
from namkhong.pledges.policies import may_keep
from namkhong.pledges.queries.links import link_path
from namkhong.pledges.rules.counting import Count
from namkhong.pledges.states import PledgeState, RoundState
from namkhong.pledges.views.loading import person_at, read_unit, refusal_of
from namkhong.pledges.views.showing import PLEDGE_TAGS, alive, parts_of
from namkhong.units.models import Unit

ROWS = 50
FILTER, SEARCH = "tinh-trang", "tim"
OLDER = "ban-cu"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the register as it is shown."""

    entry: queries.Entry
    tag: str
    label: str
    address: str = ""


@entered_with(Verb.READ_PLEDGES)
def register(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Everybody who works at a unit: filtered, searched, fifty on a page."""
    round, place = read_unit(request, pk, unit)
    on, person = today(), person_in(request).pk
    chosen = request.GET.get(FILTER, "")
    state = _STATES.get(chosen, "")
    words, mark = request.GET.get(SEARCH, "").strip()[:120], queries.text_for(round, unit, on).mark
    rows = queries.staff_in(round, unit, on, words=words, state=state, mark=mark)
    page = Paginator(rows, ROWS).get_page(request.GET.get("trang"))
    count, older = queries.coverage_now(round, unit, on), queries.older_count(round, unit, on)
    keeps = may_keep(person, unit, on) and alive(round)
    context = {
        "round": round,
        "unit": place,
        "page": page,
        "lines": _lines(request, round, queries.entries(round, page, mark, on), keeps=keeps),
        "count": count,
        "parts": parts_of(count),
        "tabs": _tabs(request, count, older, queries.left_count(round, unit, on), chosen if state else ""),
        "chosen": chosen if state else "",
        "words": words,
        "older": older,
        "keeps": keeps,
        "open": round.state == RoundState.OPEN,
        "questions": queries.questions_to(round, unit, on),
    }
    return render(request, "pledges/register.html", context)


_STATES = {
    "chua-ky": PledgeState.AWAITED,
    "da-ky": PledgeState.SIGNED,
    "khong-ky": PledgeState.REFUSED,
    "nghi": PledgeState.ON_LEAVE,
    "chuyen-di": PledgeState.TRANSFERRED,
    "nghi-huu": PledgeState.RETIRED,
    OLDER: queries.OLDER,
}


def _lines(request: HttpRequest, round: Round, entries: Iterable[queries.Entry], *, keeps: bool) -> list[Line]:
    """Entries with their tags, and for whoever has not signed the address to send."""
    sends = keeps and round.state == RoundState.OPEN
    found = []
    for entry in entries:
        address = ""
        if sends and entry.state is PledgeState.AWAITED:
            address = request.build_absolute_uri(link_path(round, entry.employment.person_id))
        found.append(Line(entry, PLEDGE_TAGS[entry.state], str(entry.state.label), address))
    return found


def _tabs(request: HttpRequest, count: Count, older: int, left: int, chosen: str) -> list[Tab]:
    query = {key: str(value) for key, value in request.GET.items() if key != "trang"}
    counted: list[tuple[str, str, int | None]] = [
        ("Tất cả", "", None),
        ("Chưa ký", "chua-ky", count.waiting),
        ("Đã ký", "da-ky", count.signed),
        ("Không ký", "khong-ky", count.refused),
        ("Nghỉ dài ngày", "nghi", count.on_leave),
        ("Ký bản cũ", OLDER, older),
        ("Đã chuyển đi", "chuyen-di", None if left else 0),
        ("Nghỉ hưu, thôi việc", "nghi-huu", None if left else 0),
    ]
    shown = [row for row in counted if row[2] != 0 or row[1] in (chosen, "chua-ky", "da-ky")]
    return [Tab(label, link(query, **{FILTER: key}), chosen == key, number) for label, key, number in shown]


@entered_with(Verb.READ_PLEDGES)
def person(request: HttpRequest, pk: int, unit: int, person: int) -> HttpResponse:
    """One person: what was signed, who received it, how it was kept; whoever keeps the register says why not."""
    round, place = read_unit(request, pk, unit)
    row = person_at(unit, person)
    keeps = may_keep(person_in(request).pk, unit, today()) and alive(round)
    signed = queries.has_signed(round, person)
    form = ReasonForm(take_kept_form(request, person_in(request).pk), signed=signed)
    if request.method == "POST":
        if not keeps:
            raise Http404
        form = ReasonForm(request.POST, signed=signed)
        if form.is_valid() and _carried_out(form, lambda: _reason(request, round, row, form)):
            messages.success(request, f"Đã ghi tình trạng của {row.full_name}. Nếu ghi nhầm, bạn có thể ghi lại.")
            return redirect("pledges:person", pk, unit, person)
    return _person_page(request, round, place, row, {"form": form, "keeps": keeps})


def _person_page(
    request: HttpRequest, round: Round, place: Unit, row: Person, more: dict[str, Any], refusal: str = ""
) -> HttpResponse:
    on, reader = today(), person_in(request).pk
    part = queries.own_part(round, row.pk, on)
    pledge = part.pledge if part else None
    state = part.state if part else PledgeState.AWAITED
    context = {
        "round": round,
        "unit": place,
        "subject": row,
        "pledge": pledge,
        "state": state,
        "tag": PLEDGE_TAGS[state],
        "evaluations": Evaluation.objects.filter(pledge=pledge).order_by("pk") if pledge else [],
        "unsign": UnsignForm(),
        "own_slip": bool(pledge and actions.wrote_today(pledge, reader, now())),
        "unsignable": more["keeps"] and state is PledgeState.SIGNED and round.state == RoundState.OPEN,
        "left": state in (PledgeState.TRANSFERRED, PledgeState.RETIRED),
        "refusal": refusal,
    }
    wrong = bool(refusal or (more["form"].errors and request.method == "POST"))
    return render(request, "pledges/person.html", context | more, status=422 if wrong else 200)


def _reason(request: HttpRequest, round: Round, row: Person, form: ReasonForm) -> None:
    data = form.cleaned_data
    more = {"until_on": data["until_on"]} if data["what"] == "go_on_leave" else {}
    _ACTS[data["what"]](round=round, person=row, reason=data["reason"], by=person_in(request), at=now(), **more)


_ACTS: dict[str, Callable[..., Pledge]] = {
    "refuse": actions.refuse,
    "go_on_leave": actions.go_on_leave,
    "transfer": actions.transfer,
    "retire": actions.retire,
}


def _carried_out(form: ReasonForm, act: Any) -> bool:
    refusal = refusal_of(act)
    if refusal:
        form.add_error("reason" if refusal == actions.ReasonNeeded.sentence else None, refusal)
    return not refusal


@entered_with(Verb.KEEP_PLEDGES)
@only_posted
def await_again(request: HttpRequest, pk: int, unit: int, person: int) -> HttpResponse:
    """Take back what was written down of a person."""
    return _act(request, pk, unit, person, "Đã ghi lại: người này lại có tên trong danh sách ký.", actions.await_again)


@entered_with(Verb.KEEP_PLEDGES)
@only_posted
def unsign(request: HttpRequest, pk: int, unit: int, person: int) -> HttpResponse:
    """Take back a signature that was written down by mistake."""
    reason = request.POST.get("reason", "")[:300]
    told = "Đã hủy chữ ký. Người này có thể ký lại."
    return _act(request, pk, unit, person, told, actions.unsign, reason=reason)


def _act(request: HttpRequest, pk: int, unit: int, number: int, told: str, action: Any, **more: object) -> HttpResponse:
    round, place = read_unit(request, pk, unit)
    row, who = person_at(unit, number), person_in(request)
    if not may_keep(who.pk, unit, today()):
        raise Http404
    refusal = refusal_of(lambda: action(round=round, person=row, by=who, at=now(), **more))
    if refusal:
        form = ReasonForm(signed=queries.has_signed(round, number))
        return _person_page(request, round, place, row, {"form": form, "keeps": alive(round)}, refusal)
    messages.success(request, told)
    return redirect("pledges:person", pk, unit, number)
