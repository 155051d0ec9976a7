"""What the door answers, whatever web server stands before it: pages of a point, and what became of a rating."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape

from django.conf import settings

from namkhong.feedback.box import put
from namkhong.feedback.ingest.arrivals import Arrivals
from namkhong.feedback.ingest.book import CHANGES_EVERY, Card, Memory, batches, cards, changed, longer_questions
from namkhong.feedback.ingest.groups import Groups
from namkhong.feedback.ingest.longer import LongSent, carried, longer_page, read_longer, with_answers
from namkhong.feedback.ingest.looks import ALREADY, CLOSED, NOWHERE, PLAIN, TOO_LONG, UNREADABLE, Look, asked_in
from namkhong.feedback.ingest.lots import Lots
from namkhong.feedback.ingest.moulds import LONGER_STYLE, SCRIPT, STYLE, mould
from namkhong.feedback.ingest.reading import Sent, read_form
from namkhong.feedback.ingest.throttle import Throttle
from namkhong.feedback.rules import codes, work
from namkhong.feedback.rules.ballots import Fate, Outcome, Rating, ballot_number, mark_of
from namkhong.feedback.rules.evidence import NO_CODE, Judged, by_one_time_code, by_ticket
from namkhong.feedback.rules.invitations import ADDRESS, LOT, LOW, Invitation, write_invitation
from namkhong.feedback.states import HANDING_OUT_CODES, SHOWING_CODES, Lowered
from namkhong.foundation.clock import now

_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_PAGE = [
    ("content-type", "text/html; charset=utf-8"),
    ("cache-control", "no-store"),
    ("content-security-policy", _POLICY),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
]
_WORKING_PAGE = [*_PAGE[:2], ("content-security-policy", f"{_POLICY}; script-src 'self'"), *_PAGE[3:]]
_FILES = {file.address: file for file in (STYLE, LONGER_STYLE, SCRIPT)}


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and body."""

    status: int
    body: bytes
    headers: list[tuple[str, str]]


