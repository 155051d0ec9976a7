"""Personal links and codes on paper: no one opens another's, nothing forged opens anything."""

import os
import secrets

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from namkhong.journal.models import Event
from namkhong.people.models import Person
from namkhong.pledges.queries import links as made
from namkhong.pledges.rules import links
from tests.pledges.stage import PledgeStage

LONG = int(os.environ.get("NAMKHONG_EXAMPLES", "150"))
KEY = b"k" * 32
NUMBERS = st.integers(min_value=1, max_value=2**63 - 1)
VERSIONS = st.integers(min_value=1, max_value=500)
SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"


@settings(max_examples=LONG, deadline=None)
@given(NUMBERS, NUMBERS, VERSIONS, NUMBERS, NUMBERS, VERSIONS)
@example(1, 11, 1, 11, 1, 1)
@example(1, 111, 1, 11, 11, 1)
def test_a_link_proves_its_own_round_person_and_version_only(a: int, b: int, v: int, c: int, d: int, w: int) -> None:
    claim = links.read_link(links.link_token(KEY, a, b, v))
    assert claim is not None and (claim.round, claim.person) == (a, b)
    assert links.link_proves(KEY, claim, v)
    assert not links.link_proves(b"o" * 32, claim, v)
    other = links.Claim(c, d, claim.mark)
    assert links.link_proves(KEY, other, w) == ((a, b, v) == (c, d, w))
    paper = links.read_paper(links.paper_code(KEY, a, b))
    assert paper is not None and (paper.round, paper.person) == (a, b) and links.paper_proves(KEY, paper)
    assert links.paper_proves(KEY, links.Claim(c, d, paper.mark)) == ((a, b) == (c, d))


@settings(max_examples=LONG, deadline=None)
@given(NUMBERS, NUMBERS, st.data())
def test_one_changed_sign_opens_nothing(round_: int, person: int, data: st.DataObject) -> None:
    token = links.link_token(KEY, round_, person, 1)
    place = data.draw(st.integers(0, len(token) - 1))
    sign = data.draw(st.sampled_from([sign for sign in SIGNS if sign != token[place]]))
    claim = links.read_link(token[:place] + sign + token[place + 1 :])
    assert claim is None or not links.link_proves(KEY, claim, 1)


@settings(max_examples=LONG, deadline=None)
@given(st.text(max_size=80) | st.text(SIGNS, max_size=80) | st.text("0123456789", max_size=80))
def test_whatever_is_typed_is_read_or_not_and_never_breaks(text: str) -> None:
    for claim, proves in (
        (links.read_link(text), lambda claim: links.link_proves(KEY, claim, 1)),
        (links.read_paper(text), lambda claim: links.paper_proves(KEY, claim)),
    ):
        assert claim is None or not proves(claim)


def test_a_link_is_short_and_may_be_typed_in_capitals() -> None:
    token = links.link_token(KEY, 12, 2_300_000, 1)
    assert len(token) <= 30 and links.LINK_MARK_BYTES * 8 >= 80
    claim = links.read_link(token.upper())
    assert claim is not None and links.link_proves(KEY, claim, 1)
    assert links.read_link("") is links.read_link(token[:10]) is links.read_link(token * 4) is None


def test_codes_on_paper_are_digits_for_scanners_that_type_through_input_methods() -> None:
    code = links.paper_code(KEY, 12, 2_300_000)
    assert code.isdecimal() and len(code) <= 27
    assert links.read_paper(links.in_groups(code)) == links.read_paper(code)
    assert [links.read_paper(other) for other in ("8934563138165", "x", "9", "", "0" * 30)] == [None] * 5


def test_paper_and_receipt_and_link_have_nothing_in_common(stage: PledgeStage) -> None:
    person = stage.teachers[0]
    path = made.link_path(stage.round, person.pk)
    token = path.split("/")[-2]
    assert made.paper_claim(token) is None
    assert made.opened(made.paper_code(stage.round.pk, person.pk)) is None
    assert made.opened(token) == (stage.round, person)


@pytest.mark.parametrize("forged", ["a", "0" * 27, "z" * 60, "ky", "may-gui.jsx", "%00", "..", "1" * 300])
def test_a_forged_link_is_a_plain_404(stage: PledgeStage, client, forged: str) -> None:
    for address in (f"/cam-ket/ky/{forged}/", f"/cam-ket/ky/{forged}/hieu-ro/"):
        for answer in (client.get(address), client.post(address, {"ma": "x"})):
            assert answer.status_code in (400, 404)
            assert stage.round.title not in answer.content.decode()


def test_thousands_of_guesses_find_nothing_and_write_nothing(stage: PledgeStage) -> None:
    token = made.link_path(stage.round, stage.teachers[0].pk).split("/")[-2]
    said = token[:-18]
    before = Event.objects.count()
    guesses = ["".join(secrets.choice(SIGNS) for _ in range(18)) for _ in range(3000)]
    assert not any(made.opened(said + guess) for guess in guesses if said + guess != token)
    assert Event.objects.count() == before


def test_raising_the_version_makes_every_earlier_link_worthless(stage: PledgeStage, client, signed_in) -> None:
    old = made.link_path(stage.round, stage.teachers[0].pk)
    organiser, page = signed_in(stage.world.district_officer), f"/cam-ket/{stage.round.pk}/thu-hoi-duong-dan/"
    assert "Thu hồi mọi đường dẫn?" in organiser.get(page).content.decode()
    assert client.get(old).status_code == 200
    for _ in range(2):  # a second click takes nothing more back
        organiser.post(page, {"ban": "1"})
    stage.round.refresh_from_db()
    assert stage.round.link_version == 2
    assert client.get(old).status_code == 404
    assert client.get(made.link_path(stage.round, stage.teachers[0].pk)).status_code == 200
    assert Event.objects.filter(verb="pledge.revoke_links").count() == 1
    assert organiser.post(page, {"ban": "x"}).status_code == 302
    assert Person.objects.filter(pk=stage.teachers[0].pk).exists()


def test_links_are_handed_out_by_whoever_keeps_the_register(stage: PledgeStage, signed_in) -> None:
    address = f"/cam-ket/{stage.round.pk}/don-vi/{stage.world.school.pk}/duong-dan/"
    clerk = signed_in(stage.world.school_officer)
    page = clerk.get(address).content.decode()
    assert made.link_path(stage.round, stage.teachers[0].pk) in page and "Thu hồi" not in page
    assert signed_in(stage.world.clinic_officer).get(address).status_code == 404
    stage.sign_all(stage.teachers)
    assert made.link_path(stage.round, stage.teachers[0].pk) not in clerk.get(address).content.decode()
    sister = stage.world.sister_school
    strange = f"/cam-ket/{stage.round.pk}/don-vi/{sister.pk}/duong-dan/"
    assert signed_in(stage.world.stranger).get(strange).status_code == 404  # the round does not reach that unit
