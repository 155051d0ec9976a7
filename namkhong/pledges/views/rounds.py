"""Rounds: those a person has to do with, made ready, opened, evaluated, closed, renewed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from namkhong.campaigns.models import Campaign
from namkhong.foundation.clock import now, today
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import entered_with, only_posted, person_in, signed_in
from namkhong.people.rules import Verb
from namkhong.pledges import actions, queries, tasks
from namkhong.pledges.forms.rounds import RoundForm, line_forms, written_down
from namkhong.pledges.models import Round
from namkhong.pledges.policies import may_run
from namkhong.pledges.states import RoundState
from namkhong.pledges.views.loading import read_unit, refusal_of, require_line, run_round, seen_round, sent
from namkhong.pledges.views.showing import round_page

CAMPAIGN = "cuoc-van-dong"


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """Rounds the person has to do with, and campaigns that could have one."""
    person, on = person_in(request).pk, today()
    rows, campaign = queries.rounds_for(person, on), whole_number(request.GET.get(CAMPAIGN, ""))
    if campaign:
        rows = rows.filter(campaign=campaign)
    page = Paginator(rows, 20).get_page(request.GET.get("trang"))
    waiting = [] if campaign else queries.waiting_for(person, on)
    campaigns = queries.campaigns_without_round(person, on.year, on)
    offered = [row for row in campaigns if campaign in (None, row.pk)]
    context = {"page": page, "waiting": waiting, "today": on, "campaigns": offered, "one": campaign}
    return render(request, "pledges/index.html", context)


@entered_with(Verb.READ_PLEDGES)
def find(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """The register of a unit in the round of a campaign and year; the list of rounds where there is none."""
    row = queries.round_in(campaign, year)
    if row is not None and row.state != RoundState.PREPARING:
        round, place = read_unit(request, row.pk, unit)
        return redirect("pledges:register", round.pk, place.pk)
    require_line(request, campaign, unit)
    return redirect(f"{reverse('pledges:index')}?{CAMPAIGN}={campaign}")


@entered_with(Verb.RUN_PLEDGES)
def prepare(request: HttpRequest, campaign: int) -> HttpResponse:
    """Make the first round of a campaign ready, or that of a year: the five "không" are offered as its lines."""
    row = get_object_or_404(Campaign.objects.select_related("unit", "plan"), pk=campaign)
    if not may_run(person_in(request).pk, row, today()):
        raise Http404
    year = whole_number(request.GET.get("nam", ""), 4) or today().year
    data = sent(request)
    form = RoundForm(data, initial={"title": f"Đợt ký cam kết năm {year}", "opens_on": today()})
    lines = line_forms(data, queries.lines_offered(row))
    made: list[Round] = []
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        who, at = person_in(request), now()
        act = lambda: made.append(  # noqa: E731
            actions.prepare(campaign=row, year=year, draft=form.draft, lines=lines.lines(), by=who, at=at)
        )
        if refusal := refusal_of(act):
            form.add_error(None, refusal)
        else:
            messages.success(request, "Đã chuẩn bị đợt ký. Hãy xem lại nội dung rồi mở đợt.")
            return redirect("pledges:round", made[0].pk)
    wrong = bool(form.errors or lines.total_error_count())
    context = {"campaign": row, "year": year, "form": form, "lines": lines, "organiser": True}
    return render(request, "pledges/prepare.html", context, status=422 if wrong else 200)


@signed_in
def round(request: HttpRequest, pk: int) -> HttpResponse:
    """One round: what it asks, how far it is, what the reader may do."""
    row = seen_round(request, pk)
    return render(request, "pledges/round.html", round_page(row, person_in(request).pk, today()))


@entered_with(Verb.RUN_PLEDGES)
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Change title, days and reading of a round."""
    row = run_round(request, pk)
    form = RoundForm(sent(request), initial=written_down(row))
    act = lambda: actions.revise(round=row, draft=form.draft, by=person_in(request), at=now())  # noqa: E731
    return _written(request, row, form, act, "pledges/revise.html", "Đã lưu thông tin đợt ký.")


@entered_with(Verb.RUN_PLEDGES)
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Make next year's round from this one."""
    row = run_round(request, pk)
    year = row.year + 1
    start = {"title": f"Đợt ký cam kết năm {year}", "opens_on": max(today(), row.opens_on.replace(year=year, day=1))}
    form = RoundForm(sent(request), initial=start | {"reading": row.reading})
    made: list[Round] = []
    act = lambda: made.append(  # noqa: E731
        actions.renew(round=row, draft=form.draft, by=person_in(request), at=now())
    )
    told = "Đã chuẩn bị đợt của năm sau với nội dung của đợt này. Hãy xem lại rồi mở đợt."
    return _written(request, row, form, act, "pledges/renew.html", told, lambda: made[0].pk)


def _written(
    request: HttpRequest,
    row: Round,
    form: RoundForm,
    act: Callable[[], Any],
    template: str,
    told: str,
    then: Callable[[], int] | None = None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        if refusal := refusal_of(act):
            form.add_error(None, refusal)
        else:
            messages.success(request, told)
            return redirect("pledges:round", then() if then else row.pk)
    context = {"round": row, "form": form, "year": row.year + 1}
    return render(request, template, context, status=422 if form.errors else 200)


@entered_with(Verb.RUN_PLEDGES)
@only_posted
def open_round(request: HttpRequest, pk: int) -> HttpResponse:
    """People may sign from now on; the worker counts who is asked."""
    answer = _step(request, pk, actions.open_round, "Đã mở đợt ký. Mọi người ký được ngay từ bây giờ.")
    tasks.count_round.enqueue(pk)
    return answer


@entered_with(Verb.RUN_PLEDGES)
@only_posted
def begin_evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Signing is over, evaluating begins."""
    told = "Đã chuyển sang đánh giá. Mỗi người tự đánh giá trước, rồi người đứng đầu đánh giá."
    return _step(request, pk, actions.begin_evaluation, told)


@entered_with(Verb.RUN_PLEDGES)
@only_posted
def close_round(request: HttpRequest, pk: int) -> HttpResponse:
    """The round ends; it can be opened again."""
    return _step(request, pk, actions.close_round, "Đã khép lại đợt ký. Bạn có thể mở lại khi cần.")


@entered_with(Verb.RUN_PLEDGES)
@only_posted
def reopen_round(request: HttpRequest, pk: int) -> HttpResponse:
    """People sign again."""
    return _step(request, pk, actions.reopen_round, "Đã mở lại đợt ký.")


def _step(request: HttpRequest, pk: int, action: Callable[..., None], told: str) -> HttpResponse:
    row = run_round(request, pk)
    if refusal := refusal_of(lambda: action(round=row, by=person_in(request), at=now())):
        context = round_page(row, person_in(request).pk, today()) | {"refusal": refusal}
        return render(request, "pledges/round.html", context, status=422)
    messages.success(request, told)
    return redirect("pledges:round", pk)
