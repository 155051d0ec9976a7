"""Cited documents: days that clash, days that cannot be, documents that do not hold on the day of the plan."""

from dataclasses import replace
from datetime import date

import pytest

from namkhong.plans.rules.critic import CitedElsewhere, Deed, FindingKind, Weight
from namkhong.plans.states import Basis, ClauseKind
from tests.plans.critic.made import HEAD, clause, given, of, only

K = FindingKind


def test_one_number_with_two_days() -> None:
    found = only(K.TWO_DATES, given("Theo số 9/NQ-HĐND ngày 5/1/2026 và số 9/NQ-HĐND, ngày 05 tháng 02 năm 2026."))
    assert "05/01/2026 và 05/02/2026" in found.sentence and len(found.spots) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Số 9/KH-UBND ngày 5/1/2024 và số 9/KH-UBND ngày 7/3/2025.",
        "Số 9/KH-UBND ngày 5/1/2025 và số 9/KH-UBND ngày 05/01/2025 và số 9/KH-UBND.",
        "Số 9/KH-UBND ngày 31/2/2025; ngày 5/1/2025",
    ],
)
def test_numbers_that_may_be_two_documents(text: str) -> None:
    assert of(K.TWO_DATES, given(text)) == []


def test_one_series_for_many_years_and_slips_in_the_year() -> None:
    assert only(K.TWO_DATES, given("Theo 7-NQ/TW ngày 5/1/2024; theo 7-NQ/TW ngày 8/3/2025."))
    assert only(K.TWO_DATES, given("Theo 9/KH-UBND ngày 5/1/2024; theo 9/KH-UBND ngày 5/1/2025."))


def test_the_plans_own_number_with_another_day() -> None:
    found = only(K.TWO_DATES, given("Kèm theo Kế hoạch số 15/KH-UBND ngày 3/3/2026."))
    assert "ban hành ngày 02/03/2026" in found.sentence
    assert of(K.TWO_DATES, given("Kèm theo Kế hoạch số 15/KH-UBND ngày 2/3/2026.")) == []


def test_days_that_cannot_be() -> None:
    assert "là của năm 2025" in only(K.TWO_DATES, given("Nghị định số 77/2025/NĐ-CP ngày 4/5/2024")).sentence
    later = given("Kế hoạch số 8/KH-UBND ngày 4/5/2026")
    assert "sau ngày ban hành" in only(K.TWO_DATES, later).sentence
    assert of(K.TWO_DATES, replace(later, head=replace(HEAD, issued_on=None))) == []


def test_the_law_knows_the_day() -> None:
    found = only(K.TWO_DATES, given("Nghị định số 152/2025/NĐ-CP ngày 16 tháng 6 năm 2025"))
    assert "14/06/2025" in found.sentence and "14/06/2025" in found.mend
    assert of(K.TWO_DATES, given("Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025")) == []


def test_another_plan_cites_another_day() -> None:
    elsewhere = {"9/nq-hdnd": [CitedElsewhere("9/NQ-HĐND", date(2026, 1, 6), "Kế hoạch cũ")]}
    found = only(K.TWO_DATES, given("Số 9/NQ-HĐND ngày 5/1/2026.", elsewhere=elsewhere))
    assert found.weight is Weight.NOTE and "Kế hoạch cũ" in found.sentence
    for text in ("Số 9/NQ-HĐND ngày 6/1/2026.", "Số 9/NQ-HĐND."):
        assert of(K.TWO_DATES, given(text, elsewhere=elsewhere)) == []


OLD = "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ"


def test_a_document_that_was_replaced_before() -> None:
    basis = clause(ClauseKind.LEGAL_BASIS, OLD, number="98/2023/NĐ-CP", kind="Nghị định", issued_on="2023-12-31")
    found = only(K.OUTDATED, given(OLD, (basis,)))
    assert found.weight is Weight.SERIOUS and "152/2025/NĐ-CP" in found.sentence
    [change] = found.changes
    assert (change.deed, change.clause, change.text) == (Deed.REVISE, 1, "Nghị định số 152/2025/NĐ-CP")
    assert (change.facts["number"], change.facts["issued_on"]) == ("152/2025/NĐ-CP", "")
    assert only(K.OUTDATED, given(OLD)).changes == ()
    assert of(K.OUTDATED, given(OLD, (replace(basis, basis=Basis.TYPED),))) == []
    assert of(K.OUTDATED, given(OLD, head=replace(HEAD, issued_on=date(2024, 6, 1)))) == []
    assert of(K.OUTDATED, given(OLD, head=replace(HEAD, issued_on=None))) == []
    assert of(K.OUTDATED, given(f"{OLD} (đã được thay thế)")) == []


def test_a_basis_with_two_successors_is_left_to_the_officer() -> None:
    text = "Căn cứ Nghị định số 90/2020/NĐ-CP"
    basis = clause(ClauseKind.LEGAL_BASIS, text, number="90/2020/NĐ-CP")
    found = only(K.OUTDATED, given(text, (basis,), head=replace(HEAD, issued_on=date(2026, 8, 1))))
    assert found.changes == () and " và " in found.mend


def test_a_document_that_holds_only_later() -> None:
    found = only(K.OUTDATED, given("Căn cứ Nghị định số 154/2026/NĐ-CP của Chính phủ"))
    assert found.weight is Weight.NOTE and "01/07/2026" in found.sentence
    assert of(K.OUTDATED, given("Triển khai thi hành Nghị định số 154/2026/NĐ-CP")) == []


def test_what_changed_since_the_plan_was_issued() -> None:
    case = given(OLD, head=replace(HEAD, issued_on=date(2024, 6, 1)), today=date(2026, 11, 25))
    found = only(K.OUTDATED, case)
    assert found.weight is Weight.NOTE and "đến nay" in found.sentence
    assert of(K.OUTDATED, replace(case, today=date(2024, 7, 1))) == []


def test_a_document_replaced_by_nothing() -> None:
    from namkhong.plans.rules.critic.citing import _instead

    assert _instead(()).startswith("Bỏ viện dẫn")
