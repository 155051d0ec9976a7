"""Lists and the key of personal data: what they overwrote is sealed anew, and no key goes that is still needed."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from namkhong.people.actions import drop_old_keys, open_field, renew_key, reseal_some
from namkhong.people.models import DataKey, Person, PersonalData
from namkhong.people.queries.staff import with_exactly
from namkhong.people.sealing import open_box, sealer
from namkhong.people.states import OpeningReason, PersonalField
from namkhong.rosters import actions
from namkhong.rosters.models import Overwritten, Roster
from namkhong.rosters.states import RosterState
from namkhong.units.models import Unit
from tests.world import NOW

LAN = ["NS1", "Nguyễn Thị Lan", "TH Đồng Tâm", "Giáo viên", dt.date(1985, 3, 2), "001185000123", "0912345678", ""]
HUNG = ["NS2", "Trần Văn Hùng", "Trung tâm y tế huyện hòa an", "Bác sĩ", "15/7/1979", "", "+84 987 654 321", "1/9/2010"]


def test_what_was_overwritten_comes_back_after_the_key_was_renewed(world, load):
    """A list that changed personal data is taken back although the key of that time is gone."""
    load([LAN])
    lan = Person.objects.get(staff_code="NS1")
    told = open_box(lan.pk, PersonalData.objects.get(person=lan).sealed)
    changed = load([[*LAN[:4], dt.date(1985, 3, 3), *LAN[5:]]])
    assert open_box(lan.pk, PersonalData.objects.get(person=lan).sealed) != told
    call_command("renew_personal_key", forget_old=True, stdout=io.StringIO())
    assert DataKey.objects.count() == 1
    assert open_box(lan.pk, Overwritten.objects.get().sealed) == told
    actions.undo(roster=changed, by=world.district_officer.pk, at=NOW)
    assert open_box(lan.pk, PersonalData.objects.get(person=lan).sealed) == told
    assert with_exactly(PersonalField.IDENTITY, LAN[5], Unit.objects.filter(pk=world.school.pk)) == lan


def test_no_key_is_dropped_while_a_list_is_loaded(world, load):
    """Who loads a list seals with the key of its beginning: dropped, what comes after it could never be opened."""
    loading = load([LAN])
    Roster.objects.filter(pk=loading.pk).update(state=RosterState.LOADING)
    with pytest.raises(CommandError, match="đang được nạp"):
        call_command("renew_personal_key", forget_old=True, stdout=io.StringIO())
    assert DataKey.objects.count() == 1, "nothing was begun"
    call_command("renew_personal_key", stdout=io.StringIO())
    assert DataKey.objects.count() == 2


def test_an_old_key_that_only_an_overwritten_box_needs_stays(world, load):
    load([LAN])
    load([[*LAN[:4], dt.date(1985, 3, 3), *LAN[5:]]])
    renew_key(at=NOW)
    assert reseal_some(boxes=PersonalData.objects.all(), after=0, at=NOW)
    assert drop_old_keys(kept=[PersonalData.objects.all(), Overwritten.objects.all()]) == 0


def test_every_field_of_a_list_is_opened_on_the_page_of_the_person(world, load):
    load([LAN])
    lan, by = Person.objects.get(staff_code="NS1"), world.school_head.pk
    asked = {"reason": OpeningReason.VERIFY, "unit": world.school.pk, "by": by, "at": NOW}
    found = [open_field(person=lan, field=field, **asked) for field in PersonalField]
    assert found == ["001185000123", "0912345678", "1985-03-02"]


def test_a_box_with_the_former_word_for_the_day_of_birth_still_opens(world):
    box = sealer(at=NOW).seal(world.nobody.pk, {"birth": "1985-03-02", "phone": "0912345678"})
    assert open_box(world.nobody.pk, box) == {"born": "1985-03-02", "phone": "0912345678"}
