"""Every page says who may enter, and nobody gets past a closed one without signing in."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

SAMPLES = {"int": "1", "str": "a", "slug": "a", "uuid": "00000000-0000-4000-8000-000000000000", "path": "a"}
OPEN_ACCOUNT_PAGES = {"account_login", "account_logout", "account_signup", "account_inactive"}


def pages(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    """Every address, with sample values in its places, and its pattern."""
    for entry in resolver.url_patterns:
        address = before + str(entry.pattern)
        for name, converter in entry.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
            address = address.replace(f"<{kind}:{name}>", SAMPLES.get(kind, "2026")).replace(f"<{name}>", "a")
        if isinstance(entry, URLResolver):
            yield from pages(entry, address)
        else:
            yield address, entry


PAGES = list(pages(get_resolver()))


@pytest.mark.parametrize(("address", "page"), PAGES, ids=[address for address, _ in PAGES])
def test_page_says_who_may_enter(address: str, page: URLPattern, db: None) -> None:
    if page.callback.__module__.startswith("allauth."):
        access = "open" if page.name in OPEN_ACCOUNT_PAGES else "signed_in"
    else:
        access = page.callback.access
        assert access in ("open", "signed_in") or access, f"{address} names no verb"
    if access != "open":
        for answer in (Client().get(address), Client().post(address)):
            assert answer.status_code == 302 and answer["Location"].startswith("/tai-khoan/dang-nhap/"), address
