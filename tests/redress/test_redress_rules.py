"""Terms, tickets, receipts, contacts, low months: pure."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from namkhong.feedback.rules.counts import Counts
from namkhong.feedback.rules.invitations import GOOD_FOR, Invitation, read_invitation, still_good, write_invitation
from namkhong.foundation.months import months_later
from namkhong.law.queries import is_working_day
from namkhong.people.personal import NotAPhone
from namkhong.redress.queries.days import is_open
from namkhong.redress.rules.contacts import NotAnEmail, read_contact
from namkhong.redress.rules.receipts import mark_of, plain_receipt, receipt_code
from namkhong.redress.rules.standing import THRESHOLD, is_burst, is_low, repeated
from namkhong.redress.rules.terms import ANSWER_DAYS, due_after

KEY = b"a key of the tests"
SAID = Invitation(42, date(2026, 11, 22), 2, b"lotlotlo")


def test_a_ticket_says_what_was_said_and_no_more() -> None:
    ticket = write_invitation(KEY, SAID)
    assert read_invitation(KEY, ticket) == SAID and len(ticket) == 36
    assert read_invitation(b"another key", ticket) is None


@pytest.mark.parametrize("place", range(36))
def test_an_altered_ticket_says_nothing(place: int) -> None:
    ticket = write_invitation(KEY, SAID)
    other = "A" if ticket[place] != "A" else "B"
    assert read_invitation(KEY, ticket[:place] + other + ticket[place + 1 :]) is None


@pytest.mark.parametrize("typed", ["", "a", "=" * 36, "a" * 35 + "=", "ă" * 36, "!" * 36, "a" * 34 + "!!"])
def test_what_is_no_ticket_says_nothing(typed: str) -> None:
    assert read_invitation(KEY, typed) is None


def test_a_ticket_is_good_for_some_days() -> None:
    assert still_good(SAID, SAID.day) and still_good(SAID, SAID.day + timedelta(days=GOOD_FOR))
    assert not still_good(SAID, SAID.day + timedelta(days=GOOD_FOR + 1))
    assert not still_good(SAID, SAID.day - timedelta(days=1))


def test_ten_working_days_from_a_sunday() -> None:
    assert due_after(date(2026, 11, 22), ANSWER_DAYS, is_working_day) == date(2026, 12, 7)
    # Two days around 2 September are off.
    assert due_after(date(2026, 8, 28), 3, is_working_day) > date(2026, 9, 3)


def test_a_year_without_a_calendar_knows_weekends() -> None:
    assert is_open(date(2031, 3, 3)) and not is_open(date(2031, 3, 2))


def test_a_receipt_is_the_same_for_the_same_page_and_read_in_any_spelling() -> None:
    code = receipt_code(KEY, b"one")
    assert code == receipt_code(KEY, b"one") != receipt_code(KEY, b"two") != receipt_code(b"other", b"two")
    plain = code.replace("-", "")
    assert plain_receipt(code) == plain_receipt(f" {code.lower()} ") == plain and len(plain) == 16
    assert plain_receipt(plain[:-1]) == plain_receipt("0" + plain[1:]) == plain_receipt("") == ""


def test_parts_of_a_mark_do_not_run_into_each_other() -> None:
    assert mark_of(KEY, "body", b"ab", b"c") != mark_of(KEY, "body", b"a", b"bc")
    assert mark_of(KEY, "body", b"a") != mark_of(KEY, "ticket", b"a")


def test_contacts_in_one_form() -> None:
    assert read_contact("  ") == ("", "")
    assert read_contact("+84 912 345 678") == ("phone", "0912345678")
    assert read_contact(" Lan.Nguyen@ViDu.vn ") == ("email", "lan.nguyen@vidu.vn")
    for typed in ("lan@", "@vidu.vn", "lan@vidu", "a@b@c.vn", "lan nguyen@vidu.vn", "x" * 118 + "@a.vn"):
        with pytest.raises(NotAnEmail):
            read_contact(typed)
    with pytest.raises(NotAPhone):
        read_contact("không có")


def test_chance_alone_makes_no_month_low() -> None:
    assert not is_low(Counts((29, 0, 0, 0, 0)), THRESHOLD), "too few, however bad"
    assert is_low(Counts((30, 0, 0, 0, 0)), THRESHOLD)
    # 65 %: of 60 people that may be chance, of 600 it is not.
    assert not is_low(Counts((21, 0, 0, 0, 39)), THRESHOLD)
    assert is_low(Counts((210, 0, 0, 0, 390)), THRESHOLD)
    assert not is_low(Counts((210, 0, 0, 0, 390)), Decimal(60))


@pytest.mark.parametrize(
    ("low", "total", "burst"), [(4, 4, False), (5, 5, True), (5, 7, True), (5, 8, False), (12, 20, True)]
)
def test_bursts(low: int, total: int, burst: bool) -> None:
    assert is_burst(low, total) is burst


def test_three_low_months_in_twelve_count_once() -> None:
    assert repeated([202512, 202606, 202611], 202611, ()) == (202512, 202606, 202611)
    assert repeated([202511, 202606, 202611], 202611, ()) == (), "the first is more than twelve months ago"
    assert repeated([202609, 202610, 202611], 202611, {202609}) == (), "counted before"
    assert repeated([202607, 202608, 202609], 202611, ()) == (), "not low now"
    assert repeated([202611, 202611, 202611], 202611, ()) == ()
    assert months_later(202612, 1) == 202701 and months_later(202601, -12) == 202501