class Door:
    """Everything between a request and the box. Belongs to one event loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._throttle = Throttle()
        self._arrivals = Arrivals()
        self._lots = Lots()
        self.box: Groups[Rating, Outcome] = Groups(put, loop)
        self._points = Groups(cards, loop)
        self._changes = Groups(changed, loop)
        self._batches = Groups(batches, loop)
        self._cards: Memory[str, Card | None] = Memory(self._points.ask)
        self._known_batches = Memory(self._batches.ask)
        self._code_key = codes.derived_key(settings.SECRET_KEY, "one-time-code")
        self._ticket_key = codes.derived_key(settings.SECRET_KEY, "ticket")
        self._invitation_key = codes.derived_key(settings.SECRET_KEY, "invitation")
        self._noticing = loop.create_task(self._notice_changes())

    def close(self) -> None:
        """Write what waits, then let go of the database."""
        self._noticing.cancel()
        for groups in (self.box, self._points, self._batches, self._changes):
            groups.stop()

    async def show(self, path: str, address: str, query: str = "") -> Answer:
        """The page under an address: `/g/<point>` or `/g/<point>/<code>`, with `?v=` for how it looks."""
        if file := _FILES.get(path):
            return Answer(
                200, file.body, [("content-type", file.kind), ("cache-control", "public, max-age=31536000, immutable")]
            )
        slug, _, code = path.removeprefix("/g/").strip("/").partition("/")
        asked, card = asked_in(query), await self._card(slug)
        if card is None or not card.open:
            return _problem(404, CLOSED if card else NOWHERE, look=asked.look)
        before = codes.read_ticket(self._ticket_key, asked.ballot, card.pk, asked.ticket) if asked.ballot else None
        if before:
            return _rating_page(card, Sent(asked.ballot, 0, "", code[:60], asked.ticket, ""), before.bits, asked.look)
        second = int(now().timestamp())
        coded = card.kind in SHOWING_CODES and codes.is_changing_code(card.secret, code, second)
        bits = work.bits_asked(self._throttle.seen(address, second // 60, more=0)) if coded else 0
        ballot = ballot_number(second // 3600, self._lots.draw(13))
        ticket = codes.write_ticket(self._ticket_key, ballot, card.pk, codes.Ticket(second // 60, coded, bits))
        sent = Sent(ballot, 0, "", "" if coded else code[:60], ticket, "")
        return _rating_page(card, sent, bits, asked.look)

    async def take(self, path: str, body: bytes, address: str, query: str = "") -> Answer:
        """A rating that was sent to `/g/<point>`: answered when it is safely written. Raises: TooBusy."""
        look, card = asked_in(query).look, await self._card(path.removeprefix("/g/").strip("/").partition("/")[0])
        if card is None or not card.open:
            return _problem(404, CLOSED if card else NOWHERE, look=look)
        sent = read_longer(body, longer_questions(card.instrument)[1]) if card.longer else read_form(body)
        if not sent.ballot:
            return _problem(422, UNREADABLE, card, look)
        at = now()
        ticket = codes.read_ticket(self._ticket_key, sent.ballot, card.pk, sent.ticket)
        if not sent.score:
            return _rating_page(card, sent, ticket.bits if ticket else 0, look, mistaken=True)
        second = at.timestamp()
        judged = await self._judged(card, sent, ticket, address, at.date(), int(second) // 60)
        rating = _rating(card, sent, judged, at)
        rating.signs = self._arrivals.signs(card.pk, judged.evidence, second, judged.code)
        try:
            outcome = await self.box.ask(rating)
        except Exception:
            return busy(card.slug, sent, look)
        if outcome.fate is Fate.OTHER:
            return _problem(409, ALREADY, card, look)
        return _thanks(card, outcome.lowered, look, self._invitation(card, sent.score, at) if sent.score in LOW else "")

    def _invitation(self, card: Card, score: int, at: datetime) -> str:
        """Where whoever gave a low score may say what was wrong, and be answered."""
        invitation = Invitation(card.pk, at.date(), score, self._lots.draw(LOT))
        return f"{ADDRESS}{write_invitation(self._invitation_key, invitation)}/"

    async def _notice_changes(self) -> None:
        """Forget points that were opened, closed or changed; a little further back than the last look, to be sure."""
        while True:
            since = now() - timedelta(seconds=3 * CHANGES_EVERY)
            await asyncio.sleep(CHANGES_EVERY)
            with suppress(Exception):
                self._cards.forget(await self._changes.ask(since))

    async def _card(self, slug: str) -> Card | None:
        return await self._cards.get(slug) if len(slug) == 8 and slug.isalnum() and slug.isascii() else None

    async def _judged(
        self, card: Card, sent: Sent, ticket: codes.Ticket | None, address: str, on: date, minute: int
    ) -> Judged:
        count = self._throttle.seen(address, minute)
        if sent.code and card.kind in HANDING_OUT_CODES:
            name = codes.read_one_time_code(self._code_key, sent.code)
            batch = await self._known_batches.get(name.batch) if name else None
            return by_one_time_code(name, batch, card.pk, on)
        if ticket is None:
            return NO_CODE
        worked = work.worked(sent.ballot, sent.proof, ticket.bits)
        return by_ticket(card.kind, ticket, minute, flooded=work.flooded(count), worked=worked)


def busy(slug: str, sent: Sent, look: Look = PLAIN) -> Answer:
    """Not written: a page that sends the same again, with the same number, at one tap."""
    places = {"slug": slug.encode(), "score": str(sent.score).encode(), **_typed(sent)}
    if isinstance(sent, LongSent):
        places["fields"] = carried(sent)
    page = mould("feedback/public/busy.html", 0, *look.parts).cast(**places)
    return Answer(503, page, [*_PAGE, ("retry-after", "30")])


def too_large() -> Answer:
    """More was sent than a rating can hold."""
    return _problem(413, TOO_LONG)


def _rating(card: Card, sent: Sent, judged: Judged, at: datetime) -> Rating:
    rating = Rating(
        id=sent.ballot,
        mark=mark_of(card.pk, sent.score, sent.words, sent.code),
        unit=card.unit,
        point=card.pk,
        day=at.date().isoformat(),
        hour=at.hour,
        score=sent.score,
        evidence=judged.evidence,
        words=sent.words,
        lowered=judged.lowered,
        code=judged.code,
    )
    return with_answers(rating, card, sent) if isinstance(sent, LongSent) else rating


def _rating_page(card: Card, sent: Sent, bits: int, look: Look, *, mistaken: bool = False) -> Answer:
    parts = {
        "has_about": card.about,
        "asks_code": card.kind in HANDING_OUT_CODES,
        "mistaken": mistaken,
        "works": bits,
    }
    shown = (*(part for part, is_shown in parts.items() if is_shown), *look.parts)
    places = {
        "unit_name": card.unit_name,
        "about": card.about,
        "slug": card.slug.encode(),
        "bits": str(bits).encode(),
        **_typed(sent),
    }
    if card.longer:
        body = longer_page(card.instrument, shown, places, sent)
    else:
        body = mould("feedback/public/rate.html", card.instrument, *shown).cast(**places)
    return Answer(422 if mistaken else 200, body, _WORKING_PAGE if bits else _PAGE)


def _typed(sent: Sent) -> dict[str, bytes]:
    """What was sent, fit to stand on a page again."""
    fields = {"ballot": sent.ballot, "ticket": sent.ticket, "code": sent.code, "words": sent.words, "proof": sent.proof}
    return {place: escape(typed).encode() for place, typed in fields.items() if typed}


def _thanks(card: Card, lowered: str, look: Look, invitation: str) -> Answer:
    parts = [part for part, shown in (("has_about", card.about), ("lowered", lowered), ("low", invitation)) if shown]
    sentence = look.said(Lowered(lowered).label) if lowered else ""
    page = mould("feedback/public/thanks.html", 0, *parts, *look.parts)
    filled = {"unit_name": card.unit_name, "about": card.about, "sentence": sentence.encode()}
    return Answer(200, page.cast(**filled, invitation=invitation.encode()), _PAGE)


def _problem(status: int, sentence: str, card: Card | None = None, look: Look = PLAIN) -> Answer:
    page = mould("feedback/public/problem.html", 0, *(["has_about"] if card else []), *look.parts)
    slug = card.slug.encode() if card else b""
    return Answer(status, page.cast(sentence=look.said(sentence).encode(), slug=slug), _PAGE)
