"""A reorganisation of the district, and what people do with it through the pages."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from namkhong.people.models import Person
from namkhong.units.models import Change, Reorganisation, Unit
from tests.world import TODAY, World, only_of_the_union

EFFECTIVE = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def fixed_today(settings: Any, tmp_path: Any) -> None:
    """The day of the small province; files go to a folder of the test."""
    settings.FIXED_TODAY = TODAY
    settings.VAR = tmp_path


@dataclass
class Office:
    """A person at the pages of one reorganisation."""

    client: Client
    row: Reorganisation

    def path(self, page: str = "") -> str:
        """An address of the reorganisation."""
        return f"/sap-xep/{self.row.pk}/{page}"

    def get(self, page: str = "") -> str:
        """The words of a page."""
        answer = self.client.get(self.path(page))
        assert answer.status_code == 200, answer
        return answer.content.decode()

    def named(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Units by their numbers, as a form sends them."""
        single = {name: value.pk for name, value in fields.items() if isinstance(value, Unit)}
        several = {name: [unit.pk for unit in value] for name, value in fields.items() if isinstance(value, list)}
        return fields | single | several

    def add(self, kind: str, *, wrong: bool = False, **fields: Any) -> HttpResponse:
        """Send the form of a change."""
        answer = self.client.post(self.path(f"them/{kind}/"), {"lam": "them", **self.named(fields)})
        assert answer.status_code == (422 if wrong else 302), re.findall(
            r'field-error">.*?<span>(.*?)</span>|error-summary.*?</ul>', answer.content.decode(), re.S
        )
        return answer

    def answer(self, **answers: str) -> HttpResponse:
        """Answer questions of the preview, named head, people."""
        change = Change.objects.get(reorganisation=self.row)
        named = {f"{name}:{change.pk}": value for name, value in answers.items()}
        return self.client.post(self.path("xem-truoc/"), {"lam": "luu", **named})

    def carry_out(self) -> str:
        """Press the button; the words of the page that follows."""
        answer = self.client.post(self.path("thuc-hien/"), follow=True)
        self.row.refresh_from_db()
        return answer.content.decode()

    def undo(self) -> str:
        """Press the button; the words of the page that follows."""
        answer = self.client.post(self.path("hoan-tac/"), follow=True)
        self.row.refresh_from_db()
        return answer.content.decode()


@pytest.fixture
def two_lines() -> None:
    """The school and the clinic stand on both lines, as in the province; else they are only the union's here."""


@pytest.fixture
def office(request: pytest.FixtureRequest, world: World, signed_in: Callable[[Person], Client]) -> Office:
    """The officer of the district has begun a reorganisation through the page."""
    if "two_lines" not in request.fixturenames:
        only_of_the_union(world)
    client = signed_in(world.district_officer)
    sent = {
        "unit": world.district.pk,
        "title": "Sắp xếp các công đoàn cơ sở",
        "issuer": "Liên đoàn Lao động tỉnh Sông Lam",
        "number": "15/QĐ-LĐLĐ",
        "decided_on": "20/11/2026",
        "effective_on": "01/12/2026",
    }
    answer = client.post("/sap-xep/moi/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return Office(client, Reorganisation.objects.get())
