"""Personal data: sealed, opened field by field for a reason, looked up by marks; never in the open anywhere."""

from base64 import urlsafe_b64encode
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from namkhong.foundation.errors import DomainError
from namkhong.journal.models import Event
from namkhong.people.actions import (
    NothingStated,
    NotStated,
    drop_old_keys,
    employ,
    open_field,
    renew_key,
    reseal_some,
    state_personal,
)
from namkhong.people.models import DataKey, PersonalData
from namkhong.people.personal import (
    NotABirthday,
    NotAnIdentity,
    NotAPhone,
    masked,
    plain_birth,
    plain_identity,
    plain_phone,
    shown,
)
from namkhong.people.queries.staff import hints, with_exactly
from namkhong.people.sealing import CannotOpen, open_box, sealer
from namkhong.people.states import OpeningReason, PersonalField
from namkhong.units.models import Unit
from tests.world import NOW, TODAY, World

IDENTITY, PHONE, BORN = "036085001234", "0912345678", date(1985, 3, 9)
TOLD = {"identity": "036 085 001 234", "phone": "+84 912 345 678", "birth": BORN}


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMKHONG_PERSONAL_KEY", urlsafe_b64encode(b"k" * 32).decode())


@pytest.fixture
def told(world: World) -> World:
    state_personal(person=world.nobody.pk, by=1, at=NOW, **TOLD)
    return world


def read(world: World, field: PersonalField) -> str:
    terms = {"reason": OpeningReason.CONTACT, "unit": world.school.pk, "by": 1, "at": NOW}
    return open_field(person=world.nobody, field=field, **terms)


def test_each_field_opens_and_each_opening_is_recorded(told: World) -> None:
    assert [read(told, field) for field in PersonalField] == [IDENTITY, PHONE, "1985-03-09"]
    openings = Event.objects.filter(verb="personal.open").order_by("pk")
    assert [event.facts for event in openings] == [
        {"field": field, "reason": "contact"} for field in ("identity", "phone", "born")
    ]


def test_what_is_left_empty_stays(told: World) -> None:
    state_personal(person=told.nobody.pk, by=1, at=NOW, phone="0987654321")
    assert (read(told, PersonalField.PHONE), read(told, PersonalField.IDENTITY)) == ("0987654321", IDENTITY)
    with pytest.raises(NothingStated):
        state_personal(person=told.nobody.pk, by=1, at=NOW, phone="  ")


def test_what_was_not_stated_does_not_open(world: World) -> None:
    with pytest.raises(NotStated, match="Số điện thoại"):
        read(world, PersonalField.PHONE)
    state_personal(person=world.nobody.pk, by=1, at=NOW, identity=IDENTITY)
    with pytest.raises(NotStated):
        read(world, PersonalField.PHONE)


def test_nothing_personal_is_written_in_the_open(told: World, caplog: pytest.LogCaptureFixture) -> None:
    read(told, PersonalField.IDENTITY)
    secrets = (IDENTITY, PHONE, "912345678", "1985-03-09")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                values = [bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row]
                for secret in secrets:
                    assert not any(secret.encode() in value for value in values), table
    assert not any(secret in caplog.text for secret in secrets)


def test_a_box_opens_for_its_person_only(told: World) -> None:
    row = PersonalData.objects.get()
    with pytest.raises(CannotOpen):
        open_box(told.auditor.pk, row.sealed)
    with pytest.raises(CannotOpen):
        open_box(told.nobody.pk, b"\0\0\0\0" + bytes(row.sealed)[4:])


