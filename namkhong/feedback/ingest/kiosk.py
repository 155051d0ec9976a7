"""The tablet at a counter: its page, the script that keeps it without a network, and ratings that it sends together.

A tablet is known by the ticket in its address and by nothing else: no session, no cookie. Whether it still may send is
looked up every time, so that stopping one holds at once.
"""

import asyncio
import json
import re
import secrets
from asyncio import gather
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from namkhong.feedback.ingest.answering import Answer
from namkhong.feedback.ingest.book import questions
from namkhong.feedback.ingest.groups import Groups
from namkhong.feedback.ingest.moulds import File
from namkhong.feedback.ingest.reading import read_form
from namkhong.feedback.models import Kiosk
from namkhong.feedback.rules.ballots import Fate, Outcome, Rating, ballot_number, mark_of
from namkhong.feedback.rules.codes import derived_key
from namkhong.feedback.rules.kiosk import REASONS, given, hour_of, read_device_ticket, reason
from namkhong.foundation.clock import VIETNAM, now

AT: Final = "/g/may/"
WORKER: Final = f"{AT}giu.js"
MOST_AT_ONCE: Final = 50
STOPPED: Final = "Máy chấm điểm này đã dừng."
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEAD: Final = [
    ("cache-control", "no-store"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
]
_PAGE: Final = [("content-type", "text/html; charset=utf-8"), ("content-security-policy", _POLICY), *_HEAD]
_JSON: Final = [("content-type", "application/json"), *_HEAD]
_FOR_EVER: Final = ("cache-control", "public, max-age=31536000, immutable")
_NUMBER = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Device:
    """A tablet as the door needs it: its point, and whether both are still open."""

    pk: int
    running: bool
    point: int
    unit: int
    unit_name: str
    about: str
    instrument: int


@dataclass(frozen=True, slots=True)
class Tapped:
    """One rating as a tablet sends it."""

    number: str
    score: int
    words: str


class Kiosks:
    """Everything between tablets and the box. Belongs to one event loop."""

    def __init__(self, box: Groups[Rating, Outcome], loop: asyncio.AbstractEventLoop) -> None:
        self._box = box
        self._devices = Groups(devices, loop)
        self._key = derived_key(settings.SECRET_KEY, "kiosk")
        self._pace = Pace()
        self._files = {file.address: file for file in (STYLE, SCRIPT)}

    def close(self) -> None:
        """Let go of the database."""
        self._devices.stop()

    def answers(self, path: str) -> bool:
        """Whether an address is a tablet's."""
        return path.startswith(AT) or path in self._files

    async def show(self, path: str) -> Answer:
        """The page of a tablet, or a file that it needs."""
        if file := self._files.get(path):
            return Answer(200, file.body, [("content-type", file.kind), _FOR_EVER])
        if path == WORKER:
            return Answer(200, _built("kiosk-worker.js"), [("content-type", "text/javascript"), *_HEAD])
        ticket, device = await self._device(path)
        return _page(ticket, device, 200 if device and device.running else 404)

    async def take(self, path: str, body: bytes, kind: str) -> Answer:
        """Ratings from a tablet: many at once from its script, one from the page itself where no script runs."""
        ticket, device = await self._device(path)
        if kind.startswith("application/json"):
            return await self._take_many(device, body)
        tapped = _read_form(body)
        if device is None or not device.running:
            return _page(ticket, None, 404)
        if tapped is None:
            return _page(ticket, device, 422)
        try:
            await self._put(device, tapped)
        except Exception:
            return _page(ticket, device, 503)
        return _page(ticket, device, thanked=True)

    async def _take_many(self, device: Device | None, body: bytes) -> Answer:
        """Which of the ratings are safely written, and which can never be; the tablet keeps the others."""
        if device is None or not device.running:
            return _told(404, {"words": STOPPED})
        sent = _read_json(body)
        if sent is None:
            return _told(422, {"words": "Không đọc được."})
        fit = [tapped for _, tapped in sent if tapped]
        fates = await gather(*(self._put(device, one) for one in fit), return_exceptions=True)
        kept = [one.number for one, fate in zip(fit, fates, strict=True) if isinstance(fate, Fate)]
        never = [number for number, tapped in sent if tapped is None]
        return _told(200 if len(kept) == len(fit) else 503, {"kept": kept, "never": never, "now": _seconds()})

    async def _put(self, device: Device, tapped: Tapped) -> Fate:
        """Another rating under a number that is there already counts as kept too: it would never be taken."""
        at = _seconds() // 3600
        taken = given(tapped.number, at, self._pace.seen(device.pk, hour_of(tapped.number), at))
        when = datetime.fromtimestamp(taken.hour * 3600, UTC).astimezone(VIETNAM)
        rating = Rating(
            id=tapped.number,
            mark=mark_of(device.point, tapped.score, tapped.words),
            unit=device.unit,
            point=device.point,
            day=when.date().isoformat(),
            hour=when.hour,
            score=tapped.score,
            evidence=taken.evidence,
            words=tapped.words,
            lowered=taken.lowered,
        )
        return (await self._box.ask(rating)).fate

    async def _device(self, path: str) -> tuple[str, Device | None]:
        ticket = path.removeprefix(AT).strip("/")
        number = read_device_ticket(self._key, ticket)
        return ticket, None if number is None else await self._devices.ask(number)


class Pace:
    """How many ratings of each hour a tablet has sent, as far back as a rating may wait; kept in memory only."""

    def __init__(self) -> None:
        self._counts: dict[tuple[int, int], int] = {}
        self._hour = 0

    def seen(self, device: int, hour: int, at: int) -> int:
        """How many, with this one. Hours that no rating may name any more are forgotten."""
        if at != self._hour:
            self._hour = at
            self._counts = {key: count for key, count in self._counts.items() if at - key[1] <= 100}
        if abs(at - hour) > 100:
            return 1
        count = self._counts[device, hour] = self._counts.get((device, hour), 0) + 1
        return count


def devices(numbers: Sequence[int]) -> list[Device | None]:
    """Several tablets at once."""
    rows = Kiosk.objects.filter(pk__in=set(numbers)).select_related("point__unit").order_by()
    found = {row.pk: _device(row) for row in rows}
    return [found.get(number) for number in numbers]


def _device(row: Kiosk) -> Device:
    point = row.point
    questions(point.instrument_id)  # so that no page has to wait for it
    about = ", ".join(filter(None, (point.desk, point.procedure)))
    running = row.stopped_at is None and point.open
    return Device(row.pk, running, point.pk, point.unit_id, point.unit.name, about, point.instrument_id)


def _read_json(body: bytes) -> list[tuple[Any, Tapped | None]] | None:
    """Ratings out of `{"given": [[number, score, place of the reason or null], ...]}`, each with the number as it was
    sent, misshapen ones as None; None where it is nothing of the kind.
    """
    try:
        rows = json.loads(body)["given"]
        return [(row[0], _tapped(*row[:3])) for row in rows[:MOST_AT_ONCE]]
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _read_form(body: bytes) -> Tapped | None:
    """The one rating of a page without script."""
    sent = read_form(body)
    return Tapped(sent.ballot, sent.score, "") if sent.ballot and sent.score else None


def _tapped(number: Any, score: Any, place: Any = None) -> Tapped | None:
    fits = isinstance(number, str) and _NUMBER.fullmatch(number) and type(score) is int and 1 <= score <= 5
    return Tapped(number, score, reason(place)) if fits else None


def _page(ticket: str, device: Device | None, status: int = 200, *, thanked: bool = False) -> Answer:
    """The page of a tablet, or what to say where there is none that runs."""
    running = device if device and device.running else None
    context: dict[str, Any] = {"device": running, "ticket": ticket, "thanked": thanked, "failed": status == 503}
    context |= {"style": STYLE.address, "script": SCRIPT.address, "worker": WORKER, "stopped": STOPPED}
    if running:
        asked = questions(running.instrument)
        ballot = ballot_number(_seconds() // 3600, secrets.token_bytes(13))
        context |= {"questions": asked, "faces": list(enumerate(asked.labels, 1)), "reasons": REASONS, "ballot": ballot}
    return Answer(status, render_to_string("feedback/public/kiosk.html", context).encode(), _PAGE)


def _seconds() -> int:
    return int(now().timestamp())


def _told(status: int, said: dict[str, Any]) -> Answer:
    return Answer(status, json.dumps(said, ensure_ascii=False).encode(), _JSON)


def _built(name: str) -> bytes:
    """A script built with the other assets; where they have not been built, one that does nothing."""
    path = finders.find(f"design/{name}")
    return Path(path).read_bytes() if path else b""


STYLE = File("kiosk.css", "text/css; charset=utf-8")
SCRIPT = File("kiosk.js", "text/javascript; charset=utf-8", _built("kiosk.js"))
