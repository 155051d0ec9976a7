"""People are found by name: words in any order, with accents or without, in Vietnamese order, in one's own units."""

import random
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namkhong.foundation.text import fold, name_sort_key
from namkhong.journal.actions import begin_batch
from namkhong.people.actions import employ, enrol, make_person, transfer
from namkhong.people.actions.enrolling import Listing, enrol_ready, make_ready, numbers_for, take_back
from namkhong.people.entries import StaffEntry
from namkhong.people.models import Employment, Person
from namkhong.people.queries import finding
from namkhong.people.queries.finding import Scope, find_in, find_people
from namkhong.people.sealing import sealer
from namkhong.people.typed import Expected, Sample, given_names_are_enough, spelled, stretch, typed, walking_is_quicker
from tests.world import NOW, SINCE, TODAY, World

NAMES = [
    "Nguyễn Văn An",
    "Nguyễn Văn Ân",
    "Nguyễn Thị Ánh",
    "Trần An Bình",
    "Lê Ăn",
    "Đỗ Văn Đạt",
    "Đỗ Văn Dật",
    "Phạm Văn Ẩn",
    "Quách Thị Thanh Vân",
    "Vân Thị Quách",
    "Hoàng O'Brien",
]
WAYS = ["few", "first", "many", "units"]


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Every way of finding must give the same people in the same order."""
    if request.param != "units":
        monkeypatch.setattr(finding, "_FEW_UNITS", -1)
    if request.param == "many":
        monkeypatch.setattr(finding, "_walks", lambda *_: True)
    if request.param == "first":
        monkeypatch.setattr(finding, "_begins", lambda *_: True)
    yield request.param


@pytest.fixture
def staffed(world: World) -> World:
    people = Person.objects.bulk_create([make_person(name) for name in NAMES])
    Employment.objects.bulk_create(Employment(person=p, unit=world.school, valid_from=SINCE) for p in people)
    return world


def found(world: World, words: str, **terms) -> list[str]:
    answer = find_people(words=words, reader=world.district_officer.pk, on=TODAY, **terms)
    return [row.full_name for row in answer.people]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("nguyen van an ", ["Nguyễn Văn An", "Nguyễn Văn Ân"]),
        ("an nguyen ", ["Nguyễn Văn An", "Nguyễn Văn Ân"]),
        ("an nguyen", ["Nguyễn Văn An", "Nguyễn Văn Ân"]),
        ("nguyen a", ["Nguyễn Văn An", "Nguyễn Thị Ánh", "Nguyễn Văn Ân"]),
        ("an ", ["Nguyễn Văn An", "Lê Ăn", "Nguyễn Văn Ân", "Phạm Văn Ẩn", "Trần An Bình"]),
        ("Ân ", ["Nguyễn Văn Ân", "Nguyễn Văn An", "Lê Ăn", "Phạm Văn Ẩn", "Trần An Bình"]),
        ("Văn Ẩn ", ["Phạm Văn Ẩn", "Nguyễn Văn An", "Nguyễn Văn Ân"]),
        ("do van d", ["Đỗ Văn Dật", "Đỗ Văn Đạt"]),
        ("van quach ", ["Vân Thị Quách", "Quách Thị Thanh Vân"]),
        ("  VĂN   dat ", ["Đỗ Văn Dật", "Đỗ Văn Đạt"]),
        ("o'brien", ["Hoàng O'Brien"]),
        ("zzz", []),
        ("100%", []),
        ("' OR 1=1", []),
        ("_", []),
        ("", []),
        ("   ", []),
    ],
)
def test_names_are_found_as_people_type_them(staffed: World, way: str, words: str, names: list[str]) -> None:
    assert found(staffed, words) == names


def test_pages_follow_on_without_gaps(staffed: World, way: str) -> None:
    whole = found(staffed, "n")
    assert len(whole) == 3
    pages = [found(staffed, "n", skip=start, size=1) for start in range(4)]
    assert [name for page in pages for name in page] == whole
    assert find_people(words="n", reader=staffed.district_officer.pk, on=TODAY, size=2).more
    assert not find_people(words="n", reader=staffed.district_officer.pk, on=TODAY, size=3).more


def test_only_people_of_units_that_one_may_read_are_found(staffed: World, way: str) -> None:
    for reader in (staffed.sister_officer, staffed.clinic_officer, staffed.auditor, staffed.nobody):
        assert find_people(words="nguyen", reader=reader.pk, on=TODAY).people == []
    for reader in (staffed.school_officer, staffed.federation_officer, staffed.committee_officer):
        assert len(find_people(words="nguyen", reader=reader.pk, on=TODAY).people) == 3


def test_a_person_is_found_where_he_works_now(staffed: World, way: str) -> None:
    person = Person.objects.get(full_name="Lê Ăn")
    transfer(person=person, to=staffed.sister_school, since=TODAY, position="Bảo vệ", by=1, at=NOW)
    assert "Lê Ăn" not in found(staffed, "le an")
    row = find_people(words="le an", reader=staffed.sister_officer.pk, on=TODAY).people[0]
    assert (row.unit_name, row.position) == ("Trường Mầm non Hoa Sen", "Bảo vệ")


def test_many_batches_are_walked_through(world: World, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_BATCHES", (1, 2, 3))
    people = Person.objects.bulk_create([make_person(f"Nguyễn Văn {'A' * (n % 3 + 1)}n") for n in range(20)])
    Employment.objects.bulk_create(
        Employment(person=p, unit=world.school if n % 2 else world.sister_school, valid_from=SINCE)
        for n, p in enumerate(people)
    )
    mine = sorted(people[1::2], key=lambda p: (p.sort_name, p.pk))
    scope = Scope((), (world.district.pk,), TODAY)
    assert [row.pk for row in find_in(words="nguyen", scope=scope).people] == [p.pk for p in mine]
    assert [row.pk for row in find_in(words="Nguyễn v", scope=scope).people] == [p.pk for p in mine]


def test_every_way_finds_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(5)
    words = ["Nguyễn", "Văn", "Thị", "An", "Ân", "Ánh", "Đào", "Dao", "Lan", "Lân", "Hoa", "Hòa", "Hoà"]
    people = Person.objects.bulk_create(
        [make_person(" ".join(chance.choices(words, k=chance.randint(1, 4)))) for _ in range(150)]
    )
    Employment.objects.bulk_create(Employment(person=p, unit=world.school, valid_from=SINCE) for p in people)
    scope = Scope((), (world.district.pk,), TODAY)
    asked = [" ".join(chance.choices(words, k=chance.randint(1, 2))) + chance.choice(["", " "]) for _ in range(25)]
    asked += [fold(words) for words in asked]
    for words in asked:
        answers = []
        for few_units, way in ((200, ""), (-1, ""), (-1, "_walks"), (-1, "_begins")):
            monkeypatch.setattr(finding, "_FEW_UNITS", few_units)
            for each in ("_walks", "_begins"):
                monkeypatch.setattr(finding, each, lambda *_, chosen=each == way: chosen)
            answers.append([row.pk for row in find_in(words=words, scope=scope, size=200).people])
        expected = sorted(
            (p for p in people if fits(fold(words), p.search_name, is_open=not words.endswith(" "))),
            key=lambda p: (tier(words, p.full_name), p.sort_name, p.pk),
        )
        assert answers[0] == [p.pk for p in expected], words
        assert answers[0] == answers[1] == answers[2] == answers[3], words


def tier(words: str, name: str) -> int:
    """The plain way to say who comes first: exact accents with a given name typed, exact accents, a given name, others.

    Tones of a given name do not count.
    """
    is_open, typed_words, accented = (
        not words.endswith(" "),
        words.lower().split(),
        fold(words) != words.lower().strip(),
    )
    have = name.lower().split()

    def has(word: str, among: list[str], unfinished: bool) -> bool:
        return any(each.startswith(word) if unfinished else each == word for each in among)

    def named(wanted: list[str], given: str) -> bool:
        last = len(wanted) - 1
        return any(has(word, [given], is_open and place == last) for place, word in enumerate(wanted))

    exact = accented and all(has(w, have, is_open and n == len(typed_words) - 1) for n, w in enumerate(typed_words))
    if exact:
        return 0 if named([toneless(word) for word in typed_words], toneless(have[-1])) else 1
    return 2 if named(fold(words).split(), fold(have[-1])) else 3


def toneless(word: str) -> str:
    """A word without its tone, its letters kept: ấ becomes â."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    plain = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(char for char in plain if char not in tones))


