"""Units by the names people type: without accents, by full or short name, the superior in brackets where needed."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from namkhong.foundation.errors import DomainError
from namkhong.foundation.text import fold
from namkhong.reorganisations.policies import in_hand
from namkhong.units.models import Placement, Unit

_WITH_SUPERIOR = re.compile(r"(?P<name>.+?)\s*\((?P<superior>[^()]+)\)\s*")
_AT_ONCE = 40
"""So many names are looked for in one query."""


class NoSuchUnit(DomainError):
    sentence = "Không có đơn vị nào tên “{name}” trong phạm vi của bạn. Hãy kiểm tra lại tên."


class SeveralUnits(DomainError):
    sentence = "Có {count} đơn vị tên “{name}”. Hãy ghi thêm cấp trên trong ngoặc để phân biệt: {choices}."


class Register:
    """The units in the hand of `unit` on a day that are meant by some typed names."""

    def __init__(self, unit: int, on: date, typed: Iterable[str]) -> None:
        wanted = {key for text in typed for key in _keys(text)}
        self._units: dict[str, list[Unit]] = defaultdict(list)
        self._superiors: dict[int, set[str]] = defaultdict(set)
        keys = sorted(wanted)
        for start in range(0, len(keys), _AT_ONCE):
            words = reduce(or_, (Q(search_name__contains=key) for key in keys[start : start + _AT_ONCE]))
            for row in in_hand(unit, on).filter(words).order_by("search_name", "pk"):
                for key in {fold(row.name), fold(row.short_name)} & wanted:
                    if row not in self._units[key]:
                        self._units[key].append(row)
        self._load_superiors(on)

    def _load_superiors(self, on: date) -> None:
        found = {row.pk for rows in self._units.values() for row in rows}
        rows = Placement.objects.on(on).filter(unit__in=found, parent__isnull=False).order_by("pk")
        for unit, name, short in rows.values_list("unit", "parent__name", "parent__short_name"):
            self._superiors[unit] |= {name, short} - {""}

    def maybe(self, typed: str) -> Unit | None:
        """The unit that is meant, None where there is no such name. Raises: SeveralUnits."""
        rows = self._units.get(fold(typed), [])
        if not rows and (parted := _WITH_SUPERIOR.fullmatch(typed)):
            superior = fold(parted["superior"])
            rows = [row for row in self._units.get(fold(parted["name"]), []) if superior in self._folded(row)]
        if len(rows) > 1:
            raise SeveralUnits(count=len(rows), name=typed.strip(), choices=self._choices(rows))
        return rows[0] if rows else None

    def one(self, typed: str) -> Unit:
        """The unit that is meant. Raises: NoSuchUnit, SeveralUnits."""
        found = self.maybe(typed)
        if found is None:
            raise NoSuchUnit(name=typed.strip())
        return found

    def _folded(self, unit: Unit) -> set[str]:
        return {fold(name) for name in self._superiors[unit.pk]}

    def _choices(self, rows: list[Unit]) -> str:
        named = [f"“{row.name} ({min(self._superiors[row.pk], key=len, default='')})”" for row in rows[:4]]
        return "; ".join(named)


def _keys(typed: str) -> set[str]:
    """What to look for: the whole text, and the name before brackets."""
    parted = _WITH_SUPERIOR.fullmatch(typed)
    return {fold(typed), *([fold(parted["name"])] if parted else [])} - {""}
