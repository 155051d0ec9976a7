"""From a valid form to a change: units by number, parts by name."""

from decimal import Decimal

from namkhong.reorganisations.forms import EXISTING, KEEP, ChangeForm
from namkhong.reorganisations.queries import Register, day_before
from namkhong.units.actions import ChangeDraft, ResultDraft
from namkhong.units.models import Reorganisation, Unit
from namkhong.units.states import ChangeKind


def draft_of(row: Reorganisation, form: ChangeForm) -> ChangeDraft:
    """The change that a valid form describes. Raises: SeveralUnits where the name of a part is ambiguous."""
    data = form.cleaned_data
    sources = [form.offers["sources"].unit(number) for number in data["sources"]]
    if form.kind == ChangeKind.MERGE:
        return _merged(form, sources)
    results: list[ResultDraft] = []
    if form.kind == ChangeKind.SPLIT:
        results = _parts(row, form, sources[0])
    elif form.kind == ChangeKind.RENAME:
        results = [ResultDraft(name=data["name"], short_name=data["short_name"])]
    elif form.kind == ChangeKind.TRANSFER:
        results = [ResultDraft(parent=form.offers["parent"].above(data["parent"]))]
    return ChangeDraft(form.kind, data.get("line", ""), sources, results)


def _merged(form: ChangeForm, sources: list[Unit]) -> ChangeDraft:
    """Into a new unit, or into one that exists: that one goes in as well, and comes out again."""
    data = form.cleaned_data
    if data["how"] == EXISTING:
        receiver = form.offers["receiver"].unit(data["receiver"])
        into = sources if receiver in sources else [*sources, receiver]
        return ChangeDraft(form.kind, "", into, [ResultDraft(unit=receiver)])
    parent = None if data["parent"] in ("", KEEP) else form.offers["parent"].above(data["parent"])
    new = ResultDraft(
        name=data["name"],
        short_name=data["short_name"],
        kind=data["unit_kind"] or sources[0].kind,
        place=data["place"] or sources[0].place,
        notation=sources[0].notation,
        parent=parent,
    )
    return ChangeDraft(form.kind, "", sources, [new])


def _parts(row: Reorganisation, form: ChangeForm, source: Unit) -> list[ResultDraft]:
    """Parts by name: the divided unit itself, another that exists, or a new one of the same kind."""
    named = form.parts()
    register = Register(row.unit_id, day_before(row), [name for name, _ in named])
    results = []
    for name, share in named:
        unit = register.maybe(name)
        results.append(ResultDraft(unit=unit, share=share) if unit else _new_part(name, share, source))
    return results


def _new_part(name: str, share: Decimal | None, source: Unit) -> ResultDraft:
    """A part that is founded: like the divided unit, under the same superior."""
    return ResultDraft(name=name, share=share, kind=source.kind, place=source.place, notation=source.notation)
