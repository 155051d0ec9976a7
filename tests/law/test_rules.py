"""Which rule holds on which day, ranks at their borders, and the life of documents."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from namkhong.law import queries
from namkhong.law.data import documents, rule_tables
from namkhong.law.rules import Band, Citation, DocumentStanding, Rule, band_of, clashes

RULES = rule_tables()[1]


@pytest.mark.parametrize(
    ("subject", "last_old", "old", "new"),
    [
        ("emulation.law", date(2023, 12, 31), "15/2003/QH11", "06/2022/QH15"),
        ("emulation.law", date(2026, 9, 30), "06/2022/QH15", "06/2026/QH16"),
        ("emulation.decree", date(2023, 12, 31), "91/2017", "98/2023"),
        ("emulation.decree", date(2025, 6, 30), "98/2023", "152/2025"),
        ("classify.civil_servant", date(2025, 12, 31), "90/2020", "335/2025"),
        ("classify.public_employee", date(2026, 6, 30), "90/2020", "233/2026"),
        ("classify.one_stop", date(2025, 6, 30), "61/2018", "118/2025"),
        ("discipline.public_employee", date(2026, 6, 30), "112/2020", "234/2026"),
        ("complaint.accept", date(2026, 6, 30), "02/2011", "155/2026"),
        ("complaint.resolve_first", date(2026, 6, 30), "02/2011", "136/2025"),
        ("denunciation.resolve", date(2026, 6, 30), "25/2018", "136/2025"),
        ("personal_data.law", date(2025, 12, 31), "13/2023", "91/2025"),
        ("paper.union", date(2024, 5, 13), "1013/QĐ-TLĐ", "933/QĐ-TLĐ"),
        ("base_salary", date(2024, 6, 30), "24/2023", "73/2024"),
        ("base_salary", date(2026, 6, 30), "73/2024", "161/2026"),
        ("holiday.list", date(2020, 12, 31), "10/2012", "45/2019"),
        ("holiday.list", date(2026, 6, 30), "45/2019", "28/2026"),
    ],
)
def test_the_day_a_law_changes(subject: str, last_old: date, old: str, new: str) -> None:
    before = queries.in_force(subject, last_old)
    after = queries.in_force(subject, last_old + timedelta(days=1))
    assert old in before.citation.document and new in after.citation.document
    assert before.id != after.id


def test_nothing_holds_before_its_first_day() -> None:
    with pytest.raises(queries.NoRuleInForce) as caught:
        queries.in_force("award.suspended", date(2025, 6, 30))
    assert "30/06/2025" in caught.value.sentence


def test_a_repealed_matter_ends() -> None:
    with pytest.raises(queries.NoRuleInForce):
        queries.in_force("movement.office_culture", date(2026, 1, 1))


def test_every_rule_can_be_trusted_as_far_as_it_says() -> None:
    """Each names document and place, is called checked only where the text was read, and ends after it starts."""
    for rule in RULES:
        assert rule.citation.document and rule.citation.article, rule.id
        assert rule.verified is (rule.mark == "V"), rule.id
        assert rule.valid_to is None or rule.valid_from <= rule.valid_to, rule.id
        assert rule.says.endswith("."), rule.id
    assert not clashes(RULES)


def test_lives_of_one_subject_leave_no_gap() -> None:
    lives: dict[str, list[Rule]] = defaultdict(list)
    for rule in RULES:
        lives[rule.subject].append(rule)
    for subject, rows in lives.items():
        rows.sort(key=lambda rule: rule.valid_from)
        for one, other in pairwise(rows):
            assert one.valid_to is not None and other.valid_from == one.valid_to + timedelta(days=1), subject


def test_figures_after_an_unread_amendment_are_not_called_checked() -> None:
    for rule in RULES:
        if "sửa đổi bởi" in rule.citation.document:
            assert not rule.verified and rule.transition, rule.id


@pytest.mark.parametrize(
    ("scheme", "on", "score", "code"),
    [
        ("one_stop", date(2024, 1, 1), "18", "excellent"),
        ("one_stop", date(2024, 1, 1), "15", "excellent"),
        ("one_stop", date(2024, 1, 1), "14.99", "good"),
        ("one_stop", date(2024, 1, 1), "12", "good"),
        ("one_stop", date(2024, 1, 1), "11.99", "fair"),
        ("one_stop", date(2024, 1, 1), "9", "fair"),
        ("one_stop", date(2024, 1, 1), "6", "average"),
        ("one_stop", date(2024, 1, 1), "5.99", "weak"),
        ("one_stop", date(2026, 1, 1), "15", "excellent"),
        ("civil_servant", date(2026, 1, 1), "90", "excellent"),
        ("civil_servant", date(2026, 1, 1), "89.999", "good"),
        ("civil_servant", date(2026, 1, 1), "70", "good"),
        ("civil_servant", date(2026, 1, 1), "69.99", "completed"),
        ("public_employee", date(2026, 7, 1), "50", "completed"),
        ("public_employee", date(2026, 7, 1), "49.999", "not_completed"),
        ("public_employee", date(2026, 7, 1), "0", "not_completed"),
        ("grassroots_union", date(2026, 11, 22), "100", "excellent"),
    ],
)
def test_ranks_at_their_borders(scheme: str, on: date, score: str, code: str) -> None:
    assert queries.classify(scheme, Decimal(score), on).code == code


@pytest.mark.parametrize("score", ["-0.1", "18.1"])
def test_a_score_off_the_scale_is_refused(score: str) -> None:
    with pytest.raises(queries.ScoreOutOfRange) as caught:
        queries.classify("one_stop", Decimal(score), date(2024, 1, 1))
    assert "18" in caught.value.sentence


def test_ranking_without_points_is_not_made_up() -> None:
    with pytest.raises(queries.NotRankedByPoints):
        queries.classify("public_employee", Decimal(95), date(2026, 6, 30))


def test_reward_money_is_factor_times_salary_of_the_day() -> None:
    factor = queries.in_force("reward.factors", date(2026, 11, 22)).number("fighter_grassroots")
    assert factor * queries.in_force("base_salary", date(2026, 11, 22)).number("amount") == 2_530_000
    assert factor * queries.in_force("base_salary", date(2026, 6, 30)).number("amount") == 2_340_000


def test_values_are_asked_for_by_kind() -> None:
    rule = queries.in_force("denunciation.register", date(2026, 1, 1))
    assert (rule.number("days"), rule.value("unit")) == (7, "working")
    with pytest.raises(TypeError):
        rule.number("unit")
    with pytest.raises(KeyError):
        queries.in_force("award.tie", date(2026, 1, 1)).number("days")
    with pytest.raises(KeyError):
        _rule("a", None).value("days")


def _rule(rule_id: str, valid_to: date | None, valid_from: date = date(2020, 1, 1)) -> Rule:
    citation = Citation("Luật thử", "Điều 1")
    return Rule(rule_id, "thử", "Thử", "Thử.", citation, valid_from, valid_to, False, "D", "thử")


def test_overlaps_are_found_and_neighbours_are_not() -> None:
    old, new = _rule("old", date(2020, 12, 31)), _rule("new", None, date(2021, 1, 1))
    assert clashes([old, new]) == []
    assert clashes([_rule("old", date(2021, 1, 1)), new]) != []
    assert clashes([_rule("old", None), new]) != []
    assert clashes([new, _rule("old", None)]) != []


def test_no_band_below_the_lowest() -> None:
    assert band_of([Band("pass", "Đạt", Decimal(5))], Decimal(4)) is None


def test_search_forgives_accents_and_needs_every_word() -> None:
    on = date(2026, 11, 22)
    found = queries.rules(on, "to cao thu ly")
    assert "denunciation_notice" in {rule.id for rule in found}
    assert queries.rules(on, "tố cáo lương cơ sở") == []
    assert len(queries.rules(on)) > len(found)
    assert all(rule.holds(on) for rule in queries.rules(on))


@pytest.mark.parametrize(
    ("number", "on", "standing", "words"),
    [
        ("91/2017/NĐ-CP", date(2023, 12, 31), DocumentStanding.IN_FORCE, "đang có hiệu lực"),
        ("91/2017/NĐ-CP", date(2024, 1, 1), DocumentStanding.REPLACED, "dùng 98/2023/NĐ-CP"),
        ("Số 91/2017/nđ-cp", date(2026, 11, 22), DocumentStanding.REPLACED, "dùng 152/2025/NĐ-CP"),
        ("152/2025/NĐ-CP", date(2025, 6, 30), DocumentStanding.NOT_YET, "từ ngày 01/07/2025"),
        ("90/2020/NĐ-CP", date(2026, 7, 1), DocumentStanding.REPLACED, "233/2026/NĐ-CP và 335/2025/NĐ-CP"),
        ("999/2031/NĐ-CP", date(2026, 7, 1), DocumentStanding.UNKNOWN, "tự kiểm tra"),
    ],
)
def test_documents_on_a_day(number: str, on: date, standing: DocumentStanding, words: str) -> None:
    status = queries.status_of_document(number, on)
    assert status.standing is standing
    assert words in status.sentence
    assert status.standing.label


def test_documents_form_chains_that_end() -> None:
    known = {document.number for document in documents()}
    assert len(known) == len(documents())
    for document in documents():
        assert set(document.replaced_by) <= known, document.number
        assert bool(document.replaced_by) is (document.valid_to is not None), document.number
        last = queries.status_of_document(document.number, date(2026, 11, 22))
        for number in last.successors:
            assert queries.status_of_document(number, date(2026, 11, 22)).standing is DocumentStanding.IN_FORCE


def test_a_document_replaced_by_nothing_says_only_that() -> None:
    status = queries.status_of_document("91/2017/NĐ-CP", date(2024, 1, 1))
    alone = type(status)(status.number, status.standing, status.document)
    assert alone.sentence.endswith("31/12/2023.")


def test_documents_are_found_by_number_or_name() -> None:
    assert [d.number for d in queries.documents_about("152/2025")] == ["152/2025/NĐ-CP"]
    assert len(queries.documents_about("to cao")) >= 3
