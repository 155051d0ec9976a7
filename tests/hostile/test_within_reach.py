"""No page is hidden: whoever follows links from the desk comes to every one that needs no number in its address."""

import re
from collections import deque
from dataclasses import dataclass, field
from html import unescape

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve, reverse

from namkhong.people.models import Person
from tests.hostile.conftest import Scene

LINK = re.compile(r'href="(/[^"#?]*)')
FORM = re.compile(r'action="(/[^"#?]*)')
OUT = ("/static/", "/tai-khoan/")
MOST = 600
APART = {
    "account_login": "for those who are not signed in",
    "account_logout": "the door on the way out, followed by a form",
    "account_signup": "closed: accounts are opened by an administrator",
    "account_inactive": "where an account that was closed ends up",
    "account_reauthenticate": "asked for where it is needed",
    "account_change_password": "not walked through, as everything under the account",
    "design:gallery": "for those who build, not linked",
    "pledges:worker": "a script that the signing page starts, no page",
    "campaigns:orphans": "on the desk, where something has lost its unit",
    "campaigns:overlaps": "on the desk, where work is asked for twice",
}


@pytest.fixture
def walks(scene: Scene, signed_in) -> list["Walk"]:
    """What three people come upon who follow every link."""
    world = scene.world
    return [
        _walked(signed_in(person), person)
        for person in (world.federation_officer, world.district_officer, world.administrator, world.school_officer)
    ]


def test_every_page_is_within_reach_and_no_link_is_dead(walks: list["Walk"]) -> None:
    reached = set[str]().union(*(walk.names for walk in walks))
    assert _without_numbers() - reached - APART.keys() == set()
    assert [dead for walk in walks for dead in walk.dead] == []


@dataclass
class Walk:
    """The names of all addresses that were come upon, and links that led nowhere: who, from where, where to."""

    names: set[str] = field(default_factory=set)
    dead: list[tuple[str, str, str]] = field(default_factory=list)


def _walked(browser: Client, person: Person) -> Walk:
    walk, home = Walk(), reverse("desk:home")
    waiting, seen = deque([(home, home)]), {home}
    while waiting:
        path, told_by = waiting.popleft()
        walk.names.add(resolve(path).view_name)
        page = browser.get(path)
        if page.status_code == 404:
            walk.dead.append((person.full_name, told_by, path))
        text = page.getvalue().decode(errors="replace")
        if page.status_code != 200 or page.streaming or not page["Content-Type"].startswith("text/html"):
            continue
        walk.names |= {resolve(unescape(place)).view_name for place in FORM.findall(text)}
        fresh = [link for link in map(unescape, LINK.findall(text)) if link not in seen and not link.startswith(OUT)]
        seen.update(fresh)
        waiting += [(link, path) for link in dict.fromkeys(fresh)]
        assert len(seen) < MOST
    return walk


def _without_numbers() -> set[str]:
    return set(_named(get_resolver(), "", ""))


def _named(resolver: URLResolver, before: str, space: str):
    for pattern in resolver.url_patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _named(pattern, route, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif pattern.name and "<" not in route and "(" not in route:
            yield f"{space}{pattern.name}"
