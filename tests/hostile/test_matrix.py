"""Every address x every kind of person x GET and POST, against one table: whoever is not in it finds a wall (404).

A new address without a line here fails, so that its openings are always a decision.
"""

import logging
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve

from namkhong.desk import failures
from namkhong.journal.models import Event
from namkhong.people.models import Employment, Post
from namkhong.pledges.queries.links import link_path
from namkhong.redress.queries import receipt_of
from namkhong.registrations.models import Registration
from tests.hostile.conftest import Scene
from tests.hostile.table import TABLE
from tests.hostile.table.roles import EVERYBODY
from tests.house.test_doors import pages
from tests.redress.given import invitation_at, ticket

ELSEWHERE = {"account_login", "account_logout", "account_signup", "account_inactive"} | {
    "account_change_password",
    "account_reauthenticate",
}
SECRETS = ("Nói không với tiêu cực", "kín", "Đồng Tâm", "TTYT", "Vũ Thị Mai", "Chủ động phòng ngừa")


def view_is_posted(path: str) -> bool:
    """Whether the address is only ever sent to; looked at, it leads one step up, whoever asks."""
    return getattr(resolve(path).func, "only_posted", False)


def places(scene: Scene) -> dict[str, Any]:
    """The number behind every name in an address."""
    found = {name: thing.pk for name, thing in vars(scene).items() if name != "world"}
    units = {name: getattr(scene.world, name).pk for name in ("district", "sister", "school", "clinic")}
    post = Post.objects.get(person=scene.world.district_officer).pk
    definitions = {"definition": scene.report_duty.definition_id, "pledge": scene.duty.definition_id}
    token = link_path(scene.round, scene.world.school_head.pk).split("/")[-2]
    tickets = {
        "receipt": receipt_of(scene.concern.client_id),
        "ticket": ticket(invitation_at(scene.poster_point)),
    }
    return found | units | definitions | tickets | {"post": post, "teacher": scene.world.school_head.pk, "token": token}


def test_every_address_has_its_line() -> None:
    named: set[str] = set()
    for resolver in get_resolver().url_patterns:
        space = f"{resolver.namespace}:" if resolver.namespace else ""
        named |= {space + page.name for _, page in pages(resolver) if isinstance(page, URLPattern)}
    assert named == set(TABLE) | ELSEWHERE


@pytest.fixture(autouse=True)
def plain_walls(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page that says "not found" is looked at elsewhere; thousands of times it only costs time."""
    monkeypatch.setattr(failures, "render", lambda request, page, *_, status: HttpResponse(page, status=status))
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_only_those_in_the_table_find_a_door(role: str, scene: Scene, signed_in) -> None:
    client: Client = signed_in(getattr(scene.world, role))
    numbers, wrong = places(scene), []
    for lines in TABLE.values():
        for address, readers, writers in lines:
            path = address.format(**numbers)
            if role not in writers:
                before = Event.objects.count()
                told = client.post(path)
                told.getvalue()
                status = told.status_code
                allowed = {404, 405} | ({200, 302, 422} if role in readers else set())
                if status not in allowed or Event.objects.count() != before:
                    wrong.append(f"{role} POST {address}: {status}")
            answer = client.get(path)
            answer.getvalue()
            wanted = {200, 302} if role in readers else {302 if view_is_posted(path) else 404}
            if answer.status_code not in wanted:
                wrong.append(f"{role} GET {address}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ["district_officer", "school_officer", "clinic_officer"])
def test_those_who_may_act_are_let_in(role: str, scene: Scene, signed_in) -> None:
    client: Client = signed_in(getattr(scene.world, role))
    numbers = places(scene)
    for lines in TABLE.values():
        for address, _, writers in lines:
            if role in writers:
                before = transaction.savepoint()
                status = client.post(address.format(**numbers)).status_code
                transaction.savepoint_rollback(before)
                assert status in (200, 302, 422), f"{role} POST {address}: {status}"


@pytest.mark.parametrize("role", ["sister_officer", "nobody"])
def test_lists_and_searches_tell_a_stranger_nothing(role: str, scene: Scene, signed_in) -> None:
    Registration.objects.filter(person=scene.world.nobody).delete()
    Employment.objects.filter(person=scene.world.nobody).delete()
    client: Client = signed_in(getattr(scene.world, role))
    lists = ["/", "/thong-bao/", "/van-ban/", "/ke-hoach/?tim=dong+tam", "/cuoc-van-dong/", "/bao-cao/"]
    lists += [f"/bao-cao/?muc={each}" for each in ("da-gui", "cho-xem", "tong-hop")]
    for address in [*lists, f"/don-vi/{scene.world.sister.pk}/?tim=dong+tam"]:
        page = client.get(address).content.decode()
        assert not [secret for secret in SECRETS if secret in page], address


def test_a_post_that_ended_yesterday_opens_nothing(scene: Scene, signed_in) -> None:
    client: Client = signed_in(scene.world.district_officer)
    yesterday = scene.world.district.founded_on.replace(year=2026, month=11, day=21)
    Post.objects.filter(person=scene.world.district_officer).update(valid_to=yesterday)
    numbers = places(scene)
    for lines in TABLE.values():
        for address, readers, _ in lines:
            path = address.format(**numbers)
            if readers != EVERYBODY and not {"dang-giao", "dang-lam"} & set(address.split("/")):
                assert client.get(path).status_code in (404, 405, 302), address
                assert client.post(path).status_code in (404, 405), address


def test_the_plans_of_sisters_are_not_listed_under_the_superiors_plan(scene: Scene, signed_in) -> None:
    """Everybody below reads the adopted plan, but only those above the lower units see what those made of it."""
    world = scene.world
    for unit, title in ((world.school, "Kế hoạch riêng của trường"), (world.clinic, "Kế hoạch riêng của trung tâm")):
        lower = type(scene.plan).objects.get(pk=scene.plan.pk)
        lower.pk, lower.unit, lower.title, lower.superior_plan = None, unit, title, scene.plan
        lower.save(force_insert=True)
    path = f"/ke-hoach/{scene.plan.pk}/"
    assert "riêng của trung tâm" not in signed_in(world.school_officer).get(path).content.decode()
    assert "riêng của trường" in signed_in(world.school_officer).get(path).content.decode()
    assert "riêng của trung tâm" in signed_in(world.district_officer).get(path).content.decode()
