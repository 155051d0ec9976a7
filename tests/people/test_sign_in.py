"""Signing in through the real page; what was typed before the session ran out comes back to the same person only."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpResponse, QueryDict
from django.test import Client, RequestFactory

from namkhong.people import kept
from namkhong.people.access import entered_with, open_to_all, person_in, require, signed_in
from namkhong.people.kept import FIELD, owner_mark, take_kept_form
from namkhong.people.middleware import present_person, signed_in_only
from namkhong.people.models import Person
from namkhong.people.rules import Verb
from tests.world import PASSWORD, World

PAGE = "/tham-quyen/"
SIGN_IN = "/tai-khoan/dang-nhap/"


def sign_in(client: Client, name: str) -> HttpResponse:
    return client.post(SIGN_IN, {"login": name, "password": PASSWORD, "next": PAGE})


def kept_for(client: Client, person: Person, path: str = PAGE) -> QueryDict | None:
    """What a view of that path would be handed back."""
    request = RequestFactory().get(path)
    request.session = client.session
    found = take_kept_form(request, person.pk)
    request.session.save()
    return found


@pytest.fixture
def client_with_form(world: World) -> Client:
    """A browser whose session ran out while the officer of the school was writing."""
    client = Client()
    form = {
        "so_vu": "3",
        "nhan_xet": "Đã đối thoại",
        "csrfmiddlewaretoken": "x",
        FIELD: owner_mark(world.school_officer.pk),
    }
    answer = client.post(PAGE, form)
    assert answer["Location"].startswith(SIGN_IN)
    return client


def test_the_form_comes_back_once_to_the_same_person(world: World, client_with_form: Client) -> None:
    assert sign_in(client_with_form, "school_officer")["Location"] == PAGE
    assert kept_for(client_with_form, world.school_officer, "/khac/") is None
    kept = kept_for(client_with_form, world.school_officer)
    assert (kept["so_vu"], kept["nhan_xet"]) == ("3", "Đã đối thoại")
    assert "csrfmiddlewaretoken" not in kept
    assert kept_for(client_with_form, world.school_officer) is None


def test_the_form_does_not_come_back_to_anybody_else(world: World, client_with_form: Client) -> None:
    sign_in(client_with_form, "clinic_officer")
    assert kept_for(client_with_form, world.clinic_officer) is None
    assert "kept_form" not in client_with_form.session


@pytest.mark.parametrize("form", [{}, {FIELD: "forged"}, {FIELD: "", "long": "x"}])
def test_a_form_without_a_true_owner_is_not_kept(world: World, form: dict[str, str]) -> None:
    client = Client()
    client.post(PAGE, form)
    assert "kept_form" not in client.session


def test_a_very_long_form_is_not_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    monkeypatch.setattr(kept, "_LIMIT", 1000)
    client.post(PAGE, {FIELD: owner_mark(world.school_officer.pk), "long": "x" * 1001})
    assert "kept_form" not in client.session


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(db: None) -> None:
    answer = Client().get(PAGE, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"{SIGN_IN}?next={PAGE}")


@pytest.mark.parametrize(("name", "password"), [("school_officer", "sai-mat-khau"), ("khong-co-ai", PASSWORD)])
def test_a_wrong_name_or_password_is_refused_alike(world: World, name: str, password: str) -> None:
    client = Client()
    answer = client.post(SIGN_IN, {"login": name, "password": password})
    assert answer.status_code == 200 and "_auth_user_id" not in client.session
    assert "không" in answer.content.decode()


def test_nobody_opens_an_account_for_himself(db: None) -> None:
    answer = Client().post("/tai-khoan/dang-ky/", {"username": "ai-do", "password1": PASSWORD, "password2": PASSWORD})
    assert "_auth_user_id" not in answer.client.session
    assert not Person.objects.exists()


def test_the_permission_page_shows_the_table(world: World, signed_in) -> None:
    page = signed_in(world.nobody).get(PAGE).content.decode()
    for verb in Verb:
        assert verb.label in page


def test_a_page_that_names_nobody_is_closed() -> None:
    request = RequestFactory().get(PAGE)
    request.user = AnonymousUser()
    door = signed_in_only(lambda request: HttpResponse())
    with pytest.raises(ImproperlyConfigured, match="does not say who may enter"):
        door.process_view(request, lambda request: HttpResponse(), (), {})


def test_views_declare_who_may_enter() -> None:
    def view() -> None: ...

    assert open_to_all(view).access == "open"
    assert signed_in(view).access == "signed_in"
    assert entered_with(Verb.READ_PLAN)(view).access == (Verb.READ_PLAN,)


def test_strangers_find_nothing(world: World) -> None:
    request = RequestFactory().get(PAGE)
    with pytest.raises(Http404):
        person_in(request)
    request.person = world.school_officer
    require(request, Verb.READ_REPORT, world.school.pk)
    with pytest.raises(Http404):
        require(request, Verb.READ_REPORT, world.sister_school.pk)


def test_a_visitor_is_no_person() -> None:
    request = RequestFactory().get(PAGE)
    request.user = AnonymousUser()
    present_person(lambda request: HttpResponse())(request)
    assert request.person is None


def test_after_signing_in_again_a_page_that_is_only_sent_to_leads_to_its_form(world: World, signed_in) -> None:
    """The sign-in page leads back to where a form was sent; there must be something to see there."""
    assert signed_in(world.nobody).get("/thong-bao/da-xem/")["Location"] == "../"
    assert signed_in(world.nobody).put("/thong-bao/da-xem/").status_code == 405
