"""One part of the drafting page: a few fields for each clause of the superior's plan."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from namkhong.cascade.queries import Entry
from namkhong.cascade.rules import label_of, read_day, show_own_day, with_own_day
from namkhong.cascade.rules.comparing import lead_of
from namkhong.cascade.rules.inheriting import LED, report_sentence
from namkhong.cascade.states import How, Section
from namkhong.design.fields import NumberField
from namkhong.plans.actions import Revision
from namkhong.plans.actions.many import kept_mark
from namkhong.plans.queries import draft_of
from namkhong.plans.rules import tell
from namkhong.plans.rules.comparing import is_weaker
from namkhong.plans.rules.days import is_later
from namkhong.plans.states import ClauseKind, WorkKind

_WORK = (ClauseKind.DEADLINE, ClauseKind.MILESTONE, ClauseKind.RECURRING_ACTIVITY, ClauseKind.PLEDGE)


class ShownEntry:
    """A clause with its fields, for the template."""

    def __init__(self, entry: Entry, form: "SectionForm") -> None:
        self.entry = entry
        self.label = label_of(draft_of(entry.upper))
        self.upper_lines = tell(draft_of(entry.upper))
        self.own_text = entry.clause.text
        self._form = form

    def __getattr__(self, name: str) -> BoundField | None:
        """The field of this clause with this name; None where its kind has none."""
        if name.startswith("_"):
            raise AttributeError(name)
        key = field_name(self.entry, name)
        return self._form[key] if key in self._form.fields else None

    @property
    def unowned(self) -> bool:
        """Whether nobody is named for something that needs a body."""
        entry = self.entry
        named = entry.clause.kind in LED and entry.how == How.CONCRETE
        return named and entry.kept and not lead_of(draft_of(entry.clause)).strip()

    @property
    def warning(self) -> str:
        """What a superior would object to."""
        own, upper = self.entry.clause.facts, self.entry.upper.facts
        if self.entry.clause.kind == ClauseKind.TARGET and is_weaker(own, upper):
            return "Chỉ tiêu này thấp hơn của cấp trên."
        if is_later(own, upper):
            return "Hạn này muộn hơn hạn của cấp trên."
        return ""


def field_name(entry: Entry, name: str) -> str:
    """How a field of a clause is called in what is sent."""
    return f"m{entry.clause.pk}-{name}"


class SectionForm(forms.Form):
    """Fields are `m<number>-<name>`: keep, seen, and by kind low, high, people, lead, day, text."""

    def __init__(self, section: Section, entries: Sequence[Entry], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section, self.entries = section, list(entries)
        for entry in self.entries:
            for name, field in _fields(entry).items():
                self.fields[field_name(entry, name)] = field

    @property
    def shown(self) -> list[ShownEntry]:
        """The clauses with their fields."""
        return [ShownEntry(entry, self) for entry in self.entries]

    def clean(self) -> dict[str, Any]:
        """Days are days of the calendar."""
        data: dict[str, Any] = super().clean() or {}
        for entry in self.entries:
            typed = data.get(field_name(entry, "day"))
            if typed is not None and read_day(typed, entry.clause.facts) is None:
                self.add_error(field_name(entry, "day"), _day_hint(entry.clause.facts, "Không phải ngày: "))
        return data

    def revisions(self) -> dict[int, Revision]:
        """What was sent, by clause; only of a valid form. A clause that was not on the sender's page is left alone."""
        sent = [entry for entry in self.entries if self.data.get(field_name(entry, "seen"))]
        return {entry.clause.pk: self._revision(entry) for entry in sent}

    def _revision(self, entry: Entry) -> Revision:
        told = {
            name: self.cleaned_data[field_name(entry, name)]
            for name in ("keep", "low", "high", "people", "lead", "day", "text", "seen")
            if field_name(entry, name) in self.fields
        }
        text, facts = _revised(entry, told)
        return Revision(text, facts, bool(told["keep"]), told["seen"])

    def renewed(self, clauses: Sequence[int]) -> None:
        """After somebody else's change: what stands now has been seen, so that saving again overwrites it."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for entry in self.entries:
            if entry.clause.pk in clauses:
                data[field_name(entry, "seen")] = kept_mark(entry.clause)
        self.data = data


def _fields(entry: Entry) -> dict[str, forms.Field]:
    clause = entry.clause
    kind, facts = clause.kind, clause.facts
    fields: dict[str, forms.Field] = {
        "keep": forms.BooleanField(label="Đưa vào kế hoạch của đơn vị", required=False, initial=entry.kept),
        "seen": forms.CharField(required=False, initial=kept_mark(clause), widget=forms.HiddenInput),
    }
    if kind == ClauseKind.TARGET and facts.get("unit") != "other":
        for name, label in (("low", "Mức thấp"), ("high", "Mức cao")):
            if facts.get(name):
                fields[name] = _number(label, facts[name])
    if kind == ClauseKind.TARGET:
        fields["people"] = NumberField(
            label="Số người của đơn vị",
            required=False,
            whole=True,
            min_value=0,
            max_value=999_999,
            initial=facts.get("people"),
        )
    if kind in LED and entry.how == How.CONCRETE:
        lead = lead_of(draft_of(clause))
        fields["lead"] = forms.CharField(label="Bộ phận phụ trách", required=False, max_length=200, initial=lead)
    if kind in _WORK and entry.how == How.CONCRETE:
        hint = _day_hint(facts)
        day = show_own_day(facts)
        fields["day"] = forms.CharField(
            label="Chậm nhất ngày", required=False, max_length=20, initial=day, help_text=hint
        )
    if kind in (*_WORK, ClauseKind.TARGET, ClauseKind.TASK_GROUP) and entry.how == How.CONCRETE:
        box = forms.Textarea(attrs={"rows": 2})
        fields["text"] = forms.CharField(label="Câu trong kế hoạch", max_length=4000, initial=clause.text, widget=box)
    return fields


def _number(label: str, value: str) -> forms.Field:
    return NumberField(
        label=label, required=False, min_value=0, max_value=9999, decimal_places=3, initial=Decimal(value)
    )


def _day_hint(facts: Mapping[str, Any], before: str = "") -> str:
    in_year = facts.get("recurrence") in (None, "", "once", "yearly")
    return before + ("ghi ngày/tháng, ví dụ 30/10." if in_year else "chỉ ghi ngày trong tháng, ví dụ 25.")


def _revised(entry: Entry, told: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Text and facts as told; a sentence nobody retyped follows its new day and body."""
    clause = entry.clause
    facts, text = dict(clause.facts), str(told.get("text", clause.text))
    for name in ("low", "high"):
        if name in told:
            facts[name] = f"{told[name].normalize():f}" if told[name] is not None else ""
    if "people" in told:
        facts["people"] = None if told["people"] is None else int(told["people"])
    if clause.kind == ClauseKind.RESPONSIBILITY and "lead" in told:
        return told["lead"], facts
    if clause.kind == ClauseKind.TASK_GROUP and "lead" in told:
        return text, facts | {"lead": told["lead"]}
    if "day" not in told:
        return text, facts
    facts = (read_day(told["day"], facts) or facts) | {"who": told["lead"]}
    if " ".join(text.split()) != " ".join(clause.text.split()) or facts == clause.facts:
        return text, facts
    if facts.get("kind") == WorkKind.REPORT and facts.get("to"):
        return report_sentence(facts, "các bộ phận"), facts
    return with_own_day(text, clause.facts, facts), facts
