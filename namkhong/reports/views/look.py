"""How a page of figures is to be looked at: final or provisional, on the tree of that day or on today's."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest

from namkhong.design.components.tables import Tab

PROVISIONAL, NOW = "tam", "nay"


@dataclass(frozen=True, slots=True)
class Look:
    """What the address asks for. `query` is the tail that keeps it in links."""

    provisional: bool = False
    now: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> "Look":
        """As the address says."""
        return cls(request.GET.get("so-lieu") == PROVISIONAL, request.GET.get("cay") == NOW)

    @property
    def asked(self) -> dict[str, str]:
        """What differs from the usual look, as an address says it."""
        return ({"cay": NOW} if self.now else {}) | ({"so-lieu": PROVISIONAL} if self.provisional else {})

    @property
    def query(self) -> str:
        """The tail of an address, empty for the usual look."""
        return f"?{urlencode(self.asked)}" if self.asked else ""

    def by_judgement(self, path: str) -> list[Tab]:
        """Accepted reports only, or sent ones too."""
        final, rough = replace(self, provisional=False), replace(self, provisional=True)
        return [
            Tab("Chỉ báo cáo đã tiếp nhận", path + final.query, not self.provisional),
            Tab("Tạm tính cả báo cáo đã gửi", path + rough.query, self.provisional),
        ]

    def by_tree(self, path: str, **kept: str) -> list[Tab]:
        """On the tree of that day, or on today's; `kept` stays in the address."""
        was, is_ = replace(self, now=False).asked | kept, replace(self, now=True).asked | kept
        return [
            Tab("Theo tổ chức lúc đó", f"{path}?{urlencode(was)}" if was else path or "?", not self.now),
            Tab("Theo tổ chức hiện nay", f"{path}?{urlencode(is_)}", self.now),
        ]
