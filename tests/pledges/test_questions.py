"""The three questions: who is asked what, what counts as understood, and the bank they are drawn from."""

import os

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from namkhong.campaigns.models import Target
from namkhong.campaigns.states import Direction
from namkhong.journal.models import Event
from namkhong.pledges.actions import answering
from namkhong.pledges.models import Answering, Coverage, CoverageChange, Question
from namkhong.pledges.queries import questions as queries
from namkhong.pledges.queries.links import link_path
from namkhong.pledges.rules import questions as rules
from tests.pledges.stage import PledgeStage
from tests.world import NOW

LONG = int(os.environ.get("NAMKHONG_EXAMPLES", "150"))
BANKS = st.lists(st.integers(1, 10_000), min_size=3, max_size=40, unique=True)


@settings(max_examples=LONG, deadline=None)
@given(BANKS, st.integers(1, 99), st.integers(1, 10**9), st.randoms())
def test_the_draw_is_the_same_again_and_other_the_second_time(bank: list[int], round_: int, person: int, mixed) -> None:
    first = rules.draw(bank, round_=round_, person=person, attempt=1)
    second = rules.draw(bank, round_=round_, person=person, attempt=2)
    mixed.shuffle(bank)
    assert rules.draw(bank, round_=round_, person=person, attempt=1) == first
    assert len(set(first)) == len(set(second)) == rules.ASKED and {*first, *second} <= set(bank)
    if len(bank) >= rules.ASKED * rules.TRIES:
        assert not set(first) & set(second)


@settings(max_examples=LONG, deadline=None)
@given(st.integers(2, 6), st.integers(1, 10**9), st.integers(1, 10**6))
def test_options_are_all_shown_in_an_order_of_ones_own(options: int, person: int, question: int) -> None:
    order = rules.option_order(options, person=person, question=question)
    assert sorted(order) == list(range(options))
    assert order == rules.option_order(options, person=person, question=question)


def test_every_question_is_drawn_for_somebody_and_no_place_is_always_right() -> None:
    drawn = {pk for person in range(200) for pk in rules.draw(range(1, 18), round_=1, person=person, attempt=1)}
    assert drawn == set(range(1, 18))
    firsts = {rules.option_order(3, person=person, question=5)[0] for person in range(50)}
    assert firsts == {0, 1, 2}


def test_understood_is_all_three_and_there_are_two_tries() -> None:
    assert rules.draw([1, 2], round_=1, person=1, attempt=1) == []
    assert rules.count_right([4, 5, 6], [0, 1, 2], {4: 0, 5: 1, 6: 1}) == 2
    assert [rules.has_understood(right) for right in range(4)] == [False, False, False, True]
    assert [rules.may_try(n, understood=False) for n in (0, 1, 2, 3)] == [False, True, True, False]
    assert not rules.may_try(2, understood=True)


@pytest.fixture
def asked(stage: PledgeStage) -> PledgeStage:
    """The first teacher has signed, and there is a bank."""
    answering.fill_bank(campaign=stage.campaign, by=None, at=NOW)
    stage.sign(stage.teachers[0])
    CoverageChange.objects.all().delete()
    return stage


def answers(stage: PledgeStage, *, right: bool) -> dict[str, object]:
    """What a browser sends for the questions that the first teacher is asked now."""
    rows = queries.asked_next(stage.round, stage.teachers[0].pk).questions
    given = {f"chon-{row.pk}": (row.right + (not right)) % len(row.options) for row in rows}
    return {"cau": [row.pk for row in rows], **given}


def test_answering_right_counts_once_and_touches_the_coverage(asked: PledgeStage, client: Client) -> None:
    page = link_path(asked.round, asked.teachers[0].pk) + "hieu-ro/"
    first = client.get(page).content.decode()
    assert first.count("<fieldset>") == 3 and "checked" not in first
    sent = answers(asked, right=True)
    for _ in range(2):  # sent again after a lost answer
        assert client.post(page, sent).status_code == 302
    row = Answering.objects.get()
    assert (row.right, row.understood, row.attempt, row.unit) == (3, True, 1, asked.world.school)
    assert CoverageChange.objects.count() == Event.objects.filter(verb="pledge.answer").count() == 1
    text = client.get(page + "?lam=lai").content.decode()
    assert "đã hiểu rõ" in text and "Thử lại" not in text


def test_two_tries_in_the_same_moment_are_one(asked: PledgeStage) -> None:
    person = asked.teachers[0]
    row = {"round": asked.round, "person": person, "unit": asked.world.school, "attempt": 1, "answered_at": NOW}
    first = Answering.objects.create(**row, questions=[1], answers=[1], right=0, understood=False)
    late = Answering(**row, questions=[2], answers=[1], right=3, understood=True)
    assert answering._kept(late, person) == first
    assert not CoverageChange.objects.exists() and not Event.objects.filter(verb="pledge.answer").exists()


def test_answering_wrong_is_explained_and_tried_once_more_with_others(asked: PledgeStage, client: Client) -> None:
    page = link_path(asked.round, asked.teachers[0].pk) + "hieu-ro/"
    client.post(page, answers(asked, right=False))
    text = client.get(page).content.decode()
    assert "Đúng 0 trên 3 câu" in text and "Câu đúng:" in text and "Thử lại với ba câu khác" in text
    assert not CoverageChange.objects.exists()
    assert "đây là lần cuối" in client.get(page + "?lam=lai").content.decode()
    client.post(page, answers(asked, right=True))
    tries = Answering.objects.order_by("attempt")
    assert [row.understood for row in tries] == [False, True]
    assert not set(tries[0].questions) & set(tries[1].questions)
    assert CoverageChange.objects.count() == 1
    third = client.post(page, {"cau": tries[0].questions, **{f"chon-{pk}": 0 for pk in tries[0].questions}})
    assert third.status_code == 422 and Answering.objects.count() == 2


