"""From a database URL to Django's settings, the same way for SQLite and PostgreSQL."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def database_from_url(url: str) -> dict[str, Any]:
    """`sqlite:///relative/path`, `sqlite:////absolute/path`, `sqlite://` (in memory), `postgresql://user:password@host:port/name?option=value`.

    Raises: ValueError for any other scheme.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path).removeprefix("/") or ":memory:")
    if parts.scheme in ("postgresql", "postgres"):
        return _postgresql(parts.path, parts.username, parts.password, parts.hostname, parts.port, parts.query)
    raise ValueError(f"unknown database scheme: {parts.scheme!r}")


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # Opening the file anew for every page would throw away what it has read and planned.
        "CONN_MAX_AGE": 0 if path == ":memory:" else 600,
        "OPTIONS": {
            # Writers queue instead of failing: the write lock is taken when the transaction starts.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
            ),
        },
    }


def _postgresql(
    path: str, user: str | None, password: str | None, host: str | None, port: int | None, query: str
) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": path[1:],
        "USER": unquote(user or ""),
        "PASSWORD": unquote(password or ""),
        "HOST": unquote(host or ""),
        "PORT": port or "",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(query)),
    }
