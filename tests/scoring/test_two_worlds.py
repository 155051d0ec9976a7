"""A unit learns nothing of a sister: its pages are the same to the byte, whatever the sister was given."""

import re
from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from namkhong.people.models import Person
from namkhong.scoring.actions import begin_deciding, publish
from tests.scoring.stage import Stage
from tests.world import NOW, World

CHANGING = re.compile(rb'name="(csrfmiddlewaretoken|form_owner|submission)" value="[^"]*"|Cookie: [^\n]*|\d\d:\d\d')
"""What differs at every look at any page."""


def pages_of(stage: Stage, world: World, browser: Client, *more: str) -> list[bytes]:
    """What a unit's officer can look at, without what never stays the same."""
    own = stage.sheet(world.school).pk
    places = ["/", "/thong-bao/", f"/don-vi/{world.school.pk}/", reverse("scoring:index")]
    places += [reverse("scoring:round", args=[stage.round.pk]), reverse("scoring:sheet", args=[own])]
    places += [reverse("scoring:trace", args=[own]), *more]
    return [CHANGING.sub(b"", browser.get(place).content) for place in places]


@pytest.mark.parametrize("who", ["school_officer", "school_head"])
def test_before_publication_nothing_of_a_sister_shows(stage: Stage, world: World, signed_in, who: str) -> None:
    stage.hand_in(world.school)
    person: Person = getattr(world, who)

    def world_where(act: Callable[[], object]) -> list[bytes]:
        point = transaction.savepoint()
        act()
        begin_deciding(round=stage.round, by=None, at=NOW)
        found = pages_of(stage, world, signed_in(person))
        transaction.savepoint_rollback(point)
        stage.round.refresh_from_db()
        return found

    without = world_where(lambda: None)
    with_points = world_where(lambda: stage.checked(world.clinic))
    assert len(without) == 7 and without == with_points


def test_after_publication_only_the_list_shows(stage: Stage, world: World, signed_in) -> None:
    for unit in world.grassroots:
        stage.checked(unit)
    note = stage.mark(world.clinic, "1.1")
    type(note).objects.filter(pk=note.pk).update(note="Điều riêng của trung tâm", reason="Lý do riêng của trung tâm")
    begin_deciding(round=stage.round, by=None, at=NOW)
    publish(round=stage.round, by=world.district_head, at=NOW)
    browser = signed_in(world.school_officer)
    results = reverse("scoring:standings", args=[stage.round.pk])
    shown = b"".join(pages_of(stage, world, browser, results)).decode()
    assert "Trung tâm Y tế huyện Hòa An" in browser.get(results).content.decode()
    assert "riêng của trung tâm" not in shown
    theirs = stage.sheet(world.clinic).pk
    for name in ("sheet", "trace", "check", "decide"):
        assert browser.get(reverse(f"scoring:{name}", args=[theirs])).status_code == 404
    assert signed_in(world.sister_officer).get(results).status_code == 404
    found = browser.get(results, {"tim": "trung tam"}).context["places"]
    assert [row.name for row in found] == ["Trung tâm Y tế huyện Hòa An"]
