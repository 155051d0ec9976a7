"""A tablet at a counter: the ticket under which it runs, and the hour of a rating that had to wait for the network."""

import hmac
from dataclasses import dataclass
from typing import Final

from namkhong.feedback.states import Evidence, Lowered

LONGEST_WAIT: Final = 72
"""Hours for which a rating may wait on a tablet and still count at the hour in which it was given."""

MOST_AN_HOUR: Final = 120
"""Ratings of one hour on one tablet, one in half a minute: more are not given by people who come and go."""

REASONS: Final = ("Thời gian chờ", "Thái độ phục vụ", "Hướng dẫn, giấy tờ", "Kết quả công việc", "Chỗ ngồi, phòng ốc")
"""What the second tap can say. There is no keyboard on a tablet that everybody uses, so nothing can be typed."""

_SIGNS: Final = "abcdefghijkmnpqrstuvwxyz23456789"
_SEAL_BYTES: Final = 10


def write_device_ticket(key: bytes, device: int) -> str:
    """The address of a tablet: its number and a seal over it, which nobody can make up.

    >>> write_device_ticket(b"key", 7).partition("-")[0]
    '7'
    """
    return f"{device}-{_seal(key, device)}"


def read_device_ticket(key: bytes, typed: str) -> int | None:
    """Which tablet an address belongs to; None when it is none of ours."""
    number, _, seal = typed.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    device = int(number)
    return device if hmac.compare_digest(seal.encode(), _seal(key, device).encode()) else None


def hour_of(ballot: str) -> int:
    """The hour (since 1970) with which the number of a ballot begins."""
    return int(ballot[:6], 16)


@dataclass(frozen=True, slots=True)
class Given:
    """When a rating counts as given, in hours since 1970, its class, and why that is lower than hoped for."""

    hour: int
    evidence: str = Evidence.COUNTER
    lowered: str = ""


def given(ballot: str, now: int, of_that_hour: int) -> Given:
    """When a rating of a tablet was given: as its number says, up to `LONGEST_WAIT` hours back, which a tablet without
    network may need. An older or later hour is not believed: the rating counts at the hour of its arrival, without a
    class to speak of. `of_that_hour` is how many of the same hour the tablet has sent, with this one.
    """
    hour = hour_of(ballot)
    if not now - LONGEST_WAIT <= hour <= now:
        return Given(now, Evidence.OPEN, Lowered.OLD)
    if of_that_hour > MOST_AN_HOUR:
        return Given(hour, Evidence.OPEN, Lowered.CROWD)
    return Given(hour)


def reason(place: object) -> str:
    """The words of the second tap; "" where there was none."""
    return REASONS[place] if isinstance(place, int) and 0 <= place < len(REASONS) else ""


def _seal(key: bytes, device: int) -> str:
    digest = hmac.digest(key, device.to_bytes(8, "big"), "sha256")[:_SEAL_BYTES]
    number = int.from_bytes(digest, "big")
    return "".join(_SIGNS[number >> 5 * place & 31] for place in range(_SEAL_BYTES * 8 // 5))
