"""Ratings go into the box exactly once, by groups, and codes are spent once."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from namkhong.feedback.actions import drain, make_codes
from namkhong.feedback.box import put
from namkhong.feedback.models import Ballot, Delta, SpentCode
from namkhong.feedback.rules.ballots import Fate
from namkhong.feedback.rules.codes import CodeName
from namkhong.feedback.states import PointKind
from tests.feedback.given import point_at, rating, sums
from tests.world import NOW, TODAY, World


def test_a_group_is_written_whole_with_what_it_adds(world: World) -> None:
    point = point_at(world.school)
    outcomes = put([rating(point, 5), rating(point, 5, words="Tốt"), rating(point, 1)])
    assert [outcome.fate for outcome in outcomes] == [Fate.NEW] * 3
    assert Ballot.objects.count() == 3
    assert Delta.objects.get().counts == [[world.school.pk, "2026-11-22", "C", 1, 0, 0, 0, 2, 0]]


def test_the_same_again_is_one_rating_and_another_is_refused(world: World) -> None:
    point = point_at(world.school)
    first = rating(point, 5)
    again, other = rating(point, 5, id=first.id), rating(point, 1, id=first.id)
    assert [o.fate for o in put([first, again, other])] == [Fate.NEW, Fate.SAME, Fate.OTHER]
    fresh = rating(point, 4)
    assert [o.fate for o in put([again, other, fresh])] == [Fate.SAME, Fate.OTHER, Fate.NEW]
    assert sorted(Ballot.objects.values_list("score", flat=True)) == [4, 5]
    assert drain() == 2
    assert sums()[world.school.pk, 202611, "C"][:6] == (0, 0, 0, 1, 1, 0)


def test_a_code_is_spent_once_and_then_lowers_the_class(world: World) -> None:
    point = point_at(world.school, PointKind.SLIPS)
    batch = make_codes(point=point, size=9, valid_to=TODAY + timedelta(days=9), by=None, at=NOW)
    code = CodeName(batch.pk, 3)
    first, second = (rating(point, s, evidence="A", code=code) for s in (5, 1))
    assert [(o.evidence, o.lowered) for o in put([first, second])].count(("C", "spent")) == 1
    third = rating(point, 2, evidence="A", code=code)
    assert [(o.evidence, o.lowered) for o in put([third])] == [("C", "spent")]
    assert [(o.evidence, o.lowered) for o in put([rating(point, 5, evidence="A", code=CodeName(batch.pk, 4))])] == [
        ("A", "")
    ]
    assert SpentCode.objects.count() == 2 and sorted(Ballot.objects.values_list("evidence", flat=True)) == list("AACC")


def test_sent_again_with_its_code_a_rating_keeps_its_class(world: World) -> None:
    point = point_at(world.school, PointKind.SLIPS)
    batch = make_codes(point=point, size=9, valid_to=TODAY, by=None, at=NOW)
    first = rating(point, 5, evidence="A", code=CodeName(batch.pk, 1))
    put([first])
    again = rating(point, 5, id=first.id, evidence="A", code=CodeName(batch.pk, 1))
    assert [(o.fate, o.evidence, o.lowered) for o in put([again])] == [(Fate.SAME, "A", "")]


def test_a_refused_rating_spends_no_code(world: World) -> None:
    point = point_at(world.school, PointKind.SLIPS)
    batch = make_codes(point=point, size=9, valid_to=TODAY, by=None, at=NOW)
    first = rating(point, 5)
    put([first])
    other = rating(point, 1, id=first.id, evidence="A", code=CodeName(batch.pk, 2))
    assert put([other])[0].fate is Fate.OTHER
    assert not SpentCode.objects.exists()


@pytest.mark.parametrize("change", [{"score": 5}, {"words": "khác"}, {"hour": 1}])
def test_the_database_refuses_to_change_a_ballot(world: World, change: dict[str, object]) -> None:
    put([rating(point_at(world.school), 1)])
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Ballot.objects.update(**change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Ballot.objects.all().delete()
    assert Ballot.objects.update(set_aside="burst") == 1
