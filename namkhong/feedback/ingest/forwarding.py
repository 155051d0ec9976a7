"""Where nothing stands before the site, the site itself hands on what is sent to the door for ratings.

So one address works with nothing to set up. A proxy in front of a large installation sends `/g/` straight to the door.
"""

import http.client
import os
from collections.abc import Callable, Iterable
from threading import local
from typing import Any
from urllib.parse import quote

from namkhong.feedback.ingest.reading import LARGEST_BODY

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
SECONDS = 25.0
_NOT_PASSED = ("connection", "transfer-encoding", "keep-alive", "server", "date")
_AWAY = "Cổng nhận ý kiến đang khởi động. Xin tải lại trang sau ít phút."
_TOO_LONG = "Nội dung gửi lên dài quá mức cho phép."
_PLAIN = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]


def with_ratings(site: Application) -> Application:
    """The site, and under `/g/` the door that `NAMKHONG_RATINGS` names; without it, only the site."""
    place = os.environ.get("NAMKHONG_RATINGS", "")
    if not place:
        return site
    kept = local()

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if not environ["PATH_INFO"].startswith("/g/"):
            return site(environ, start)
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > LARGEST_BODY:
            start("413 Content Too Large", _PLAIN)
            return [_TOO_LONG.encode()]
        body = environ["wsgi.input"].read(int(length))
        try:
            answer = _asked(kept, place, environ, body)
        except (OSError, http.client.HTTPException):
            start("503 Service Unavailable", [*_PLAIN, ("Retry-After", "30")])
            return [_AWAY.encode()]
        status, headers, page = answer
        start(status, headers)
        return [page]

    return application


def _asked(kept: local, place: str, environ: dict[str, Any], body: bytes) -> tuple[str, list[tuple[str, str]], bytes]:
    """What the door answers. A connection that it has closed meanwhile is opened anew, once: a rating counts once."""
    for last in (False, True):
        connection: http.client.HTTPConnection | None = getattr(kept, "connection", None)
        if connection is None:
            connection = kept.connection = http.client.HTTPConnection(place, timeout=SECONDS)
        try:
            path = quote(environ["PATH_INFO"].encode("latin-1"))
            if asked := environ.get("QUERY_STRING"):
                path = f"{path}?{quote(asked, safe='=&-%')}"
            connection.request(environ["REQUEST_METHOD"], path, body, _told(environ))
            answer = connection.getresponse()
            page = answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            kept.connection = None
            if last:
                raise
            continue
        headers = [(name, value) for name, value in answer.getheaders() if name.lower() not in _NOT_PASSED]
        return f"{answer.status} {answer.reason}", headers, page
    raise AssertionError("unreachable")


def _told(environ: dict[str, Any]) -> dict[str, str]:
    before = environ.get("HTTP_X_FORWARDED_FOR", "")
    come = environ.get("REMOTE_ADDR", "")
    told = {"X-Forwarded-For": before if come in ("127.0.0.1", "::1") and before else come}
    if kind := environ.get("CONTENT_TYPE"):
        told["Content-Type"] = kind
    return told