def fits(words: str, name: str, *, is_open: bool) -> bool:
    """The plain way to say whether a name has all the words."""
    have, wanted = name.split(), words.split()
    whole, last = (wanted[:-1], wanted[-1]) if is_open else (wanted, "")
    return all(word in have for word in whole) and any(word.startswith(last) for word in have)


def test_searching_costs_the_same_for_few_and_many(staffed: World, same_queries) -> None:
    def grow() -> None:
        for name in NAMES:
            employ(person=enrol(full_name=name, by=None, at=NOW), unit=staffed.clinic, since=SINCE, by=None, at=NOW)

    same_queries(lambda: found(staffed, "nguyen"), grow)


def test_the_database_sorts_names_as_python_does(world: World) -> None:
    names = [
        f"Lê {word}"
        for word in [
            "An",
            "Ăn",
            "Ân",
            "Ba",
            "Bà",
            "Bả",
            "Bã",
            "Bá",
            "Bạ",
            "Da",
            "Đa",
            "Đà",
            "E",
            "Ê",
            "O",
            "Ô",
            "Ơ",
            "U",
            "Ư",
            "Y",
            "a",
            "ă",
            "â",
            "đ",
        ]
    ]
    Person.objects.bulk_create([make_person(name) for name in random.Random(1).sample(names, len(names))])
    rows = Person.objects.filter(full_name__startswith="Lê ").order_by("sort_name", "pk")
    sorted_by_database = [p.full_name for p in rows if p.full_name in names]
    assert [name_sort_key(n) for n in sorted_by_database] == sorted(map(name_sort_key, names))


