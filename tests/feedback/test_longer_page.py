"""The page of a longer instrument: light, without a script, with mistakes at their places; kept whole, counted once."""

import re

import pytest

from namkhong.feedback.actions import install_instruments, make_codes, open_point
from namkhong.feedback.actions.points import PointDraft
from namkhong.feedback.ingest.answering import Answer, busy
from namkhong.feedback.ingest.laying import field_name, in_words, laid_out
from namkhong.feedback.ingest.longer import preview_page, read_longer
from namkhong.feedback.ingest.moulds import LONGER_STYLE, SCRIPT
from namkhong.feedback.library import library
from namkhong.feedback.models import Ballot, Instrument, Point
from namkhong.feedback.rules.codes import changing_code, one_time_code
from namkhong.feedback.rules.questions import questionnaire
from namkhong.feedback.states import PointKind
from namkhong.foundation.clock import now
from tests.feedback.conftest import Visitor, answered
from tests.feedback.test_public_page import OUTSIDE, hidden, key
from tests.world import NOW, TODAY, World

LONGER = [data.key for data in library() if data.key != "quick"]
PLACE = re.compile(r"[\ue000\ue001]")


def instrument(name: str) -> Instrument:
    """One of ours, brought in."""
    install_instruments(instruments=library(), at=NOW)
    return Instrument.objects.get(key=name, unit=None)


def asking(world: World, name: str, kind: str = PointKind.POSTER) -> Point:
    """A point of the school that asks it."""
    draft = PointDraft(kind, desk="Bộ phận một cửa", procedure="Cấp giấy phép xây dựng nhà ở riêng lẻ")
    return open_point(unit=world.school, instrument=instrument(name), draft=draft, by=None, at=NOW)


def fields(point: Point, **answers: object) -> dict[str, object]:
    """What is sent for answers by key."""
    asked = questionnaire(point.instrument.definition)
    numbers = {question.key: field_name(at) for at, question in enumerate(asked.questions, 1)}
    return {numbers[key]: value for key, value in answers.items()}


def looking(visitor: Visitor, point: Point, query: str) -> Answer:
    return answered(visitor.door.show(f"/g/{point.slug}", "10.0.0.1", query))


@pytest.mark.parametrize("name", LONGER)
@pytest.mark.parametrize("look", ["", "v=en", "v=to", "v=en-to"])
def test_it_weighs_at_most_15_kb_with_everything(world: World, visitor: Visitor, name: str, look: str) -> None:
    page = looking(visitor, asking(world, name, PointKind.SLIPS), look)
    text = page.body.decode()
    assert page.status == 200 and not OUTSIDE.search(text) and not PLACE.search(text)
    assert len(page.body) + len(LONGER_STYLE.body) <= 15_000
    assert LONGER_STYLE.address in text and not [name for name, _ in page.headers if name == "set-cookie"]
    assert visitor.open(LONGER_STYLE.address).body == LONGER_STYLE.body
    asked = questionnaire(instrument(name).definition)
    for question in asked.questions:
        assert question.text.said(english="en" in look).replace("'", "&#x27;").replace('"', "&quot;") in text


def test_english_and_large_type_can_be_had_together(world: World, visitor: Visitor) -> None:
    point = asking(world, "sipas")
    plain, both = (looking(visitor, point, query).body.decode() for query in ("", "v=en-to"))
    assert '<html lang="vi">' in plain and "?v=en&amp;i=" in plain and "?v=to&amp;i=" in plain
    assert '<html lang="en" class="large">' in both and "Send</button>" in both and "Ordinary type" in both
    assert f'action="/g/{point.slug}?v=en-to"' in both
    sent = hidden(looking(visitor, point, "v=en-to"))
    told = answered(visitor.door.take(f"/g/{point.slug}", b"i=" + sent["i"].encode(), "10.0.0.1", "v=en-to"))
    assert "Please answer this question." in told.body.decode() and 'class="large"' in told.body.decode()