@pytest.mark.parametrize("key", [urlsafe_b64encode(b"x" * 32).decode(), "kein", "a"])
def test_another_master_key_opens_nothing(told: World, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("NAMKHONG_PERSONAL_KEY", key)
    with pytest.raises(CannotOpen, match="khóa bảo vệ trên máy này không khớp"):
        hints(told.nobody.pk)
    with pytest.raises(CommandError, match="không khớp"):
        call_command("check_personal_key", stdout=StringIO())
    with pytest.raises(CommandError, match="không khớp"):
        call_command("renew_personal_key", stdout=StringIO())


def test_a_lost_key_file_is_not_made_anew(told: World, monkeypatch: pytest.MonkeyPatch, settings, tmp_path) -> None:
    monkeypatch.delenv("NAMKHONG_PERSONAL_KEY")
    settings.VAR = tmp_path
    with pytest.raises(CannotOpen):
        sealer(at=NOW)
    assert not list(tmp_path.iterdir())


def test_the_first_key_is_kept_in_a_file_of_the_owner(db: None, monkeypatch, settings, tmp_path) -> None:
    monkeypatch.delenv("NAMKHONG_PERSONAL_KEY")
    settings.VAR = tmp_path / "var"
    box = sealer(at=NOW).seal(1, {"phone": PHONE})
    assert open_box(1, box) == {"phone": PHONE}
    assert oct((settings.VAR / "personal_key").stat().st_mode & 0o777) == "0o600"


def test_hints_show_the_end_of_numbers_at_most(told: World) -> None:
    assert [hint.value for hint in hints(told.nobody.pk)] == ["•••• •••• 1234", "•• •••• 5678", "••/••/••••"]
    assert [hint.value for hint in hints(told.auditor.pk)] == ["", "", ""]
    assert hints(told.nobody.pk)[0].label == "Số định danh cá nhân"


def test_an_exact_number_finds_its_person_among_the_units(told: World) -> None:
    employ(person=told.nobody, unit=told.school, since=TODAY, by=1, at=NOW)
    units = Unit.objects.filter(pk=told.school.pk)
    assert with_exactly(PersonalField.IDENTITY, IDENTITY, units) == told.nobody
    assert with_exactly(PersonalField.PHONE, PHONE, units) == told.nobody
    assert with_exactly(PersonalField.PHONE, PHONE[:-1], units) is None
    assert with_exactly(PersonalField.PHONE, PHONE, Unit.objects.filter(pk=told.clinic.pk)) is None
    PersonalData.objects.all().delete()
    DataKey.objects.all().delete()
    assert with_exactly(PersonalField.PHONE, PHONE, units) is None


def test_a_new_key_seals_everything_anew_and_can_be_taken_up(told: World) -> None:
    state_personal(person=told.auditor.pk, by=1, at=NOW, phone=PHONE)
    before = dict(PersonalData.objects.values_list("person", "identity_mark"))
    renew_key(at=NOW)
    assert drop_old_keys(kept=[PersonalData.objects.all()]) == 0
    assert reseal_some(boxes=PersonalData.objects.all(), after=min(before), at=NOW) == max(
        before
    )  # broken off after the second
    call_command("renew_personal_key", go_on=True, forget_old=True, stdout=StringIO())
    assert DataKey.objects.count() == 1
    assert [read(told, field) for field in PersonalField] == [IDENTITY, PHONE, "1985-03-09"]
    assert dict(PersonalData.objects.values_list("person", "identity_mark")) == before
    call_command("renew_personal_key", stdout=StringIO())
    assert DataKey.objects.count() == 2
    assert drop_old_keys(kept=[PersonalData.objects.all()]) == 1


def test_boxes_of_a_lost_data_key_stop_the_sealing(told: World) -> None:
    renew_key(at=NOW)
    DataKey.objects.order_by("pk").first().delete()
    with pytest.raises(CannotOpen):
        reseal_some(boxes=PersonalData.objects.all(), after=0, at=NOW)


def test_dropping_keys_where_there_are_none(db: None) -> None:
    assert drop_old_keys(kept=[PersonalData.objects.all()]) == 0


def test_the_check_says_that_the_key_matches_and_must_be_kept_apart(world: World) -> None:
    out = StringIO()
    call_command("check_personal_key", stdout=out)
    assert "Chưa có thông tin cá nhân" in out.getvalue()
    state_personal(person=world.nobody.pk, by=1, at=NOW, phone=PHONE)
    call_command("check_personal_key", stdout=out)
    assert "Khóa khớp" in out.getvalue() and "ở nơi khác với bản sao lưu" in out.getvalue()
    assert PHONE not in out.getvalue()


@pytest.mark.parametrize("text", ["0912345678", "091 234 5678", "+84912345678", "0084912345678", "84912345678"])
def test_a_telephone_has_one_form(text: str) -> None:
    assert plain_phone(text) == "0912345678"


@pytest.mark.parametrize("text", ["", "12345", "1912345678", "09123456789012", "0912x45678", "٠٩١٢٣٤٥٦٧٨"])
def test_what_is_no_telephone(text: str) -> None:
    with pytest.raises(NotAPhone):
        plain_phone(text)


@pytest.mark.parametrize("text", ["", "03608500123", "0360850012345", "03608500123a", "٠٣٦٠٨٥٠٠١٢٣٤"])
def test_what_is_no_identity_number(text: str) -> None:
    with pytest.raises(NotAnIdentity):
        plain_identity(text)


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(2012, 1, 1), date(2030, 1, 1)])
def test_what_is_no_birthday(day: date) -> None:
    with pytest.raises(NotABirthday):
        plain_birth(day, TODAY)


@given(st.from_regex(r"[0-9]{9}|[0-9]{12}", fullmatch=True))
def test_a_mask_hides_all_but_the_last_four(value: str) -> None:
    seen = masked(PersonalField.IDENTITY, value)
    assert "".join(c for c in seen if c.isdigit()) == value[-4:]
    assert len(seen.replace(" ", "")) == len(value)


def test_values_are_shown_as_people_write_them() -> None:
    assert shown(PersonalField.BORN, "1985-03-09") == "09/03/1985"
    assert shown(PersonalField.PHONE, PHONE) == PHONE


def test_a_field_that_cannot_be_opened_is_a_refusal() -> None:
    assert issubclass(CannotOpen, DomainError)