def test_a_name_that_changes_is_found_by_the_new_one(staffed: World, way: str) -> None:
    person = Person.objects.get(full_name="Lê Ăn")
    fresh = make_person("Lê Văn Mới")
    Person.objects.filter(pk=person.pk).update(
        full_name=fresh.full_name, search_name=fresh.search_name, sort_name=fresh.sort_name
    )
    assert found(staffed, "le van moi") == ["Lê Văn Mới"]
    assert found(staffed, "le an ") == []


def test_people_of_a_list_are_found_and_gone_when_it_is_taken_back(world: World, way: str) -> None:
    batch = begin_batch(kind="roster", by=1, at=NOW).pk
    listing = Listing(world.school.pk, batch, sealer(at=NOW), TODAY)
    name = "Quách Thị Danh Sách"
    day = SINCE.isoformat()
    entry = StaffEntry(2, "A1", name, fold(name), name_sort_key(name), world.school.pk, "", "", "", "", day)
    enrol_ready(ready=make_ready(listing=listing, entries=[entry], numbers=numbers_for(1)))
    assert found(world, "danh sach") == [name]
    take_back(batch=batch, before=[])
    assert found(world, "danh sach") == []


WORDS = st.lists(st.sampled_from(["an", "đào", "duong", "nguyen", "hoa", "o", "d"]), min_size=1, max_size=3)


@given(WORDS, st.booleans())
def test_stretches_are_in_order_and_apart(words: list[str], last_open: bool) -> None:
    found = spelled([fold(word) for word in words], last_open=last_open)
    ends = [end for pair in found for end in pair]
    assert ends == sorted(ends)


@given(st.sampled_from(NAMES), st.booleans())
def test_every_spelling_of_a_given_name_lies_in_a_stretch(name: str, last_open: bool) -> None:
    given_name = fold(name).split()[-1]
    if given_name.isalnum():
        key = name_sort_key(name)
        assert any(first <= key < last for first, last in spelled([given_name], last_open=last_open))
        first, last = stretch(name.rsplit(maxsplit=1)[-1].lower(), is_open=last_open)
        assert first <= key < last


def test_a_sample_tells_about_how_many_will_be_found() -> None:
    sample = Sample(["nguyen van an", "tran an", "nguyen an lan", "le b", ""], 500)
    asked = ("an ", "an", "nguyen an ", "l", "zz")
    found = [(row.people, row.by_given_name) for row in (sample.expected(typed(words)) for words in asked)]
    assert found == [(300, 200), (300, 200), (200, 100), (200, 100), (0, 0)]


@pytest.mark.parametrize(
    ("people", "given", "share", "walks"),
    [(1_000, 1_000, 1, False), (30_000, 30_000, 0.03, True), (2_000, 0, 0.03, False), (100_000, 0, 0.03, True)],
)
def test_walking_is_quicker_where_many_are_met(people: int, given: int, share: float, walks: bool) -> None:
    expected = Expected(people, given)
    assert walking_is_quicker(expected, everybody=2_500_000, share=share, wanted=21) is walks


def test_a_sample_is_taken_of_many_and_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = finding._SampleKeeper()
    monkeypatch.setattr(finding, "_SAMPLED", 10**9)
    assert not keeper.fresh()
    monkeypatch.setattr(finding, "_SAMPLED", 5)
    monkeypatch.setattr(finding, "_SAMPLE", keeper)
    assert keeper.fresh() and keeper.fresh()
    monkeypatch.setattr(finding, "_FEW_UNITS", -1)
    employ(person=world.nobody, unit=world.school, since=SINCE, by=1, at=NOW)
    assert found(world, "mai chi c") == ["Mai Chí Công"]


@pytest.mark.parametrize(
    ("people", "by_given", "given", "share", "enough"),
    [
        (250, 250, 30_000, 1.0, True),
        (250, 250, 30_000, 0.03, False),
        (250, 250, 1_000_000, 1.0, False),
        (20_000, 2_000, 600_000, 0.03, True),
        (0, 0, 0, 1.0, False),
    ],
)
def test_given_names_are_walked_where_they_are_enough(
    people: int, by_given: int, given: int, share: float, enough: bool
) -> None:
    """Enough of them within the scope, and not too many others with the same given names between."""
    expected = Expected(people, by_given, given)
    assert given_names_are_enough(expected, share=share, wanted=21) is enough


def test_words_with_other_signs_are_never_begun_by_given_names(world: World) -> None:
    assert finding._begins(typed("o'brien"), 1.0, 21) is False
    assert finding._begins(typed("an"), 1.0, 21) is False, "so few people need no sample"
