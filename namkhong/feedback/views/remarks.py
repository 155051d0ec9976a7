"""What people wrote: searched without accents, by period, score and topic; names masked outside the unit itself."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from namkhong.design.components.tables import link
from namkhong.feedback import queries
from namkhong.feedback.forms.remarks import RemarkFilter
from namkhong.feedback.views.screens import screens_of
from namkhong.feedback.wordlists import lexicon
from namkhong.foundation.clock import today
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import entered_with, person_in, require
from namkhong.people.policies import own_units
from namkhong.people.rules import Verb
from namkhong.units.models import Unit


@entered_with(Verb.READ_FEEDBACK)
def remarks(request: HttpRequest, unit: int) -> HttpResponse:
    """Words of a unit and everybody below, one page."""
    row, on = get_object_or_404(Unit, pk=unit), today()
    require(request, Verb.READ_FEEDBACK, unit)
    form = RemarkFilter(request.GET, on=on)
    search = form.search(unit, after=whole_number(request.GET.get("sau", "")) or 0)
    own = own_units(person_in(request).pk, Verb.READ_FEEDBACK, on)
    found, more = queries.page_of_remarks(search, own)
    asked = {key: str(value) for key, value in request.GET.items() if key != "sau" and value}
    context = {
        "unit": row,
        "screens": screens_of(unit, "remarks"),
        "form": form,
        "filters": [form[name] for name in ("thang", "chude", "diem", "rieng")],
        "found": found,
        "own": unit in own,
        "filtered": bool(asked),
        "topic": lexicon().by_key.get(form.value("chude")),
        "first_url": link(asked) if search.after else "",
        "next_url": link(asked, sau=str(found[-1].number)) if more else "",
        "surfacing": [] if search.after or asked else _surfacing(search.unit, search.first, search.last),
    }
    return render(request, "feedback/remarks.html", context)


def _surfacing(unit: int, first: date, last: date) -> list[tuple[str, int, str]]:
    """Phrases that surface, each with a way to the words they stand in."""
    found = queries.surfacing_in(unit, first, last)
    return [(each.words, each.texts, link({}, tim=f'"{each.words}"')) for each in found]
