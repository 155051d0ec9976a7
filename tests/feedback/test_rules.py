"""Codes prove themselves, marks tell bodies apart, sums go up."""

from datetime import date
from urllib.parse import parse_qsl

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namkhong.feedback.ingest.lots import Lots
from namkhong.feedback.ingest.reading import _pairs, read_form
from namkhong.feedback.ingest.throttle import Throttle
from namkhong.feedback.rules.ballots import ballot_number, mark_of
from namkhong.feedback.rules.codes import (
    ALPHABET,
    MOST_BATCHES,
    MOST_SERIALS,
    TICKET_MINUTES,
    CodeName,
    Ticket,
    changing_code,
    is_changing_code,
    one_time_code,
    read_one_time_code,
    read_ticket,
    slug_of,
    write_ticket,
)
from namkhong.feedback.rules.counts import changes, gathered, spread
from namkhong.feedback.rules.evidence import by_ticket
from namkhong.feedback.rules.work import bits_asked, worked
from namkhong.foundation.months import month_of

KEY = b"a key of the tests"
patient = settings(suppress_health_check=[HealthCheck.too_slow])


@patient
@given(st.integers(0, MOST_BATCHES), st.integers(0, MOST_SERIALS), st.integers(0, 15), st.sampled_from(ALPHABET))
def test_a_code_names_itself_and_nobody_makes_one_up(batch: int, serial: int, place: int, sign: str) -> None:
    code = one_time_code(KEY, batch, serial)
    assert read_one_time_code(KEY, f" {code.lower()} ") == CodeName(batch, serial)
    assert read_one_time_code(b"another key", code) is None
    plain = code.replace("-", "")
    changed = plain[:place] + sign + plain[place + 1 :]
    assert (read_one_time_code(KEY, changed) is None) == (changed != plain)
    assert read_one_time_code(KEY, plain[:-1]) is None


@patient
@given(st.integers(0, 2**33), st.integers(-200, 200))
def test_a_changing_code_lives_for_thirty_to_sixty_seconds(second: int, later: int) -> None:
    second += 1000
    code = changing_code(KEY, second)
    alive = is_changing_code(KEY, code.lower(), second + later)
    if 0 <= later < 30:
        assert alive
    if later < -30 or later > 60:
        assert not alive


def test_a_ticket_belongs_to_one_ballot_at_one_point() -> None:
    ticket = Ticket(5, True, 14)
    written = write_ticket(KEY, "ballot", 7, ticket)
    assert read_ticket(KEY, "ballot", 7, written) == ticket
    assert read_ticket(KEY, "ballot", 8, written) is None
    assert read_ticket(KEY, "other", 7, written) is None
    assert read_ticket(KEY, "ballot", 7, written.replace("5.1", "6.1")) is None
    assert read_ticket(KEY, "ballot", 7, "") is None


def test_a_page_kept_open_too_long_proves_nothing() -> None:
    ticket = Ticket(100, True, 0)
    asked = {"flooded": False, "worked": False}
    assert by_ticket("kiosk", ticket, 100 + TICKET_MINUTES, **asked).evidence == "B"
    assert by_ticket("kiosk", ticket, 101 + TICKET_MINUTES, **asked).lowered == "old"
    assert by_ticket("kiosk", ticket, 99, **asked).lowered == "old"
    assert by_ticket("poster", ticket, 100, **asked).evidence == "C"
    assert by_ticket("kiosk", None, 100, **asked) == by_ticket("kiosk", Ticket(100, False, 0), 100, **asked)


def test_work_is_asked_for_only_in_a_flood() -> None:
    assert bits_asked(1) == 0 and bits_asked(61) == 14 and bits_asked(10**6) == 20
    assert not worked("ballot", "1", 0) and not worked("ballot", "9" * 21, 1)
    assert any(worked("ballot", str(n), 4) for n in range(200))


@patient
@given(st.binary(min_size=5, max_size=5))
def test_addresses_are_eight_plain_signs(random: bytes) -> None:
    slug = slug_of(random)
    assert len(slug) == 8 and slug.isalnum() and slug == slug.lower()


def test_numbers_begin_with_the_hour_and_marks_differ() -> None:
    assert ballot_number(2, bytes(13)) == "000002" + "0" * 26
    assert mark_of(1, 23) != mark_of(12, 3) and mark_of("a") == mark_of("a")


cells = st.tuples(
    st.integers(1, 4),
    st.sampled_from(["2026-11-30", "2026-12-01"]),
    st.sampled_from("AC"),
    st.integers(0, 5),
    st.just(1),
)


@patient
@given(st.lists(st.lists(cells, max_size=8), max_size=5))
def test_nothing_is_lost_on_the_way_up(groups: list[list[tuple]]) -> None:
    above = {day: {1: {9}, 2: {9, 8}, 3: set()} for day in ("2026-11-30", "2026-12-01")}
    sums = spread(gathered([changes(group) for group in groups]), above)
    everything = [ballot for group in groups for ballot in group]
    for (unit, month, evidence), row in sums.items():
        under = {9: {1, 2}, 8: {2}}.get(unit, set()) | {unit}
        for place in range(6):
            mine = [
                b
                for b in everything
                if b[2] == evidence and month_of(date.fromisoformat(b[1])) == month and b[3] == place
            ]
            assert row[place] == sum(b[0] == unit for b in mine)
            assert row[6 + place] == sum(b[0] in under for b in mine)


@patient
@given(st.binary(max_size=300))
def test_reading_what_anybody_sends_never_fails(body: bytes) -> None:
    sent = read_form(body)
    assert 0 <= sent.score <= 5 and len(sent.words) <= 1000
    sent.words.encode()


def test_reading_keeps_words_and_cuts_them() -> None:
    assert read_form(b"w=a%0D%0Ab%00c%ED%A0%80&s=5").words.startswith("a\nbc")
    assert len(read_form(b"w=" + b"x" * 3000).words) == 1000
    assert read_form(b"&".join(b"a=1" for _ in range(30))).score == 0


def test_the_throttle_forgets_every_minute_and_knows_networks() -> None:
    throttle = Throttle()
    assert [throttle.seen("10.0.0.1", 5) for _ in range(3)] == [1, 2, 3]
    assert throttle.seen("10.0.0.1", 5, more=0) == 3 and throttle.seen("10.0.0.2", 5) == 1
    assert throttle.seen("10.0.0.1", 6) == 1
    assert [throttle.seen(f"2001:db8::{n}", 6) for n in (1, 2)] == [1, 2]
    assert throttle.seen("fe80::1%eth0:odd", 6) == 1
    assert throttle.seen("10.0.0.1", 6 + 1440) == 1


@given(st.one_of(st.binary(max_size=60), st.text("isw=&;1a+%4 ", max_size=60).map(str.encode)))
def test_a_plain_form_is_read_as_the_library_reads_it(body: bytes) -> None:
    assert _pairs(body) == dict(parse_qsl(body.decode("utf-8", "replace")))


def test_lots_are_handed_out_once() -> None:
    lots = Lots()
    drawn = [lots.draw(13) for _ in range(1000)]
    assert {len(lot) for lot in drawn} == {13} and len(set(drawn)) == 1000
