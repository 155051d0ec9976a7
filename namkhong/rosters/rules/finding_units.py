"""Which unit a cell means: by code, or by name without accents; two that fit are an error that names both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from namkhong.foundation.text import fold


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit that may be meant, and the one above it, which tells two of one name apart."""

    pk: int
    name: str
    short_name: str = ""
    code: str = ""
    above: str = ""


@dataclass(slots=True)
class UnitFinder:
    """Finds units by what people write; remembers what it has found."""

    by_code: Mapping[str, list[KnownUnit]]
    by_name: Mapping[str, list[KnownUnit]]
    said: dict[str, tuple[int, str]] = field(default_factory=dict)

    def find(self, text: str) -> tuple[int, str]:
        """The number of the unit and "", or 0 and a sentence that says why not."""
        answer = self.said.get(text)
        if answer is None:
            answer = self.said[text] = self._look(text)
        return answer

    def _look(self, text: str) -> tuple[int, str]:
        found = self.by_code.get(text.strip().upper()) or self.by_name.get(fold(text)) or []
        if len(found) == 1:
            return found[0].pk, ""
        if not found:
            return 0, f"Không tìm thấy đơn vị “{text}” trong những đơn vị bạn quản lý."
        names = "; ".join(sorted(f"{unit.name}{f' ({unit.above})' if unit.above else ''}" for unit in found)[:4])
        return 0, f"Có {len(found)} đơn vị cùng tên “{text}”: {names}. Hãy ghi mã đơn vị."


def finder(units: Iterable[KnownUnit]) -> UnitFinder:
    """A finder over some units."""
    by_code: dict[str, list[KnownUnit]] = {}
    by_name: dict[str, list[KnownUnit]] = {}
    for unit in units:
        if unit.code:
            by_code.setdefault(unit.code.upper(), []).append(unit)
        for name in {fold(unit.name), fold(unit.short_name)} - {""}:
            by_name.setdefault(name, []).append(unit)
    return UnitFinder(by_code, by_name)