@pytest.mark.parametrize("broken", [{}, {"cau": ["x"]}, {"cau": ["1" * 30]}, {"cau": ["1", "2", "3"]}])
def test_half_and_strange_answers_are_asked_again(asked: PledgeStage, client: Client, broken: dict) -> None:
    page = link_path(asked.round, asked.teachers[0].pk) + "hieu-ro/"
    answer = client.post(page, broken)
    assert answer.status_code == 422 and answering.STARTER and "Hãy chọn một câu" in answer.content.decode()
    sent = answers(asked, right=True)
    other = {**sent, "cau": list(reversed(sent["cau"]))}
    assert client.post(page, other).status_code == 422
    assert not Answering.objects.exists()


def test_an_option_that_is_not_there_is_wrong(asked: PledgeStage, client: Client) -> None:
    page = link_path(asked.round, asked.teachers[0].pk) + "hieu-ro/"
    sent = {key: 77 if key != "cau" else value for key, value in answers(asked, right=True).items()}
    client.post(page, sent)
    assert Answering.objects.get().right == 0 and "không rõ" in client.get(page).content.decode()


def test_nobody_is_asked_before_signing_or_without_a_bank(stage: PledgeStage, client: Client, signed_in) -> None:
    page = link_path(stage.round, stage.teachers[0].pk)
    assert client.get(page + "hieu-ro/")["Location"] == page
    with pytest.raises(answering.NotSignedYet):
        answering.answer(round=stage.round, person=stage.teachers[0], questions=[1], answers=[1], by=None, at=NOW)
    stage.sign(stage.teachers[0])
    assert "không có câu hỏi nào" in client.get(page + "hieu-ro/").content.decode()
    own = f"/cam-ket/{stage.round.pk}/ky/hieu-ro/"
    assert signed_in(stage.world.school_officer).get(own).status_code == 302


def test_the_bank_is_filled_once_and_edited_without_changing_what_was_asked(asked: PledgeStage, signed_in) -> None:
    assert answering.fill_bank(campaign=asked.campaign, by=None, at=NOW) == 0
    before = Question.objects.filter(campaign=asked.campaign).count()
    assert before >= 12
    organiser, base = signed_in(asked.world.district_officer), f"/cam-ket/{asked.round.pk}/cau-hoi/"
    row = Question.objects.filter(campaign=asked.campaign).first()
    assert row.words in organiser.get(base).content.decode()
    assert row.why in organiser.get(f"{base}{row.pk}/").content.decode()
    sent = {"words": "Câu mới?", "options": "Một\n\nHai\nBa", "right": "1", "why": "Vì thế."}
    assert organiser.post(f"{base}{row.pk}/", sent).status_code == 302
    new = Question.objects.get(words="Câu mới?")
    assert (new.options, new.right_words) == (["Một", "Hai", "Ba"], "Hai")
    row.refresh_from_db()
    assert not row.in_use and Question.objects.count() == before + 1
    organiser.post(f"{base}{row.pk}/dung/")
    organiser.post(f"{base}{new.pk}/dung/")
    assert Question.objects.get(pk=row.pk).in_use and not Question.objects.get(pk=new.pk).in_use
    answering.use_question(question=new, in_use=False, by=None, at=NOW)  # already so: nothing happens
    for wrong in (
        {"right": "5"},
        {"options": "Một"},
        {"options": "Một\nmột"},
        {"right": ""},
        {"words": "  "},
        {"why": ""},
    ):
        answer = organiser.post(f"{base}them/", sent | wrong)
        assert answer.status_code == 422, wrong
    assert Question.objects.count() == before + 1
    assert organiser.post(f"{base}them/", sent).status_code == 302
    assert Question.objects.count() == before + 2
    assert signed_in(asked.world.school_officer).get(base).status_code == 404
    assert organiser.get(f"{base}999999/").status_code == 404


def test_a_bank_is_begun_from_the_product_with_one_button(stage: PledgeStage, signed_in) -> None:
    organiser, base = signed_in(stage.world.district_officer), f"/cam-ket/{stage.round.pk}/cau-hoi/"
    assert "Chưa có câu hỏi nào" in organiser.get(base).content.decode()
    organiser.post(f"{base}mau/")
    organiser.post(f"{base}mau/")
    assert Question.objects.filter(campaign=stage.campaign).count() == 17
    with pytest.raises(answering.NoWords):
        answering.add_question(
            campaign=stage.campaign, words=" ", options=["a", "b"], right=0, why="x", by=None, at=NOW
        )


def test_understanding_is_told_beside_the_target(asked: PledgeStage) -> None:
    top = asked.campaign.unit_id
    assert queries.understanding(asked.round, 999_999).share is None
    Coverage.objects.update_or_create(round=asked.round, unit_id=top, defaults={"all_obliged": 8, "all_understood": 3})
    Target.objects.filter(campaign=asked.campaign, metric="awareness").delete()
    assert queries.understanding(asked.round, top).target is None
    target = Target.objects.create(
        campaign=asked.campaign, metric="awareness", label="Hiểu rõ", direction=Direction.values[0], low=100
    )
    found = queries.understanding(asked.round, top)
    assert (str(found.share), found.target) == ("37.5", target)