def test_answers_are_kept_whole_and_once(world: World, visitor: Visitor) -> None:
    point = asking(world, "sipas")
    page = hidden(visitor.open(f"/g/{point.slug}"))
    given = fields(point, overall=4, polite=5, trips=3, why_trips="papers", words=" Nhanh\x00 gọn ", on_time="late")
    for _ in range(2):
        told = visitor.send(point.slug, **page, **given)
        assert told.status == 200 and "Cảm ơn" in told.body.decode()
    row = Ballot.objects.get()
    assert (row.score, row.words) == (4, "Nhanh gọn")
    assert row.answers == {
        "marks": {"polite": 5, "overall": 4},
        "told": {"trips": 3, "why_trips": ["papers"], "on_time": "late"},
    }
    changed = visitor.send(point.slug, **page, **(given | fields(point, polite=1)))
    assert changed.status == 409 and Ballot.objects.get().answers["marks"]["polite"] == 5


def test_an_answer_that_nobody_asked_for_is_dropped(world: World, visitor: Visitor) -> None:
    point = asking(world, "sipas")
    given = fields(point, overall=3, trips=1, why_trips="papers", on_time="early", apology="no", answered=1)
    told = visitor.send(point.slug, **hidden(visitor.open(f"/g/{point.slug}")), **given, q99="1", x="y")
    assert told.status == 200
    assert Ballot.objects.get().answers == {"marks": {"overall": 3}, "told": {"trips": 1, "on_time": "early"}}


def test_mistakes_stand_at_their_places_and_nothing_is_lost(world: World, visitor: Visitor) -> None:
    point = asking(world, "sipas", PointKind.SLIPS)
    page = hidden(visitor.open(f"/g/{point.slug}"))
    given = fields(point, trips="vài", polite=5, on_time="late", words='Chờ "lâu" <b>')
    told = visitor.send(point.slug, **page, **given, c="abc")
    text = told.body.decode()
    numbers = {one.key: at for at, one in enumerate(questionnaire(point.instrument.definition).questions, 1)}
    assert told.status == 422 and not Ballot.objects.exists() and hidden(told)["i"] == page["i"]
    assert "còn 2 câu cần xem lại" in text and text.count('class="mistake" id="e') == 2
    trips, overall = numbers["trips"], numbers["overall"]
    assert f'id="e{trips}">Xin ghi bằng chữ số' in text and f'href="#e{overall}"' in text
    assert f"name=q{numbers['polite']} value=5 checked>" in text
    assert re.search(rf'name=q{numbers["on_time"]} value=late id=\S+ class="y1" checked>', text)
    assert 'value="vài"' in text and "Chờ &quot;lâu&quot; &lt;b&gt;" in text and 'value="abc"' in text
    assert not PLACE.search(text) and "?v=en" not in text
    large = visitor.send(point.slug, **page, **fields(point, trips=51, overall=7))
    assert "Nhiều nhất là 50" in large.body.decode() and "Xin chọn trong các mức" in large.body.decode()


def test_a_code_on_a_slip_counts_for_a_longer_rating_too(world: World, visitor: Visitor) -> None:
    point = asking(world, "one_stop", PointKind.SLIPS)
    batch = make_codes(point=point, size=5, valid_to=TODAY, by=None, at=NOW)
    code = one_time_code(key(), batch.pk, 1)
    page = visitor.open(f"/g/{point.slug}/{code}")
    assert f'value="{code}"' in page.body.decode()
    visitor.send(point.slug, **hidden(page), **fields(point, overall=5), c=code)
    assert Ballot.objects.get().evidence == "A"


def test_whoever_changes_the_look_at_a_counter_keeps_the_ticket(world: World, visitor: Visitor) -> None:
    point = asking(world, "school", PointKind.COUNTER)
    code = changing_code(bytes(point.secret), int(now().timestamp()))
    page = hidden(visitor.open(f"/g/{point.slug}/{code}"))
    path = f"/g/{point.slug}/{code[::-1]}"
    other = hidden(answered(visitor.door.show(path, "10.0.0.1", f"v=en&i={page['i']}&t={page['t']}")))
    assert other == page
    visitor.send(point.slug, **other, **fields(point, overall=5))
    assert Ballot.objects.get().evidence == "B"
    forged = hidden(looking(visitor, point, f"v=en&i={page['i']}&t=1.1.0.00"))
    assert forged["i"] != page["i"]


