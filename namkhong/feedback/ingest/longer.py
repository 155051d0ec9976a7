"""The page of a longer instrument and what is sent from it. The quick rating does not come through here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from urllib.parse import parse_qsl

from namkhong.feedback.ingest.book import Card, longer_questions
from namkhong.feedback.ingest.laying import field_name, laid_out
from namkhong.feedback.ingest.looks import PLAIN, Look
from namkhong.feedback.ingest.moulds import LONGER_STYLE, Mould, context_of, rendered
from namkhong.feedback.ingest.reading import Sent, cleaned, hidden_fields
from namkhong.feedback.rules.answers import Answered, Mistake, answered, marks_of, stored
from namkhong.feedback.rules.ballots import Rating, mark_of
from namkhong.feedback.rules.questions import PICKED, Questionnaire

MOST_FIELDS = 600
_SAID = {
    Mistake.MISSING: ("Xin trả lời câu này.", "Please answer this question."),
    Mistake.NOT_OFFERED: ("Xin chọn trong các mức dưới đây.", "Please choose one of these."),
    Mistake.NO_NUMBER: ("Xin ghi bằng chữ số, ví dụ 2.", "Please write a number, such as 2."),
    Mistake.TOO_LARGE: ("Số này quá lớn. Nhiều nhất là {most}.", "This number is too large; {most} at most."),
}
_SUMMARY = (
    "Chưa gửi được: còn {count} câu cần xem lại. Những gì đã trả lời vẫn giữ nguyên.",
    "Not sent yet: {count} to look at again. Everything you answered is still here.",
)


@dataclass(frozen=True, slots=True)
class LongSent(Sent):
    """What was sent from the page of a longer instrument. The score is 0 as long as anything is wrong."""

    fields: Mapping[int, list[str]] = field(default_factory=dict)
    said: Answered = field(default_factory=Answered)


def read_longer(body: bytes, asked: Questionnaire) -> LongSent:
    """What was sent, held against what is asked; a missing or misshapen field is empty, an unknown one is dropped."""
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS)
    except ValueError:
        pairs = []
    plain = hidden_fields(dict(pairs))
    named = {field_name(number): (number, one.key) for number, one in enumerate(asked.questions, 1)}
    fields: dict[int, list[str]] = {}
    by_key: dict[str, list[str]] = {}
    for name, value in pairs:
        if name in named:
            number, key = named[name]
            fields.setdefault(number, []).append(text := cleaned(value))
            by_key.setdefault(key, []).append(text)
    said = answered(asked, by_key)
    score = 0 if said.mistakes else said.score
    return LongSent(**plain, score=score, words=said.words, fields=fields, said=said)


def with_answers(rating: Rating, card: Card, sent: LongSent) -> Rating:
    """The rating with its answers; its mark covers them."""
    key, asked = longer_questions(card.instrument)
    rating.answers = stored(asked, sent.said.answers)
    rating.instrument, rating.marks = key, marks_of(asked, sent.said.answers)
    rating.mark = mark_of(card.pk, sent.score, sent.words, sent.code, rating.answers)
    return rating


def longer_page(instrument: int, parts: tuple[str, ...], places: Mapping[str, bytes], sent: Sent) -> bytes:
    """The page with what was answered so far, and mistakes at their questions."""
    filled = dict(places)
    if isinstance(sent, LongSent):
        filled |= _answers(longer_questions(instrument)[1], sent, english="english" in parts)
    return _mould(instrument, *parts).cast(**filled)


def preview_page(asked: Questionnaire, style: str, look: Look = PLAIN, unit_name: str = "") -> bytes:
    """The page as a citizen sees it, not to be sent; of a draft as well. `style` is where its style sheet is found."""
    return _made(asked, ("preview", *look.parts), style).cast(unit_name=escape(unit_name).encode())


def weight_of(asked: Questionnaire) -> int:
    """Bytes of the page with its style sheet, before the names of a point are filled in."""
    return len(_made(asked, ("has_about", "asks_code")).cast()) + len(LONGER_STYLE.body)


def carried(sent: LongSent) -> bytes:
    """All answers as hidden fields, for a page that sends the same again."""
    fields = [(field_name(number), value) for number, values in sent.fields.items() for value in values]
    return "\n".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in fields).encode()


def _answers(asked: Questionnaire, sent: LongSent, *, english: bool) -> dict[str, bytes]:
    """The places of a page that show what was answered and what is wrong with it."""
    filled: dict[str, bytes] = {}
    links = []
    for number, question in enumerate(asked.questions, 1):
        values = sent.fields.get(number, [])
        if question.kind in PICKED:
            chosen = {
                f"c{number}_{at}": b" checked" for at, one in enumerate(question.options, 1) if one.value in values
            }
            filled |= chosen
        elif values:
            filled[f"v{number}"] = escape(values[0]).encode()
        if mistake := sent.said.mistakes.get(question.key):
            words = _SAID[mistake][english].format(most=question.most)
            filled[f"e{number}"] = f'<p class="mistake" id="e{number}">{words}</p>'.encode()
            links.append(f'<li><a href="#e{number}">{escape(question.text.said(english=english))}</a></li>')
    if links:
        told = _SUMMARY[english].format(count=len(links))
        filled["faults"] = f'<div class="mistake" role="alert"><p>{told}</p><ul>{"".join(links)}</ul></div>'.encode()
    return filled


@lru_cache(maxsize=1000)
def _mould(instrument: int, *shown: str) -> Mould:
    """The page of a longer instrument, with the named parts shown."""
    return _made(longer_questions(instrument)[1], shown)


def _made(asked: Questionnaire, shown: tuple[str, ...], style: str = LONGER_STYLE.address) -> Mould:
    context = context_of(shown) | {
        "parts": laid_out(asked, english="english" in shown),
        "bilingual": asked.in_english,
        "style": style,
        "preview": "preview" in shown,
        "faults": "\ue000faults\ue001",
    }
    return Mould(rendered("feedback/public/longer.html", context))
