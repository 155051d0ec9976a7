"""An administrator adds people and units, renews passwords, ends posts; nobody else gets in."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from namkhong.foundation.errors import DomainError
from namkhong.journal.models import Event
from namkhong.people import actions
from namkhong.people.management.commands import begin
from namkhong.people.models import Account, Person, Post
from namkhong.units.actions import SameName, found_below
from namkhong.units.models import Placement, Unit
from tests.world import NOW, TODAY

PERSON = {"full_name": "Lê Thị Mới", "kind": "grassroots_officer", "title": "Chủ tịch", "username": "moi.le"}


def admin_unit(world):
    return Post.objects.get(kind="administrator", person=world.administrator).unit


def test_adds_a_person_whose_password_is_shown_once_and_works(world, signed_in, client):
    unit = admin_unit(world)
    page = signed_in(world.administrator).post(reverse("people:add_person", args=[unit.pk]), PERSON)
    password = page.context["password"]
    assert password in page.content.decode()
    assert client.login(username="moi.le", password=password)
    assert Post.objects.get(person__full_name="Lê Thị Mới").title == "Chủ tịch"
    assert not Event.objects.filter(facts__icontains=password).exists()


@pytest.mark.parametrize("username", ["Lan Nguyễn", "a", "../x"])
def test_keeps_what_was_typed_when_a_name_is_refused(world, signed_in, username):
    unit = admin_unit(world)
    page = signed_in(world.administrator).post(
        reverse("people:add_person", args=[unit.pk]), {**PERSON, "username": username}
    )
    assert page.status_code == 422
    assert "Lê Thị Mới" in page.content.decode()
    assert not Person.objects.filter(full_name="Lê Thị Mới").exists()


def test_a_name_that_is_taken_takes_nobody_on(world, signed_in):
    taken = Account.objects.order_by("pk").first().username
    unit = admin_unit(world)
    page = signed_in(world.administrator).post(
        reverse("people:add_person", args=[unit.pk]), {**PERSON, "username": taken}
    )
    assert "đã có người dùng" in page.content.decode()
    assert not Person.objects.filter(full_name="Lê Thị Mới").exists()


def test_adds_a_unit_below_on_the_same_lines_once(world, signed_in):
    unit = admin_unit(world)
    browser = signed_in(world.administrator)
    data = {"name": "Công đoàn cơ sở Trường Mới", "kind": "grassroots_union"}
    page = browser.post(reverse("people:add_unit", args=[unit.pk]), data)
    made = Unit.objects.get(name="Công đoàn cơ sở Trường Mới")
    assert page.url == reverse("people:unit_people", args=[made.pk])
    assert Placement.objects.get(unit=made).parent == unit
    again = browser.post(reverse("people:add_unit", args=[unit.pk]), data)
    assert "Đã có đơn vị trực thuộc" in again.content.decode()
    with pytest.raises(SameName):
        found_below(parent=unit, name="cong doan co so truong moi", kind="school", since=TODAY, by=None, at=NOW)


def test_renews_a_password_and_ends_open_sessions(world, signed_in, client):
    post = Post.objects.filter(person=world.stranger.pk if hasattr(world, "stranger") else world.administrator).first()
    post = Post.objects.get(kind="administrator", person=world.administrator)
    old = signed_in(world.administrator)
    page = old.post(reverse("people:renew_password", args=[post.pk]))
    assert client.login(username=page.context["username"], password=page.context["password"])
    assert old.get("/").status_code == 302


def test_nobody_renews_a_password_that_is_not_there(world):
    person = actions.enrol(full_name="Người Chưa Có", by=None, at=NOW)
    with pytest.raises(actions.NoAccount, match="Người Chưa Có"):
        actions.renew_password(person=person, password="x" * 12, by=None, at=NOW)


def test_ends_a_post_but_not_the_administrators_own(world, signed_in):
    unit = admin_unit(world)
    browser = signed_in(world.administrator)
    browser.post(reverse("people:add_person", args=[unit.pk]), PERSON)
    post = Post.objects.get(person__full_name="Lê Thị Mới")
    assert "Lê Thị Mới" in browser.get(reverse("people:relieve", args=[post.pk])).content.decode()
    browser.post(reverse("people:relieve", args=[post.pk]))
    post.refresh_from_db()
    assert post.valid_to == TODAY
    own = Post.objects.get(kind="administrator", person=world.administrator)
    page = browser.post(reverse("people:relieve", args=[own.pk]), follow=True)
    assert "không thể tự thôi" in page.content.decode()
    own.refresh_from_db()
    assert own.valid_to is None


def test_leads_the_administrator_to_his_unit_and_nobody_else(world, signed_in):
    unit = admin_unit(world)
    page = signed_in(world.administrator).get(reverse("people:accounts"))
    assert page.url == reverse("people:unit_people", args=[unit.pk])
    assert signed_in(world.administrator).get(page.url).status_code == 200
    outsider = Post.objects.exclude(kind="administrator").order_by("pk").first().person
    assert signed_in(outsider).get(reverse("people:accounts")).status_code == 404
    assert signed_in(outsider).get(page.url).status_code == 404


BEGIN = ["begin", "--unit", "Liên đoàn Lao động tỉnh An Hòa", "--kind", "federation", "--line", "union"]
BEGIN += ["--administrator", "Phạm Văn Đầu", "--username", "quantri"]


def test_begins_an_installation_once(db, monkeypatch):
    monkeypatch.setattr(begin.getpass, "getpass", lambda prompt: "mot-mat-khau-dai")
    call_command(*BEGIN, stdout=StringIO())
    assert Post.objects.get().unit.name == "Liên đoàn Lao động tỉnh An Hòa"
    with pytest.raises(CommandError, match="begun already"):
        call_command(*BEGIN, stdout=StringIO())


def test_a_short_password_begins_nothing(db, monkeypatch):
    monkeypatch.setattr(begin.getpass, "getpass", lambda prompt: "ngan")
    with pytest.raises(CommandError, match="at least 10"):
        call_command(*BEGIN, stdout=StringIO())
    assert not Unit.objects.exists()


def test_errors_are_sentences():
    assert issubclass(actions.OwnAdministration, DomainError)