def test_a_flood_leaves_room_for_the_work_and_the_weight(world: World, visitor: Visitor) -> None:
    point = asking(world, "sipas", PointKind.COUNTER)
    for _ in range(61):
        visitor.send(point.slug, i="0" * 32)
        visitor.door._throttle.seen("10.0.0.1", int(now().timestamp()) // 60)
    page = visitor.open(f"/g/{point.slug}/{changing_code(bytes(point.secret), int(now().timestamp()))}")
    assert SCRIPT.address in page.body.decode() and 'name="p"' in page.body.decode()


def test_a_busy_page_sends_the_same_again(world: World) -> None:
    point = asking(world, "sipas")
    asked = questionnaire(point.instrument.definition)
    body = f"i={'0' * 32}&q3=papers&q3=absent&q2=4&q{len(list(asked.questions))}=Lâu+%22qu%C3%A1%22"
    text = busy(point.slug, read_longer(body.encode(), asked)).body.decode()
    assert text.count('name="q3"') == 2 and "Lâu &quot;quá&quot;" in text and not PLACE.search(text)


@pytest.mark.parametrize("body", [b"", b"\xff=%", b"&".join([b"q1=1"] * 700)])
def test_whatever_a_stranger_sends_nothing_fails(world: World, body: bytes) -> None:
    sent = read_longer(body, questionnaire(instrument("sipas").definition))
    assert sent.ballot == "" and sent.score == 0


def test_a_question_shows_under_the_answers_that_ask_for_it() -> None:
    [sipas] = [questionnaire(data.stored_definition()) for data in library() if data.key == "sipas"]
    facts = laid_out(sipas, english=False)[0].items
    shown = {item.words: [(inner.words, inner.shown_by) for inner in item.inside] for item in facts if item.inside}
    assert shown == {"Kết quả trả có đúng hẹn không?": [("Khi trễ hẹn, cơ quan có báo trước và xin lỗi không?", "d1")]}
    [on_time] = [item for item in facts if item.inside]
    assert [choice.shows for choice in on_time.choices] == ["", "", "y1", ""]
    [why] = [item for item in facts if item.words.startswith("Vì sao phải đến")]
    assert why.condition == "Chỉ trả lời nếu “Từ khi nộp hồ sơ, ông/bà phải đến mấy lần”: từ 3 trở lên."


def test_more_conditions_than_the_style_sheet_knows_are_said_in_words() -> None:
    options = [{"key": f"o{n}", "words": f"Số {n}"} for n in range(5)]
    questions = [{"key": "first", "kind": "choices", "words": "Chọn", "options": options}]
    for n in range(5):
        when = {"question": "first", "is": f"o{n}"}
        questions.append({"key": f"then{n}", "kind": "words", "words": "Rồi sao?", "most": 9, "when": when})
    scale = {"key": "more", "kind": "scale", "words": "Mức?", "when": {"question": "then1", "at_most": 2}}
    asked = questionnaire({"sections": [{"key": "a", "questions": questions}]})
    [part] = laid_out(asked, english=True)
    assert [item.shown_by for item in part.items] == ["", "", ""] and len(part.items[0].inside) == 3
    assert part.items[1].condition == "Only if you answered “Chọn”: Số 3."
    one = questionnaire({"sections": [{"key": "a", "questions": [questions[0] | {"key": "then1"}, scale]}]})
    assert in_words(one.named["more"].when, one.named["then1"], english=True).endswith("2 or less.")
    assert in_words(one.named["more"].when, one.named["then1"], english=False).endswith("từ 2 trở xuống.")


def test_a_preview_cannot_be_sent() -> None:
    [school] = [questionnaire(data.stored_definition()) for data in library() if data.key == "school"]
    text = preview_page(school, "/trang.css").decode()
    assert "<button disabled>" in text and "<form novalidate>" in text and 'href="/trang.css"' in text
    assert not PLACE.search(text)
