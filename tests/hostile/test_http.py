"""The protocol itself: forgery, methods, headers, cookies, redirects, a database that is away."""

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client

from namkhong.desk import context
from namkhong.journal.models import Event
from namkhong.people.kept import FIELD, owner_mark
from tests.hostile.conftest import Scene
from tests.world import PASSWORD, World

SIGN_IN = "/tai-khoan/dang-nhap/"


def test_a_form_without_its_token_changes_nothing_and_is_kept(scene: Scene) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(scene.world.district_officer.account)
    before = Event.objects.count()
    answer = client.post(f"/bao-cao/{scene.submitted.pk}/tiep-nhan/")
    assert answer.status_code == 403 and Event.objects.count() == before
    body = {FIELD: owner_mark(scene.world.school_officer.pk), "loi-results": "ế" * 60_000}
    assert client.post(f"/bao-cao/{scene.sheet.pk}/", body).status_code == 403
    assert "kept_form" in client.session


@pytest.mark.parametrize(
    "address", ["/", "/van-ban/", "/bao-cao/", "/ke-hoach/", "/cuoc-van-dong/", SIGN_IN, "/khong-co/"]
)
def test_every_answer_carries_its_guards(address: str, world: World, signed_in) -> None:
    for client in (Client(), signed_in(world.district_officer)):
        for answer in (client.get(address), client.head(address)):
            assert answer.status_code in (200, 302, 404), answer.status_code
            assert "default-src 'none'" in answer["Content-Security-Policy"]
            assert "unsafe" not in answer["Content-Security-Policy"]
            assert answer["X-Content-Type-Options"] == "nosniff" and answer["X-Frame-Options"] == "DENY"
            assert "no-store" in answer["Cache-Control"]


def test_files_are_never_kept_by_others_nor_run(scene: Scene, signed_in) -> None:
    client = signed_in(scene.world.school_officer)
    for address in (
        f"/cuoc-van-dong/minh-chung/{scene.fulfilment.pk}/",
        f"/bao-cao/{scene.sheet.pk}/minh-chung/{scene.attachment.pk}/",
    ):
        answer = client.get(address)
        answer.getvalue()
        assert answer["Content-Disposition"].startswith("attachment") and "no-store" in answer["Cache-Control"]
        assert "sandbox" in answer["Content-Security-Policy"], address


@pytest.mark.parametrize("goal", ["https://ke-xau.vn/", "//ke-xau.vn", "javascript:alert(1)", "/\\ke-xau.vn"])
def test_nobody_is_led_away_to_another_house(goal: str, scene: Scene, signed_in) -> None:
    answer = Client().post(f"{SIGN_IN}?next={goal}", {"login": "school_officer", "password": PASSWORD, "next": goal})
    assert answer["Location"] == "/"
    client, path = signed_in(scene.world.district_officer), f"/cuoc-van-dong/viec/{scene.report_duty.pk}/gia-han/"
    assert goal not in client.get(path, {"ve": goal}).content.decode()
    told = client.post(path, {"ve": goal, "due_on": "30/12/2026", "reason": "Mưa lũ kéo dài"})
    assert told["Location"].startswith("/cuoc-van-dong/viec/")


def test_cookies_are_kept_from_scripts_and_other_sites(world: World) -> None:
    client = Client()
    client.post(SIGN_IN, {"login": "school_officer", "password": PASSWORD})
    session = client.cookies["sessionid"]
    assert session["httponly"] and session["samesite"] == "Lax"
    assert client.cookies["csrftoken"]["samesite"] == "Lax"


@pytest.mark.parametrize(
    "place", ["bao-cao/{sheet}/", "cuoc-van-dong/viec/{duty}/", "ke-hoach/{draft_plan}/thong-tin/"]
)
def test_what_was_typed_survives_the_end_of_the_session(place: str, scene: Scene) -> None:
    world = scene.world
    who = world.district_officer if "ke-hoach" in place else world.school_officer
    path = "/" + place.format(sheet=scene.sheet.pk, duty=scene.duty.pk, draft_plan=scene.draft_plan.pk)
    client = Client()
    client.post(f"/cuoc-van-dong/viec/{scene.duty.pk}/rut-lai/")
    client.force_login(who.account)
    if "viec" in place:
        client.post(f"{path}rut-lai/")
    Session.objects.all().delete()
    words = "Lời đã gõ trước khi hết phiên"
    body = {FIELD: owner_mark(who.pk), "loi-results": words, "note": words, "title": words}
    answer = client.post(path, body)
    assert answer["Location"].startswith(SIGN_IN)
    name = next(key for key, person in vars(world).items() if person == who)
    client.post(answer["Location"], {"login": name, "password": PASSWORD, "next": path})
    assert words in client.get(path).content.decode()


def test_with_the_database_away_the_page_of_the_mistake_still_stands(world: World, signed_in, monkeypatch) -> None:
    def away(*_: object) -> None:
        raise OperationalError("away")

    client = signed_in(world.school_officer)
    client.raise_request_exception = False
    monkeypatch.setattr(context, "units_of", away)
    answer = client.get("/bao-cao/")
    assert answer.status_code == 500 and "không phải do bạn" in answer.content.decode()
