"""Who works at a unit, where a person has worked, and what of personal data may be hinted at."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from namkhong.foundation.text import fold
from namkhong.people.models import Employment, Person, PersonalData, Post
from namkhong.people.personal import masked
from namkhong.people.sealing import open_box, sealer_if_any
from namkhong.people.states import PersonalField

# A row that a batch ended before its first day never held (see Employment).
_HELD = Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))


def staff_of(unit: int, on: date, words: str = "") -> QuerySet[Employment]:
    """Those who work at a unit on a day, by name if words are given, in Vietnamese order of given names."""
    rows = Employment.objects.on(on).filter(unit=unit).select_related("person")
    for word in fold(words).split():
        rows = rows.filter(person__search_name__contains=word)
    return rows.order_by("person__sort_name", "person")


def only_posted_at(unit: int, on: date) -> QuerySet[Post]:
    """Posts at a unit of people who are not on its list: trusted with something here, employed elsewhere or nowhere."""
    here = Employment.objects.on(on).filter(unit=unit, person=OuterRef("person"))
    rows = Post.objects.on(on).filter(~Exists(here), unit=unit).select_related("person")
    return rows.order_by("person__sort_name", "person", "pk")


def heads_of(unit: int) -> QuerySet[Post]:
    """Everybody who ever stood at the head of a unit, the newest first."""
    rows = Post.objects.filter(_HELD, unit=unit, kind__in=("head", "superior_head"))
    return rows.select_related("person").order_by("-valid_from", "-pk")


def names_ever_at(units: Collection[int]) -> dict[int, list[str]]:
    """Full names of everybody who ever worked or held a post at each of the units."""
    found: dict[int, list[str]] = {}
    for rows in (Employment.objects, Post.objects):
        held = rows.filter(_HELD, unit__in=units).order_by("unit", "person").distinct()
        for unit, name in held.values_list("unit", "person__full_name"):
            found.setdefault(unit, []).append(name)
    return found


def working_life(person: int) -> QuerySet[Employment]:
    """Where a person has worked, the newest first."""
    return Employment.objects.filter(_HELD, person=person).select_related("unit").order_by("-valid_from", "-pk")


def posts_ever(person: int) -> QuerySet[Post]:
    """What a person was ever trusted with, the newest first."""
    return Post.objects.filter(_HELD, person=person).select_related("unit").order_by("-valid_from", "-pk")


def units_knowing(person: int, on: date) -> list[int]:
    """Numbers of the units that have to do with a person: where he works or holds a post on a day, else worked last."""
    works = Employment.objects.on(on).filter(person=person).order_by("pk").values_list("unit", flat=True)
    holds = Post.objects.on(on).filter(person=person).order_by("pk").values_list("unit", flat=True)
    if found := list(dict.fromkeys([*works, *holds])):
        return found
    return list(working_life(person).values_list("unit", flat=True)[:1])


@dataclass(frozen=True, slots=True)
class Hint:
    """A field under lock as it is shown to whoever may open it; `value` shows the end of a number at most."""

    field: PersonalField
    value: str

    @property
    def label(self) -> str:
        """The name of the field."""
        return str(self.field.label)


def hints(person: int) -> list[Hint]:
    """Every field under lock of a person, masked. Raises: CannotOpen."""
    row = PersonalData.objects.filter(person=person).first()
    fields = open_box(person, row.sealed) if row else {}
    return [Hint(field, masked(field, fields[field]) if field in fields else "") for field in PersonalField]


def with_exactly(field: PersonalField, value: str, units: QuerySet) -> Person | None:
    """The person with this identity number or telephone, in its plain form, among those who work or worked at the
    units; no box is opened. Raises: CannotOpen.
    """
    key = sealer_if_any()
    if key is None:
        return None
    column = {PersonalField.IDENTITY: "identity_mark", PersonalField.PHONE: "phone_mark"}[field]
    marked = PersonalData.objects.filter(**{column: key.mark(field, value)}).values("person")
    at_units = Employment.objects.filter(_HELD, unit__in=units.values("pk"), person__in=marked)
    return Person.objects.filter(pk__in=at_units.values("person")).order_by("pk").first()
